import type PgBoss from 'pg-boss';
import { asExpected } from './failures.ts';
import { shownStore } from './postgres.ts';

/** Teams that wait for a worker, kept in the PostgreSQL of the store. */
export interface TeamQueue {
  /** Puts a team on the queue; false when it is waiting there already. */
  add(team: string): Promise<boolean>;
  /** The next team, for this worker alone; null while none is waiting. */
  take(): Promise<QueuedTeam | null>;
  close(): Promise<void>;
}

export interface QueuedTeam {
  readonly team: string;
  done(): Promise<void>;
  /** Back to the queue; after three tries it is given up. */
  giveBack(why: string): Promise<void>;
}

interface Job {
  readonly team: string;
}

const QUEUE = 'hatcheck-teams';
const SCHEMA = 'hatcheck_queue';
const TRIES_AFTER_THE_FIRST = 2;
/** A worker that died without a word keeps its team no longer than this. */
const EXPIRE_HOURS = 2;

/** Opens the queue, making its tables at first use. Rejects as the store does when the database cannot be reached. */
export async function openQueue(url: string): Promise<TeamQueue> {
  const { default: Boss } = await import('pg-boss');
  const boss: PgBoss = new Boss({
    connectionString: url,
    schema: SCHEMA,
    max: 2,
    application_name: 'hatcheck-queue',
  });
  // Errors of its maintenance come here; those of a call reject that call.
  boss.on('error', () => undefined);
  try {
    await boss.start();
    await boss.createQueue(QUEUE, {
      name: QUEUE,
      policy: 'short',
      retryLimit: TRIES_AFTER_THE_FIRST,
      retryDelay: 1,
      expireInHours: EXPIRE_HOURS,
    });
  } catch (error) {
    throw asExpected(error, shownStore(url));
  }
  return {
    add: async (team) => (await boss.send(QUEUE, { team }, { singletonKey: team.toLowerCase() })) !== null,
    take: async () => {
      const [job] = await boss.fetch<Job>(QUEUE);
      if (job === undefined) return null;
      return {
        team: job.data.team,
        done: () => boss.complete(QUEUE, job.id),
        giveBack: (why) => boss.fail(QUEUE, job.id, { why }),
      };
    },
    close: () => boss.stop({ graceful: false, wait: true }),
  };
}
