import type { Facts, Window } from '../../facts/facts.ts';
import type { Instant, Item, Snapshot } from '../../history/team-history.ts';
import { changesOf, isChangedSince, valueAt } from '../../history/timeline.ts';
import { kendallTau, median } from './statistics.ts';
import { oneDecimal, percent, portion } from './words.ts';

/** One sign that a backlog has no order: `seen` is null where it cannot be judged. */
export interface OrderSign {
  readonly seen: boolean | null;
  readonly text: string;
}

export interface OrderLimits {
  readonly oneValueShare: number;
  readonly topValueShare: number;
  readonly sessionsPerPeriod: number;
  readonly tau: number;
  readonly outsideTop: number;
  readonly outsideShare: number;
}

type Sources = Pick<Facts, 'items' | 'order' | 'priorityHistory' | 'rankHistory' | 'statusHistory'> & {
  readonly window: Window;
};

/** Starts below which nothing is said about where they come from. */
const MIN_STARTS = 5;
const UNSEEN: OrderSign = { seen: null, text: '' };

/** The four signs of card J3, in its order. */
export function backlogOrderSigns(sources: Sources, limits: OrderLimits): OrderSign[] {
  const sessions = sessionsPerPeriod(sources);
  return [
    priorities(sources, limits, sessions),
    ordering(sessions, limits),
    creationOrder(sources, limits),
    starts(sources, limits),
  ];
}

/** Median number of ordering sessions in a period; null where changes of the order are not recorded. */
function sessionsPerPeriod({ rankHistory, window }: Sources): number | null {
  if (rankHistory.unseen.length > 0 || window.periods.length === 0) return null;
  return median(window.periods.map(({ from, to }) => rankHistory.sessions(from, to).length));
}

function priorities(
  { items, priorityHistory }: Sources,
  limits: OrderLimits,
  sessions: number | null,
): OrderSign {
  const values = items.open.map((item) => item.priority).filter((priority) => priority !== null);
  if (values.length < items.open.length / 2 || values.length === 0) return UNSEEN;
  // A priority that nobody uses is no sign where the order itself is worked on.
  if (sessions !== null && sessions >= limits.sessionsPerPeriod) return UNSEEN;
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [most, held] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0] as [
    string,
    number,
  ];
  const highest = priorityHistory.priorities[0];
  const top = highest === undefined ? 0 : (counts.get(highest) ?? 0);
  const seen = held / values.length >= limits.oneValueShare || top / values.length >= limits.topValueShare;
  const highestText =
    highest === undefined || highest === most ? '' : `, the highest one ${percent(top / values.length)}`;
  return {
    seen,
    text: `the priority “${most}” holds ${percent(held / values.length)} of the items${highestText}`,
  };
}

function ordering(sessions: number | null, limits: OrderLimits): OrderSign {
  if (sessions === null) return UNSEEN;
  return {
    seen: sessions < limits.sessionsPerPeriod,
    text:
      sessions === 0
        ? 'the order was not worked on in a usual sprint'
        : `the order was worked on ${sessions === 1 ? 'once' : `${oneDecimal(sessions)} times`} in a usual sprint`,
  };
}

function creationOrder({ order, rankHistory }: Sources, limits: OrderLimits): OrderSign {
  if (order.basis !== 'rank' || rankHistory.unseen.includes('NO_RANK_HISTORY') || order.backlog.length < 2)
    return UNSEEN;
  const tau = kendallTau(
    order.backlog.map((_, index) => index),
    order.backlog.map((item) => item.created),
  );
  if (Number.isNaN(tau)) return UNSEEN;
  const likeness = `${percent(Math.abs(tau))}`;
  return { seen: Math.abs(tau) >= limits.tau, text: `the order follows the date of creation to ${likeness}` };
}

