import { proposal } from '../config/nearest.ts';
import type { TeamConfig } from '../config/schema.ts';
import { UsageError } from '../errors.ts';
import type { Session } from './session.ts';
import { nothingStored } from './session.ts';

/** A team in question: configured, imported, or both. */
export interface ScopedTeam {
  /** The configured name, else the one it was imported under. */
  readonly name: string;
  /** Null for a team that was only imported. */
  readonly config: TeamConfig | null;
}

export interface Scope {
  /** Asked for, in configuration order; imported ones after them, by name. */
  readonly teams: readonly ScopedTeam[];
  /** All that are known, also those that were not asked for. */
  readonly known: readonly ScopedTeam[];
}

/**
 * The teams that the options ask for: configured ones and imported ones.
 * @throws UsageError for an unknown team, with the nearest, and when there is none at all
 */
export async function chooseTeams(session: Session): Promise<Scope> {
  const configured = session.config.teams.map((config) => ({ name: config.name, config }));
  const names = new Set(configured.map(({ name }) => name.toLowerCase()));
  const stored = session.hasStore ? await (await session.store({ create: false })).teams() : [];
  const others = stored.filter((team) => !names.has(team.name.toLowerCase()));
  const imported = others.filter((team) => team.origin === 'import');
  const asTeam = ({ name }: { name: string }): ScopedTeam => ({ name, config: null });
  const known = [...configured, ...imported.map(asTeam)];
  const wanted = session.options.team ?? [];
  if (wanted.length === 0) {
    if (known.length === 0) throw nothingStored(session.config.store);
    return { teams: known, known };
  }
  const all = [...configured, ...others.map(asTeam)];
  const chosen = wanted.map((name) => find(all, name));
  return { teams: all.filter((team) => chosen.includes(team)), known };
}

function find(teams: readonly ScopedTeam[], name: string): ScopedTeam {
  const found = teams.find((team) => team.name.toLowerCase() === name.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError({
    code: 'TEAM_UNKNOWN',
    message: `There is no team "${name}".`,
    next: proposal(
      name,
      teams.map((team) => team.name),
    ),
  });
}
