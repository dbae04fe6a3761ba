import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerProblem, filled, operationOf, requestProblem } from './github-rest-contract.ts';

export interface FakeIssue {
  number: number;
  title: string;
  body: string;
  state: 'open' | 'closed';
  state_reason: string | null;
  locked: boolean;
  labels: string[];
  author: string;
  created: string;
  updated: string;
  pull?: boolean;
}

/** Answers in place of the usual one. */
export interface Fault {
  /** On `METHOD /path`. */
  readonly on: RegExp;
  readonly status: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How often; default always. */
  times?: number;
  /** The work is done and only its answer gets lost. */
  readonly after?: boolean;
  /** The connection is cut instead of an answer. */
  readonly cut?: boolean;
}

export interface FakeGithubOptions {
  readonly repository?: string;
  readonly private?: boolean;
  readonly login?: string;
  readonly token?: string;
  /** Milliseconds before each answer, so that runs overlap. */
  readonly delayMs?: number;
  readonly now?: () => number;
}

const BODY_LIMIT = 65_536;
type Answer = { readonly status: number; readonly body?: unknown };

/**
 * GitHub's REST API for one repository: issues, labels, the git data API, artifacts, and `viewer` by GraphQL. Every request
 * and answer is held against GitHub's official description (github-rest.openapi.json); what differs is in `violations`.
 */
export class FakeGithub {
  readonly issues: FakeIssue[] = [];
  readonly labels = new Map<string, string>();
  readonly requests: string[] = [];
  readonly violations: string[] = [];
  readonly faults: Fault[] = [];
  readonly refs = new Map<string, string>();
  readonly artifacts: Record<string, unknown>[] = [];
  readonly repository: string;
  readonly login: string;
  readonly token: string;
  api = '';
  private readonly objects = new Map<string, unknown>();
  private server: Server | null = null;

  constructor(private readonly options: FakeGithubOptions = {}) {
    this.repository = options.repository ?? 'acme/checkout';
    this.login = options.login ?? 'github-actions[bot]';
    this.token = options.token ?? 'ghs_fakefakefakefakefake';
  }

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    this.api = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    return this.api;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  /** An issue that somebody else wrote. */
  add(issue: Partial<FakeIssue>): FakeIssue {
    const at = this.time();
    const made: FakeIssue = {
      number: this.issues.length + 1,
      title: '',
      body: '',
      state: 'open',
      state_reason: null,
      locked: false,
      labels: [],
      author: 'somebody',
      created: at,
      updated: at,
      ...issue,
    };
    this.issues.push(made);
    return made;
  }

  /** A file of a branch as it is now. */
  file(branch: string, path: string): Buffer | null {
    const commit = this.objects.get(this.refs.get(`refs/heads/${branch}`) ?? '') as
      { tree: string } | undefined;
    const tree = this.objects.get(commit?.tree ?? '') as Map<string, string> | undefined;
    return (this.objects.get(tree?.get(path) ?? '') as Buffer | undefined) ?? null;
  }

  files(branch: string): string[] {
    const commit = this.objects.get(this.refs.get(`refs/heads/${branch}`) ?? '') as
      { tree: string } | undefined;
    return [...((this.objects.get(commit?.tree ?? '') as Map<string, string> | undefined)?.keys() ?? [])];
  }

  private time(): string {
    return new Date(this.options.now?.() ?? Date.now()).toISOString().replace(/\.\d+Z$/, 'Z');
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const method = request.method ?? 'GET';
    const path = decodeURIComponent(url.pathname);
    this.requests.push(`${method} ${path}`);
    const text = await read(request);
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (this.options.delayMs !== undefined) await new Promise((go) => setTimeout(go, this.options.delayMs));
    if (request.headers.authorization !== `token ${this.token}`)
      return send(response, { status: 401, body: { message: 'Bad credentials' } });
    const fault = this.faults.find((each) => (each.times ?? 1) > 0 && each.on.test(`${method} ${path}`));
    if (fault !== undefined && fault.times !== undefined) fault.times -= 1;
    if (fault !== undefined && fault.after !== true) return fail(response, fault);
    const answer =
      path === '/graphql' ? this.graphql(body) : this.checked(method, path, url.searchParams, body);
    if (fault !== undefined) return fail(response, fault);
    return send(response, answer);
  }

  private checked(method: string, path: string, query: URLSearchParams, body: unknown): Answer {
    const operation = operationOf(method, path);
    if (operation === undefined) {
      this.violations.push(`${method} ${path}: not described`);
      return { status: 404, body: { message: 'Not Found' } };
    }
    const problem = requestProblem(operation, query, body);
    if (problem !== null) {
      this.violations.push(`${method} ${path}: ${problem}`);
      return { status: 422, body: { message: `Invalid request. ${problem}`, documentation_url: '' } };
    }
    const answer = this.route(method, path, query, (body ?? {}) as Record<string, never>);
    const wrong = answerProblem(operation, answer.status, answer.body);
    if (wrong !== null) this.violations.push(`answer of ${method} ${path} (${answer.status}): ${wrong}`);
    return answer;
  }

