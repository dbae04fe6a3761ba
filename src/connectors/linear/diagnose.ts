import type { DiagnoseContext, DiagnosisLine } from '../connector.ts';
import { ExpectedError } from '../../errors.ts';
import type { LinearClient } from './client.ts';
import type { LinearScope } from './collect.ts';
import { findTeam } from './lookup.ts';
import { sprintOf } from './map-team.ts';
import { CYCLES, type Connection, type LinearCycle, type LinearTeam } from './queries.ts';

/** Checks the API key, the team and what of it can be used, with two or three requests and without storing anything. */
export async function diagnoseLinear(
  client: LinearClient,
  scope: LinearScope,
  context: DiagnoseContext,
): Promise<DiagnosisLine[]> {
  let team: LinearTeam;
  try {
    team = await findTeam(client, scope.team);
  } catch (error) {
    if (error instanceof ExpectedError)
      return [{ ok: false, what: error.message, next: error.next, exitCode: error.exitCode }];
    throw error;
  }
  const { data } = await client.query<{ cycles: Connection<LinearCycle> }>('Cycles', CYCLES, {
    team: team.id,
    after: null,
  });
  return [
    {
      ok: true,
      what: `Linear team ${team.key} ("${team.name}"), ${team.issueCount} issues, ${team.memberships.nodes.length} members`,
      next: null,
    },
    stateLine(team),
    ...cycleLines(team, data.cycles.nodes, scope, context),
    team.issueEstimationType === 'notUsed'
      ? {
          ok: null,
          what: 'Estimates are switched off in Linear',
          next: 'Nothing, if the team does not estimate; else switch them on in the team settings.',
        }
      : { ok: true, what: `Estimates are used (${team.issueEstimationType})`, next: null },
    {
      ok: null,
      what: 'Linear does not record changes of the manual order',
      next: 'Run hatcheck snapshot every day: after two cycles the order over time can be judged.',
    },
  ];
}

function stateLine(team: LinearTeam): DiagnosisLine {
  const names = (types: readonly string[]): string =>
    team.states.nodes
      .filter(({ type }) => types.includes(type))
      .map(({ name }) => name)
      .join(', ') || 'none';
  const what = `Workflow: to do ${names(['triage', 'backlog', 'unstarted'])}; in progress ${names(['started'])}; done ${names(['completed'])}`;
  return { ok: true, what, next: null };
}

function cycleLines(
  team: LinearTeam,
  cycles: readonly LinearCycle[],
  scope: LinearScope,
  context: DiagnoseContext,
): DiagnosisLine[] {
  if (!team.cyclesEnabled && cycles.length === 0) {
    return [
      {
        ok: null,
        what: `Cycles are switched off for team ${team.key}: nothing that depends on sprints can be judged`,
        next: 'Switch cycles on in the team settings if the team works in sprints.',
      },
    ];
  }
  const sprints = cycles.map((cycle) => sprintOf(cycle, scope.goalPlace, context.now));
  const goals = sprints.filter(({ goal }) => goal !== null).length;
  const closed = sprints.filter(({ state }) => state === 'closed').length;
  return [
    {
      ok: closed > 0,
      what: `${cycles.length} cycles as sprints, ${closed} of them completed`,
      next: closed > 0 ? null : 'Wait for the first completed cycle.',
    },
    goals > 0
      ? { ok: true, what: `Sprint Goals found in ${goals} of ${cycles.length} cycles`, next: null }
      : {
          ok: null,
          what: 'No cycle ever held a goal',
          next: 'Write the Sprint Goal into the cycle description, or set tracker.goals to where it stands: description, document or name.',
        },
  ];
}
