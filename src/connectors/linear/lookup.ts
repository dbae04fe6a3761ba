import { TrackerError, UsageError } from '../../errors.ts';
import type { LinearClient } from './client.ts';
import { TEAM, TEAM_KEYS, type Connection, type LinearTeam } from './queries.ts';

/** Finds the team by its key. Rejects with a `UsageError`-like `TrackerError` that names the keys there are. */
export async function findTeam(client: LinearClient, key: string): Promise<LinearTeam> {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(key)) {
    throw new UsageError({
      code: 'LINEAR_TEAM_KEY',
      message: `"${key}" is no Linear team key.`,
      next: 'A team key is the part before the number, like MOB in MOB-7.',
    });
  }
  const { data } = await client.query<{ teams: Pick<Connection<LinearTeam>, 'nodes'> }>('Team', TEAM, {
    key: key.toUpperCase(),
  });
  const team = data.teams.nodes.find((found) => found.key === key.toUpperCase());
  if (team !== undefined) return team;
  const { data: all } = await client.query<{ teams: { nodes: readonly { key: string }[] } }>(
    'TeamKeys',
    TEAM_KEYS,
  );
  const keys = all.teams.nodes.map((found) => found.key).sort();
  throw new TrackerError({
    code: 'LINEAR_TEAM_NOT_FOUND',
    message: `Linear has no team ${key.toUpperCase()} that this API key can see.`,
    next:
      keys.length === 0
        ? 'Use the API key of a member of the team.'
        : `Set tracker.team to one of: ${keys.join(', ')}.`,
  });
}
