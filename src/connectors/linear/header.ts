import type { Gap, Instant, PersonId } from '../../history/team-history.ts';
import type { HistoryHeader } from '../connector.ts';
import type { PeopleDirectory } from '../people.ts';
import { PRIORITIES } from './map-issue.ts';
import {
  eventsOf,
  goalsOf,
  roadmapOf,
  sprintOf,
  statusesOf,
  unrecordedOf,
  updatesOf,
  type GoalPlace,
} from './map-team.ts';
import type { LinearCycle, LinearProject, LinearTeam } from './queries.ts';

export interface HeaderParts {
  readonly team: LinearTeam;
  readonly cycles: readonly LinearCycle[];
  readonly projects: readonly LinearProject[];
  readonly people: PeopleDirectory;
  readonly members: readonly PersonId[];
  readonly goalPlace: GoalPlace | null;
  /** Project id → numbers of its issues. */
  readonly projectItems: ReadonlyMap<string, readonly number[]>;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** What the team does not have, or has no more. */
  readonly notes: readonly Gap[];
  readonly now: Instant;
}

/** Everything of the history beside its items, at the end of a sync. */
export function headerOf(parts: HeaderParts): Partial<HistoryHeader> {
  const { team, cycles, projects, people, projectItems, now } = parts;
  const sprints = cycles
    .map((cycle) => sprintOf(cycle, parts.goalPlace, now))
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0));
  return {
    team: {
      name: team.name,
      tracker: 'linear',
      project: team.key,
      itemUrlBase:
        team.organization === null ? null : `https://linear.app/${team.organization.urlKey}/issue/`,
      automaticSprints: true,
      cooldownDays: team.cycleCooldownTime * 7,
      sharedBoard: false,
    },
    readAt: now,
    unrecorded: unrecordedOf(sprints, team.issueEstimationType !== 'notUsed'),
    complete: parts.gaps.length === 0,
    gaps: [...parts.gaps, ...parts.notes],
    people: people.list(),
    statuses: statusesOf(team.states.nodes),
    priorities: PRIORITIES,
    sprints,
    events: eventsOf(cycles, people),
    pullRequests: [],
    releases: [],
    roadmap: roadmapOf(projects, (id) =>
      (projectItems.get(id) ?? []).map((number) => `${team.key}-${number}`),
    ),
    goals: goalsOf(projects),
    updates: updatesOf(projects),
    declaredRoles: [],
    listedMembers: parts.members,
  };
}
