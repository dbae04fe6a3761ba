import { LinearGraphQLClient } from '@linear/sdk';
import { CredentialsError, TrackerError } from '../../errors.ts';
import { AnswerError, type FailureWords } from '../manners/failures.ts';
import { Courier } from '../manners/courier.ts';
import { retryAfter, type Limit, type LimitSource } from '../manners/limits.ts';
import type { Backoff, Clock } from '../manners/waiting.ts';

export const LINEAR_API = 'https://api.linear.app/graphql';

export interface LinearClientOptions {
  /** API key (`lin_api_…`) or OAuth token (`lin_oauth_…`); goes into a header only. */
  readonly token: string;
  /** Default: Linear's public API. */
  readonly api?: string;
  readonly signal: AbortSignal;
  readonly clock?: Clock;
  readonly backoff?: Backoff;
  readonly patienceMs?: number;
  readonly onWait?: (text: string) => void;
}

/** What a query gave: with partial errors the data that came all the same, and what was missing in it. */
export interface LinearAnswer<Data> {
  readonly data: Data;
  /** Paths that came back empty because of an error, with Linear's words. */
  readonly missing: readonly { readonly path: string; readonly why: string }[];
}

interface GraphQLProblem {
  readonly message?: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: {
    readonly code?: string;
    readonly type?: string;
    readonly userPresentableMessage?: string;
  };
}

interface GraphQLBody {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLProblem[];
}

const WORDS: FailureWords = {
  tracker: 'Linear',
  code: 'LINEAR',
  credentials:
    'Create a personal API key in Linear (Settings, Security & access), put it into LINEAR_API_KEY and run again.',
  permission: 'Use the API key of somebody who can see the team in Linear.',
  missing: 'Check tracker.team and tracker.api in hatcheck.yaml.',
};

/** A cursor that Linear no longer knows: the pass has to start again. */
export class ExpiredCursorError extends TrackerError {}

/**
 * Linear's GraphQL API with our own queries. The SDK's client is the transport, `Courier` the manners (retries,
 * RATELIMITED as HTTP 400, time-outs), and partial answers keep their data.
 */
export class LinearClient {
  private readonly courier: Courier;
  private readonly url: string;
  /** Complexity points that the answers named so far. */
  complexity = 0;

  constructor(private readonly options: LinearClientOptions) {
    this.url = options.api ?? LINEAR_API;
    this.courier = new Courier({
      words: WORDS,
      signal: options.signal,
      concurrency: 3,
      limitOf: linearLimit,
      fetch: sdkFetch,
      ...(options.clock === undefined ? {} : { clock: options.clock }),
      ...(options.backoff === undefined ? {} : { backoff: options.backoff }),
      ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
      ...(options.onWait === undefined ? {} : { onWait: options.onWait }),
    });
  }

  /** Requests sent so far, retries included. */
  get requests(): number {
    return this.courier.requests;
  }

  /**
   * Runs one reading query.
   * Rejects with `CredentialsError`, `TrackerError`, or `ExpiredCursorError` when a cursor is too old.
   */
  async query<Data>(
    name: string,
    query: string,
    variables: Record<string, unknown> = {},
  ): Promise<LinearAnswer<Data>> {
    const body = await this.post(name, JSON.stringify({ query, variables }));
    const errors = body.errors ?? [];
    if (errors.length > 0 && (body.data === null || body.data === undefined))
      throw problemOf(errors, this.url);
    return {
      data: body.data as Data,
      missing: errors.map((error) => ({ path: (error.path ?? [name]).join('.'), why: sentence(error) })),
    };
  }

  private async post(name: string, body: string): Promise<GraphQLBody> {
    try {
      const answer = await this.courier.send({
        method: 'POST',
        url: this.url,
        headers: { 'content-type': 'application/json', authorization: authorization(this.options.token) },
        body,
        endpoint: name,
        idempotent: true,
      });
      this.complexity += Number(answer.headers.get('x-complexity') ?? 0);
      return JSON.parse(answer.text) as GraphQLBody;
    } catch (error) {
      // Linear answers 400 for bad cursors and refused keys: its own words in the body say which.
      if (error instanceof AnswerError) throw problemOf(problemsIn(error.body), this.url) ?? error;
      throw error;
    }
  }
}

function authorization(token: string): string {
  return token.startsWith('lin_oauth_') ? `Bearer ${token}` : token;
}

