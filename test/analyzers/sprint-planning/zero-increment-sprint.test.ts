import { describe, expect, it } from 'vitest';
import { repeated, sprintsOf } from '../../support/sprints.ts';

const RULE = 'zero-increment-sprint';
const GOOD = { committed: 5 };
const NOTHING = { committed: 5, done: 0 };

describe(RULE, () => {
  it('detects two sprints in a row with nothing Done', () => {
    expect(sprintsOf([GOOD, GOOD, NOTHING, NOTHING]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 2,
      sample: 4,
    });
  });

  it('detects two sprints with chores alone', () => {
    expect(
      sprintsOf([GOOD, ...repeated(2, { committed: 5, values: { type: 'Task' } }), GOOD]).examine(RULE)
        .outcome,
    ).toMatchObject({ state: 'detected', value: 2 });
  });

  it('is clear with one such sprint, and names it', () => {
    const { outcome } = sprintsOf([GOOD, NOTHING, GOOD]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(outcome.summary).toContain('Sprint 2');
  });

  it('guard: items standing in the last state before Done ask for the mapping', () => {
    const builder = sprintsOf([GOOD, NOTHING, NOTHING]);
    for (const item of builder.items)
      if (item.draft.status === 'todo')
        item
          .move('doing', item.draft.created + 25 * 86_400_000)
          .move('review', item.draft.created + 26 * 86_400_000);
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected' });
    builder.statuses = builder.statuses.map((status) =>
      status.id === 'review' ? { ...status, name: 'Ready for release' } : status,
    );
    const mapped = builder.examine(RULE).outcome;
    expect(mapped.state).toBe('clear');
    expect(mapped.summary).toContain('map it so');
  });

  it('needs three sprints', () => {
    expect(sprintsOf([NOTHING, NOTHING]).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without changes of membership', () => {
    const builder = sprintsOf(repeated(4, NOTHING));
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
  });
});
