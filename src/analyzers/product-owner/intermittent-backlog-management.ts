import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const intermittentBacklogManagement = defineAnalyzer({
  id: 'intermittent-backlog-management',
  code: 'B2',
  group: 'product-owner',
  title: {
    detected: 'The backlog is ordered only around planning',
    clear: 'The backlog is looked after throughout the sprint',
    unknown: 'Cannot tell when the backlog is ordered',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'sessionsAroundStartShare',
    threshold: 0.8,
    unit: 'share of sessions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hoursAroundStart: { default: 24, source: 'design default' },
    workingDaysShare: { default: 0.1, source: 'design default' },
    lowArrivalItems: { default: 5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['changes', 'rankHistory', 'descriptionHistory', 'sprints'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Ordering happens only right before planning – a part-time backlog.',
  why: '',
  logic:
    '≥ 80 % of the ordering and AC sessions fall ≤ 24 h before or after a sprint start, or ordering happens on < 10 % of working days.',
  guards: [
    'Sessions on the agreed `refinementDay` do not count as late',
    'Stable backlog with low arrival (median < 5 new PBIs per sprint) → clear, with a note.',
  ],
  coaching: {
    question: 'Could a Developer pull the next item right now and be right?',
    next: '15 min ordering slot twice a week.',
  },
  references: ['Wolpers “Part-time PO: not working daily on the product backlog”', 'S5.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
