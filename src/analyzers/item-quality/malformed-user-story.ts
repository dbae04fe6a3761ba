import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const malformedUserStory = defineAnalyzer({
  id: 'malformed-user-story',
  code: 'K4',
  group: 'item-quality',
  title: {
    detected: 'Stories lack a user or a capability',
    clear: 'Stories name a user and a capability',
    unknown: 'Cannot tell how stories are written',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'malformedShare',
    threshold: 0.5,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    templateShare: { default: 0.4, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_TYPES', 'NO_LANGUAGE', 'OUTSIDE_SCOPE', 'OPTED_OUT'],
  needs: ['items', 'order', 'types'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Items typed “story” lack a user role or capability; formats are mixed.',
  why: '',
  logic:
    'story-type items failing role+means parse ≥50 %; only if ≥ 40 % of the team’s stories use the template. Self-referential roles (“as a developer/product owner/system”) flagged',
  guards: ['Job stories (“When … I want …”), Gherkin, jobs-to-be-done accepted.'],
  coaching: {
    question: 'Who is worse off without it?',
    next: 'Rewrite one together.',
  },
  references: [
    'QUS *Well-formed*, *Uniform*',
    'AQUSA role/means/ends indicators (“As a”, “I want to/I can…”, “so that/in order to”), uniform = edit distance >3 from most common template.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
