import { sql } from 'kysely';
import { UsageError } from '../errors.ts';
import { notAStore } from './failures.ts';
import { MIGRATIONS, type Database } from './tables.ts';

/** Any number; every hatcheck asks for the same one while it migrates. */
const MIGRATION_LOCK = 4_220_731;

/**
 * Whether the store has the present shape.
 * @throws UsageError when the file is somebody else's database or was written by a newer hatcheck.
 */
export async function isCurrent(db: Database, postgres: boolean, shown: string): Promise<boolean> {
  return (await versionOf(db, postgres, shown)) === MIGRATIONS.length;
}

/**
 * Brings the store to the present shape. Runs inside one write transaction, so that two processes that start together
 * do it once.
 */
export async function migrate(db: Database, postgres: boolean, shown: string): Promise<void> {
  if (postgres) await sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`.execute(db);
  const version = await versionOf(db, postgres, shown);
  if (version === MIGRATIONS.length) return;
  if (version === null) {
    await db.schema
      .createTable('hatcheck_meta')
      .addColumn('key', 'text', (column) => column.primaryKey())
      .addColumn('value', 'text', (column) => column.notNull())
      .execute();
    await db.insertInto('hatcheck_meta').values({ key: 'version', value: '0' }).execute();
  }
  for (const step of MIGRATIONS.slice(version ?? 0)) await step(db);
  await db
    .updateTable('hatcheck_meta')
    .set({ value: String(MIGRATIONS.length) })
    .where('key', '=', 'version')
    .execute();
}

/** Number of migrations that were applied; null for an empty database. */
async function versionOf(db: Database, postgres: boolean, shown: string): Promise<number | null> {
  const tables = await tableNames(db, postgres);
  if (!tables.includes('hatcheck_meta')) {
    // A PostgreSQL database may hold other tables; a SQLite file that does belongs to somebody else.
    if (tables.length > 0 && !postgres) throw notAStore(shown);
    return null;
  }
  const row = await db
    .selectFrom('hatcheck_meta')
    .select('value')
    .where('key', '=', 'version')
    .executeTakeFirst();
  const version = Number(row?.value ?? NaN);
  if (Number.isNaN(version)) throw notAStore(shown);
  if (version <= MIGRATIONS.length) return version;
  throw new UsageError({
    code: 'STORE_NEWER',
    message: `The store ${shown} was written by a newer hatcheck.`,
    next: 'Update hatcheck, or use another store.',
  });
}

async function tableNames(db: Database, postgres: boolean): Promise<string[]> {
  const found = postgres
    ? await sql<{
        name: string;
      }>`select table_name as name from information_schema.tables where table_schema = current_schema()`.execute(
        db,
      )
    : await sql<{
        name: string;
      }>`select name from sqlite_master where type in ('table', 'view') and name not like 'sqlite_%'`.execute(
        db,
      );
  return found.rows.map((row) => row.name);
}
