import { Octokit } from '@octokit/rest';
import { paginateGraphQL } from '@octokit/plugin-paginate-graphql';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { CredentialsError, TrackerError } from '../../errors.ts';
import { failureOf, networkFailure, type FailureWords } from '../manners/index.ts';

export const GITHUB_API = 'https://api.github.com';

export interface GithubClientOptions {
  readonly token: string;
  /** Default https://api.github.com; GitHub Enterprise Server: https://HOST/api/v3. */
  readonly api?: string;
  readonly signal: AbortSignal;
  readonly onWait?: (text: string) => void;
  /** Milliseconds that stand for a second of waiting: 1000, in tests less. */
  readonly secondMs?: number;
  /** For one request. Default 60 s. */
  readonly timeoutMs?: number;
}

export interface GithubProblem {
  readonly type?: string | undefined;
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
}

export interface GithubAnswer<Data> {
  readonly data: Data;
  /** Errors beside the data: what could not be read of it. */
  readonly problems: readonly GithubProblem[];
}

const WORDS: FailureWords = {
  tracker: 'GitHub',
  code: 'GITHUB',
  credentials:
    'Create a token with read access to issues, pull requests and projects, put it into GITHUB_TOKEN and run again.',
  permission:
    'Give the token read access to issues, pull requests, discussions and projects of the repository.',
  missing: 'Check tracker.repository and tracker.api in hatcheck.yaml.',
};

const Client = Octokit.plugin(throttling, retry, paginateGraphQL);
/** The plugin spaces POSTs out as writes; ours are queries that only read, one after the other. */
const readingPosts = {
  key: () => ({ schedule: (_options: unknown, task: () => Promise<void>): Promise<void> => task() }),
};
/** Waits that a server asks for beyond this are told instead of slept. */
const PATIENCE_S = 900;

const TIMED_OUT = /timeout|timed out|resource limits|something went wrong|exceeds|too complex/i;

/** Octokit's errors, by what they carry: their classes belong to packages below the ones we depend on. */
interface GraphqlFailure<Data> extends Error {
  readonly data?: Data | null;
  readonly errors?: readonly GithubProblem[];
}

interface RequestFailure extends Error {
  readonly status: number;
  readonly response?: { readonly data?: unknown };
}

/** The query was too heavy for the server; a smaller page may do. */
export class TooHeavyError extends TrackerError {}

/** A cursor that GitHub no longer knows. */
export class ExpiredCursorError extends TrackerError {}

/** The server is older than the query: GitHub Enterprise Server does not know a field. */
export class UnknownFieldError extends TrackerError {}

/** GitHub's GraphQL API through octokit, whose plugins throttle and retry. */
export class GithubClient {
  requests = 0;
  private readonly octokit: InstanceType<typeof Client>;
  private readonly api: string;

  constructor(private readonly options: GithubClientOptions) {
    this.api = options.api ?? GITHUB_API;
    const secondMs = options.secondMs ?? 1000;
    const patient =
      (what: string) =>
      (seconds: number, _request: unknown, _octokit: unknown, tries: number): boolean => {
        if (seconds > PATIENCE_S || tries >= 3) return false;
        options.onWait?.(`GitHub asks for a pause (${what}): waiting ${seconds} s`);
        return true;
      };
    this.octokit = new Client({
      auth: options.token,
      baseUrl: this.api,
      userAgent: 'hatcheck',
      request: { fetch: this.fetch, retryAfterBaseValue: secondMs },
      retry: { retryAfterBaseValue: secondMs },
      throttle: {
        onRateLimit: patient('rate limit'),
        onSecondaryRateLimit: patient('secondary rate limit'),
        fallbackSecondaryRateRetryAfter: 60,
        // The plugin asks no more of a group than this.
        write: readingPosts as never,
        retryAfterBaseValue: secondMs,
      },
      log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    });
  }

  /** Runs one query. Rejects with `CredentialsError`, `TrackerError`, `TooHeavyError` or `ExpiredCursorError`. */
  async query<Data>(query: string, variables: Record<string, unknown> = {}): Promise<GithubAnswer<Data>> {
    try {
      const data = await this.octokit.graphql<Data>(query, { ...variables });
      return { data, problems: [] };
    } catch (error) {
      this.options.signal.throwIfAborted();
      if (isNamed<GraphqlFailure<Data>>(error, 'GraphqlResponseError')) return partial(error, this.api);
      throw this.failure(error);
    }
  }

