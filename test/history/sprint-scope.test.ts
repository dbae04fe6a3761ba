import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { graceEnd, memberships, scopeSets } from '../../src/history/sprint-scope.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { day, team, type ItemBuilder } from '../support/team-builder.ts';

const START = day(0, 9);
const END = day(11, 17);

function setsOf(items: readonly ItemBuilder[], close = END): Record<string, string[]> {
  const sets = scopeSets(memberships(items.map((item) => item.draft)).get('s1') ?? [], START, END, close);
  const keys = (list: readonly { key: string }[]): string[] => list.map((item) => item.key).sort();
  return {
    items: keys(sets.items),
    committed: keys(sets.committed),
    added: keys(sets.added.map((move) => move.item)),
    removed: keys(sets.removed.map((move) => move.item)),
    atClose: keys(sets.atClose),
  };
}

describe('the sets of a sprint', () => {
  it('has a grace of 24 hours, or a tenth of a shorter sprint', () => {
    expect(graceEnd(START, END)).toBe(START + 24 * HOUR);
    expect(graceEnd(START, START + 5 * DAY)).toBe(START + 12 * HOUR);
  });

  it('sorts items into committed, added and removed', () => {
    const builder = team();
    const committed = builder.item({ created: day(-9) }).addTo('s1', day(-1));
    const inGrace = builder.item({ created: day(-9) }).addTo('s1', START + 20 * HOUR);
    const added = builder.item({ created: day(-9) }).addTo('s1', day(4));
    const removed = builder
      .item({ created: day(-9) })
      .addTo('s1', day(-1))
      .removeFrom('s1', day(5));
    const visitor = builder
      .item({ created: day(-9) })
      .addTo('s1', day(3))
      .removeFrom('s1', day(6));
    expect(setsOf([committed, inGrace, added, removed, visitor])).toEqual({
      items: ['T-1', 'T-2', 'T-3', 'T-4', 'T-5'],
      committed: ['T-1', 'T-2', 'T-4'],
      added: ['T-3', 'T-5'],
      removed: ['T-4', 'T-5'],
      atClose: ['T-1', 'T-2', 'T-3'],
    });
  });

  it('takes a return after a removal as neither', () => {
    const item = team()
      .item({ created: day(-9) })
      .addTo('s1', day(-1))
      .removeFrom('s1', day(3))
      .addTo('s1', day(4));
    expect(setsOf([item])).toMatchObject({ committed: ['T-1'], added: [], removed: [], atClose: ['T-1'] });
  });

  it('takes what closing the sprint moves away as carried over, not removed', () => {
    const item = team()
      .item({ created: day(-9) })
      .addTo('s1', day(-1))
      .change('sprint', 's2', END);
    expect(setsOf([item])).toMatchObject({ removed: [], atClose: ['T-1'] });
  });

  it('ignores planning before the start, and in and out within the grace', () => {
    const builder = team();
    const before = builder
      .item({ created: day(-9) })
      .addTo('s1', day(-3))
      .removeFrom('s1', day(-2));
    const within = builder
      .item({ created: day(-9) })
      .addTo('s1', START + HOUR)
      .removeFrom('s1', START + 2 * HOUR);
    expect(setsOf([before, within])).toEqual({
      items: ['T-2'],
      committed: [],
      added: [],
      removed: [],
      atClose: [],
    });
  });

  it('reads the present sprint of an item without changes', () => {
    const item = team().item({ created: day(-9), sprints: ['s1'] });
    expect(setsOf([item])).toMatchObject({ committed: ['T-1'] });
  });

  it('keeps committed and added apart, and everything inside the sprint items', () => {
    const move = fc.record({ at: fc.integer({ min: -3, max: 14 }), into: fc.boolean() });
    fc.assert(
      fc.property(fc.array(fc.array(move, { maxLength: 6 }), { maxLength: 8 }), (plans) => {
        const builder = team();
        const items = plans.map((moves) => {
          const item = builder.item({ created: day(-9) });
          for (const { at, into } of [...moves].sort((a, b) => a.at - b.at)) {
            if (into) item.addTo('s1', day(at));
            else item.removeFrom('s1', day(at));
          }
          return item;
        });
        const sets = setsOf(items) as Record<
          'items' | 'committed' | 'added' | 'removed' | 'atClose',
          string[]
        >;
        expect(sets.committed.filter((key) => sets.added.includes(key))).toEqual([]);
        expect(sets.removed.filter((key) => sets.atClose.includes(key))).toEqual([]);
        for (const name of ['committed', 'added', 'removed', 'atClose'] as const)
          for (const key of sets[name]) expect(sets.items).toContain(key);
        const everything = new Set([...sets.committed, ...sets.added]);
        for (const key of [...sets.atClose, ...sets.removed]) expect(everything.has(key)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
