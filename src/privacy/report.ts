import type { PersonId, Role } from '../history/team-history.ts';
import type { Privacy, Report, TeamReport } from '../reports/report.ts';
import type { Scrubber } from './scrubber.ts';

/** How the holders of a team's roles are called in the report. */
export type RoleNames = (role: Role, people: readonly PersonId[]) => string[];

const HOLDER: Readonly<Record<Role, string>> = {
  'product-owner': 'the Product Owner',
  'scrum-master': 'the Scrum Master',
};

/** Holders by title under `aggregate`, by pseudonym or by name else. */
export function roleNames(
  privacy: Privacy,
  pseudonym: (person: PersonId) => string,
  nameOf: (person: PersonId) => string,
): RoleNames {
  return (role, people) =>
    people.map((person) => {
      if (privacy === 'names') return nameOf(person);
      return privacy === 'pseudonymise' ? pseudonym(person) : HOLDER[role];
    });
}

/**
 * Fields of the report document that hold words of its own closed lists, times, numbers or links built from keys. Every
 * other text may come from the tracker and is scrubbed, new fields too.
 */
const OWN_FIELDS = new Set([
  'generator',
  'kind',
  'asOf',
  'privacy',
  'rule',
  'role',
  'id',
  'reason',
  'severity',
  'accountability',
  'owner',
  'basis',
  'zone',
  'band',
  'scoreReason',
  'url',
  'unit',
  'coaching',
  'thresholds',
  'window',
  'sameAs',
  'reasons',
]);
const STATES = new Set([
  'detected',
  'clear',
  'insufficient-sample',
  'not-observable',
  'suppressed',
  'seen',
  'partly',
  'not-seen',
  'cannot-tell',
]);
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?Z)?$/;

/** One team's part of the report with nobody in it that the privacy setting does not let out. Keys of items stay. */
export function scrubTeam(
  team: TeamReport,
  scrubber: Scrubber,
  names: RoleNames,
  holders: Readonly<Record<Role, readonly PersonId[]>>,
  isKey: (text: string) => boolean,
): TeamReport {
  const clean = walk(team, scrubber, isKey) as TeamReport;
  return {
    ...clean,
    name: team.name,
    roles: team.roles.map((role) => ({
      ...role,
      people: role.people.length === 0 ? [] : names(role.role, holders[role.role]),
    })),
  };
}

/** The same for a part of it that is printed by itself. */
export function scrubDocument<T>(document: T, scrubber: Scrubber, isKey: (text: string) => boolean): T {
  return walk(document, scrubber, isKey) as T;
}

function walk(value: unknown, scrubber: Scrubber, isKey: (text: string) => boolean): unknown {
  if (typeof value === 'string')
    return STATES.has(value) || TIME.test(value) || isKey(value) ? value : scrubber.text(value);
  if (Array.isArray(value)) return value.map((entry) => walk(entry, scrubber, isKey));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [
      name,
      OWN_FIELDS.has(name) ? entry : walk(entry, scrubber, isKey),
    ]),
  );
}

/** The document around the teams. */
export function reportDocument(
  parts: Omit<Report, 'schemaVersion' | 'generator'> & { version: string },
): Report {
  const { version, kind, asOf, privacy, teams, about } = parts;
  return {
    schemaVersion: 1,
    generator: { name: 'hatcheck', version },
    kind,
    asOf,
    privacy,
    teams,
    ...(about === undefined ? {} : { about }),
  };
}
