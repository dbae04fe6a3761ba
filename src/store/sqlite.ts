import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type SqliteDatabase,
  type TransactionSettings,
} from 'kysely';
import { UsageError } from '../errors.ts';
import { notAStore } from './failures.ts';

/** A synchronous wait blocks the event loop: it is short, and the retry around it is asynchronous. */
const BUSY_TIMEOUT_MS = 50;
const OWNER_ONLY = 0o600;

type Libsql = InstanceType<typeof import('libsql')>;

/**
 * Takes the write lock at once: a transaction that starts reading cannot be upgraded under another writer. The commands
 * run through `exec`, which ends them also when they fail; a prepared one that fails would stay open and hold on to an
 * old view of the file.
 */
class FileDriver extends SqliteDriver {
  private readonly libsql: () => Libsql;

  constructor(file: string) {
    let opened: Libsql | null = null;
    super({
      database: async () => {
        opened = await openFile(file);
        return forKysely(opened);
      },
    });
    this.libsql = () => opened as Libsql;
  }

  override async beginTransaction(
    _connection: DatabaseConnection,
    settings?: TransactionSettings,
  ): Promise<void> {
    this.libsql().exec(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  override async commitTransaction(): Promise<void> {
    this.libsql().exec('commit');
  }

  override async rollbackTransaction(): Promise<void> {
    this.libsql().exec('rollback');
  }
}

/** Kysely's SQLite dialect over libsql, in write-ahead mode. */
export function sqliteDialect(file: string): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createDriver: () => new FileDriver(file),
  };
}

async function openFile(file: string): Promise<Libsql> {
  const { default: Libsql } = await import('libsql');
  const database = prepareFile(file) ? new Libsql(file, { timeout: BUSY_TIMEOUT_MS }) : foreign(Libsql, file);
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = normal');
  return database;
}

function forKysely(database: Libsql): SqliteDatabase {
  return {
    close: () => {
      try {
        // Everything into the one file, so that copying it copies the store.
        database.exec('pragma wal_checkpoint(truncate)');
      } catch (error) {
        // Another process still reads: the last one to close will do it.
        if (!/locked|busy/i.test((error as Error).message)) throw error;
      } finally {
        database.close();
      }
    },
    prepare: (sql) => database.prepare(sql),
  } as SqliteDatabase;
}

/**
 * Opens a file that was there already. One that holds other tables is somebody else's: not a byte of it is changed, which
 * the switch to write-ahead mode would do.
 */
function foreign(Libsql: typeof import('libsql'), file: string): Libsql {
  const database = new Libsql(file, { timeout: BUSY_TIMEOUT_MS });
  const names = database
    .prepare("select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'")
    .all() as { name: string }[];
  if (names.length > 0 && !names.some(({ name }) => name.startsWith('hatcheck_'))) {
    database.close();
    throw notAStore(file);
  }
  ownerOnly(file);
  return database;
}

function ownerOnly(file: string): void {
  if ((statSync(file).mode & 0o777) !== OWNER_ONLY) chmodSync(file, OWNER_ONLY);
}

/** Gives whether the file is new. It exists for its owner only before the first byte is written; the log files inherit its mode. */
function prepareFile(file: string): boolean {
  const folder = path.dirname(file);
  try {
    if (!existsSync(folder)) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      // Raw tracker data never belongs into a repository.
      if (path.basename(folder) === '.hatcheck') writeFileSync(path.join(folder, '.gitignore'), '*\n');
    }
    closeSync(openSync(file, 'a', OWNER_ONLY));
    const fresh = statSync(file).size === 0;
    if (fresh) ownerOnly(file);
    return fresh;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const why = code === 'EISDIR' ? 'is a folder' : `cannot be opened (${code})`;
    throw new UsageError(
      {
        code: 'STORE_UNUSABLE',
        message: `The store ${file} ${why}.`,
        next: 'Give the path of a file that may be written with --store or "store:".',
      },
      { cause },
    );
  }
}
