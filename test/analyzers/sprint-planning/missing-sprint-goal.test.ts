import { describe, expect, it } from 'vitest';
import { fillSprint } from '../../support/sprints.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-sprint-goal';

function withGoals(goals: readonly (string | null)[]): TeamBuilder {
  const builder = team();
  goals.forEach((goal, index) => fillSprint(builder, builder.sprint(index + 1, { goal }), { committed: 3 }));
  return builder;
}

const GOOD = 'Shoppers can pay with a gift card';

describe(RULE, () => {
  it('detects half of the sprints without a goal', () => {
    const { outcome } = withGoals([null, GOOD, '', 'fix', GOOD, GOOD]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6, strength: 0.5 });
    expect(outcome.summary).toContain('3 of 6 sprints');
  });

  it('takes a repeated name or number as no goal', () => {
    expect(withGoals(['Sprint 1', 'Goal for Sprint 2', GOOD, GOOD]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
    });
  });

  it('is at most medium when only two of the last three are hit', () => {
    expect(withGoals([GOOD, GOOD, GOOD, null, GOOD, null]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      atMost: 'medium',
    });
  });

  it('is clear when one sprint has none', () => {
    expect(withGoals([GOOD, null, GOOD, GOOD]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0.25,
    });
  });

  it('needs three closed sprints', () => {
    expect(withGoals([null, null]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 2,
    });
  });

  it('guard: a goal on a planning page of the wiki counts', () => {
    const builder = withGoals([null, null, null, null]);
    for (let n = 0; n < 4; n++)
      builder.event('planning', day(n * 14, 9), {
        source: 'wiki',
        title: `Sprint ${n + 1} planning and goal`,
      });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('is not observable where the source has no field for a goal', () => {
    const builder = withGoals([null, null, null]);
    builder.header = { unrecorded: { sprintGoals: ['NO_GOAL_FIELD'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_GOAL_FIELD'],
    });
  });
});
