import type { Vocabulary } from '../../facts/facts.ts';
import type { EventKind, Instant } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * The meetings of some kinds in [from, to), each widened at both ends; sorted. An end that is not known is the start.
 * @param minutes how far before the start and after the end still counts
 */
export function around(
  words: Pick<Vocabulary, 'meetings'>,
  kinds: readonly EventKind[],
  minutes: number,
  from: Instant,
  to: Instant,
): readonly Stretch[] {
  const margin = (minutes / 60) * HOUR;
  return kinds
    .flatMap((kind) => words.meetings(kind, from - 24 * HOUR, to + 24 * HOUR))
    .map((event) => ({ from: event.start - margin, to: (event.end ?? event.start) + margin }))
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The stretch that holds the instant; of several the one that began last. Null for none. */
export function stretchAt(stretches: readonly Stretch[], at: Instant): Stretch | null {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle] as Stretch).from <= at) low = middle + 1;
    else high = middle;
  }
  // Meetings of one team overlap rarely: a few back is enough to find a longer one around a shorter.
  for (let index = low - 1; index >= Math.max(0, low - 8); index--) {
    const stretch = stretches[index] as Stretch;
    if (at <= stretch.to) return stretch;
  }
  return null;
}
