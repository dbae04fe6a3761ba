import { getAllBoards, getAllSprints, getConfiguration, getIssuesForBoard } from 'jira.js/agile';
import {
  bulkFetchIssues,
  countIssues,
  getBulkChangelogs,
  getComments,
  getFields,
  getProject,
  getProjectRole,
  getProjectRoles,
  getStatuses,
  searchAndReconsileIssuesUsingJqlPost,
  searchPriorities,
  searchProjects,
} from 'jira.js/cloud';
import type { Client } from 'jira.js/core';
import { allOf, pagingLoop } from '../manners/index.ts';
import type { Courier, PageOf } from '../manners/index.ts';
import type { Access } from './access.ts';
import { isRecord, listOf, numberOf, ownText, recordOf, recordsOf } from './json.ts';
import type { Json } from './json.ts';
import { transportOf } from './transport.ts';
import type { JiraRequest, Transport } from './transport.ts';

/** Issues a page: the server trims pages with many fields to about this anyway. */
const PAGE = 100;
/** With keys alone the server hands out this many at once. */
const KEYS_PAGE = 5000;
const DATA_CENTER_KEYS_PAGE = 1000;
/** Change histories a page of the bulk endpoint. */
const HISTORIES_PAGE = 10_000;
/** Issues the bulk endpoint takes. */
export const CHANGELOG_BATCH = 1000;

/** Which issues: those of a board, or of a project, narrowed by more JQL. */
export interface IssueScope {
  readonly board: string | null;
  readonly project: string;
}

export interface IssuePage {
  readonly issues: readonly Json[];
  /** Where the next page is; null at the end. */
  readonly next: string | null;
  /** Issues on all pages; null where the server does not tell (Cloud). */
  readonly total: number | null;
}

/**
 * Jira's endpoints as we use them, the same for Cloud (REST v3) and Data Center (v2). Endpoints and their parameters are those of
 * jira.js; the transport is ours, so that timeouts, budgets and counting are too. Answers are not validated: sites send
 * what their schemas do not allow (numbers for dates, long sprint names), and the mapping tolerates all of it.
 */
export class JiraClient {
  private readonly transport: Client;
  private readonly send: Transport;

  constructor(
    readonly access: Access,
    courier: Courier,
  ) {
    this.send = transportOf(access, courier);
    this.transport = { sendRequest: (options) => this.send(options as JiraRequest) as never };
  }

  fields(): Promise<Json[]> {
    return this.records(getFields(this.transport));
  }

  statuses(): Promise<Json[]> {
    return this.records(getStatuses(this.transport));
  }

  /** Names from the highest to the lowest. */
  async priorities(): Promise<Json[]> {
    if (this.isDataCenter) return recordsOf(await this.send({ url: '/rest/api/2/priority', method: 'GET' }));
    return allOf<Json, number>(0, async (startAt) =>
      offsetPage(await searchPriorities(this.transport, { startAt: startAt ?? 0, maxResults: 100 } as never)),
    );
  }

  /** The first hundred projects that the token may browse, by key. */
  async projects(): Promise<Json[]> {
    if (this.isDataCenter) return recordsOf(await this.send({ url: '/rest/api/2/project', method: 'GET' }));
    const page = await searchProjects(this.transport, { maxResults: 100, orderBy: 'key' } as never);
    return recordsOf(recordOf(page).values);
  }

  /** With issue types and versions. */
  async project(key: string): Promise<Json> {
    return recordOf(
      await getProject(this.transport, { projectIdOrKey: key, expand: 'description,issueTypes' }),
    );
  }

  /** Role name → id. */
  async roles(project: string): Promise<Map<string, string>> {
    const roles = recordOf(await getProjectRoles(this.transport, { projectIdOrKey: project }));
    const ids = new Map<string, string>();
    for (const [name, address] of Object.entries(roles)) {
      const id = /\/role\/(\d+)/.exec(String(address))?.[1];
      if (id !== undefined) ids.set(name, id);
    }
    return ids;
  }

  async role(project: string, id: string): Promise<Json> {
    return recordOf(await getProjectRole(this.transport, { projectIdOrKey: project, id: Number(id) }));
  }

