import { describe, expect, it } from 'vitest';
import { repeated, sprintsOf } from '../../support/sprints.ts';

const RULE = 'sprint-overcommitment';
const HONEST = { committed: 8, done: 8 };
const OVER = { committed: 14, done: 8 };

describe(RULE, () => {
  it('detects three of the last five sprints above what was ever finished', () => {
    const { outcome } = sprintsOf([...repeated(3, HONEST), OVER, OVER, OVER]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 3, sample: 6 });
  });

  it('is clear with two such sprints', () => {
    expect(sprintsOf([...repeated(4, HONEST), OVER, OVER]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2,
    });
  });

  it('is clear when more is planned and finished', () => {
    expect(
      sprintsOf([8, 10, 13, 17, 22, 29].map((n) => ({ committed: n, done: n }))).examine(RULE).outcome,
    ).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs five closed sprints', () => {
    expect(sprintsOf([HONEST, OVER, OVER, OVER]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('guard: stretch items are not counted as committed', () => {
    const builder = sprintsOf([...repeated(3, HONEST), OVER, OVER, OVER]);
    for (const { draft } of builder.items) if (draft.status === 'todo') draft.labels = ['stretch'];
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a team that grew may plan more', () => {
    const builder = sprintsOf([
      ...repeated(3, { committed: 8, done: 8 }),
      ...repeated(3, { committed: 15, done: 11 }),
    ]);
    builder.items.forEach((item, index) => {
      const people = index < 24 ? 2 : 4;
      item.draft.changes = item.draft.changes.map((change) =>
        change.field === 'status' ? { ...change, by: `dev${(index % people) + 1}` } : change,
      );
    });
    const grown = builder.examine(RULE).outcome;
    expect(grown).toMatchObject({ state: 'clear' });
  });

  it('is not observable without changes of membership', () => {
    const builder = sprintsOf(repeated(6, OVER));
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CHANGELOG'],
    });
  });
});
