import { createHash, createHmac } from 'node:crypto';
import { AnswerError, Courier, saidBy } from '../connectors/manners/index.ts';
import { CredentialsError, TrackerError, UsageError } from '../errors.ts';
import { renderJson } from '../reports/json.ts';
import type { Report } from '../reports/report.ts';
import { WEBHOOKS, type WebhookTarget } from './words.ts';

/** A message as it goes to a webhook. */
export interface WebhookPost {
  readonly target: WebhookTarget;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface WebhookSending {
  readonly url: string;
  readonly signal: AbortSignal;
  readonly onWait: (text: string) => void;
  /** Milliseconds that stand for a second of waiting: 1000, in tests less. */
  readonly secondMs?: number;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** Messages for Slack and Teams. */
export function chatPosts(target: 'slack' | 'teams', messages: readonly unknown[]): WebhookPost[] {
  return messages.map((message) => ({ target, body: JSON.stringify(message), headers: JSON_TYPE }));
}

/**
 * The report document as it is in `report.json`, signed: `X-Hatcheck-Signature-256` is `sha256=` and the hexadecimal
 * HMAC-SHA256 of the body's bytes with the shared secret; `X-Hatcheck-Delivery` is the same for the same document, so that
 * a receiver can tell a repetition.
 */
export function signedPost(report: Report, secret: string): WebhookPost {
  const body = renderJson(report);
  return {
    target: 'webhook',
    body,
    headers: {
      ...JSON_TYPE,
      'x-hatcheck-event': 'report',
      'x-hatcheck-delivery': createHash('sha256').update(body).digest('hex').slice(0, 32),
      'x-hatcheck-signature-256': `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`,
    },
  };
}

/**
 * The address of a webhook from the environment. It is a secret: nothing ever shows more of it than its host.
 * @throws CredentialsError when it is not set, UsageError when it is no https address (http on this machine)
 */
export function webhookUrl(target: WebhookTarget, env: Readonly<Record<string, string | undefined>>): string {
  const { tracker, variable } = WEBHOOKS[target];
  const url = env[variable]?.trim() ?? '';
  if (url === '') {
    throw new CredentialsError({
      code: 'POST_TOKEN_MISSING',
      message: `${tracker} cannot be reached: ${variable} is not set.`,
      next: `Put the address of the webhook into ${variable}. It is a secret: keep it out of files.`,
    });
  }
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && LOOPBACK.test(parsed.hostname)))
    return url;
  throw new UsageError({
    code: 'WEBHOOK_ADDRESS',
    message: `${variable} is no address that a report may be sent to.`,
    next: 'It must be a whole https address, as the service shows it (http only on this machine).',
  });
}

/** Sends the posts one after the other. A limit is waited for; nothing that may have arrived is sent again. */
export async function sendToWebhook(posts: readonly WebhookPost[], sending: WebhookSending): Promise<void> {
  const { url, signal, onWait, secondMs = 1000 } = sending;
  for (const { target, body, headers } of posts) {
    const { tracker } = WEBHOOKS[target];
    const courier = new Courier({
      words: { tracker, code: 'POST', credentials: '', permission: '', missing: '' },
      signal,
      onWait: () => onWait(`${tracker} asks for a pause`),
      backoff: { baseMs: secondMs, capMs: 30 * secondMs, floorMs: Math.min(250, secondMs) },
    });
    try {
      await courier.send({ method: 'POST', url, headers, body, endpoint: target });
    } catch (error) {
      signal.throwIfAborted();
      throw withoutAddress(error, target, new URL(url).host);
    }
  }
}

/** The courier's errors name the path, which is the secret here: the same is said by host alone. */
function withoutAddress(error: unknown, target: WebhookTarget, host: string): unknown {
  const { tracker, gone, variable } = WEBHOOKS[target];
  if (error instanceof CredentialsError) return refused(tracker, host, 401, '', gone);
  if (error instanceof AnswerError) return refused(tracker, host, error.status, said(error.body), gone);
  if (!(error instanceof TrackerError)) return error;
  const why = error.cause instanceof Error ? (causeCode(error.cause) ?? error.cause.name) : 'no answer';
  return new TrackerError({
    code: 'POST_UNREACHABLE',
    message: `${tracker} (${host}) could not be reached: ${why}.`,
    next: `Check the address in ${variable}, the network and any proxy, then post again.`,
  });
}

function refused(tracker: string, host: string, status: number, words: string, gone: string): TrackerError {
  const message = `${tracker} (${host}) did not take the message (${status})${words === '' ? '.' : `: ${words}`}`;
  if (status === 429)
    return new TrackerError({ code: 'POST_RATE_LIMITED', message, next: 'Post again in some minutes.' });
  if (status >= 500)
    return new TrackerError({
      code: 'POST_UNAVAILABLE',
      message,
      next: 'Look whether it arrived, then post again.',
    });
  if (status === 413)
    return new TrackerError({
      code: 'POST_TOO_LARGE',
      message,
      next: 'Raise the limit of the receiver, or post fewer teams with --team.',
    });
  const code =
    status === 404
      ? 'POST_NOT_FOUND'
      : status === 410
        ? 'POST_GONE'
        : status === 401 || status === 403
          ? 'POST_FORBIDDEN'
          : 'POST_REFUSED';
  return new TrackerError({ code, message, next: gone });
}

/** Slack answers in plain words (`no_service`, `channel_is_archived`), others in JSON. */
function said(body: string): string {
  const words = body.trim();
  return /^[a-z_ ]{2,60}$/i.test(words) ? words : saidBy(words);
}

function causeCode(cause: Error): string | null {
  const inner = cause.cause instanceof Error ? cause.cause : cause;
  const { code } = inner as { code?: unknown };
  return typeof code === 'string' ? code : null;
}
