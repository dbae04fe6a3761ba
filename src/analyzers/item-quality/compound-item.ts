import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const compoundItem = defineAnalyzer({
  id: 'compound-item',
  code: 'K6',
  group: 'item-quality',
  title: {
    detected: 'Items hold several needs at once',
    clear: 'Items hold one need each',
    unknown: 'Cannot tell whether items hold one need each',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'compoundShare',
    threshold: 0.25,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_TYPES', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'types'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Several needs in one item.',
  why: '',
  logic:
    'conjunction joins two verb phrases in title/means (POS or verb-list heuristic), or ≥2 story templates in body, or bracketed extra text; ≥25 % of zone',
  guards: [
    'Noun pairs (“search and filter bar”, “R&D”), glossary whitelist',
    'AQUSA itself trades precision for recall → advisory wording.',
  ],
  coaching: {
    question: 'Which half would you ship alone?',
    next: 'Split by workflow step/rule/role.',
  },
  references: [
    'QUS *Atomic*, *Minimal*',
    'AQUSA conjunction rule (and, &, +, or, /, <, >) and bracket/punctuation rule.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
