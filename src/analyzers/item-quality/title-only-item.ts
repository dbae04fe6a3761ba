import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const titleOnlyItem = defineAnalyzer({
  id: 'title-only-item',
  code: 'K1',
  group: 'item-quality',
  title: {
    detected: 'Near items consist of a title',
    clear: 'Near items say more than a title',
    unknown: 'Cannot tell how much near items say',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'titleOnlyShare',
    threshold: 0.2,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    tokens: { default: 20, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'KEPT_ELSEWHERE', 'OPTED_OUT'],
  needs: ['items', 'order'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Near-top items consist of a title.',
  why: '',
  logic: '<20 informative tokens and no AC, no attachment/design link; ≥20 % of zone',
  guards: ['Self-explanatory chores ≤ XS estimate exempt.'],
  coaching: {
    question: 'What would a new Developer ask first?',
    next: 'Add why + done-condition.',
  },
  references: [
    'Theil “Title-Only-Items”',
    'Wolpers “no more than a title”',
    'QUS *Full sentence*, *Complete*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
