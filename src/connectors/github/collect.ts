import { CredentialsError, TrackerError, UsageError } from '../../errors.ts';
import type { Gap, Item, ItemKey, Person, PullRequest } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import type { CollectContext, HistoryHeader } from '../connector.ts';
import { PeopleDirectory } from '../people.ts';
import {
  boardOf,
  categoryByName,
  fieldsOf,
  issueFieldKind,
  iterationSprints,
  labelPriority,
  milestoneId,
  milestoneSprints,
  NO_FIELDS,
  OPEN,
  plainStatuses,
  sortedPriorities,
  sprintSource,
  statusesOf,
  statusId,
  type Board,
  type FieldNames,
  type ItemFields,
} from './board.ts';
import { ExpiredCursorError, TooHeavyError, UnknownFieldError, type GithubClient } from './client.ts';
import { completeLists } from './complete.ts';
import { itemOf, type GithubWorld } from './map-issue.ts';
import {
  eventsOf,
  goalsOf,
  pullOf,
  releasesOf,
  roadmapOf,
  unrecordedOf,
  updatesOf,
} from './map-repository.ts';
import {
  ISSUE_NUMBERS,
  issuesQuery,
  MILESTONES,
  PROJECT_ITEMS,
  PROJECT_OF_OWNER,
  PULLS,
  REPOSITORY,
  type Connection,
  type GithubIssue,
  type GithubMilestone,
  type GithubProject,
  type GithubPull,
  type GithubRepository,
  type Level,
  type ProjectItem,
} from './queries.ts';

export interface GithubScope {
  /** owner/name. */
  readonly repository: string;
  readonly project: number | null;
  readonly sprintsFrom: 'iterations' | 'milestones' | null;
  readonly names: FieldNames;
  readonly samePeople: readonly (readonly string[])[];
}

/** What a run leaves for the next one. */
export interface GithubCursor {
  readonly v: 1;
  readonly repository: string;
  /** Everything changed before this time is stored; null until a first pass is complete. */
  readonly since: string | null;
  /** The pass that is under way; `reached` is the last change that was read. */
  readonly pass: {
    readonly startedAt: string;
    readonly after: string | null;
    readonly reached: string | null;
  } | null;
  /** Issues that the repository had by GitHub's own count after the last pass. */
  readonly count: number | null;
  readonly people: readonly Person[];
  /** How the board looked: its last change, size and first page. */
  readonly board: string | null;
  readonly pulls: readonly PullRequest[];
  /** Names of statuses and priorities that histories mention and no field holds any more. */
  readonly formerStatuses: readonly string[];
  readonly labelPriorities: readonly string[];
  readonly issueTypes: boolean;
  readonly fieldEstimates: boolean;
  readonly fieldPriorities: readonly string[];
  /** Milestone title → numbers of its issues, where milestones are plans. */
  readonly planItems: Readonly<Record<string, readonly number[]>>;
}

const OVERLAP_MS = 120_000;
const PAGE_SIZES = [50, 25, 10, 4];
/** Issues that are completed and stored together. */
const STORE_AT = 200;
/** Pull requests of the first run: what rules can look back to. */
const PULL_DAYS = 400;

interface OnBoard {
  readonly fields: ItemFields;
  readonly rank: string;
}

/** Reads a repository of GitHub with its project: everything at first, later what changed. Resumable after every page. */
export class GithubRun {
  private readonly people: PeopleDirectory;
  private readonly gaps: Gap[] = [];
  private readonly owner: string;
  private readonly name: string;
  private repository!: GithubRepository;
  private milestones: GithubMilestone[] = [];
  private project: GithubProject | null = null;
  private board: Board | null = null;
  private boardState: string | null;
  private onBoard: Map<number, OnBoard> | null = null;
  private storedRanks = new Map<number, string | null>();
  private projectDenied = false;
  private sprintsFrom: GithubWorld['sprintsFrom'] = null;
  private previous: GithubCursor | null;
  private keys: ReadonlySet<ItemKey> = new Set();
  private level: Level = 'full';
  private pageSize = 0;
  private fetched = 0;
  private readonly formerStatuses: Set<string>;
  private readonly labelPriorities: Set<string>;
  private readonly fieldPriorities: Set<string>;
  private issueTypes: boolean;
  private fieldEstimates: boolean;
  private readonly planOf = new Map<number, string>();
  private pulls: PullRequest[];

