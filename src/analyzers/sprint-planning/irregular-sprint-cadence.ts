import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const irregularSprintCadence = defineAnalyzer({
  id: 'irregular-sprint-cadence',
  code: 'E10',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints vary in length, run over, or leave gaps',
    clear: 'Sprints keep their rhythm',
    unknown: 'Cannot tell whether sprints keep their rhythm',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'irregularSprints',
    threshold: 2,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lengthDays: { default: 1, source: 'design default' },
    lengthShare: { default: 0.1, source: 'design default' },
    lateCloseDays: { default: 1, source: 'design default' },
    lateTransitions: { default: 0.05, source: 'design default' },
    gapDays: { default: 2, source: 'design default' },
    overlapDays: { default: 1, source: 'design default' },
    maxDays: { default: 31, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_SPRINTS', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['sprints', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Sprint length varies, sprints are extended, gaps or overlaps appear, or exceed one month.',
  why: '',
  logic:
    'any in ≥ 2 of W: length deviates > 1 working day and > 10 % from median; completeDate − endDate > 1 d; gap to the sprint before > 2 working days; two active sprints on one team’s board > 1 d; length > 31 calendar days (→ high).',
  guards: [
    'Public holidays, year-end shutdown calendar',
    'Declared cooldown (Linear `cooldown`) not counted, with a note',
    'Parallel-sprint setting on shared board split by team',
    '“sprint closed late by clerical delay” → transitions after endDate < 5 % → not counted.',
  ],
  coaching: {
    question: 'What were we waiting for on the last day?',
    next: 'Close on time, inspect what’s unfinished.',
  },
  references: [
    'Guide: fixed length ≤ one month, next sprint starts immediately',
    'S14',
    'Telemaco AS08 with *Tolerance of Change* (e.g. 5 %), *Iterations with Different Duration*, *Long Break Between Iterations*, *Concurrent Iterations*',
    'ScrumBut *Too Long Sprint*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
