import { graceEnd, type Membership } from './sprint-scope.ts';
import type { Instant, Item, ItemKey, Snapshot, Sprint, SprintId, TeamHistory } from './team-history.ts';
import { DAY } from './working-time.ts';

/**
 * What snapshots (`hatcheck snapshot`) show of the past where a tracker keeps no history: who was in a sprint when, and
 * which estimate an item had. Nobody is named by them: they know that something changed, not who changed it.
 */

/** Until this many sprints are covered by snapshots, what only they show is not observable (rules §0.4). */
export const SNAPSHOT_SPRINTS = 2;

/** A weekend and a holiday may lie between the last snapshot and the sprint's beginning or end. */
const EDGE = 4 * DAY;

/**
 * Closed sprints with snapshots from the beginning to the end, oldest first: one no later than the sprint's grace and no earlier
 * than four days before its start, another one in the last four days before its close.
 */
export function sprintsWithSnapshots(history: Pick<TeamHistory, 'snapshots' | 'sprints'>): readonly Sprint[] {
  const times = history.snapshots.map(({ at }) => at);
  return closedSprintsWhere(history, (sprint) => isCovered(sprint, times));
}

/** Those whose scope the snapshots hold too. */
export function sprintsWithScope(history: Pick<TeamHistory, 'snapshots' | 'sprints'>): readonly Sprint[] {
  return closedSprintsWhere(history, (sprint) => {
    const listing = history.snapshots.filter(({ scope }) => scope[sprint.id] !== undefined);
    return isCovered(
      sprint,
      listing.map(({ at }) => at),
    );
  });
}

function closedSprintsWhere(
  history: Pick<TeamHistory, 'sprints'>,
  holds: (sprint: Sprint) => boolean,
): readonly Sprint[] {
  return history.sprints
    .filter((sprint) => sprint.state === 'closed' && holds(sprint))
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.id < b.id ? -1 : 1));
}

function isCovered(sprint: Sprint, times: readonly Instant[]): boolean {
  const { start } = sprint;
  const close = sprint.completed ?? sprint.end;
  if (start === null || close === null) return false;
  const grace = graceEnd(start, sprint.end ?? close);
  const first = times.some((at) => at >= start - EDGE && at <= grace);
  return first && times.some((at) => at > grace && at >= close - EDGE && at <= close);
}

/** Memberships of the given sprints as snapshots show them: an item came and left when a snapshot first shows it. */
export function snapshotMemberships(
  snapshots: readonly Snapshot[],
  sprints: readonly Sprint[],
  items: readonly Item[],
): Map<SprintId, Membership[]> {
  const byKey = new Map(items.map((item) => [item.key, item]));
  const sorted = inOrder(snapshots);
  const found = new Map<SprintId, Membership[]>();
  for (const sprint of sprints) found.set(sprint.id, membershipsOf(sprint, sorted, byKey));
  return found;
}

function membershipsOf(
  sprint: Sprint,
  snapshots: readonly Snapshot[],
  items: ReadonlyMap<ItemKey, Item>,
): Membership[] {
  const list: Membership[] = [];
  const open = new Map<ItemKey, Instant>();
  const close = (key: ItemKey, from: Instant, to: Instant): void => {
    const item = items.get(key);
    const nobody = { enteredBy: null, leftBy: null, automatedEntry: false, automatedExit: false };
    if (item !== undefined) list.push({ item, from, to, ...nobody });
  };
  for (const snapshot of snapshots) {
    const scope = snapshot.scope[sprint.id];
    // A sprint that is over is in no snapshot any more: what was in it then stays.
    if (scope === undefined) continue;
    const now = new Set(scope);
    for (const [key, from] of open) {
      if (now.has(key)) continue;
      close(key, from, snapshot.at);
      open.delete(key);
    }
    for (const key of now) if (!open.has(key)) open.set(key, snapshot.at);
  }
  for (const [key, from] of open) close(key, from, Number.POSITIVE_INFINITY);
  return list;
}

export interface SeenEstimate {
  /** Time of the snapshot that shows it. */
  readonly at: Instant;
  /** Null: the item had none. */
  readonly value: number | null;
}

export interface SnapshotEstimates {
  /** The estimate in the newest snapshot at or before a time that knows the item; undefined where none does. */
  valueAt(key: ItemKey, at: Instant): number | null | undefined;
  /**
   * Changes of an item's estimate between two snapshots. What the first snapshot that knows it holds was set before, at an unknown
   * time, and is no change; for an item that came between two snapshots it was set between them.
   */
  changesOf(item: Item): readonly SeenEstimate[];
}

/** Estimates over time, where only snapshots show them. */
export function snapshotEstimates(snapshots: readonly Snapshot[]): SnapshotEstimates {
  const sorted = inOrder(snapshots);
  const points = new Map<ItemKey, SeenEstimate[]>();
  for (const snapshot of sorted) {
    for (const key of keysIn(snapshot)) {
      const list = points.get(key) ?? [];
      points.set(key, list);
      list.push({ at: snapshot.at, value: snapshot.estimates[key] ?? null });
    }
  }
  const begun = sorted[0]?.at ?? Number.POSITIVE_INFINITY;
  return {
    valueAt: (key, at) => (points.get(key) ?? []).filter((point) => point.at <= at).at(-1)?.value,
    changesOf: (item) => {
      const own = points.get(item.key) ?? [];
      const before = (index: number): number | null | undefined =>
        index > 0 ? own[index - 1]?.value : item.created > begun ? null : undefined;
      return own.filter(({ value }, index) => before(index) !== undefined && before(index) !== value);
    },
  };
}

/** Items that a snapshot holds. One that is Done and in no running sprint is in none: that says nothing about its estimate. */
function keysIn({ order, scope, estimates }: Snapshot): ReadonlySet<ItemKey> {
  return new Set([...(order ?? []), ...Object.values(scope).flat(), ...Object.keys(estimates)]);
}

function inOrder(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  return [...snapshots].sort((a, b) => a.at - b.at);
}
