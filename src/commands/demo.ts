import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { encodeHistory } from '../history/saved-history.ts';
import type { Host } from './host.ts';
import { DEFAULT_OUT } from './options.ts';
import { reportCommand, type ReportOptions } from './report.ts';

/** Analyses one Sprint apart before the last, so that the report has something to compare with. */
const EARLIER_SPRINTS = 3;

/**
 * `hatcheck demo`: the main job without credentials. The bundled sample team is written as a saved history into a
 * temporary folder, and the whole pipeline runs over it: a run for each of the Sprints before, then the report.
 */
export async function demoCommand(host: Host, options: ReportOptions): Promise<number> {
  const { demoTeam } = await import('../sample/demo-team.ts');
  const folder = await mkdtemp(path.join(os.tmpdir(), 'hatcheck-demo-'));
  try {
    const { history, config } = demoTeam();
    await writeFile(path.join(folder, exportName(config)), JSON.stringify(encodeHistory(history)), {
      mode: 0o600,
    });
    const file = path.join(folder, 'hatcheck.yaml');
    await writeFile(file, `teams:\n${config.replace(/^ *events:\n(?: +- .*\n)*/m, '')}`);
    // The sample is a file: reading it is no connection.
    const { team: _all, store: _temporary, sync: _sync, offline: _offline, ...rest } = options;
    const chosen = { ...rest, config: file, out: path.resolve(host.cwd, options.out ?? DEFAULT_OUT) };
    await earlierRuns(
      host,
      chosen,
      history.sprints.flatMap((sprint) => sprint.completed ?? []),
    );
    return await reportCommand(host, chosen);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The runs that the team would have had after its earlier Sprints. */
async function earlierRuns(host: Host, options: ReportOptions, completed: readonly number[]): Promise<void> {
  if (options.asOf !== undefined) return;
  const { checkCommand } = await import('./report.ts');
  const silent = { ...host, stdout: { write: () => true }, stderr: { write: () => true } };
  const times = [...completed].sort((a, b) => a - b).slice(-EARLIER_SPRINTS - 1, -1);
  for (const at of times) {
    await checkCommand(silent, {
      ...options,
      asOf: new Date(at).toISOString(),
      quiet: true,
      verbose: false,
      json: true,
    });
  }
}

function exportName(config: string): string {
  return path.basename(/path: (\S+?) ?\}/.exec(config)?.[1] ?? 'sample.history.json');
}
