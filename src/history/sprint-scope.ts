import { changesOf } from './timeline.ts';
import {
  splitSet,
  type Change,
  type Instant,
  type Item,
  type PersonId,
  type SprintId,
} from './team-history.ts';
import { DAY, HOUR } from './working-time.ts';

/** Closing a sprint writes its leftovers away within this time of the completion; that is no removal. */
export const CLOSE_TOLERANCE = 2 * 60_000;

/** Grace after a sprint's start: 24 h or 10 % of its length, whichever is smaller (rules §0.3). */
export function graceEnd(start: Instant, end: Instant): Instant {
  return start + Math.min(24 * HOUR, Math.max(0, end - start) / 10);
}

/** A time during which an item belonged to a sprint. */
export interface Membership {
  readonly item: Item;
  readonly from: Instant;
  /** Exclusive; Infinity while it lasts. */
  readonly to: Instant;
  readonly enteredBy: PersonId | null;
  readonly leftBy: PersonId | null;
  readonly automatedEntry: boolean;
  readonly automatedExit: boolean;
}

/** For every sprint id the memberships of its items, from the items' sprint changes; present values where there are none. */
export function memberships(items: readonly Item[]): Map<SprintId, Membership[]> {
  const bySprint = new Map<SprintId, Membership[]>();
  const add = (id: SprintId, membership: Membership): void => {
    const list = bySprint.get(id);
    if (list === undefined) bySprint.set(id, [membership]);
    else list.push(membership);
  };
  for (const item of items) collectMemberships(item, add);
  return bySprint;
}

function collectMemberships(item: Item, add: (id: SprintId, membership: Membership) => void): void {
  const changes = changesOf(item, 'sprint');
  const open = new Map<SprintId, { from: Instant; by: PersonId | null; automated: boolean }>();
  const initial = changes.length === 0 ? item.sprints : splitSet((changes[0] as Change).from);
  for (const id of initial) open.set(id, { from: item.created, by: item.creator, automated: false });
  for (const change of changes) {
    const now = new Set(splitSet(change.to));
    for (const [id, entry] of open) {
      if (now.has(id)) continue;
      open.delete(id);
      add(id, {
        item,
        from: entry.from,
        to: change.at,
        enteredBy: entry.by,
        leftBy: change.by,
        automatedEntry: entry.automated,
        automatedExit: change.automated === true,
      });
    }
    for (const id of now) {
      if (!open.has(id))
        open.set(id, { from: change.at, by: change.by, automated: change.automated === true });
    }
  }
  for (const [id, entry] of open) {
    add(id, {
      item,
      from: entry.from,
      to: Number.POSITIVE_INFINITY,
      enteredBy: entry.by,
      leftBy: null,
      automatedEntry: entry.automated,
      automatedExit: false,
    });
  }
}

export interface ScopeMove {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly automated: boolean;
}

/** Who was in a sprint when; `done` and `carriedOver` need the statuses and are the caller's. */
export interface ScopeSets {
  readonly items: readonly Item[];
  readonly committed: readonly Item[];
  readonly added: readonly ScopeMove[];
  readonly removed: readonly ScopeMove[];
  readonly atClose: readonly Item[];
  readonly graceEnd: Instant;
}

/**
 * The sets of one sprint (rules §0.3): committed at start + grace; added entered later; removed left before the close
 * and did not come back; a return after a removal is neither.
 * @param close the completion, or now for a running sprint
 */
export function scopeSets(
  all: readonly Membership[],
  start: Instant,
  end: Instant,
  close: Instant,
): ScopeSets {
  const grace = Math.min(graceEnd(start, end), close);
  const lastMoment = Math.max(grace, close - CLOSE_TOLERANCE);
  const byItem = new Map<Item, Membership[]>();
  for (const membership of all) {
    if (membership.from > close || membership.to <= start) continue;
    const list = byItem.get(membership.item);
    if (list === undefined) byItem.set(membership.item, [membership]);
    else list.push(membership);
  }
  const sets = {
    items: [] as Item[],
    committed: [] as Item[],
    added: [] as ScopeMove[],
    removed: [] as ScopeMove[],
    atClose: [] as Item[],
  };
  for (const [item, spans] of byItem) {
    spans.sort((a, b) => a.from - b.from);
    sortIntoSets(item, spans, grace, lastMoment, sets);
  }
  return { ...sets, graceEnd: grace };
}

type Sets = { items: Item[]; committed: Item[]; added: ScopeMove[]; removed: ScopeMove[]; atClose: Item[] };

function sortIntoSets(
  item: Item,
  spans: readonly Membership[],
  grace: Instant,
  lastMoment: Instant,
  sets: Sets,
): void {
  const committed = spans.some((span) => span.from <= grace && grace < span.to);
  const atClose = spans.some((span) => span.from <= lastMoment && lastMoment < span.to);
  const firstLate = spans.find((span) => span.from > grace && span.from <= lastMoment);
  const enteredOnlyBefore = !committed && !atClose && firstLate === undefined;
  sets.items.push(item);
  // In and out again within the grace: planning, not scope.
  if (enteredOnlyBefore) return;
  if (committed) sets.committed.push(item);
  else if (firstLate !== undefined)
    sets.added.push({
      item,
      at: firstLate.from,
      by: firstLate.enteredBy,
      automated: firstLate.automatedEntry,
    });
  if (atClose) {
    sets.atClose.push(item);
    return;
  }
  const left = [...spans].reverse().find((span) => span.to > grace && span.to <= lastMoment);
  if (left !== undefined)
    sets.removed.push({ item, at: left.to, by: left.leftBy, automated: left.automatedExit });
}

/** Whether the longest allowed sprint length is passed: calendar days between two instants. */
export function calendarDays(from: Instant, to: Instant): number {
  return (to - from) / DAY;
}
