import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { sprintsOf } from '../../support/sprints.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'excessive-work-in-progress';

/** Each sprint has `wip` items in progress from its second day to its last but one, touched every third day. */
function loaded(wip: number, touch = true): TeamBuilder {
  const builder = sprintsOf(Array.from({ length: 6 }, () => ({ committed: 0 })));
  builder.sprints.forEach((sprint) => {
    const start = sprint.start as number;
    for (let index = 0; index < wip; index++) {
      const by = `dev${(index % 4) + 1}`;
      const item = builder.item({ created: start - 5 * DAY }).addTo(sprint.id, start - DAY);
      item.move('doing', start + DAY + index, by);
      if (touch)
        for (let n = 2; n < 10; n += 3)
          item.change('other:note' as never, 'x', start + n * DAY + index, by, null);
      item.move('review', start + 6 * DAY + index, by).move('done', start + 10 * DAY + index, by);
    }
  });
  return builder;
}

describe(RULE, () => {
  it('detects more items than active Developers on most days, high when far above', () => {
    expect(loaded(9).examine(RULE).outcome).toMatchObject({ state: 'detected', severity: 'high' });
    expect(loaded(5).examine(RULE).outcome).toMatchObject({ state: 'detected', severity: 'medium' });
  });

  it('is clear within the number of Developers', () => {
    expect(loaded(4).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('uses the agreed limit', () => {
    const builder = loaded(5);
    builder.agree({ wipLimit: 6 });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
    builder.agree({ wipLimit: 3 });
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: flagged items do not count', () => {
    const builder = loaded(6);
    builder.items.forEach((item, index) => {
      if (index % 6 > 2)
        item.draft.changes.push({
          at: item.draft.changes[1]?.at as number,
          by: 'dev1',
          field: 'flagged',
          from: null,
          to: 'true',
        });
    });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: parked items show as ageing work instead', () => {
    const builder = loaded(4);
    for (let index = 0; index < 6; index++) builder.item({ created: day(-60) }).move('doing', day(-40));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs thirty working days', () => {
    const builder = sprintsOf([{ committed: 8 }, { committed: 8 }]);
    expect(builder.examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable while the team is unknown and no limit is agreed', () => {
    const builder = loaded(5);
    builder.agree({ members: null, roles: {} });
    for (const item of builder.items)
      item.draft.changes = item.draft.changes.map((change) => ({ ...change, by: null }));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ROSTER'] });
  });
});
