import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { UsageError } from '../../errors.ts';
import { teamSlug } from '../../publish/week.ts';
import type { StoredRun } from '../../store/runs.ts';
import type { Store } from '../../store/store.ts';
import type { Snapshot } from '../../history/team-history.ts';

const DAY = 86_400_000;
/** Older runs say nothing about now; snapshots are used for the sprints of the window. */
const KEEP_RUNS = 400 * DAY;
const KEEP_SNAPSHOTS = 180 * DAY;

const figure = z.number().nullable();
const stateSchema = z.object({
  schemaVersion: z.literal(1),
  team: z.string().min(1),
  runs: z.array(
    z.object({
      asOf: z.number(),
      kind: z.enum(['weekly', 'audit', 'backlog']),
      score: figure,
      parts: z.record(z.string(), figure).nullable(),
      findings: z.array(
        z.object({
          rule: z.string(),
          state: z.enum(['detected', 'clear', 'insufficient-sample', 'not-observable', 'suppressed']),
          severity: z.enum(['critical', 'high', 'medium', 'low']),
          value: figure,
        }),
      ),
    }),
  ),
  snapshots: z.array(
    z.object({
      at: z.number(),
      order: z.array(z.string()).nullable(),
      scope: z.record(z.string(), z.array(z.string())),
      goals: z.record(z.string(), z.string().nullable()),
      estimates: z.record(z.string(), z.number()),
    }),
  ),
});

/** Files of a state by name: what one team's next run needs of its last. */
export type StateFiles = ReadonlyMap<string, Buffer>;

/**
 * What must outlive a run, a file a team: past runs (figures alone) and snapshots (order, scope, goals, estimates). No
 * items, no texts of theirs, no people: those are read from the tracker again.
 */
export async function stateOf(store: Store, teams: readonly string[], now: number): Promise<StateFiles> {
  const files = new Map<string, Buffer>();
  for (const team of teams) {
    const runs = (await store.runs(team)).filter((run) => run.asOf >= now - KEEP_RUNS);
    const history = await store.load(team);
    const snapshots = (history?.snapshots ?? []).filter((snapshot) => snapshot.at >= now - KEEP_SNAPSHOTS);
    const text = `${JSON.stringify({ schemaVersion: 1, team, runs, snapshots })}\n`;
    files.set(stateFile(team), Buffer.from(text, 'utf8'));
  }
  return files;
}

export function stateFile(team: string): string {
  return `${teamSlug(team)}.json`;
}

/** Puts a team's state back into the store. @throws UsageError when it is none */
export async function restore(store: Store, bytes: Buffer, shown: string): Promise<void> {
  const checked = stateSchema.safeParse(parsed(bytes));
  if (!checked.success) {
    throw new UsageError({
      code: 'STATE_INVALID',
      message: `${shown} is no state of a run of hatcheck.`,
      next: 'Delete it: the next run begins a new one, and comparisons with earlier runs begin again.',
    });
  }
  const { team, runs, snapshots } = checked.data;
  for (const run of runs) await store.recordRun(team, run as StoredRun);
  for (const snapshot of snapshots) await store.addSnapshot(team, snapshot as Snapshot);
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return null;
  }
}

export async function readFolder(folder: string): Promise<StateFiles> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  const files = new Map<string, Buffer>();
  for (const name of names.filter((each) => each.endsWith('.json')).sort())
    files.set(name, await readFile(path.join(folder, name)));
  return files;
}

export async function writeFolder(folder: string, files: StateFiles): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of files) await writeFile(path.join(folder, name), bytes, { mode: 0o600 });
}
