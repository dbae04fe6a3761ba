import type { StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item, PersonId } from '../../history/team-history.ts';

/** Transitions in a period from which somebody counts as active (rule table, active member). */
const ACTIVE_TRANSITIONS = 3;
/** Changes of team size up to this share are not normalised (card E4). */
const SAME_SIZE = 0.2;

/** Number of people who moved items 3 or more times in [from, to). */
export function activePeople(status: StatusFacts, items: readonly Item[], from: Instant, to: Instant): number {
  const moves = new Map<PersonId, number>();
  for (const item of items) {
    for (const move of status.transitions(item)) {
      if (move.at < from || move.at >= to || move.by === null || move.automated) continue;
      moves.set(move.by, (moves.get(move.by) ?? 0) + 1);
    }
  }
  return [...moves.values()].filter((count) => count >= ACTIVE_TRANSITIONS).length;
}

/**
 * A past amount as the present team size would have made it: unchanged while the size differs by at most 20 %, else in
 * proportion; unchanged where a size is unknown.
 */
export function atPresentSize(amount: number, pastSize: number, presentSize: number): number {
  if (pastSize <= 0 || presentSize <= 0) return amount;
  return Math.abs(presentSize - pastSize) / pastSize <= SAME_SIZE ? amount : (amount * presentSize) / pastSize;
}
