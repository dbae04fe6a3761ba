import { collapseSessions, type SessionEvent } from '../history/sessions.ts';
import type { Change, Instant, Item, PersonId, Snapshot } from '../history/team-history.ts';
import { changesOf } from '../history/timeline.ts';
import { DAY } from '../history/working-time.ts';
import type { Context } from './context.ts';
import type { OrderingFacts, Session } from './facts.ts';
import { sinceLookBack } from './window.ts';
import { SNAPSHOT_SPRINTS, sprintsWithSnapshots } from '../history/snapshots.ts';

/** Dragging an item into a sprint also writes its rank; such rank changes are no ordering (card A4). */
const SPRINT_MOVE_TOLERANCE = 60_000;

export function rankFacts(context: Context): OrderingFacts {
  const unrecorded = context.unrecorded('rankHistory');
  const bySnapshots =
    unrecorded.length > 0 &&
    !unrecorded.includes('PERMISSION_DENIED') &&
    sprintsWithSnapshots(context.history).length >= SNAPSHOT_SPRINTS;
  const events = (since: Instant): readonly SessionEvent<Item>[] =>
    bySnapshots ? snapshotReorderings(context) : fieldEvents(context, 'rank', since);
  return orderingFacts(context, bySnapshots ? [] : unrecorded, events);
}

export function priorityFacts(context: Context): OrderingFacts {
  const unrecorded = context.unrecorded('priorityHistory');
  return orderingFacts(context, unrecorded, (since) => fieldEvents(context, 'priority', since));
}

function orderingFacts(
  context: Context,
  unseen: OrderingFacts['unseen'],
  events: (since: Instant) => readonly SessionEvent<Item>[],
): OrderingFacts {
  const sessionsSince = (since: Instant): readonly Session[] =>
    collapseSessions(events(since)).map((session) => ({
      by: session.by,
      from: session.from,
      to: session.to,
      items: [...new Set(session.events)],
      events: session.events.length,
    }));
  // A session may begin a day earlier; who asks for the look-back must not pay for ten years.
  const known = sinceLookBack(context.window, sessionsSince, DAY);
  return {
    unseen,
    priorities: context.history.priorities,
    snapshots: context.history.snapshots
      .filter((snapshot) => snapshot.order !== null)
      .sort((a, b) => a.at - b.at),
    sessions: (from, to) =>
      unseen.length > 0 ? [] : known(from).filter((session) => session.from >= from && session.from < to),
  };
}

/** Rank or priority changes by humans on PBIs that were not started and not in an active sprint at that time. */
function fieldEvents(
  context: Context,
  field: 'rank' | 'priority',
  since: Instant,
): readonly SessionEvent<Item>[] {
  const events: SessionEvent<Item>[] = [];
  const isActiveAt = activeSprintTest(context);
  for (const item of context.facts.items.pbisSince(since)) {
    for (const change of changesOf(item, field)) {
      if (change.at < since || change.automated === true) continue;
      if (field === 'rank' && isSprintMove(item, change)) continue;
      const category = context.facts.statusHistory.categoryAt(item, change.at);
      if (category !== 'todo' || isActiveAt(item, change.at)) continue;
      events.push({ at: change.at, by: change.by, what: item });
    }
  }
  return events;
}

function isSprintMove(item: Item, rank: Change): boolean {
  return changesOf(item, 'sprint').some(
    (change) => change.by === rank.by && Math.abs(change.at - rank.at) <= SPRINT_MOVE_TOLERANCE,
  );
}

/** Whether an item was in a running sprint at a time. */
function activeSprintTest(context: Context): (item: Item, at: Instant) => boolean {
  const times = new Map(
    context.history.sprints.map((sprint) => [
      sprint.id,
      { start: sprint.start, close: sprint.completed ?? Infinity },
    ]),
  );
  return (item, at) =>
    context.facts.sprintHistory.sprintsAt(item, at).some((id) => {
      const sprint = times.get(id);
      return sprint !== undefined && sprint.start !== null && sprint.start <= at && at < sprint.close;
    });
}

/** Items whose place relative to the others changed between two snapshots at most a day and a half apart; no actor. */
function snapshotReorderings(context: Context): readonly SessionEvent<Item>[] {
  const events: SessionEvent<Item>[] = [];
  const snapshots = context.history.snapshots
    .filter((snapshot) => snapshot.order !== null)
    .sort((a, b) => a.at - b.at);
  for (let index = 1; index < snapshots.length; index++) {
    const [before, after] = [snapshots[index - 1] as Snapshot, snapshots[index] as Snapshot];
    if (after.at - before.at > 1.5 * DAY) continue;
    for (const key of movedKeys(before.order ?? [], after.order ?? [])) {
      const item = context.facts.items.get(key);
      if (item !== undefined && item.level === 'base')
        events.push({ at: after.at, by: null as PersonId | null, what: item });
    }
  }
  return events;
}

/** The fewest keys whose moving explains the new order: those outside a longest common increasing run. */
function movedKeys(before: readonly string[], after: readonly string[]): string[] {
  const old = new Map(before.map((key, index) => [key, index]));
  const common = after.filter((key) => old.has(key));
  const positions = common.map((key) => old.get(key) as number);
  const kept = longestIncreasing(positions);
  return common.filter((_, index) => !kept.has(index));
}

/** Indexes of one longest increasing subsequence (patience sorting, O(n log n)). */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous = new Array<number>(values.length).fill(-1);
  for (let index = 0; index < values.length; index++) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < (values[index] as number)) low = middle + 1;
      else high = middle;
    }
    if (low > 0) previous[index] = tails[low - 1] as number;
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let index = tails[tails.length - 1] ?? -1; index !== -1; index = previous[index] as number)
    kept.add(index);
  return kept;
}
