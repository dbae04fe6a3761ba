import { Octokit } from '@octokit/rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { failureOf, networkFailure } from '../../connectors/manners/index.ts';
import { TrackerError } from '../../errors.ts';
import { GITHUB_WORDS as WORDS } from '../words.ts';
import { commitFiles, fileOf } from './branch.ts';
import {
  UncertainError,
  type IssueChange,
  type NewIssue,
  type Repository,
  type RepositoryIssue,
} from './repository.ts';

export const GITHUB_API = 'https://api.github.com';

export interface GithubOptions {
  readonly token: string;
  /** `owner/name`. */
  readonly repository: string;
  /** Default https://api.github.com; GitHub Enterprise Server: https://HOST/api/v3. */
  readonly api: string;
  readonly signal: AbortSignal;
  readonly onWait: (text: string) => void;
  /** Milliseconds that stand for a second of waiting: 1000, in tests less. */
  readonly secondMs?: number;
}

const Client = Octokit.plugin(throttling, retry);
export type GithubClient = Octokit;

/** Waits that a server asks for beyond this are told instead of slept. */
const PATIENCE_S = 900;
/** A page of issues is 100; a repository where more than this moved in a week is not read to its end. */
const MOST_PAGES = 30;
/** A group of the plugin that spaces nothing: only tests, whose seconds are short, take it. */
const unspaced = { key: () => ({ schedule: (_: unknown, task: () => Promise<void>) => task() }) };

interface RequestFailure extends Error {
  readonly status: number;
  readonly request?: { readonly method: string; readonly url: string };
  readonly response?: { readonly data?: unknown };
}

/** GitHub's REST API through octokit, whose plugins space writes, wait for limits and retry what may be sent again. */
export function githubRepository(options: GithubOptions): Repository {
  return new RestRepository(options, createClient(options));
}

function createClient(options: GithubOptions): GithubClient {
  const secondMs = options.secondMs ?? 1000;
  const patient =
    (what: string) =>
    (seconds: number, _request: unknown, _octokit: unknown, tries: number): boolean => {
      if (seconds > PATIENCE_S || tries >= 3) return false;
      options.onWait(`GitHub asks for a pause (${what}): waiting ${seconds} s`);
      return true;
    };
  const quick = secondMs < 1000 ? { write: unspaced as never, notifications: unspaced as never } : {};
  const client = new Client({
    auth: options.token,
    baseUrl: options.api,
    userAgent: 'hatcheck',
    request: {
      fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
        // A redirect could carry the token to another host.
        fetch(input, {
          ...init,
          redirect: 'manual',
          signal: AbortSignal.any([options.signal, AbortSignal.timeout(60_000)]),
        }),
      retryAfterBaseValue: secondMs,
    },
    retry: { retryAfterBaseValue: secondMs },
    throttle: {
      onRateLimit: patient('rate limit'),
      onSecondaryRateLimit: patient('secondary rate limit'),
      fallbackSecondaryRateRetryAfter: 60,
      retryAfterBaseValue: secondMs,
      ...quick,
    },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  });
  client.hook.after('request', ({ status, url }) => {
    // Octokit takes a redirect that it may not follow for a success.
    if (status >= 300 && status < 400) throw moved(options.repository, new URL(url).host);
  });
  return client;
}

function moved(repository: string, host: string): TrackerError {
  return new TrackerError({
    code: 'POST_REDIRECTED',
    message: `GitHub (${host}) says that ${repository} was renamed or moved; tokens are not sent on.`,
    next: 'Give its present name with --repository.',
  });
}

class RestRepository implements Repository {
  readonly name: string;
  readonly server: string;
  private readonly place: { owner: string; repo: string };
  private known: { visibility?: boolean; self?: string } = {};

  constructor(
    private readonly options: GithubOptions,
    private readonly octokit: GithubClient,
  ) {
    const [owner = '', repo = ''] = options.repository.split('/');
    this.name = options.repository;
    this.place = { owner, repo };
    this.server = serverOf(options.api);
  }

  async isPublic(): Promise<boolean> {
    this.known.visibility ??= await this.ask(async () => {
      const { data } = await this.octokit.repos.get(this.place);
      return !data.private && data.visibility !== 'internal';
    });
    return this.known.visibility;
  }

  async self(): Promise<string> {
    this.known.self ??= await this.ask(async () => {
      // GET /user is closed to the token of a workflow; `viewer` answers every kind of token.
      const { viewer } = await this.octokit.graphql<{ viewer: { login: string } }>(
        'query { viewer { login } }',
      );
      return bare(viewer.login);
    });
    return this.known.self;
  }

  issues(query: { readonly since: string; readonly label?: string }): Promise<RepositoryIssue[]> {
    return this.ask(async () => {
      const found: RepositoryIssue[] = [];
      for (let page = 1; page <= MOST_PAGES; page += 1) {
        const { data } = await this.octokit.issues.listForRepo({
          ...this.place,
          state: 'all',
          sort: 'created',
          direction: 'desc',
          since: query.since,
          ...(query.label === undefined ? {} : { labels: query.label }),
          per_page: 100,
          page,
        });
        found.push(...data.filter((issue) => issue.pull_request === undefined).map(readIssue));
        if (data.length < 100) break;
      }
      return found;
    });
  }

  async createIssue({ title, body, labels }: NewIssue): Promise<RepositoryIssue> {
    try {
      // Never again by itself: an answer that was lost on the way may have created the issue.
      const request = { retries: 0 };
      const { data } = await this.octokit.issues.create({
        ...this.place,
        title,
        body,
        labels: [...labels],
        request,
      });
      return readIssue(data);
    } catch (error) {
      const told = this.failure(error);
      throw isLost(error) ? new UncertainError(told) : told;
    }
  }