  boards(project: string): Promise<Json[]> {
    return allOf<Json, number>(0, async (startAt) =>
      offsetPage(
        await getAllBoards(this.transport, {
          projectKeyOrId: project,
          startAt: startAt ?? 0,
          maxResults: 50,
        }),
      ),
    );
  }

  async boardConfiguration(board: string): Promise<Json> {
    return recordOf(await getConfiguration(this.transport, { boardId: Number(board) }));
  }

  /** @param states of the sprints, like `active,future`; null: all */
  sprints(board: string, states: string | null): Promise<Json[]> {
    return allOf<Json, number>(0, async (startAt) =>
      offsetPage(
        await getAllSprints(this.transport, {
          boardId: Number(board),
          startAt: startAt ?? 0,
          maxResults: 50,
          ...(states === null ? {} : { state: states as never }),
        }),
      ),
    );
  }

  /** One page of issues with the given fields. Data Center sends their changelogs along. */
  issues(scope: IssueScope, jql: string, fields: readonly string[], at: string | null): Promise<IssuePage> {
    if (this.isDataCenter) return this.offsetIssues(scope, jql, fields, at, PAGE, true);
    return this.tokenIssues(scope, jql, fields, at, PAGE);
  }

  /**
   * The keys of all issues of the scope; null when there are as many as `expected` and the first page says so (Data Center): then
   * the rest is not asked for.
   */
  async keys(scope: IssueScope, jql: string, expected: number | null): Promise<string[] | null> {
    const issues: Json[] = [];
    let at: string | null = null;
    do {
      const page: IssuePage = this.isDataCenter
        ? await this.offsetIssues(scope, jql, ['key'], at, DATA_CENTER_KEYS_PAGE, false)
        : await this.tokenIssues(scope, jql, ['key'], at, KEYS_PAGE);
      if (expected !== null && page.total === expected) return null;
      if (page.next !== null && page.next === at) throw pagingLoop(page.next);
      issues.push(...page.issues);
      at = page.next;
    } while (at !== null);
    return issues.map((issue) => ownText(issue, 'key')).filter((key) => key !== null);
  }

  /** Of up to 100 keys those that still stand under the same key; an issue that moved answers under its new one. */
  async existing(keys: readonly string[]): Promise<Set<string>> {
    const found = await this.byKeys(keys, ['project'], false);
    return new Set(found.map((issue) => ownText(issue, 'key')).filter((key) => key !== null));
  }

  /** Up to 100 issues with the given fields; those that are gone are left out. Data Center sends their changelogs along. */
  issuesOf(keys: readonly string[], fields: readonly string[]): Promise<Json[]> {
    return this.byKeys(keys, fields, true);
  }

  private async byKeys(
    keys: readonly string[],
    fields: readonly string[],
    changes: boolean,
  ): Promise<Json[]> {
    const answer = this.isDataCenter
      ? await this.search({
          jql: `key in (${keys.join(',')})`,
          validateQuery: 'none',
          fields: [...fields],
          startAt: 0,
          maxResults: keys.length,
          ...(changes ? { expand: ['changelog'] } : {}),
        })
      : recordOf(await bulkFetchIssues(this.transport, { issueIdsOrKeys: [...keys], fields: [...fields] }));
    return recordsOf(answer.issues);
  }

  /** How many issues there are, for progress; null where it cannot be told. */
  async count(scope: IssueScope, jql: string): Promise<number | null> {
    if (this.isDataCenter || scope.board !== null) return null;
    return numberOf(recordOf(await countIssues(this.transport, { jql: whole(scope, jql) })).count);
  }

  /** Complete histories of up to 1,000 issues, by issue id. One issue's histories may span pages. */
  async *changelogs(
    ids: readonly string[],
  ): AsyncGenerator<{ readonly issue: string; readonly histories: readonly Json[] }> {
    let token: string | undefined;
    do {
      const page = recordOf(
        await getBulkChangelogs(this.transport, {
          issueIdsOrKeys: [...ids],
          maxResults: HISTORIES_PAGE,
          ...(token === undefined ? {} : { nextPageToken: token }),
        }),
      );
      for (const entry of recordsOf(page.issueChangeLogs)) {
        const issue = ownText(entry, 'issueId');
        if (issue !== null) yield { issue, histories: recordsOf(entry.changeHistories) };
      }
      token = ownText(page, 'nextPageToken') ?? undefined;
    } while (token !== undefined);
  }

