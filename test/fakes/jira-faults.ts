/** What goes wrong, as tests set it; counts are used up request by request. */
export interface JiraFaults {
  /** Every token is refused (401). */
  refused: boolean;
  /** Requests after which the token expires (401); null: never. */
  expiresAfter: number | null;
  /** Requests that are refused with 403, by method and path. */
  readonly forbidden: RegExp[];
  /** Requests turned away with 429. */
  limited: number;
  /** Seconds in Retry-After; null: no such header. */
  retryAfter: number | null;
  /** RateLimit-Reason; null: no such header. */
  reason: string | null;
  /** Requests answered with 503. */
  unavailable: number;
  /** Requests whose connection is cut before an answer. */
  cut: number;
  /** Requests answered with half of their JSON. */
  truncated: number;
  /** Milliseconds before every answer. */
  slowMs: number;
  /** Requests that get no answer at all. */
  hanging: number;
  /** Most issues with fields in a page, whatever was asked for. */
  trim: number;
  /** Tokens of pages expire once, after so many pages; null: never. */
  expireTokensAfter: number | null;
  /** Histories that come with a list; null: all (Data Center). */
  historiesInLists: number | null;
  /** Change histories come in no order of time. */
  shuffled: boolean;
}

export function noFaults(dataCenter: boolean): JiraFaults {
  return {
    refused: false,
    expiresAfter: null,
    forbidden: [],
    limited: 0,
    retryAfter: null,
    reason: null,
    unavailable: 0,
    cut: 0,
    truncated: 0,
    slowMs: 0,
    hanging: 0,
    trim: 100,
    expireTokensAfter: null,
    // Cloud's lists carry the forty newest histories.
    historiesInLists: dataCenter ? null : 40,
    shuffled: false,
  };
}

export type Outcome =
  | { readonly kind: 'answer' }
  | { readonly kind: 'half' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'status'; readonly status: number; readonly headers: Record<string, string> };

/** What becomes of a request whose credentials are good. Uses up the counts. */
export function outcomeOf(faults: JiraFaults, operation: string): Outcome {
  if (faults.hanging > 0 && faults.hanging-- > 0) return { kind: 'hang' };
  if (faults.cut > 0 && faults.cut-- > 0) return { kind: 'cut' };
  if (faults.limited > 0 && faults.limited-- > 0) {
    const headers: Record<string, string> = {};
    if (faults.retryAfter !== null) headers['retry-after'] = String(faults.retryAfter);
    if (faults.reason !== null) headers['ratelimit-reason'] = faults.reason;
    return { kind: 'status', status: 429, headers };
  }
  if (faults.unavailable > 0 && faults.unavailable-- > 0) return { kind: 'status', status: 503, headers: {} };
  if (faults.forbidden.some((pattern) => pattern.test(operation)))
    return { kind: 'status', status: 403, headers: {} };
  if (faults.truncated > 0 && faults.truncated-- > 0) return { kind: 'half' };
  return { kind: 'answer' };
}
