import type { Gap, Item, ItemKey, Person, PullRequest } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import type { CollectContext } from '../connector.ts';
import { PeopleDirectory } from '../people.ts';
import {
  categoryByName,
  milestoneId,
  OPEN,
  sprintSource,
  statusId,
  type Board,
  type FieldNames,
} from './board.ts';
import { ExpiredCursorError, TooHeavyError, UnknownFieldError, type GithubClient } from './client.ts';
import { completeLists } from './complete.ts';
import { headerOf } from './header.ts';
import { Learned, type LearnedState } from './learned.ts';
import { findRepository, splitRepository } from './lookup.ts';
import { itemOf, type GithubWorld } from './map-issue.ts';
import { pullOf } from './map-repository.ts';
import { RepositoryPages } from './pages.ts';
import { PlanningBoard } from './planning-board.ts';
import {
  ISSUE_NUMBERS,
  issuesQuery,
  MILESTONES,
  PULLS,
  type Connection,
  type GithubIssue,
  type GithubMilestone,
  type GithubPull,
  type GithubRepository,
  type Level,
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
export interface GithubCursor extends LearnedState {
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
}

const OVERLAP_MS = 120_000;
const PAGE_SIZES = [50, 25, 10, 4];
/** Issues that are completed and stored together. */
const STORE_AT = 200;
/** Pull requests of the first run: what rules can look back to. */
const PULL_DAYS = 400;

/** Reads a repository of GitHub with its project: everything at first, later what changed. Resumable after every page. */
export class GithubRun {
  private readonly people: PeopleDirectory;
  private readonly gaps: Gap[] = [];
  private readonly owner: string;
  private readonly name: string;
  private readonly planning: PlanningBoard;
  private readonly learned: Learned;
  private readonly pages: RepositoryPages;
  private readonly previous: GithubCursor | null;
  private repository!: GithubRepository;
  private milestones: GithubMilestone[] = [];
  private sprintsFrom: GithubWorld['sprintsFrom'] = null;
  private keys: ReadonlySet<ItemKey> = new Set();
  private level: Level = 'full';
  private pageSize = 0;
  private fetched = 0;
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
    this.planning = new PlanningBoard(client, this.previous?.board ?? null);
    this.learned = new Learned(this.previous);
    this.pages = new RepositoryPages(client, this.owner, this.name, (gap) => this.gaps.push(gap));
    this.pulls = [...(this.previous?.pulls ?? [])];
  }

  async collect(): Promise<void> {
    this.keys = await this.context.sink.keys();
    await this.readRepository();
    await this.readProject();
    this.sprintsFrom = this.scope.sprintsFrom ?? sprintSource(this.planning.board, this.milestones);
    const startedAt = this.previous?.pass?.startedAt ?? new Date(this.context.now).toISOString();
    const seen = await this.readIssues(startedAt);
    await this.refreshBoard(seen, startedAt);
    const removed = await this.findRemoved(seen);
    await this.readPulls(new Set([...this.keys, ...seen].filter((key) => !removed.includes(key))));
    for (const key of removed) this.learned.forget(numberOf(key));
    const cursor = this.cursor(null, startedAt, this.repository.issues.totalCount);
    const header = headerOf({
      repository: this.repository,
      milestones: this.milestones,
      planning: this.planning,
      learned: this.learned,
      sprintsFrom: this.sprintsFrom,
      world: this.world(),
      pulls: this.pulls,
      gaps: this.gaps,
      now: this.context.now,
    });
    await this.context.sink.put({ removed, header, cursor });
  }

  private async readProject(): Promise<void> {
    const number = this.scope.project;
    if (number === null) return;
    const place = { owner: this.owner, number, repository: this.repository.nameWithOwner };
    // Until a first pass is complete the items are needed whatever the board looks like.
    const again = this.previous !== null && this.previous.since === null;
    const gap = await this.planning.read(place, this.scope.names, again, this.context.progress);
    if (gap !== null) this.gaps.push(gap);
  }

  private async readRepository(): Promise<void> {
    this.repository = await findRepository(this.client, this.owner, this.name, this.gaps);
    const first = this.repository.milestones;
    this.milestones = (first?.nodes ?? []).filter((milestone) => milestone !== null);
    if (first?.pageInfo.hasNextPage === true) {
      this.milestones.push(
        ...(await this.pages.all<GithubMilestone>(
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
    const { planning, learned } = this;
    for (const issue of issues) {
      if (planning.board !== null && !planning.wasRead)
        planning.remember(issue.number, (await this.context.sink.item(`#${issue.number}`))?.rank ?? null);
      learned.from(issue, planning.board, this.scope.names);
    }
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

  /** Values on the board change without touching the issue: stored items that were not read again are brought up to date. */
  private async refreshBoard(seen: ReadonlySet<ItemKey>, startedAt: string): Promise<void> {
    const { board } = this.planning;
    if (!this.planning.wasRead || board === null || this.keys.size === 0) return;
    const changed: Item[] = [];
    for (const key of this.keys) {
      if (seen.has(key)) continue;
      const item = await this.context.sink.item(key);
      const next = item === null ? null : this.onBoardNow(item, board);
      if (next !== null && next !== item) changed.push(next);
    }
    for (let start = 0; start < changed.length; start += 200) {
      const pass = { startedAt, after: null, reached: null };
      const cursor = this.cursor(pass, this.previous?.since ?? null, this.previous?.count ?? null);
      await this.context.sink.put({ items: changed.slice(start, start + 200), cursor });
    }
  }

  private onBoardNow(item: Item, board: Board): Item {
    const { fields, rank } = this.planning.placeOf(numberOf(item.key));
    const { sprintsFrom, learned } = this;
    const next: Partial<Item> = {
      rank,
      ...(sprintsFrom === 'iterations'
        ? { sprints: fields.iteration === null ? [] : [fields.iteration] }
        : {}),
      ...(learned.priorityFrom(board) === 'project' ? { priority: fields.priority } : {}),
      ...(board.estimateField !== null && !learned.fieldEstimates ? { estimate: fields.estimate } : {}),
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
    const present = await this.pages.all<{ number: number }>(ISSUE_NUMBERS, {}, ['repository', 'issues']);
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
      const page: Connection<GithubPull> = await this.pages.page<GithubPull>(PULLS, { cursor }, [
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
    const { planning } = this;
    const { board } = planning;
    return {
      repository: this.repository.nameWithOwner,
      names: this.scope.names,
      board,
      sprintsFrom: this.sprintsFrom,
      priorityFrom: this.learned.priorityFrom(board),
      milestoneIds: new Map(this.milestones.map(({ title, number }) => [title, milestoneId(number)])),
      people: this.people,
      fields: (issue) => planning.fieldsOf(issue),
      rank: (number) => planning.rankOf(number),
      isDone: (name) =>
        (board?.statuses.find((status) => status.name === name)?.category ?? categoryByName(name)) === 'done',
    };
  }

  private cursor(pass: GithubCursor['pass'], since: string | null, count: number | null): GithubCursor {
    return {
      v: 1,
      repository: this.scope.repository,
      since,
      pass,
      count,
      people: this.people.list(),
      // Until the pass is complete the board has to be read again.
      board: pass === null ? this.planning.state : (this.previous?.board ?? null),
      pulls: this.pulls,
      ...this.learned.state(),
    };
  }
}

function earlier(time: string): string {
  return new Date(Date.parse(time) - OVERLAP_MS).toISOString();
}

function numberOf(key: string): number {
  return Number(key.replace(/^.*#/, ''));
}
