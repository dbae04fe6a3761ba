import type { Instant, PersonId, Sprint } from '../../history/team-history.ts';
import { STATUS } from '../board.ts';
import { set, type Draft, type DraftChange, type DraftItem } from '../draft.ts';
import { DAY, MINUTE, isWorkday, midnight } from '../hours.ts';
import type { Random } from '../random.ts';

/** Questions that transformations ask about a history in the making. */

export interface Closed extends Sprint {
  readonly start: Instant;
  readonly end: Instant;
  readonly completed: Instant;
}

/** The window of six Sprints that rules look at. */
export const WINDOW = 6;

export function closedSprints(draft: Draft, last = WINDOW): Closed[] {
  const closed = draft.sprints.filter(({ state }) => state === 'closed') as Closed[];
  return closed.slice(-last);
}

/** The last Sprints of the window: as many as the share says, at least one. */
export function affectedSprints(draft: Draft, share: number): Closed[] {
  return closedSprints(draft).slice(-Math.max(1, Math.round(WINDOW * Math.min(1, share))));
}

export function windowStart(draft: Draft): Instant {
  return closedSprints(draft)[0]?.start ?? draft.readAt;
}

export function bases(draft: Draft): DraftItem[] {
  return draft.items.filter(({ level }) => level === 'base');
}

export function changesOf(item: DraftItem, ...fields: string[]): DraftChange[] {
  return item.changes.filter(({ field }) => fields.includes(field)).sort((a, b) => a.at - b.at);
}

export function valueOf(item: DraftItem, field: string, initial: string | null): string | null {
  const last = changesOf(item, field).at(-1);
  return last === undefined ? initial : (last.to ?? null);
}

export function statusOf(item: DraftItem): string {
  return valueOf(item, 'status', item.status) ?? item.status;
}

export function isDone(item: DraftItem): boolean {
  return statusOf(item) === STATUS.done && valueOf(item, 'resolution', item.resolution) === 'done';
}

/** First move into progress. */
export function startOf(item: DraftItem): DraftChange | undefined {
  return changesOf(item, 'status').find(({ to }) => to === STATUS.progress);
}

/** Last move to Done. */
export function finishOf(item: DraftItem): DraftChange | undefined {
  return isDone(item)
    ? changesOf(item, 'status')
        .filter(({ to }) => to === STATUS.done)
        .at(-1)
    : undefined;
}

export function finishedIn(draft: Draft, sprint: Closed): DraftItem[] {
  return bases(draft).filter((item) => {
    const time = finishOf(item)?.at;
    return time !== undefined && time >= sprint.start && time <= sprint.completed;
  });
}

export function inSprintAt(item: DraftItem, sprint: string, time: Instant): boolean {
  let inside = item.sprints.includes(sprint);
  for (const change of changesOf(item, 'sprint')) {
    if (change.at > time) break;
    if (change.add === sprint) inside = true;
    if (change.remove === sprint) inside = false;
  }
  return inside;
}

/** What was in the Sprint a day after its start. */
export function committed(draft: Draft, sprint: Closed): DraftItem[] {
  return bases(draft).filter((item) => inSprintAt(item, sprint.id, sprint.start + DAY));
}

/** Items of the window's Sprint Backlogs, each once. */
export function committedInWindow(draft: Draft): DraftItem[] {
  return [...new Set(closedSprints(draft).flatMap((sprint) => committed(draft, sprint)))];
}

/** Open items that wait outside the running Sprint, from the top. */
export function waiting(draft: Draft): DraftItem[] {
  const running = draft.sprints.find(({ state }) => state === 'active');
  return bases(draft)
    .filter((item) => statusOf(item) === STATUS.todo)
    .filter((item) => running === undefined || !inSprintAt(item, running.id, draft.readAt))
    .sort((a, b) => ((a.rank ?? '') < (b.rank ?? '') ? -1 : 1));
}

/** A part of a list: as much as the share says, spread evenly, so that strengths are exact on any seed. */
export function someOf<T>(values: readonly T[], share: number): T[] {
  return values.filter((_, index) => Math.floor((index + 1) * share) > Math.floor(index * share));
}

export function isStory(item: DraftItem): boolean {
  return item.type === 'Story';
}

/** Drops what was written about the item after its title. */
export function strip(item: DraftItem): void {
  item.description = null;
  item.acceptanceCriteria = null;
  item.checklist = [];
  item.changes = item.changes.filter(
    ({ field }) => !['description', 'acceptanceCriteria', 'estimate'].includes(field),
  );
}

