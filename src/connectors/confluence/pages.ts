import { z } from 'zod';
import type { Instant } from '../../history/team-history.ts';
import { allOf, type Courier } from '../manners/index.ts';

/** Requests to Confluence: the content search that Cloud and Data Center share, and Cloud's list of tasks. */

export interface WikiAccess {
  readonly courier: Courier;
  /** Address of the wiki without a slash at the end (`https://acme.atlassian.net/wiki`). */
  readonly base: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WikiPage {
  readonly id: string;
  readonly title: string;
  readonly labels: readonly string[];
  readonly created: Instant;
  readonly updated: Instant;
  readonly author: string | null;
  /** Storage format; null where it was not asked for. */
  readonly body: string | null;
}

export interface WikiTask {
  /** Id inside its page. */
  readonly localId: string;
  readonly page: string;
  readonly done: boolean;
  readonly owner: string | null;
  readonly created: Instant;
  readonly completed: Instant | null;
  readonly due: Instant | null;
}

const PAGE = 100;
/** Pages asked for by id in one request, so that the address stays short. */
const IDS = 50;

const userSchema = z.looseObject({
  accountId: z.string().optional(),
  userKey: z.string().optional(),
  username: z.string().optional(),
});
const contentSchema = z.looseObject({
  id: z.string(),
  title: z.string(),
  history: z.looseObject({
    createdDate: z.string(),
    createdBy: userSchema.nullish(),
    lastUpdated: z.looseObject({ when: z.string() }).nullish(),
  }),
  metadata: z
    .looseObject({
      labels: z.looseObject({ results: z.array(z.looseObject({ name: z.string() })) }).nullish(),
    })
    .nullish(),
  body: z.looseObject({ storage: z.looseObject({ value: z.string() }).nullish() }).nullish(),
});
const searchSchema = z.looseObject({
  results: z.array(contentSchema),
  _links: z.looseObject({ next: z.string().optional() }).optional(),
});
const taskSchema = z.looseObject({
  localId: z.string().nullish(),
  pageId: z.string().nullish(),
  status: z.enum(['complete', 'incomplete']),
  assignedTo: z.string().nullish(),
  createdAt: z.string(),
  completedAt: z.string().nullish(),
  dueAt: z.string().nullish(),
});
const tasksSchema = z.looseObject({
  results: z.array(taskSchema),
  _links: z.looseObject({ next: z.string().optional() }).optional(),
});

type Content = z.infer<typeof contentSchema>;
type Task = z.infer<typeof taskSchema>;

/** Titles, labels, dates and authors of the pages of a space changed since then; no texts. */
export function pagesOfSpace(access: WikiAccess, space: string, since: Instant): Promise<WikiPage[]> {
  const day = new Date(since).toISOString().slice(0, 10);
  const cql = `space = ${quoted(space)} and type = page and lastmodified >= "${day}" order by created`;
  return search(access, cql, 'history,history.lastUpdated,metadata.labels');
}

/** The given pages with their texts. */
export async function pagesWithText(access: WikiAccess, ids: readonly string[]): Promise<WikiPage[]> {
  const found: WikiPage[] = [];
  for (const some of batches(ids))
    found.push(
      ...(await search(
        access,
        `id in (${some.join(',')})`,
        'history,history.lastUpdated,metadata.labels,body.storage',
      )),
    );
  return found;
}

/** The inline tasks of the given pages (Cloud only: elsewhere the answer is 404). */
export async function tasksOf(access: WikiAccess, ids: readonly string[]): Promise<WikiTask[]> {
  const found: WikiTask[] = [];
  for (const some of batches(ids)) {
    const query = { 'page-id': some.join(','), 'include-blank-tasks': 'false', limit: '250' };
    const tasks = await allOf<Task, string>(null, async (cursor) => {
      const body = tasksSchema.parse(await get(access, '/api/v2/tasks', { ...query, ...cursorOf(cursor) }));
      return { values: body.results, next: nextCursor(body._links?.next) };
    });
    for (const task of tasks) if (task.pageId != null) found.push(readTask(task, task.pageId));
  }
  return found;
}

async function search(access: WikiAccess, cql: string, expand: string): Promise<WikiPage[]> {
  const found = await allOf<Content, string>(null, async (cursor) => {
    const query = { cql, expand, limit: String(PAGE), ...cursorOf(cursor) };
    const body = searchSchema.parse(await get(access, '/rest/api/content/search', query));
    return { values: body.results, next: nextCursor(body._links?.next) };
  });
  return found.map(readPage);
}

function get(access: WikiAccess, path: string, query: Readonly<Record<string, string>>): Promise<unknown> {
  const url = `${access.base}${path}?${new URLSearchParams(query).toString()}`;
  return access.courier.json({ method: 'GET', url, headers: access.headers, endpoint: path });
}

/** Where to go on, taken from the next link's query; the link's own address is never followed. */
function nextCursor(link: string | undefined): string | null {
  if (link === undefined) return null;
  const query = new URLSearchParams(link.split('?')[1] ?? '');
  const cursor = query.get('cursor');
  if (cursor !== null) return `cursor=${cursor}`;
  const start = query.get('start');
  return start === null ? null : `start=${start}`;
}

function cursorOf(cursor: string | null): Record<string, string> {
  if (cursor === null) return {};
  const at = cursor.indexOf('=');
  return { [cursor.slice(0, at)]: cursor.slice(at + 1) };
}

function readPage(content: Content): WikiPage {
  const { history } = content;
  const created = Date.parse(history.createdDate);
  const by = history.createdBy;
  return {
    id: content.id,
    title: content.title,
    labels: (content.metadata?.labels?.results ?? []).map((label) => label.name),
    created,
    updated: history.lastUpdated == null ? created : Date.parse(history.lastUpdated.when),
    author: by?.accountId ?? by?.userKey ?? by?.username ?? null,
    body: content.body?.storage?.value ?? null,
  };
}

function readTask(task: Task, page: string): WikiTask {
  return {
    localId: task.localId ?? '',
    page,
    done: task.status === 'complete',
    owner: task.assignedTo ?? null,
    created: Date.parse(task.createdAt),
    completed: task.completedAt == null ? null : Date.parse(task.completedAt),
    due: task.dueAt == null ? null : Date.parse(task.dueAt),
  };
}

function batches(ids: readonly string[]): string[][] {
  const sorted = [...ids].filter((id) => /^\d+$/.test(id)).sort();
  return Array.from({ length: Math.ceil(sorted.length / IDS) }, (_, index) =>
    sorted.slice(index * IDS, (index + 1) * IDS),
  );
}

/** A value of CQL; what the configuration says cannot leave its quotes. */
function quoted(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