  constructor(
    private readonly client: GithubClient,
    private readonly scope: GithubScope,
    private readonly context: CollectContext,
  ) {
    [this.owner, this.name] = splitRepository(scope.repository);
    const cursor = context.cursor as GithubCursor | null;
    this.previous =
      cursor?.v === 1 && cursor.repository.toLowerCase() === scope.repository.toLowerCase() ? cursor : null;
    this.people = new PeopleDirectory(scope.samePeople, this.previous?.people ?? []);
    this.boardState = this.previous?.board ?? null;
    this.pulls = [...(this.previous?.pulls ?? [])];
    this.formerStatuses = new Set(this.previous?.formerStatuses ?? []);
    this.labelPriorities = new Set(this.previous?.labelPriorities ?? []);
    this.fieldPriorities = new Set(this.previous?.fieldPriorities ?? []);
    this.issueTypes = this.previous?.issueTypes ?? false;
    this.fieldEstimates = this.previous?.fieldEstimates ?? false;
    for (const [title, numbers] of Object.entries(this.previous?.planItems ?? {}))
      for (const number of numbers) this.planOf.set(number, title);
  }

  async collect(): Promise<void> {
    this.keys = await this.context.sink.keys();
    await this.readRepository();
    await this.readProject();
    this.sprintsFrom = this.scope.sprintsFrom ?? sprintSource(this.board, this.milestones);
    const startedAt = this.previous?.pass?.startedAt ?? new Date(this.context.now).toISOString();
    const seen = await this.readIssues(startedAt);
    await this.refreshBoard(seen, startedAt);
    const removed = await this.findRemoved(seen);
    await this.readPulls(new Set([...this.keys, ...seen].filter((key) => !removed.includes(key))));
    for (const key of removed) this.planOf.delete(numberOf(key));
    const cursor = this.cursor(null, startedAt, this.repository.issues.totalCount);
    await this.context.sink.put({ removed, header: this.header(), cursor });
  }

  private async readRepository(): Promise<void> {
    this.repository = await findRepository(this.client, this.owner, this.name, this.gaps);
    const first = this.repository.milestones;
    this.milestones = (first?.nodes ?? []).filter((milestone) => milestone !== null);
    if (first?.pageInfo.hasNextPage === true) {
      this.milestones.push(
        ...(await this.all<GithubMilestone>(
          MILESTONES,
          {},
          ['repository', 'milestones'],
          first.pageInfo.endCursor,
        )),
      );
    }
    if (!this.repository.hasIssuesEnabled)
      this.gaps.push({ what: 'issues', why: `issues are switched off in ${this.repository.nameWithOwner}` });
  }

  /** The board's fields, and its items when they may have changed. Without the scope for it the rest is read all the same. */
  private async readProject(): Promise<void> {
    if (this.scope.project === null) return;
    try {
      this.project = await findProject(this.client, this.owner, this.scope.project);
    } catch (error) {
      if (!(error instanceof CredentialsError)) throw error;
      this.projectDenied = true;
      this.gaps.push({
        what: `project ${this.scope.project} of ${this.owner}`,
        why: `${error.message} ${error.next}`,
      });
      this.context.progress.warn(`${error.message} ${error.next}`);
      return;
    }
    this.board = boardOf(this.project, this.scope.names);
    const first = await this.boardPage(this.project.id, null);
    const state = JSON.stringify([this.project.updatedAt, first.totalCount, hash(first.nodes)]);
    if (state === this.boardState && this.previous?.since !== null) return;
    const nodes = [...first.nodes];
    let { pageInfo } = first;
    while (pageInfo.hasNextPage) {
      const page = await this.boardPage(this.project.id, pageInfo.endCursor);
      nodes.push(...page.nodes);
      pageInfo = page.pageInfo;
      this.context.progress.step('board items', nodes.length, first.totalCount);
    }
    this.boardState = state;
    this.onBoard = this.placed(nodes, this.board);
  }