/** The text the item has in the end, however it came about. */
export function rewrite(item: DraftItem, description: string | null, criteria: string | null = null): void {
  const last = changesOf(item, 'description').at(-1);
  item.changes = item.changes.filter(
    (change) => change.field !== 'acceptanceCriteria' && (change.field !== 'description' || change === last),
  );
  item.acceptanceCriteria = criteria;
  if (last === undefined) item.description = description;
  else last.to = description;
}

export function textOf(item: DraftItem): string {
  return valueOf(item, 'description', item.description) ?? '';
}

/** Changes of order and priority by anybody, in sessions of one actor each. */
export function orderingChanges(draft: Draft): { item: DraftItem; change: DraftChange }[] {
  return bases(draft)
    .flatMap((item) => changesOf(item, 'rank', 'priority').map((change) => ({ item, change })))
    .sort((a, b) => a.change.at - b.change.at);
}

/** Hands whole days of ordering to other people, by `choose`; null keeps the actor. */
export function reassignOrdering(
  draft: Draft,
  from: PersonId,
  choose: (day: number) => PersonId | null,
): void {
  const chosen = new Map<Instant, PersonId | null>();
  for (const { change } of orderingChanges(draft)) {
    if (change.by !== from) continue;
    const day = midnight(change.at);
    if (!chosen.has(day)) chosen.set(day, choose(chosen.size));
    change.by = chosen.get(day) ?? change.by;
  }
}

export function removeItems(draft: Draft, gone: (item: DraftItem) => boolean): void {
  const keys = new Set(draft.items.filter(gone).map(({ key }) => key));
  draft.items = draft.items.filter(
    ({ key, parent }) => !keys.has(key) && (parent === null || !keys.has(parent)),
  );
}

export function removeEvents(
  draft: Draft,
  kind: string,
  sprints: readonly Closed[],
  edge: 'start' | 'end',
): void {
  draft.events = draft.events.filter(
    (event) =>
      event.kind !== kind || !sprints.some((sprint) => Math.abs(event.start - sprint[edge]) < 4 * DAY),
  );
}

/**
 * Lets an item pass the board anew: begun at `start`, Done at `finish`, the columns between in proportion.
 * Everything else about the item stays, the creation moves forward where needed.
 */
export function reflow(item: DraftItem, start: Instant, finish: Instant): void {
  const moves = changesOf(item, 'status', 'resolution');
  const first = startOf(item)?.at;
  const last = moves.at(-1)?.at;
  if (first === undefined || last === undefined || last <= first) return;
  for (const change of moves)
    change.at = Math.round((start + ((change.at - first) / (last - first)) * (finish - start)) / 1000) * 1000;
  const assigned = changesOf(item, 'assignee').find(({ at }) => Math.abs(at - first) < MINUTE);
  if (assigned !== undefined) assigned.at = start - 5000;
  item.created = Math.min(item.created, start - DAY);
}

/** The item is not finished in this Sprint but some days into the next one, which it moves to at the close. */
export function postpone(draft: Draft, item: DraftItem, sprint: Closed, finish: Instant, by: PersonId): void {
  const done = finishOf(item);
  if (done === undefined) return;
  const next = draft.sprints[draft.sprints.findIndex(({ id }) => id === sprint.id) + 1];
  for (const change of changesOf(item, 'status', 'resolution', 'versions'))
    if (change.at >= done.at) change.at = finish + (change.at - done.at);
  if (next !== undefined)
    item.changes.push({ at: sprint.completed + 2000, by, field: 'sprint', add: next.id });
}

/** A moment on a working day after `from`, by whole days. */
export function workdaysAfter(from: Instant, days: number): Instant {
  let time = from;
  for (let left = days; left > 0;) {
    time += DAY;
    if (isWorkday(midnight(time))) left--;
  }
  return time;
}

export function moment(random: Random, from: Instant, to: Instant): Instant {
  return Math.round(random.between(from, to) / 1000) * 1000;
}

export function assigneeOf(item: DraftItem): PersonId | null {
  return valueOf(item, 'assignee', item.assignee);
}

/** A plain copy of the item under a new key. */
export function clone(draft: Draft, item: DraftItem, key: string): DraftItem {
  const copy = { ...structuredClone(item), key };
  draft.items.push(copy);
  return copy;
}

export { set };
