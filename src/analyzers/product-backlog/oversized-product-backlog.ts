import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const oversizedProductBacklog = defineAnalyzer({
  id: 'oversized-product-backlog',
  code: 'J1',
  group: 'product-backlog',
  title: {
    detected: 'The backlog holds far more than can be done soon',
    clear: 'The backlog has a size that can be worked through',
    unknown: "Cannot tell how the backlog's size compares with throughput",
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'backlogSprints',
    threshold: 8,
    unit: 'sprints',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    medium: { default: 13, source: 'design default' },
    growthSprints: { default: 5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 60, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['items', 'statusHistory', 'sprints'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'weeks',
  what: 'Far more open items than can ever be done soon.',
  why: '',
  logic:
    'open PBIs / median throughput per period > 8 → low, > 13 (≈ 6 months of 2-week sprints) → medium; created − resolved > 0 in ≥ 5 of 6 periods is named as evidence.',
  guards: [
    'Separate discovery/idea project or status `Icebox` excluded',
    'Public OSS intake → only “accepted” items.',
  ],
  coaching: {
    question: 'Which half could vanish without anyone asking?',
    next: 'Archive everything untouched 6 months.',
  },
  references: [
    'Wolpers “Storage for ideas … additional noise created by the sheer number of issues”',
    'Wolpers guideline three–four sprints’ worth',
    'agilepainrelief “Large Product Backlog”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
