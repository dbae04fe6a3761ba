import type { Instant, Item, ItemKey } from '../../history/team-history.ts';
import { repairedItem } from '../../history/validate.ts';
import type { CollectContext } from '../connector.ts';
import { AnswerError, inBatches, pagingLoop } from '../manners/index.ts';
import type { JiraClient } from './client.ts';
import { CHANGELOG_BATCH } from './client.ts';
import type { Draft } from './draft.ts';
import { ISSUE_FIELDS } from './fields.ts';
import type { FieldRoles } from './fields.ts';
import { headerOf } from './header.ts';
import { addHistories, commentsOf, draftOf } from './issue.ts';
import { ownText } from './json.ts';
import type { Json } from './json.ts';
import { updatedSince } from './jql.ts';
import { itemOf } from './map.ts';
import { Shortfalls, readProject, readSettings, readSprints } from './project.ts';
import type { ProjectScope } from './project.ts';
import { ProjectState, usableCursor } from './state.ts';
import type { JiraCursor } from './state.ts';

export interface RunScope extends ProjectScope {
  /** Value of the team field that makes an item this team's; null: all are. */
  readonly team: string | null;
}

/** Items a transaction. */
const STORED_AT_ONCE = 250;
const ORDER = 'ORDER BY created ASC, key ASC';
/** Keys that may be asked for at once. */
const BY_KEY_AT_ONCE = 100;
const ISSUE_KEY = /^[A-Za-z][A-Za-z0-9_]*-\d+$/;

/**
 * One sync of one team: the project's parts, then the issues that changed, in pages with their complete histories, then the keys of all
 * issues to find what was deleted or moved. Every batch is stored with the place to go on from, so a run that is stopped
 * anywhere goes on there and ends with the same store.
 */
export class JiraRun {
  private readonly state: ProjectState;
  private readonly missing = new Shortfalls();
  private readonly scopeName: string;
  private cursor: JiraCursor;
  private total: number | null = null;
  /** Keys that this run has listed; all of them when it has read everything from the beginning. */
  private readonly inThisRun = new Set<ItemKey>();
  private isWhole = false;
  /** Issues without what every issue has. */
  private unusable = 0;
  /** Nothing was changed since the last run. */
  private isUnchanged = false;
  /** How the project is set up was read in this run. */
  private upToDate = false;

  constructor(
    private readonly client: JiraClient,
    private readonly scope: RunScope,
    private readonly context: CollectContext,
    private readonly zone: string | null,
    serverNow: Instant,
  ) {
    this.scopeName = JSON.stringify([
      scope.project,
      scope.board,
      scope.team,
      scope.fields.estimate ?? null,
      scope.fields.acceptanceCriteria ?? null,
    ]);
    const last = usableCursor(context.cursor, this.scopeName);
    this.state = new ProjectState(last?.gathered ?? null);
    const fresh = {
      version: 3,
      scope: this.scopeName,
      phase: 'items',
      at: null,
      stored: 0,
      started: serverNow,
    } as const;
    const gathered = this.state.save();
    if (last === null) this.cursor = { ...fresh, since: null, gathered };
    else if (last.phase === 'done') {
      // What could not be read last time may be open now, and nothing says that it is.
      const since = this.state.flaws.worthAnotherTry ? null : last.started;
      this.cursor = { ...fresh, since, gathered };
    } else this.cursor = last;
  }

  async collect(): Promise<void> {
    const { client, scope, state, missing } = this;
    const info = await readProject(client, scope, state, this.context.now);
    const fresh = this.cursor.since === null || !state.settled;
    if (fresh) await this.readSettings();
    if (this.cursor.phase === 'items') await this.readItems();
    await readSprints(client, state, missing, !this.upToDate);
    const listed = await missing.orElse('deleted and moved items', null, () => this.sweep(), null);
    if (this.unusable > 0)
      missing.gaps.push({
        what: this.unusable === 1 ? '1 issue' : `${this.unusable} issues`,
        why: 'they lack their creation time or status',
      });
    const header = headerOf({
      info,
      scope,
      state,
      missing,
      listed,
      site: client.access.site,
      now: this.context.now,
    });
    this.cursor = { ...this.cursor, phase: 'done', at: null, gathered: state.save() };
    await this.context.sink.put({ header, cursor: this.cursor });
  }

  private async readSettings(): Promise<void> {
    await readSettings(this.client, this.scope, this.state, this.missing);
    this.upToDate = true;
  }

