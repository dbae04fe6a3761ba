import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { nearTeam, times } from '../../support/near-items.ts';
import type { TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'orphan-backlog-items';

/** 8 finished items a sprint would make a larger top: here 21 items are the next three sprints and a half of seven. */
function backlog(orphans: number, count = 30, values: Partial<Item> = {}): TeamBuilder {
  const builder = nearTeam(
    times(count, (index) => (index < orphans ? { parent: null, ...values } : { parent: 'T-1' })),
    () => ({ parent: 'T-1' }),
  );
  return builder;
}

const TOP = { [RULE]: { thresholds: { topSprints: 4 } } };

describe(RULE, () => {
  it('detects that half of the next items serve nothing visible', () => {
    const { outcome } = backlog(12).examine(RULE, TOP);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 24 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'item',
      text: 'no parent, goal, project or milestone',
    });
  });

  it('is clear below, and does not look at distant items', () => {
    expect(backlog(11).examine(RULE, TOP).outcome).toMatchObject({ state: 'clear', value: 11 / 24 });
    const far = nearTeam(
      times(60, (index) => ({ parent: index < 24 ? 'T-1' : null })),
      () => ({ parent: 'T-1' }),
    );
    expect(far.examine(RULE, TOP).outcome).toMatchObject({ state: 'clear', value: 0, sample: 24 });
  });

  it.each([
    ['a goal or project', { serves: ['Pay without help'] }],
    ['a label of a goal', { labels: ['goal: checkout'] }],
  ] as const)('counts %s as something that is served', (_, values) => {
    expect(backlog(20, 30, values as Partial<Item>).examine(RULE, TOP).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: bugs and support requests need no parent', () => {
    expect(
      backlog(12, 60, { type: 'Bug' }).examine(RULE, { [RULE]: { thresholds: { topSprints: 6 } } }).outcome,
    ).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 24,
    });
    expect(
      backlog(12, 60, { type: 'Support' }).examine(RULE, { [RULE]: { thresholds: { topSprints: 6 } } })
        .outcome,
    ).toMatchObject({
      value: 0,
      sample: 24,
    });
  });

  it('needs 20 items among the next', () => {
    // Three sprints of six items are 18.
    expect(backlog(18).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 18 });
  });

  it('is not observable where parents are hardly used', () => {
    const builder = backlog(30);
    for (const item of builder.items.slice(0, 26)) item.set({ parent: null });
    const { outcome } = builder.examine(RULE, TOP);
    expect(outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_HIERARCHY'] });
    expect(outcome.summary).toContain('15 %');
  });
});