  /** Comments of one issue from a position on. */
  comments(issue: string, from: number): Promise<Json[]> {
    return allOf<Json, number>(from, async (startAt) => {
      const page = recordOf(
        await getComments(this.transport, {
          issueIdOrKey: issue,
          startAt: startAt ?? 0,
          maxResults: 100,
        } as never),
      );
      const comments = recordsOf(page.comments);
      const end = (numberOf(page.startAt) ?? startAt ?? 0) + comments.length;
      return {
        values: comments,
        next: comments.length === 0 || end >= (numberOf(page.total) ?? end) ? null : end,
      };
    });
  }

  get isDataCenter(): boolean {
    return this.access.deployment === 'data-center';
  }

  private async tokenIssues(
    scope: IssueScope,
    jql: string,
    fields: readonly string[],
    at: string | null,
    size: number,
  ): Promise<IssuePage> {
    const token = at === null ? {} : { nextPageToken: at };
    const answer =
      scope.board === null
        ? await searchAndReconsileIssuesUsingJqlPost(this.transport, {
            jql: whole(scope, jql),
            fields: [...fields],
            maxResults: size,
            ...token,
          })
        : await getIssuesForBoard(this.transport, {
            boardId: Number(scope.board),
            jql,
            fields: fields as never,
            maxResults: size,
            ...token,
          });
    const page = recordOf(answer);
    return {
      issues: recordsOf(page.issues),
      next: page.isLast === true ? null : ownText(page, 'nextPageToken'),
      total: null,
    };
  }

  /**
   * A page by offset. `at` is the offset with the number of all issues that the page before told, as in `200/5000`: when there are
   * fewer now, the ones after those that went have moved forward, so the page begins by as many earlier.
   */
  private async offsetIssues(
    scope: IssueScope,
    jql: string,
    fields: readonly string[],
    at: string | null,
    size: number,
    changes: boolean,
  ): Promise<IssuePage> {
    const [startAt = 0, before = null] = at === null ? [] : at.split('/').map(Number);
    const expand = changes ? { expand: ['changelog'] } : {};
    const page =
      scope.board === null
        ? await this.search({
            jql: whole(scope, jql),
            startAt,
            maxResults: size,
            fields: [...fields],
            ...expand,
          })
        : recordOf(
            await this.send({
              url: `/rest/agile/1.0/board/${Number(scope.board)}/issue`,
              method: 'GET',
              searchParams: {
                jql,
                startAt,
                maxResults: size,
                fields: fields.join(','),
                ...(changes ? { expand: 'changelog' } : {}),
              },
            }),
          );
    const issues = recordsOf(page.issues);
    const end = (numberOf(page.startAt) ?? startAt) + issues.length;
    const total = numberOf(page.total);
    if (before !== null && total !== null && total < before && startAt > 0) {
      const from = Math.max(0, startAt - (before - total));
      return this.offsetIssues(scope, jql, fields, `${from}/${total}`, size, changes);
    }
    const next = issues.length === 0 || end >= (total ?? end) ? null : `${end}/${total}`;
    return { issues, next, total };
  }

  private async search(body: Json): Promise<Json> {
    return recordOf(await this.send({ url: '/rest/api/2/search', method: 'POST', body }));
  }

  private async records(answer: Promise<unknown>): Promise<Json[]> {
    return listOf(await answer).filter(isRecord);
  }
}

/** JQL with its project: unbounded searches are refused. */
function whole(scope: IssueScope, jql: string): string {
  const start = jql.indexOf('ORDER BY ');
  const [condition, order] = start < 0 ? [jql, ''] : [jql.slice(0, start), jql.slice(start)];
  const bounds = `project = "${scope.project}"`;
  return [condition.trim() === '' ? bounds : `${bounds} AND ${condition.trim()}`, order].join(' ').trim();
}

/** A page by offset; the end is where the server says so, or where nothing more came. */
function offsetPage(answer: unknown): PageOf<Json, number> {
  const page = recordOf(answer);
  const values = recordsOf(page.values);
  const end = (numberOf(page.startAt) ?? 0) + values.length;
  const total = numberOf(page.total);
  const last = page.isLast === true || values.length === 0 || (total !== null && end >= total);
  return { values, next: last ? null : end };
}
