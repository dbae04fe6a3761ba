import path from 'node:path';
import { UsageError } from '../errors.ts';
import { fileNames } from '../reports/view/names.ts';
import { isPostgres } from '../store/postgres.ts';
import { openQueue, type QueuedTeam, type TeamQueue } from '../store/queue.ts';
import type { Host } from './host.ts';
import { DEFAULT_OUT, oneOf } from './options.ts';
import { failOnOf, KINDS, reportCommand, type ReportOptions } from './report.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

export interface WorkerOptions extends ReportOptions {
  readonly once?: boolean;
}

/** What a worker did with one team. */
interface Worked {
  readonly team: string;
  readonly exit: number;
}

/** How long an idle worker waits before it looks again. */
const IDLE_MS = 5000;
/** In this order the worst exit code of several teams is told. */
const WORST: readonly number[] = [2, 3, 4, 5, 1, 0];

/** `hatcheck enqueue`: a job for each team, for the workers. */
export async function enqueueCommand(host: Host, options: ReportOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const queue = await queueOf(session, 'enqueue');
    try {
      const scope = await chooseTeams(session);
      const teams: { name: string; queued: boolean }[] = [];
      for (const { name, config } of scope.teams)
        if (config !== null) teams.push({ name, queued: await queue.add(name) });
      if (options.json === true) session.terminal.json({ schemaVersion: 1, teams });
      else
        for (const { name, queued } of teams)
          session.terminal.print(`${name}: ${queued ? 'queued' : 'is waiting already'}`);
    } finally {
      await queue.close();
    }
    return 0;
  } finally {
    await session.close();
  }
}

/** `hatcheck worker`: takes team after team from the queue, syncs, analyses, keeps the run, writes the report. */
export async function workerCommand(host: Host, options: WorkerOptions): Promise<number> {
  failOnOf(options);
  oneOf('--kind', options.kind ?? 'weekly', KINDS);
  const session = await Session.start(host, options);
  try {
    const queue = await queueOf(session, 'worker');
    const worked: Worked[] = [];
    try {
      for (;;) {
        const job = await queue.take();
        if (job !== null) worked.push(await work(job, session, host, options));
        else if (options.once === true) break;
        else await pause(IDLE_MS, host.signal);
        host.signal.throwIfAborted();
      }
    } finally {
      await queue.close();
    }
    if (options.json === true) session.terminal.json({ schemaVersion: 1, teams: worked });
    return WORST.find((code) => worked.some(({ exit }) => exit === code)) ?? 0;
  } finally {
    await session.close();
  }
}

/** One team, as `report --team` would do it. What failed at the tracker goes back to the queue, an interrupted team too. */
async function work(job: QueuedTeam, session: Session, host: Host, options: WorkerOptions): Promise<Worked> {
  const { team } = job;
  const known = session.config.teams.find(({ name }) => name.toLowerCase() === team.toLowerCase());
  if (known === undefined) {
    await job.giveBack('unknown here');
    session.terminal.error(
      `Error: ${team} is queued, but not in the configuration of this worker.\nNext: Give all workers the same configuration.`,
    );
    return { team, exit: 2 };
  }
  const out = path.join(options.out ?? DEFAULT_OUT, folderOf(session, known.name));
  try {
    const { json: _json, ...rest } = options;
    const silent = options.json === true ? { ...host, stdout: { write: () => true } } : host;
    const exit = await reportCommand(silent, { ...rest, team: [known.name], out });
    await (exit === 3 || exit === 4 ? job.giveBack(`exit ${exit}`) : job.done());
    return { team: known.name, exit };
  } catch (error) {
    await job.giveBack(host.signal.aborted ? 'interrupted' : 'failed');
    throw error;
  }
}

/** A folder of its own for each team; names that come out the same are numbered. */
function folderOf(session: Session, team: string): string {
  const names = session.config.teams.map(({ name }) => name);
  return fileNames(names)[names.indexOf(team)] as string;
}

async function queueOf(session: Session, command: string): Promise<TeamQueue> {
  const { store } = session.config;
  if (!isPostgres(store)) {
    throw new UsageError({
      code: 'STORE_NOT_SHARED',
      message: `${command} needs a queue that all machines can reach, and the store ${store} is a file.`,
      next: 'Give a postgres:// URL with --store or "store:".',
    });
  }
  // Opened first: it knows how to say what is wrong with the database, and makes its tables.
  await session.store({ create: true });
  return openQueue(store);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
