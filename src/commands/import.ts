import path from 'node:path';
import { UsageError } from '../errors.ts';
import type { TeamHistory } from '../history/team-history.ts';
import type { TeamSlot } from '../store/store.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { Session } from './session.ts';
import { mergeInOrder, slotOf } from './sources.ts';

/** `hatcheck import FILE...`: reads exports into the store; again: merged by key, the newest wins. */
export async function importCommand(
  host: Host,
  files: readonly string[],
  options: GlobalOptions,
): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const teamName = oneTeam(options);
    const { readFiles, mergeHistories } = await import('../connectors/file/index.ts');
    const paths = files.map((file) => path.resolve(host.cwd, file));
    const { progress } = session.terminal;
    const histories = await readFiles(
      paths,
      { now: host.now(), ...(teamName === null ? {} : { teamName }) },
      progress,
    );
    session.protect(histories);
    const slots = await Promise.all(histories.map((history) => slotFor(session, history)));
    const store = await session.store({ create: true });
    const imported: { team: string; items: number }[] = [];
    for (const [index, history] of histories.entries()) {
      const slot = slots[index] as TeamSlot;
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

/**
 * Where an export goes: a configured team of exports keeps its place, anything else is a team of its own.
 * @throws UsageError for a team with a live tracker
 */
async function slotFor(session: Session, history: TeamHistory): Promise<TeamSlot> {
  const name = history.team.name;
  const configured = session.config.teams.find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (configured !== undefined) {
    if (configured.tracker.kind !== 'file') throw live(configured.name);
    return slotOf(configured);
  }
  const stored = session.hasStore ? await (await session.store({ create: true })).teams() : [];
  const known = stored.find((team) => team.name.toLowerCase() === name.toLowerCase());
  if (known?.origin === 'sync') throw live(known.name);
  return { name: known?.name ?? name, origin: 'import', source: 'import' };
}

function live(team: string): UsageError {
  return new UsageError({
    code: 'TEAM_IS_LIVE',
    message: `The team ${team} is read from its live tracker; an export is not mixed into it.`,
    next: 'Give another name with --team.',
  });
}
