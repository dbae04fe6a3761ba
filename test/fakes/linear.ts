import { GraphQLError } from 'graphql';
import {
  splitSet,
  type Change,
  type Item,
  type LinkKind,
  type Person,
  type Status,
  type TeamHistory,
} from '../../src/history/team-history.ts';
import {
  complexity,
  Cursors,
  KeyIndex,
  loadSchema,
  serveGraphQL,
  type GraphQLFake,
} from './graphql-server.ts';

/**
 * Linear, serving any team's history: queries are validated, complexity is counted as Linear counts it, and faults can be
 * switched on. What Linear cannot hold of the history (order changes, texts of edits, flags, checklists) it does not serve.
 */
export interface LinearFake extends GraphQLFake {
  readonly faults: LinearFaults;
  /** The team as it stands; tests change it between two runs. */
  readonly world: LinearFakeWorld;
  readonly points: () => number;
}

export interface LinearFaults {
  /** The next so many requests answer 400 RATELIMITED. */
  rateLimited: number;
  /** The parent of these issues fails with a partial error. */
  brokenIssues: Set<string>;
  /** Cursors given out so far stop working after this many further requests; null: never. */
  expireCursorsAfter: number | null;
  refuseKey: boolean;
  /** The next so many requests answer 502 with HTML. */
  down: number;
}

export const TYPE_GROUP = 'Type';
const FIRST = 50;
const KINDS: Partial<Record<LinkKind, readonly ['out' | 'in', string]>> = {
  blocks: ['out', 'blocks'],
  'blocked-by': ['in', 'blocks'],
  relates: ['out', 'related'],
  duplicates: ['out', 'duplicate'],
  'duplicated-by': ['in', 'duplicate'],
};
const CODES: Partial<Record<LinkKind, string>> = {
  blocks: 'x',
  'blocked-by': 'b',
  relates: 'r',
  duplicates: 'd',
  'duplicated-by': 'c',
};

type Args = { first?: number; after?: string; filter?: Record<string, never> };
type Node = Record<string, unknown>;

