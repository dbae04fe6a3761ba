import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingAcceptanceCriteria = defineAnalyzer({
  id: 'missing-acceptance-criteria',
  code: 'K2',
  group: 'item-quality',
  title: {
    detected: 'Near items do not say when they are done',
    clear: 'Near items say when they are done',
    unknown: 'Cannot tell whether near items say when they are done',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'withoutCriteriaShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    usedShare: { default: 0.15, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
    minDone: { default: 20, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['NO_AC_CONVENTION', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'No way to tell when the item is done.',
  why: '',
  logic: 'absent in ≥ 30 % of the stories of a zone',
  guards: ['Bugs need expected/actual instead', 'Spikes need question+timebox.'],
  coaching: {
    question: 'What will you check before saying yes?',
    next: '3 examples for the top 5.',
  },
  references: [
    'Theil “Missing Acceptance Criteria”',
    'story = text + conversation + acceptance criteria (Lucassen)',
    'INVEST *Testable*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
