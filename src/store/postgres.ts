import { PostgresDialect, type Dialect } from 'kysely';

/** Kysely's PostgreSQL dialect over node-postgres. */
export async function postgresDialect(url: string): Promise<Dialect> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 15_000,
    application_name: 'hatcheck',
  });
  // A connection that dies while idle is replaced by the next query; without a listener it would end the process.
  pool.on('error', () => undefined);
  return new PostgresDialect({ pool });
}

export function isPostgres(store: string): boolean {
  return /^postgres(ql)?:\/\//i.test(store);
}

/** The address without user and password, for messages. */
export function shownStore(store: string): string {
  if (!isPostgres(store)) return store;
  return URL.canParse(store) ? `postgres://${new URL(store).host}${new URL(store).pathname}` : 'postgres://…';
}
