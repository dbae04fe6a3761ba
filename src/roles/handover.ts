import type { Period } from '../facts/facts.ts';
import type { Instant, PersonId, Role } from '../history/team-history.ts';
import type { Observer, Span } from './observe.ts';
import type { Score } from './score.ts';

/** Periods of one look; a lead that is more than chance; the score of somebody who holds the role. */
const PERIODS = 3;
const FIRM_MARGIN = 0.15;
const FIRM_SCORE = 0.45;

export interface Handover {
  readonly role: Role;
  readonly around: Instant;
  readonly from: PersonId;
  readonly to: PersonId;
}

/**
 * Changes of hands: somebody is clearly first in one window of 3 sprints, somebody else in the next (rules §2.2). The time
 * is the beginning of the later window. Oldest first.
 * @param periods sprints to look back on, or periods of two weeks, oldest first
 */
export function handoversOf(
  observer: Observer,
  role: Role,
  periods: readonly Pick<Period, 'from' | 'to'>[],
): readonly Handover[] {
  const windows: Span[] = [];
  for (let end = periods.length; end >= PERIODS; end -= PERIODS) {
    const part = periods.slice(end - PERIODS, end);
    windows.unshift({ from: (part[0] as Span).from, to: (part[PERIODS - 1] as Span).to });
  }
  const firsts = windows.map((span) => firmFirst(observer.scores(role, [span])));
  const handovers: Handover[] = [];
  for (let index = 1; index < windows.length; index++) {
    const [before, after] = [firsts[index - 1] ?? null, firsts[index] ?? null];
    if (before === null || after === null || before === after) continue;
    handovers.push({ role, around: (windows[index] as Span).from, from: before, to: after });
  }
  return handovers;
}

function firmFirst(scores: readonly Score[]): PersonId | null {
  const first = scores[0];
  return first !== undefined &&
    first.confidence > 0 &&
    first.margin >= FIRM_MARGIN &&
    first.score >= FIRM_SCORE
    ? first.person
    : null;
}
