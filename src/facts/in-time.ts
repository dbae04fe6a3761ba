import type { Instant } from '../history/team-history.ts';

interface Timed {
  readonly at: Instant;
}

/** Index of the first entry at or after the time, of a list in order of time. */
export function lowerBound(sorted: readonly Timed[], at: Instant): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as Timed).at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The entries in [from, to) of a list in order of time. */
export function between<T extends Timed>(sorted: readonly T[], from: Instant, to: Instant): readonly T[] {
  const first = lowerBound(sorted, from);
  return sorted.slice(first, Math.max(first, lowerBound(sorted, to)));
}
