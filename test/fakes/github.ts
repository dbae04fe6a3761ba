import { GraphQLError } from 'graphql';
import {
  splitSet,
  type Change,
  type Item,
  type Person,
  type PullRequest,
  type Sprint,
  type Status,
  type TeamHistory,
} from '../../src/history/team-history.ts';
import { DAY } from '../../src/history/working-time.ts';
import {
  complexity,
  Cursors,
  KeyIndex,
  loadSchema,
  serveGraphQL,
  type Answer,
  type GraphQLFake,
} from './graphql-server.ts';

/**
 * GitHub with a Projects board, serving any team's history: queries are validated, and faults can be switched on. What GitHub
 * cannot hold of the history (order changes, iteration changes, flags) it does not serve.
 */
export interface GithubFake extends GraphQLFake {
  readonly api: string;
  readonly faults: GithubFaults;
  readonly world: GithubFakeWorld;
}

export interface GithubFaults {
  /** The next so many requests answer 200 with RATE_LIMITED. */
  rateLimited: number;
  /** The next so many requests answer 403 of the secondary limit. */
  secondary: number;
  /** Queries for more issues at once than this time out. */
  heavyAbove: number | null;
  expireCursorsAfter: number | null;
  refuseToken: boolean;
  noProjectScope: boolean;
  /** The parent of these issues fails with an error beside the data. */
  brokenIssues: Set<string>;
  /** An older server: knows no issue types, sub-issues and issue fields. */
  old: boolean;
}

export interface GithubFakeOptions {
  readonly repository?: string;
  readonly project?: number;
  readonly sprints?: 'iterations' | 'milestones';
}

type Args = { first?: number; last?: number; after?: string };
type Node = Record<string, unknown>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

export class GithubFakeWorld {
  readonly cursors = new Cursors();
  items: Item[];
  /** Changes with everything that happens on the board. */
  boardUpdated: number;
  private readonly repository: { nameWithOwner: string };
  private readonly people: Map<string, Person>;
  private readonly statuses: Map<string, Status>;

  constructor(
    readonly history: TeamHistory,
    private readonly options: Required<GithubFakeOptions>,
    private readonly faults: GithubFaults,
  ) {
    this.items = [...history.items];
    this.boardUpdated = history.readAt;
    this.repository = { nameWithOwner: options.repository };
    this.people = new Map(history.people.map((person) => [person.id, person]));
    this.statuses = new Map(history.statuses.map((status) => [status.id, status]));
  }

  root(): Node {
    const [owner, name] = this.options.repository.split('/');
    return {
      viewer: {
        login: 'reader',
        repositories: { nodes: [{ nameWithOwner: this.options.repository }] },
      },
      rateLimit: { limit: 5000, remaining: 4000 },
      repository: (args: { owner: string; name: string }) => {
        if (args.owner === owner && args.name === name) return this.repo();
        throw new GraphQLError(
          `Could not resolve to a Repository with the name '${args.owner}/${args.name}'.`,
          { extensions: { type: 'NOT_FOUND' } },
        );
      },
      repositoryOwner: ({ login }: { login: string }) =>
        login === owner
          ? {
              __typename: 'Organization',
              projectV2: (args: { number: number }) => this.project(args.number),
              projectsV2: () => ({
                nodes: [{ number: this.options.project, title: this.history.team.name, closed: false }],
              }),
            }
          : null,
      node: ({ id }: { id: string }) =>
        id === 'project'
          ? {
              __typename: 'ProjectV2',
              items: (args: Args) => this.page(this.ranked(), args, (item) => this.boardItem(item)),
            }
          : this.issueById(id),
    };
  }

  private page<T>(list: readonly T[], args: Args, nodeOf?: (value: T) => Node): Node {
    if ((args.first ?? 0) > 100)
      throw new GraphQLError('Requesting more than 100 records on a connection is not allowed');
    return args.last === undefined
      ? this.cursors.connection(list, args, 100, nodeOf)
      : this.cursors.connection(list.slice(-args.last), {}, 100, nodeOf);
  }

