import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page of the fake wiki, its body in Confluence's storage format. */
export interface FakePage {
  readonly id: string;
  readonly title: string;
  readonly labels?: readonly string[];
  readonly created: string;
  readonly updated?: string;
  readonly author?: string;
  readonly body?: string;
}

export interface FakeTask {
  readonly localId: string;
  readonly pageId: string;
  readonly status: 'complete' | 'incomplete';
  readonly assignedTo?: string;
  readonly createdAt: string;
  readonly completedAt?: string;
  readonly dueAt?: string;
}

export interface FakeWikiOptions {
  readonly space: string;
  readonly pages: readonly FakePage[];
  /** Null: Data Center, which has no list of tasks. */
  readonly tasks: readonly FakeTask[] | null;
  /** Entries a page of an answer holds, however many are asked for. */
  readonly trim?: number;
  /** Answers in place of the usual one, by path. */
  readonly failing?: Readonly<Record<string, number>>;
  readonly authorization?: string;
}

/** Query parameters that the official description allows on what is called. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  '/wiki/rest/api/content/search': ['cql', 'cqlcontext', 'expand', 'cursor', 'limit', 'start'],
  '/wiki/api/v2/tasks': ['page-id', 'include-blank-tasks', 'cursor', 'limit', 'body-format', 'space-id'],
};
const LARGEST: Readonly<Record<string, number>> = {
  '/wiki/rest/api/content/search': 100,
  '/wiki/api/v2/tasks': 250,
};

/** A local Confluence with one space: content search by CQL in the forms hatcheck uses, and Cloud's list of tasks. */
export class FakeConfluence {
  readonly seen: { path: string; query: URLSearchParams; authorization: string | undefined }[] = [];
  private server: Server | null = null;

  constructor(private readonly options: FakeWikiOptions) {}

  async start(): Promise<string> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/wiki`;
  }

  async stop(): Promise<void> {
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://fake');
    const { authorization } = request.headers;
    this.seen.push({ path: url.pathname, query: url.searchParams, authorization });
    const failing = this.options.failing?.[url.pathname];
    if (failing !== undefined) return send(response, failing, { message: 'not today' });
    if (this.options.authorization !== undefined && authorization !== this.options.authorization)
      return send(response, 401, { message: 'Unauthorized' });
    const allowed = ALLOWED[url.pathname];
    if (allowed === undefined || (url.pathname.endsWith('/tasks') && this.options.tasks === null))
      return send(response, 404, { message: 'Not found' });
    const unknown = [...url.searchParams.keys()].find((name) => !allowed.includes(name));
    if (unknown !== undefined) return send(response, 400, { message: `unknown parameter ${unknown}` });
    if (Number(url.searchParams.get('limit') ?? 25) > (LARGEST[url.pathname] ?? 0))
      return send(response, 400, { message: 'limit too large' });
    return url.pathname.endsWith('/tasks') ? this.tasks(url, response) : this.search(url, response);
  }

  private search(url: URL, response: ServerResponse): void {
    const cql = url.searchParams.get('cql') ?? '';
    const ids = /^id in \(([\d,]+)\)$/.exec(cql)?.[1]?.split(',');
    const space =
      /^space = "((?:[^"\\]|\\.)*)" and type = page and lastmodified >= "(\d{4}-\d\d-\d\d)" order by created$/.exec(
        cql,
      );
    if (ids === undefined && space === null)
      return send(response, 400, { message: `Could not parse cql: ${cql}` });
    if (space !== null && space[1] !== this.options.space)
      return send(response, 400, { message: `No space found with key : ${space[1]}` });
    const found = this.options.pages.filter((page) =>
      ids === undefined ? (page.updated ?? page.created) >= (space?.[2] ?? '') : ids.includes(page.id),
    );
    const expand = url.searchParams.get('expand') ?? '';
    this.page(url, response, found, '/rest/api/content/search', (page) => ({
      id: page.id,
      type: 'page',
      status: 'current',
      title: page.title,
      history: {
        latest: true,
        createdDate: page.created,
        createdBy: { type: 'known', accountId: page.author ?? 'acc-1', displayName: 'Somebody' },
        lastUpdated: { when: page.updated ?? page.created, number: 1 },
      },
      metadata: { labels: { results: (page.labels ?? []).map((name) => ({ prefix: 'global', name })) } },
      ...(expand.includes('body.storage')
        ? { body: { storage: { value: page.body ?? '', representation: 'storage' } } }
        : {}),
    }));
  }

  private tasks(url: URL, response: ServerResponse): void {
    const pages = (url.searchParams.get('page-id') ?? '').split(',');
    const found = (this.options.tasks ?? []).filter((task) => pages.includes(task.pageId));
    this.page(url, response, found, '/wiki/api/v2/tasks', (task) => ({ id: `t-${task.localId}`, ...task }));
  }

  private page<T>(
    url: URL,
    response: ServerResponse,
    all: readonly T[],
    path: string,
    shape: (entry: T) => unknown,
  ): void {
    const from = Number(url.searchParams.get('cursor') ?? url.searchParams.get('start') ?? 0);
    const size = Math.min(Number(url.searchParams.get('limit') ?? 25), this.options.trim ?? 1000);
    const results = all.slice(from, from + size).map(shape);
    const more = from + size < all.length;
    const next = new URLSearchParams(url.searchParams);
    next.set('cursor', String(from + size));
    send(response, 200, {
      results,
      size: results.length,
      // The link leads to another host on purpose: only its cursor may be used.
      _links: {
        base: 'https://elsewhere.example/wiki',
        ...(more ? { next: `${path}?${next.toString()}` } : {}),
      },
    });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
