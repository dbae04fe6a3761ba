import type { Item } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { OrderFacts, Zone } from './facts.ts';
import { compareText } from './items.ts';
import { lazy } from './lazy.ts';

/** Zones of the backlog: now is the first 1×T items, next up to 3×T, later the rest (rules §5.1). */
const NEXT_PERIODS = 3;

export function orderFacts(context: Context): OrderFacts {
  const basis = lazy(() => basisOf(context));
  const backlog = lazy(() => orderedBacklog(context, basis()));
  const throughput = lazy(() => throughputPerPeriod(context.facts.statusHistory.throughput));
  const zones = lazy(() => zonesOf(backlog(), throughput()));
  const zoneByItem = lazy(() => {
    const map = new Map<Item, Zone>();
    for (const zone of ['now', 'next', 'later'] as const)
      for (const item of zones()[zone]) map.set(item, zone);
    return map;
  });
  return {
    get unseen() {
      const unrecorded = context.unrecorded('order');
      return unrecorded.length > 0 ? unrecorded : basis() === null ? (['NO_ORDER'] as const) : [];
    },
    get backlog() {
      return backlog();
    },
    get basis() {
      return basis();
    },
    get throughputPerPeriod() {
      return throughput();
    },
    zoneOf: (item) => zoneByItem().get(item) ?? 'later',
    get zones() {
      return zones();
    },
    snapshots: context.history.snapshots,
  };
}

/** T: median number of PBIs Done per period, rounded half up, at least 1. */
function throughputPerPeriod(throughput: readonly number[]): number {
  if (throughput.length === 0) return 1;
  const sorted = [...throughput].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? (sorted[middle] as number)
      : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
  return Math.max(1, Math.floor(median + 0.5));
}

/** Rank where most backlog items have one, else priority where at least two values are in use; nothing to order is no order. */
function basisOf(context: Context): 'rank' | 'priority' | null {
  const { backlog } = context.facts.items;
  if (backlog.length === 0) return null;
  const ranked = backlog.filter((item) => item.rank !== null).length;
  if (ranked >= backlog.length / 2) return 'rank';
  const priorities = new Set(backlog.map((item) => item.priority).filter((priority) => priority !== null));
  return priorities.size >= 2 ? 'priority' : null;
}

/** By rank; else items of the next sprints first, then by priority, the older first. Unranked items come last. */
function orderedBacklog(context: Context, basis: 'rank' | 'priority' | null): readonly Item[] {
  const sprintPosition = new Map(
    context.facts.sprints.future.map((sprint, index) => [sprint.id, index] as const),
  );
  const priorityPosition = new Map(context.history.priorities.map((priority, index) => [priority, index]));
  const bucket = (item: Item): number =>
    Math.min(...item.sprints.map((id) => sprintPosition.get(id) ?? Infinity), Infinity);
  const priority = (item: Item): number =>
    item.priority === null ? Infinity : (priorityPosition.get(item.priority) ?? Infinity);
  const byAge = (a: Item, b: Item): number => a.created - b.created || compareText(a.key, b.key);
  const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
  return [...context.facts.items.backlog].sort((a, b) => {
    if (basis === 'rank') {
      if (a.rank === null || b.rank === null)
        return a.rank === b.rank ? byAge(a, b) : a.rank === null ? 1 : -1;
      return compareText(a.rank, b.rank) || byAge(a, b);
    }
    return compare(bucket(a), bucket(b)) || compare(priority(a), priority(b)) || byAge(a, b);
  });
}

function zonesOf(backlog: readonly Item[], throughput: number): Record<Zone, readonly Item[]> {
  return {
    now: backlog.slice(0, throughput),
    next: backlog.slice(throughput, NEXT_PERIODS * throughput),
    later: backlog.slice(NEXT_PERIODS * throughput),
  };
}
