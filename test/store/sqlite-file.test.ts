import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, stat, writeFile, mkdir, chmod } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import Libsql from 'libsql';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, storeExists } from '../../src/store/store.ts';
import { history, item } from './histories.ts';

const slot = { name: 'Checkout', origin: 'import', source: 'x' } as const;

describe('the SQLite file', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hatcheck-file-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is readable by its owner only, its log files too, and kept out of repositories', async () => {
    const file = path.join(folder, '.hatcheck', 'hatcheck.db');
    expect(storeExists(file)).toBe(false);
    const store = await openStore(file);
    await store.replace(slot, history('Checkout', [item('A')]), null);
    for (const name of (await readdir(path.dirname(file))).filter((each) => each.startsWith('hatcheck.db'))) {
      expect([name, ((await stat(path.join(path.dirname(file), name))).mode & 0o777).toString(8)]).toEqual([
        name,
        '600',
      ]);
    }
    await store.close();
    expect(storeExists(file)).toBe(true);
    expect(await readFile(path.join(folder, '.hatcheck', '.gitignore'), 'utf8')).toBe('*\n');
  });

  it('narrows the mode of a file that others could read', async () => {
    const file = path.join(folder, 'open.db');
    await writeFile(file, '');
    await chmod(file, 0o644);
    await (await openStore(file)).close();
    expect(((await stat(file)).mode & 0o777).toString(8)).toBe('600');
  });

  it('refuses a file that is no database and leaves it as it was', async () => {
    const file = path.join(folder, 'notes.txt');
    await writeFile(file, 'no database\n'.repeat(200));
    await expect(openStore(file)).rejects.toMatchObject({
      code: 'NOT_A_STORE',
      exitCode: 2,
      message: expect.stringContaining(file),
    });
    expect(await readFile(file, 'utf8')).toBe('no database\n'.repeat(200));
  });

  it('refuses a database of somebody else', async () => {
    const file = path.join(folder, 'other.db');
    const other = new Libsql(file);
    other.exec('create table recipes (name text)');
    other.close();
    await expect(openStore(file)).rejects.toMatchObject({ code: 'NOT_A_STORE' });
    const again = new Libsql(file);
    expect(again.prepare('select name from sqlite_master').all()).toEqual([{ name: 'recipes' }]);
    again.close();
  });

  it('refuses a store of a newer version', async () => {
    const file = path.join(folder, 'newer.db');
    await (await openStore(file)).close();
    const raw = new Libsql(file);
    raw.exec("update hatcheck_meta set value = '999'");
    raw.close();
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_NEWER', exitCode: 2 });
  });

  it('refuses a folder', async () => {
    const file = path.join(folder, 'sub');
    await mkdir(file);
    await expect(openStore(file)).rejects.toMatchObject({ code: 'STORE_UNUSABLE', exitCode: 2 });
  });

  it('leaves no trace of purged texts in the file', async () => {
    const file = path.join(folder, 'purge.db');
    const store = await openStore(file);
    const secret = 'Unmistakable sentence about a person';
    await store.replace(
      slot,
      history('Checkout', [item('A', { status: 'done', title: secret, updated: 1 })]),
      null,
    );
    expect(await store.purge('Checkout', 2)).toBe(1);
    await store.close();
    expect((await readFile(file)).includes(secret)).toBe(false);
  });

  it('is shared by processes: each waits for the other', async () => {
    const file = path.join(folder, 'shared.db');
    await (await openStore(file)).close();
    // The transaction of the other process outlives several busy timeouts.
    const script = `
      const { default: Libsql } = await import(${JSON.stringify(import.meta.resolve('libsql'))});
      const db = new Libsql(${JSON.stringify(file)});
      db.exec('begin immediate');
      console.log('locked');
      setTimeout(() => { db.exec('commit'); db.close(); }, 2000);`;
    const other = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
    await new Promise<void>((resolve) => other.child.stdout?.once('data', () => resolve()));
    const started = Date.now();
    const store = await openStore(file);
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 50);
    await store.replace(slot, history('Checkout', [item('A')]), null);
    clearInterval(ticking);
    expect(Date.now() - started).toBeGreaterThan(200);
    expect(ticks).toBeGreaterThan(2);
    await other;
    expect((await store.load('Checkout'))?.items).toHaveLength(1);
    await store.close();
  });
});
