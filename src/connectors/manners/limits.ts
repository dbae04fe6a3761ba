/**
 * What a server says about how soon it wants to hear from us again. Sources: Atlassian "Rate limiting" (RateLimit-Reason,
 * X-RateLimit-Reset), RFC 9110 §10.2.3 (Retry-After), GitHub "Rate limits for the REST API", Linear "Rate limiting".
 */
export interface Limit {
  /** How long to wait, milliseconds; null when the server does not say. */
  readonly waitMs: number | null;
  /** `endpoint` slows the one endpoint (a burst limit); `all` pauses everything (a quota is used up). */
  readonly scope: 'endpoint' | 'all';
}

/** The parts of an answer that limits are read from. */
export interface LimitSource {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

const QUOTA = /quota|cost|global|secondary/i;

/**
 * The limit an answer states, or null when it states none. Understands 429 and 503, Retry-After in seconds and as a date,
 * X-RateLimit-Reset as seconds, milliseconds or ISO 8601, and RateLimit-Reason (a burst slows one endpoint, a quota all).
 */
export function statedLimit(answer: LimitSource, now: number): Limit | null {
  if (answer.status !== 429 && answer.status !== 503) return null;
  const reason = answer.headers.get('ratelimit-reason') ?? '';
  return {
    waitMs: retryAfter(answer.headers, now) ?? untilReset(answer.headers, now),
    scope: QUOTA.test(reason) ? 'all' : 'endpoint',
  };
}

/** Milliseconds to wait by Retry-After; null when the header is absent or unreadable. */
export function retryAfter(headers: Headers, now: number): number | null {
  const value = headers.get('retry-after')?.trim();
  if (value === undefined || value === '') return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const RESET_HEADERS = ['x-ratelimit-reset', 'x-ratelimit-requests-reset', 'x-ratelimit-complexity-reset'];

/** Milliseconds until the latest reset that the headers name; null when they name none. */
export function untilReset(headers: Headers, now: number): number | null {
  const resets = RESET_HEADERS.map((name) => instantOf(headers.get(name))).filter((at) => at !== null);
  return resets.length === 0 ? null : Math.max(0, Math.max(...resets) - now);
}

function instantOf(value: string | null): number | null {
  if (value === null || value.trim() === '') return null;
  if (/^\d+$/.test(value.trim())) {
    const number = Number(value);
    return number < 1e11 ? number * 1000 : number;
  }
  // Atlassian sometimes leaves the seconds out: 2026-03-02T10:00Z is still ISO 8601 and parses.
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
