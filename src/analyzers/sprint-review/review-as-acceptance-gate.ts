import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const reviewAsAcceptanceGate = defineAnalyzer({
  id: 'review-as-acceptance-gate',
  code: 'H4',
  group: 'sprint-review',
  title: {
    detected: 'Items are accepted in or right before the review',
    clear: 'Items are accepted as they are finished',
    unknown: 'Cannot tell when items are accepted',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'acceptedLateShare',
    threshold: 0.4,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hoursAroundReview: { default: 2, source: 'design default' },
    lastHours: { default: 4, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 8, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_ACCEPT_STATE',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'AUTOMATED',
  ],
  needs: ['statusHistory', 'boardStates', 'roles', 'sprints', 'events'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'partial', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The PO accepts the sprint’s items in or right before the review.',
  why: '',
  logic: '≥ 40 % of D accepted in that window by one actor, the PO.',
  guards: ['Team of bulk board hygiene → require PO actor and preceding acceptance state.'],
  coaching: {
    question: 'What surprises are we saving for the meeting?',
    next: 'Accept as finished; use review for feedback.',
  },
  references: [
    'Guide: review “should never be considered a gate to releasing value”',
    'Wolpers “‘Acceptance’ by the PO”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
