import { CredentialsError, ExpectedError, TrackerError, UsageError } from '../errors.ts';

const BUSY = new Set(['SQLITE_BUSY', 'SQLITE_LOCKED', '40001', '40P01', '55P03']);
const NOT_A_DATABASE = new Set(['SQLITE_NOTADB', 'SQLITE_CORRUPT']);
const REFUSED = new Set(['28000', '28P01']);
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
  '57P03',
  '57P01',
]);

/** How long a second writer is waited for. */
const PATIENCE_MS = 30_000;

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code ?? '');
}

function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return BUSY.has(code) || code.startsWith('SQLITE_BUSY');
}

/**
 * Runs a transaction again while another process holds the store, with pauses that leave the event loop free.
 * @throws UsageError when the store stays locked for half a minute.
 */
export async function patiently<T>(shown: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error)) throw asExpected(error, shown);
      if (Date.now() - started > PATIENCE_MS) {
        throw new UsageError(
          {
            code: 'STORE_BUSY',
            message: `The store ${shown} was locked by another process for ${PATIENCE_MS / 1000} seconds.`,
            next: 'Wait until the other run has ended and try again; nothing was changed.',
          },
          { cause: error },
        );
      }
      await new Promise((resolve) =>
        setTimeout(resolve, Math.min(20 * attempt, 250) * (0.5 + Math.random())),
      );
    }
  }
}

/** Turns what a database says into what a user can do; anything unknown stays a bug. */
export function asExpected(error: unknown, shown: string): unknown {
  if (error instanceof ExpectedError) return error;
  const code = codeOf(error);
  const message = error instanceof Error ? error.message : '';
  if (NOT_A_DATABASE.has(code) || message.startsWith('ConnectionFailed')) return notAStore(shown, error);
  if (REFUSED.has(code)) {
    const next = 'Check user and password in the store’s URL.';
    return new CredentialsError(
      { code: 'STORE_REFUSED', message: `The store ${shown} refused the login.`, next },
      { cause: error },
    );
  }
  if (UNREACHABLE.has(code) || message.includes('timeout exceeded when trying to connect')) {
    const text = `The store ${shown} cannot be reached${code === '' ? '' : ` (${code})`}.`;
    return new TrackerError(
      { code: 'STORE_UNREACHABLE', message: text, next: 'Check that the database runs and its address.' },
      { cause: error },
    );
  }
  if (code === '3D000') {
    const next = 'Create the database, or correct its name in the store’s URL.';
    return new UsageError(
      { code: 'STORE_MISSING', message: `The database of ${shown} does not exist.`, next },
      { cause: error },
    );
  }
  if (
    code === 'SQLITE_READONLY' ||
    code === 'SQLITE_CANTOPEN' ||
    code === 'SQLITE_FULL' ||
    code === '42501'
  ) {
    const next = 'Check the permissions and the free space there.';
    return new UsageError(
      { code: 'STORE_UNUSABLE', message: `The store ${shown} cannot be written (${code}).`, next },
      { cause: error },
    );
  }
  return error;
}

export function notAStore(shown: string, cause?: unknown): UsageError {
  return new UsageError(
    {
      code: 'NOT_A_STORE',
      message: `${shown} is not a hatcheck store; it was left as it is.`,
      next: 'Give another path with --store or "store:".',
    },
    { cause },
  );
}
