import type { Agreements } from '../facts/agreements.ts';
import type { Person, PersonId, Role, TeamHistory } from '../history/team-history.ts';
import type { Config } from './config.ts';
import { isOn, type TeamConfig } from './schema.ts';

export interface ResolvedAgreements {
  readonly agreements: Agreements;
  /** Declared people whom the history does not know; they stay declared. */
  readonly warnings: readonly string[];
}

const ROLES: readonly Role[] = ['product-owner', 'scrum-master'];
const ROLE_TITLES: Readonly<Record<Role, string>> = {
  'product-owner': 'Product Owner',
  'scrum-master': 'Scrum Master',
};

/** What a configured team declares about itself, in the ids of its history. A team without configuration declares nothing. */
export function resolveAgreements(
  config: Config,
  team: TeamConfig | null,
  history: TeamHistory,
): ResolvedAgreements {
  const directory = peopleDirectory(history.people);
  const warnings: string[] = [];
  const find = (declared: string, as: string): PersonId => {
    const person = directory(declared);
    if (person === null) {
      warnings.push(
        `${history.team.name}: no person of the tracker matches a declared ${as}; it stays declared.`,
      );
    }
    return person ?? declared;
  };
  const byRole = (holders: TeamConfig['roles'], suffix: string): Agreements['roles'] =>
    Object.fromEntries(
      ROLES.filter((role) => (holders?.[role] ?? []).length > 0).map((role) => [
        role,
        unique((holders?.[role] ?? []).map((name) => find(name, `${ROLE_TITLES[role]}${suffix}`))),
      ]),
    );
  const agreed = team?.agreements;
  return {
    agreements: {
      timezone: team?.timezone ?? config.timezone,
      workingDays: team?.workingDays ?? config.workingDays,
      holidays: team?.holidays ?? config.holidays,
      roles: byRole(team?.roles, ''),
      delegates: byRole(team?.delegates, ' delegate'),
      members: team?.members === undefined ? null : unique(team.members.map((name) => find(name, 'member'))),
      states: {
        acceptance: lower(team?.states?.acceptance),
        waiting: lower(team?.states?.waiting),
        testing: lower(team?.states?.testing),
        blocked: lower(team?.states?.blocked),
        ready: lower(team?.states?.ready),
      },
      labels: {
        improvement: lower(team?.labels?.improvement),
        blocked: lower(team?.labels?.blocked),
        expedite: lower(team?.labels?.expedite),
      },
      orderingElsewhere: isOn(agreed?.orderingElsewhere) ?? false,
      refinementDay: agreed?.refinementDay ?? null,
      dailyMode: agreed?.dailyMode ?? 'sync',
      releaseIntervalDays: agreed?.releaseIntervalDays ?? null,
      wipLimit: agreed?.wipLimit ?? null,
      feedbackTool: agreed?.feedbackTool ?? null,
      productGoal: team?.productGoal?.trim() ? team.productGoal.trim() : null,
      retrospectiveTexts: isOn(agreed?.retrospectiveTexts) ?? false,
    },
    warnings: [...new Set(warnings)],
  };
}

/**
 * Finds a person by e-mail, id or login, then by display name, without regard to case. A display name that two people
 * share finds nobody: guessing would put a role on the wrong person.
 */
export function peopleDirectory(people: readonly Person[]): (declared: string) => PersonId | null {
  const exact = new Map<string, PersonId>();
  const names = new Map<string, PersonId | null>();
  for (const person of people) {
    for (const key of [person.email, person.id, ...person.handles]) {
      if (key !== null && !exact.has(fold(key))) exact.set(fold(key), person.id);
    }
    const name = fold(person.name);
    names.set(name, names.has(name) && names.get(name) !== person.id ? null : person.id);
  }
  return (declared) => {
    const key = fold(declared.replace(/^@/, ''));
    return exact.get(key) ?? exact.get(fold(declared)) ?? names.get(key) ?? null;
  };
}

function fold(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase().replace(/\s+/g, ' ');
}

function lower(words: readonly string[] | undefined): string[] {
  return (words ?? []).map((word) => word.toLowerCase());
}

function unique(ids: readonly PersonId[]): PersonId[] {
  return [...new Set(ids)];
}
