import type { Gap, Person } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import type { CollectContext } from '../connector.ts';
import { PeopleDirectory } from '../people.ts';
import { ExpiredCursorError, type LinearClient } from './client.ts';
import { completeLists } from './complete.ts';
import { headerOf } from './header.ts';
import { findTeam } from './lookup.ts';
import { itemOf, type LinearWorld } from './map-issue.ts';
import { goneFromCycles, membersOf, seenUser, type GoalPlace } from './map-team.ts';
import { PagePlanner } from './page-plan.ts';
import { LinearPages } from './pages.ts';
import {
  COMMENTED,
  CYCLES,
  ISSUE_KEYS,
  issuesQuery,
  LABELS,
  MEMBERS,
  PROJECTS,
  type Connection,
  type LinearCycle,
  type LinearIssue,
  type LinearLabel,
  type LinearProject,
  type LinearTeam,
} from './queries.ts';
import { chunks, References } from './references.ts';

export interface LinearScope {
  readonly team: string;
  readonly goalPlace: GoalPlace | null;
  /** Sets of handles and e-mails that are one person each. */
  readonly samePeople: readonly (readonly string[])[];
}

/** What a run leaves for the next one. */
export interface LinearCursor {
  readonly v: 1;
  readonly teamId: string;
  /** Everything changed before this time is stored; null until a first pass is complete. */
  readonly since: string | null;
  /** The pass that is under way. */
  readonly pass: { readonly startedAt: string; readonly after: string | null } | null;
  /** Issues that the team had by Linear's own count after the last pass. */
  readonly count: number | null;
  readonly people: readonly Person[];
  /** Project id → numbers of its issues. */
  readonly projectItems: Readonly<Record<string, readonly number[]>>;
}

/** Linear's clock and ours may differ, and changes become visible a little late. */
const OVERLAP_MS = 120_000;
const RESTARTS = 3;
/** What was left over in cycles that closed in this time is compared with what the team holds. */
const RECENT_DAYS = 90;
/** Issues that are completed and stored together. */
const STORE_AT = 300;

/** Reads a team of Linear: everything at first, later what changed. Resumable after every page. */
export class LinearRun {
  private readonly people: PeopleDirectory;
  /** What could not be read. */
  private readonly gaps: Gap[] = [];
  /** What the team does not have, or has no more: read in full all the same. */
  private readonly notes: Gap[] = [];
  private readonly projectOf = new Map<number, string>();
  private team!: LinearTeam;
  private labels = new Map<string, LinearLabel>();
  private projects: LinearProject[] = [];
  private cycles: LinearCycle[] = [];
  private members: string[] = [];
  private previous: LinearCursor | null;
  private keys: ReadonlySet<string> = new Set();
  private fetched = 0;
  private readonly plan = new PagePlanner();
  private readonly pages: LinearPages;
  private readonly references: References;

  constructor(
    private readonly client: LinearClient,
    private readonly scope: LinearScope,
    private readonly context: CollectContext,
  ) {
    const cursor = context.cursor as LinearCursor | null;
    this.previous = cursor?.v === 1 ? cursor : null;
    this.people = new PeopleDirectory(scope.samePeople, this.previous?.people ?? []);
    this.pages = new LinearPages(client, scope.team, (gap) => this.gaps.push(gap));
    this.references = new References(this.pages, this.people);
    for (const [project, numbers] of Object.entries(this.previous?.projectItems ?? {})) {
      for (const number of numbers) this.projectOf.set(number, project);
    }
  }

  async collect(): Promise<void> {
    this.keys = await this.context.sink.keys();
    await this.readTeam();
    const startedAt = this.previous?.pass?.startedAt ?? new Date(this.context.now).toISOString();
    const seen = await this.readIssues(startedAt);
    if (this.previous?.since !== null && this.previous !== null) await this.readCommented(seen, startedAt);
    const removed = await this.findRemoved(seen);
    const gone = new Set(removed);
    const held = new Set([...this.keys, ...seen].filter((key) => !gone.has(key)));
    await this.finish(startedAt, removed, held);
  }