  private readonly index = new KeyIndex<Item>();

  private itemOf(key: string): Item | undefined {
    return this.index.get(this.items, key);
  }

  private list<T>(list: readonly T[]): (args: Args) => Node {
    return (args) => this.page(list, args);
  }

  private repo(): Node {
    const { history } = this;
    return {
      ...this.repository,
      url: `https://github.example/${this.options.repository}`,
      hasIssuesEnabled: true,
      milestones: this.list(this.milestones()),
      releases: this.list(
        history.releases.map((release) => ({
          name: release.name,
          tagName: release.name,
          description: release.notes,
          publishedAt: iso(release.at),
          isDraft: false,
        })),
      ),
      pinnedIssues: this.list(
        history.goals
          .filter(({ text }) => text !== '')
          .slice(0, 3)
          .map((goal, index) => ({
            issue: {
              number: 90_000 + index,
              title: 'Product Goal',
              body: goal.text,
              updatedAt: iso(goal.updated),
            },
          })),
      ),
      discussions: this.list(
        history.updates.map((update, index) => ({
          id: `D_${index}`,
          number: 80_000 + index,
          title: 'News',
          body: update.text ?? '',
          createdAt: iso(update.at),
          author: null,
          category: { name: 'Announcements' },
        })),
      ),
      issues: (args: Args & { filterBy?: { since?: string } }) => this.issuePage(args),
      pullRequests: (args: Args) =>
        this.page(
          [...history.pullRequests].sort((a, b) => updatedOf(b) - updatedOf(a)),
          args,
          (pull) => this.pull(pull),
        ),
    };
  }

  private issuePage(args: Args & { filterBy?: { since?: string } }): Node {
    const since =
      args.filterBy?.since === undefined || args.filterBy.since === null
        ? 0
        : Date.parse(args.filterBy.since);
    const sorted = this.items
      .filter((item) => this.updated(item) >= since)
      .sort((a, b) => this.updated(a) - this.updated(b) || numberOf(a.key) - numberOf(b.key));
    return this.page(sorted, args, (item) => this.issue(item));
  }

  /** What happens on the board alone does not touch the issue. */
  private updated(item: Item): number {
    const onBoard = new Set([
      'rank',
      'priority',
      'estimate',
      ...(this.options.sprints === 'iterations' ? ['sprint'] : []),
    ]);
    const [board, own] = [true, false].map((wanted) =>
      item.changes.filter(({ field }) => onBoard.has(field) === wanted).map(({ at }) => at),
    ) as [number[], number[]];
    if (!board.includes(item.updated)) return item.updated;
    return Math.max(item.created, ...own, ...item.comments.map(({ at }) => at));
  }

  private issueById(id: string): Node | null {
    const item = this.items.find(({ key }) => numberOf(key) === Number(id.slice(2)));
    return item === undefined ? null : this.issue(item);
  }

  private milestones(): Node[] {
    if (this.options.sprints !== 'milestones') return [];
    return this.history.sprints.map((sprint, index) => ({
      number: index + 1,
      title: sprint.name,
      description: sprint.goal,
      state: sprint.state === 'closed' ? 'CLOSED' : 'OPEN',
      createdAt: iso(sprint.start ?? this.history.readAt),
      updatedAt: iso(sprint.completed ?? sprint.start ?? this.history.readAt),
      dueOn: iso(sprint.end),
      closedAt: iso(sprint.completed),
    }));
  }

  private project(number: number): Node | null {
    if (number !== this.options.project) {
      throw new GraphQLError(`Could not resolve to a ProjectV2 with the number ${number}.`, {
        extensions: { type: 'NOT_FOUND' },
      });
    }
    if (this.faults.noProjectScope) {
      throw new GraphQLError(
        "Your token has not been granted the required scopes to execute this query. The 'projectV2' field requires one of: ['read:project'].",
        { extensions: { type: 'INSUFFICIENT_SCOPES' } },
      );
    }
    return {
      id: 'project',
      number,
      title: this.history.team.name,
      readme: null,
      shortDescription: null,
      updatedAt: () => iso(this.boardUpdated),
      fields: this.list(this.fields()),
      statusUpdates: this.list([]),
    };
  }

