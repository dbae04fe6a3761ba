import type { Instant, PersonId } from '../history/team-history.ts';
import { collapseSessions } from '../history/sessions.ts';
import { DAY, HOUR, type WorkingTime } from '../history/working-time.ts';

/** A recorded act by a person: when and who. */
export interface Act {
  readonly at: Instant;
  readonly by: PersonId | null;
}

/** Acts in the largest session (one actor, each within 10 minutes of the one before) in [from, to]; 0 for none. */
export function largestSession(acts: readonly Act[], from: Instant, to: Instant): number {
  const inside = acts.filter((act) => act.at >= from && act.at <= to && act.by !== null);
  const sessions = collapseSessions(inside.map((act) => ({ at: act.at, by: act.by, what: act })));
  return Math.max(0, ...sessions.map((session) => session.events.length));
}

/** Share of days on which the peak must show, half its width, and moves that make a peak of one day (rules §3). */
const PEAK_DAYS = 0.6;
const PEAK_HALF_WIDTH = 20 * 60_000;
const PEAK_MOVES = 2;
const MIN_PEAK_DAYS = 5;

/**
 * Whether the board moves at the same time of day (±20 minutes) on 60 % or more of the working days: looks like a Daily.
 * Weak evidence only; no peak says nothing.
 */
export function hasDailyPeak(
  moves: readonly Instant[],
  from: Instant,
  to: Instant,
  clock: WorkingTime,
): boolean {
  const days = clock.workingDaysBetween(from, to);
  if (days.length < MIN_PEAK_DAYS) return false;
  const timesOfDay = days.map((day) =>
    moves.filter((at) => at >= day && at < day + DAY).map((at) => at - day),
  );
  const centres = timesOfDay.flat();
  return centres.some((centre) => {
    if (centre < 6 * HOUR || centre > 20 * HOUR) return false;
    const hit = timesOfDay.filter(
      (times) => times.filter((time) => Math.abs(time - centre) <= PEAK_HALF_WIDTH).length >= PEAK_MOVES,
    );
    return hit.length >= PEAK_DAYS * days.length;
  });
}
