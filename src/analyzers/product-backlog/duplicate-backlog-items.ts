import type { ItemFacts } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

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
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'The same need appears several times.',
  why: 'The same need in two places is ordered twice, discussed twice and sometimes built twice.',
  logic:
    'Open items with the same title, or whose title and text are alike to 85 % or more, or that are marked as duplicates of each other, form a group. When groups hold 5 % of the open items and at least five items, that makes a finding. Groups are shown for you to decide; nothing is closed.',
  guards: [
    'Recurring chores and releases repeat on purpose and do not count.',
    'Twins for different platforms (iOS and Android) do not count.',
  ],
  coaching: {
    question: 'Which wording keeps the reason?',
    next: 'Merge one pair and keep the links of both.',
    whenFine: 'How do people find what is already in the backlog?',
  },
  references: [
    'Lucassen, Dalpiaz, van der Werf, Brinkkemper: Improving agile requirements: the Quality User Story framework and tool, Requirements Engineering 21, 2016: unique',
  ],
  analyze({ items, quality }, limits) {
    const { open } = items;
    if (quality.unseenTexts.length > 0)
      return notObservable(quality.unseenTexts, 'The titles are not in the history.');
    const groups = withMarked(quality.duplicatesAt(limits.similarity), items);
    const covered = groups.reduce((sum, group) => sum + group.length, 0);
    const share = open.length === 0 ? 0 : covered / open.length;
    if (open.length < MIN_ITEMS) {
      return insufficientSample(
        open.length === 0 ? null : share,
        open.length,
        `Only ${count(open.length, 'open item')} could be judged; ${MIN_ITEMS} are needed.`,
      );
    }
    return judged(share >= limits.duplicateShare && covered >= limits.items, {
      value: share,
      sample: open.length,
      summary: `${sentence(portion(covered, open.length, 'open item'))} say the same as another${covered === 0 ? '' : `, in ${count(groups.length, 'group')}`}; the limit is ${percent(limits.duplicateShare)} and ${count(limits.items, 'item')}.`,
      evidence: [...groups]
        .sort((a, b) => b.length - a.length || ((a[0]?.key ?? '') < (b[0]?.key ?? '') ? -1 : 1))
        .map((group) => ({
          kind: 'item',
          text: `says the same as ${group
            .slice(1, 6)
            .map((item) => item.key)
            .join(', ')}${group.length > 6 ? ` and ${group.length - 6} more` : ''}`,
          key: group[0]?.key ?? null,
          at: null,
        })),
    });
  },
});

const MIN_ITEMS = 30;

/** Groups of alike items joined with pairs of open items that the team marked as duplicates of each other. */
function withMarked(groups: readonly (readonly Item[])[], items: ItemFacts): readonly (readonly Item[])[] {
  const open = new Set(items.open);
  const groupOf = new Map<Item, Set<Item>>();
  for (const group of groups) {
    const members = new Set(group);
    for (const item of group) groupOf.set(item, members);
  }
  for (const item of items.open) {
    for (const { kind, key } of item.links) {
      const other = kind === 'duplicates' || kind === 'duplicated-by' ? items.get(key) : undefined;
      if (other === undefined || other === item || !open.has(other)) continue;
      const joined = new Set([...(groupOf.get(item) ?? [item]), ...(groupOf.get(other) ?? [other])]);
      for (const member of joined) groupOf.set(member, joined);
    }
  }
  return [...new Set(groupOf.values())].map((members) =>
    [...members].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  );
}
