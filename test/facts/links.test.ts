import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BlockEpisode } from '../../src/facts/facts.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../support/team-builder.ts';

function episodes(build: TeamBuilder, item: ItemBuilder): readonly BlockEpisode[] {
  const facts = build.facts();
  return facts.links.blockEpisodes(facts.items.get(item.key)!);
}

describe('block episodes', () => {
  it('come from the flag, a label, a blocked state and a link', () => {
    const build = team().status({
      id: 'blocked',
      name: 'Blocked',
      category: 'doing',
      position: 3,
      idea: false,
      dropped: false,
    });
    const blocker = build.item();
    const flag = build.item().change('flagged', 'true', day(1), 'dev1').change('flagged', null, day(3), 'sm');
    const label = build.item().change('labels', 'blocked', day(1)).change('labels', null, day(2));
    const state = build.item().move('blocked', day(1)).move('doing', day(4));
    const link = build
      .item()
      .change('link', `blocked-by ${blocker.key}`, day(1), 'dev1', null)
      .change('link', null, day(2), 'dev1', `blocked-by ${blocker.key}`);
    expect(episodes(build, flag)).toMatchObject([
      { via: 'flag', from: day(1), to: day(3), startedBy: 'dev1', endedBy: 'sm' },
    ]);
    expect(episodes(build, label)).toMatchObject([{ via: 'label', from: day(1), to: day(2) }]);
    expect(episodes(build, state)).toMatchObject([{ via: 'state', from: day(1), to: day(4) }]);
    expect(episodes(build, link)).toMatchObject([{ via: 'link', from: day(1), to: day(2) }]);
    expect(build.facts().links.unseen).toEqual([]);
  });

  it('are one episode where markers overlap', () => {
    const build = team();
    const item = build
      .item()
      .change('flagged', 'true', day(1))
      .change('labels', 'blocked', day(2))
      .change('flagged', null, day(3))
      .change('labels', null, day(5), 'sm');
    expect(episodes(build, item)).toMatchObject([{ via: 'flag', from: day(1), to: day(5), endedBy: 'sm' }]);
  });

  it('end when the blocking item is Done, and never begin with one that is Done already', () => {
    const build = team();
    const blocker = build.item().doneBetween(day(2), day(4));
    const link = { kind: 'blocked-by', key: blocker.key, outside: false, otherDone: null } as const;
    const early = build
      .item({ links: [link] })
      .change('link', `blocked-by ${blocker.key}`, day(3), 'dev1', null);
    const late = build
      .item({ links: [link] })
      .change('link', `blocked-by ${blocker.key}`, day(6), 'dev1', null);
    expect(episodes(build, early)).toMatchObject([{ from: day(3), to: day(4) }]);
    expect(episodes(build, late)).toEqual([]);
  });

  it('are seen from a link that only the blocking item records', () => {
    const build = team();
    const blocked = build.item();
    const blocker = build.item({
      links: [{ kind: 'blocks', key: blocked.key, outside: false, otherDone: null }],
    });
    const facts = build.facts();
    expect(facts.links.openBlockers(facts.items.get(blocked.key)!)).toEqual([blocker.key]);
    expect(
      facts.links.linkedItems(facts.items.get(blocked.key)!, ['blocked-by']).map((item) => item.key),
    ).toEqual([blocker.key]);
  });

  it('end with the item itself', () => {
    const build = team();
    const item = build
      .item()
      .move('doing', day(1))
      .change('flagged', 'true', day(2))
      .move('done', day(4), 'dev2');
    expect(episodes(build, item)).toMatchObject([{ from: day(2), to: day(4), endedBy: 'dev2' }]);
  });

  it('leave out an outside blocker whose state is unknown', () => {
    const build = team();
    const link = (otherDone: boolean | null) =>
      ({ kind: 'blocked-by', key: 'X-1', outside: true, otherDone }) as const;
    expect(episodes(build, build.item({ links: [link(null)] }))).toEqual([]);
    expect(episodes(build, build.item({ links: [link(true)] }))).toEqual([]);
    expect(episodes(build, build.item({ links: [link(false)] }))).toMatchObject([{ to: null }]);
  });

  it('belong to work while the item is in a running sprint', () => {
    const build = team();
    build.closedSprints(2);
    const inside = build
      .item()
      .addTo('s1', day(0, 8))
      .change('flagged', 'true', day(3))
      .change('flagged', null, day(5));
    const before = build
      .item()
      .change('flagged', 'true', day(1))
      .change('flagged', null, day(4))
      .addTo('s1', day(8));
    expect(episodes(build, inside)).toMatchObject([{ inWork: true }]);
    expect(episodes(build, before)).toMatchObject([{ inWork: false }]);
  });

  it('do not overlap, whatever the markers', () => {
    const step = fc.record({
      on: fc.boolean(),
      via: fc.constantFrom('flagged' as const, 'labels' as const),
      at: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const build = team();
        const item = build.item();
        for (const { on, via, at } of [...steps].sort((a, b) => a.at - b.at)) {
          item.change(via, on ? (via === 'flagged' ? 'true' : 'blocked') : null, day(at));
        }
        const found = episodes(build, item);
        for (let index = 1; index < found.length; index++) {
          expect(found[index]!.from).toBeGreaterThan(found[index - 1]!.to!);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('a convention for blocked work', () => {
  it('is unknown where nothing was ever marked', () => {
    const build = team();
    build.item({ labels: ['blocker'] });
    expect(build.facts().links.unseen).toEqual(['NO_BLOCK_CONVENTION']);
  });

  it('may be a configured label', () => {
    const build = team().agree({ labels: { improvement: [], blocked: ['Stuck'], expedite: [] } });
    const item = build.item({ labels: ['stuck'] });
    expect(build.facts().links.unseen).toEqual([]);
    expect(episodes(build, item)).toMatchObject([{ via: 'label', to: null }]);
  });
});
