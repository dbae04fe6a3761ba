import type { Instant, Item } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const staleBacklogItems = defineAnalyzer({
  id: 'stale-backlog-items',
  code: 'J2',
  group: 'product-backlog',
  title: {
    detected: 'Items nobody has looked at for months still claim a place',
    clear: 'Backlog items are looked at or removed',
    unknown: 'Cannot tell how fresh the backlog is',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'staleShare',
    threshold: 0.4,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    days: { default: 90, source: 'design default' },
    topShare: { default: 0.25, source: 'design default' },
    topDays: { default: 56, source: 'design default' },
    topSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 40, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'PERMISSION_DENIED'],
  needs: ['items', 'changes', 'comments'],
  requires: ['items'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Items that nobody has looked at for months still claim a place.',
  why: 'What nobody has looked at for months is no longer true, and still takes the place of what is.',
  logic:
    "An item is stale when no human changed its text, size or place in the order, or commented on it, for more than 90 calendar days. 40 % of the open items, or 25 % of the top three sprints' worth without a touch for more than 56 days, make a finding.",
  guards: [
    'Edits of many items at once and changes by automation are no touch.',
    'Epics and other levels above are not counted.',
    'Ideas, triage and icebox states are not counted.',
  ],
  coaching: {
    question: 'What would make you buy this item today?',
    next: 'Agree on an age at which items leave the backlog by themselves, with a notice beforehand.',
    whenFine: 'How do you notice that an item has grown old?',
  },
  references: [
    'Wolpers: The Scrum Anti-Patterns Guide, 2023: outdated issues',
    'Cohn, Pichler: Make the Product Backlog DEEP, 2010: emergent',
  ],
  analyze({ items, changes, quality, words, asOf }, limits) {
    const open = items.open.filter((item) => !words.isIdea(item));
    const blind = changes.unseen.includes('NO_CHANGELOG');
    if (blind && wereReset(open)) {
      return notObservable(
        ['NO_CHANGELOG'],
        'Changes are not recorded, and one import set the time of most items anew.',
      );
    }
    const touched = (item: Item): Instant => (blind ? item.updated : changes.lastTouch(item));
    const days = (item: Item): number => (asOf - touched(item)) / DAY;
    const stale = open
      .filter((item) => days(item) > limits.days)
      .sort((a, b) => touched(a) - touched(b) || (a.key < b.key ? -1 : 1));
    const share = open.length === 0 ? 0 : stale.length / open.length;
    if (open.length < MIN_ITEMS) {
      return insufficientSample(
        open.length === 0 ? null : share,
        open.length,
        `Only ${count(open.length, 'open item')} could be judged; ${MIN_ITEMS} are needed.`,
      );
    }
    const top = quality.topOfBacklog(limits.topSprints).filter((item) => !words.isIdea(item));
    const staleTop = top.filter((item) => days(item) > limits.topDays);
    const topShare = top.length === 0 ? 0 : staleTop.length / top.length;
    const named = [...staleTop, ...stale.filter((item) => !staleTop.includes(item))];
    return judged(share >= limits.staleShare || (top.length > 0 && topShare >= limits.topShare), {
      value: share,
      sample: open.length,
      strength: blind ? 0.5 : 1,
      summary:
        `${sentence(portion(stale.length, open.length, 'open item'))} were left untouched for more than ${limits.days} days, the limit is ${percent(limits.staleShare)}; ` +
        `${staleTop.length === 0 ? `none of the top ${top.length}` : `${staleTop.length} of the top ${top.length} (${percent(topShare)})`} for more than ${limits.topDays} days, the limit is ${percent(limits.topShare)}.` +
        `${blind ? ' Changes are not recorded, so the time of the last update was used.' : ''}`,
      evidence: named.map((item) => ({
        kind: 'item',
        text: `not touched for ${Math.floor(days(item))} days`,
        key: item.key,
        at: touched(item),
      })),
    });
  },
});

const MIN_ITEMS = 40;
/** Share of items with one and the same day of update from which on an import set it. */
const RESET_SHARE = 0.5;

/** Whether most items carry the day of one import instead of their own last update. */
function wereReset(items: readonly Item[]): boolean {
  const byDay = new Map<number, number>();
  for (const item of items) {
    if (item.updated === item.created) continue;
    const day = Math.floor(item.updated / DAY);
    byDay.set(day, (byDay.get(day) ?? 0) + 1);
  }
  return items.length > 0 && Math.max(0, ...byDay.values()) >= items.length * RESET_SHARE;
}
