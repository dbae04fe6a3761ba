import type { AcceptanceCriteria } from '../facts/facts.ts';
import type { Item } from '../history/team-history.ts';
import { nearDuplicates } from '../text/near-duplicates.ts';
import { normalised } from '../text/similarity.ts';

/** Acceptance criteria this alike are the same text (rules §5.4). */
const SAME_CRITERIA = 0.9;
/** Words by which a text can be told from a template. */
const MIN_CHARS = 12;

/** For each item whose acceptance criteria stand in other items too: in how many, itself included. */
export function repeatedCriteria(
  items: readonly Item[],
  of: (item: Item) => AcceptanceCriteria | null,
): ReadonlyMap<Item, number> {
  const kept: Item[] = [];
  /** One after another, so that not all are in memory at once. */
  function* texts(): Generator<string> {
    for (const item of items) {
      const text = normalised((of(item)?.bullets ?? []).join(' '));
      if (text.length < MIN_CHARS) continue;
      kept.push(item);
      yield text;
    }
  }
  const counts = new Map<Item, number>();
  for (const group of nearDuplicates(texts(), SAME_CRITERIA))
    for (const index of group) counts.set(kept[index] as Item, group.length);
  return counts;
}
