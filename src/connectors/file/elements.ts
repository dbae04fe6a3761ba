import { open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import { ScanError, Scanner } from './scanner.ts';
import type { Found } from './scanner.ts';

export interface JsonElement {
  readonly value: unknown;
  /** Name of the array inside the outermost object; null for elements of an outermost array and for outermost values. */
  readonly container: string | null;
  /** Zero-based position among the elements. */
  readonly index: number;
  /** Bytes of the file up to the end of the element. */
  readonly end: number;
}

const CHUNK = 4 * 1024 * 1024;

/**
 * Reads a JSON file of any size element by element: finds where elements begin and end in the bytes and parses each slice, so
 * that a file of hundreds of megabytes never becomes one string. Accepts one array, an object that holds long arrays under the
 * names in `containers` (their elements come one by one, the rest of the object last), or any number of values in a row
 * (one a line). Rejects with a `UsageError` that names file and line.
 */
export async function* jsonElements(
  path: string,
  containers: readonly string[],
): AsyncGenerator<JsonElement> {
  const scanner = new Scanner(containers);
  const file = await openFile(path);
  const buffer = Buffer.allocUnsafe(CHUNK);
  let index = 0;
  let end = 0;
  try {
    for (let first = true; ; first = false) {
      const { bytesRead } = await file.read(buffer, 0, CHUNK, null);
      if (bytesRead === 0) break;
      const chunk = buffer.subarray(0, bytesRead);
      if (first) blankByteOrderMark(chunk);
      for (const found of scanner.take(chunk)) {
        yield { value: parsed(found, end), container: found.container, index, end: found.end };
        end = found.end;
        index += 1;
      }
    }
    scanner.finish();
  } catch (error) {
    if (error instanceof ScanError) throw await scanFailure(path, error, index);
    throw error;
  } finally {
    await file.close();
  }
}

function parsed(found: Found, start: number): unknown {
  try {
    return JSON.parse(found.bytes.toString('utf8'));
  } catch {
    throw new ScanError(Math.max(start, found.end - found.bytes.length), 'unexpected');
  }
}

/** Three bytes that say "UTF-8" to some programs; spaces do no harm. */
function blankByteOrderMark(chunk: Buffer): void {
  if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) chunk.fill(0x20, 0, 3);
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    throw unreadable(path, cause);
  }
}

/** The error for a file that cannot be opened or read. */
export function unreadable(path: string, cause: unknown): UsageError {
  const code = String((cause as { code?: unknown }).code);
  const why =
    code === 'ENOENT' ? 'does not exist' : code === 'EACCES' ? 'may not be read' : `cannot be read (${code})`;
  const next =
    code === 'ENOENT'
      ? 'Check the path; it is relative to the folder you run hatcheck in.'
      : 'Check the file and its permissions.';
  return new UsageError({ code: 'FILE_UNREADABLE', message: `${path} ${why}.`, next }, { cause });
}

async function scanFailure(path: string, error: ScanError, elements: number): Promise<UsageError> {
  const where = `${path}, line ${await lineAt(path, error.offset)}`;
  const again = 'Export the file again, or fix it with an editor.';
  if (error.problem === 'ends-early') {
    const message = `${where}: the file ends in the middle of element ${elements + 1}; it was cut off.`;
    return new UsageError({
      code: 'FILE_TRUNCATED',
      message,
      next: 'Export or download the file again: a part of it is missing.',
    });
  }
  const message =
    error.problem === 'not-json'
      ? `${where}: this is not JSON.`
      : `${where}: element ${elements + 1} is not valid JSON.`;
  return new UsageError({ code: 'FILE_NOT_JSON', message, next: again });
}

/** One-based line of a byte. Only for messages: reads the file again. */
async function lineAt(path: string, offset: number): Promise<number> {
  const bytes = (await readFile(path)).subarray(0, offset);
  let line = 1;
  for (let at = bytes.indexOf(0x0a); at !== -1; at = bytes.indexOf(0x0a, at + 1)) line += 1;
  return line;
}
