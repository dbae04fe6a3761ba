import type { Database } from './tables.ts';

/** Tables with rows of a team. */
const TEAM_TABLES = [
  'hatcheck_items',
  'hatcheck_readings',
  'hatcheck_snapshots',
  'hatcheck_findings',
  'hatcheck_runs',
] as const;

/** Team names are told apart without regard to case. */
export function idOf(name: string): string {
  return name.trim().toLowerCase();
}

/** Gives everything that is kept of a team another name; nothing happens where another team has that name. */
export async function renameTeam(db: Database, name: string, to: string): Promise<void> {
  const [id, next] = [idOf(name), idOf(to)];
  const taken = await db.selectFrom('hatcheck_teams').select('id').where('id', '=', next).executeTakeFirst();
  if (taken !== undefined && next !== id) return;
  await db.updateTable('hatcheck_teams').set({ id: next, name: to.trim() }).where('id', '=', id).execute();
  for (const table of TEAM_TABLES)
    await db.updateTable(table).set({ team: next }).where('team', '=', id).execute();
}

/** Deletes everything that is kept of a team. */
export async function forgetTeam(db: Database, name: string): Promise<void> {
  const id = idOf(name);
  for (const table of TEAM_TABLES) await db.deleteFrom(table).where('team', '=', id).execute();
  await db.deleteFrom('hatcheck_teams').where('id', '=', id).execute();
}
