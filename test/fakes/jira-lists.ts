import { createHash } from 'node:crypto';
import type { Item } from '../../src/history/team-history.ts';
import type { JiraFaults } from './jira-faults.ts';
import { JqlError, parseJql } from './jira-jql.ts';
import type { Json } from './jira-shapes.ts';
import type { JiraWorld } from './jira-world.ts';

/** A refusal that Jira words itself. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

export interface ListRequest {
  readonly jql: string;
  readonly fields: readonly string[];
  readonly maxResults: number;
  readonly changelog: boolean;
  /** Issues of this board; null: by JQL alone, which must then be bounded. */
  readonly board: number | null;
}

/** Lists of issues and of change histories, paged as Jira pages them. */
export class JiraLists {
  private tokens = 0;

  constructor(
    private readonly world: () => JiraWorld,
    private readonly faults: JiraFaults,
    private readonly zone: string,
  ) {}

  /** By token (Cloud): opaque, good for the same request only, and without a total. */
  byToken(request: ListRequest, token: string | undefined): Json {
    if (request.maxResults > 5000) throw new Refusal(400, 'maxResults must not be over 5000.');
    const matching = this.matching(request);
    const mark = createHash('sha256')
      .update(`${request.jql}|${request.fields.join()}`)
      .digest('hex')
      .slice(0, 12);
    const start = token === undefined ? 0 : this.position(token, mark);
    const size = Math.min(request.maxResults, isBare(request.fields) ? 5000 : this.faults.trim);
    const page = matching.slice(start, start + size);
    const end = start + page.length;
    const next = Buffer.from(`${mark}:${end}`).toString('base64url');
    const issues = page.map((item) => this.shown(item, request));
    return end >= matching.length ? { issues, isLast: true } : { issues, isLast: false, nextPageToken: next };
  }

  /** By offset (Data Center), with a total. */
  byOffset(request: ListRequest, startAt: number): Json {
    const matching = this.matching(request);
    const size = Math.min(request.maxResults, isBare(request.fields) ? 1000 : this.faults.trim);
    const issues = matching.slice(startAt, startAt + size).map((item) => this.shown(item, request));
    return { expand: 'schema,names', startAt, maxResults: size, total: matching.length, issues };
  }

  count(jql: string): number {
    return this.matching({ jql, fields: [], maxResults: 1, changelog: false, board: null }).length;
  }

  /** Histories of many issues in order of time, across issues: one issue's may stand on two pages. */
  changelogs(
    issues: readonly string[],
    fieldIds: readonly string[],
    size: number,
    token: string | undefined,
  ): Json {
    const found = [...new Set(issues)]
      .map((key) => this.world().byIdOrKey(key))
      .filter((issue) => issue !== null);
    const entries = found.flatMap((issue) => {
      const id = issue.id as string;
      return historiesOf(issue).map((history) => ({ id, history: filtered(history, fieldIds) }));
    });
    const at = ({ history }: { history: Json }): number =>
      Date.parse(String(history.created).replace('+0000', 'Z'));
    const wanted = entries.filter(({ history }) => (history.items as unknown[]).length > 0);
    wanted.sort((a, b) => at(a) - at(b) || Number(a.id) - Number(b.id));
    if (this.faults.shuffled) wanted.sort((a, b) => hashed(a.history) - hashed(b.history));
    const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
    const grouped = new Map<string, Json[]>();
    for (const entry of wanted.slice(start, start + size)) {
      const list = grouped.get(entry.id) ?? [];
      // The bulk endpoint tells times as numbers, unlike all others.
      list.push({ ...entry.history, created: at(entry) });
      grouped.set(entry.id, list);
    }
    return {
      issueChangeLogs: [...grouped].map(([issueId, changeHistories]) => ({ issueId, changeHistories })),
      nextPageToken:
        start + size < wanted.length ? Buffer.from(String(start + size)).toString('base64url') : null,
    };
  }

  private position(token: string, mark: string): number {
    this.tokens += 1;
    const [known, position] = Buffer.from(token, 'base64url').toString().split(':');
    const { expireTokensAfter } = this.faults;
    if (expireTokensAfter !== null && this.tokens > expireTokensAfter) {
      this.faults.expireTokensAfter = null;
      throw new Refusal(400, 'The provided next page token is invalid or expired.');
    }
    if (known !== mark) throw new Refusal(400, 'The provided next page token is invalid.');
    return Number(position);
  }

  private matching({ jql, board }: ListRequest): Item[] {
    const world = this.world();
    try {
      const query = parseJql(jql, this.zone);
      if (board === null && !query.bounded)
        throw new Refusal(
          400,
          'Unbounded JQL queries are not allowed here. Please add a search restriction to your query.',
        );
      return world
        .listed()
        .filter(
          (item) => (board === null || world.onBoard(item, board)) && query.matches(item, world.project),
        )
        .sort(query.compare);
    } catch (error) {
      if (error instanceof JqlError) throw new Refusal(400, error.message);
      throw error;
    }
  }

  private shown(item: Item, { fields, changelog }: ListRequest): Json {
    const whole = this.world().shapes.issue(item);
    const issue: Json = { expand: whole.expand, id: whole.id, self: whole.self, key: whole.key };
    if (fields.length === 0) return { id: whole.id };
    if (isBare(fields)) return issue;
    issue.fields = Object.fromEntries(
      fields
        .filter((name) => Object.hasOwn(whole.fields, name))
        .map((name) => [name, this.field(whole, name)]),
    );
    if (changelog) issue.changelog = this.changelogInList(whole);
    return issue;
  }

  /** Cloud's lists carry the first twenty comments of an issue. */
  private field(issue: { readonly fields: Json }, name: string): unknown {
    const value = issue.fields[name];
    if (name !== 'comment' || this.world().options.dataCenter) return value;
    const page = value as { comments: unknown[]; total: number };
    return { ...page, comments: page.comments.slice(0, 20), maxResults: Math.min(20, page.total) };
  }

  private changelogInList(issue: Json): Json {
    const histories = historiesOf(issue);
    const ordered = this.faults.shuffled
      ? histories.toSorted((a, b) => hashed(a) - hashed(b))
      : histories.toReversed();
    const shown = ordered.slice(0, this.faults.historiesInLists ?? ordered.length);
    return { startAt: 0, maxResults: shown.length, total: histories.length, histories: shown };
  }
}

export function historiesOf(issue: Json): readonly Json[] {
  return (issue.changelog as { histories: readonly Json[] }).histories;
}

function filtered(history: Json, fieldIds: readonly string[]): Json {
  if (fieldIds.length === 0) return history;
  const items = (history.items as Json[]).filter(({ fieldId }) => fieldIds.includes(String(fieldId)));
  return { ...history, items };
}

/** Any order but that of time, and the same each time. */
function hashed(history: Json): number {
  return (Number(history.id) * 2_654_435_761) % 4_294_967_296;
}

function isBare(fields: readonly string[]): boolean {
  return fields.every((name) => name === 'id' || name === 'key');
}