  private graphql(body: unknown): Answer {
    const { query } = body as { query: string };
    return /viewer\s*\{\s*login\s*\}/.test(query)
      ? { status: 200, body: { data: { viewer: { login: this.login } } } }
      : { status: 200, body: { errors: [{ message: 'unknown query' }] } };
  }

  private route(method: string, path: string, query: URLSearchParams, body: Record<string, unknown>): Answer {
    const root = `/repos/${this.repository}`;
    if (path.toLowerCase() !== root.toLowerCase() && !path.startsWith(`${root}/`)) return notFound();
    const rest = path.slice(root.length);
    if (rest === '') return { status: 200, body: this.repositoryShape() };
    if (rest === '/issues') return method === 'GET' ? this.list(query) : this.create(body);
    const issue = /^\/issues\/(\d+)$/.exec(rest);
    if (issue !== null) return this.update(Number(issue[1]), body);
    if (rest === '/labels') return this.createLabel(body);
    const label = /^\/labels\/(.+)$/.exec(rest);
    if (label !== null)
      return method === 'GET' ? this.label(label[1] ?? '') : this.deleteLabel(label[1] ?? '');
    if (rest === '/actions/artifacts') return this.listArtifacts(query);
    return this.git(method, rest, body);
  }

  private repositoryShape(): Record<string, unknown> {
    const isPrivate = this.options.private !== false;
    return filled('full-repository', {
      name: this.repository.split('/')[1],
      full_name: this.repository,
      private: isPrivate,
      visibility: isPrivate ? 'private' : 'public',
      default_branch: 'main',
    });
  }

  private list(query: URLSearchParams): Answer {
    const [state, since, labels] = ['state', 'since', 'labels'].map((name) => query.get(name));
    const found = this.issues.filter(
      (issue) =>
        (state === 'all' || issue.state === (state ?? 'open')) &&
        (!since || Date.parse(issue.updated) >= Date.parse(since)) &&
        (!labels || labels.split(',').every((label) => issue.labels.includes(label))),
    );
    found.sort((a, b) => b.number - a.number);
    const size = Number(query.get('per_page') ?? 30);
    const page = Number(query.get('page') ?? 1);
    return {
      status: 200,
      body: found.slice((page - 1) * size, page * size).map((issue) => this.shape(issue)),
    };
  }

  private create(body: Record<string, unknown>): Answer {
    if (String(body['body'] ?? '').length > BODY_LIMIT) return tooLong();
    const issue = this.add({
      title: String(body['title']),
      body: String(body['body'] ?? ''),
      labels: ((body['labels'] as string[] | undefined) ?? []).map(String),
      author: this.login,
    });
    for (const label of issue.labels) if (!this.labels.has(label)) this.labels.set(label, '');
    return { status: 201, body: this.shape(issue) };
  }

  private update(number: number, body: Record<string, unknown>): Answer {
    const issue = this.issues.find((each) => each.number === number);
    if (issue === undefined) return { status: 410, body: { message: 'This issue was deleted' } };
    if (String(body['body'] ?? '').length > BODY_LIMIT) return tooLong();
    Object.assign(issue, body, { updated: this.time() });
    return { status: 200, body: this.shape(issue) };
  }

  private shape(issue: FakeIssue): Record<string, unknown> {
    const bot = issue.author.endsWith('[bot]');
    return filled('issue', {
      number: issue.number,
      id: 1000 + issue.number,
      title: issue.title,
      body: issue.body,
      state: issue.state,
      state_reason: issue.state_reason,
      locked: issue.locked,
      labels: issue.labels.map((name) => ({ name })),
      user: filled('simple-user', { login: issue.author, type: bot ? 'Bot' : 'User' }),
      html_url: `${this.api}/${this.repository}/issues/${issue.number}`,
      created_at: issue.created,
      updated_at: issue.updated,
      closed_at: issue.state === 'closed' ? issue.updated : null,
      ...(issue.pull === true
        ? { pull_request: { diff_url: '', html_url: '', patch_url: '', url: '' } }
        : {}),
    });
  }

  private createLabel(body: Record<string, unknown>): Answer {
    const [name, text] = [String(body['name']), String(body['description'] ?? '')];
    if (this.labels.has(name) || text.length > 100 || name.length > 50)
      return {
        status: 422,
        body: {
          message: 'Validation Failed',
          documentation_url: 'https://docs.github.com/rest/issues/labels#create-a-label',
          errors: [
            { resource: 'Label', code: this.labels.has(name) ? 'already_exists' : 'invalid', field: 'name' },
          ],
        },
      };
    this.labels.set(name, text);
    return { status: 201, body: filled('label', { name, description: text }) };
  }

  private label(name: string): Answer {
    const description = this.labels.get(name);
    return description === undefined
      ? notFound()
      : { status: 200, body: filled('label', { name, description }) };
  }

  private deleteLabel(name: string): Answer {
    return this.labels.delete(name) ? { status: 204 } : { status: 404, body: { message: 'Not Found' } };
  }

