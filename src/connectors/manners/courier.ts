import { failureOf, networkFailure, publicUrl } from './failures.ts';
import type { FailureWords } from './failures.ts';
import { statedLimit } from './limits.ts';
import type { Limit, LimitSource } from './limits.ts';
import { backoffMs, DEFAULT_BACKOFF, Gate, Pauses, realClock } from './waiting.ts';
import type { Backoff, Clock } from './waiting.ts';

/** A request as connectors state it. Secrets belong in `headers`, never in the URL. */
export interface CourierRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A form carries files. */
  readonly body?: string | FormData;
  /** Name of the endpoint without ids: what a burst limit slows. Default: method and path. */
  readonly endpoint?: string;
  /** May be sent again after a failure. Default: GET and HEAD only; reading POSTs say true. */
  readonly idempotent?: boolean;
}

export interface CourierAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** The whole body. */
  readonly text: string;
}

export interface CourierOptions {
  readonly words: FailureWords;
  readonly signal: AbortSignal;
  /** Requests at the same time, 1 to 10. Default 5. */
  readonly concurrency?: number;
  /** For one try, answer included. Default 60 s. */
  readonly timeoutMs?: number;
  /** Tries in all. Default 5. */
  readonly tries?: number;
  /** Longest wait that a server may ask of us before we give up and say so. Default 15 minutes. */
  readonly patienceMs?: number;
  readonly backoff?: Backoff;
  readonly clock?: Clock;
  /** A tracker's own signs of a limit (Linear's 400 RATELIMITED, GitHub's 200 with an error); asked before the general ones. */
  readonly limitOf?: (answer: LimitSource, now: number) => Limit | null;
  /** One line when a wait is long enough for a human to wonder. */
  readonly onWait?: (text: string) => void;
  /** Sees every answer of a success: clocks, remaining budgets. */
  readonly onAnswer?: (answer: CourierAnswer) => void;
  readonly fetch?: typeof fetch;
}

const RETRIED = new Set([408, 425, 429, 500, 502, 503, 504]);
const WORTH_SAYING_MS = 5_000;

/**
 * Sends requests with manners: bounded concurrency, a timeout for each try, retries with exponential backoff and jitter for what
 * is idempotent, limits of the server honoured (a burst slows one endpoint, a quota pauses everything), cancelled by the signal.
 */
export class Courier {
  /** Requests sent so far, retries included. */
  requests = 0;
  /** Bytes of text received so far. */
  received = 0;
  private readonly gate: Gate;
  private readonly pauses = new Pauses();
  private readonly clock: Clock;
  private readonly tries: number;

  constructor(private readonly options: CourierOptions) {
    this.gate = new Gate(options.concurrency ?? 5);
    this.clock = options.clock ?? realClock;
    this.tries = options.tries ?? 5;
  }

  /** The answer of a success. Rejects with `CredentialsError`, `AnswerError`, `TrackerError` or the signal's reason. */
  async send(request: CourierRequest): Promise<CourierAnswer> {
    return (await this.gate.run(() => this.tryAll(request, () => null))).answer;
  }

  /** The parsed JSON body of a success (null for an empty one). A truncated body counts as a failed try. */
  async json(request: CourierRequest): Promise<unknown> {
    const read = (text: string): unknown => (text === '' ? null : JSON.parse(text));
    return (await this.gate.run(() => this.tryAll(request, read))).body;
  }

  private async tryAll(request: CourierRequest, read: (text: string) => unknown): Promise<Success> {
    const endpoint = request.endpoint ?? `${request.method} ${new URL(request.url).pathname}`;
    for (let attempt = 1; ; attempt += 1) {
      await this.waitForTurn(endpoint);
      const outcome = await this.tryOnce(request, read);
      if (outcome.ok) {
        this.options.onAnswer?.(outcome.answer);
        return outcome;
      }
      const stated = outcome.limit?.waitMs ?? null;
      const wait = backoffMs(attempt, stated, this.options.backoff ?? DEFAULT_BACKOFF, this.clock.random());
      if (attempt >= this.tries || !outcome.again || wait > (this.options.patienceMs ?? 900_000))
        throw outcome.error;
      this.pauses.pause(outcome.limit?.scope ?? 'endpoint', endpoint, this.clock.now() + wait);
      this.tellOfWait(wait, request, outcome.limit !== null);
    }
  }

  private tellOfWait(wait: number, request: CourierRequest, asked: boolean): void {
    if (wait < WORTH_SAYING_MS) return;
    const { words, onWait } = this.options;
    onWait?.(
      `${words.tracker} ${asked ? 'asks for a pause' : 'did not answer'}: waiting ${Math.ceil(wait / 1000)} s before ${publicUrl(request.url)}`,
    );
  }

  private async waitForTurn(endpoint: string): Promise<void> {
    this.options.signal.throwIfAborted();
    // Another request may lengthen the pause while this one sleeps, so look again.
    for (
      let left = this.pauses.remaining(endpoint, this.clock.now());
      left > 0;
      left = this.pauses.remaining(endpoint, this.clock.now())
    ) {
      await this.clock.sleep(left, this.options.signal);
    }
  }

  private async tryOnce(
    request: CourierRequest,
    read: (text: string) => unknown,
  ): Promise<Success | Failure> {
    const { words, signal } = this.options;
    const repeatable = request.idempotent ?? ['GET', 'HEAD'].includes(request.method);
    this.requests += 1;
    let answer: CourierAnswer;
    try {
      answer = await this.exchange(request);
    } catch (cause) {
      signal.throwIfAborted();
      return { ok: false, again: repeatable, limit: null, error: networkFailure(cause, request, words) };
    }
    this.received += answer.text.length;
    const limit = this.options.limitOf?.(answer, this.clock.now()) ?? statedLimit(answer, this.clock.now());
    if (limit === null && answer.status >= 200 && answer.status < 300)
      return readBody(answer, read, request, words, repeatable);
    // A request that was turned away for a limit was not carried out, so it may be sent again; a 503 may have been.
    const turnedAway = limit !== null && answer.status !== 503;
    const again = turnedAway || (repeatable && (limit !== null || RETRIED.has(answer.status)));
    return { ok: false, again, limit, error: failureOf(answer, request, words) };
  }

  private async exchange(request: CourierRequest): Promise<CourierAnswer> {
    const timeout = AbortSignal.timeout(this.options.timeoutMs ?? 60_000);
    const response = await (this.options.fetch ?? fetch)(request.url, {
      method: request.method,
      headers: { 'user-agent': 'hatcheck', ...request.headers },
      // A redirect could carry the token to another host.
      redirect: 'manual',
      signal: AbortSignal.any([this.options.signal, timeout]),
      ...(request.body === undefined ? {} : { body: request.body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

interface Success {
  readonly ok: true;
  readonly answer: CourierAnswer;
  readonly body: unknown;
}

interface Failure {
  readonly ok: false;
  readonly again: boolean;
  readonly limit: Limit | null;
  readonly error: Error;
}

function readBody(
  answer: CourierAnswer,
  read: (text: string) => unknown,
  request: CourierRequest,
  words: FailureWords,
  again: boolean,
): Success | Failure {
  try {
    return { ok: true, answer, body: read(answer.text) };
  } catch {
    const cut = new Error('the answer is cut off or is no JSON');
    return { ok: false, again, limit: null, error: networkFailure(cut, request, words) };
  }
}
