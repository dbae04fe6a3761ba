import type { Facts, Window } from '../../facts/facts.ts';
import type { Instant, Item, Snapshot } from '../../history/team-history.ts';
import { changesOf, valueAt } from '../../history/timeline.ts';
import { kendallTau, median } from './statistics.ts';
import { count, oneDecimal, percent } from './words.ts';

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
    text: `the order was worked on ${oneDecimal(sessions)} times in a usual sprint`,
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
  let seen = 0;
  let outside = 0;
  for (const item of items.pbis) {
    const at = statusHistory.startOf(item);
    if (at === null || at < window.from || at >= window.to) continue;
    const position =
      positionIn(snapshots, item, at) ??
      (usesPriorities ? itemsAbove(items.pbis, item, at, rankOf, statusHistory) : null);
    if (position === null) continue;
    seen++;
    if (position >= limits.outsideTop) outside++;
  }
  if (seen < MIN_STARTS) return UNSEEN;
  const share = outside / seen;
  return {
    seen: share >= limits.outsideShare,
    text: `${outside} of ${count(seen, 'started item')} (${percent(share)}) came from outside the top ${limits.outsideTop}`,
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

/** Number of items that waited with a higher priority when it was started. */
function itemsAbove(
  pbis: readonly Item[],
  item: Item,
  at: Instant,
  rankOf: ReadonlyMap<string, number>,
  statusHistory: Facts['statusHistory'],
): number | null {
  const own = rankAt(item, at, rankOf);
  if (own === null) return null;
  let above = 0;
  for (const other of pbis) {
    if (other === item || other.created > at) continue;
    const rank = rankAt(other, at, rankOf);
    if (rank !== null && rank < own && statusHistory.categoryAt(other, at) === 'todo') above++;
  }
  return above;
}

function rankAt(item: Item, at: Instant, rankOf: ReadonlyMap<string, number>): number | null {
  const priority = valueAt(changesOf(item, 'priority'), at, item.priority);
  return priority === null ? null : (rankOf.get(priority) ?? null);
}
