import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { PersonId } from '../history/team-history.ts';

/** Numbers a pseudonym may have: few enough to read, enough that two people rarely meet. */
const NUMBERS = 9999;
const KEY_BYTES = 32;

/**
 * Pseudonyms `Dev-n` from a keyed hash (HMAC-SHA-256) of the person's id: the same person has the same one in every run
 * with the same key, and without the key nobody can tell whose it is. People whose numbers meet get the next free one,
 * in the order of their hashes.
 */
export function pseudonymsFor(
  people: Iterable<PersonId>,
  key: string | Buffer,
): (person: PersonId) => string {
  const hashed = [...new Set(people)].map((person) => ({ person, hash: hashOf(person, key) }));
  hashed.sort((a, b) => (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0));
  const taken = new Set<number>();
  const numbers = new Map<PersonId, number>();
  for (const { person, hash } of hashed) {
    let number = (parseInt(hash.slice(0, 12), 16) % NUMBERS) + 1;
    while (taken.has(number)) number = (number % NUMBERS) + 1;
    taken.add(number);
    numbers.set(person, number);
  }
  return (person) => {
    const number = numbers.get(person) ?? (parseInt(hashOf(person, key).slice(0, 12), 16) % NUMBERS) + 1;
    return `Dev-${number}`;
  };
}

function hashOf(person: PersonId, key: string | Buffer): string {
  return createHmac('sha256', key).update(person.trim().toLowerCase()).digest('hex');
}

/**
 * The key of the pseudonyms: `HATCHECK_KEY`, else the file `key` in the given folder, made at first use for its owner
 * only.
 * @throws UsageError when the key is too short or the file cannot be used.
 */
export async function pseudonymKey(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const given = env['HATCHECK_KEY'];
  if (given !== undefined && given !== '') {
    if (given.length >= 16) return given;
    const message = 'HATCHECK_KEY is shorter than 16 characters: pseudonyms could be guessed.';
    throw new UsageError({
      code: 'KEY_WEAK',
      message,
      next: 'Use a long random text, for example from "openssl rand -hex 32".',
    });
  }
  const file = path.join(folder, 'key');
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // Fails when the file exists: two first runs at once agree on one key.
    await writeFile(file, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unusableKey(file, error);
  }
  try {
    const key = (await readFile(file, 'utf8')).trim();
    if (key.length >= 16) return key;
  } catch (error) {
    throw unusableKey(file, error);
  }
  throw unusableKey(file, null);
}

function unusableKey(file: string, cause: unknown): UsageError {
  const why = cause === null ? 'is too short' : `cannot be used (${(cause as NodeJS.ErrnoException).code})`;
  return new UsageError(
    {
      code: 'KEY_UNUSABLE',
      message: `The key of the pseudonyms ${file} ${why}.`,
      next: 'Set HATCHECK_KEY, or make the folder writable.',
    },
    { cause },
  );
}
