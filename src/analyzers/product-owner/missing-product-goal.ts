import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingProductGoal = defineAnalyzer({
  id: 'missing-product-goal',
  code: 'B3',
  group: 'product-owner',
  title: {
    detected: 'No current Product Goal is visible',
    clear: 'A Product Goal is visible',
    unknown: 'Cannot tell whether there is a Product Goal',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'goalTexts', threshold: 1, unit: 'texts', direction: '<', source: 'design default' },
  thresholds: {
    chars: { default: 40, source: 'design default' },
    months: { default: 12, source: 'design default' },
  },
  minSample: { n: 1, of: 'locations' },
  shareTest: false,
  reasons: ['NO_WIKI', 'PERMISSION_DENIED', 'NO_GOAL_LOCATION'],
  needs: ['goals', 'wiki', 'hierarchy'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'now',
  what: 'No current Product Goal is visible for the backlog to serve.',
  why: '',
  logic:
    'fewer than 1 readable location holds text ≥ 40 chars updated within 12 months. The orphan share (J7) is evidence only.',
  guards: ['Goal kept in slides or an OKR tool → the configured `productGoal` link counts as a text.'],
  coaching: {
    question: 'What will be different for users when we can stop this backlog?',
    next: 'One-sentence Product Goal pinned in tracker.',
  },
  references: [
    'Guide: Product Goal is the Product Backlog’s commitment, PO “developing and explicitly communicating the Product Goal”',
    'S15',
    'Telemaco AS04 “goals of the project … not defined”, detect by field + min length.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
