import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../errors.ts';

/**
 * Writes a file whole or not at all: beside its place first, then renamed, so that a half-written file never has the
 * final name.
 * @throws UsageError when the place cannot be written
 */
export async function writeWhole(file: string, content: string | Uint8Array, mode = 0o644): Promise<void> {
  const temporary = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}`,
  );
  try {
    await mkdir(path.dirname(file), { recursive: true });
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // What was begun is removed; where that fails too, the first error says why.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw unwritable(file, error);
  }
}

/** Makes sure that a folder can be written before any work is done for it. */
export async function prepareFolder(folder: string): Promise<void> {
  const probe = path.join(folder, `.hatcheck-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await (await open(probe, 'wx')).close();
    await rm(probe);
  } catch (error) {
    throw unwritable(folder, error);
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EPERM: 'permission is denied',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a file is in the way',
  EISDIR: 'a folder of that name is in the way',
  ENOENT: 'there is no such place',
};

/** An error of the file system in words; anything else is passed on. */
export function unwritable(place: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  return new UsageError(
    {
      code: 'OUTPUT_UNWRITABLE',
      message: `${place} cannot be written: ${CAUSES[code] ?? code}.`,
      next: 'Give another place, or change its permissions.',
    },
    { cause: error },
  );
}
