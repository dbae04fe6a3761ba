import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const vagueAcceptanceCriteria = defineAnalyzer({
  id: 'vague-acceptance-criteria',
  code: 'K3',
  group: 'item-quality',
  title: {
    detected: 'Acceptance criteria cannot be tested',
    clear: 'Acceptance criteria can be tested',
    unknown: 'Cannot tell whether acceptance criteria can be tested',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'vagueShare',
    threshold: 0.25,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    weakBullets: { default: 0.5, source: 'design default' },
    similarity: { default: 0.8, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['NO_AC_CONVENTION', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'acceptanceCriteria'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Criteria can’t be tested.',
  why: '',
  logic:
    'AC bullet contains weak term (fast, easy, intuitive, user-friendly, robust, appropriate, etc., as needed, should work, and so on, properly, optimise, nice) without number/condition/example; item flagged if ≥50 % of its bullets weak or AC merely restate title (similarity ≥0.8); rule fires at ≥25 % of items with AC',
  guards: ['Term inside quoted UI text', 'Linked measurable NFR.'],
  coaching: {
    question: 'Give me an example that fails.',
    next: 'Replace adjective by number or example.',
  },
  references: [
    'INVEST *Testable*',
    'QUS *Unambiguous*',
    'practitioner rule “objective, tangible, measurable”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