function starts(
  { items, order, priorityHistory, statusHistory, window }: Sources,
  limits: OrderLimits,
): OrderSign {
  if (statusHistory.unseen.length > 0 || window.from === null || window.to === null) return UNSEEN;
  const snapshots = order.snapshots.filter((snapshot) => snapshot.order !== null).sort((a, b) => a.at - b.at);
  const rankOf = new Map(priorityHistory.priorities.map((priority, index) => [priority, index]));
  const usesPriorities = new Set(items.pbis.map((item) => item.priority)).size >= 2 && rankOf.size >= 2;
  const { from, to } = { from: window.from, to: window.to };
  const begun = items.pbis.flatMap((item): Begun[] => {
    const at = statusHistory.startOf(item);
    return at === null || at < from || at >= to ? [] : [{ item, at }];
  });
  const above = usesPriorities
    ? itemsAbove(items.pbis, begun, from, rankOf, statusHistory)
    : new Map<Item, number>();
  let seen = 0;
  let outside = 0;
  for (const { item, at } of begun) {
    const position = positionIn(snapshots, item, at) ?? above.get(item);
    if (position === undefined) continue;
    seen++;
    if (position >= limits.outsideTop) outside++;
  }
  if (seen < MIN_STARTS) return UNSEEN;
  const share = outside / seen;
  return {
    seen: share >= limits.outsideShare,
    text: `${portion(outside, seen, 'started item')} came from outside the top ${limits.outsideTop}`,
  };
}

/** Place from the top (0 first) in the last snapshot before the start; null where none holds the item. */
function positionIn(snapshots: readonly Snapshot[], item: Item, at: Instant): number | null {
  for (let index = snapshots.length - 1; index >= 0; index--) {
    const snapshot = snapshots[index] as Snapshot;
    if (snapshot.at > at) continue;
    const position = (snapshot.order ?? []).indexOf(item.key);
    return position < 0 ? null : position;
  }
  return null;
}

interface Begun {
  readonly item: Item;
  readonly at: Instant;
}

/**
 * For each started item with a priority the number of items that waited with a higher one at that moment. All moments are
 * passed once in order of time, so that many starts among many items stay cheap.
 */
function itemsAbove(
  pbis: readonly Item[],
  begun: readonly Begun[],
  from: Instant,
  rankOf: ReadonlyMap<string, number>,
  statusHistory: Facts['statusHistory'],
): ReadonlyMap<Item, number> {
  const steps = pbis
    .flatMap((item) => waitingSteps(item, from, rankOf, statusHistory))
    .sort((a, b) => a.at - b.at);
  const waiting = new Int32Array(rankOf.size);
  const above = new Map<Item, number>();
  let next = 0;
  for (const { item, at } of [...begun].sort((a, b) => a.at - b.at)) {
    for (; next < steps.length && (steps[next] as Step).at <= at; next++) {
      const { rank, by } = steps[next] as Step;
      waiting[rank] = (waiting[rank] as number) + by;
    }
    const own = rankAt(item, at, rankOf);
    if (own !== null)
      above.set(
        item,
        waiting.subarray(0, own).reduce((sum, held) => sum + held, 0),
      );
  }
  return above;
}

/** From then on one item more, or one less, waits with this priority. */
interface Step {
  readonly at: Instant;
  readonly rank: number;
  readonly by: 1 | -1;
}

function waitingSteps(
  item: Item,
  from: Instant,
  rankOf: ReadonlyMap<string, number>,
  statusHistory: Facts['statusHistory'],
): Step[] {
  const first = Math.max(from, item.created);
  const waitsAt = (at: Instant): boolean => statusHistory.categoryAt(item, at) === 'todo';
  // Most items of a long history were over and done with before.
  if (!isChangedSince(item, from) && !waitsAt(first)) return [];
  const times = new Set([first]);
  for (const { at, field } of item.changes)
    if ((field === 'status' || field === 'priority') && at > from) times.add(Math.max(at, item.created));
  const steps: Step[] = [];
  let held: number | null = null;
  for (const at of [...times].sort((a, b) => a - b)) {
    const rank = waitsAt(at) ? rankAt(item, at, rankOf) : null;
    if (rank === held) continue;
    if (held !== null) steps.push({ at, rank: held, by: -1 });
    if (rank !== null) steps.push({ at, rank, by: 1 });
    held = rank;
  }
  return steps;
}

function rankAt(item: Item, at: Instant, rankOf: ReadonlyMap<string, number>): number | null {
  const priority = valueAt(changesOf(item, 'priority'), at, item.priority);
  return priority === null ? null : (rankOf.get(priority) ?? null);
}
