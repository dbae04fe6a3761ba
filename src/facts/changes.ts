import type { Change, Instant, Item, ItemKey, PersonId } from '../history/team-history.ts';
import { isChangedSince } from '../history/timeline.ts';
import type { Context } from './context.ts';
import type { ChangeFacts, ItemChange } from './facts.ts';
import { compareText } from './items.ts';
import { between } from './in-time.ts';
import { lazy, memo } from './lazy.ts';
import { sinceLookBack } from './window.ts';

/** Fields whose change shows that somebody thought about the item. */
const SUBSTANTIVE: ReadonlySet<string> = new Set([
  'title',
  'description',
  'acceptanceCriteria',
  'checklist',
  'estimate',
  'rank',
]);
/** One actor changing one field of this many items within BULK_SPAN is a bulk edit and touches none of them. */
const BULK_ITEMS = 20;
const BULK_SPAN = 2 * 60_000;

export function changeFacts(context: Context): ChangeFacts {
  const bulk = lazy(() => bulkEdits(context.history.items));
  const changesSince = sinceLookBack(context.window, (since) => humanChanges(context.history.items, since));
  const createdSince = sinceLookBack(context.window, (since) =>
    context.history.items
      .filter((item) => item.created >= since)
      .sort((a, b) => a.created - b.created || compareText(a.key, b.key)),
  );
  const reordered = lazy(() => reorderingsSeen(context));
  const blind = lazy(
    () => context.facts.rankHistory.unseen.length > 0 && context.unrecorded('changes').length === 0,
  );
  const lastTouch = memo((item: Item): Instant =>
    Math.max(
      lastTouchOf(item, bulk()),
      reordered().get(item) ?? 0,
      // Moves by hand are no recorded changes; the tracker's own time of the last update may stand for one.
      blind() ? item.updated : 0,
    ),
  );
  return {
    unseen: context.unrecorded('changes'),
    between: (from, to) => between(changesSince(from), from, to),
    lastTouch,
    createdBetween: (from, to) =>
      createdSince(from).filter((item) => item.created >= from && item.created < to),
  };
}

/** In order of time; changes before `since` are left out. */
function humanChanges(items: readonly Item[], since: Instant): readonly ItemChange[] {
  const changes: ItemChange[] = [];
  for (const item of items) {
    if (!isChangedSince(item, since)) continue;
    for (const change of item.changes) {
      if (change.at < since || change.automated === true) continue;
      changes.push({
        item,
        at: change.at,
        by: change.by,
        field: change.field,
        from: change.from,
        to: change.to,
        automated: false,
      });
    }
  }
  return changes.sort((a, b) => a.at - b.at);
}

/** Index of the first entry at or after the instant, in a list sorted by `at`. */

/** The last time at which snapshots saw an item moved, where the tracker records no changes of the order. */
function reorderingsSeen(context: Context): ReadonlyMap<Item, Instant> {
  const seen = new Map<Item, Instant>();
  if (context.unrecorded('rankHistory').length === 0) return seen;
  for (const session of context.facts.rankHistory.sessions(0, context.asOf + 1))
    for (const item of session.items) seen.set(item, Math.max(seen.get(item) ?? 0, session.to));
  return seen;
}

function lastTouchOf(item: Item, bulk: ReadonlySet<Change>): Instant {
  let last = item.created;
  for (const comment of item.comments) if (comment.by !== null && comment.at > last) last = comment.at;
  for (const change of item.changes) {
    const counts = SUBSTANTIVE.has(change.field) && change.automated !== true && !bulk.has(change);
    if (counts && change.at > last) last = change.at;
  }
  return last;
}

interface Edit {
  readonly change: Change;
  readonly key: ItemKey;
}

/** Changes that are part of a bulk edit: 20 or more items by one actor in one field within two minutes. */
function bulkEdits(items: readonly Item[]): ReadonlySet<Change> {
  const byActor = new Map<PersonId, Map<string, Edit[]>>();
  for (const item of items) {
    for (const change of item.changes) {
      if (!SUBSTANTIVE.has(change.field) || change.by === null) continue;
      let ofActor = byActor.get(change.by);
      if (ofActor === undefined) byActor.set(change.by, (ofActor = new Map()));
      const list = ofActor.get(change.field);
      if (list === undefined) ofActor.set(change.field, [{ change, key: item.key }]);
      else list.push({ change, key: item.key });
    }
  }
  const bulk = new Set<Change>();
  for (const ofActor of byActor.values()) {
    for (const list of ofActor.values()) if (isCrowded(list)) markBulk(list, bulk);
  }
  return bulk;
}

/** Whether so many edits stand close enough at all; which items they touch is looked at only then. Sorts the list. */
function isCrowded(list: Edit[]): boolean {
  if (list.length < BULK_ITEMS) return false;
  list.sort((a, b) => a.change.at - b.change.at);
  return list.some(({ change }, index) => {
    const last = list[index + BULK_ITEMS - 1];
    return last !== undefined && last.change.at - change.at <= BULK_SPAN;
  });
}

function markBulk(list: readonly Edit[], bulk: Set<Change>): void {
  const inside = new Map<string, number>();
  let first = 0;
  let marked = 0;
  for (let last = 0; last < list.length; last++) {
    const entry = list[last] as Edit;
    inside.set(entry.key, (inside.get(entry.key) ?? 0) + 1);
    while (entry.change.at - (list[first] as Edit).change.at > BULK_SPAN) {
      const { key } = list[first] as Edit;
      const left = (inside.get(key) ?? 1) - 1;
      if (left === 0) inside.delete(key);
      else inside.set(key, left);
      first++;
    }
    if (inside.size < BULK_ITEMS) continue;
    for (marked = Math.max(marked, first); marked <= last; marked++)
      bulk.add((list[marked] as { change: Change }).change);
  }
}
