import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const duplicateBacklogItems = defineAnalyzer({
  id: 'duplicate-backlog-items',
  code: 'J8',
  group: 'product-backlog',
  title: {
    detected: 'The same need appears several times',
    clear: 'Needs appear once',
    unknown: 'Cannot tell whether needs appear twice',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'duplicateShare',
    threshold: 0.05,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    similarity: { default: 0.85, source: 'design default' },
    items: { default: 5, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'OPTED_OUT'],
  needs: ['items'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'The same need appears several times.',
  why: '',
  logic: 'duplicate clusters cover ≥ 5 % of open PBIs and ≥ 5 items.',
  guards: [
    'Recurring chores, templated releases, platform-specific twins (iOS/Android) by tag',
    'Show pairs, never auto-close.',
  ],
  coaching: {
    question: 'Which wording keeps the reason?',
    next: 'Merge, keep links.',
  },
  references: [
    'QUS *Unique*',
    'ScrumLint “Lottie and Lisa” (comments containing *duplicate*)',
    'AQUSA identical-story rule.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
