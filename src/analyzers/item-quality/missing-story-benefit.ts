import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingStoryBenefit = defineAnalyzer({
  id: 'missing-story-benefit',
  code: 'K5',
  group: 'item-quality',
  title: {
    detected: 'Items do not say what they are good for',
    clear: 'Items say what they are good for',
    unknown: 'Cannot tell whether items say what they are good for',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'withoutBenefitShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'hierarchy', 'goals'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'The reason or value is absent.',
  why: '',
  logic:
    'no ends clause, no “why/value/impact/problem” section, no goal/customer/metric link in ≥ 50 % of the stories of Now and Next, taken as one population with the listed severity',
  guards: ['Tiny UI fixes', 'Bugs.'],
  coaching: {
    question: 'So that … what changes for whom?',
    next: 'One why-line per top-10 item.',
  },
  references: ['INVEST *Valuable*', 'QUS ends part, *Problem-oriented*', 'S3.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
