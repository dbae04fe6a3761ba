import type { ReadTeam } from '../connectors/file/index.ts';
import { UsageError } from '../errors.ts';
import type { TeamHistory } from '../history/team-history.ts';
import type { TeamSlot } from '../store/store.ts';
import type { Session } from './session.ts';
import { mergeInOrder, slotOf } from './sources.ts';

/** Where the history of an import goes. */
export interface Place {
  readonly slot: TeamSlot;
  /** What the team was called until now, where this export is the first to tell its name. */
  readonly formerName: string | null;
}

type Merge = (older: TeamHistory, newer: TeamHistory) => TeamHistory;
type About = TeamHistory['team'];

/** One history for each project, whichever formats its files have, under the best name that any of them knows. */
export function joinProjects(teams: readonly ReadTeam[], merge: Merge): readonly ReadTeam[] {
  const joined: ReadTeam[] = [];
  for (const team of teams) {
    const index = joined.findIndex((other) => other.project !== null && isSame(other, team.history.team));
    const known = joined[index];
    if (known === undefined || team.project === null) {
      joined.push(team);
      continue;
    }
    const name = isKey(known.history.team) ? team.history.team.name : known.history.team.name;
    const history = mergeInOrder(known.history, team.history, merge);
    joined[index] = { ...known, history: { ...history, team: { ...history.team, name } } };
  }
  return joined;
}

/**
 * Where an export goes: a configured team of exports keeps its place; a project goes on in the one team that holds it, whatever
 * either is called; anything else is the team of its name.
 * @throws UsageError for a team with a live tracker
 */
export async function placeFor(session: Session, read: ReadTeam): Promise<Place> {
  const { name } = read.history.team;
  const configured = session.config.teams.find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (configured !== undefined) return { slot: slotOfExports(configured), formerName: null };
  const stored = session.hasStore ? await (await session.store({ create: true })).teams() : [];
  const holder = await holderOf(session, read, stored);
  if (holder !== null) return holder;
  const known = stored.find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (known?.origin === 'sync') throw live(known.name);
  return { slot: imported(known?.name ?? name), formerName: null };
}

/** The team that holds the project of the export; null for none, and where several hold it: then names decide. */
async function holderOf(
  session: Session,
  read: ReadTeam,
  stored: readonly { name: string; origin: TeamSlot['origin'] }[],
): Promise<Place | null> {
  if (read.project === null) return null;
  const store = await session.store({ create: true });
  const places: (Place & { readonly about: About })[] = [];
  for (const { name, origin } of stored) {
    const configured = session.config.teams.find((team) => team.name.toLowerCase() === name.toLowerCase());
    if (origin === 'sync' && configured?.tracker.kind !== 'file') continue;
    const about = await store.about(name);
    if (about === null || !isSame(read, about)) continue;
    const slot = configured === undefined ? imported(name) : slotOf(configured);
    places.push({ slot, about, formerName: null });
  }
  const [only, second] = places;
  if (only === undefined || second !== undefined) return null;
  const { slot, about } = only;
  // A name that was given, in the configuration or with --team, stays; a bare key gives way to the project's name.
  const { name } = read.history.team;
  const better = slot.origin === 'import' && isKey(about) && !isKey(read.history.team);
  const taken = stored.some((team) => team.name.toLowerCase() === name.toLowerCase());
  return better && !taken ? { slot: { ...slot, name }, formerName: slot.name } : { slot, formerName: null };
}

function imported(name: string): TeamSlot {
  return { name, origin: 'import', source: 'import' };
}

/** The same key at two addresses, or of two kinds of tracker, is two projects. */
function isSame(read: ReadTeam, about: About): boolean {
  const { team } = read.history;
  const hosts = [team.itemUrlBase, about.itemUrlBase].filter((base) => base !== null);
  return (
    read.project === about.project &&
    ['jira', 'csv'].includes(about.tracker) &&
    team.automaticSprints === about.automaticSprints &&
    new Set(hosts).size <= 1
  );
}

/** Whether a team is called by nothing better than its project's key. */
function isKey({ name, project }: About): boolean {
  return name.toLowerCase() === project?.toLowerCase();
}

function slotOfExports(team: Session['config']['teams'][number]): TeamSlot {
  if (team.tracker.kind !== 'file') throw live(team.name);
  return slotOf(team);
}

function live(team: string): UsageError {
  return new UsageError({
    code: 'TEAM_IS_LIVE',
    message: `The team ${team} is read from its live tracker; an export is not mixed into it.`,
    next: 'Give another name with --team.',
  });
}
