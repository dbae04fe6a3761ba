import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-sprint-plan';

/** Each sprint: five items split by the second day, five long ones that are not. */
function planned(
  sprints: number,
  values: { longDays?: number; splitAll?: boolean; splitNone?: boolean } = {},
): TeamBuilder {
  const builder = team();
  for (let n = 1; n <= sprints; n++) {
    const sprint = builder.sprint(n);
    const start = sprint.start as number;
    const items = fillSprint(builder, sprint, { committed: 10, done: 0 });
    items.forEach((item, index) => {
      item.doneBetween(start + DAY, start + (values.longDays ?? 10) * DAY);
      const split = values.splitAll === true || (values.splitNone !== true && index < 4);
      if (split) builder.item({ level: 'sub', parent: item.key, created: start + DAY });
    });
  }
  return builder;
}

describe(RULE, () => {
  it('detects long items that were not split by the second day', () => {
    expect(planned(2).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.6, sample: 20 });
  });

  it('is clear when items are split', () => {
    expect(planned(2, { splitAll: true }).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: small items need no plan', () => {
    expect(planned(2, { longDays: 3 }).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs ten items', () => {
    const builder = team();
    const sprint = builder.sprint(1);
    for (const item of fillSprint(builder, sprint, { committed: 5 }))
      builder.item({ level: 'sub', parent: item.key, created: sprint.start as number });
    expect(builder.examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable where the team does not split items in the tracker', () => {
    expect(planned(2, { splitNone: true }).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_HIERARCHY', 'NO_CHECKLISTS'],
    });
  });
});
