import type { Kysely } from 'kysely';

/** Times are milliseconds since 1970; PostgreSQL hands large integers over as text, so they are read with `Number`. */
type Time = number;

export interface Tables {
  hatcheck_meta: { key: string; value: string };
  hatcheck_teams: {
    /** Lower-case name. */
    id: string;
    name: string;
    /** `import`: files given by hand; `sync`: a configured source. */
    origin: string;
    /** What the data was read from; data of another source is never mixed in. */
    source: string;
    header: string | null;
    cursor: string | null;
    synced_at: Time | null;
  };
  hatcheck_items: {
    team: string;
    key: string;
    /** When it last moved or was last changed: what the retention counts from once it is closed. */
    settled: Time;
    doc: string;
  };
  /** What calendars and wikis gave at the last sync; the place is a hash, addresses of feeds are secrets. */
  hatcheck_readings: { team: string; place: string; doc: string };
  hatcheck_snapshots: { team: string; at: Time; doc: string };
  hatcheck_runs: { team: string; as_of: Time; kind: string; doc: string };
  hatcheck_findings: {
    team: string;
    as_of: Time;
    rule: string;
    state: string;
    severity: string;
    value: number | null;
  };
}

export type Database = Kysely<Tables>;

/** Steps from an empty database to the present shape; never edit one that was released, add one. */
export const MIGRATIONS: readonly ((db: Database) => Promise<void>)[] = [
  async (db) => {
    await db.schema
      .createTable('hatcheck_teams')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('origin', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('header', 'text')
      .addColumn('cursor', 'text')
      .addColumn('synced_at', 'bigint')
      .execute();
    await db.schema
      .createTable('hatcheck_items')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('key', 'text', (column) => column.notNull())
      .addColumn('settled', 'bigint', (column) => column.notNull())
      .addColumn('doc', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hatcheck_items_key', ['team', 'key'])
      .execute();
    await db.schema
      .createTable('hatcheck_readings')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('place', 'text', (column) => column.notNull())
      .addColumn('doc', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hatcheck_readings_key', ['team', 'place'])
      .execute();
    await db.schema
      .createTable('hatcheck_snapshots')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .addColumn('doc', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hatcheck_snapshots_key', ['team', 'at'])
      .execute();
    await db.schema
      .createTable('hatcheck_runs')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('as_of', 'bigint', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('doc', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('hatcheck_runs_key', ['team', 'as_of'])
      .execute();
    await db.schema
      .createTable('hatcheck_findings')
      .addColumn('team', 'text', (column) => column.notNull())
      .addColumn('as_of', 'bigint', (column) => column.notNull())
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('severity', 'text', (column) => column.notNull())
      .addColumn('value', 'double precision')
      .addPrimaryKeyConstraint('hatcheck_findings_key', ['team', 'as_of', 'rule'])
      .execute();
  },
];
