import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const unpredictableCycleTime = defineAnalyzer({
  id: 'unpredictable-cycle-time',
  code: 'L3',
  group: 'flow',
  title: {
    detected: 'Similar items take wildly different times',
    clear: 'Items take similar times',
    unknown: 'Cannot tell how much cycle times vary',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'spread', threshold: 3, unit: 'ratio', direction: '>', source: 'design default' },
  thresholds: {
    smallSampleSpread: { default: 4, source: 'design default' },
    fullSample: { default: 30, source: 'design default' },
    hygieneShare: { default: 0.2, source: 'design default' },
    trimBelow: { default: 20, source: 'design default' },
  },
  minSample: { n: 12, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'types'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Identical-looking items take wildly different times.',
  why: '',
  logic:
    'P85/P50 > 3 (≥ 30 items) or > 4 (12–29); exclude top 1 outlier if n < 20; per type where a type has ≥ 12, the measure is the type with most items.',
  guards: ['Mixed types → per type', 'Items with start = end in the same minute removed.'],
  coaching: {
    question: 'What do our slowest five have in common?',
    next: 'Split rule or policy for that class.',
  },
  references: ['Kanban guide SLE', 'Vacanti.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
