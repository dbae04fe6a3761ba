import type { Instant, Item, ItemKey, StatusCategory } from '../../history/team-history.ts';
import { changesOf, valueAt } from '../../history/timeline.ts';

/** Ties between items by links and by what their texts say. */

const TEXT_TIE =
  /\b(?:depends? (?:up)?on|dependent on|blocked by|waits? (?:for|on)|waiting (?:for|on)|after|requires|needs|prerequisite:?)\s+(#\d{1,7}|[A-Z][A-Z0-9_]{0,15}-\d{1,7})\b/g;
const TEXT_CHARS = 20_000;

interface Lookup {
  get(key: ItemKey): Item | undefined;
}

/**
 * Pairs of blocker and blocked item that an item takes part in; the third value says whether a blocker outside the
 * history is known to be open.
 */
export function blockingPairs(item: Item, items: Lookup): (readonly [ItemKey, ItemKey, boolean])[] {
  const pairs: (readonly [ItemKey, ItemKey, boolean])[] = [];
  for (const link of item.links) {
    if (link.kind === 'blocked-by') pairs.push([link.key, item.key, link.otherDone === false]);
    else if (link.kind === 'blocks') pairs.push([item.key, link.key, false]);
  }
  for (const key of keysInText(item))
    if (key !== item.key && items.get(key) !== undefined) pairs.push([key, item.key, false]);
  return pairs;
}

/** Whether the item is tied to another at all. */
export function hasDependencies(item: Item, items: Lookup): boolean {
  return (
    item.links.some((link) => link.kind === 'blocks' || link.kind === 'blocked-by') ||
    keysInText(item).some((key) => key !== item.key && items.get(key) !== undefined)
  );
}

function keysInText(item: Item): ItemKey[] {
  if (item.description === null) return [];
  return [...item.description.slice(0, TEXT_CHARS).matchAll(TEXT_TIE)].map((match) => match[1] as ItemKey);
}

/** Whether an item was in a Done state at that time. */
export function doneAt(item: Item, at: Instant, categoryOf: (status: string) => StatusCategory): boolean {
  const status = valueAt(changesOf(item, 'status'), at, item.status);
  return status !== null && categoryOf(status) === 'done';
}
