import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { UsageError } from '../../errors.ts';
import { detectDelimiter, parseRows } from './csv.ts';
import { unreadable } from './elements.ts';
import type { FileSample } from './reader.ts';
import { Scanner } from './scanner.ts';

/** Enough for one issue with a long history. */
const HEAD = 256 * 1024;
/** Names of arrays inside an outermost object whose first element tells what the file is. */
const CONTAINERS = ['issues', 'values', 'issueChangeLogs', 'items', 'nodes'];

/** Files behind the given paths, folders opened (hidden files left out), in order of path. */
export async function filesIn(path: string): Promise<string[]> {
  const info = await stat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (!info.isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const names = entries
    .filter((entry) => !entry.name.startsWith('.'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const nested = await Promise.all(
    names.map((entry) => (entry.isDirectory() || entry.isFile() ? filesIn(join(path, entry.name)) : [])),
  );
  return nested.flat();
}

/** The beginning of a file and what it looks like. Rejects with a `UsageError` when it cannot be read or is empty. */
export async function sampleOf(path: string): Promise<FileSample> {
  const { bytes, size } = await beginning(path);
  const head = decode(bytes).replace(/^\uFEFF/, '');
  if (head.trim() === '') {
    throw new UsageError({
      code: 'FILE_EMPTY',
      message: `${path} is empty.`,
      next: 'Export the data again and check that something is in it.',
    });
  }
  const extension = extname(path).slice(1).toLowerCase();
  const json = /^\s*[[{]/.test(head) && !['csv', 'tsv', 'txt', 'md'].includes(extension);
  const delimiter = json ? null : detectDelimiter(head);
  return {
    path,
    name: basename(path, extname(path)),
    extension,
    bytes: size,
    head,
    firstElement: json ? firstElement(head, size <= HEAD) : undefined,
    columns: delimiter === null ? null : (parseRows(head, delimiter, path, true).next().value?.cells ?? null),
    delimiter,
  };
}

async function beginning(path: string): Promise<{ bytes: Buffer; size: number }> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(HEAD);
    const { bytesRead } = await file.read(buffer, 0, HEAD, 0);
    return { bytes: buffer.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

/** Text of bytes: UTF-16 where its byte order mark says so (spreadsheet programs write it), else UTF-8. */
export function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(0, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
}

function firstElement(head: string, whole: boolean): unknown {
  const scanner = new Scanner(CONTAINERS);
  try {
    for (const found of scanner.take(Buffer.from(head)))
      return JSON.parse(found.bytes.toString('utf8')) as unknown;
  } catch {
    // Not JSON at its very beginning: no reader recognises it, and the message then says so.
    return undefined;
  }
  return whole ? undefined : null;
}
