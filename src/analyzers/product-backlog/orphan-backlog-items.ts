import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const orphanBacklogItems = defineAnalyzer({
  id: 'orphan-backlog-items',
  code: 'J7',
  group: 'product-backlog',
  title: {
    detected: 'Many items serve no visible goal',
    clear: 'Items belong to a goal',
    unknown: 'Cannot tell what items serve',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'orphanShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    usedShare: { default: 0.2, source: 'design default' },
    topSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY'],
  needs: ['items', 'hierarchy', 'order'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Items serve no visible goal, epic or outcome.',
  why: '',
  logic: '≥ 50 % of the PBIs in the top 3×T without parent.',
  guards: ['Bugs/support types excluded.'],
  coaching: {
    question: 'Which goal would suffer if we dropped it?',
    next: 'Link or delete top-20 orphans.',
  },
  references: [
    'Guide: backlog “emerges to define what will fulfill the Product Goal”',
    'Theil “Missing Backlog Structure”',
    'Wolpers “neither themes nor epics”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
