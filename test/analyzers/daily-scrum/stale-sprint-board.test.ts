import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { fillSprint, repeated, sprintsOf } from '../../support/sprints.ts';
import { team } from '../../support/team-builder.ts';

const RULE = 'stale-sprint-board';

describe(RULE, () => {
  it('detects a board that moves on two days', () => {
    const builder = sprintsOf(repeated(4, { committed: 10, finishDay: (index) => (index < 5 ? 3 : 4) }));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1, sample: 4 });
  });

  it('is clear when items move every day', () => {
    expect(sprintsOf(repeated(4, { committed: 12 })).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('detects a long wait from merge to Done', () => {
    const builder = team();
    const requests = [];
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      const items = fillSprint(builder, sprint, { committed: 14 });
      for (const item of items) {
        const done = item.draft.changes.at(-1)?.at as number;
        requests.push({
          id: `pr-${item.key}`,
          title: 'Change',
          author: 'dev1',
          created: done - 6 * DAY,
          ready: done - 6 * DAY,
          merged: Math.max(sprint.start as number, done - 6 * DAY),
          closed: done,
          changedLines: 40,
          labels: [],
          items: [item.key],
          reviews: [],
          comments: 0,
          coAuthors: [],
          checks: null,
        });
      }
    }
    builder.header = { pullRequests: requests };
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: with big items few moves are expected', () => {
    const builder = sprintsOf(repeated(4, { committed: 8, done: 0 }));
    builder.items.forEach((item, index) => {
      const start = builder.sprints[Math.floor(index / 8)]?.start as number;
      item.doneBetween(
        start + ((index % 4) * 24 + 2 + index) * HOUR,
        start + (9 + (index % 2)) * DAY + (index % 4) * 3 * HOUR,
      );
    });
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('needs three sprints with eight or more items', () => {
    expect(sprintsOf(repeated(4, { committed: 5 })).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('is not observable where automation moves the items, or in a team of two', () => {
    const builder = sprintsOf(repeated(4, { committed: 10 }));
    for (const item of builder.items)
      item.draft.changes = item.draft.changes.map((change) =>
        change.field === 'status' ? { ...change, by: null, automated: true } : change,
      );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['AUTOMATED'] });
    const small = sprintsOf(repeated(4, { committed: 10 }));
    small.agree({ members: ['dev1', 'dev2'], roles: {} });
    for (const item of small.items)
      item.draft.changes = item.draft.changes.map((change) => ({ ...change, by: 'dev1' }));
    expect(small.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
  });
});