  /** Issues in batches whose histories are fetched together; Data Center sends them along. */
  private async readItems(): Promise<void> {
    const whole = this.cursor.since === null && this.cursor.at === null;
    const unchanged = this.cursor.since !== null && this.cursor.at === null;
    let count = 0;
    if (this.cursor.since === null) this.total = await this.count();
    let seen = new Set<string>();
    let batch: Draft[] = [];
    for (let at = this.cursor.at, more = true; more;) {
      const page = await this.page(at);
      if (!this.upToDate && page.issues.length > 0) {
        // Something changed, so fields and statuses may have too: ask again with what they mean now.
        await this.readSettings();
        continue;
      }
      if (page.restarted) {
        seen = new Set();
        batch = [];
      }
      if (page.next !== null && seen.has(page.next)) throw pagingLoop(page.next);
      if (page.next !== null) seen.add(page.next);
      batch.push(...this.drafts(page.issues));
      count += page.issues.length;
      if (whole) for (const issue of page.issues) this.inThisRun.add(ownText(issue, 'key') ?? '');
      more = page.next !== null;
      at = page.next;
      if (batch.length + 100 > CHANGELOG_BATCH || !more || this.client.isDataCenter) {
        await this.storeBatch(batch, at, !more);
        batch = [];
      }
    }
    // Where another number of issues was told than came, some were moved or deleted meanwhile: look again.
    this.isWhole = whole && (this.total === null || this.total === this.inThisRun.size);
    this.isUnchanged = unchanged && count === 0;
  }

  /** Known since the settings were read, in this run or an earlier one. */
  private get roles(): FieldRoles {
    return this.state.roles as FieldRoles;
  }

  private get fields(): string[] {
    return [...ISSUE_FIELDS, ...new Set(Object.values(this.roles).flat() as string[])];
  }

  private async count(): Promise<number | null> {
    return new Shortfalls().orElse(
      'the number of issues',
      null,
      () => this.client.count(this.scope, ''),
      null,
    );
  }

  /** A page, from the beginning where the place to go on from is no longer good (tokens expire). */
  private async page(
    at: string | null,
  ): Promise<Awaited<ReturnType<JiraClient['issues']>> & { readonly restarted: boolean }> {
    const { since } = this.cursor;
    const jql = [since === null ? '' : updatedSince(since, this.zone), ORDER]
      .filter((part) => part !== '')
      .join(' ');
    const { fields } = this;
    try {
      return { ...(await this.client.issues(this.scope, jql, fields, at)), restarted: false };
    } catch (error) {
      if (at === null || !(error instanceof AnswerError) || error.status !== 400) throw error;
      return { ...(await this.client.issues(this.scope, jql, fields, null)), restarted: true };
    }
  }

  /** Page by page, so that answers as long as Jira's are not held until their histories are there. */
  private drafts(issues: readonly Json[]): Draft[] {
    const read = issues.map((issue) => draftOf(issue, this.state.gathered)).filter((draft) => draft !== null);
    this.unusable += issues.length - read.length;
    return read;
  }

  private async storeBatch(read: readonly Draft[], at: string | null, last: boolean): Promise<void> {
    // An issue that changed while pages were read may stand on two of them: the later one holds.
    const drafts = [...new Map(read.map((draft) => [draft.key, draft])).values()];
    if (!this.client.isDataCenter) await this.addChangelogs(drafts);
    await this.addComments(drafts);
    const items = drafts.map((draft) => this.item(draft));
    const mine = items.filter((item) => this.isMine(item));
    const others = items.filter((item) => !this.isMine(item)).map((item) => item.key);
    for (const item of mine) this.state.note(item, (person) => this.state.gathered.people.isBot(person));
    for (const key of others) this.state.forget(key);
    const stored = this.cursor.stored + mine.length;
    for (const part of inBatches(mine, STORED_AT_ONCE).slice(0, -1))
      await this.context.sink.put({ items: part, cursor: this.cursor });
    this.cursor = {
      ...this.cursor,
      phase: last ? 'sweep' : 'items',
      at,
      stored,
      gathered: this.state.save(),
    };
    await this.context.sink.put({
      items: inBatches(mine, STORED_AT_ONCE).at(-1) ?? [],
      removed: others,
      cursor: this.cursor,
    });
    this.context.progress.step('reading issues', stored, this.total);
  }

  private item(draft: Draft): Item {
    const context = {
      roles: this.roles,
      gathered: this.state.gathered,
      keys: NO_KEYS,
      projects: new Set([this.scope.project, draft.project]),
      present: null,
    };
    this.noteFlaws(draft);
    if (draft.parent !== null && draft.parent.startsWith(`${this.scope.project}-`))
      this.state.referred.add(draft.parent);
    return repairedItem(itemOf(draft, context));
  }

