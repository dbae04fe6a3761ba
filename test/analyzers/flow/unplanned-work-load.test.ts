import { describe, expect, it } from 'vitest';
import { repeated, sprintsOf, type SprintPlan } from '../../support/sprints.ts';

const RULE = 'unplanned-work-load';
const bugs = (added: number): SprintPlan => ({ committed: 8, added, addedValues: { type: 'Bug' } });

describe(RULE, () => {
  it('detects a large and changing share of late bugs', () => {
    const { outcome } = sprintsOf([bugs(2), bugs(4), bugs(9), bugs(4), bugs(8)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 5 });
  });

  it('guard: a steady share is a budgeted lane', () => {
    const { outcome } = sprintsOf(repeated(5, bugs(4))).examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('steady');
  });

  it('is clear when late additions are stories', () => {
    const builder = sprintsOf([2, 4, 9, 4, 8].map((added) => ({ committed: 8, added })));
    builder.item({ type: 'Bug' });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs three sprints with ten Done items', () => {
    expect(sprintsOf([bugs(4), bugs(8)]).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without types', () => {
    const builder = sprintsOf([bugs(2), bugs(4), bugs(9), bugs(4), bugs(8)]);
    for (const { draft } of builder.items) draft.type = null;
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_TYPES'] });
  });
});