  private async readTeam(): Promise<void> {
    this.team = await findTeam(this.client, this.scope.team);
    if (this.previous !== null && this.previous.teamId !== this.team.id) this.previous = null;
    const memberships = [...this.team.memberships.nodes];
    if (this.team.memberships.pageInfo.hasNextPage) {
      const after = this.team.memberships.pageInfo.endCursor;
      memberships.push(
        ...(await this.pages.all<LinearTeam['memberships']['nodes'][number]>(
          'Members',
          MEMBERS,
          { id: this.team.id },
          ['team', 'memberships'],
          after,
        )),
      );
    }
    this.members = membersOf(memberships, this.people);
    for (const { user } of memberships) this.people.add(seenUser(user));
    const labels = await this.pages.all<LinearLabel>('Labels', LABELS, {}, ['issueLabels']);
    this.labels = new Map(labels.map((label) => [label.id, label]));
    this.projects = await this.pages.all<LinearProject>('Projects', PROJECTS, { id: this.team.id }, [
      'team',
      'projects',
    ]);
    this.projects = this.projects.filter((project) => project.trashed !== true);
    this.cycles = await this.pages.all<LinearCycle>('Cycles', CYCLES, { team: this.team.id }, ['cycles']);
    if (!this.team.cyclesEnabled && this.cycles.length === 0) {
      const text = `cycles are switched off for team ${this.team.key} in Linear`;
      this.notes.push({ what: 'sprints', why: `${text}; what depends on sprints is not judged` });
      this.context.progress.warn(`Linear: ${text}.`);
    }
  }

  /** All issues that changed since the last complete pass; restarts the pass when Linear forgot the cursor. */
  private async readIssues(startedAt: string): Promise<Set<string>> {
    const seen = new Set<string>();
    const filter = this.changedFilter();
    let after = this.previous?.pass?.after ?? null;
    let waiting: LinearIssue[] = [];
    for (let restarts = 0; ;) {
      try {
        const page = await this.issuePage(filter, after);
        waiting.push(...page.nodes);
        const { hasNextPage, endCursor } = page.pageInfo;
        // The rest of long lists is asked for many issues at once.
        if (waiting.length >= STORE_AT || !hasNextPage) {
          await this.store(waiting, seen, { startedAt, after: endCursor });
          waiting = [];
        }
        if (!hasNextPage) return seen;
        after = endCursor;
      } catch (error) {
        if (!(error instanceof ExpiredCursorError) || after === null || restarts >= RESTARTS) throw error;
        restarts += 1;
        after = null;
        waiting = [];
      }
    }
  }

  private issuePage(filter: Record<string, unknown>, after: string | null): Promise<Connection<LinearIssue>> {
    return this.pages.page<LinearIssue>('Issues', issuesQuery(this.plan.current), { filter, after }, [
      'issues',
    ]);
  }

  private changedFilter(): Record<string, unknown> {
    const team = { team: { id: { eq: this.team.id } } };
    const since = this.previous?.since ?? null;
    return since === null ? team : { ...team, updatedAt: { gt: earlier(since) } };
  }

  private async store(
    nodes: readonly LinearIssue[],
    seen: Set<string>,
    pass: LinearCursor['pass'],
  ): Promise<void> {
    const own = nodes.filter((issue) => issue.team.key === this.team.key);
    const issues = await completeLists(this.client, own, (gap) => this.gaps.push(gap));
    this.plan.learn(
      issues.map(({ history, comments }) => ({
        history: history.nodes.length,
        comments: comments.nodes.length,
      })),
    );
    await this.references.lookUp(issues);
    const world = this.world();
    const kept = issues.filter((issue) => issue.trashed !== true);
    const items = kept.map((issue) => itemOf(issue, world));
    const gone = issues.filter((issue) => issue.trashed === true).map((issue) => issue.identifier);
    const former = kept
      .flatMap((issue) => issue.previousIdentifiers)
      .filter((key) => key.startsWith(`${this.team.key}-`));
    for (const issue of kept) this.noteProject(issue);
    for (const item of items) seen.add(item.key);
    this.fetched += items.length;
    const removed = [...gone, ...former].filter((key) => this.keys.has(key) || seen.has(key));
    await this.context.sink.put({
      items,
      removed,
      cursor: this.cursor(pass, this.previous?.since ?? null, this.previous?.count ?? null),
    });
    this.context.progress.step(
      'issues',
      this.fetched,
      this.previous?.since == null ? this.team.issueCount : null,
    );
  }