  private readonly fetch: typeof fetch = (input, init) => {
    this.requests += 1;
    const signals = [this.options.signal, AbortSignal.timeout(this.options.timeoutMs ?? 60_000)];
    // A redirect could carry the token to another host.
    return fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.any(signals) });
  };

  private failure(error: unknown): unknown {
    const limited = (error as { response?: { data?: { errors?: readonly GithubProblem[] } } }).response?.data
      ?.errors;
    if (limited?.some(({ type }) => type === 'RATE_LIMITED') === true)
      return problemOf(limited, new URL(this.api).host);
    if (!isNamed<RequestFailure>(error, 'HttpError')) return error;
    const request = { method: 'POST', url: `${this.api}/graphql` };
    // Octokit reports a network failure as a request error of status 500 that carries no answer.
    if (error.response === undefined) return networkFailure(error.cause ?? error, request, WORDS);
    if (error.status === 502 || error.status === 504 || TIMED_OUT.test(error.message)) {
      return new TooHeavyError({
        code: 'GITHUB_UNAVAILABLE',
        message: `GitHub answered ${error.status} at ${request.url}.`,
        next: 'Check githubstatus.com, then run hatcheck again: it continues where it stopped.',
      });
    }
    return failureOf(
      { status: error.status, text: JSON.stringify(error.response.data ?? '') },
      request,
      WORDS,
    );
  }
}

function isNamed<T extends Error>(error: unknown, name: string): error is T {
  return error instanceof Error && error.name === name;
}

function partial<Data>(error: GraphqlFailure<Data>, api: string): GithubAnswer<Data> {
  const problems = (error.errors ?? []).map((problem): GithubProblem => ({
    type: problem.type,
    message: problem.message,
    path: problem.path,
  }));
  const { data } = error;
  const empty =
    data === null || data === undefined || Object.values(data as object).every((value) => value === null);
  if (empty) throw problemOf(problems, new URL(api).host);
  return { data: data as Data, problems };
}

/** The error that a whole failed answer stands for. */
export function problemOf(problems: readonly GithubProblem[], host: string): Error {
  const first = problems[0] ?? { message: 'no reason given' };
  const said = first.message.replace(/\s+/g, ' ').slice(0, 300);
  const types = problems.map(({ type }) => type ?? '');
  if (types.includes('INSUFFICIENT_SCOPES')) {
    return new CredentialsError({
      code: 'GITHUB_SCOPE_MISSING',
      message: `The GitHub token (${host}) lacks a scope: ${said}`,
      next: 'Give the token the scope read:project (classic) or read access to organization projects (fine-grained).',
    });
  }
  if (types.includes('NOT_FOUND')) {
    return new TrackerError({
      code: 'GITHUB_NOT_FOUND',
      message: `GitHub (${host}) does not find it: ${said}`,
      next: WORDS.missing,
    });
  }
  if (types.includes('FORBIDDEN')) {
    return new TrackerError({
      code: 'GITHUB_FORBIDDEN',
      message: `GitHub (${host}) does not allow this: ${said}`,
      next: WORDS.permission,
    });
  }
  if (types.includes('RATE_LIMITED') || /rate limit/i.test(said)) {
    return new TrackerError({
      code: 'GITHUB_RATE_LIMITED',
      message: `GitHub (${host}) says: ${said}`,
      next: 'Wait until the limit is reset (at most an hour), then run hatcheck again: it continues where it stopped.',
    });
  }
  if (
    /doesn't exist on type|isn't defined|doesn't accept argument|No such type|invalid value.*itemTypes/i.test(
      said,
    )
  ) {
    return new UnknownFieldError({
      code: 'GITHUB_TOO_OLD',
      message: `GitHub (${host}) does not know a part of the query: ${said}`,
      next: 'Update GitHub Enterprise Server, or report this if it is up to date.',
    });
  }
  if (/cursor|`after`/i.test(said)) {
    return new ExpiredCursorError({
      code: 'GITHUB_CURSOR_EXPIRED',
      message: `GitHub (${host}) no longer knows the place where the last run stopped: ${said}`,
      next: 'Run hatcheck sync --full.',
    });
  }
  if (TIMED_OUT.test(said)) {
    return new TooHeavyError({
      code: 'GITHUB_TOO_HEAVY',
      message: `GitHub (${host}) could not answer in time: ${said}`,
      next: 'Run hatcheck again: it continues where it stopped.',
    });
  }
  return new TrackerError({
    code: 'GITHUB_REFUSED',
    message: `GitHub (${host}) could not answer: ${said}`,
    next: 'Run hatcheck doctor; if the configuration is right, update hatcheck.',
  });
}
