import { parseConfig } from '../../config/config.ts';
import type { DiagnosisLine } from '../../connectors/connector.ts';
import type { Host } from '../host.ts';
import { ruleNames } from '../session.ts';
import { connectorFor } from '../sources.ts';
import { answersOf, unsetSecrets, type InitOptions, type TrackerName } from './answers.ts';
import { configurationText } from './config-text.ts';
import { isMendable } from './places.ts';
import type { Prompter } from './prompter.ts';

/** Longer nobody waits for an answer in the middle of a question. */
const PATIENCE_MS = 15_000;

/**
 * Says at once whether the token works and what the tracker shows with it. Nothing is asked of a tracker whose token is
 * missing, or offline; what is wrong is told and stops nothing.
 */
export async function testConnection(
  tracker: TrackerName,
  answers: InitOptions,
  host: Host,
  prompter: Pick<Prompter, 'say' | 'warn'>,
): Promise<void> {
  if (answers.offline === true || tracker === 'file' || unsetSecrets(tracker, host.env).length > 0) return;
  for (const { ok, what, next } of await diagnosed(answers, host)) {
    if (ok === false) prompter.warn(`${what} ${next ?? ''}`.trim());
    else prompter.say(what);
  }
}

async function diagnosed(answers: InitOptions, host: Host): Promise<readonly DiagnosisLine[]> {
  const text = configurationText(answersOf(answers), '');
  const patience = AbortSignal.timeout(PATIENCE_MS);
  try {
    const [team] = parseConfig(text, 'hatcheck.yaml', { env: host.env, rules: ruleNames() }).teams ?? [];
    const connector = team === undefined ? null : await connectorFor(team, host.env);
    const signal = AbortSignal.any([host.signal, patience]);
    return (await connector?.diagnose?.({ signal, now: host.now() })) ?? [];
  } catch (error) {
    host.signal.throwIfAborted();
    if (patience.aborted)
      return [
        {
          ok: false,
          what: `No answer within ${PATIENCE_MS / 1000} seconds.`,
          next: 'Run "hatcheck doctor" later.',
        },
      ];
    if (!isMendable(error)) throw error;
    return [{ ok: false, what: error.message, next: error.next }];
  }
}
