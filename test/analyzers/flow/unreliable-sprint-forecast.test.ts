import { describe, expect, it } from 'vitest';
import { repeated, sprintsOf } from '../../support/sprints.ts';

const RULE = 'unreliable-sprint-forecast';

describe(RULE, () => {
  it('detects a median below 70 %', () => {
    expect(sprintsOf(repeated(4, { committed: 10, done: 6 })).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.6,
      sample: 4,
    });
  });

  it('detects a middle half that spreads over more than 30 points', () => {
    expect(
      sprintsOf([
        { committed: 10, done: 10 },
        { committed: 10, done: 5 },
        { committed: 10, done: 10 },
        { committed: 10, done: 5 },
      ]).examine(RULE).outcome.state,
    ).toBe('detected');
  });

  it('is clear when most is Done, and wonders about a steady 100 %', () => {
    expect(sprintsOf(repeated(4, { committed: 10, done: 8 })).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0.8,
    });
    expect(sprintsOf(repeated(6, { committed: 10 })).examine(RULE).outcome.summary).toContain(
      'room to aim higher',
    );
  });

  it('guard: sprints that met their goal are left out', () => {
    const builder = sprintsOf([
      ...repeated(2, { committed: 10, done: 5 }),
      ...repeated(4, { committed: 10, done: 9 }),
    ]);
    builder.sprints.splice(
      0,
      2,
      ...builder.sprints.slice(0, 2).map((sprint) => ({ ...sprint, goalMet: true })),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 4 });
  });

  it('needs four closed sprints', () => {
    expect(sprintsOf(repeated(3, { committed: 10, done: 2 })).examine(RULE).outcome.state).toBe(
      'insufficient-sample',
    );
  });

  it('is not observable without changes of membership', () => {
    const builder = sprintsOf(repeated(4, { committed: 10, done: 6 }));
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
  });
});
