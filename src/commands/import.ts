import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { Host } from './host.ts';
import { joinProjects, placeFor, type Place } from './import-slots.ts';
import type { GlobalOptions } from './options.ts';
import { Session } from './session.ts';
import { mergeInOrder } from './sources.ts';

/** `hatcheck import FILE...`: reads exports into the store; again: merged by key, the newest wins. */
export async function importCommand(
  host: Host,
  files: readonly string[],
  options: GlobalOptions,
): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const teamName = oneTeam(options);
    const { readTeams, mergeHistories } = await import('../connectors/file/index.ts');
    const paths = files.map((file) => path.resolve(host.cwd, file));
    const { progress } = session.terminal;
    const read = await readTeams(
      paths,
      { now: host.now(), ...(teamName === null ? {} : { teamName }) },
      progress,
    );
    session.protect(read.map(({ history }) => history));
    const teams = joinProjects(read, mergeHistories);
    const places = await Promise.all(teams.map((team) => placeFor(session, team)));
    const store = await session.store({ create: true });
    const imported: { team: string; items: number }[] = [];
    for (const [index, { history }] of teams.entries()) {
      const { slot, formerName } = places[index] as Place;
      if (formerName !== null) await store.rename(formerName, slot.name);
      const { cursor } = await store.open(slot);
      const stored = await store.load(slot.name);
      const merged = stored === null ? history : mergeInOrder(stored, history, mergeHistories);
      await store.replace(slot, merged, cursor);
      imported.push({ team: slot.name, items: history.items.length });
    }
    progress.end();
    report(session, imported);
    return 0;
  } finally {
    await session.close();
  }
}

function report(session: Session, imported: readonly { team: string; items: number }[]): void {
  if (session.options.json === true) return session.terminal.json({ schemaVersion: 1, imported });
  for (const { team, items } of imported)
    session.terminal.print(`Imported ${items === 1 ? '1 item' : `${items} items`} into the team ${team}.`);
  session.terminal.note('Next: hatcheck report');
}

function oneTeam(options: GlobalOptions): string | null {
  const teams = options.team ?? [];
  if (teams.length <= 1) return teams[0]?.trim() || null;
  throw new UsageError({
    code: 'OPTION_INVALID',
    message: 'import takes one --team: the files are one team’s.',
    next: 'Import the files of each team by themselves.',
  });
}