  private fields(): Node[] {
    const { history } = this;
    const option = (name: string): Node => ({ id: `option-${name}`, name });
    const flow = history.statuses.filter(({ dropped }) => !dropped).sort((a, b) => a.position - b.position);
    const fields: Node[] = [
      { __typename: 'ProjectV2Field', id: 'F_title', name: 'Title', dataType: 'TITLE' },
      {
        __typename: 'ProjectV2SingleSelectField',
        id: 'F_status',
        name: 'Status',
        dataType: 'SINGLE_SELECT',
        options: flow.map(({ name }) => option(name)),
      },
      {
        __typename: 'ProjectV2SingleSelectField',
        id: 'F_priority',
        name: 'Priority',
        dataType: 'SINGLE_SELECT',
        options: history.priorities.map(option),
      },
      { __typename: 'ProjectV2Field', id: 'F_estimate', name: 'Estimate', dataType: 'NUMBER' },
    ];
    if (this.options.sprints !== 'iterations') return fields;
    const all = history.sprints
      .filter(({ start, end }) => start !== null && end !== null)
      .map((sprint) => ({ ...iterationOf(sprint), done: sprint.state === 'closed' }));
    const configuration = {
      iterations: all.filter(({ done }) => !done),
      completedIterations: all.filter(({ done }) => done),
    };
    return [
      ...fields,
      {
        __typename: 'ProjectV2IterationField',
        id: 'F_sprint',
        name: 'Sprint',
        dataType: 'ITERATION',
        configuration,
      },
    ];
  }

  private ranked(): Item[] {
    return [...this.items].sort((a, b) =>
      (a.rank ?? '~') < (b.rank ?? '~')
        ? -1
        : (a.rank ?? '~') > (b.rank ?? '~')
          ? 1
          : numberOf(a.key) - numberOf(b.key),
    );
  }

  private boardItem(item: Item): Node {
    return {
      id: `PVTI_${numberOf(item.key)}`,
      isArchived: false,
      updatedAt: iso(item.updated),
      content: { __typename: 'Issue', number: numberOf(item.key), repository: this.repository },
      fieldValues: this.list(this.fieldValues(item)),
    };
  }

  private fieldValues(item: Item): Node[] {
    const status = this.statuses.get(item.status);
    const moves = item.changes.filter(({ field }) => field === 'status');
    const before = status?.dropped === true ? this.statuses.get(moves[moves.length - 1]?.from ?? '') : status;
    const values: Node[] = [];
    const select = (field: string, name: string): Node => ({
      __typename: 'ProjectV2ItemFieldSingleSelectValue',
      name,
      field: { __typename: 'ProjectV2SingleSelectField', name: field },
    });
    if (before !== undefined && !before.dropped) values.push(select('Status', before.name));
    if (item.priority !== null) values.push(select('Priority', item.priority));
    if (item.estimate !== null)
      values.push({
        __typename: 'ProjectV2ItemFieldNumberValue',
        number: item.estimate,
        field: { __typename: 'ProjectV2Field', name: 'Estimate' },
      });
    const sprint = item.sprints[item.sprints.length - 1];
    if (this.options.sprints === 'iterations' && sprint !== undefined) {
      values.push({
        __typename: 'ProjectV2ItemFieldIterationValue',
        iterationId: sprint,
        field: { __typename: 'ProjectV2IterationField', name: 'Sprint' },
      });
    }
    return values;
  }

  private actor(id: string | null): Node | null {
    const person = id === null ? undefined : this.people.get(id);
    if (person === undefined) return null;
    const login = person.handles[0] ?? person.id;
    return person.bot
      ? { __typename: 'Bot', login }
      : { __typename: 'User', login, id: person.id, name: person.name };
  }

