import type { CriterionId, Zone } from '../facts/facts.ts';

/** Weight of each criterion in each zone (rules §5.1): detail is wanted near the top only. */
export const WEIGHTS: Readonly<Record<CriterionId, Readonly<Record<Zone, number>>>> = {
  'who-what': { now: 10, next: 15, later: 30 },
  value: { now: 15, next: 25, later: 40 },
  testable: { now: 25, next: 10, later: 0 },
  small: { now: 20, next: 15, later: 0 },
  sized: { now: 5, next: 5, later: 0 },
  independent: { now: 10, next: 5, later: 0 },
  atomic: { now: 5, next: 10, later: 5 },
  negotiable: { now: 0, next: 5, later: 5 },
  traceable: { now: 5, next: 5, later: 10 },
  conversation: { now: 5, next: 0, later: 0 },
  fresh: { now: 0, next: 5, later: 10 },
};

/** In the order of the contract. */
export const CRITERIA = Object.keys(WEIGHTS) as CriterionId[];

/** Most that an item of the Now zone can reach in spite of … (rules §5.1). */
export const CAPS = { titleOnly: 0.2, noCriteria: 0.5, tooBig: 0.5, blocked: 0.7 } as const;
