import { defineAnalyzer } from '../analyzer.ts';
import { judgeZones, nearItems, unseenLanguage } from '../shared/zones.ts';

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
  requires: ['items', 'types'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'There are several needs in one item.',
  why: 'Two needs in one item are ordered, built and finished together, although one of them may be worth far more.',
  logic:
    'An item counts when “and” or “or” joins two actions in its title or wish, when its text holds two user stories, or when brackets hold an aside. It is judged for the items of the next sprint and, one severity lower, for the two sprints after it. It is a hint: some of them may rightly stay together.',
  guards: [
    'Pairs of nouns (“search and filter bar”, “terms and conditions”) are one need.',
    'Two verbs for one step (“develop and test”) are one need.',
    'Bugs are left out.',
  ],
  coaching: {
    question: 'Which half would you ship alone?',
    next: 'Split one of them by a step of the workflow, a rule or a role.',
    whenFine: 'How do you notice that an item has grown into two?',
  },
  references: [
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: atomic, minimal',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements (AQUSA), 2016',
  ],
  analyze({ order, quality, words }, limits) {
    const unseen = unseenLanguage(
      quality,
      nearItems(order, () => true),
      (item) => quality.text(item).language === 'en',
    );
    if (unseen !== null) return unseen;
    return judgeZones({
      order,
      concerns: (item) => quality.text(item).language === 'en',
      isHit: (item) => words.kindOf(item) !== 'bug' && quality.text(item).compound !== null,
      threshold: limits.compoundShare,
      minInZone: limits.minInZone,
      severity: 'medium',
      finding: 'seem to hold more than one need',
      evidence: (item) => `may hold two needs: ${quality.text(item).compound ?? ''}`,
    });
  },
});