  private related(key: string): Node {
    const item = this.itemOf(key);
    const done = item !== undefined && this.statuses.get(item.status)?.category === 'done';
    return {
      __typename: 'Issue',
      number: numberOf(key),
      state: done ? 'CLOSED' : 'OPEN',
      repository: this.repository,
      issueType: item?.type == null ? null : { name: item.type },
    };
  }

  private issue(item: Item): Node {
    const number = numberOf(item.key);
    const status = this.statuses.get(item.status);
    const closed = status?.category === 'done';
    const milestone =
      this.options.sprints === 'milestones' ? this.milestoneOf(item.sprints[item.sprints.length - 1]) : null;
    const finish = [...item.changes].reverse().find(({ field }) => field === 'status');
    return {
      __typename: 'Issue',
      id: `I_${number}`,
      number,
      title: item.title,
      body: item.description ?? '',
      state: closed ? 'CLOSED' : 'OPEN',
      stateReason: closed ? (status?.dropped === true ? 'NOT_PLANNED' : 'COMPLETED') : null,
      createdAt: iso(item.created),
      updatedAt: iso(this.updated(item)),
      closedAt: closed ? iso(finish?.at ?? item.updated) : null,
      author: this.actor(item.creator),
      milestone,
      issueType: item.type === null ? null : { name: item.type },
      parent: () => {
        if (this.faults.brokenIssues.has(item.key))
          throw new GraphQLError('Something went wrong while loading the parent.');
        return item.parent === null ? null : this.related(item.parent);
      },
      duplicateOf: null,
      reactions: { totalCount: item.customerSignals },
      assignees: this.list(item.assignee === null ? [] : [this.actor(item.assignee)]),
      issueFieldValues: this.list([]),
      projectItems: this.list([
        {
          isArchived: false,
          project: { number: this.options.project },
          fieldValues: this.list(this.fieldValues(item)),
        },
      ]),
      labels: this.list(item.labels.map((name) => ({ name }))),
      blockedBy: this.list(
        item.links.filter(({ kind }) => kind === 'blocked-by').map(({ key }) => this.related(key)),
      ),
      blocking: this.list(
        item.links.filter(({ kind }) => kind === 'blocks').map(({ key }) => this.related(key)),
      ),
      closedByPullRequestsReferences: this.list([]),
      comments: this.list(
        item.comments.map((comment) => ({
          createdAt: iso(comment.at),
          body: comment.text ?? '',
          author: this.actor(comment.by),
        })),
      ),
      userContentEdits: this.list(this.bodyVersions(item)),
      timelineItems: (args: Args) => this.page(this.timeline(item), args),
    };
  }

  private milestoneOf(id: string | undefined): Node | null {
    const index = this.history.sprints.findIndex((sprint) => sprint.id === id);
    return index < 0 ? null : { number: index + 1, title: this.history.sprints[index]?.name };
  }

  /** Newest first, as GitHub gives them; the oldest is the body at creation. */
  private bodyVersions(item: Item): Node[] {
    const edits = item.changes.filter(({ field }) => field === 'description');
    if (edits.length === 0) return [];
    const withTexts = edits.every(({ to }) => to !== null);
    const text = (value: string | null): string | null => (withTexts ? (value ?? '') : null);
    const versions = edits.map((edit) => ({
      editedAt: iso(edit.at),
      editor: this.actor(edit.by),
      diff: text(edit.to),
    }));
    return [
      { editedAt: iso(item.created), editor: this.actor(item.creator), diff: text(edits[0]?.from ?? null) },
      ...versions,
    ].reverse();
  }

  private timeline(item: Item): Node[] {
    return item.changes.flatMap((change) =>
      this.events(change).map((event) => ({
        createdAt: iso(change.at),
        actor: this.actor(change.by),
        ...event,
      })),
    );
  }