const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const idOf = (name: string): string => `label-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

export class LinearFakeWorld {
  readonly cursors = new Cursors();
  cyclesEnabled: boolean;
  items: Item[];
  /** Moves that grouping took out of an issue's history: only the spans of states show them. */
  readonly hiddenMoves = new Map<string, Change>();
  /** Issues that were left in a cycle when it closed, gone ones too. */
  readonly leftIn = new Map<string, readonly { readonly identifier: string }[]>();
  private readonly statuses: Map<string, Status>;

  constructor(
    readonly history: TeamHistory,
    readonly key: string,
    private readonly faults: LinearFaults,
  ) {
    this.items = [...history.items];
    this.cyclesEnabled = history.sprints.length > 0;
    this.statuses = new Map(history.statuses.map((status) => [status.id, status]));
  }

  root(): Node {
    return {
      teams: (args: { filter?: { key?: { eq?: string } } } & Args) =>
        this.page(
          [this.team()].filter(() => args.filter?.key?.eq === undefined || args.filter.key.eq === this.key),
          args,
        ),
      team: ({ id }: { id: string }) => (id === 'team-1' ? this.team() : null),
      issueLabels: (args: Args) => this.page(this.labels(), args),
      users: (args: { filter?: { id?: { in?: string[] } } } & Args) =>
        this.page(
          this.history.people
            .filter(({ id }) => args.filter?.id?.in?.includes(id) ?? true)
            .map((person) => this.user(person)),
          args,
        ),
      cycles: (args: Args) => this.page(this.cycles(), args),
      issues: (args: Args) =>
        this.cursors.connection(this.matching(args.filter ?? {}), args, FIRST, (item) => this.issue(item)),
      issue: ({ id }: { id: string }) => {
        const item = this.itemOf(id.replace(/^issue-/, ''));
        if (item === undefined)
          throw new GraphQLError('Entity not found: Issue', { extensions: { code: 'INPUT_ERROR' } });
        return this.issue(item);
      },
      comments: (args: { filter?: { updatedAt?: { gt?: string } } } & Args) =>
        this.page(this.commented(args.filter?.updatedAt?.gt ?? null), args),
    };
  }

  private page<T>(list: readonly T[], args: Args): Node {
    return this.cursors.connection(list, args, FIRST);
  }

  private list<T>(list: readonly T[]): (args: Args) => Node {
    return (args) => this.page(list, args);
  }

  private team(): Node {
    const { history } = this;
    const members = history.listedMembers ?? history.people.filter(({ bot }) => !bot).map(({ id }) => id);
    const people = history.people.filter(({ id, bot }) => members.includes(id) || bot);
    return {
      id: 'team-1',
      key: this.key,
      name: history.team.name,
      description: null,
      timezone: 'UTC',
      cyclesEnabled: this.cyclesEnabled,
      cycleCooldownTime: 0,
      issueEstimationType: history.items.some(({ estimate }) => estimate !== null) ? 'fibonacci' : 'notUsed',
      issueCount: () => this.items.length,
      organization: { urlKey: 'acme' },
      states: this.list(
        history.statuses.map((status) => ({
          id: status.id,
          name: status.name,
          type: stateType(status),
          position: status.position,
        })),
      ),
      memberships: this.list(people.map((person) => ({ owner: false, user: this.user(person) }))),
      projects: (args: Args) => this.page(this.projects(), args),
    };
  }

  private user(person: Person): Node {
    return {
      id: person.id,
      name: person.name,
      displayName: person.handles[0] ?? person.id,
      email: person.email ?? '',
      active: person.active,
      app: person.bot,
    };
  }

  private labels(): Node[] {
    const plain = new Set(
      this.items.flatMap((item) => [
        ...item.labels,
        ...item.changes.flatMap((change) =>
          change.field === 'labels' ? [...splitSet(change.from), ...splitSet(change.to)] : [],
        ),
      ]),
    );
    const types = new Set(
      this.items
        .flatMap((item) => [
          item.type,
          ...item.changes.flatMap((change) => (change.field === 'type' ? [change.from, change.to] : [])),
        ])
        .filter((type) => type !== null),
    );
    return [
      ...[...plain].sort().map((name) => ({ id: idOf(name), name, parent: null })),
      ...[...types].sort().map((name) => ({ id: idOf(`type ${name}`), name, parent: { name: TYPE_GROUP } })),
    ];
  }

  private cycles(): Node[] {
    return this.history.sprints
      .filter(({ start, end }) => start !== null && end !== null)
      .map((sprint, index) => ({
        id: sprint.id,
        number: index + 1,
        name: sprint.name,
        description: sprint.goal,
        startsAt: iso(sprint.start),
        endsAt: iso(sprint.end),
        completedAt: iso(sprint.completed),
        uncompletedIssuesUponClose: this.list(this.leftIn.get(sprint.id) ?? []),
        documents: this.list([]),
      }));
  }

  private projects(): Node[] {
    const { history } = this;
    const plans = history.roadmap.filter(({ kind }) => kind === 'project');
    const updates = history.updates.filter(({ channel }) => channel === 'project-update');
    const goals = history.goals.filter(({ text }) => text !== '');
    const initiatives = goals.map((goal, index) => ({
      id: `initiative-${index + 1}`,
      name: 'Product Goal',
      description: goal.text,
      content: null,
      status: 'Active',
      targetDate: null,
      updatedAt: iso(goal.updated),
      owner: null,
      initiativeUpdates: this.list([]),
    }));
    if (plans.length === 0 && initiatives.length === 0 && updates.length === 0) return [];
    const named =
      plans.length > 0
        ? plans
        : [{ id: 'project-1', title: 'Roadmap', due: null, touched: history.readAt, state: 'open' as const }];
    return named.map((plan, index) => ({
      id: plan.id,
      name: plan.title,
      description: '',
      content: null,
      status: { type: plan.state === 'closed' ? 'completed' : plan.state === 'idea' ? 'backlog' : 'started' },
      targetDate: iso(plan.due)?.slice(0, 10) ?? null,
      updatedAt: iso(plan.touched),
      trashed: null,
      lead: null,
      projectUpdates: this.list(
        index > 0
          ? []
          : updates.map((update, position) => ({
              id: `update-${position}`,
              createdAt: iso(update.at),
              body: update.text ?? '',
              user: { id: 'po' },
            })),
      ),
      projectMilestones: this.list([]),
      initiatives: this.list(index > 0 ? [] : initiatives),
    }));
  }

  /** Newest change first, as Linear sorts. */
  private matching(
    filter: Record<string, { eq?: string; in?: string[]; gt?: string; id?: { eq?: string } }>,
  ): Item[] {
    const since = filter.updatedAt?.gt === undefined ? null : Date.parse(filter.updatedAt.gt);
    return this.items
      .filter((item) => filter.id?.in?.includes(`issue-${item.key}`) ?? true)
      .filter((item) => since === null || item.updated > since)
      .sort((a, b) => b.updated - a.updated || (a.key < b.key ? -1 : 1));
  }

  private commented(since: string | null): Node[] {
    const after = since === null ? 0 : Date.parse(since);
    return this.items.flatMap((item) =>
      item.comments.filter(({ at }) => at > after).map(() => ({ issue: { id: `issue-${item.key}` } })),
    );
  }

  private issue(item: Item): Node {
    const broken = (): never => {
      throw new GraphQLError('Internal error while loading the parent', {
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      });
    };
    const parent = item.parent === null ? undefined : this.itemOf(item.parent);
    return {
      id: `issue-${item.key}`,
      identifier: item.key,
      previousIdentifiers: [],
      title: item.title,
      description: item.description,
      priority: priorityOf(item.priority, this.history),
      prioritySortOrder: 0,
      sortOrder: this.position(item),
      estimate: item.estimate,
      createdAt: iso(item.created),
      updatedAt: iso(item.updated),
      archivedAt: null,
      trashed: null,
      dueDate: iso(item.due)?.slice(0, 10) ?? null,
      labelIds: labelIds(item),
      customerTicketCount: 0,
      team: { key: this.key },
      state: { id: item.status },
      creator: item.creator === null ? null : { id: item.creator },
      botActor: null,
      externalUserCreator: null,
      asksRequester: null,
      assignee: item.assignee === null ? null : { id: item.assignee },
      cycle: current(item.sprints) === null ? null : { id: current(item.sprints) },
      project: null,
      projectMilestone: null,
      parent: this.faults.brokenIssues.has(item.key)
        ? broken
        : item.parent === null
          ? null
          : {
              id: `issue-${item.parent}`,
              identifier: item.parent,
              labelIds: parent === undefined ? [] : labelIds(parent),
            },
      needs: this.list(
        Array.from({ length: item.customerSignals }, (_, index) => ({ id: `need-${item.key}-${index}` })),
      ),
      attachments: this.list(
        item.pullRequests.map((id) => ({
          url: `https://github.example/acme/app/pull/${id.replace(/\D+/g, '') || '1'}`,
          sourceType: 'github',
        })),
      ),
      stateHistory: this.list(spans(item, this.hiddenMoves.get(item.key))),
      history: (args: Args) => this.page(this.entries(item), args),
      relations: this.list(this.relations(item, 'out')),
      inverseRelations: this.list(this.relations(item, 'in')),
      comments: this.list(this.comments(item)),
    };
  }

  private comments(item: Item): Node[] {
    return item.comments.map((comment, index) => ({
      id: `comment-${item.key}-${index}`,
      createdAt: iso(comment.at),
      body: comment.text ?? '',
      user: comment.by === null ? null : { id: comment.by },
      botActor: null,
      externalUser: null,
    }));
  }

  private relations(item: Item, side: 'out' | 'in'): Node[] {
    return item.links.flatMap((link) => {
      const kind = KINDS[link.kind];
      if (kind === undefined || kind[0] !== side) return [];
      const other = this.itemOf(link.key);
      const type =
        other === undefined
          ? link.otherDone === true
            ? 'completed'
            : 'started'
          : stateType(this.status(other.status));
      const related = { identifier: link.key, state: { type } };
      return [{ type: kind[1], ...(side === 'out' ? { relatedIssue: related } : { issue: related }) }];
    });
  }

  private readonly index = new KeyIndex<Item>();

  private itemOf(key: string): Item | undefined {
    return this.index.get(this.items, key);
  }

  private position(item: Item): number {
    this.ranks ??= new Map(
      this.items
        .map(({ rank }) => rank)
        .filter((rank) => rank !== null)
        .sort()
        .map((rank, index) => [rank, index - 100.5]),
    );
    return item.rank === null ? 1e6 : (this.ranks.get(item.rank) ?? 1e6);
  }

  private ranks: Map<string, number> | undefined;

  private status(id: string): Status {
    return this.statuses.get(id) ?? (this.history.statuses[0] as Status);
  }

  private entries(item: Item): Node[] {
    return item.changes
      .map((change, index) => this.entry(item, change, index))
      .filter((entry) => entry !== null);
  }

  private entry(item: Item, change: Change, index: number): Node | null {
    const fields = this.fields(change);
    if (fields === null) return null;
    const bot = this.history.people.find(({ id }) => id === change.by)?.bot === true;
    return {
      ...EMPTY_ENTRY,
      id: `history-${item.key}-${index}`,
      createdAt: iso(change.at),
      actorId: bot ? null : change.by,
      botActor: bot ? { type: 'workflow' } : null,
      autoClosed: change.automated === true && !bot && change.by !== null ? true : null,
      ...fields,
    };
  }

  private fields({ field, from, to, by }: Change): Node | null {
    switch (field) {
      case 'status':
        return { fromStateId: from, toStateId: to };
      case 'assignee':
        return { fromAssigneeId: from, toAssigneeId: to };
      case 'priority':
        return { fromPriority: priorityOf(from, this.history), toPriority: priorityOf(to, this.history) };
      case 'estimate':
        return {
          fromEstimate: from === null ? null : Number(from),
          toEstimate: to === null ? null : Number(to),
        };
      case 'sprint':
        return current(splitSet(from)) === current(splitSet(to))
          ? null
          : { fromCycleId: current(splitSet(from)), toCycleId: current(splitSet(to)) };
      case 'title':
        return { fromTitle: from, toTitle: to };
      case 'description':
      case 'acceptanceCriteria':
        return { updatedDescription: true, descriptionUpdatedBy: by === null ? [] : [{ id: by }] };
      case 'parent':
        return {
          fromParentId: from === null ? null : `issue-${from}`,
          toParentId: to === null ? null : `issue-${to}`,
        };
      case 'due':
        return {
          fromDueDate: iso(from === null ? null : Number(from))?.slice(0, 10) ?? null,
          toDueDate: iso(to === null ? null : Number(to))?.slice(0, 10) ?? null,
        };
      case 'labels':
        return { addedLabelIds: minus(to, from).map(idOf), removedLabelIds: minus(from, to).map(idOf) };
      case 'type':
        return {
          addedLabelIds: to === null ? [] : [idOf(`type ${to}`)],
          removedLabelIds: from === null ? [] : [idOf(`type ${from}`)],
        };
      case 'link':
        return linkFields(from, to);
      default:
        return null;
    }
  }
}

