import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type {
  GoalText,
  ItemKey,
  PullRequest,
  Release,
  RoadmapEntry,
  ScrumEvent,
  StakeholderUpdate,
} from '../../history/team-history.ts';
import { eventKindOf } from '../titles.ts';
import { missing } from '../records.ts';
import { milestoneId, type Board } from './board.ts';
import { keyOf, personOf, type GithubWorld } from './map-issue.ts';
import { GITHUB_ITERATION_RECORDS, GITHUB_MILESTONE_RECORDS } from './records.ts';
import type {
  GithubDiscussion,
  GithubMilestone,
  GithubProject,
  GithubPull,
  GithubRelease,
  PinnedIssue,
} from './queries.ts';

/** A pull request; `items` are the issues that it closes or names, as far as they are known. */
export function pullOf(pull: GithubPull, world: GithubWorld, keys: ReadonlySet<ItemKey>): PullRequest {
  const closing = (pull.closingIssuesReferences?.nodes ?? [])
    .filter((issue) => issue !== null)
    .map((issue) => keyOf(issue, world));
  const named = [...`${pull.title}\n${pull.body}`.matchAll(/(?:^|[\s([])(#\d+)\b/g)]
    .map((match) => match[1] as string)
    .filter((key) => keys.has(key));
  const author = personOf(pull.author, world);
  const commit = pull.commits.nodes[0]?.commit;
  const writers = (commit?.authors.nodes ?? [])
    .map((writer) => personOf(writer?.user ?? null, world))
    .filter((id) => id !== null && id !== author);
  const time = (text: string | null): number | null => (text === null ? null : Date.parse(text));
  return {
    id: `#${pull.number}`,
    title: pull.title,
    author,
    created: Date.parse(pull.createdAt),
    ready: pull.isDraft ? null : Date.parse(pull.timelineItems.nodes[0]?.createdAt ?? pull.createdAt),
    merged: time(pull.mergedAt),
    closed: time(pull.closedAt),
    changedLines: pull.additions + pull.deletions,
    labels: (pull.labels?.nodes ?? [])
      .filter((label) => label !== null)
      .map(({ name }) => name)
      .sort(),
    items: [...new Set([...closing, ...named])].sort(),
    reviews: (pull.reviews?.nodes ?? [])
      .filter((review) => review !== null && review.submittedAt !== null)
      .map((review) => ({
        at: Date.parse(review?.submittedAt as string),
        by: personOf(review?.author ?? null, world),
      })),
    comments: pull.totalCommentsCount ?? 0,
    coAuthors: [...new Set(writers)].filter((id) => id !== null).sort(),
    checks: checksOf(commit?.statusCheckRollup?.state),
  };
}

function checksOf(state: string | undefined): PullRequest['checks'] {
  if (state === 'SUCCESS') return 'passed';
  return state === 'FAILURE' || state === 'ERROR' ? 'failed' : null;
}

export function releasesOf(releases: readonly (GithubRelease | null)[]): Release[] {
  return releases
    .filter((release) => release !== null && !release.isDraft && release.publishedAt !== null)
    .map((release) => release as GithubRelease)
    .map((release): Release => ({
      name: release.name === null || release.name === '' ? release.tagName : release.name,
      at: Date.parse(release.publishedAt as string),
      notes: release.description === null || release.description.trim() === '' ? null : release.description,
    }))
    .sort((a, b) => a.at - b.at);
}

/** Milestones that are no sprints are plans; `itemsOf` gives the keys of a milestone's issues. */
export function roadmapOf(
  milestones: readonly GithubMilestone[],
  itemsOf: (title: string) => readonly ItemKey[],
): RoadmapEntry[] {
  return milestones.map((milestone) => ({
    id: milestoneId(milestone.number),
    title: milestone.title,
    kind: 'milestone',
    state: milestone.state === 'CLOSED' ? 'closed' : 'open',
    due: milestone.dueOn === null ? null : Date.parse(milestone.dueOn),
    touched: Date.parse(milestone.updatedAt),
    items: itemsOf(milestone.title),
  }));
}

const SPRINT_GOAL = /\bsprint ?(goal|ziel)\b/i;

/** What a pinned issue called "Sprint Goal" says: the goal of the sprint that runs. Null where there is none. */
export function pinnedSprintGoal(pinned: readonly { readonly issue: PinnedIssue }[]): string | null {
  const found = pinned.find(({ issue }) => SPRINT_GOAL.test(issue.title))?.issue;
  if (found === undefined) return null;
  const behind = found.title.replace(/^.*?\bsprint ?(?:goal|ziel)\b\s*[:–—-]?\s*/i, '').trim();
  return [found.body.trim(), behind].find((text) => text !== '') ?? null;
}

/** Where a Product Goal can stand: the project's README, pinned issues, open milestones that are no sprints. */
export function goalsOf(
  project: GithubProject | null,
  pinned: readonly { readonly issue: PinnedIssue }[],
  plans: readonly GithubMilestone[],
): GoalText[] {
  const goals: GoalText[] = [];
  if (project !== null) {
    const text = [project.shortDescription, project.readme]
      .map((part) => part?.trim() ?? '')
      .filter((part) => part !== '')
      .join('\n\n');
    goals.push({ where: 'project README', text, updated: Date.parse(project.updatedAt) });
  }
  for (const { issue } of pinned) {
    if (SPRINT_GOAL.test(issue.title)) continue;
    goals.push({ where: 'pinned issue', text: issue.body.trim(), updated: Date.parse(issue.updatedAt) });
  }
  for (const plan of plans) {
    if (plan.state === 'CLOSED') continue;
    goals.push({
      where: 'milestone',
      text: plan.description?.trim() ?? '',
      updated: Date.parse(plan.updatedAt),
    });
  }
  return goals;
}

const ANNOUNCEMENT = /announce|news|release|update|show and tell|ankündigung/i;

export function updatesOf(
  project: GithubProject | null,
  discussions: readonly GithubDiscussion[],
): StakeholderUpdate[] {
  const statuses = (project?.statusUpdates.nodes ?? []).map(({ createdAt, body }): StakeholderUpdate => ({
    at: Date.parse(createdAt),
    channel: 'project-update',
    text: body,
  }));
  const announced = discussions
    .filter(({ category }) => ANNOUNCEMENT.test(category.name))
    .map(({ createdAt, body }): StakeholderUpdate => ({
      at: Date.parse(createdAt),
      channel: 'discussion',
      text: body,
    }));
  return [...statuses, ...announced].sort((a, b) => a.at - b.at);
}

/** Discussions whose titles or categories name a Scrum event. */
export function eventsOf(discussions: readonly GithubDiscussion[], world: GithubWorld): ScrumEvent[] {
  return discussions.flatMap((discussion): ScrumEvent[] => {
    const kind = eventKindOf(discussion.title) ?? eventKindOf(discussion.category.name);
    if (kind === null) return [];
    return [
      {
        id: discussion.id,
        kind,
        source: 'tracker',
        title: discussion.title,
        start: Date.parse(discussion.createdAt),
        end: null,
        cancelled: false,
        organiser: personOf(discussion.author, world),
        attendees: null,
        actions: [],
        text: discussion.body,
        key: null,
      },
    ];
  });
}

export interface Observed {
  readonly board: Board | null;
  readonly sprintsFrom: 'iterations' | 'milestones' | null;
  readonly priorityFrom: GithubWorld['priorityFrom'];
  /** An organisation's issue field holds the estimate, with its history. */
  readonly estimateField: boolean;
  readonly issueTypes: boolean;
  /** The token may not read the project. */
  readonly projectDenied: boolean;
}

/** What GitHub cannot record, or not where this team keeps it. */
export function unrecordedOf(seen: Observed): Partial<Record<Fact, readonly ReasonCode[]>> {
  const records = seen.sprintsFrom === 'iterations' ? GITHUB_ITERATION_RECORDS : GITHUB_MILESTONE_RECORDS;
  const absent: Fact[] = ['rankHistory'];
  if (seen.priorityFrom === 'project' || seen.priorityFrom === null) absent.push('priorityHistory');
  if (seen.sprintsFrom === 'iterations') absent.push('sprintHistory', 'sprintGoals');
  if (!seen.estimateField) {
    absent.push('estimateHistory');
    if (seen.board?.estimateField == null) absent.push('estimates');
  }
  if (seen.board === null && seen.priorityFrom === null) absent.push('order');
  const facts = missing(records, ...absent);
  if (seen.projectDenied) {
    for (const fact of ['order', 'estimates', 'boardStates'] as const) facts[fact] = ['PERMISSION_DENIED'];
    if (seen.sprintsFrom === null)
      for (const fact of ['sprints', 'sprintHistory', 'sprintGoals'] as const)
        facts[fact] = ['PERMISSION_DENIED'];
  }
  return facts;
}
