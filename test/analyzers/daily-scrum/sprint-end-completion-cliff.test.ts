import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { fillSprint, repeated, sprintsOf } from '../../support/sprints.ts';
import { team } from '../../support/team-builder.ts';

const RULE = 'sprint-end-completion-cliff';

describe(RULE, () => {
  it('detects half of the items finishing at the end', () => {
    const plan = { committed: 10, finishDay: (index: number) => (index < 4 ? 3 : 11) };
    const { outcome } = sprintsOf(repeated(4, plan)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 4 });
  });

  it('is clear when items finish all along', () => {
    expect(sprintsOf(repeated(4, { committed: 12 })).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: a bulk close at the end of a sprint is left out, with a note', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      const close = sprint.completed as number;
      fillSprint(builder, sprint, { committed: 9 });
      for (const item of fillSprint(builder, sprint, { committed: 12, done: 0 }))
        item.doneBetween(close - 5 * DAY, close - HOUR / 4, 'sm');
    }
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('48 items closed in bulk');
  });

  it('is not observable when everything is closed in bulk', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      for (const item of fillSprint(builder, sprint, { committed: 10, done: 0 }))
        item.doneBetween((sprint.completed as number) - DAY, (sprint.completed as number) - HOUR / 4, 'sm');
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['AUTOMATED'] });
  });

  it('needs three sprints with eight Done items', () => {
    expect(sprintsOf(repeated(4, { committed: 6 })).examine(RULE).outcome.state).toBe('insufficient-sample');
  });
});
