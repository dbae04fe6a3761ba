import { collect, loadTeam } from '../run.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { finishFailures } from './failures.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';
import { UsageError } from '../errors.ts';

export interface SyncOptions extends GlobalOptions {
  readonly full?: boolean;
}

/** `hatcheck sync`: pulls what changed since the last run into the store. */
export async function syncCommand(host: Host, options: SyncOptions): Promise<number> {
  if (options.offline === true || options.sync === false) {
    const message = 'sync pulls from the trackers; --offline and --no-sync forbid that.';
    throw new UsageError({ code: 'OPTION_INVALID', message, next: 'Leave the option away.' });
  }
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const failures = await collect(session, scope, options.full === true);
    const teams = [];
    for (const team of scope.teams) {
      const history = await loadTeam(session, team, failures);
      if (history === null) continue;
      session.protect([history]);
      const { items, sprints, events, complete, gaps } = history;
      teams.push({
        name: team.name,
        items: items.length,
        sprints: sprints.length,
        events: events.length,
        complete,
        gaps: gaps.map((gap) => ({
          what: session.terminal.clean(gap.what),
          why: session.terminal.clean(gap.why),
        })),
      });
    }
    const complete = failures.length === 0 && teams.every((team) => team.complete);
    const code = finishFailures(session, failures, complete, options);
    if (options.json === true && code < 3) session.terminal.json({ schemaVersion: 1, teams });
    else if (options.json === true && code === 5) session.terminal.json({ schemaVersion: 1, teams });
    else
      for (const team of options.json === true ? [] : teams) {
        session.terminal.print(
          `${team.name}: ${team.items} items, ${team.sprints} sprints, ${team.events} events${team.complete ? '' : ', incomplete'}.`,
        );
        for (const gap of team.gaps) session.terminal.note(`  ${gap.what}: ${gap.why}`);
      }
    return code;
  } finally {
    await session.close();
  }
}
