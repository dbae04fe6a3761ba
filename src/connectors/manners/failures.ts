import { CredentialsError, TrackerError } from '../../errors.ts';

/** How a tracker's failures are told to the user: the connector knows its names and where to look. */
export interface FailureWords {
  /** "Jira", "Linear", "GitHub". */
  readonly tracker: string;
  /** Prefix of error codes: JIRA, LINEAR, GITHUB. */
  readonly code: string;
  /** What to do when the credentials are refused (401). */
  readonly credentials: string;
  /** What to do when something is forbidden (403). */
  readonly permission: string;
  /** What to check when something is not found (404). */
  readonly missing: string;
}

/** An answer that is no success, after all retries. Connectors catch it to carry on without one endpoint. */
export class AnswerError extends TrackerError {
  readonly status: number;
  readonly body: string;

  constructor(status: number, body: string, text: { code: string; message: string; next: string }) {
    super(text);
    this.status = status;
    this.body = body;
  }
}

/** Where a request went, without query, fragment or user: what error messages may show. */
export function publicUrl(url: string): string {
  const parsed = new URL(url);
  return `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

/**
 * The error for an answer that is no success: 401 → `CredentialsError` (exit 3), all others → `AnswerError` (exit 4), with
 * what to check. The body is kept on the error for the connector and never put into the message as a whole.
 */
export function failureOf(
  answer: { status: number; text: string },
  request: { method: string; url: string },
  words: FailureWords,
): CredentialsError | AnswerError {
  const where = `${request.method} ${publicUrl(request.url)}`;
  if (answer.status === 401) {
    return new CredentialsError({
      code: `${words.code}_CREDENTIALS_REFUSED`,
      message: `${words.tracker} refused the credentials (401) at ${where}.`,
      next: words.credentials,
    });
  }
  const said = saidBy(answer.text);
  const message = `${words.tracker} answered ${answer.status} at ${where}${said === '' ? '.' : `: ${said}`}`;
  return new AnswerError(answer.status, answer.text, { ...codeAndNext(answer.status, words), message });
}

function codeAndNext(status: number, words: FailureWords): { code: string; next: string } {
  if (status === 403) return { code: `${words.code}_FORBIDDEN`, next: words.permission };
  if (status === 404) return { code: `${words.code}_NOT_FOUND`, next: words.missing };
  if (status >= 300 && status < 400) {
    return {
      code: `${words.code}_REDIRECTED`,
      next: 'Put the address it redirects to into hatcheck.yaml; tokens are not sent on.',
    };
  }
  if (status === 410)
    return {
      code: `${words.code}_GONE`,
      next: 'Update hatcheck: the tracker has removed this part of its API.',
    };
  if (status === 429) {
    return {
      code: `${words.code}_RATE_LIMITED`,
      next: 'Wait until the limit is reset, then run hatcheck again: it continues where it stopped.',
    };
  }
  if (status >= 500) {
    return {
      code: `${words.code}_UNAVAILABLE`,
      next: `Check the status page of ${words.tracker}, then run hatcheck again: it continues where it stopped.`,
    };
  }
  return {
    code: `${words.code}_REFUSED`,
    next: 'Run hatcheck with --verbose and report the request if the configuration is right.',
  };
}

/** The server's own words, shortened to one line; '' when there are none that can be shown. */
export function saidBy(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) return '';
  const messages: string[] = [];
  collectMessages(parseOrNull(trimmed), messages);
  return messages.join(' ').replace(/\s+/g, ' ').slice(0, 200);
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function collectMessages(body: unknown, into: string[]): void {
  if (typeof body !== 'object' || body === null) return;
  const record = body as Record<string, unknown>;
  if (typeof record.message === 'string') into.push(record.message);
  for (const list of [record.errorMessages, record.errors]) {
    if (Array.isArray(list))
      for (const entry of list)
        if (typeof entry === 'string') into.push(entry);
        else collectMessages(entry, into);
    else if (typeof list === 'object' && list !== null) {
      for (const entry of Object.values(list)) if (typeof entry === 'string') into.push(entry);
    }
  }
}

/** No answer at all: the network, a timeout, a certificate, a cut connection, an answer that is not what it says. */
export function networkFailure(
  cause: unknown,
  request: { method: string; url: string },
  words: FailureWords,
): TrackerError {
  const why = reasonOf(cause);
  return new TrackerError(
    {
      code: `${words.code}_UNREACHABLE`,
      message: `${words.tracker} could not be reached at ${request.method} ${publicUrl(request.url)}: ${why}.`,
      next: `Check the address in hatcheck.yaml, the network and any proxy, then run hatcheck again: it continues where it stopped.`,
    },
    { cause },
  );
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return 'the connection failed';
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const code = (inner as { code?: unknown }).code;
  if (cause.name === 'TimeoutError') return 'no answer in time';
  if (code === 'ENOTFOUND') return 'the host name is unknown';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  return inner.message === '' ? 'the connection failed' : inner.message;
}
