import { PROBLEMS } from '../problems/index.ts';
import { variedTeam, type Variation, type VariedTeam } from '../problems/variation.ts';
import type { SampleOptions } from '../options.ts';

/** A legitimate way of working that a guard of a rule names: it looks like the problem and is none. */
export interface Habit {
  /** The guard in a few words. */
  readonly name: string;
  readonly team: (seed: number) => VariedTeam;
}

/** The rule's problem, thoroughly, and on top of it what makes it legitimate. */
export function excused(rule: string, name: string, excuse: Variation, strength = 0.9): Habit {
  return {
    name,
    team: (seed) =>
      variedTeam(
        [
          [PROBLEMS[rule] as Variation, strength],
          [excuse, 1],
        ],
        seed,
      ),
  };
}

/** A healthy team with one habit of its own. */
export function habit(name: string, variation: Variation, options: Partial<SampleOptions> = {}): Habit {
  return { name, team: (seed) => variedTeam([[variation, 1]], seed, options) };
}
