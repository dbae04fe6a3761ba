import { existsSync } from 'node:fs';
import { Kysely, sql, type Transaction } from 'kysely';
import type { HistoryHeader, Sink } from '../connectors/connector.ts';
import type { Instant, Item, Snapshot, TeamHistory } from '../history/team-history.ts';
import { asExpected, patiently } from './failures.ts';
import { hashOf, loadHistory, loadTeam, purgeBefore, putItems, putPage } from './items.ts';
import { isCurrent, migrate } from './migrate.ts';
import { isPostgres, postgresDialect, shownStore } from './postgres.ts';
import { putRun, readRuns, type StoredRun } from './runs.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Tables } from './tables.ts';
import { forgetTeam, idOf, renameTeam } from './teams.ts';

export interface StoredTeam {
  readonly name: string;
  readonly origin: 'import' | 'sync';
  /** Null while a first read has not stored anything. */
  readonly syncedAt: Instant | null;
}

export interface TeamSlot {
  readonly name: string;
  readonly origin: 'import' | 'sync';
  /** Names the source: data that came from another one is dropped first. */
  readonly source: string;
}

/**
 * Where histories, snapshots and past runs are kept: a SQLite file or a PostgreSQL database. Team names are told apart
 * without regard to case. Every write is one transaction; a second process waits and tries again.
 */
export interface Store {
  /** Teams by name. */
  teams(): Promise<readonly StoredTeam[]>;
  /** Makes room for a team and gives its side of a sync. */
  open(team: TeamSlot): Promise<TeamSync>;
  /** Stores a whole history instead of what the team had, at once. Snapshots taken and past runs stay. */
  replace(team: TeamSlot, history: TeamHistory, cursor: unknown): Promise<void>;
  load(name: string): Promise<TeamHistory | null>;
  /** What the history says of the team and its source, without its items; null when nothing was read yet. */
  about(name: string): Promise<TeamHistory['team'] | null>;
  /** Gives a team another name, with all that is kept of it; nothing happens where that name is taken. */
  rename(name: string, to: string): Promise<void>;
  /** SHA-256 of the data that is analysed. */
  hash(name: string): Promise<string>;
  /** Keeps what the team's calendars and wikis gave, by place; places that are no longer configured are dropped. */
  putReadings(name: string, readings: Readonly<Record<string, unknown>>): Promise<void>;
  readings(name: string): Promise<Readonly<Record<string, unknown>>>;
  addSnapshot(name: string, snapshot: Snapshot): Promise<void>;
  recordRun(name: string, run: StoredRun): Promise<void>;
  runs(name: string): Promise<readonly StoredRun[]>;
  /** Deletes closed items older than the cutoff; gives their number. */
  purge(name: string, cutoff: Instant): Promise<number>;
  /** Deletes everything of the team. */
  forget(name: string): Promise<void>;
  close(): Promise<void>;
}

export interface TeamSync {
  readonly sink: Sink;
  /** What the last sync left; null at first. */
  readonly cursor: unknown;
}

/** Whether there is a store already; a PostgreSQL database counts as one. */
export function storeExists(url: string): boolean {
  return isPostgres(url) || existsSync(url);
}

/**
 * Opens the store, creating or migrating it where needed.
 * @throws UsageError when the file is no store; TrackerError or CredentialsError when the database cannot be reached.
 */
export async function openStore(url: string, clock: () => Instant = Date.now): Promise<Store> {
  const postgres = isPostgres(url);
  const shown = shownStore(url);
  const db = new Kysely<Tables>({ dialect: postgres ? await postgresDialect(url) : sqliteDialect(url) });
  const store = new SqlStore(db, postgres, shown, clock);
  try {
    await store.prepare();
  } catch (error) {
    await db.destroy().catch(() => undefined);
    throw error;
  }
  return store;
}

class SqlStore implements Store {
  constructor(
    private readonly db: Kysely<Tables>,
    private readonly postgres: boolean,
    private readonly shown: string,
    private readonly clock: () => Instant,
  ) {}

  /** Looks first, so that a store which is up to date can be opened while another process writes. */
  async prepare(): Promise<void> {
    if (await this.read((db) => isCurrent(db, this.postgres, this.shown))) return;
    await this.write((db) => migrate(db, this.postgres, this.shown));
  }

  async teams(): Promise<readonly StoredTeam[]> {
    const rows = await this.read((db) =>
      db.selectFrom('hatcheck_teams').select(['id', 'name', 'origin', 'synced_at']).execute(),
    );
    rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    return rows.map((row) => ({
      name: row.name,
      origin: row.origin as StoredTeam['origin'],
      syncedAt: row.synced_at === null ? null : Number(row.synced_at),
    }));
  }

  async open(team: TeamSlot): Promise<TeamSync> {
    const id = idOf(team.name);
    const cursor = await this.write(async (db) => {
      await this.claim(db, team);
      const row = await db
        .selectFrom('hatcheck_teams')
        .select('cursor')
        .where('id', '=', id)
        .executeTakeFirst();
      return row?.cursor ? (JSON.parse(row.cursor) as unknown) : null;
    });
    return { cursor, sink: this.sink(id) };
  }