  private placed(nodes: readonly (ProjectItem | null)[], board: Board): Map<number, OnBoard> {
    const placed = new Map<number, OnBoard>();
    nodes.forEach((node, index) => {
      const content = node?.content;
      if (content?.__typename !== 'Issue' || content.number === undefined) return;
      if (content.repository?.nameWithOwner.toLowerCase() !== this.repository.nameWithOwner.toLowerCase())
        return;
      placed.set(content.number, {
        fields: fieldsOf(node?.fieldValues.nodes ?? [], board),
        rank: String(index).padStart(6, '0'),
      });
    });
    return placed;
  }

  private async boardPage(
    project: string,
    cursor: string | null,
  ): Promise<Connection<ProjectItem> & { totalCount: number }> {
    const { data } = await this.client.query<{
      node: { items: Connection<ProjectItem> & { totalCount: number } };
    }>(PROJECT_ITEMS, { project, cursor });
    return data.node.items;
  }

  private async readIssues(startedAt: string): Promise<Set<ItemKey>> {
    const seen = new Set<ItemKey>();
    const begun = this.previous?.pass ?? null;
    const from = this.previous?.since ?? null;
    let since = from === null ? null : earlier(from);
    let after = begun?.after ?? null;
    let reached = begun?.reached ?? null;
    let waiting: GithubIssue[] = [];
    for (let restarts = 0; ;) {
      try {
        const page = await this.issuePage(since, after);
        waiting.push(...page.nodes.filter((issue) => issue !== null));
        const { hasNextPage, endCursor } = page.pageInfo;
        // The rest of long lists is asked for many issues at once.
        if (waiting.length >= STORE_AT || !hasNextPage) {
          reached = waiting[waiting.length - 1]?.updatedAt ?? reached;
          await this.store(waiting, seen, { startedAt, after: endCursor, reached }, page.totalCount);
          waiting = [];
        }
        if (!hasNextPage) return seen;
        after = endCursor;
      } catch (error) {
        if (!(error instanceof ExpiredCursorError) || after === null || restarts >= 3) throw error;
        // Issues come in the order of their last change: go on from the last one that was stored.
        restarts += 1;
        after = null;
        since = reached;
        waiting = [];
      }
    }
  }

  /** One page of issues; smaller when the server finds it too heavy, plainer when it is too old for it. */
  private async issuePage(
    since: string | null,
    cursor: string | null,
  ): Promise<Connection<GithubIssue> & { totalCount: number }> {
    for (;;) {
      try {
        const first = PAGE_SIZES[this.pageSize];
        const variables = { owner: this.owner, name: this.name, cursor, since, first };
        const answer = await this.client.query<{
          repository: { issues: Connection<GithubIssue> & { totalCount: number } };
        }>(issuesQuery(this.level), variables);
        for (const { message, path } of answer.problems)
          this.gaps.push({
            what: `issues of ${this.scope.repository} (${(path ?? []).join('.')})`,
            why: message,
          });
        return answer.data.repository.issues;
      } catch (error) {
        if (error instanceof TooHeavyError && this.pageSize < PAGE_SIZES.length - 1) this.pageSize += 1;
        else if (error instanceof UnknownFieldError && this.level === 'full') {
          this.level = 'basic';
          this.gaps.push({
            what: 'types, sub-issues, dependencies and issue fields',
            why: 'this server is older and does not know them',
          });
        } else throw error;
      }
    }
  }

