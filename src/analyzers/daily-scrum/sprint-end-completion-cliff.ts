import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const sprintEndCompletionCliff = defineAnalyzer({
  id: 'sprint-end-completion-cliff',
  code: 'F3',
  group: 'daily-scrum',
  title: {
    detected: 'Most items finish in the last hours of the sprint',
    clear: 'Items finish throughout the sprint',
    unknown: 'Cannot tell when items finish in the sprint',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: true,
  primary: {
    name: 'cliffSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lateShare: { default: 0.5, source: 'design default' },
    lastPart: { default: 0.15, source: 'design default' },
    lastDays: { default: 1, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_STATUS_HISTORY',
    'AUTOMATED',
  ],
  needs: ['statusHistory', 'sprints'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Most items finish in the last hours of the sprint.',
  why: '',
  logic:
    'per sprint with D ≥ 8: ≥ 50 % of D in the last 15 % of the sprint (at least the last day); recurrence gated.',
  guards: [
    'Items of a bulk close session are not counted, with a note',
    'Acceptance at review → use “dev complete” state and fire H4 instead.',
  ],
  coaching: {
    question: 'What could have been finished by mid-sprint?',
    next: 'Start fewer; finish first item by day 3.',
  },
  references: [
    'ScrumLint *Just-In-Time Development* (commits in last 72 h',
    '>30 % flagged)',
    'Fragile “CliffBurningDown”',
    'Guide: adapt the plan each day.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
