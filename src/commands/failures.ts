import type { TeamFailure } from '../run.ts';
import type { GlobalOptions } from './options.ts';
import type { Session } from './session.ts';

/**
 * Names the teams that failed and gives the exit code in the contract's order: credentials, tracker, incomplete under
 * `--strict`. With a JSON document asked for, the error stands on stdout in its place at 3 and 4.
 */
export function finishFailures(
  session: Session,
  failures: readonly TeamFailure[],
  complete: boolean,
  options: Pick<GlobalOptions, 'json' | 'strict'>,
): number {
  const { terminal } = session;
  for (const { team, error } of failures)
    terminal.error(`Error: ${team}: ${error.message}\nNext: ${error.next}`);
  const worst = [3, 4].find((code) => failures.some(({ error }) => error.exitCode === code));
  if (worst !== undefined) {
    const error = failures.find((failure) => failure.error.exitCode === worst)?.error;
    if (options.json === true && error !== undefined) {
      const [message, next] = [terminal.clean(error.message), terminal.clean(error.next)];
      terminal.json({ error: { code: error.code, message, next } });
    }
    return worst;
  }
  if (complete || options.strict !== true) return 0;
  terminal.error('Not everything that was asked for could be read (--strict); the gaps are named.');
  return 5;
}
