import { UsageError } from '../../errors.ts';
import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Comment, Item, PullRequest, TeamHistory } from '../../history/team-history.ts';
import {
  CLOSED,
  DUPLICATE,
  labelPriority,
  milestoneId,
  milestoneSprints,
  NOT_PLANNED,
  OPEN,
  plainStatuses,
  sortedPriorities,
  sprintSource,
} from '../github/board.ts';
import { checklistOf, personOf, textOf as bodyOf } from '../github/map-issue.ts';
import type { GithubActor, GithubMilestone } from '../github/queries.ts';
import { isRecord, listOf, recordOf, recordsOf, textOf, type Json } from '../jira/json.ts';
import { PeopleDirectory } from '../people.ts';
import { isAboveType } from '../titles.ts';
import { jsonElements } from './elements.ts';
import type { FileReader, FileSample, ReadContext } from './reader.ts';

const CONTAINERS = ['issues', 'pulls', 'items', 'nodes'];

/**
 * GitHub's JSON of issues and pull requests: the REST API's lists, `gh issue list --json`, and archives of a repository. What an
 * element is follows from its shape. Present values only: none of these holds a timeline.
 */
export const githubJson: FileReader = {
  id: 'github-json',
  title: 'GitHub JSON',
  recognises: ({ firstElement }) => isGithub(firstElement),
  async read(files, context) {
    const repositories = new Map<string, Repository>();
    for (const [index, file] of files.entries()) {
      await readOne(file, repositories);
      context.progress.step('reading GitHub JSON', index + 1, files.length);
    }
    if (repositories.size === 0) throw nothing(files);
    if (context.teamName !== null)
      return [historyOf(context.teamName, mergeAll([...repositories.values()]), context)];
    return [...repositories.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((repository) => historyOf(repository.name, repository, context));
  },
};

interface Repository {
  readonly name: string;
  /** https://github.com/owner/name/issues/, where the elements say so. */
  readonly urlBase: string | null;
  /** Element of the highest `updated`, by number. */
  readonly issues: Map<number, Json>;
  readonly pulls: Map<number, Json>;
}

/** Our spellings of a field: REST, GraphQL. */
function field(element: Json, ...names: string[]): unknown {
  return names.map((name) => element[name]).find((value) => value !== undefined && value !== null);
}

function time(element: Json, ...names: string[]): number | null {
  const text = textOf(field(element, ...names));
  const at = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? null : at;
}

function urlOf(element: Json): string {
  return (
    [element.html_url, element.url]
      .map(textOf)
      .find((url) => url !== null && /\/(issues|pull)\/\d+$/.test(url)) ?? ''
  );
}

function isGithub(element: unknown): element is Json {
  if (!isRecord(element) || typeof element.number !== 'number' || typeof element.title !== 'string')
    return false;
  const state = textOf(element.state)?.toLowerCase() ?? '';
  return (
    ['open', 'closed', 'merged'].includes(state) &&
    (urlOf(element) !== '' || field(element, 'createdAt', 'created_at') !== undefined)
  );
}

function isPull(element: Json, container: string | null): boolean {
  return (
    container === 'pulls' ||
    isRecord(element.pull_request) ||
    /\/pull\/\d+$/.test(urlOf(element)) ||
    'headRefName' in element ||
    'mergedAt' in element
  );
}

async function readOne(file: FileSample, repositories: Map<string, Repository>): Promise<void> {
  let declared: string | null = null;
  const unnamed: [Json, string | null][] = [];
  for await (const { value, container } of jsonElements(file.path, CONTAINERS)) {
    if (isGithub(value)) {
      const match = /^(https?:\/\/[^/]+)\/(?:repos\/)?([^/]+\/[^/]+)\/(?:issues|pull)\/\d+$/.exec(
        urlOf(value),
      );
      if (match === null) unnamed.push([value, container]);
      else
        put(
          repositories,
          match[2] as string,
          `${match[1] as string}/${match[2] as string}/issues/`,
          value,
          container,
        );
    } else if (isRecord(value)) declared = textOf(value.repo) ?? textOf(value.repository) ?? declared;
  }
  for (const [element, container] of unnamed)
    put(repositories, declared ?? file.name, null, element, container);
}

function put(
  repositories: Map<string, Repository>,
  name: string,
  urlBase: string | null,
  element: Json,
  container: string | null,
): void {
  const repository = repositories.get(name) ?? {
    name,
    urlBase,
    issues: new Map<number, Json>(),
    pulls: new Map<number, Json>(),
  };
  repositories.set(name, repository);
  const target = isPull(element, container) ? repository.pulls : repository.issues;
  const number = element.number as number;
  const known = target.get(number);
  const updated = (candidate: Json): number => time(candidate, 'updatedAt', 'updated_at') ?? 0;
  if (known === undefined || updated(element) >= updated(known)) target.set(number, element);
}

function mergeAll(repositories: readonly Repository[]): Repository {
  const first = repositories[0] as Repository;
  if (repositories.length === 1) return first;
  throw new UsageError({
    code: 'GITHUB_JSON_REPOSITORIES',
    message: `The files hold ${repositories.length} repositories (${repositories.map(({ name }) => name).join(', ')}), whose numbers would collide in one team.`,
    next: 'Import each repository into a team of its own: leave --team out.',
  });
}

function nothing(files: readonly FileSample[]): UsageError {
  return new UsageError({
    code: 'GITHUB_JSON_EMPTY',
    message: `${files[0]?.path ?? 'The file'} holds no issue of GitHub.`,
    next: 'Export issues with `gh issue list --state all --json number,title,body,state,author,createdAt,updatedAt,closedAt,labels,url`.',
  });
}

function historyOf(team: string, repository: Repository, context: ReadContext): TeamHistory {
  const people = new PeopleDirectory();
  const all = [...repository.issues.values()];
  const milestones = milestonesOf(all);
  const source = sprintSource(null, milestones) === 'milestones';
  const priorities = new Set(
    all.flatMap((issue) =>
      labelsOf(issue)
        .map(labelPriority)
        .filter((priority) => priority !== null),
    ),
  );
  const items = all
    .map((issue) => itemOf(issue, people, source))
    .sort((a, b) => Number(a.key.slice(1)) - Number(b.key.slice(1)));
  const keys = new Set(items.map(({ key }) => key));
  const pulls = [...repository.pulls.values()]
    .map((pull) => pullOf(pull, people, keys))
    .sort((a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)));
  const readAt = newest(items, pulls) ?? context.now;
  return {
    schemaVersion: 1,
    team: {
      name: team,
      tracker: 'github',
      project: repository.name,
      itemUrlBase: repository.urlBase,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt,
    unrecorded: unrecordedOf({
      pulls: pulls.length > 0,
      priorities: priorities.size > 0,
      sprints: source,
      reactions: all.some((issue) => isRecord(issue.reactions)),
    }),
    complete: true,
    gaps: [
      {
        what: 'changes of issues',
        why: 'a GitHub JSON export holds present values and comments, no timeline',
      },
    ],
    people: people.list(),
    statuses: plainStatuses(null, 0),
    priorities: sortedPriorities(priorities),
    items,
    sprints: source ? milestoneSprints(milestones, readAt) : [],
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: pulls,
    releases: [],
    roadmap: [],
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

/** What no GitHub JSON can hold. */
export const UNRECORDED: Partial<Record<Fact, readonly ReasonCode[]>> = {
  changes: ['NO_CHANGELOG'],
  estimates: ['NO_ESTIMATES'],
  releases: ['NO_RELEASE_DATA'],
  goals: ['NO_GOAL_LOCATION'],
  updates: ['KEPT_ELSEWHERE'],
  links: ['NO_BLOCK_CONVENTION'],
  hierarchy: ['NO_HIERARCHY'],
  roadmap: ['NO_HIERARCHY'],
  boardStates: ['NO_WAIT_STATES'],
};

function unrecordedOf(held: {
  pulls: boolean;
  priorities: boolean;
  sprints: boolean;
  reactions: boolean;
}): Partial<Record<Fact, readonly ReasonCode[]>> {
  return {
    ...UNRECORDED,
    ...(held.priorities ? {} : { order: ['NO_ORDER'] as const }),
    ...(held.pulls ? {} : { pullRequests: ['NO_PR_LINK'] as const }),
    ...(held.reactions ? {} : { customerSignals: ['KEPT_ELSEWHERE'] as const }),
    ...(held.sprints ? {} : { sprintGoals: ['NO_GOAL_FIELD'] as const }),
  };
}

function actorOf(value: unknown): GithubActor | null {
  const login = isRecord(value) ? textOf(value.login) : textOf(value);
  if (login === null) return null;
  const record = recordOf(value);
  const bot = record.type === 'Bot' || record.is_bot === true;
  // An archive has no account ids: the login stands for the person, whichever file names it.
  return {
    __typename: bot ? 'Bot' : 'User',
    login,
    id: `login:${login.toLowerCase()}`,
    name: textOf(record.name),
  };
}

function labelsOf(element: Json): string[] {
  return listOf(element.labels)
    .map((label) => (isRecord(label) ? textOf(label.name) : textOf(label)))
    .filter((name) => name !== null)
    .sort();
}

function milestonesOf(issues: readonly Json[]): GithubMilestone[] {
  const found = new Map<number, GithubMilestone>();
  for (const issue of issues) {
    const milestone = recordOf(issue.milestone);
    if (typeof milestone.number !== 'number') continue;
    const text = (...names: string[]): string | null => textOf(field(milestone, ...names));
    const created = text('createdAt', 'created_at') ?? text('dueOn', 'due_on') ?? '1970-01-01T00:00:00Z';
    found.set(milestone.number, {
      number: milestone.number,
      title: textOf(milestone.title) ?? `Milestone ${milestone.number}`,
      description: text('description'),
      state: text('state')?.toLowerCase() === 'closed' ? 'CLOSED' : 'OPEN',
      createdAt: created,
      updatedAt: text('updatedAt', 'updated_at') ?? created,
      dueOn: text('dueOn', 'due_on'),
      closedAt: text('closedAt', 'closed_at'),
    });
  }
  return [...found.values()].sort((a, b) => a.number - b.number);
}

function itemOf(issue: Json, people: PeopleDirectory, milestonesAreSprints: boolean): Item {
  const closed = textOf(issue.state)?.toLowerCase() === 'closed';
  const reason = textOf(field(issue, 'stateReason', 'state_reason'))?.toLowerCase() ?? '';
  const dropped = closed && (reason === 'not_planned' || reason === 'duplicate');
  const body = bodyOf(textOf(issue.body) ?? '');
  const labels = labelsOf(issue);
  const type = textOf(recordOf(issue.type).name) ?? textOf(recordOf(issue.issueType).name);
  const milestone = recordOf(issue.milestone);
  const assignee = listOf(issue.assignees)[0] ?? issue.assignee;
  const created = time(issue, 'createdAt', 'created_at') ?? 0;
  return {
    key: `#${issue.number as number}`,
    level: isAboveType(type) ? 'above' : 'base',
    type,
    title: issue.title as string,
    description: body,
    acceptanceCriteria: null,
    checklist: checklistOf(body),
    status: !closed
      ? OPEN
      : reason === 'not_planned'
        ? NOT_PLANNED
        : reason === 'duplicate'
          ? DUPLICATE
          : CLOSED,
    resolution: !closed ? null : reason === 'duplicate' ? 'duplicate' : dropped ? 'dropped' : 'done',
    priority: labels.map(labelPriority).find((priority) => priority !== null) ?? null,
    rank: null,
    estimate: null,
    assignee: personOf(actorOf(assignee), { people }),
    creator: personOf(actorOf(field(issue, 'author', 'user')), { people }),
    created,
    updated: time(issue, 'updatedAt', 'updated_at') ?? created,
    due: null,
    finished: closed && !dropped ? time(issue, 'closedAt', 'closed_at') : null,
    labels,
    areas: [],
    parent: null,
    serves:
      !milestonesAreSprints && textOf(milestone.title) !== null ? [textOf(milestone.title) as string] : [],
    sprints:
      milestonesAreSprints && typeof milestone.number === 'number' ? [milestoneId(milestone.number)] : [],
    flagged: false,
    links: [],
    comments: commentsOf(issue, people),
    changes: [],
    attachments: 0,
    customerSignals: Number(recordOf(issue.reactions).total_count ?? 0),
    pullRequests: [],
    versions: [],
    teamField: null,
  };
}

function commentsOf(element: Json, people: PeopleDirectory): Comment[] {
  return recordsOf(element.comments)
    .map((comment): Comment => ({
      at: time(comment, 'createdAt', 'created_at') ?? 0,
      by: personOf(actorOf(field(comment, 'author', 'user')), { people }),
      text: textOf(comment.body),
    }))
    .sort((a, b) => a.at - b.at);
}

function pullOf(pull: Json, people: PeopleDirectory, keys: ReadonlySet<string>): PullRequest {
  const created = time(pull, 'createdAt', 'created_at') ?? 0;
  const text = `${pull.title as string}\n${textOf(pull.body) ?? ''}`;
  const named = [...text.matchAll(/(?:^|[\s([])(#\d+)\b/g)]
    .map((match) => match[1] as string)
    .filter((key) => keys.has(key));
  const lines = ['additions', 'deletions']
    .map((name) => pull[name])
    .filter((value) => typeof value === 'number');
  const draft = field(pull, 'isDraft', 'draft') === true;
  return {
    id: `#${pull.number as number}`,
    title: pull.title as string,
    author: personOf(actorOf(field(pull, 'author', 'user')), { people }),
    created,
    ready: draft ? null : created,
    merged: time(pull, 'mergedAt', 'merged_at') ?? time(recordOf(pull.pull_request), 'merged_at'),
    closed: time(pull, 'closedAt', 'closed_at'),
    changedLines: lines.length === 0 ? null : lines.reduce((sum, value) => sum + value, 0),
    labels: labelsOf(pull),
    items: [...new Set(named)].sort(),
    reviews: recordsOf(pull.reviews).map((review) => ({
      at: time(review, 'submittedAt', 'submitted_at', 'createdAt') ?? created,
      by: personOf(actorOf(field(review, 'author', 'user')), { people }),
    })),
    comments: listOf(pull.comments).length,
    coAuthors: [],
    checks: null,
  };
}

function newest(items: readonly Item[], pulls: readonly PullRequest[]): number | null {
  const times = [
    ...items.flatMap((item) => [
      item.created,
      item.updated,
      item.finished ?? null,
      ...item.comments.map(({ at }) => at),
    ]),
    ...pulls.flatMap((pull) => [pull.created, pull.merged, pull.closed, ...pull.reviews.map(({ at }) => at)]),
  ].filter((at) => at !== null);
  return times.reduce<number | null>((latest, at) => Math.max(latest ?? at, at), null);
}