/** Lets the SDK's own client carry the request, and gives back what it got, errors included, as a response. */
const sdkFetch: typeof fetch = async (input, init) => {
  const { query, variables } = JSON.parse(String(init?.body)) as {
    query: string;
    variables: Record<string, unknown>;
  };
  const { body: _body, method: _method, headers, ...others } = init ?? {};
  const client = new LinearGraphQLClient(String(input), {
    ...others,
    ...(headers === undefined ? {} : { headers }),
  });
  try {
    const {
      data,
      status,
      headers: received,
    } = await client.rawRequest<unknown, Record<string, unknown>>(query, variables);
    return asResponse({ data }, status ?? 200, received);
  } catch (error) {
    const raw = (error as { raw?: { response?: RawResponse } }).raw?.response;
    if (raw?.status === undefined) throw error;
    const { status, headers: received, data, errors, error: text } = raw;
    return asResponse(
      typeof text === 'string' ? text : { ...(data === undefined ? {} : { data }), errors },
      status,
      received,
    );
  }
};

interface RawResponse {
  readonly status?: number;
  readonly headers?: Headers | undefined;
  readonly data?: unknown;
  readonly errors?: readonly GraphQLProblem[];
  readonly error?: string;
}

function asResponse(body: unknown, status: number, received: Headers | undefined): Response {
  const headers = new Headers();
  received?.forEach((value, name) => {
    // The body is plain text again: its old length and compression no longer hold.
    if (!/^content-(length|encoding)$|^transfer-encoding$/.test(name)) headers.set(name, value);
  });
  return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
}

/** Linear says RATELIMITED with HTTP 400; the bucket that is empty says when it is filled again. */
export function linearLimit(answer: LimitSource, now: number): Limit | null {
  if (answer.status !== 400 && answer.status !== 200) return null;
  if (!answer.text.includes('RATELIMITED')) return null;
  if (!problemsIn(answer.text).some((error) => codeOf(error) === 'RATELIMITED')) return null;
  const resets = ['requests', 'complexity', 'endpoint-requests']
    .filter((kind) => answer.headers.get(`x-ratelimit-${kind}-remaining`) === '0')
    .map((kind) => Number(answer.headers.get(`x-ratelimit-${kind}-reset`)) - now)
    .filter((wait) => wait > 0);
  return {
    waitMs: retryAfter(answer.headers, now) ?? (resets.length === 0 ? null : Math.max(...resets)),
    scope: 'all',
  };
}

function problemsIn(text: string): readonly GraphQLProblem[] {
  if (!text.trimStart().startsWith('{')) return [];
  try {
    const body = JSON.parse(text) as GraphQLBody;
    return Array.isArray(body.errors) ? body.errors : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}

function codeOf(error: GraphQLProblem): string {
  return (error.extensions?.code ?? error.extensions?.type ?? '').toUpperCase().replace(/[\s-]+/g, '_');
}

function sentence(error: GraphQLProblem): string {
  return (error.extensions?.userPresentableMessage ?? error.message ?? 'no reason given')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}

/** The error that a whole failed answer stands for. */
function problemOf(errors: readonly GraphQLProblem[], url: string): Error {
  const first = errors[0];
  const host = new URL(url).host;
  const said = first === undefined ? 'no reason given' : sentence(first);
  const codes = errors.map(codeOf);
  if (codes.some((code) => /AUTHENTICATION/.test(code))) {
    return new CredentialsError({
      code: 'LINEAR_CREDENTIALS_REFUSED',
      message: `Linear (${host}) refused the API key: ${said}`,
      next: WORDS.credentials,
    });
  }
  if (codes.some((code) => /FORBIDDEN|FEATURE_NOT_ACCESSIBLE/.test(code))) {
    return new TrackerError({
      code: 'LINEAR_FORBIDDEN',
      message: `Linear (${host}) does not allow this: ${said}`,
      next: WORDS.permission,
    });
  }
  if (/cursor|after/i.test(said) && /invalid|expired|not found|argument/i.test(said)) {
    return new ExpiredCursorError({
      code: 'LINEAR_CURSOR_EXPIRED',
      message: `Linear (${host}) no longer knows the place where the last run stopped: ${said}`,
      next: 'Run hatcheck sync --full.',
    });
  }
  return new TrackerError({
    code: 'LINEAR_REFUSED',
    message: `Linear (${host}) could not answer: ${said}`,
    next: 'Run hatcheck doctor; if the configuration is right, update hatcheck.',
  });
}
