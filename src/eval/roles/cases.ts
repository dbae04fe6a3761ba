import { seededRandom } from '../../history/random.ts';
import type { PersonId, Role } from '../../history/team-history.ts';

/** Teams with known holders of the accountabilities, drawn so that strong, moderate and weak evidence all occur. */

export type Situation = 'clear' | 'combined' | 'committee' | 'nobody' | 'hand-over';
export type Strength = 'strong' | 'moderate' | 'weak';
export type SourceKind = 'jira' | 'linear' | 'github';

export const SITUATIONS: readonly Situation[] = ['clear', 'combined', 'committee', 'nobody', 'hand-over'];
export const STRENGTHS: readonly Strength[] = ['strong', 'moderate', 'weak'];
export const SOURCES: readonly SourceKind[] = ['jira', 'linear', 'github'];

/**
 * Share of a role's acts in the tracker that its holder does, from and to. Weak: the holder leaves much of it to
 * somebody else, who may do more of it than the holder does.
 */
const OWN_SHARE: Readonly<Record<Strength, readonly [number, number]>> = {
  strong: [0.85, 0.95],
  moderate: [0.7, 0.85],
  weak: [0.2, 0.6],
};
/** By how much that share differs from one kind of act to another (somebody else writes the items, say). */
const SPREAD: Readonly<Record<Strength, number>> = { strong: 0.05, moderate: 0.15, weak: 0.5 };
/**
 * Part of the holders who leave the tracker to somebody else altogether: no tracker can tell, and the cap of inferred
 * confidence at 0.90 says so. Not drawn for one person in both roles, whose mark is acting in both.
 */
const DELEGATED = 0.1;
/** Part of the rest that one helper does; everybody else shares what is left. */
const HELPER_PART: readonly [number, number] = [0.5, 1];

export interface RoleCase {
  readonly seed: number;
  readonly situation: Situation;
  readonly strength: Strength;
  readonly source: SourceKind;
  /** A calendar of the team is connected. */
  readonly calendar: boolean;
  readonly developers: number;
}

/** Kinds of acts of which people may divide a role's work among themselves. */
export const ACTIVITIES = [
  'order',
  'write',
  'accept',
  'plan',
  'talk',
  'meet',
  'close',
  'unblock',
  'improve',
] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** Probability with which each person does an act of the role. */
export type Shares = ReadonlyMap<PersonId, number>;
/** The division of a role's work. */
export type Division = Readonly<Record<Activity, Shares>>;

export interface Holding {
  /** Who truly holds the role at the end; null where several or nobody do. */
  readonly holder: PersonId | null;
  /** Before and after the change of hands; the same without one. */
  readonly before: Division;
  readonly after: Division;
}

/** Half of the teams give weak evidence: trackers show a part of the work, and that is the common case. */
const DRAWN: readonly Strength[] = ['strong', 'weak', 'moderate', 'weak'];

/** The same cases every time: situations, strengths and calendars in turn, team sizes by the seed. */
export function roleCases(teams: number, source: SourceKind): RoleCase[] {
  return Array.from({ length: teams }, (_, index) => ({
    seed: 1000 * (1 + SOURCES.indexOf(source)) + index,
    situation: SITUATIONS[index % SITUATIONS.length] as Situation,
    strength: DRAWN[Math.floor(index / SITUATIONS.length) % DRAWN.length] as Strength,
    source,
    calendar: Math.floor(index / (SITUATIONS.length * DRAWN.length)) % 4 !== 3,
    developers: 4 + (index % 5),
  }));
}

/** Draws who holds what in a team. */
export function holdingsOf(
  { seed, situation, strength }: RoleCase,
  team: readonly PersonId[],
): Readonly<Record<Role, Holding>> {
  const random = seededRandom(`holders ${seed}`);
  const drawn = [...team].sort().map((person) => ({ person, by: random() }));
  const order = drawn.sort((a, b) => a.by - b.by).map(({ person }) => person);
  const [first, second, third] = order as [PersonId, PersonId, PersonId];
  const held = (person: PersonId, spare: PersonId = person): Holding => {
    const acting = random() < DELEGATED ? spare : person;
    const shares = mostly(acting, strength, team, random);
    return { holder: person, before: shares, after: shares };
  };
  const fourth = order[3] ?? second;
  if (situation === 'combined') return { 'product-owner': held(first), 'scrum-master': held(first) };
  if (situation === 'nobody') {
    const even = evenly(team);
    const nobody = { holder: null, before: even, after: even };
    return { 'product-owner': nobody, 'scrum-master': nobody };
  }
  if (situation === 'committee') {
    const shares = committee([first, second, third], team);
    return {
      'product-owner': { holder: null, before: shares, after: shares },
      'scrum-master': held(fourth, first),
    };
  }
  if (situation === 'hand-over') {
    const before = mostly(third, strength, team, random);
    return {
      'product-owner': { holder: first, before, after: mostly(first, strength, team, random) },
      'scrum-master': held(second, fourth),
    };
  }
  return { 'product-owner': held(first, third), 'scrum-master': held(second, fourth) };
}

/** The holder's share by the strength and the kind of act, a helper's part of the rest, and the others evenly. */
function mostly(
  holder: PersonId,
  strength: Strength,
  team: readonly PersonId[],
  random: () => number,
): Division {
  const others = team.filter((person) => person !== holder);
  const helper = others[Math.floor(random() * others.length)];
  const usual = between(OWN_SHARE[strength], random());
  const part = between(HELPER_PART, random());
  return divided(() => {
    const own = Math.min(0.97, Math.max(0.03, usual + (random() * 2 - 1) * SPREAD[strength]));
    const helped = (1 - own) * part;
    const left = (1 - own - helped) / Math.max(1, others.length - 1);
    return new Map(
      team.map((person) => [person, person === holder ? own : person === helper ? helped : left]),
    );
  });
}

function divided(shares: () => Shares): Division {
  return Object.fromEntries(ACTIVITIES.map((activity) => [activity, shares()])) as Record<Activity, Shares>;
}

function between([from, to]: readonly [number, number], at: number): number {
  return from + (to - from) * at;
}

function committee(members: readonly PersonId[], team: readonly PersonId[]): Division {
  const shares = [0.35, 0.3, 0.3];
  const left = (1 - 0.95) / Math.max(1, team.length - members.length);
  return divided(
    () =>
      new Map(
        team.map((person) => [
          person,
          members.includes(person) ? (shares[members.indexOf(person)] as number) : left,
        ]),
      ),
  );
}

function evenly(team: readonly PersonId[]): Division {
  return divided(() => new Map(team.map((person) => [person, 1 / team.length])));
}