  private async store(
    nodes: readonly GithubIssue[],
    seen: Set<ItemKey>,
    pass: GithubCursor['pass'],
    total: number,
  ): Promise<void> {
    const issues = await completeLists(this.client, nodes, this.level, (gap) => this.gaps.push(gap));
    if (this.onBoard === null && this.board !== null) await this.recallRanks(issues);
    for (const issue of issues) this.learn(issue);
    const world = this.world();
    const items = issues.map((issue) => itemOf(issue, world));
    for (const item of items) seen.add(item.key);
    this.fetched += items.length;
    await this.context.sink.put({
      items,
      cursor: this.cursor(pass, this.previous?.since ?? null, this.previous?.count ?? null),
    });
    this.context.progress.step('issues', this.fetched, total);
  }

  /** When the board was not read again, changed issues keep the place they had. */
  private async recallRanks(issues: readonly GithubIssue[]): Promise<void> {
    for (const { number } of issues)
      this.storedRanks.set(number, (await this.context.sink.item(`#${number}`))?.rank ?? null);
  }

  /** Notes what only histories and labels tell: former statuses, priorities of labels, fields in use. */
  private learn(issue: GithubIssue): void {
    const known = new Set(this.board?.statuses.map(({ name }) => name) ?? []);
    for (const event of issue.timelineItems.nodes) {
      if (
        event?.__typename === 'ProjectV2ItemStatusChangedEvent' &&
        event.project?.number === this.board?.number
      ) {
        for (const name of [event.previousStatus, event.status])
          if (name !== undefined && name !== '' && !known.has(name)) this.formerStatuses.add(name);
      }
      const label = event?.label === undefined ? null : labelPriority(event.label.name);
      if (label !== null) this.labelPriorities.add(label);
    }
    for (const label of issue.labels?.nodes ?? []) {
      const priority = label === null ? null : labelPriority(label.name);
      if (priority !== null) this.labelPriorities.add(priority);
    }
    for (const value of issue.issueFieldValues?.nodes ?? []) {
      const kind = issueFieldKind(value?.field?.name, this.scope.names);
      if (kind === 'estimate') this.fieldEstimates = true;
      if (kind === 'priority' && value?.name !== undefined) this.fieldPriorities.add(value.name);
    }
    if (issue.issueType !== null && issue.issueType !== undefined) this.issueTypes = true;
    if (issue.milestone === null) this.planOf.delete(issue.number);
    else this.planOf.set(issue.number, issue.milestone.title);
  }

  /** Values on the board change without touching the issue: stored items that were not read again are brought up to date. */
  private async refreshBoard(seen: ReadonlySet<ItemKey>, startedAt: string): Promise<void> {
    if (this.onBoard === null || this.board === null || this.keys.size === 0) return;
    const changed: Item[] = [];
    for (const key of this.keys) {
      if (seen.has(key)) continue;
      const item = await this.context.sink.item(key);
      const next = item === null ? null : this.onBoardNow(item);
      if (next !== null && next !== item) changed.push(next);
    }
    for (let start = 0; start < changed.length; start += 200) {
      const pass = { startedAt, after: null, reached: null };
      const cursor = this.cursor(pass, this.previous?.since ?? null, this.previous?.count ?? null);
      await this.context.sink.put({ items: changed.slice(start, start + 200), cursor });
    }
  }

  private onBoardNow(item: Item): Item {
    const place = this.onBoard?.get(numberOf(item.key));
    const fields = place?.fields ?? NO_FIELDS;
    const board = this.board as Board;
    const next: Partial<Item> = {
      rank: place?.rank ?? null,
      ...(this.sprintsFrom === 'iterations'
        ? { sprints: fields.iteration === null ? [] : [fields.iteration] }
        : {}),
      ...(board.priorityField !== null && this.fieldPriorities.size === 0
        ? { priority: fields.priority }
        : {}),
      ...(board.estimateField !== null && !this.fieldEstimates ? { estimate: fields.estimate } : {}),
      ...(item.resolution === null
        ? { status: fields.status === null ? OPEN : statusId(fields.status) }
        : {}),
    };
    const same = (Object.keys(next) as (keyof Item)[]).every(
      (field) => JSON.stringify(next[field]) === JSON.stringify(item[field]),
    );
    return same ? item : { ...item, ...next };
  }

