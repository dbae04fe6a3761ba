import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { TeamHistory } from '../history/team-history.ts';
import { encodeHistory } from '../history/saved-history.ts';
import { anonymise } from '../privacy/anonymise.ts';
import { pseudonymKey } from '../privacy/pseudonyms.ts';
import { collect, loadTeam } from '../run.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { writeWhole } from './outputs.ts';
import { wantsSync } from './report.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

export interface ExportOptions extends GlobalOptions {
  readonly history?: string;
}

const OWNER_ONLY = 0o600;

/** `hatcheck export --history FILE`: a team's raw history, readable by its owner only. */
export function exportCommand(host: Host, options: ExportOptions): Promise<number> {
  return save(host, options, async (history) => history);
}

/** `hatcheck anonymize --history FILE`: the same without names and texts. */
export function anonymizeCommand(host: Host, options: ExportOptions): Promise<number> {
  return save(host, options, async (history, session) => {
    const folder = path.dirname(session.config.store);
    return anonymise(history, await pseudonymKey(folder, host.env));
  });
}

async function save(
  host: Host,
  options: ExportOptions,
  change: (history: TeamHistory, session: Session) => Promise<TeamHistory>,
): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const [team, ...others] = scope.teams;
    if (team === undefined || others.length > 0) {
      const names = scope.teams.map(({ name }) => name).join(', ');
      throw new UsageError({
        code: 'TEAM_NEEDED',
        message: `A history file holds one team, and there are several: ${names}.`,
        next: 'Name one with --team.',
      });
    }
    const failures =
      wantsSync(options) && team.config !== null
        ? await collect(session, { ...scope, teams: [team] }, false)
        : [];
    const failure = failures[0];
    if (failure !== undefined) throw failure.error;
    const history = await loadTeam(session, team, []);
    if (history === null) {
      const message = `Nothing of the team ${team.name} is in the store.`;
      throw new UsageError({
        code: 'NOTHING_STORED',
        message,
        next: 'Run "hatcheck sync" or "hatcheck import" first.',
      });
    }
    session.protect([history]);
    const file = path.resolve(host.cwd, options.history ?? 'history.json');
    const saved = await change(history, session);
    await writeWhole(file, `${JSON.stringify(encodeHistory(saved), null, 1)}\n`, OWNER_ONLY);
    const { terminal } = session;
    if (options.json === true)
      terminal.json({
        schemaVersion: 1,
        team: team.name,
        items: saved.items.length,
        file: path.relative(host.cwd, file),
      });
    else terminal.print(`Written: ${path.relative(host.cwd, file) || file} (${saved.items.length} items)`);
    return 0;
  } finally {
    await session.close();
  }
}
