import type { Agreements } from '../../facts/agreements.ts';
import type { TeamHistory } from '../../history/team-history.ts';
import { freeze, thaw, type Draft } from '../draft.ts';
import type { SampleOptions } from '../options.ts';
import { castOf, type Cast } from '../people.ts';
import { Random } from '../random.ts';
import { sampleTeam } from '../sample-team.ts';

/**
 * One switch of the sample team: a problem, or a legitimate habit. It changes options of the healthy team, the finished
 * history, or what the team declares; strengths go from 0 (hardly) to 1 (thoroughly).
 */
export interface Variation {
  readonly options?: (strength: number) => Partial<SampleOptions>;
  readonly history?: (draft: Draft, strength: number, context: VariationContext) => void;
  readonly agreements?: (
    agreements: Partial<Agreements>,
    strength: number,
    cast: Cast,
  ) => Partial<Agreements>;
  /** Other teams in scope. */
  readonly neighbours?: (strength: number, seed: number, cast: Cast) => TeamHistory[];
}

export interface VariationContext {
  readonly random: Random;
  readonly cast: Cast;
  readonly options: SampleOptions;
}

export interface VariedTeam {
  readonly history: TeamHistory;
  readonly agreements: Partial<Agreements>;
  readonly neighbours: readonly TeamHistory[];
}

/** The healthy team with variations applied one after the other. Deterministic in all arguments. */
export function variedTeam(
  variations: readonly (readonly [Variation, number])[],
  seed: number,
  options: Partial<SampleOptions> = {},
): VariedTeam {
  const chosen = variations.reduce(
    (sum, [variation, strength]) => ({ ...sum, ...variation.options?.(strength) }),
    options,
  );
  const team = sampleTeam({ ...chosen, seed });
  const cast = castOf(team.options);
  let { history, agreements } = team as { history: TeamHistory; agreements: Partial<Agreements> };
  for (const [variation, strength] of variations) {
    if (variation.history !== undefined) {
      const draft = thaw(history);
      variation.history(draft, strength, {
        random: new Random(seed, 'variation'),
        cast,
        options: team.options,
      });
      history = freeze(draft);
    }
    agreements = variation.agreements?.(agreements, strength, cast) ?? agreements;
  }
  const neighbours = variations.flatMap(
    ([variation, strength]) => variation.neighbours?.(strength, seed, cast) ?? [],
  );
  return { history, agreements, neighbours };
}
