import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { TrackerError } from '../../errors.ts';
import type { Repository } from './repository.ts';

export interface LockOptions {
  /** What is locked: team, kind and week. */
  readonly subject: string;
  readonly now: () => number;
  readonly signal: AbortSignal;
  /** Milliseconds that stand for a second of waiting. */
  readonly secondMs: number;
}

/** A run that has not created its issue after this long is gone. */
const STALE_S = 120;
const POLL_S = 3;
const PATIENCE_S = 180;

/**
 * Runs a task that no other run may run at the same time. GitHub has no lock, but of two runs that create a label of the
 * same name one is refused; `issues: write` is enough for it. `waited` tells the task that another run was there first.
 */
export async function exclusively<T>(
  repository: Repository,
  options: LockOptions,
  task: (waited: boolean) => Promise<T>,
): Promise<T> {
  const name = `hatcheck-lock-${createHash('sha256').update(options.subject).digest('hex').slice(0, 12)}`;
  const waited = await acquire(repository, name, options);
  try {
    return await task(waited);
  } finally {
    await repository.deleteLabel(name);
  }
}

async function acquire(repository: Repository, name: string, options: LockOptions): Promise<boolean> {
  const { now, secondMs, signal } = options;
  const end = now() + PATIENCE_S * secondMs;
  for (let waited = false; ; waited = true) {
    const taken = `${new Date(now()).toISOString()} (a run of hatcheck that is about to create an issue)`;
    if (await repository.createLabel(name, taken)) return waited;
    const held = await repository.labelDescription(name);
    const since = held === null ? null : Date.parse(held.split(' ')[0] ?? '');
    if (since !== null && !(now() - since < STALE_S * secondMs)) await repository.deleteLabel(name);
    else if (now() > end) throw busy(repository.name, name);
    else await sleep(POLL_S * secondMs, undefined, { signal });
  }
}

function busy(repository: string, label: string): TrackerError {
  return new TrackerError({
    code: 'POST_BUSY',
    message: `Another run has been creating the same issue in ${repository} for minutes (label ${label}).`,
    next: 'Let it end and run again; if none runs, delete that label.',
  });
}
