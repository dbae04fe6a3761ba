import type { Connector, Progress } from '../connectors/connector.ts';
import type {
  GithubTracker,
  JiraTracker,
  LinearTracker,
  TeamConfig,
  TrackerConfig,
} from '../config/schema.ts';
import { CredentialsError } from '../errors.ts';
import type { Instant, ItemKey, TeamHistory } from '../history/team-history.ts';
import type { Store, TeamSlot } from '../store/store.ts';

export type Env = Readonly<Record<string, string | undefined>>;

export interface SourceContext {
  readonly store: Store;
  readonly env: Env;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly now: Instant;
  /** Reads everything again. */
  readonly full: boolean;
}

/** What the stored data of a team belongs to: another source under the same name starts afresh. */
export function slotOf(team: TeamConfig): TeamSlot {
  const { tokenEnv: _secret, ...place } = { tokenEnv: undefined, ...team.tracker };
  return {
    name: team.name,
    origin: 'sync',
    source: JSON.stringify(
      Object.entries(place)
        .filter(([, value]) => value !== undefined)
        .sort(),
    ),
  };
}

/** Pulls what changed in a team's tracker into the store. */
export async function syncTracker(
  team: TeamConfig,
  connector: Connector,
  context: SourceContext,
): Promise<void> {
  const { sink, cursor } = await context.store.open(slotOf(team));
  const { signal, now } = context;
  const progress: Progress = {
    step: (what, done, total) => context.progress.step(`${team.name}: ${what}`, done, total),
    warn: (text) => context.progress.warn(`${team.name}: ${text}`),
  };
  await connector.collect({ cursor: context.full ? null : cursor, sink, signal, progress, now });
}

/** Exports of a team that were read, not yet stored. */
export async function readExports(
  team: TeamConfig,
  progress: Progress,
  now: Instant,
): Promise<TeamHistory | null> {
  if (team.tracker.kind !== 'file') return null;
  const { readFiles, mergeHistories } = await import('../connectors/file/index.ts');
  const fields = {
    ...given('estimate', team.fields?.estimate),
    ...given('acceptanceCriteria', team.fields?.acceptanceCriteria),
  };
  const histories = await readFiles([team.tracker.path], { teamName: team.name, now, fields }, progress);
  return histories.reduce((one, other) => mergeHistories(one, other));
}

function given<K extends string>(name: K, value: string | undefined): { [P in K]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [P in K]?: string });
}

/** Keys that the export held at the last sync: what is gone from it since is gone from the team. */
interface ExportCursor {
  readonly exported: readonly ItemKey[];
}

/** Stores an export over what the store holds: newest wins, items that left the export go, imported ones stay. */
export async function storeExport(
  team: TeamConfig,
  read: TeamHistory,
  store: Store,
  full: boolean,
): Promise<void> {
  const { mergeHistories } = await import('../connectors/file/index.ts');
  const slot = slotOf(team);
  const { cursor } = await store.open(slot);
  const stored = full ? null : await store.load(team.name);
  const exported = read.items.map((item) => item.key);
  const present = new Set(exported);
  const gone = new Set(((cursor as ExportCursor | null)?.exported ?? []).filter((key) => !present.has(key)));
  const kept =
    stored === null
      ? null
      : { ...stored, items: stored.items.filter((item) => !gone.has(item.key)), gaps: [], complete: true };
  await store.replace(slot, kept === null ? read : mergeInOrder(kept, read, mergeHistories), {
    exported,
  } satisfies ExportCursor);
}

/** The same result whichever of two exports was read first. */
export function mergeInOrder(
  stored: TeamHistory,
  read: TeamHistory,
  merge: (older: TeamHistory, newer: TeamHistory) => TeamHistory,
): TeamHistory {
  return read.readAt < stored.readAt ? merge(read, stored) : merge(stored, read);
}

/** The connector of a live tracker, with its token from the environment; null for a file. */
export async function connectorFor(team: TeamConfig, env: Env): Promise<Connector | null> {
  const { tracker } = team;
  switch (tracker.kind) {
    case 'file':
      return null;
    case 'linear':
      return linear(tracker, team, env);
    case 'github':
      return github(tracker, team, env);
    case 'jira':
      return jira(tracker, team, env);
  }
}

async function linear(tracker: LinearTracker, team: TeamConfig, env: Env): Promise<Connector> {
  const { linearConnector } = await import('../connectors/linear/index.ts');
  const token = secret(tracker, 'LINEAR_API_KEY', env);
  return linearConnector({
    team: tracker.team,
    token,
    ...given('api', tracker.api),
    ...(tracker.goals === undefined ? {} : { goalPlace: tracker.goals }),
    ...(team.samePeople === undefined ? {} : { samePeople: team.samePeople }),
  });
}

async function jira(tracker: JiraTracker, team: TeamConfig, env: Env): Promise<Connector> {
  const { jiraConnector } = await import('../connectors/jira/index.ts');
  return jiraConnector({
    site: tracker.site,
    project: tracker.project,
    credentials: jiraCredentials(tracker, env),
    ...(tracker.board === undefined ? {} : { board: tracker.board }),
    ...given('team', tracker.team),
    ...given('gateway', tracker.gateway),
    ...(tracker.deployment === undefined ? {} : { deployment: tracker.deployment }),
    fields: {
      ...given('estimate', team.fields?.estimate),
      ...given('acceptanceCriteria', team.fields?.acceptanceCriteria),
    },
  });
}

/** All that the environment holds; the connector finds out which deployment asks for which. */
export function jiraCredentials(
  tracker: Pick<JiraTracker, 'tokenEnv'>,
  env: Env,
): { email: string | null; token: string | null; pat: string | null; variable?: string } {
  const value = (name: string): string | null => env[name]?.trim() || null;
  const { tokenEnv } = tracker;
  return {
    email: value('JIRA_EMAIL'),
    token: value(tokenEnv ?? 'JIRA_API_TOKEN'),
    pat: value(tokenEnv ?? 'JIRA_PAT'),
    ...given('variable', tokenEnv),
  };
}

async function github(tracker: GithubTracker, team: TeamConfig, env: Env): Promise<Connector> {
  const { githubConnector } = await import('../connectors/github/index.ts');
  const token = secret(tracker, 'GITHUB_TOKEN', env);
  return githubConnector({
    repository: tracker.repository,
    token,
    ...given('api', tracker.api),
    ...(tracker.project === undefined ? {} : { project: Number(tracker.project) }),
    ...(tracker.sprintsFrom === undefined ? {} : { sprintsFrom: tracker.sprintsFrom }),
    ...(team.samePeople === undefined ? {} : { samePeople: team.samePeople }),
    fields: {
      ...given('estimate', team.fields?.estimate),
      ...given('sprint', team.fields?.sprint),
      ...given('priority', team.fields?.priority),
      ...given('status', team.fields?.status),
    },
  });
}

/**
 * A token from the environment, by the variable that the tracker names or its usual one.
 * @throws CredentialsError that names the variable, never a value
 */
function secret(tracker: TrackerConfig, usual: string, env: Env): string {
  const name = ('tokenEnv' in tracker ? tracker.tokenEnv : undefined) ?? usual;
  const value = env[name]?.trim();
  if (value !== undefined && value !== '') return value;
  throw new CredentialsError({
    code: 'TOKEN_MISSING',
    message: `The environment variable ${name} is not set; it holds the token for ${tracker.kind}.`,
    next: `Set ${name} and run again; docs/connecting.md says how to make a token with the least rights.`,
  });
}