  private events(change: Change): Node[] {
    const { field, from, to } = change;
    const swap = (removed: string, added: string, value: (text: string) => Node): Node[] => [
      ...(from === null ? [] : [{ __typename: removed, ...value(from) }]),
      ...(to === null ? [] : [{ __typename: added, ...value(to) }]),
    ];
    switch (field) {
      case 'status':
        return this.statusEvents(change);
      case 'assignee':
        return swap('UnassignedEvent', 'AssignedEvent', (id) => ({ assignee: this.actor(id) }));
      case 'labels': {
        const [before, after] = [splitSet(from), splitSet(to)];
        return [
          ...before
            .filter((name) => !after.includes(name))
            .map((name) => ({ __typename: 'UnlabeledEvent', label: { name } })),
          ...after
            .filter((name) => !before.includes(name))
            .map((name) => ({ __typename: 'LabeledEvent', label: { name } })),
        ];
      }
      case 'sprint':
        return this.options.sprints === 'milestones' ? this.milestoneEvents(change) : [];
      case 'title':
        return [{ __typename: 'RenamedTitleEvent', previousTitle: from, currentTitle: to }];
      case 'parent':
        return swap('ParentIssueRemovedEvent', 'ParentIssueAddedEvent', (key) => ({
          parent: this.related(key),
        }));
      case 'type':
        return [
          {
            __typename: 'IssueTypeChangedEvent',
            prevIssueType: from === null ? null : { name: from },
            issueType: to === null ? null : { name: to },
          },
        ];
      case 'link':
        return this.linkEvents(change);
      default:
        return [];
    }
  }

  /** Moves on the board; what becomes Done is closed too, what comes back is opened again. */
  private statusEvents({ from, to, automated }: Change): Node[] {
    const before = this.statuses.get(from ?? '');
    const after = this.statuses.get(to ?? '');
    if (after === undefined) return [];
    const project = { number: this.options.project };
    const events: Node[] = [];
    if (before?.category === 'done' && after.category !== 'done')
      events.push({ __typename: 'ReopenedEvent' });
    if (!after.dropped) {
      events.push({
        __typename: 'ProjectV2ItemStatusChangedEvent',
        previousStatus: before?.dropped === true ? '' : (before?.name ?? ''),
        status: after.name,
        wasAutomated: automated === true,
        project,
      });
    }
    if (after.category === 'done' && before?.category !== 'done') {
      events.push({
        __typename: 'ClosedEvent',
        stateReason: after.dropped ? 'NOT_PLANNED' : 'COMPLETED',
        closer: null,
      });
    }
    return events;
  }

  private milestoneEvents({ from, to }: Change): Node[] {
    const title = (set: string | null): unknown => this.milestoneOf(splitSet(set).pop())?.title;
    const [before, after] = [title(from), title(to)];
    if (before === after) return [];
    return [
      ...(before === undefined ? [] : [{ __typename: 'DemilestonedEvent', milestoneTitle: before }]),
      ...(after === undefined ? [] : [{ __typename: 'MilestonedEvent', milestoneTitle: after }]),
    ];
  }

  private linkEvents({ from, to }: Change): Node[] {
    const [kind, key] = (to ?? from ?? '').split(' ');
    const done = to === null ? 'Removed' : 'Added';
    if (key === undefined) return [];
    if (kind === 'blocked-by')
      return [{ __typename: `BlockedBy${done}Event`, blockingIssue: this.related(key) }];
    return kind === 'blocks' ? [{ __typename: `Blocking${done}Event`, blockedIssue: this.related(key) }] : [];
  }

  private pull(pull: PullRequest): Node {
    const authors = [pull.author, ...pull.coAuthors].filter((id) => id !== null);
    const state = pull.checks === 'passed' ? 'SUCCESS' : 'FAILURE';
    return {
      number: 100_000 + numberOf(pull.id),
      title: pull.title,
      body: '',
      createdAt: iso(pull.created),
      updatedAt: iso(updatedOf(pull)),
      mergedAt: iso(pull.merged),
      closedAt: iso(pull.closed),
      isDraft: pull.ready === null,
      additions: pull.changedLines ?? 0,
      deletions: 0,
      totalCommentsCount: pull.comments,
      author: this.actor(pull.author),
      labels: this.list(pull.labels.map((name) => ({ name }))),
      closingIssuesReferences: this.list(pull.items.map((key) => this.related(key))),
      reviews: this.list(
        pull.reviews.map((review) => ({ submittedAt: iso(review.at), author: this.actor(review.by) })),
      ),
      timelineItems: this.list(
        pull.ready === null ? [] : [{ __typename: 'ReadyForReviewEvent', createdAt: iso(pull.ready) }],
      ),
      commits: this.list([
        {
          commit: {
            statusCheckRollup: pull.checks === null ? null : { state },
            authors: this.list(authors.map((id) => ({ user: this.actor(id) }))),
          },
        },
      ]),
    };
  }
}

