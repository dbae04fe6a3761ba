import type { Item, Snapshot, TeamHistory } from '../history/team-history.ts';
import { collect, loadTeam } from '../run.ts';
import { finishFailures } from './failures.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { wantsSync } from './report.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

/** `hatcheck snapshot`: stores what trackers do not record: today's order, sprint scope, goals and estimates. */
export async function snapshotCommand(host: Host, options: GlobalOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const failures = wantsSync(options) ? await collect(session, scope, false) : [];
    const taken: { team: string; at: string; items: number; sprints: number }[] = [];
    for (const team of scope.teams) {
      // Old data is no picture of today.
      if (failures.some((failure) => failure.team === team.name)) continue;
      const history = await loadTeam(session, team, []);
      if (history === null) continue;
      session.protect([history]);
      const snapshot = snapshotOf(history);
      await (await session.store({ create: false })).addSnapshot(team.name, snapshot);
      const at = new Date(snapshot.at).toISOString();
      taken.push({
        team: team.name,
        at,
        items: snapshot.order?.length ?? 0,
        sprints: Object.keys(snapshot.scope).length,
      });
    }
    const code = finishFailures(session, failures, true, options);
    if (options.json === true && code === 0) session.terminal.json({ schemaVersion: 1, snapshots: taken });
    if (options.json !== true) {
      for (const { team, at, items, sprints } of taken) {
        session.terminal.print(
          `${team}: snapshot of ${at.slice(0, 16)}Z with ${items} ordered items and ${sprints} sprints.`,
        );
      }
    }
    return code;
  } finally {
    await session.close();
  }
}

/** The present order of open items, scope and goals of sprints that are not over, and estimates: no other texts, no names. */
export function snapshotOf(history: TeamHistory): Snapshot {
  const done = new Set(
    history.statuses.filter((status) => status.category === 'done').map((status) => status.id),
  );
  const open = history.items.filter((item) => item.level === 'base' && !done.has(item.status));
  const ranked = open.filter((item): item is Item & { rank: string } => item.rank !== null);
  ranked.sort((a, b) => compare(a.rank, b.rank) || compare(a.key, b.key));
  const running = history.sprints.filter((sprint) => sprint.state !== 'closed');
  const members = (sprint: string): string[] =>
    history.items
      .filter((item) => item.level === 'base' && item.sprints.includes(sprint))
      .map((item) => item.key)
      .sort(compare);
  return {
    at: history.readAt,
    order: ranked.length === 0 ? null : ranked.map((item) => item.key),
    scope: Object.fromEntries(running.map((sprint) => [sprint.id, members(sprint.id)])),
    goals: Object.fromEntries(running.map((sprint) => [sprint.id, sprint.goal])),
    estimates: Object.fromEntries(
      open.flatMap((item) => (item.estimate === null ? [] : [[item.key, item.estimate]])),
    ),
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
