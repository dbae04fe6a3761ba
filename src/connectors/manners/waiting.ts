/** Time and chance, given from outside so that tests neither wait nor guess. */
export interface Clock {
  now(): number;
  /** Resolves after the time; rejects with the signal's reason as soon as it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** 0 (included) to 1 (excluded). */
  random(): number;
}

export const realClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted();
      const stop = (): void => {
        clearTimeout(timer);
        reject(signal.reason as Error);
      };
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop);
        resolve();
      }, milliseconds);
      signal.addEventListener('abort', stop, { once: true });
    }),
};

/** Runs at most `limit` tasks at once; the others wait in order. */
export class Gate {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  async run<T>(task: () => Promise<T>): Promise<T> {
    if (this.running >= this.limit) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await task();
    } finally {
      const next = this.waiting.shift();
      if (next === undefined) this.running -= 1;
      else next();
    }
  }
}

/** Instants before which nothing may be sent: one for everything, one for each endpoint. */
export class Pauses {
  private everything = 0;
  private readonly endpoints = new Map<string, number>();

  pause(scope: 'endpoint' | 'all', endpoint: string, until: number): void {
    if (scope === 'all') this.everything = Math.max(this.everything, until);
    else this.endpoints.set(endpoint, Math.max(this.endpoints.get(endpoint) ?? 0, until));
  }

  /** Milliseconds until a request to the endpoint may be sent. */
  remaining(endpoint: string, now: number): number {
    return Math.max(0, this.everything - now, (this.endpoints.get(endpoint) ?? 0) - now);
  }
}

export interface Backoff {
  /** First wait, doubled with each try; milliseconds. */
  readonly baseMs: number;
  readonly capMs: number;
  /** Least wait, whatever a server says (Retry-After: 0 would hammer it). */
  readonly floorMs: number;
}

export const DEFAULT_BACKOFF: Backoff = { baseMs: 1000, capMs: 30_000, floorMs: 250 };

/**
 * Wait before try `attempt + 1` (attempt counts from 1): exponential, times 0.7 to 1.3 so that many clients do not come back
 * together. What the server stated is never shortened, only lengthened by up to 30 %.
 */
export function backoffMs(attempt: number, stated: number | null, backoff: Backoff, random: number): number {
  if (stated !== null) return Math.max(backoff.floorMs, stated * (1 + 0.3 * random));
  const exponential = Math.min(backoff.capMs, backoff.baseMs * 2 ** (attempt - 1));
  return Math.max(backoff.floorMs, exponential * (0.7 + 0.6 * random));
}
