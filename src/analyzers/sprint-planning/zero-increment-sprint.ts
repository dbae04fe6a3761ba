import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const zeroIncrementSprint = defineAnalyzer({
  id: 'zero-increment-sprint',
  code: 'E11',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints end with nothing Done',
    clear: 'Every sprint produces something Done',
    unknown: 'Cannot tell whether sprints produce anything Done',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'emptySprintsInARow',
    threshold: 2,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    minItems: { default: 3, source: 'design default' },
    lastStateShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory', 'types', 'releases'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'A sprint ends with nothing Done.',
  why: '',
  logic:
    'D = 0, or D contains no user-visible type (all chores/tests), in ≥ 2 consecutive sprints with |C| ≥ 3. One such sprint is clear and named.',
  guards: [
    'Done mapping wrong (e.g. “Ready for release” not mapped) → if >50 % sit in the last non-Done state, clear, with a note that asks for the mapping.',
  ],
  coaching: {
    question: 'What is the smallest thing we could finish by Wednesday?',
    next: 'Slice, limit WIP.',
  },
  references: [
    'Guide: valuable, useful Increment every Sprint',
    'Telemaco AS03 with *Tolerated Number of Consecutive Iterations*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
