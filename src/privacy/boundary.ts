import type { PersonId, TeamHistory } from '../history/team-history.ts';
import type { Privacy } from '../reports/report.ts';
import { pseudonymsFor } from './pseudonyms.ts';
import { createScrubber, NO_SCRUBBER, SOMEBODY, type Scrubber } from './scrubber.ts';

export interface BoundaryOptions {
  readonly privacy: Privacy;
  /** Roles, delegates and members that the configuration declares. */
  readonly declared: readonly string[];
  /** Configured team, project and repository names. */
  readonly exempt: readonly string[];
  /** Key of the pseudonyms; needed under `pseudonymise` alone. */
  readonly key: string | null;
}

/**
 * What may leave hatcheck. Everything that is written, printed, logged or sent passes here; it knows the people of every
 * history that was loaded.
 */
export interface Boundary extends Scrubber {
  readonly privacy: Privacy;
  pseudonym(person: PersonId): string;
}

/** Builds the boundary over the people of all histories. */
export function createBoundary(options: BoundaryOptions, histories: readonly TeamHistory[]): Boundary {
  const { privacy, declared, exempt, key } = options;
  const people = histories.flatMap((history) => history.people).filter((person) => !person.bot);
  const ids = [...people.map((person) => person.id), ...declared];
  const pseudonym = key === null ? () => SOMEBODY : pseudonymsFor(ids, key);
  const scrubber =
    privacy === 'names'
      ? NO_SCRUBBER
      : createScrubber({
          people,
          declared,
          exempt: [...exempt, ...histories.flatMap(ownNames)],
          keyPrefixes: new Set(histories.flatMap(keyPrefixes)),
          call: privacy === 'pseudonymise' ? pseudonym : () => SOMEBODY,
        });
  return { privacy, pseudonym, text: (text) => scrubber.text(text) };
}

function ownNames(history: TeamHistory): string[] {
  return [history.team.name, ...(history.team.project === null ? [] : [history.team.project])];
}

function keyPrefixes(history: TeamHistory): string[] {
  const prefixes = new Set<string>();
  for (const { key } of history.items) {
    const dash = key.lastIndexOf('-');
    if (dash > 0) prefixes.add(key.slice(0, dash).toLowerCase());
  }
  return [...prefixes];
}
