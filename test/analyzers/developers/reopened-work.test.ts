import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'reopened-work';
const MINUTE = 60_000;

/** Six sprints of ten Done items; `act` on the first `hit` of each, at the time it became Done. */
function doneItems(
  hit: number,
  act: (item: ItemBuilder, done: number, builder: TeamBuilder, index: number) => void,
  perSprint = 10,
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(6)) {
    fillSprint(builder, sprint, { committed: perSprint }).forEach((item, index) => {
      if (index < hit) act(item, item.draft.changes.at(-1)?.at as number, builder, index);
    });
  }
  return builder;
}

const comesBack = (item: ItemBuilder, done: number): void => {
  item.move('doing', done + DAY).move('done', done + 2 * DAY);
};

const bug = (item: ItemBuilder, done: number, builder: TeamBuilder, after = 5, type = 'Bug'): ItemBuilder =>
  builder.item({
    type,
    created: done + after * DAY,
    links: [{ kind: 'caused-by', key: item.key, outside: false, otherDone: null }],
  });

describe(RULE, () => {
  it('detects Done items that come back, and is high from a fifth on', () => {
    const { outcome } = doneItems(2, comesBack).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.2, sample: 60, severity: 'high' });
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(12);
  });

  it('is medium below a fifth', () => {
    const builder = doneItems(1, comesBack, 8);
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.125 });
    expect(outcome).not.toHaveProperty('severity');
  });

  it('counts an item that was never finished again', () => {
    expect(doneItems(2, (item, done) => item.move('todo', done + DAY)).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.2,
      sample: 60,
    });
  });

  it('is clear where nothing comes back and no bug follows', () => {
    expect(doneItems(0, comesBack).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 60,
    });
  });

  it('looks for bugs caused by Done items where no item was ever reopened', () => {
    expect(
      doneItems(2, (...args) => void bug(args[0], args[1], args[2])).examine(RULE).outcome,
    ).toMatchObject({
      state: 'detected',
      value: 0.2,
    });
    expect(
      doneItems(2, (...args) => void bug(args[0], args[1], args[2], 30)).examine(RULE).outcome.state,
    ).toBe('clear');
    expect(
      doneItems(2, (...args) => void bug(args[0], args[1], args[2], 5, 'Story')).examine(RULE).outcome.state,
    ).toBe('clear');
    const reopening = doneItems(2, (...args) => void bug(args[0], args[1], args[2]));
    const [item] = reopening.items;
    comesBack(item as ItemBuilder, item?.draft.changes.at(-1)?.at as number);
    expect(reopening.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 / 60 });
  });

  it('guard: a slip of the hand does not count, whether in closing or in reopening', () => {
    const soon = doneItems(3, (item, done) =>
      item.move('doing', done + 10 * MINUTE).move('done', done + 2 * DAY),
    );
    expect(soon.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    const back = doneItems(3, (item, done) =>
      item.move('doing', done + DAY).move('done', done + DAY + 10 * MINUTE),
    );
    expect(back.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: many items moved back at once are a change of the board', () => {
    const builder = team();
    for (const sprint of builder.closedSprints(6)) fillSprint(builder, sprint, { committed: 10 });
    const at = builder.sprints[5]?.completed as number;
    builder.items
      .slice(0, 30)
      .forEach((item, index) => item.move('todo', at + index * 1000, 'sm').move('done', at + 2 * DAY, 'sm'));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: moves by automation do not count', () => {
    const builder = doneItems(2, (item, done) =>
      item.change('status', 'doing', done + DAY, null, undefined, true).move('done', done + 2 * DAY),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('leaves out what was cancelled and taken up again', () => {
    const builder = doneItems(0, comesBack);
    const { start, id } = builder.sprints[3] as { start: number; id: string };
    for (let index = 0; index < 10; index++)
      builder
        .item({ created: start })
        .addTo(id, start)
        .move('cancelled', start + DAY)
        .move('todo', start + 3 * DAY);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 60 });
  });

  it('needs 30 Done items, and more than the bare threshold in few', () => {
    expect(doneItems(2, comesBack, 4).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 24,
    });
    const builder = doneItems(0, comesBack, 5);
    builder.items.slice(0, 3).forEach((item) => comesBack(item, item.draft.changes.at(-1)?.at as number));
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: 0.1,
      sample: 30,
    });
  });

  it('is not observable without changes of state', () => {
    const builder = doneItems(2, comesBack);
    builder.header = { unrecorded: { statusHistory: ['NO_STATUS_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CHANGELOG'],
    });
  });
});
