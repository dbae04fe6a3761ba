import { ExpectedError } from '../../errors.ts';
import type { DiagnoseContext, DiagnosisLine } from '../connector.ts';
import { boardOf, iterationSprints, milestoneSprints, sprintSource, type Board } from './board.ts';
import type { GithubClient } from './client.ts';
import type { GithubScope } from './collect.ts';
import { findProject, findRepository, splitRepository } from './lookup.ts';
import type { GithubRepository } from './queries.ts';

/** Checks the token, the repository, the project and its fields, with two requests and without storing anything. */
export async function diagnoseGithub(
  client: GithubClient,
  scope: GithubScope,
  context: DiagnoseContext,
): Promise<DiagnosisLine[]> {
  const lines: DiagnosisLine[] = [];
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ExpectedError)) throw error;
      lines.push({ ok: false, what: error.message, next: error.next, exitCode: error.exitCode });
      return null;
    }
  };
  const repository = await attempt(async () =>
    findRepository(client, ...splitRepository(scope.repository), []),
  );
  if (repository === null) return lines;
  lines.push({
    ok: true,
    what: `GitHub repository ${repository.nameWithOwner}, ${repository.issues.totalCount} issues`,
    next: null,
  });
  const number = scope.project;
  const project =
    number === null
      ? null
      : await attempt(() => findProject(client, splitRepository(scope.repository)[0], number));
  const board = project === null ? null : boardOf(project, scope.names);
  if (board !== null) lines.push(...boardLines(board));
  if (number === null) {
    lines.push({
      ok: null,
      what: 'No project is configured: order, estimates and statuses beyond open and closed are unknown',
      next: 'Set tracker.project to the number of the team’s project.',
    });
  }
  lines.push(...sprintLines(repository, board, scope, context), {
    ok: null,
    what: 'GitHub does not record changes of the order, of iterations and of number fields',
    next: 'Run hatcheck snapshot every day: after two sprints they can be judged.',
  });
  return lines;
}

function boardLines(board: Board): DiagnosisLine[] {
  const field = (name: string | null, what: string, type: string): DiagnosisLine =>
    name === null
      ? {
          ok: null,
          what: `The project has no ${type} field for the ${what}`,
          next: `Add one, or name it in fields: if the team keeps the ${what} there.`,
        }
      : { ok: true, what: `The ${what} is read from the field "${name}"`, next: null };
  const flow = board.statuses
    .map(
      ({ name, category }) => `${name} (${{ todo: 'to do', doing: 'in progress', done: 'done' }[category]})`,
    )
    .join(', ');
  return [
    { ok: true, what: `Project ${board.number} ("${board.title}")`, next: null },
    field(board.statusField, 'status', 'single select'),
    ...(flow === '' ? [] : [{ ok: true, what: `Statuses: ${flow}`, next: null }]),
    field(board.priorityField, 'priority', 'single select'),
    field(board.estimateField, 'estimate', 'number'),
  ];
}

function sprintLines(
  repository: GithubRepository,
  board: Board | null,
  scope: GithubScope,
  context: DiagnoseContext,
): DiagnosisLine[] {
  const milestones = (repository.milestones?.nodes ?? []).filter((milestone) => milestone !== null);
  const source = scope.sprintsFrom ?? sprintSource(board, milestones);
  if (source === null) {
    return [
      {
        ok: null,
        what: 'No sprints: no iteration field, and no milestone is named like a sprint',
        next: 'Set tracker.sprintsFrom if the team works in sprints; else nothing that depends on sprints is judged.',
      },
    ];
  }
  const sprints =
    source === 'iterations'
      ? iterationSprints(board?.iterations ?? [], context.now)
      : milestoneSprints(milestones, context.now);
  const closed = sprints.filter(({ state }) => state === 'closed').length;
  const goals = sprints.filter(({ goal }) => goal !== null).length;
  return [
    {
      ok: closed > 0,
      what: `${sprints.length} ${source} as sprints, ${closed} of them completed`,
      next: closed > 0 ? null : 'Wait for the first completed sprint, or check tracker.sprintsFrom.',
    },
    source === 'iterations'
      ? {
          ok: null,
          what: 'Iterations have no field for a Sprint Goal and no history',
          next: 'Use milestones as sprints (tracker.sprintsFrom: milestones), or take snapshots.',
        }
      : {
          ok: goals > 0 ? true : null,
          what: `Sprint Goals found in ${goals} of ${sprints.length} milestones`,
          next: goals > 0 ? null : 'Write the Sprint Goal into the description of the milestone.',
        },
  ];
}
