import type { StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item, PersonId } from '../../history/team-history.ts';

/** Changes of team size up to this share are not normalised (card E4). */
const SAME_SIZE = 0.2;

/**
 * Number of people who moved any item in [from, to). One move is enough: a higher bar would count fewer people in a slow
 * period and so explain the slowness away.
 */
export function activePeople(
  status: StatusFacts,
  items: readonly Item[],
  from: Instant,
  to: Instant,
): number {
  const people = new Set<PersonId>();
  for (const item of items) {
    for (const move of status.transitions(item)) {
      if (move.at < from || move.at >= to || move.by === null || move.automated) continue;
      people.add(move.by);
    }
  }
  return people.size;
}

/**
 * A past amount as the present team size would have made it: unchanged while the size differs by at most 20 %, else in
 * proportion; unchanged where a size is unknown.
 */
export function atPresentSize(amount: number, pastSize: number, presentSize: number): number {
  if (pastSize <= 0 || presentSize <= 0) return amount;
  return Math.abs(presentSize - pastSize) / pastSize <= SAME_SIZE
    ? amount
    : (amount * presentSize) / pastSize;
}
