import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { nearTeam, times } from '../../support/near-items.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'stale-backlog-items';
const OLD = day(-60);
const NEW = day(70);

/** 50 backlog items (18 of them the next three sprints), the last `stale` untouched since long before. */
function backlog(stale: number, values: Partial<Item> = {}, count = 50): TeamBuilder {
  return nearTeam(
    times(count, (index) => (index >= count - stale ? { created: OLD, ...values } : { created: NEW })),
  );
}

describe(RULE, () => {
  it('detects a large share of items nobody has looked at for 90 days', () => {
    const { outcome } = backlog(20).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.4, sample: 50, strength: 1 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe('not touched for 143 days');
  });

  it('is clear below it', () => {
    expect(backlog(15).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.3 });
  });

  it('detects items of the next three sprints untouched for 56 days', () => {
    const builder = nearTeam(times(50, (index) => ({ created: index < 5 ? day(20) : NEW })));
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0 });
    expect(outcome.summary).toContain('5 of the top 18 (28 %) for more than 56 days');
    const later = nearTeam(times(50, (index) => ({ created: index >= 18 ? day(20) : NEW })));
    expect(later.examine(RULE).outcome.state).toBe('clear');
  });

  it.each([
    [
      'a change of its text',
      (b: TeamBuilder) => b.items.forEach((item) => item.change('description', 'New', day(60), 'po')),
    ],
    [
      'an estimate',
      (b: TeamBuilder) => b.items.forEach((item, index) => item.estimate(3, day(60) + index * 600_000)),
    ],
    [
      'a comment',
      (b: TeamBuilder) => b.items.forEach((item) => item.comment('Still needed for spring.', day(60), 'po')),
    ],
  ])('takes %s as a look at the item', (_, touch) => {
    const builder = backlog(30);
    // A bulk edit would be none: people touch items at times of their own.
    touch(builder);
    builder.items.forEach((item, index) =>
      item.draft.changes.forEach((change, n) => {
        if (change.field === 'description')
          item.draft.changes[n] = { ...change, at: change.at + index * 600_000 };
      }),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: edits of many items at once and by automation are no touch', () => {
    const bulk = backlog(30);
    bulk.items.slice(-30).forEach((item, index) => item.estimate(1, day(60) + index * 100, 'po'));
    expect(bulk.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.6 });
    const automated = backlog(30);
    automated.items.slice(-30).forEach((item) => item.change('title', 'New', day(60), null, 'Old', true));
    expect(automated.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.6 });
  });

  it('guard: epics and ideas are not counted', () => {
    expect(backlog(30, { level: 'above' }, 80).examine(RULE).outcome).toMatchObject({ value: 0, sample: 50 });
    const builder = backlog(30, { status: 'icebox' }, 80);
    builder.status({
      id: 'icebox',
      name: 'Icebox',
      category: 'todo',
      position: -1,
      idea: true,
      dropped: false,
    });
    expect(builder.examine(RULE).outcome).toMatchObject({ value: 0, sample: 50 });
  });

  it('needs 40 open items', () => {
    expect(backlog(30, {}, 39).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 39,
    });
  });

  it('uses the last update where changes are not recorded, unless an import set it', () => {
    const flat = nearTeam(times(50, (index) => ({ created: OLD, updated: OLD + index * DAY })));
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(flat.examine(RULE).outcome).toMatchObject({ state: 'detected', strength: 0.5 });
    const imported = nearTeam(times(50, () => ({ created: OLD, updated: day(30) })));
    imported.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(imported.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CHANGELOG'],
    });
  });
});
