import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-product-owner';

/** Four sprints, 32 open items, four active people, nobody declared. */
function build(): TeamBuilder {
  const built = team(day(60)).agree({ roles: {} });
  built.closedSprints(4);
  for (let index = 0; index < 32; index++) built.item();
  for (let sprint = 0; sprint < 4; sprint++) {
    for (const [index, person] of ['dev1', 'dev2', 'dev3', 'dev4'].entries()) {
      const from = sprint * 14 + index;
      built
        .item({ created: day(from, 8) })
        .addTo(`s${sprint + 1}`, day(from, 9), person)
        .doneBetween(day(from + 1), day(from + 3), person);
    }
  }
  return built;
}

function rankInSprint(built: TeamBuilder, sprint: number, by: string, items = 1): void {
  for (let index = 0; index < items; index++)
    built.items[index]!.rank(day((sprint - 1) * 14 + 2 + index), by);
}

describe(RULE, () => {
  it('is detected when hardly any sprint holds an ordering session', () => {
    const built = build();
    rankInSprint(built, 1, 'dev1');
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.75, sample: 4 });
    expect(outcome).toHaveProperty(
      'evidence',
      [2, 3, 4].map((n) => expect.objectContaining({ kind: 'sprint', key: `Sprint ${n}` })),
    );
  });

  it('is detected when many people order and none leads', () => {
    const built = build();
    for (const [sprint, person] of ['dev1', 'dev2', 'dev3', 'dev4'].entries())
      rankInSprint(built, sprint + 1, person);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it('is clear when one person orders', () => {
    const built = build();
    for (const sprint of [1, 2, 3, 4]) rankInSprint(built, sprint, 'dev1', 2);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('sees priorities as ordering where ranks are not recorded', () => {
    const built = build();
    built.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] } };
    for (const sprint of [1, 2])
      built.items[0]!.change('priority', `P${sprint}`, day((sprint - 1) * 14 + 2), 'dev1');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.5 });
  });

  it('guard: a declared Product Owner is clear', () => {
    expect(
      build()
        .agree({ roles: { 'product-owner': ['po'] } })
        .examine(RULE).outcome,
    ).toMatchObject({ state: 'clear', value: 1 });
  });

  it('guard: a maintenance team of three active people is clear, with a note', () => {
    const built = build();
    for (const { draft } of built.items)
      draft.changes = draft.changes.map((change) => ({
        ...change,
        by: change.by === 'dev4' ? 'dev3' : change.by,
      }));
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'clear',
      summary: expect.stringContaining('maintenance team'),
    });
  });

  it('guard: an order kept in another tool is not observable', () => {
    expect(build().agree({ orderingElsewhere: true }).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
  });

  it('is not observable when neither ranks nor priorities have a history', () => {
    const built = build();
    built.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'], priorityHistory: ['NO_RANK_HISTORY'] } };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
    built.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_CHANGELOG'] });
  });

  it('needs 30 open items', () => {
    const built = build();
    for (const item of built.items.slice(0, 4)) item.move('cancelled', day(50));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 4 });
  });
});