  /** Keys that are gone: looked for only when GitHub's own count does not fit what was stored and read. */
  private async findRemoved(seen: ReadonlySet<ItemKey>): Promise<ItemKey[]> {
    const fresh = [...seen].filter((key) => !this.keys.has(key)).length;
    const known = (this.previous?.since ?? null) === null ? this.keys.size : (this.previous?.count ?? 0);
    if (this.keys.size === 0 || known + fresh === this.repository.issues.totalCount) return [];
    const present = await this.all<{ number: number }>(ISSUE_NUMBERS, {}, ['repository', 'issues']);
    const there = new Set(present.map(({ number }) => `#${number}`));
    return [...this.keys].filter((key) => !there.has(key)).sort();
  }

  /** Pull requests changed since the last run, newest first; the others are kept. */
  private async readPulls(keys: ReadonlySet<ItemKey>): Promise<void> {
    const since =
      Date.parse(this.previous?.since ?? new Date(this.context.now - PULL_DAYS * DAY).toISOString()) -
      OVERLAP_MS;
    const world = this.world();
    const byId = new Map(this.pulls.map((pull) => [pull.id, pull]));
    let cursor: string | null = null;
    do {
      const page: Connection<GithubPull> = await this.page<GithubPull>(PULLS, { cursor }, [
        'repository',
        'pullRequests',
      ]);
      const nodes = page.nodes.filter((pull) => pull !== null);
      const fresh = nodes.filter((pull) => Date.parse(pull.updatedAt) >= since);
      for (const pull of fresh) byId.set(`#${pull.number}`, pullOf(pull, world, keys));
      cursor = page.pageInfo.hasNextPage && fresh.length === nodes.length ? page.pageInfo.endCursor : null;
      this.context.progress.step('pull requests', byId.size, null);
    } while (cursor !== null);
    this.pulls = [...byId.values()].sort((a, b) => numberOf(a.id) - numberOf(b.id));
  }

  private world(): GithubWorld {
    const { board, onBoard } = this;
    return {
      repository: this.repository.nameWithOwner,
      names: this.scope.names,
      board,
      sprintsFrom: this.sprintsFrom,
      priorityFrom: this.priorityFrom(),
      milestoneIds: new Map(this.milestones.map(({ title, number }) => [title, milestoneId(number)])),
      people: this.people,
      fields: (issue) => {
        if (board === null) return NO_FIELDS;
        const own = issue.projectItems?.nodes.find((node) => node?.project.number === board.number);
        return (
          onBoard?.get(issue.number)?.fields ??
          (own === undefined || own === null ? NO_FIELDS : fieldsOf(own.fieldValues.nodes, board))
        );
      },
      rank: (number) =>
        onBoard === null ? (this.storedRanks.get(number) ?? null) : (onBoard.get(number)?.rank ?? null),
      isDone: (name) =>
        (board?.statuses.find((status) => status.name === name)?.category ?? categoryByName(name)) === 'done',
    };
  }

  private priorityFrom(): GithubWorld['priorityFrom'] {
    if (this.fieldPriorities.size > 0) return 'issue-field';
    if (this.board !== null && this.board.priorityField !== null) return 'project';
    return this.labelPriorities.size > 0 ? 'labels' : null;
  }

