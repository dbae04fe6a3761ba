import type { Instant } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';

export interface Absence {
  readonly from: Instant;
  readonly to: Instant;
}

interface Act {
  readonly at: Instant;
}

export interface Look {
  readonly from: Instant;
  readonly to: Instant;
  readonly clock: WorkingTime;
  /** Working days without a trace from which on somebody was away. */
  readonly leaveDays: number;
}

/** Stretches of working days in [from, to] without any act; no act at all is no leave. */
export function silences(acts: readonly Act[], more: readonly Act[], look: Look): readonly Absence[] {
  const times = [...acts, ...more].map((act) => act.at).sort((a, b) => a - b);
  if (times.length === 0) return [];
  const marks = [look.from, ...times, look.to];
  return marks.slice(1).flatMap((at, index) => {
    const before = marks[index] as Instant;
    return look.clock.days(before, at) >= look.leaveDays ? [{ from: before, to: at }] : [];
  });
}

export function isWithin(at: Instant, away: readonly Absence[]): boolean {
  return away.some((one) => at > one.from && at < one.to);
}
