import type { Facts } from '../facts/facts.ts';
import { compareText } from '../facts/items.ts';
import type { Item } from '../history/team-history.ts';
import { nearDuplicates } from '../text/near-duplicates.ts';
import { STOP_WORDS, words } from '../text/words.ts';

/** Recurring chores and templated releases repeat on purpose; their titles differ in a number, date or version only. */
const RECURRING =
  /\b(?:release|deploy(?:ment)?|sprint|weekly|monthly|daily|quarterly|annual|yearly|retro(?:spective)?|on-?call|patch day|maintenance window|bump|upgrade to|update to|rotate|renew|q[1-4]|kw ?\d{1,2}|week \d{1,2}|v?\d+\.\d+(?:\.\d+)?|20\d\d)\b/i;
const PLATFORMS =
  /\b(?:ios|iphone|ipad|android|web|desktop|mobile|tablet|windows|macos|mac|linux|chrome|firefox|safari|edge|backend|frontend|api)\b/gi;
/** Words of the texts that are compared beside the title. */
const BODY_CHARS = 4_000;

/**
 * Groups of open Product Backlog Items whose title and text are nearly the same. Twins for different platforms and
 * recurring chores are left out: they repeat on purpose.
 */
export function duplicateGroups(
  facts: Pick<Facts, 'items'>,
  similarity: number,
): readonly (readonly Item[])[] {
  const open = [...facts.items.open].sort((a, b) => compareText(a.key, b.key));
  const groups = nearDuplicates(
    textsOf(open),
    similarity,
    (a, b) => sameNeed(open[a] as Item, open[b] as Item),
    // The same title says the same need, whatever was written below it.
    (index) => titleOf(open[index] as Item),
  );
  return groups.map((group) => group.map((index) => open[index] as Item));
}

/** One after another: together the texts would take as much memory as all items. */
function* textsOf(items: readonly Item[]): Generator<string> {
  for (const { title, description } of items)
    yield `${title}\n${(description ?? '').slice(0, BODY_CHARS)}`.trim();
}

/** The title in its plainest form; null where it is too short to say a need. */
function titleOf({ title }: Item): string | null {
  const said = words(title);
  return said.filter((word) => !STOP_WORDS.has(word)).length >= 2 ? said.join(' ') : null;
}

function sameNeed(a: Item, b: Item): boolean {
  if (platforms(a) !== platforms(b)) return false;
  return !(RECURRING.test(a.title) && RECURRING.test(b.title));
}

function platforms(item: Item): string {
  const text = `${item.title} ${item.labels.join(' ')} ${item.areas.join(' ')}`;
  return [...new Set((text.match(PLATFORMS) ?? []).map((name) => name.toLowerCase()))].sort().join(' ');
}