const EMPTY_ENTRY: Node = {
  descriptionUpdatedBy: null,
  issueImport: null,
  workflowMetadata: null,
};

function linkFields(from: string | null, to: string | null): Node | null {
  const [kind, key] = (to ?? from ?? '').split(' ');
  const code = CODES[kind as LinkKind];
  return code === undefined
    ? null
    : { relationChanges: [{ identifier: key, type: `${to === null ? 'r' : 'a'}${code}` }] };
}

function minus(a: string | null, b: string | null): string[] {
  const other = new Set(splitSet(b));
  return splitSet(a).filter((value) => !other.has(value));
}

function labelIds(item: Item): string[] {
  return [...item.labels.map(idOf), ...(item.type === null ? [] : [idOf(`type ${item.type}`)])];
}

/** Linear knows one cycle at a time: the last of those an item was put into. */
function current(sprints: readonly string[]): string | null {
  return sprints[sprints.length - 1] ?? null;
}

function stateType(status: Status): string {
  if (status.dropped) return 'canceled';
  if (status.idea) return 'triage';
  return { todo: 'unstarted', doing: 'started', done: 'completed' }[status.category];
}

/** Linear has four priorities: longer scales lose their lowest ones. */
export function priorityOf(name: string | null, history: TeamHistory): number {
  const index = name === null ? -1 : history.priorities.indexOf(name);
  return index < 0 ? 0 : Math.min(4, index + 1);
}

