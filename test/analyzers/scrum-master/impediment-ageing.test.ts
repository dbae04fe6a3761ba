import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'impediment-ageing';

/** Six sprints; the n-th of `n` sprint items is flagged on Tuesday for `hours(n)` (null: still is). */
function blocked(n: number, hours: (index: number) => number | null, inSprint = true): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  for (let index = 0; index < n; index++) {
    const from = day((index % 6) * 14 + 1, 9);
    const item = built.item();
    if (inSprint) item.addTo(`s${(index % 6) + 1}`, from - 24 * HOUR - HOUR);
    flag(item, from, hours(index));
  }
  return built;
}

function flag(item: ItemBuilder, from: number, hours: number | null): void {
  item.move('doing', from - HOUR).change('flagged', 'true', from, 'dev1');
  if (hours !== null)
    item.change('flagged', null, from + hours * HOUR, 'dev1').move('done', from + (hours + 4) * HOUR);
}

describe(RULE, () => {
  it('detects blocks that last more than two days in the median', () => {
    const { outcome } = blocked(8, () => 60).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2.5, sample: 8 });
    expect(outcome.summary).toContain('8 blocks lasted a median of 2.5 days');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'item',
      text: 'was blocked for 2.5 working days',
    });
  });

  it('detects one block in seven above five days', () => {
    expect(blocked(10, (index) => (index < 3 ? 192 : 4)).examine(RULE).outcome).toMatchObject({
      state: 'detected',
    });
  });

  it('detects a mark that has stood for more than ten days, however few there are', () => {
    const { outcome } = blocked(1, () => null).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 0 });
    expect(outcome.summary).toContain('1 item is marked as blocked for more than 10 days');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toContain('and still is');
  });

  it('is clear when blocks are cleared soon', () => {
    expect(blocked(8, () => 12).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.5 });
  });

  it('guard: items outside a sprint do not count', () => {
    expect(blocked(8, () => 60, false).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('guard: a link to a Done blocker counts as cleared', () => {
    const built = blocked(0, () => 0);
    const blocker = built.item();
    const item = built.item().addTo('s2', day(13)).move('doing', day(15));
    item.set({ links: [{ kind: 'blocked-by', key: blocker.key, outside: false, otherDone: null }] });
    item.change('link', `blocked-by ${blocker.key}`, day(15, 12), 'dev1', null);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected' });
    blocker.doneBetween(day(15, 12), day(16));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 1 });
  });

  it('guard: a mark left on an item that moved on by two states was forgotten', () => {
    const built = blocked(8, () => 12);
    for (let index = 0; index < 3; index++) {
      const from = day(index * 14 + 1, 9);
      const item = built.item().addTo(`s${index + 1}`, from - 25 * HOUR);
      flag(item, from, null);
      item
        .move('review', from + HOUR)
        .move('done', from + 2 * HOUR)
        .change('flagged', null, from + 20 * 24 * HOUR, 'dev1');
    }
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.5, sample: 8 });
    expect(outcome.summary).toContain('3 marks stayed on items that had moved on');
  });

  it('needs eight ended blocks, and a mark of any kind', () => {
    expect(blocked(7, () => 60).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 7,
      value: 2.5,
    });
    expect(blocked(0, () => 0).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_BLOCK_CONVENTION'],
    });
  });
});
