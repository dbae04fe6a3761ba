import { createHash } from 'node:crypto';
import type { HistoryHeader, Page } from '../connectors/connector.ts';
import type { Instant, Item, ItemKey, Snapshot, TeamHistory } from '../history/team-history.ts';
import type { Database } from './tables.ts';

/** Rows of one statement: well below both databases' limits on parameters. */
const ROWS = 500;

/** What a history holds before anything of it was read. */
export function emptyHeader(name: string): HistoryHeader {
  return {
    team: {
      name,
      tracker: 'text',
      project: null,
      itemUrlBase: null,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: 0,
    unrecorded: {},
    complete: true,
    gaps: [],
    people: [],
    statuses: [],
    priorities: [],
    sprints: [],
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: [],
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

/** When the item last moved or, where no move is recorded, was last changed. */
export function settledAt(item: Item): Instant {
  if (item.finished !== undefined && item.finished !== null) return item.finished;
  for (let index = item.changes.length - 1; index >= 0; index--) {
    const change = item.changes[index];
    if (change?.field === 'status') return change.at;
  }
  return item.updated;
}

export async function putItems(db: Database, team: string, items: readonly Item[]): Promise<void> {
  const newest = new Map(items.map((item) => [item.key, item]));
  const rows = [...newest.values()].map((item) => ({
    team,
    key: item.key,
    settled: settledAt(item),
    doc: JSON.stringify(item),
  }));
  for (let start = 0; start < rows.length; start += ROWS) {
    await db
      .insertInto('hatcheck_items')
      .values(rows.slice(start, start + ROWS))
      .onConflict((conflict) =>
        conflict.columns(['team', 'key']).doUpdateSet((row) => ({
          settled: row.ref('excluded.settled'),
          doc: row.ref('excluded.doc'),
        })),
      )
      .execute();
  }
}

export async function removeItems(db: Database, team: string, keys: readonly ItemKey[]): Promise<void> {
  for (let start = 0; start < keys.length; start += ROWS) {
    await db
      .deleteFrom('hatcheck_items')
      .where('team', '=', team)
      .where('key', 'in', keys.slice(start, start + ROWS))
      .execute();
  }
}

/** Writes one page: items, removals, header parts and the cursor belong together. */
export async function putPage(db: Database, team: string, page: Page, at: Instant): Promise<void> {
  // First, so that PostgreSQL locks the team's row before its header is read.
  await db
    .updateTable('hatcheck_teams')
    .set({ cursor: JSON.stringify(page.cursor ?? null), synced_at: at })
    .where('id', '=', team)
    .execute();
  if (page.header !== undefined) {
    const header = { ...(await readHeader(db, team)), ...page.header };
    await db
      .updateTable('hatcheck_teams')
      .set({ header: JSON.stringify(header) })
      .where('id', '=', team)
      .execute();
  }
  await removeItems(db, team, page.removed ?? []);
  await putItems(db, team, page.items ?? []);
}

async function readHeader(db: Database, team: string): Promise<HistoryHeader> {
  const row = await db
    .selectFrom('hatcheck_teams')
    .select(['name', 'header'])
    .where('id', '=', team)
    .executeTakeFirst();
  const empty = emptyHeader(row?.name ?? team);
  return row?.header ? { ...empty, ...(JSON.parse(row.header) as Partial<HistoryHeader>) } : empty;
}

/**
 * SHA-256 over what is analysed of a team: its items and its sprints, events and snapshots, not when they were read.
 * The same data gives the same hash in every store.
 */
export async function hashOf(db: Database, team: string): Promise<string> {
  const hash = createHash('sha256');
  const { sprints, events, snapshots, people, statuses } = await readHeader(db, team);
  hash.update(JSON.stringify([sprints, events, snapshots, people, statuses]));
  const rows = await db
    .selectFrom('hatcheck_items')
    .select(['key', 'doc'])
    .where('team', '=', team)
    .execute();
  rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const { doc } of rows) hash.update(doc);
  return hash.digest('hex');
}

/** What the header says of a team; null when nothing was read yet. */
export async function loadTeam(db: Database, team: string): Promise<TeamHistory['team'] | null> {
  const row = await db
    .selectFrom('hatcheck_teams')
    .select(['name', 'header'])
    .where('id', '=', team)
    .executeTakeFirst();
  if (row === undefined || row.header === null) return null;
  return { ...(await readHeader(db, team)).team, name: row.name };
}

/** The whole history of a team, items by key, under the name the team has in hatcheck; null when nothing was read yet. */
export async function loadHistory(db: Database, team: string): Promise<TeamHistory | null> {
  const row = await db
    .selectFrom('hatcheck_teams')
    .select(['name', 'header', 'synced_at'])
    .where('id', '=', team)
    .executeTakeFirst();
  if (row === undefined || row.header === null) return null;
  const header = await readHeader(db, team);
  const docs = await db.selectFrom('hatcheck_items').select('doc').where('team', '=', team).execute();
  const items = docs.map(({ doc }) => JSON.parse(doc) as Item);
  items.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const taken = await db.selectFrom('hatcheck_snapshots').select('doc').where('team', '=', team).execute();
  const snapshots = new Map(header.snapshots.map((snapshot) => [snapshot.at, snapshot]));
  for (const { doc } of taken) {
    const snapshot = JSON.parse(doc) as Snapshot;
    snapshots.set(snapshot.at, snapshot);
  }
  return {
    schemaVersion: 1,
    ...header,
    team: { ...header.team, name: row.name },
    readAt: header.readAt === 0 ? Number(row.synced_at ?? 0) : header.readAt,
    snapshots: [...snapshots.values()].sort((a, b) => a.at - b.at),
    items,
  };
}

/**
 * Deletes what the retention no longer covers: items that were closed before the cutoff with all their changes, and
 * events and pull requests that ended before it. Open items stay as long as they are open.
 * Gives the number of items deleted.
 */
export async function purgeBefore(db: Database, team: string, cutoff: Instant): Promise<number> {
  const header = await readHeader(db, team);
  const done = new Set(
    header.statuses.filter((status) => status.category === 'done').map((status) => status.id),
  );
  const old = await db
    .selectFrom('hatcheck_items')
    .select(['key', 'doc'])
    .where('team', '=', team)
    .where('settled', '<', cutoff)
    .execute();
  const closed = old.filter(({ doc }) => done.has((JSON.parse(doc) as Item).status)).map(({ key }) => key);
  await removeItems(db, team, closed);
  const events = header.events.filter((event) => (event.end ?? event.start) >= cutoff);
  const pullRequests = header.pullRequests.filter(
    (request) => (request.closed ?? request.merged ?? cutoff) >= cutoff,
  );
  if (events.length < header.events.length || pullRequests.length < header.pullRequests.length) {
    const kept = JSON.stringify({ ...header, events, pullRequests });
    await db.updateTable('hatcheck_teams').set({ header: kept }).where('id', '=', team).execute();
  }
  return closed.length;
}
