import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'automatic-spillover';

/** Each sprint commits to ten, leaves `carried` open and moves them on at the close. */
function rolling(
  sprints: number,
  carried: number,
  touch: (item: ItemBuilder, close: number) => void = () => undefined,
): TeamBuilder {
  const builder = team();
  const all = Array.from({ length: sprints + 1 }, (_, index) => builder.sprint(index + 1));
  for (let n = 0; n < sprints; n++) {
    const [sprint, next] = [all[n], all[n + 1]];
    if (sprint === undefined || next === undefined) continue;
    const close = sprint.completed as number;
    const items = fillSprint(builder, sprint, { committed: 10, done: 10 - carried });
    for (const item of items.slice(10 - carried)) {
      item.addTo(next.id, close);
      touch(item, close);
      if (item.draft.status === 'todo') item.doneBetween(close + 4 * DAY, close + 6 * DAY);
    }
  }
  fillSprint(builder, all[sprints] as never, { committed: 5 });
  return builder;
}

describe(RULE, () => {
  it('detects a fifth of the commitment rolling on untouched', () => {
    expect(rolling(5, 3).examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 5 });
  });

  it('is clear when little is carried over', () => {
    expect(rolling(5, 1).examine(RULE).outcome.state).toBe('clear');
  });

  it('is clear when carried items are looked at', () => {
    const builder = rolling(5, 3, (item, close) =>
      item.comment('Still wanted? Yes, by the end of the month.', close + 2 * HOUR, 'po'),
    );
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: closed within a day after the sprint is not carried over', () => {
    const builder = rolling(5, 3, (item, close) => item.doneBetween(close - DAY, close + 5 * HOUR));
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: automatic rollover needs three days without an edit', () => {
    const builder = rolling(5, 3, (item, close) => item.estimate(3, close + 2 * DAY));
    expect(builder.examine(RULE).outcome.state).toBe('detected');
    const history = builder.history();
    builder.header = { team: { ...history.team, automaticSprints: true } };
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('needs three closed sprints', () => {
    expect(rolling(1, 3).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 2 });
  });

  it('is not observable without changes of membership', () => {
    const builder = rolling(5, 3);
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
  });
});
