import type { OrderingFacts, Period, Session } from '../../facts/facts.ts';
import { inCatalogueOrder, type ReasonCode } from '../../history/reasons.ts';
import type { Instant, Item } from '../../history/team-history.ts';

interface Ordering {
  readonly rankHistory: OrderingFacts;
  readonly priorityHistory: OrderingFacts;
}

/**
 * Why the ordering of the backlog cannot be seen: neither changes of rank nor of priority are recorded. Empty when one
 * of them is.
 */
export function unseenOrdering({ rankHistory, priorityHistory }: Ordering): readonly ReasonCode[] {
  if (rankHistory.unseen.length === 0 || priorityHistory.unseen.length === 0) return [];
  const codes = [...rankHistory.unseen, ...priorityHistory.unseen];
  return inCatalogueOrder(codes.includes('NO_CHANGELOG') ? codes : ['NO_RANK_HISTORY', ...codes]);
}

/** Sessions of ranking and of prioritising in [from, to), in order of time. */
export function orderingSessions(
  { rankHistory, priorityHistory }: Ordering,
  from: Instant,
  to: Instant,
): readonly Session[] {
  return [...rankHistory.sessions(from, to), ...priorityHistory.sessions(from, to)].sort(
    (a, b) => a.from - b.from,
  );
}

export interface OrderersShares {
  /** People who ordered, the one with most sessions first. */
  readonly people: readonly string[];
  /** Their shares of the sessions, in the same order; none for no sessions. */
  readonly shares: readonly number[];
  readonly sessions: number;
}

/** Who ordered how much; sessions without a known actor are left out. */
export function orderers(sessions: readonly Session[]): OrderersShares {
  const counts = new Map<string, number>();
  for (const { by } of sessions) if (by !== null) counts.set(by, (counts.get(by) ?? 0) + 1);
  const ranked = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const total = ranked.reduce((sum, [, count]) => sum + count, 0);
  return {
    people: ranked.map(([person]) => person),
    shares: ranked.map(([, count]) => count / total),
    sessions: total,
  };
}

/** Periods of W in which the team existed: those that end after its first item was created. */
export function livedPeriods(periods: readonly Period[], items: readonly Item[]): readonly Period[] {
  const first = items[0]?.created ?? Number.POSITIVE_INFINITY;
  return periods.filter((period) => period.to > first);
}
