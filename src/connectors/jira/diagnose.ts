import { ExpectedError } from '../../errors.ts';
import type { Instant } from '../../history/team-history.ts';
import type { DiagnosisLine } from '../connector.ts';
import type { Courier } from '../manners/index.ts';
import { findAccess } from './access.ts';
import type { Access, JiraCredentials, JiraPlace } from './access.ts';
import { JiraClient } from './client.ts';
import type { FieldRoles } from './fields.ts';
import { Shortfalls, readProject, readSettings, readSprints } from './project.ts';
import type { RunScope } from './run.ts';
import { ownText } from './json.ts';
import { ProjectState } from './state.ts';

export interface DiagnosisParts {
  readonly scope: RunScope;
  readonly place: JiraPlace;
  readonly credentials: JiraCredentials;
  readonly courier: Courier;
  readonly serverNow: () => Instant | null;
  readonly now: Instant;
}

/** More than this apart, "what changed since" would miss or repeat much. */
const CLOCK_MINUTES = 5;

/** Tests credentials, permissions, clock and mappings; stores nothing. Failures become lines, never an error. */
export async function diagnoseJira(parts: DiagnosisParts): Promise<DiagnosisLine[]> {
  const lines: DiagnosisLine[] = [];
  try {
    const access = await findAccess(parts.place, parts.credentials, parts.courier);
    lines.push(accessLine(access), clockLine(parts));
    const client = new JiraClient(access, parts.courier);
    const state = new ProjectState(null);
    const missing = new Shortfalls();
    const info = await readProject(client, parts.scope, state, parts.now);
    const roles = await readSettings(client, parts.scope, state, missing);
    await readSprints(client, state, missing);
    lines.push(
      fine(`project ${parts.scope.project} (${info.name}), boards: ${state.boards.join(', ') || 'none'}`),
    );
    lines.push(
      ...fieldLines(roles),
      sprintLine(state, missing),
      roleLine(state),
      await issueLine(client, parts.scope),
      await changeLine(client, parts.scope, missing),
      ...UNRECORDED,
    );
    lines.push(
      ...missing.gaps.map((gap) => ({
        ok: false,
        what: `${gap.what}: ${gap.why}`,
        next: 'Give the account of the token the right to read it, or do without the rules that need it.',
      })),
    );
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    lines.push({ ok: false, what: error.message, next: error.next, exitCode: error.exitCode });
  }
  return lines;
}

function fine(what: string): DiagnosisLine {
  return { ok: true, what, next: null };
}

function accessLine(access: Access): DiagnosisLine {
  const kind = access.deployment === 'cloud' ? 'Jira Cloud' : 'Jira Data Center';
  return fine(
    `${kind} at ${access.site} takes the token${access.base === access.site ? '' : ' through the gateway (it has scopes)'}`,
  );
}

function clockLine({ serverNow, now }: DiagnosisParts): DiagnosisLine {
  const server = serverNow();
  if (server === null) return { ok: null, what: 'Jira does not tell its time', next: null };
  const minutes = Math.round(Math.abs(server - now) / 60_000);
  if (minutes < CLOCK_MINUTES) return fine('the clock agrees with Jira’s');
  return {
    ok: false,
    what: `the clock differs from Jira’s by ${minutes} minutes`,
    next: 'Set the clock of this machine; changes are asked for by Jira’s own time, so nothing is lost.',
  };
}

const FIELD_LINES: readonly [keyof FieldRoles, string, string][] = [
  ['sprint', 'sprint field', 'Without it nothing about sprints can be judged.'],
  ['rank', 'rank field', 'Without it the order of the Product Backlog is unknown.'],
  ['estimate', 'estimate field', 'Name it under fields.estimate in hatcheck.yaml if the team estimates.'],
  [
    'acceptanceCriteria',
    'field for acceptance criteria',
    'Name it under fields.acceptanceCriteria if there is one; otherwise they are looked for in descriptions.',
  ],
  ['flagged', 'flag field', 'Without it blocked work shows only by links, labels and states.'],
];

function fieldLines(roles: FieldRoles): DiagnosisLine[] {
  return FIELD_LINES.map(([role, name, next]) => {
    const [id] = roles[role];
    return id === undefined ? { ok: null, what: `no ${name} found`, next } : fine(`${name}: ${id}`);
  });
}

function sprintLine(state: ProjectState, missing: Shortfalls): DiagnosisLine {
  const sprints = state.gathered.sprints.all();
  const closed = sprints.filter((sprint) => sprint.state === 'closed');
  const goals = closed.filter(({ goal }) => goal !== null).length;
  if (sprints.length > 0)
    return fine(
      `${sprints.length} sprints, ${closed.length} of them closed, ${goals} of those with a Sprint Goal`,
    );
  const next =
    missing.unrecorded.sprints === undefined
      ? 'A board without sprints (Kanban) leaves out all rules about sprints.'
      : null;
  return { ok: null, what: 'no sprints', next };
}

/** Who holds a role by the project's own roles, in numbers. */
function roleLine({ declaredRoles }: ProjectState): DiagnosisLine {
  const count = (role: string): number => declaredRoles.filter((one) => one.role === role).length;
  const [owners, masters] = [count('product-owner'), count('scrum-master')];
  if (owners > 0 && masters > 0) return fine('project roles name the Product Owner and the Scrum Master');
  const unnamed =
    owners > 0
      ? 'no Scrum Master'
      : masters > 0
        ? 'no Product Owner'
        : 'neither Product Owner nor Scrum Master';
  return {
    ok: null,
    what: `project roles name ${unnamed}`,
    next: 'Say under roles: who they are; otherwise they are inferred from who does what.',
  };
}

/** What no Jira records, whatever the token may read. */
const UNRECORDED: readonly DiagnosisLine[] = [
  {
    ok: null,
    what: 'Jira records who moved an item in the order and when, but not where to',
    next: 'Run hatcheck snapshot every day: after two Sprints the order over time can be judged.',
  },
  {
    ok: null,
    what: 'pull requests are not read through Jira: rules about them cannot be judged',
    next: null,
  },
];

async function issueLine(client: JiraClient, scope: RunScope): Promise<DiagnosisLine> {
  const page = await client.issues(scope, 'ORDER BY created DESC', ['summary'], null);
  if (page.issues.length > 0) return fine('issues can be read');
  return {
    ok: false,
    what: 'no issue can be seen',
    next: 'Check that the account of the token may browse the project, and that the board’s filter finds something.',
  };
}

/** Whether histories can be read: the newest issue's. */
async function changeLine(client: JiraClient, scope: RunScope, missing: Shortfalls): Promise<DiagnosisLine> {
  if (client.isDataCenter) return fine('change histories come with the issues');
  const page = await client.issues(scope, 'ORDER BY created DESC', ['summary'], null);
  const id = page.issues[0] === undefined ? null : ownText(page.issues[0], 'id');
  if (id === null) return { ok: null, what: 'no change history to read', next: null };
  const read = await missing.orElse(
    'change histories',
    'changes',
    async () => {
      for await (const entry of client.changelogs([id])) void entry;
      return true;
    },
    false,
  );
  return read
    ? fine('change histories can be read')
    : {
        ok: false,
        what: 'change histories cannot be read',
        next: 'Most rules need them: give the token the scope read:jira-work.',
      };
}
