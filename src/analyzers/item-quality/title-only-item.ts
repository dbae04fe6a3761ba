import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { judgeZones, nearItems } from '../shared/zones.ts';
import { count } from '../shared/words.ts';

export const titleOnlyItem = defineAnalyzer({
  id: 'title-only-item',
  code: 'K1',
  group: 'item-quality',
  title: {
    detected: 'Near items consist of a title',
    clear: 'Near items say more than a title',
    unknown: 'Cannot tell how much near items say',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'titleOnlyShare',
    threshold: 0.2,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    tokens: { default: 20, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'KEPT_ELSEWHERE', 'OPTED_OUT'],
  needs: ['items', 'order'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Items near the top of the backlog consist of a title.',
  why: 'Whoever picks up an item that is only a title has to guess, or to ask when the sprint already runs.',
  logic:
    'An item counts when its description has fewer than 20 words beyond template headings, placeholders and links, and it has no acceptance criteria, no attachment and no link to a design. It is judged for the items of the next sprint and, one severity lower, for the two sprints after it.',
  guards: [
    'Small chores with an estimate of 1 or less that explain themselves do not count.',
    'Items whose description is a link to another page do not count.',
    'Items further down need no detail and are not looked at.',
  ],
  coaching: {
    question: 'What would a new Developer ask first about this item?',
    next: 'Add one line on why it is wanted and one on how you will see that it is done.',
    whenFine: 'What makes your items easy to understand, and how do you keep it that way?',
  },
  references: [
    'Theil: Product Backlog anti-patterns: Title-Only-Items',
    'Wolpers: The Scrum Anti-Patterns Guide, 2023',
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: full sentence, complete',
  ],
  analyze({ order, quality, words }, limits) {
    if (quality.unseenTexts.length > 0)
      return notObservable(quality.unseenTexts, 'The history holds no texts.');
    const near = nearItems(order, () => true);
    const elsewhere = near.filter((item) => quality.text(item).keptElsewhere).length;
    if (near.length > 0 && elsewhere >= near.length / 2) {
      return notObservable(
        ['KEPT_ELSEWHERE'],
        `${elsewhere} of ${count(near.length, 'item')} near the top hold nothing but a link; what they say is kept where the tool does not look.`,
      );
    }
    const isChore = (item: Item): boolean =>
      ['task', 'debt'].includes(words.kindOf(item)) &&
      item.estimate !== null &&
      item.estimate <= TINY_ESTIMATE;
    return judgeZones({
      order,
      concerns: () => true,
      isHit: (item) => {
        const text = quality.text(item);
        return (
          text.informativeTokens < limits.tokens &&
          text.bullets === 0 &&
          !text.reference &&
          !text.keptElsewhere &&
          !isChore(item)
        );
      },
      threshold: limits.titleOnlyShare,
      minInZone: limits.minInZone,
      severity: 'high',
      finding: 'say little more than their title',
      evidence: (item) =>
        `${count(quality.text(item).informativeTokens, 'word')} of description, no acceptance criteria, no attachment`,
    });
  },
});

/** Estimate up to which a chore explains itself. */
const TINY_ESTIMATE = 1;