  /** Issues that got comments without being touched themselves. */
  private async readCommented(seen: Set<string>, startedAt: string): Promise<void> {
    const since = earlier(this.previous?.since ?? startedAt);
    const filter = { issue: { team: { id: { eq: this.team.id } } }, updatedAt: { gt: since } };
    const comments = await this.pages.all<{ issue: { id: string } | null }>(
      'Commented',
      COMMENTED,
      { filter },
      ['comments'],
    );
    const ids = [...new Set(comments.map(({ issue }) => issue?.id).filter((id) => id !== undefined))];
    const missed = ids.filter((id) => !seen.has(this.references.identifiers.get(id) ?? ''));
    for (const part of chunks(missed, 100)) {
      const query = issuesQuery(this.plan.current);
      const found = await this.pages.all<LinearIssue>('Issues', query, { filter: { id: { in: part } } }, [
        'issues',
      ]);
      await this.store(found, seen, { startedAt, after: null });
    }
  }

  /** Keys that are gone: looked for only when Linear's own count does not fit what was stored and read. */
  private async findRemoved(seen: ReadonlySet<string>): Promise<string[]> {
    const fresh = [...seen].filter((key) => !this.keys.has(key)).length;
    const firstPass = (this.previous?.since ?? null) === null;
    const expected = firstPass ? this.keys.size + fresh : (this.previous?.count ?? 0) + fresh;
    if (this.keys.size === 0 || expected === this.team.issueCount) return [];
    const filter = { team: { id: { eq: this.team.id } } };
    const present = await this.pages.all<{ identifier: string }>('IssueKeys', ISSUE_KEYS, { filter }, [
      'issues',
    ]);
    const there = new Set(present.map(({ identifier }) => identifier));
    return [...this.keys].filter((key) => !there.has(key)).sort();
  }

  private async finish(
    startedAt: string,
    removed: readonly string[],
    held: ReadonlySet<string>,
  ): Promise<void> {
    for (const key of removed) this.projectOf.delete(numberOf(key));
    // Older items may have been dropped from the store on purpose.
    const recent = this.context.now - RECENT_DAYS * DAY;
    const cycles = this.cycles.filter(({ endsAt }) => Date.parse(endsAt) >= recent);
    this.notes.push(...goneFromCycles(cycles, held));
    const cursor = { ...this.cursor(null, startedAt, this.team.issueCount) };
    const header = headerOf({
      team: this.team,
      cycles: this.cycles,
      projects: this.projects,
      people: this.people,
      members: this.members,
      goalPlace: this.scope.goalPlace,
      projectItems: this.itemsByProject(),
      gaps: this.gaps,
      notes: this.notes,
      now: this.context.now,
    });
    await this.context.sink.put({ removed, header, cursor });
    this.context.progress.step('issues', held.size, held.size);
  }

  private cursor(pass: LinearCursor['pass'], since: string | null, count: number | null): LinearCursor {
    const projectItems = Object.fromEntries(this.itemsByProject());
    return { v: 1, teamId: this.team.id, since, pass, count, people: this.people.list(), projectItems };
  }

  private itemsByProject(): Map<string, number[]> {
    const items = new Map<string, number[]>();
    for (const [number, project] of this.projectOf)
      items.set(project, [...(items.get(project) ?? []), number]);
    for (const numbers of items.values()) numbers.sort((a, b) => a - b);
    return items;
  }

  private noteProject(issue: LinearIssue): void {
    const number = numberOf(issue.identifier);
    if (issue.project === null) this.projectOf.delete(number);
    else this.projectOf.set(number, issue.project.id);
  }

  private world(): LinearWorld {
    return {
      teamKey: this.team.key,
      teamId: this.team.id,
      states: new Map(this.team.states.nodes.map((state) => [state.id, state])),
      labels: this.labels,
      projects: new Map(
        this.projects.map((project) => [
          project.id,
          { name: project.name, initiatives: project.initiatives.nodes.map(({ name }) => name) },
        ]),
      ),
      people: this.people,
      identifiers: this.references.identifiers,
    };
  }
}

function earlier(time: string): string {
  return new Date(Date.parse(time) - OVERLAP_MS).toISOString();
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
