import type { Change, Instant, Item, PersonId, TeamHistory } from './team-history.ts';
import { HOUR } from './working-time.ts';

/** More items than this created by one actor in one hour are an import (rules §0.3). */
const IMPORT_ITEMS = 200;

/**
 * Takes bots and imports out of the people: a bot's changes stay in the timeline as automation without an actor, its
 * comments go; imported items keep their creation time and lose their author.
 */
export function withoutBots(history: TeamHistory): TeamHistory {
  const bots = new Set(history.people.filter((person) => person.bot).map((person) => person.id));
  const imports = importedItems(history.items);
  if (bots.size === 0 && imports.size === 0) return history;
  const drop = (person: PersonId | null): PersonId | null =>
    person !== null && bots.has(person) ? null : person;
  return {
    ...history,
    people: history.people.filter((person) => !person.bot),
    items: history.items.map((item) => cleanItem(item, bots, imports.get(item.key))),
    events: history.events.map((event) => ({ ...event, organiser: drop(event.organiser) })),
    pullRequests: history.pullRequests.map((request) => ({
      ...request,
      author: drop(request.author),
      reviews: request.reviews.filter((review) => review.by === null || !bots.has(review.by)),
    })),
  };
}

function cleanItem(item: Item, bots: ReadonlySet<PersonId>, importEnd: Instant | undefined): Item {
  const automated = (change: Change): boolean =>
    (change.by !== null && bots.has(change.by)) ||
    (importEnd !== undefined && change.by === item.creator && change.at <= importEnd);
  const dirty =
    importEnd !== undefined ||
    (item.creator !== null && bots.has(item.creator)) ||
    (item.assignee !== null && bots.has(item.assignee)) ||
    item.changes.some(automated) ||
    item.comments.some((comment) => comment.by !== null && bots.has(comment.by));
  if (!dirty) return item;
  const keep = (person: PersonId | null): PersonId | null =>
    person !== null && bots.has(person) ? null : person;
  return {
    ...item,
    creator: importEnd === undefined ? keep(item.creator) : null,
    assignee: keep(item.assignee),
    changes: item.changes.map((change) =>
      automated(change) ? { ...change, by: null, automated: true } : change,
    ),
    comments: item.comments.filter((comment) => comment.by === null || !bots.has(comment.by)),
  };
}

/** Keys of imported items with the end of their import's hour. */
function importedItems(items: readonly Item[]): Map<string, Instant> {
  const byCreator = new Map<PersonId, Item[]>();
  for (const item of items) {
    if (item.creator === null) continue;
    const list = byCreator.get(item.creator);
    if (list === undefined) byCreator.set(item.creator, [item]);
    else list.push(item);
  }
  const imported = new Map<string, Instant>();
  for (const list of byCreator.values()) {
    if (list.length <= IMPORT_ITEMS) continue;
    list.sort((a, b) => a.created - b.created);
    let first = 0;
    let marked = 0;
    for (let last = 0; last < list.length; last++) {
      const end = (list[last] as Item).created;
      while (end - (list[first] as Item).created >= HOUR) first++;
      if (last - first + 1 <= IMPORT_ITEMS) continue;
      for (marked = Math.max(marked, first); marked <= last; marked++)
        imported.set((list[marked] as Item).key, end + HOUR);
    }
  }
  return imported;
}
