import { inCatalogueOrder, type ReasonCode } from '../history/reasons.ts';
import type { Judged, Unjudged } from './analyzer.ts';

export function detected(seen: Omit<Judged, 'state'>): Judged {
  return { state: 'detected', ...seen };
}

export function clear(seen: Omit<Judged, 'state'>): Judged {
  return { state: 'clear', ...seen };
}

/** `detected` when `hit`, else `clear`; both need figures in their summary. */
export function judged(hit: boolean, seen: Omit<Judged, 'state'>): Judged {
  return hit ? detected(seen) : clear(seen);
}

export function insufficientSample(value: number | null, sample: number, summary: string): Unjudged {
  return { state: 'insufficient-sample', value, sample, summary };
}

export function notObservable(reasons: Iterable<ReasonCode>, summary: string): Unjudged {
  return { state: 'not-observable', reasons: inCatalogueOrder(reasons), summary };
}

export type Direction = '>=' | '>' | '<=' | '<';

/** Whether the value counts against the team. */
export function reaches(value: number, direction: Direction, threshold: number): boolean {
  switch (direction) {
    case '>=':
      return value >= threshold;
    case '>':
      return value > threshold;
    case '<=':
      return value <= threshold;
    case '<':
      return value < threshold;
  }
}