function spans(item: Item, hidden: Change | undefined): Node[] {
  const moves = [...item.changes, ...(hidden === undefined ? [] : [hidden])]
    .filter(({ field }) => field === 'status')
    .sort((a, b) => a.at - b.at);
  const first = moves[0]?.from ?? item.status;
  const states = [
    { stateId: first, startedAt: item.created },
    ...moves.map((move) => ({ stateId: move.to, startedAt: move.at })),
  ];
  return states.map((state, index) => ({
    stateId: state.stateId,
    startedAt: iso(state.startedAt),
    endedAt: iso(states[index + 1]?.startedAt ?? null),
  }));
}

const HOUR_POINTS = 3_000_000;
const HOUR_REQUESTS = 2_500;
const QUERY_POINTS = 10_000;

export async function linearFake(
  history: TeamHistory,
  key: string = history.team.project ?? 'TEAM',
): Promise<LinearFake> {
  const { schema } = loadSchema('linear/schema.graphql', './linear.schema.graphql');
  const faults: LinearFaults = {
    rateLimited: 0,
    brokenIssues: new Set(),
    expireCursorsAfter: null,
    refuseKey: false,
    down: 0,
  };
  const world = new LinearFakeWorld(history, key, faults);
  let points = 0;
  let requests = 0;
  const limits = (): Record<string, string> => ({
    'x-ratelimit-requests-limit': String(HOUR_REQUESTS),
    'x-ratelimit-requests-remaining': String(HOUR_REQUESTS - requests),
    'x-ratelimit-complexity-limit': String(HOUR_POINTS),
    'x-ratelimit-complexity-remaining': String(HOUR_POINTS - points),
  });
  const problem = (
    status: number,
    code: string,
    message: string,
    headers: Record<string, string> = {},
  ): { status: number; headers: Record<string, string>; body: unknown } => ({
    status,
    headers: { ...limits(), ...headers },
    body: { errors: [{ message, extensions: { code, userPresentableMessage: message } }] },
  });
  const fake = await serveGraphQL({
    schema,
    root: world.root(),
    invalidStatus: 400,
    costOf: (document, variables) =>
      complexity(schema, document, variables, { leaf: 0.1, object: 1, defaultFirst: FIRST }),
    headers: (cost) => ({ ...limits(), 'x-complexity': String(cost) }),
    gate: ({ cost }) => {
      requests += 1;
      if (faults.down > 0) {
        faults.down -= 1;
        return { status: 502, body: '<html>Bad gateway</html>' };
      }
      if (faults.refuseKey)
        return problem(401, 'AUTHENTICATION_ERROR', 'Authentication required, not authenticated');
      if (faults.rateLimited > 0) {
        faults.rateLimited -= 1;
        return problem(400, 'RATELIMITED', 'Rate limit exceeded', {
          'x-ratelimit-requests-remaining': '0',
          'x-ratelimit-requests-reset': String(Date.now() + 50),
        });
      }
      if (faults.expireCursorsAfter !== null) {
        if (faults.expireCursorsAfter === 0) {
          world.cursors.epoch += 1;
          faults.expireCursorsAfter = null;
        } else faults.expireCursorsAfter -= 1;
      }
      if (cost > QUERY_POINTS)
        return problem(400, 'INPUT_ERROR', `Query too complex: ${cost} points, at most ${QUERY_POINTS}`);
      points += cost;
      return null;
    },
  });
  return { ...fake, faults, world, points: () => points };
}
