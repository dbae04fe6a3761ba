import { TrackerError } from '../../errors.ts';
import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { DeclaredRole, Gap, GoalText, Instant, Role } from '../../history/team-history.ts';
import { AnswerError } from '../manners/index.ts';
import type { JiraClient } from './client.ts';
import { FieldFinder } from './fields.ts';
import type { ConfiguredFields, FieldRoles } from './fields.ts';
import { noteType, noteVersion } from './issue.ts';
import { ownText, recordOf, recordsOf, textOf } from './json.ts';
import type { Json } from './json.ts';
import type { ProjectState } from './state.ts';

/** What was asked for and could not be read. */
export class Shortfalls {
  readonly gaps: Gap[] = [];
  readonly unrecorded: Partial<Record<Fact, readonly ReasonCode[]>> = {};

  /** Carries on without one thing that the token may not read; everything else that fails ends the run. */
  async orElse<T>(what: string, fact: Fact | null, read: () => Promise<T>, instead: T): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof AnswerError) || ![403, 404].includes(error.status)) throw error;
      this.gaps.push({ what, why: `Jira does not let this token read it (${error.status})` });
      if (fact !== null) this.unrecorded[fact] = ['PERMISSION_DENIED'];
      return instead;
    }
  }
}

/** What is read of a project in every run. */
export interface ProjectInfo {
  readonly name: string;
  readonly goals: readonly GoalText[];
}

export interface ProjectScope {
  readonly project: string;
  readonly board: string | null;
  readonly fields: ConfiguredFields;
}

/** Reads name, goal and versions. Rejects with a `TrackerError` when the project cannot be seen. */
export async function readProject(
  client: JiraClient,
  scope: ProjectScope,
  state: ProjectState,
  now: Instant,
): Promise<ProjectInfo> {
  const project = await visible(client.project(scope.project), `the project ${scope.project}`);
  for (const type of recordsOf(project.issueTypes)) noteType(type, state.gathered);
  for (const version of recordsOf(project.versions)) noteVersion(version, state.gathered);
  const description = textOf(project.description)?.trim() ?? '';
  return {
    name: ownText(project, 'name') ?? scope.project,
    goals: description === '' ? [] : [{ where: 'project description', text: description, updated: now }],
  };
}

/**
 * Reads how the project is set up: boards and their columns, holders of roles, what fields, statuses and priorities mean. Kept
 * in the state, and read again when something changed or when a part could not be read.
 * Rejects with a `TrackerError` when the board that was asked for cannot be seen.
 */
export async function readSettings(
  client: JiraClient,
  scope: ProjectScope,
  state: ProjectState,
  missing: Shortfalls,
): Promise<FieldRoles> {
  const before = missing.gaps.length;
  state.boards = scope.board === null ? await boardsOf(client, scope, missing) : [scope.board];
  const configurations = await configurationsOf(client, state.boards, scope, missing);
  setColumns(configurations, state);
  state.declaredRoles = await missing.orElse(
    'project roles',
    null,
    () => declaredRoles(client, scope.project, state),
    [],
  );
  const roles = await readMeanings(client, scope, configurations, state, missing);
  state.settled = missing.gaps.length === before;
  return roles;
}

/**
 * Reads the sprints of the project's boards.
 * @param quiet nothing else has changed: those that are not closed are enough, unless one of them is gone from the list
 */
export async function readSprints(
  client: JiraClient,
  state: ProjectState,
  missing: Shortfalls,
  quiet = false,
): Promise<void> {
  const { sprints } = state.gathered;
  if (quiet) {
    const known = sprints.all().filter((sprint) => sprint.state !== 'closed');
    const open = await listSprints(client, state, missing, 'active,future');
    if (known.every(({ id }) => open.has(id))) return;
  }
  const gaps = missing.gaps.length;
  const listed = await listSprints(client, state, missing, null);
  if (missing.gaps.length === gaps)
    for (const { id, board } of sprints.all())
      if (board !== null && state.boards.includes(board) && !listed.has(id)) sprints.forget(id);
  const boards = [...listed].map((id) => sprints.get(id)?.board ?? null);
  state.sharedBoard = new Set(boards.filter((board) => board !== null)).size > 1;
}

async function listSprints(
  client: JiraClient,
  state: ProjectState,
  missing: Shortfalls,
  states: string | null,
): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const board of state.boards)
    for (const id of await sprintsOf(client, board, state, missing, states)) ids.add(id);
  return ids;
}

/** A project or board that is not there, or that the token may not see: Jira answers the same for both. */
async function visible<T>(answer: Promise<T>, what: string): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AnswerError) || ![403, 404].includes(error.status)) throw error;
    throw new TrackerError(
      {
        code: 'JIRA_NOT_VISIBLE',
        message: `Jira shows no such thing as ${what} (${error.status}): it does not exist, or the token may not see it.`,
        next: 'Check key and number in hatcheck.yaml, and that the account of the token may browse the project; hatcheck doctor tests it.',
      },
      { cause: error },
    );
  }
}

