import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'proxy-product-owner';

/** The Product Owner ranks `items` items, a stranger ranks the first `overridden` again two days later. */
function build(items: number, overridden: number, after = 2): TeamBuilder {
  const built = team(day(60)).person('boss');
  for (const sprint of built.closedSprints(4)) built.item().addTo(sprint.id, sprint.start! - 1000);
  for (let index = 0; index < items; index++) {
    const item = built.item().rank(day(1 + (index % 4), 10), 'po');
    if (index < overridden) item.rank(day(1 + (index % 4) + after, 12), 'boss');
  }
  return built;
}

describe(RULE, () => {
  it('is detected when much of the ordering is changed from outside', () => {
    expect(build(24, 8).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      sample: 24,
      value: expect.closeTo(1 / 3),
    });
  });

  it('is clear when the order stands', () => {
    expect(build(24, 1).examine(RULE).outcome).toMatchObject({ state: 'clear' });
  });

  it('is clear when the change comes much later', () => {
    expect(build(24, 12, 9).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('is detected when items wait long for approval', () => {
    const built = build(24, 0).status({
      id: 'approval',
      name: 'Waiting for approval',
      category: 'todo',
      position: 1,
      idea: false,
      dropped: false,
    });
    for (const item of built.items.slice(4, 16))
      item.move('approval', day(1), 'po').move('todo', day(11), 'dev1');
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({
      state: 'detected',
      value: 0,
      summary: expect.stringContaining('median of 8 days for approval'),
    });
  });

  it('is not sure of a share that just reaches the limit in few items', () => {
    expect(build(20, 3).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('guard: expedited and compliance items are left out', () => {
    const built = build(30, 8);
    for (const item of built.items.slice(4, 12)) item.set({ labels: ['compliance'] });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 22, value: 0 });
  });

  it('guard: a manager who is a delegate counts as the Product Owner', () => {
    expect(
      build(24, 8)
        .agree({ delegates: { 'product-owner': ['boss'] } })
        .examine(RULE).outcome.state,
    ).toBe('clear');
  });

  it('is not observable without Product Owner, roster or order', () => {
    expect(build(24, 8).agree({ roles: {} }).examine(RULE).outcome).toMatchObject({
      reasons: ['ROLE_NOT_INFERABLE'],
    });
    const bare = build(24, 8).agree({ roles: {}, members: null });
    expect(bare.examine(RULE).outcome).toMatchObject({ reasons: ['ROLE_NOT_INFERABLE', 'NO_ROSTER'] });
    const built = build(24, 8);
    built.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'], priorityHistory: ['NO_RANK_HISTORY'] } };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
  });

  it('needs 20 ordered items', () => {
    expect(build(19, 8).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 19 });
  });
});
