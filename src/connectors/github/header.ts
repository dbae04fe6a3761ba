import type { Gap, Instant, PullRequest } from '../../history/team-history.ts';
import type { HistoryHeader } from '../connector.ts';
import { iterationSprints, milestoneSprints } from './board.ts';
import type { Learned } from './learned.ts';
import type { GithubWorld } from './map-issue.ts';
import {
  eventsOf,
  goalsOf,
  pinnedSprintGoal,
  releasesOf,
  roadmapOf,
  unrecordedOf,
  updatesOf,
} from './map-repository.ts';
import type { PlanningBoard } from './planning-board.ts';
import type { GithubMilestone, GithubRepository } from './queries.ts';

export interface HeaderParts {
  readonly repository: GithubRepository;
  readonly milestones: readonly GithubMilestone[];
  readonly planning: PlanningBoard;
  readonly learned: Learned;
  readonly sprintsFrom: GithubWorld['sprintsFrom'];
  readonly world: GithubWorld;
  readonly pulls: readonly PullRequest[];
  readonly gaps: readonly Gap[];
  readonly now: Instant;
}

/** Everything of the history beside its items, at the end of a sync. */
export function headerOf(parts: HeaderParts): Partial<HistoryHeader> {
  const { repository, milestones, planning, learned, sprintsFrom, world, pulls, gaps, now } = parts;
  const { board, project } = planning;
  const discussions = (repository.discussions?.nodes ?? []).filter((discussion) => discussion !== null);
  const plans = sprintsFrom === 'milestones' ? [] : milestones;
  const items = learned.itemsByPlan();
  return {
    team: {
      name: repository.nameWithOwner,
      tracker: 'github',
      project: repository.nameWithOwner,
      itemUrlBase: `${repository.url}/issues/`,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: now,
    unrecorded: unrecordedOf({
      board,
      sprintsFrom,
      priorityFrom: learned.priorityFrom(board),
      estimateField: learned.fieldEstimates,
      issueTypes: learned.issueTypes,
      projectDenied: planning.denied,
    }),
    complete: gaps.length === 0,
    gaps,
    people: world.people.list(),
    statuses: learned.statuses(board),
    priorities: learned.priorities(board),
    sprints: sprintsOf(parts),
    events: eventsOf(discussions, world),
    pullRequests: pulls,
    releases: releasesOf(repository.releases?.nodes ?? []),
    roadmap: roadmapOf(plans, (title) => items.get(title) ?? []),
    goals: goalsOf(project, repository.pinnedIssues?.nodes ?? [], plans),
    updates: updatesOf(project, discussions),
    declaredRoles: [],
    listedMembers: null,
  };
}

function sprintsOf(parts: HeaderParts): HistoryHeader['sprints'] {
  const { sprintsFrom, milestones, planning, repository, now } = parts;
  if (sprintsFrom === 'milestones') return milestoneSprints(milestones, now);
  if (sprintsFrom !== 'iterations' || planning.board === null) return [];
  // An iteration has no goal; the pinned one is that of the iteration that runs, and snapshots keep it.
  const goal = pinnedSprintGoal(repository.pinnedIssues?.nodes ?? []);
  return iterationSprints(planning.board.iterations, now).map((sprint) =>
    sprint.state === 'active' ? { ...sprint, goal } : sprint,
  );
}