  private header(): Partial<HistoryHeader> {
    const { now } = this.context;
    const { repository, board, project } = this;
    const discussions = (repository.discussions?.nodes ?? []).filter((discussion) => discussion !== null);
    const plans = this.sprintsFrom === 'milestones' ? [] : this.milestones;
    const items = this.itemsByPlan();
    const sprints =
      this.sprintsFrom === 'milestones'
        ? milestoneSprints(this.milestones, now)
        : this.sprintsFrom === 'iterations' && board !== null
          ? iterationSprints(board.iterations, now)
          : [];
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
        sprintsFrom: this.sprintsFrom,
        priorityFrom: this.priorityFrom(),
        estimateField: this.fieldEstimates,
        issueTypes: this.issueTypes,
        projectDenied: this.projectDenied,
      }),
      complete: this.gaps.length === 0,
      gaps: this.gaps,
      people: this.people.list(),
      statuses: this.statuses(),
      priorities: this.priorities(),
      sprints,
      events: eventsOf(discussions, this.world()),
      pullRequests: this.pulls,
      releases: releasesOf(repository.releases?.nodes ?? []),
      roadmap: roadmapOf(plans, (title) => items.get(title) ?? []),
      goals: goalsOf(project, repository.pinnedIssues?.nodes ?? [], plans),
      updates: updatesOf(project, discussions),
      declaredRoles: [],
      listedMembers: null,
    };
  }

  private statuses(): HistoryHeader['statuses'] {
    const current = this.board?.statuses ?? [];
    const former = statusesOf([...this.formerStatuses].sort()).map((status, index) => ({
      ...status,
      category: categoryByName(status.name) ?? ('doing' as const),
      position: current.length + 1 + index,
    }));
    const plain = plainStatuses(this.board, current.length + former.length);
    return [
      ...plain.filter(({ id }) => id === OPEN),
      ...current,
      ...former,
      ...plain.filter(({ id }) => id !== OPEN),
    ];
  }

  private priorities(): string[] {
    if (this.priorityFrom() === 'project') return [...(this.board?.priorities ?? [])];
    return sortedPriorities(
      this.priorityFrom() === 'issue-field' ? this.fieldPriorities : this.labelPriorities,
    );
  }

  private itemsByPlan(): Map<string, ItemKey[]> {
    const items = new Map<string, ItemKey[]>();
    for (const [number, title] of [...this.planOf].sort(([a], [b]) => a - b))
      items.set(title, [...(items.get(title) ?? []), `#${number}`]);
    return items;
  }

  private cursor(pass: GithubCursor['pass'], since: string | null, count: number | null): GithubCursor {
    const planItems = Object.fromEntries(
      [...this.itemsByPlan()].map(([title, keys]) => [title, keys.map(numberOf)]),
    );
    return {
      v: 1,
      repository: this.scope.repository,
      since,
      pass,
      count,
      people: this.people.list(),
      // Until the pass is complete the board has to be read again.
      board: pass === null ? this.boardState : (this.previous?.board ?? null),
      pulls: this.pulls,
      formerStatuses: [...this.formerStatuses].sort(),
      labelPriorities: [...this.labelPriorities].sort(),
      issueTypes: this.issueTypes,
      fieldEstimates: this.fieldEstimates,
      fieldPriorities: [...this.fieldPriorities].sort(),
      planItems,
    };
  }

  private async all<Node>(
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
    start: string | null = null,
  ): Promise<Node[]> {
    const nodes: Node[] = [];
    let cursor = start;
    do {
      const page: Connection<Node> = await this.page<Node>(query, { ...variables, cursor }, path);
      nodes.push(...page.nodes.filter((node) => node !== null));
      cursor = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (cursor !== null);
    return nodes;
  }

  private async page<Node>(
    query: string,
    variables: Record<string, unknown>,
    path: readonly string[],
  ): Promise<Connection<Node>> {
    const { data, problems } = await this.client.query<Record<string, unknown>>(query, {
      owner: this.owner,
      name: this.name,
      ...variables,
    });
    for (const { message } of problems)
      this.gaps.push({ what: `${path.join(' ')} of ${this.scope.repository}`, why: message });
    const found = path.reduce<unknown>(
      (value, step) => (value as Record<string, unknown> | null | undefined)?.[step],
      data,
    );
    return (
      (found as Connection<Node> | null | undefined) ?? {
        nodes: [],
        pageInfo: { hasNextPage: false, endCursor: null },
      }
    );
  }
}