function iterationOf(sprint: Sprint): Node {
  const start = sprint.start as number;
  // An iteration lasts whole days and begins at midnight.
  const days = Math.max(1, Math.ceil((sprint.end as number) / DAY) - Math.floor(start / DAY));
  return {
    id: sprint.id,
    title: sprint.name,
    startDate: (iso(start) as string).slice(0, 10),
    duration: days,
  };
}

function updatedOf(pull: PullRequest): number {
  return Math.max(
    pull.created,
    pull.ready ?? 0,
    pull.merged ?? 0,
    pull.closed ?? 0,
    ...pull.reviews.map(({ at }) => at),
  );
}

export function numberOf(key: string): number {
  return Number(/(\d+)\D*$/.exec(key)?.[1] ?? 0);
}

export async function githubFake(history: TeamHistory, options: GithubFakeOptions = {}): Promise<GithubFake> {
  const { schema } = loadSchema('github/github-schema.2026-07-18.graphql', './github.schema.graphql');
  const faults: GithubFaults = {
    rateLimited: 0,
    secondary: 0,
    heavyAbove: null,
    expireCursorsAfter: null,
    refuseToken: false,
    noProjectScope: false,
    brokenIssues: new Set(),
    old: false,
  };
  const world = new GithubFakeWorld(
    history,
    { repository: 'acme/app', project: 7, sprints: 'milestones', ...options },
    faults,
  );
  const fake = await serveGraphQL({
    schema,
    root: world.root(),
    invalidStatus: 200,
    costOf: (document, variables) =>
      complexity(schema, document, variables, { leaf: 0, object: 0, defaultFirst: 1 }),
    headers: () => ({ 'x-ratelimit-remaining': '4000' }),
    gate: ({ name, variables }) => gate(faults, world, name, variables),
  });
  return { ...fake, api: fake.url.replace(/\/graphql$/, ''), faults, world };
}

function gate(
  faults: GithubFaults,
  world: GithubFakeWorld,
  name: string,
  variables: Record<string, unknown>,
): Answer | null {
  if (faults.refuseToken) return { status: 401, body: { message: 'Bad credentials' } };
  if (faults.rateLimited > 0) {
    faults.rateLimited -= 1;
    const headers = {
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000)),
    };
    return {
      status: 200,
      headers,
      body: {
        data: null,
        errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for user ID 1.' }],
      },
    };
  }
  if (faults.secondary > 0) {
    faults.secondary -= 1;
    return {
      status: 403,
      headers: { 'retry-after': '1' },
      body: { message: 'You have exceeded a secondary rate limit.' },
    };
  }
  if (faults.heavyAbove !== null && name === 'Issues' && Number(variables.first) > faults.heavyAbove) {
    return {
      status: 200,
      body: {
        data: null,
        errors: [
          {
            message: 'Something went wrong while executing your query. This may be the result of a timeout.',
          },
        ],
      },
    };
  }
  if (faults.old && name === 'Issues' && variables.old !== true) {
    faults.old = false;
    return {
      status: 200,
      body: {
        errors: [
          {
            message: "Field 'issueType' doesn't exist on type 'Issue'",
            extensions: { code: 'undefinedField' },
          },
        ],
      },
    };
  }
  if (faults.expireCursorsAfter !== null) {
    if (faults.expireCursorsAfter === 0) {
      world.cursors.epoch += 1;
      faults.expireCursorsAfter = null;
    } else faults.expireCursorsAfter -= 1;
  }
  return null;
}
