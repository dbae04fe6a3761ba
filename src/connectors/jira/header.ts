import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Gap, Instant, ItemKey } from '../../history/team-history.ts';
import { repairedSprints } from '../../history/validate.ts';
import type { HistoryHeader } from '../connector.ts';
import { releasesOf } from './history.ts';
import { orderedPriorities } from './outcomes.ts';
import type { ProjectInfo, ProjectScope, Shortfalls } from './project.ts';
import type { ProjectState } from './state.ts';

export interface HeaderParts {
  readonly info: ProjectInfo;
  readonly scope: ProjectScope;
  readonly state: ProjectState;
  readonly missing: Shortfalls;
  /** Keys that the project shows; null where they could not be listed. */
  readonly listed: ReadonlySet<ItemKey> | null;
  readonly site: string;
  readonly now: Instant;
}

/** Everything of the history beside its items, at the end of a sync. */
export function headerOf(parts: HeaderParts): HistoryHeader {
  const { info, scope, state, missing, site, now } = parts;
  const { statuses, gaps: statusGaps } = state.gathered.statuses.resolve(state.usedStatuses);
  const { sprints, gaps: sprintGaps } = repairedSprints(state.gathered.sprints.all());
  const categories = new Map(statuses.map((status) => [status.id, status]));
  const gaps = [...missing.gaps, ...statusGaps, ...sprintGaps, ...itemGaps(parts)];
  return {
    team: {
      name: info.name,
      tracker: 'jira',
      project: scope.project,
      itemUrlBase: `${site}/browse/`,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: state.sharedBoard,
    },
    readAt: now,
    unrecorded: unrecordedOf(state, missing),
    complete: gaps.length === 0,
    gaps,
    people: state.gathered.people.list(state.usedPeople),
    statuses,
    priorities: orderOfPriorities(state),
    sprints,
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: releasesOf([...state.gathered.versions.values()], now),
    roadmap: state.roadmap((status) => categories.get(status) ?? { category: 'todo', idea: false }),
    goals: info.goals,
    updates: [],
    declaredRoles: state.declaredRoles,
    listedMembers: null,
  };
}

/** Jira lists priorities from the highest to the lowest; only where the list was refused names and ids have to do. */
function orderOfPriorities(state: ProjectState): string[] {
  const { priorities } = state.gathered;
  return state.prioritiesListed ? [...priorities.keys()] : orderedPriorities(priorities);
}

function unrecordedOf(state: ProjectState, missing: Shortfalls): HistoryHeader['unrecorded'] {
  const unrecorded: Partial<Record<Fact, readonly ReasonCode[]>> = {
    pullRequests: ['NO_PR_LINK'],
    ...state.flaws.unrecorded(),
    ...missing.unrecorded,
  };
  const { sprints } = state.gathered;
  if (sprints.all().length > 0 && !sprints.goalsRecorded) unrecorded.sprintGoals = ['NO_GOAL_FIELD'];
  return unrecorded;
}

function itemGaps({ state, listed, scope }: HeaderParts): Gap[] {
  const gaps = state.flaws.gaps();
  const items = (count: number): string => (count === 1 ? '1 item' : `${count} items`);
  // A board need not show the epics of its items; a project shows all its issues but those that the token may not browse.
  const unseen =
    listed === null || scope.board !== null ? [] : [...state.referred].filter((key) => !listed.has(key));
  if (unseen.length > 0)
    gaps.push({
      what: `${items(unseen.length)} that others belong to`,
      why: 'the account of the token may not see them',
    });
  return gaps;
}
