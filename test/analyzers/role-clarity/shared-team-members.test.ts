import { describe, expect, it } from 'vitest';
import { examiner, type Examination } from '../../../src/analyzers/examine.ts';
import { buildFacts } from '../../../src/facts/build.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'shared-team-members';

function work(people: readonly string[], sprints = 3): TeamBuilder {
  const built = team(day(sprints * 14 + 4)).person('dev5');
  built.agree({ members: ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4', 'dev5'] }).closedSprints(sprints);
  for (const person of people)
    for (let sprint = 0; sprint < sprints; sprint++)
      for (let index = 0; index < 2; index++)
        built
          .item({ created: day(sprint * 14 - 1) })
          .addTo(`s${sprint + 1}`, day(sprint * 14, 8))
          .doneBetween(day(sprint * 14 + 1), day(sprint * 14 + 3), person);
  return built;
}

const ALL = ['dev1', 'dev2', 'dev3', 'dev4', 'dev5'];

function examine(own: TeamBuilder, others: readonly TeamBuilder[], sameProject = false): Examination {
  const neighbours = others.map((other, index) => ({
    ...other.history(),
    ...(sameProject ? {} : { team: { ...other.history().team, project: `N${index}` } }),
  }));
  return examiner(
    buildFacts({ history: own.history(), agreements: own.agreements, asOf: own.asOf, neighbours }).facts,
  ).examine(RULE);
}

describe(RULE, () => {
  it('is detected when many members work for another team too', () => {
    const { outcome } = examine(work(ALL), [work(['dev1', 'dev2'])]);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.4, sample: 5 });
    expect(JSON.stringify(outcome)).not.toMatch(/dev\d/);
  });

  it('is detected when the Scrum Master works for three teams', () => {
    const { outcome } = examine(work(ALL), [work(['sm']), work(['sm'])]);
    expect(outcome).toMatchObject({
      state: 'detected',
      value: 0,
      summary: expect.stringContaining('the Scrum Master active in 3 or more teams'),
    });
  });

  it('is clear when one person helps another team', () => {
    expect(examine(work(ALL), [work(['dev1'])]).outcome).toMatchObject({ state: 'clear', value: 0.2 });
  });

  it('guard: specialists who are no members do not count', () => {
    const own = work(ALL).agree({ members: ['po', 'sm', 'dev1', 'dev2', 'dev3'], roles: {} });
    own.agree({ members: ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4'] });
    expect(examine(own, [work(['dev4', 'dev5'])]).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('guard: items that two teams of one project hold in common are not work for both', () => {
    const own = work(ALL);
    expect(examine(own, [own], true).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('is not observable with one configured team', () => {
    expect(examine(work(ALL), []).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
  });

  it('needs five members in three periods', () => {
    expect(examine(work(ALL, 2), [work(ALL, 2)]).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 5,
    });
  });
});
