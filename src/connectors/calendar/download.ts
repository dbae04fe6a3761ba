import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';

export const MAX_CALENDAR_BYTES = 50 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 5;

/** Why a calendar could not be read, in plain words; the run goes on without it. Never shows a path or query of a URL. */
export class CalendarProblem extends Error {}

export interface DownloadOptions {
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

export function isRemote(location: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(location) && !location.toLowerCase().startsWith('file:');
}

/** What may be shown of a calendar's place: its host or file name. Addresses of feeds are secrets. */
export function publicName(location: string): string {
  if (!isRemote(location)) return basename(location);
  return URL.canParse(location) ? new URL(location).host : 'the calendar’s address';
}

/** The text of a calendar. Rejects with `CalendarProblem`, or the signal's reason when the run was interrupted. */
export async function calendarText(location: string, options: DownloadOptions): Promise<string> {
  const bytes = isRemote(location) ? await download(location, options) : await readLocal(location, options);
  return decode(bytes);
}

async function readLocal(path: string, options: DownloadOptions): Promise<Uint8Array> {
  const limit = options.maxBytes ?? MAX_CALENDAR_BYTES;
  try {
    const info = await stat(path);
    if (!info.isFile()) throw new CalendarProblem('it is no file');
    if (info.size > limit) throw new CalendarProblem(`it is larger than ${megabytes(limit)}`);
    return await readFile(path, { signal: options.signal });
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof CalendarProblem) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new CalendarProblem('the file does not exist', { cause: error });
    if (code === 'EACCES' || code === 'EPERM')
      throw new CalendarProblem('the file may not be read', { cause: error });
    throw error;
  }
}

async function download(location: string, options: DownloadOptions): Promise<Uint8Array> {
  let url = allowedUrl(location.replace(/^webcals?:/i, 'https:'), null);
  const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = AbortSignal.any([options.signal, timeout]);
  try {
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const answer = await (options.fetch ?? fetch)(url, {
        redirect: 'manual',
        signal,
        headers: { accept: 'text/calendar, */*;q=0.1', 'user-agent': 'hatcheck' },
      });
      const next = redirectOf(answer, url);
      if (next === null) return await bodyOf(answer, options.maxBytes ?? MAX_CALENDAR_BYTES);
      await answer.body?.cancel();
      url = next;
    }
  } catch (error) {
    options.signal.throwIfAborted();
    if (error instanceof CalendarProblem) throw error;
    if (timeout.aborted) throw new CalendarProblem('the host did not answer in time', { cause: error });
    throw new CalendarProblem(`the host could not be reached (${reasonOf(error)})`, { cause: error });
  }
  throw new CalendarProblem(`it redirects more than ${MAX_REDIRECTS} times`);
}

/** https everywhere, http on loopback only; a redirect may not step down. */
function allowedUrl(text: string, base: URL | null): URL {
  if (!URL.canParse(text, base?.href)) throw new CalendarProblem('its address is no URL');
  const url = new URL(text, base?.href);
  if (url.protocol === 'https:') return url;
  const loopback = (one: URL): boolean => /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(one.hostname);
  if (url.protocol === 'http:' && loopback(url) && (base === null || loopback(base))) return url;
  if (base !== null) throw new CalendarProblem(`it redirects to ${url.protocol}//, which is not allowed`);
  throw new CalendarProblem(`addresses must begin with https://, this one begins with ${url.protocol}//`);
}

function redirectOf(answer: Response, from: URL): URL | null {
  if (![301, 302, 303, 307, 308].includes(answer.status)) return null;
  const target = answer.headers.get('location');
  if (target === null) throw new CalendarProblem('it redirects without saying where to');
  return allowedUrl(target, from);
}

async function bodyOf(answer: Response, limit: number): Promise<Uint8Array> {
  if (answer.status === 401 || answer.status === 403)
    throw new CalendarProblem(
      `it needs a login (the host answered ${answer.status}); use the calendar’s private or published feed address`,
    );
  if (answer.status === 404 || answer.status === 410)
    throw new CalendarProblem(`the host does not know it (${answer.status})`);
  if (!answer.ok) throw new CalendarProblem(`the host answered ${answer.status}`);
  if (Number(answer.headers.get('content-length') ?? 0) > limit) {
    await answer.body?.cancel();
    throw new CalendarProblem(`it is larger than ${megabytes(limit)}`);
  }
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw new CalendarProblem(`it is larger than ${megabytes(limit)}`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = (cause as { code?: unknown }).code;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'its name is unknown';
  if (code === 'ECONNREFUSED') return 'the connection was refused';
  return typeof code === 'string' ? code : 'the connection failed';
}

/** UTF-8, UTF-16 by its mark, else Latin-1 as older programs write. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('latin1').decode(bytes);
    throw error;
  }
}