/** Boards with sprints before boards without: several boards may show one project. */
async function boardsOf(client: JiraClient, scope: ProjectScope, missing: Shortfalls): Promise<string[]> {
  const boards = await missing.orElse('boards', 'sprints', () => client.boards(scope.project), []);
  const scrum = boards.filter((board) => board.type !== 'kanban');
  const chosen = scrum.length > 0 ? scrum : boards.slice(0, 1);
  return chosen.map((board) => ownText(board, 'id')).filter((id) => id !== null);
}

async function configurationsOf(
  client: JiraClient,
  boards: readonly string[],
  scope: ProjectScope,
  missing: Shortfalls,
): Promise<Json[]> {
  const configurations: Json[] = [];
  for (const board of boards) {
    const read = (): Promise<Json> => client.boardConfiguration(board);
    if (scope.board !== null) configurations.push(await configured(read, board, missing));
    else configurations.push(await missing.orElse(`settings of board ${board}`, null, read, {}));
  }
  return configurations;
}

/** A board that was asked for must exist; one whose settings alone are closed is used without them. */
async function configured(read: () => Promise<Json>, board: string, missing: Shortfalls): Promise<Json> {
  try {
    return await missing.orElse(
      `settings of board ${board}`,
      null,
      async () => {
        try {
          return await read();
        } catch (error) {
          if (error instanceof AnswerError && error.status === 404) throw new NotThere(error);
          throw error;
        }
      },
      {},
    );
  } catch (error) {
    if (error instanceof NotThere) return visible(Promise.reject(error.answer), `the board ${board}`);
    throw error;
  }
}

class NotThere extends Error {
  constructor(readonly answer: AnswerError) {
    super('not there');
  }
}

function setColumns(configurations: readonly Json[], state: ProjectState): void {
  const columns = configurations.flatMap((configuration) =>
    recordsOf(recordOf(configuration.columnConfig).columns),
  );
  state.gathered.statuses.columns = columns.map((column) =>
    recordsOf(column.statuses)
      .map((status) => ownText(status, 'id'))
      .filter((id) => id !== null),
  );
}

/** Kanban boards answer 400: they have no sprints. */
async function sprintsOf(
  client: JiraClient,
  board: string,
  state: ProjectState,
  missing: Shortfalls,
  states: string | null,
): Promise<string[]> {
  const sprints = await missing.orElse(
    `sprints of board ${board}`,
    'sprints',
    async () => {
      try {
        return await client.sprints(board, states);
      } catch (error) {
        if (error instanceof AnswerError && error.status === 400) return [];
        throw error;
      }
    },
    [],
  );
  return sprints.map((sprint) => state.gathered.sprints.list(sprint)).filter((id) => id !== null);
}

const ROLE_NAMES: readonly [RegExp, Role][] = [
  [/^(product ?owners?|po|produktverantwortliche[rn]?|产品负责人)$/i, 'product-owner'],
  [/^(scrum ?masters?|sm)$/i, 'scrum-master'],
];

/** Holders by project roles of these names. Groups are nobody in particular. */
async function declaredRoles(
  client: JiraClient,
  project: string,
  state: ProjectState,
): Promise<DeclaredRole[]> {
  const declared: DeclaredRole[] = [];
  for (const [name, id] of [...(await client.roles(project))].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const role = ROLE_NAMES.find(([words]) => words.test(name.trim()))?.[1];
    if (role === undefined) continue;
    for (const actor of recordsOf((await client.role(project, id)).actors)) {
      const person = personOf(actor, state);
      if (person === null) continue;
      state.usedPeople.add(person);
      declared.push({ role, person });
    }
  }
  return declared;
}

function personOf(actor: Json, state: ProjectState): string | null {
  if (!String(actor.type).includes('user')) return null;
  const account =
    ownText(recordOf(actor.actorUser), 'accountId') ??
    ownText(recordOf(actor.actorUser), 'key') ??
    ownText(actor, 'name');
  return state.gathered.people.mention(account, ownText(actor, 'displayName'));
}

/** Field meanings, statuses and priorities: what is needed to read issues. */
async function readMeanings(
  client: JiraClient,
  scope: ProjectScope,
  configurations: readonly Json[],
  state: ProjectState,
  missing: Shortfalls,
): Promise<FieldRoles> {
  const finder = new FieldFinder(scope.fields).withConfiguredIds();
  for (const field of await missing.orElse('the list of fields', null, () => client.fields(), []))
    finder.field(field);
  for (const configuration of configurations) finder.board(configuration);
  for (const status of await missing.orElse('the list of statuses', null, () => client.statuses(), []))
    state.gathered.statuses.list(status);
  const priorities = await missing.orElse('the order of priorities', null, () => client.priorities(), []);
  state.prioritiesListed = priorities.length > 0;
  if (state.prioritiesListed) state.gathered.priorities.clear();
  for (const priority of priorities) {
    const name = ownText(priority, 'name');
    if (name !== null) state.gathered.priorities.set(name, ownText(priority, 'id'));
  }
  state.roles = finder.roles();
  return state.roles;
}
