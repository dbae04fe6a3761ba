import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const staleSprintBoard = defineAnalyzer({
  id: 'stale-sprint-board',
  code: 'F2',
  group: 'daily-scrum',
  title: {
    detected: 'The board does not follow the daily work',
    clear: 'The board follows the daily work',
    unknown: 'Cannot tell whether the board follows the work',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: true,
  primary: {
    name: 'staleSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    activeDaysShare: { default: 0.5, source: 'design default' },
    burstShare: { default: 0.5, source: 'design default' },
    burstHours: { default: 2, source: 'design default' },
    burstDays: { default: 2, source: 'design default' },
    mergeLagDays: { default: 2, source: 'design default' },
    minMerged: { default: 12, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    teamSize: { default: 3, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
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
    'NO_STATUS_HISTORY',
    'AUTOMATED',
    'OUTSIDE_SCOPE',
  ],
  needs: ['statusHistory', 'sprints', 'sprintHistory', 'pullRequests'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The board does not mirror daily progress; updates come in batches.',
  why: '',
  logic:
    'per sprint with ≥ 8 items: active-transition days < 50 % of working days, or ≥ 50 % of transitions within 2 h windows on ≤ 2 days, or median lag PR-merge→Done > 2 d (≥ 12 PRs); recurrence gated.',
  guards: ['Tiny sprints/teams', 'Big-item teams.'],
  coaching: {
    question: 'Could someone new see today what we’ll do next?',
    next: 'Move cards at Daily.',
  },
  references: [
    'Guide: Sprint Backlog “highly visible, real-time picture”',
    'Wolpers/Theil “boards are not up to date”',
    'ScrumBut *Invisible Progress*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