  async updateIssue(number: number, change: IssueChange): Promise<RepositoryIssue> {
    try {
      const { data } = await this.octokit.issues.update({ ...this.place, issue_number: number, ...change });
      return readIssue(data);
    } catch (error) {
      throw issueFailure(error, number, this.name) ?? this.failure(error);
    }
  }

  async createLabel(name: string, description: string): Promise<boolean> {
    try {
      await this.octokit.issues.createLabel({ ...this.place, name, description, color: 'ededed' });
      return true;
    } catch (error) {
      if (statusOf(error) === 422 && saysExists(error)) return false;
      throw this.failure(error);
    }
  }

  async labelDescription(name: string): Promise<string | null> {
    try {
      const { data } = await this.octokit.issues.getLabel({ ...this.place, name });
      return data.description ?? '';
    } catch (error) {
      if (statusOf(error) === 404) return null;
      throw this.failure(error);
    }
  }

  async deleteLabel(name: string): Promise<void> {
    try {
      await this.octokit.issues.deleteLabel({ ...this.place, name });
    } catch (error) {
      if (statusOf(error) !== 404) throw this.failure(error);
    }
  }

  findArtifact(name: string): Promise<number | null> {
    return this.ask(async () => {
      const { data } = await this.octokit.actions.listArtifactsForRepo({
        ...this.place,
        name,
        per_page: 100,
      });
      const own = data.artifacts.filter(
        // Whoever opens a pull request from a fork can leave an artifact of any name.
        ({ expired, workflow_run: run }) =>
          !expired && run?.id !== undefined && run.head_repository_id === run.repository_id,
      );
      own.sort((a, b) => (b.created_at ?? '').localeCompare(a.created_at ?? ''));
      return own[0]?.workflow_run?.id ?? null;
    });
  }

  readFile(branch: string, path: string): Promise<Buffer | null> {
    return this.ask(() => fileOf(this.octokit, this.place, branch, path));
  }

  commit(branch: string, message: string, files: ReadonlyMap<string, Buffer>): Promise<void> {
    return this.ask(() => commitFiles(this.octokit, this.place, { branch, message, files }));
  }

  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      return await question();
    } catch (error) {
      throw this.failure(error);
    }
  }

  private failure(error: unknown): Error {
    this.options.signal.throwIfAborted();
    if (error instanceof Error && error.name === 'GraphqlResponseError') return refused(error);
    if (!isRequestFailure(error)) return error as Error;
    const request = error.request ?? { method: 'POST', url: `${this.options.api}/graphql` };
    // Octokit reports a network failure as a request error of status 500 that carries no answer.
    if (error.response === undefined) return networkFailure(error.cause ?? error, request, WORDS);
    const status = isSecondary(error) ? 429 : error.status;
    return failureOf({ status, text: JSON.stringify(error.response.data ?? '') }, request, WORDS);
  }
}

/** GraphQL refuses with an answer of status 200. */
function refused(error: Error): TrackerError {
  const said = error.message.replace(/\s+/g, ' ').slice(0, 200);
  return new TrackerError(
    {
      code: 'POST_REFUSED',
      message: `GitHub does not say whose token this is: ${said}`,
      next: WORDS.permission,
    },
    { cause: error },
  );
}

/** The issue itself is the trouble: somebody deleted, moved or locked it. Null: something else is. */
function issueFailure(error: unknown, number: number, repository: string): TrackerError | null {
  const status = statusOf(error);
  const said = isRequestFailure(error) ? error.message : '';
  if (status === 404 || status === 410 || status === 301) {
    return new TrackerError({
      code: 'ISSUE_GONE',
      message: `Issue ${number} of ${repository} was deleted or moved while it was being updated (${status}).`,
      next: 'Nothing was created instead. Post again if a new issue is wanted.',
    });
  }
  if (status === 403 && /lock/i.test(said)) {
    return new TrackerError({
      code: 'ISSUE_LOCKED',
      message: `Issue ${number} of ${repository} is locked, and the token may not change locked issues.`,
      next: 'Unlock the issue, or post with the token of somebody who may write to the repository. Nothing was created instead.',
    });
  }
  return null;
}

/** Whether the request may have been carried out although no success was heard of. */
function isLost(error: unknown): boolean {
  return isRequestFailure(error) && (error.response === undefined || error.status >= 500);
}

function isSecondary(error: RequestFailure): boolean {
  return error.status === 403 && /rate limit/i.test(error.message);
}

function saysExists(error: unknown): boolean {
  return isRequestFailure(error) && /already_exists/.test(JSON.stringify(error.response?.data ?? ''));
}

function statusOf(error: unknown): number | null {
  return isRequestFailure(error) ? error.status : null;
}

function isRequestFailure(error: unknown): error is RequestFailure {
  return error instanceof Error && error.name === 'HttpError';
}

function readIssue(issue: {
  number: number;
  html_url: string;
  title: string;
  body?: string | null | undefined;
  state: string;
  locked: boolean;
  user: { login: string } | null;
}): RepositoryIssue {
  return {
    number: issue.number,
    url: issue.html_url,
    title: issue.title,
    // A body that somebody edited in the browser has Windows' line ends.
    body: (issue.body ?? '').replaceAll('\r\n', '\n'),
    open: issue.state === 'open',
    locked: issue.locked,
    author: bare(issue.user?.login ?? ''),
  };
}

function bare(login: string): string {
  return login.replace(/\[bot\]$/, '');
}

/** `https://api.github.com` → `https://github.com`, `https://HOST/api/v3` → `https://HOST`. */
export function serverOf(api: string): string {
  const { protocol, host, hostname } = new URL(api);
  return hostname === 'api.github.com' ? 'https://github.com' : `${protocol}//${host}`;
}
