import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'product-ownership-by-committee';

/** Ordering sessions by these people in turn, an hour apart, on items that nobody has started. */
function build(people: readonly string[], rounds: number, items = 8): TeamBuilder {
  const built = team(day(60));
  built.closedSprints(4);
  built.item().addTo('s4', day(41, 8));
  for (const sprint of [1, 2, 3]) built.item().addTo(`s${sprint}`, day((sprint - 1) * 14, 8));
  const backlog = Array.from({ length: items }, () => built.item());
  let turn = 0;
  for (let round = 0; round < rounds; round++)
    for (const person of people) {
      backlog[turn % items]!.rank(day(1 + Math.floor(turn / 4), 9 + (turn % 4) * 2), person);
      turn++;
    }
  return built;
}

describe(RULE, () => {
  it('is detected when three people order alike', () => {
    const { outcome } = build(['po', 'dev1', 'sm'], 8).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 24 });
    expect(outcome).toHaveProperty('value', expect.closeTo(3));
    expect(JSON.stringify(outcome)).not.toContain('Name ');
  });

  it('names items that go back and forth', () => {
    const { outcome } = build(['po', 'dev1', 'sm'], 8, 2).examine(RULE);
    expect(outcome).toHaveProperty(
      'evidence',
      expect.arrayContaining([expect.objectContaining({ kind: 'item' })]),
    );
  });

  it('is clear when one person leads', () => {
    expect(build(['po', 'po', 'po', 'dev1'], 6).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      sample: 24,
    });
  });

  it('counts all but the most active as outside where no Product Owner is declared', () => {
    const built = build(['dev1', 'dev2', 'dev3'], 8).agree({ roles: {} });
    expect(built.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: delegates of the Product Owner are not outside', () => {
    const built = build(['po', 'dev1', 'sm'], 8).agree({ delegates: { 'product-owner': ['dev1'] } });
    expect(built.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: ranking inside a running sprint does not count', () => {
    const built = build(['po', 'dev1', 'sm'], 8);
    for (const item of built.items.slice(4))
      item.addTo('s1', day(0, 8)).addTo('s2', day(13, 8)).addTo('s3', day(27, 8));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('guard: a rank change within a minute of a sprint change by the same person is dropped', () => {
    const built = build(['po', 'dev1', 'sm'], 8);
    for (const { draft } of built.items.slice(4)) {
      const drags = draft.changes.map((change) => ({
        ...change,
        at: change.at + 30_000,
        field: 'sprint' as const,
        from: null,
        to: 's9',
      }));
      draft.changes = draft.changes.flatMap((change, index) => [
        change,
        drags[index]!,
        { ...drags[index]!, at: change.at + 90_000, from: 's9', to: null, by: 'dev4' },
      ]);
    }
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('is not observable when only snapshots show the order', () => {
    const built = build(['po', 'dev1', 'sm'], 8);
    built.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'], priorityHistory: ['NO_RANK_HISTORY'] } };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
  });

  it('needs 20 sessions', () => {
    expect(build(['po', 'dev1', 'sm'], 6).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 18,
    });
  });
});