export function splitRepository(repository: string): [string, string] {
  const match = /^([\w.-]+)\/([\w.-]+)$/.exec(repository);
  if (match !== null) return [match[1] as string, match[2] as string];
  throw new UsageError({
    code: 'GITHUB_REPOSITORY',
    message: `"${repository}" is no GitHub repository.`,
    next: 'Write it as owner/name, like acme/platform.',
  });
}

/** The repository with its small lists. Rejects with a `TrackerError` when it does not exist or the token cannot see it. */
export async function findRepository(
  client: GithubClient,
  owner: string,
  name: string,
  gaps: Gap[],
): Promise<GithubRepository> {
  try {
    const { data, problems } = await client.query<{ repository: GithubRepository | null }>(REPOSITORY, {
      owner,
      name,
    });
    for (const { message, path } of problems)
      gaps.push({ what: `${(path ?? []).join('.')} of ${owner}/${name}`, why: message });
    if (data.repository !== null) return data.repository;
  } catch (error) {
    if (!(error instanceof TrackerError) || error.code !== 'GITHUB_NOT_FOUND') throw error;
  }
  throw new TrackerError({
    code: 'GITHUB_REPOSITORY_NOT_FOUND',
    message: `GitHub has no repository ${owner}/${name} that this token can see.`,
    next: 'Check tracker.repository, and that the token has access to it (private repositories need the scope repo or a grant).',
  });
}

/** The project of the repository's owner. Rejects when the token lacks the scope (`CredentialsError`) or no such number exists. */
export async function findProject(
  client: GithubClient,
  owner: string,
  number: number,
): Promise<GithubProject> {
  const missing = (why: string): TrackerError =>
    new TrackerError({
      code: 'GITHUB_PROJECT_NOT_FOUND',
      message: `${owner} has no project ${number} that this token can see${why === '' ? '' : `: ${why}`}.`,
      next: `tracker.project is the number in the address of a project of ${owner}; projects of other owners cannot be used. GITHUB_TOKEN of an Action cannot read an organisation's projects.`,
    });
  try {
    const { data, problems } = await client.query<{
      repositoryOwner: { projectV2?: GithubProject | null } | null;
    }>(PROJECT_OF_OWNER, { owner, number });
    const project = data.repositoryOwner?.projectV2 ?? null;
    if (project !== null) return project;
    const scope = problems.find(({ type }) => type === 'INSUFFICIENT_SCOPES' || type === 'FORBIDDEN');
    if (scope !== undefined) throw denied(scope.message);
    throw missing(problems[0]?.message ?? '');
  } catch (error) {
    if (error instanceof TrackerError && error.code === 'GITHUB_NOT_FOUND') throw missing('');
    if (error instanceof TrackerError && error.code === 'GITHUB_FORBIDDEN') throw denied(error.message);
    throw error;
  }
}

function denied(said: string): CredentialsError {
  return new CredentialsError({
    code: 'GITHUB_SCOPE_MISSING',
    message: `The GitHub token may not read projects: ${said}`,
    next: 'Give the token the scope read:project (classic) or read access to organization projects (fine-grained).',
  });
}

function earlier(time: string): string {
  return new Date(Date.parse(time) - OVERLAP_MS).toISOString();
}

function numberOf(key: string): number {
  return Number(key.replace(/^.*#/, ''));
}

/** A short fingerprint of what a page of the board shows, in its order. */
function hash(value: unknown): string {
  let code = 2166136261;
  for (const character of JSON.stringify(value))
    code = Math.imul(code ^ character.charCodeAt(0), 16777619) >>> 0;
  return code.toString(16);
}
