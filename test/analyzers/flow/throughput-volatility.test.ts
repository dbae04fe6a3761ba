import { describe, expect, it } from 'vitest';
import { sprintsOf, type SprintPlan } from '../../support/sprints.ts';
import type { TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'throughput-volatility';

function finishing(counts: readonly number[], values: SprintPlan['values'] = {}): TeamBuilder {
  return sprintsOf(counts.map((committed) => ({ committed, values })));
}

describe(RULE, () => {
  it('detects a swing around the median', () => {
    expect(finishing([4, 16, 5, 15, 4, 16]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      sample: 6,
    });
  });

  it('is clear for a steady pace', () => {
    expect(finishing([8, 9, 8, 10, 9, 8]).examine(RULE).outcome.state).toBe('clear');
  });

  it('is clear with a median below five, with a note', () => {
    const { outcome } = finishing([1, 5, 1, 6, 2, 5]).examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('below 5 items');
  });

  it('guard: holidays are evened out', () => {
    const builder = finishing([10, 4, 10, 4, 10, 4]);
    expect(builder.examine(RULE).outcome.state).toBe('detected');
    const closed = [1, 3, 5].flatMap((n) => {
      const start = builder.sprints[n]?.start as number;
      return [0, 1, 2, 3, 4, 7].map((offset) =>
        new Date(start + offset * 86_400_000).toISOString().slice(0, 10),
      );
    });
    builder.agree({ holidays: closed });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('notes points that rise while the number of items stays', () => {
    const builder = finishing([8, 8, 8, 8, 8, 8]);
    builder.items.forEach((item, index) => item.set({ estimate: 3 + Math.floor(index / 8) }));
    expect(builder.examine(RULE).outcome.summary).toContain('rose by 167 %');
  });

  it('needs six periods', () => {
    expect(finishing([8, 8, 8]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable without completion dates', () => {
    const builder = finishing([8, 8, 8, 8, 8, 8]);
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
  });
});
