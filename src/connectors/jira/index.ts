import type { Connector } from '../connector.ts';
import { Courier } from '../manners/index.ts';
import type { Backoff, Clock, FailureWords } from '../manners/index.ts';
import { UsageError } from '../../errors.ts';
import { findAccess } from './access.ts';
import type { Access, Deployment, JiraCredentials } from './access.ts';
import { JiraClient } from './client.ts';
import { diagnoseJira } from './diagnose.ts';
import type { ConfiguredFields } from './fields.ts';
import { ownText } from './json.ts';
import type { Json } from './json.ts';
import { knownZone } from './jql.ts';
import { JiraRun } from './run.ts';

export interface JiraOptions {
  /** Address of the site, like https://acme.atlassian.net; a context path included. */
  readonly site: string;
  /** Project key. */
  readonly project: string;
  /** Board whose sprints and items are the team's; without it the project's. */
  readonly board?: string | number;
  /** Value of the team field that makes an item this team's. */
  readonly team?: string;
  readonly deployment?: Deployment;
  /** For scoped tokens: another address than https://api.atlassian.com. */
  readonly gateway?: string;
  readonly fields?: ConfiguredFields;
  /** From the environment; never logged, never in an address. */
  readonly credentials: JiraCredentials;
  readonly clock?: Clock;
  readonly backoff?: Backoff;
  readonly timeoutMs?: number;
  readonly patienceMs?: number;
  /** Sees the number of requests when a sync or a test ends. */
  readonly onRequests?: (count: number) => void;
}

const WORDS: FailureWords = {
  tracker: 'Jira',
  code: 'JIRA',
  credentials:
    'Check that the token is not expired: Cloud needs JIRA_EMAIL and JIRA_API_TOKEN (id.atlassian.com), Data Center needs JIRA_PAT (your Jira profile). Then run hatcheck doctor.',
  permission:
    'Give the account of the token the permission to browse the project; hatcheck doctor says which parts it may not read.',
  missing: 'Check site, project and board in hatcheck.yaml, and that the account of the token may see them.',
};

/** Reads one team's project or board of Jira Cloud or Data Center. */
export function jiraConnector(options: JiraOptions): Connector {
  const scope = {
    project: validProject(options.project),
    board: options.board === undefined ? null : validBoard(options.board),
    team: options.team ?? null,
    fields: options.fields ?? {},
  };
  return {
    id: 'jira',
    async collect(context) {
      const { courier, serverNow } = courierOf(options, context.signal, (text) =>
        context.progress.warn(text),
      );
      try {
        const access = await findAccess(placeOf(options), options.credentials, courier);
        const zone = knownZone(zoneOf(access));
        await new JiraRun(
          new JiraClient(access, courier),
          scope,
          context,
          zone,
          serverNow() ?? context.now,
        ).collect();
      } finally {
        options.onRequests?.(courier.requests);
      }
    },
    async diagnose(context) {
      const { courier, serverNow } = courierOf(options, context.signal, () => undefined);
      return diagnoseJira({
        scope,
        place: placeOf(options),
        credentials: options.credentials,
        courier,
        serverNow,
        now: context.now,
      });
    },
  };
}

/** What a token may see of a site, for picking when a team is connected. Rejects with an `ExpectedError`. */
export async function jiraPlaces(
  options: Omit<JiraOptions, 'project'>,
  signal: AbortSignal,
): Promise<{ projects(): Promise<Json[]>; boards(project: string): Promise<Json[]> }> {
  const { courier } = courierOf(options, signal, () => undefined);
  const client = new JiraClient(await findAccess(placeOf(options), options.credentials, courier), courier);
  return { projects: () => client.projects(), boards: (project) => client.boards(validProject(project)) };
}

function zoneOf(access: Access): string | null {
  return access.me === null ? null : ownText(access.me, 'timeZone');
}

function placeOf(options: Omit<JiraOptions, 'project'>) {
  return { site: options.site, deployment: options.deployment ?? null, gateway: options.gateway ?? null };
}

function courierOf(
  options: Omit<JiraOptions, 'project'>,
  signal: AbortSignal,
  onWait: (text: string) => void,
): { courier: Courier; serverNow: () => number | null } {
  let firstSeen: number | null = null;
  const courier = new Courier({
    words: WORDS,
    signal,
    onWait,
    onAnswer: ({ headers }) => {
      const date = Date.parse(headers.get('date') ?? '');
      if (!Number.isNaN(date)) firstSeen ??= date;
    },
    ...(options.clock === undefined ? {} : { clock: options.clock }),
    ...(options.backoff === undefined ? {} : { backoff: options.backoff }),
    ...(options.timeoutMs === undefined ? {} : { timeoutMs: options.timeoutMs }),
    ...(options.patienceMs === undefined ? {} : { patienceMs: options.patienceMs }),
  });
  return { courier, serverNow: () => firstSeen };
}

/** Keys go into addresses and queries, so they must be keys. */
function validProject(project: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]*$/.test(project)) return project.toUpperCase();
  throw new UsageError({
    code: 'JIRA_PROJECT_KEY',
    message: `"${project}" is no project key of Jira.`,
    next: 'Put the key that stands before the dash of its issues into tracker.project, like CHK.',
  });
}

function validBoard(board: string | number): string {
  if (/^\d+$/.test(String(board))) return String(board);
  throw new UsageError({
    code: 'JIRA_BOARD',
    message: `"${board}" is no number of a board.`,
    next: 'Put the number from the address of the board (…/boards/12) into tracker.board.',
  });
}