  private noteFlaws(draft: Draft): void {
    const { flaws } = this.state;
    flaws.note(draft.key, 'truncated', isPart(draft));
    flaws.note(draft.key, 'disordered', draft.disordered);
    flaws.note(draft.key, 'faceless', draft.faceless);
  }

  private isMine(item: Item): boolean {
    return this.scope.team === null || item.teamField?.toLowerCase() === this.scope.team.toLowerCase();
  }

  private async addChangelogs(drafts: readonly Draft[]): Promise<void> {
    const byId = new Map(drafts.map((draft) => [draft.id, draft]));
    const read = async (): Promise<void> => {
      for (const ids of inBatches([...byId.keys()], CHANGELOG_BATCH)) {
        // An issue without histories may be missing from the answer: it has none, not an unknown number.
        for (const id of ids) (byId.get(id) as Draft).changes = [];
        for await (const { issue, histories } of this.client.changelogs(ids)) {
          const draft = byId.get(issue);
          if (draft !== undefined) addHistories(draft, histories, this.state.gathered);
        }
      }
    };
    const isRead = drafts.length === 0 || (await allowed(read));
    for (const draft of drafts) this.state.flaws.note(draft.key, 'unreadChanges', !isRead);
  }

  /** Lists of issues carry the first comments only. */
  private async addComments(drafts: readonly Draft[]): Promise<void> {
    for (const draft of drafts) {
      const read = async (): Promise<void> => {
        const comments = await this.client.comments(draft.key, draft.comments.length);
        draft.comments = [...draft.comments, ...commentsOf({ comments }, this.state.gathered)].sort(
          (a, b) => a.at - b.at,
        );
      };
      const isRead = draft.commentsMissing === 0 || (await allowed(read));
      this.state.flaws.note(draft.key, 'unreadComments', !isRead);
    }
  }

  /**
   * What the store holds and the project no longer shows, and what it shows and the store does not hold: issues that may be seen
   * only now, or that moved between pages while others were deleted. Asked for once more, because lists lag behind.
   */
  private async sweep(): Promise<ReadonlySet<ItemKey>> {
    const stored = await this.context.sink.keys();
    const listed = await this.listed(stored);
    if (listed === stored) return stored;
    await this.readAbsent(listed, stored);
    const gone = [...stored].filter((key) => !listed.has(key) && ISSUE_KEY.test(key)).sort();
    const removed: ItemKey[] = [];
    for (const keys of inBatches(gone, BY_KEY_AT_ONCE)) {
      const existing = this.scope.board === null ? await this.client.existing(keys) : new Set<ItemKey>();
      removed.push(...keys.filter((key) => !existing.has(key)));
    }
    for (const key of removed) this.state.forget(key);
    if (removed.length > 0) {
      this.cursor = { ...this.cursor, gathered: this.state.save() };
      await this.context.sink.put({ removed, cursor: this.cursor });
    }
    return listed;
  }

  /** Keys that the project shows: those stored where nothing changed and there are as many. */
  private async listed(stored: ReadonlySet<ItemKey>): Promise<ReadonlySet<ItemKey>> {
    if (this.isWhole) return this.inThisRun;
    const expected = this.isUnchanged && this.scope.team === null ? stored.size : null;
    const keys = await this.client.keys(this.scope, ORDER, expected);
    return keys === null ? stored : new Set(keys);
  }

  /** With a team's own field, issues that are not stored may be others'. */
  private async readAbsent(listed: ReadonlySet<ItemKey>, stored: ReadonlySet<ItemKey>): Promise<void> {
    if (this.isWhole || this.scope.team !== null) return;
    const absent = [...listed].filter((key) => !stored.has(key) && ISSUE_KEY.test(key)).sort();
    if (absent.length > 0 && !this.upToDate) await this.readSettings();
    for (const keys of inBatches(absent, BY_KEY_AT_ONCE))
      await this.storeBatch(this.drafts(await this.client.issuesOf(keys, this.fields)), null, true);
  }
}

const NO_KEYS: ReadonlyMap<string, string> = new Map();

function isPart(draft: Draft): boolean {
  return draft.historyTotal !== null && draft.historyTotal > draft.histories.size;
}

/** False when the token may not read it; everything else that fails ends the run. */
async function allowed(read: () => Promise<void>): Promise<boolean> {
  try {
    await read();
    return true;
  } catch (error) {
    if (error instanceof AnswerError && [403, 404].includes(error.status)) return false;
    throw error;
  }
}