  private sink(id: string): Sink {
    return {
      put: (page) => this.write((db) => putPage(db, id, page, this.clock())),
      keys: async () => {
        const rows = await this.read((db) =>
          db.selectFrom('hatcheck_items').select('key').where('team', '=', id).execute(),
        );
        return new Set(rows.map((row) => row.key));
      },
      item: async (key) => {
        const row = await this.read((db) =>
          db
            .selectFrom('hatcheck_items')
            .select('doc')
            .where('team', '=', id)
            .where('key', '=', key)
            .executeTakeFirst(),
        );
        return row === undefined ? null : (JSON.parse(row.doc) as Item);
      },
    };
  }

  /** Makes the team's row; what another source had put there is dropped, its runs and snapshots stay. */
  private async claim(db: Transaction<Tables>, team: TeamSlot): Promise<void> {
    const id = idOf(team.name);
    const row = await db
      .selectFrom('hatcheck_teams')
      .select('source')
      .where('id', '=', id)
      .executeTakeFirst();
    const { name, origin, source } = team;
    if (row === undefined) {
      await db
        .insertInto('hatcheck_teams')
        .values({ id, name, origin, source, header: null, cursor: null, synced_at: null })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      return;
    }
    await db.updateTable('hatcheck_teams').set({ name, origin, source }).where('id', '=', id).execute();
    if (row.source === source) return;
    await db
      .updateTable('hatcheck_teams')
      .set({ header: null, cursor: null, synced_at: null })
      .where('id', '=', id)
      .execute();
    await db.deleteFrom('hatcheck_items').where('team', '=', id).execute();
  }

  async replace(team: TeamSlot, history: TeamHistory, cursor: unknown): Promise<void> {
    const id = idOf(team.name);
    const { items, schemaVersion: _version, ...rest } = history;
    const header: HistoryHeader = { ...rest, team: { ...rest.team, name: team.name } };
    await this.write(async (db) => {
      await this.claim(db, team);
      await db.deleteFrom('hatcheck_items').where('team', '=', id).execute();
      await db
        .updateTable('hatcheck_teams')
        .set({
          header: JSON.stringify(header),
          cursor: JSON.stringify(cursor ?? null),
          synced_at: this.clock(),
        })
        .where('id', '=', id)
        .execute();
      await putItems(db, id, items);
    });
  }

  load(name: string): Promise<TeamHistory | null> {
    return this.read((db) => loadHistory(db, idOf(name)));
  }

  about(name: string): Promise<TeamHistory['team'] | null> {
    return this.read((db) => loadTeam(db, idOf(name)));
  }

  async rename(name: string, to: string): Promise<void> {
    await this.write((db) => renameTeam(db, name, to));
  }

  hash(name: string): Promise<string> {
    return this.read((db) => hashOf(db, idOf(name)));
  }

  async putReadings(name: string, readings: Readonly<Record<string, unknown>>): Promise<void> {
    const team = idOf(name);
    const rows = Object.entries(readings).map(([place, reading]) => ({
      team,
      place,
      doc: JSON.stringify(reading),
    }));
    await this.write(async (db) => {
      await db.deleteFrom('hatcheck_readings').where('team', '=', team).execute();
      if (rows.length > 0) await db.insertInto('hatcheck_readings').values(rows).execute();
    });
  }

  async readings(name: string): Promise<Readonly<Record<string, unknown>>> {
    const rows = await this.read((db) =>
      db
        .selectFrom('hatcheck_readings')
        .select(['place', 'doc'])
        .where('team', '=', idOf(name))
        .orderBy('place')
        .execute(),
    );
    return Object.fromEntries(rows.map(({ place, doc }) => [place, JSON.parse(doc) as unknown]));
  }

  async addSnapshot(name: string, snapshot: Snapshot): Promise<void> {
    const row = { team: idOf(name), at: snapshot.at, doc: JSON.stringify(snapshot) };
    await this.write(async (db) => {
      await db
        .insertInto('hatcheck_snapshots')
        .values(row)
        .onConflict((conflict) => conflict.columns(['team', 'at']).doUpdateSet({ doc: row.doc }))
        .execute();
    });
  }

  async recordRun(name: string, run: StoredRun): Promise<void> {
    await this.write((db) => putRun(db, idOf(name), run));
  }

  runs(name: string): Promise<readonly StoredRun[]> {
    return this.read((db) => readRuns(db, idOf(name)));
  }

  async purge(name: string, cutoff: Instant): Promise<number> {
    const deleted = await this.write((db) => purgeBefore(db, idOf(name), cutoff));
    if (deleted > 0) await this.compact();
    return deleted;
  }

  async forget(name: string): Promise<void> {
    await this.write((db) => forgetTeam(db, name));
    await this.compact();
  }

  /** Deleted rows of a SQLite file stay readable in its free pages until it is rewritten. */
  private async compact(): Promise<void> {
    if (!this.postgres) await patiently(this.shown, () => sql`vacuum`.execute(this.db));
  }

  async close(): Promise<void> {
    try {
      await this.db.destroy();
    } catch (error) {
      throw asExpected(error, this.shown);
    }
  }

  private write<T>(work: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
    return patiently(this.shown, () => this.db.transaction().execute(work));
  }

  /** One consistent view, also while another process writes. */
  private read<T>(work: (db: Transaction<Tables>) => Promise<T>): Promise<T> {
    return patiently(this.shown, () =>
      this.postgres
        ? this.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
        : this.db.transaction().setAccessMode('read only').execute(work),
    );
  }
}