  private listArtifacts(query: URLSearchParams): Answer {
    const name = query.get('name');
    const found = this.artifacts.filter((each) => name === null || each['name'] === name);
    const artifacts = found.map((each) => filled('artifact', each));
    return { status: 200, body: { total_count: artifacts.length, artifacts } };
  }

  private git(method: string, rest: string, body: Record<string, unknown>): Answer {
    if (rest === '/git/blobs') {
      const content = Buffer.from(String(body['content']), body['encoding'] === 'base64' ? 'base64' : 'utf8');
      return { status: 201, body: { sha: this.store(content, content), url: '' } };
    }
    if (rest === '/git/trees') return this.createTree(body);
    if (rest === '/git/commits') {
      const sha = this.store(JSON.stringify(body) + this.objects.size, {
        tree: body['tree'],
        parents: body['parents'],
      });
      return { status: 201, body: this.commitShape(sha) };
    }
    if (rest === '/git/refs') return this.createRef(String(body['ref']), String(body['sha']));
    const ref = /^\/git\/refs?\/(.+)$/.exec(rest)?.[1];
    if (ref !== undefined)
      return method === 'GET' ? this.ref(`refs/${ref}`) : this.moveRef(`refs/${ref}`, body);
    return this.object(rest);
  }

  private object(rest: string): Answer {
    const [, kind, sha = ''] = /^\/git\/(blobs|trees|commits)\/(\w+)$/.exec(rest) ?? [];
    const found = this.objects.get(sha);
    if (found === undefined) return notFound();
    if (kind === 'commits') return { status: 200, body: this.commitShape(sha) };
    if (kind === 'trees') return { status: 200, body: this.treeShape(sha) };
    const content = (found as Buffer).toString('base64').replace(/.{60}/g, '$&\n');
    return {
      status: 200,
      body: filled('blob', { sha, content, encoding: 'base64', size: (found as Buffer).length }),
    };
  }

  private createTree(body: Record<string, unknown>): Answer {
    const base =
      body['base_tree'] === undefined
        ? []
        : [...(this.objects.get(String(body['base_tree'])) as Map<string, string>)];
    const tree = new Map(base);
    for (const entry of body['tree'] as { path: string; sha: string }[]) tree.set(entry.path, entry.sha);
    const sha = this.store(JSON.stringify([...tree].sort()), tree);
    return { status: 201, body: this.treeShape(sha) };
  }

  private treeShape(sha: string): Record<string, unknown> {
    const tree = [...(this.objects.get(sha) as Map<string, string>)].map(([path, blob]) => ({
      path,
      mode: '100644',
      type: 'blob',
      sha: blob,
    }));
    return filled('git-tree', { sha, truncated: false, tree });
  }

  private commitShape(sha: string): Record<string, unknown> {
    const commit = this.objects.get(sha) as { tree: string; parents: string[] };
    const parents = commit.parents.map((each) => ({ sha: each, url: '', html_url: '' }));
    return filled('git-commit', { sha, tree: { sha: commit.tree, url: '' }, parents });
  }

  private ref(name: string): Answer {
    const sha = this.refs.get(name);
    return sha === undefined ? notFound() : { status: 200, body: refShape(name, sha) };
  }

  private createRef(name: string, sha: string): Answer {
    if (this.refs.has(name)) return invalid('Reference already exists');
    this.refs.set(name, sha);
    return { status: 201, body: refShape(name, sha) };
  }

  private moveRef(name: string, body: Record<string, unknown>): Answer {
    const sha = String(body['sha']);
    const { parents } = this.objects.get(sha) as { parents: string[] };
    if (!parents.includes(this.refs.get(name) ?? '') && body['force'] !== true)
      return invalid('Update is not a fast forward');
    this.refs.set(name, sha);
    return { status: 200, body: refShape(name, sha) };
  }

  private store(bytes: string | Buffer, value: unknown): string {
    const sha = createHash('sha1').update(bytes).digest('hex');
    this.objects.set(sha, value);
    return sha;
  }
}

function refShape(ref: string, sha: string): Record<string, unknown> {
  return { ref, node_id: '', url: '', object: { type: 'commit', sha, url: '' } };
}

function invalid(message: string): Answer {
  return { status: 422, body: { message, documentation_url: 'https://docs.github.com/rest' } };
}

function tooLong(): Answer {
  return {
    status: 422,
    body: {
      message: 'Validation Failed',
      documentation_url: 'https://docs.github.com/rest/issues/issues#create-an-issue',
      errors: [
        {
          code: 'custom',
          field: 'body',
          message: 'body is too long (maximum is 65536 characters)',
          resource: 'Issue',
        },
      ],
    },
  };
}

function notFound(): Answer {
  return {
    status: 404,
    body: { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(body === undefined ? '' : JSON.stringify(body));
}

function fail(response: ServerResponse, { status, message, headers, cut }: Fault): void {
  if (cut === true) return void response.destroy();
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ message: message ?? 'not today', documentation_url: '' }));
}
