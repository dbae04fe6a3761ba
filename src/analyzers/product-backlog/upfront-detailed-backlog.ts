import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const upfrontDetailedBacklog = defineAnalyzer({
  id: 'upfront-detailed-backlog',
  code: 'J5',
  group: 'product-backlog',
  title: {
    detected: 'Distant items are specified in full',
    clear: 'Detail grows as items come nearer',
    unknown: 'Cannot tell how far ahead items are specified',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'detailedShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    readiness: { default: 0.8, source: 'design default' },
    horizonSprints: { default: 3, source: 'design default' },
    futureSprints: { default: 3, source: 'design default' },
    futureShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ORDER', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria', 'sprints'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'full',
    github: 'full',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'partial',
  },
  window: 'now',
  what: 'Big design up front: distant items are fully specified, future sprints preloaded.',
  why: '',
  logic:
    '≥ 30 % of the items beyond the horizon (3×T) have R ≥ 0.8, or ≥ 3 future sprints hold ≥ 50 % of throughput each.',
  guards: ['Templates inflate length → use AC specificity', 'Regulated contracts.'],
  coaching: {
    question: 'How many of these details survived last time?',
    next: 'Keep only title+why beyond 3 sprints.',
  },
  references: [
    'ScrumBut *Big Requirements Documentation*',
    'Wolpers “100 % in advance”/everything detailed',
    'OpenShift “Sprints are pre-planned in advance”',
    'DEEP *Detailed appropriately*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
