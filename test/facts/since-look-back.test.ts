import { describe, expect, it } from 'vitest';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { buildFacts, type TeamFacts } from '../../src/facts/build.ts';
import { lookBackStart } from '../../src/facts/window.ts';
import { DAY } from '../../src/history/working-time.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';

/** Longer than the look-back of twelve sprints, so that what is recent is not everything. */
const { history, agreements } = sampleTeam({ seed: 5, sprints: 18, blocked: 0.3, wipLimit: 9 });
const facts = (): TeamFacts =>
  buildFacts({ history, agreements: { ...NO_AGREEMENTS, ...agreements }, asOf: history.readAt }).facts;
const { window } = facts();
const since = lookBackStart(window);
const EVER = Number.NEGATIVE_INFINITY;

interface Entry {
  readonly at: number;
  readonly item: { readonly key: string };
}
const named = (entries: readonly Entry[]): string[] =>
  entries.map(({ at, item }) => `${at} ${item.key}`).sort();

/** What each slice gives for [from, to), in order of time. */
const SLICES: Readonly<Record<string, (of: TeamFacts, from: number, to: number) => readonly Entry[]>> = {
  changes: (of, from, to) => of.changes.between(from, to),
  transitions: (of, from, to) => of.statusHistory.transitionsBetween(from, to),
  comments: (of, from, to) => of.comments.between(from, to),
  assignments: (of, from, to) => of.assigneeHistory.between(from, to),
  'sprint moves': (of, from, to) => of.sprintHistory.moves(from, to),
  created: (of, from, to) => of.changes.createdBetween(from, to).map((item) => ({ at: item.created, item })),
};

describe('what was touched since the look-back', () => {
  it('is less than everything', () => {
    const { pbis, pbisSince } = facts().items;
    expect(since).toBeGreaterThan(Math.min(...history.items.map((item) => item.created)) + 28 * DAY);
    expect(pbisSince(since).length).toBeLessThan(pbis.length);
    expect(pbisSince(EVER)).toEqual(pbis);
  });

  it.each(Object.keys(SLICES))(
    '%s of the last sprints are the same as read from the whole history',
    (name) => {
      const slice = SLICES[name] as (typeof SLICES)[string];
      const whole = slice(facts(), EVER, history.readAt + 1);
      for (const from of [since, since + 3 * DAY, window.from as number]) {
        const recent = slice(facts(), from, history.readAt + 1);
        expect(recent.length).toBeGreaterThan(0);
        expect(recent.map(({ at }) => at)).toEqual(recent.map(({ at }) => at).sort((a, b) => a - b));
        expect(named(recent)).toEqual(named(whole.filter(({ at }) => at >= from)));
      }
    },
  );

  it('block episodes that still lasted then are the same', () => {
    const whole = facts().links.episodesSince(EVER);
    for (const from of [since, window.from as number]) {
      const lasting = whole.filter(({ to }) => to === null || to >= from);
      expect(lasting.length).toBeGreaterThan(0);
      expect(lasting.length).toBeLessThan(whole.length);
      expect(facts().links.episodesSince(from)).toEqual(lasting);
    }
  });

  it('work in progress on any day is the same', () => {
    const of = facts();
    const at = window.from as number;
    const expected = of.items.pbis.filter((item) => of.statusHistory.categoryAt(item, at) === 'doing');
    expect(expected.length).toBeGreaterThan(0);
    expect(of.statusHistory.inProgressAt(at)).toEqual(expected);
    expect(of.statusHistory.inProgressAt(since - 20 * DAY)).toEqual(
      of.items.pbis.filter((item) => of.statusHistory.categoryAt(item, since - 20 * DAY) === 'doing'),
    );
  });
});

describe('items and sprints looked up one by one', () => {
  it('carried over: a closed sprint before ended with the item in it', () => {
    const of = facts();
    const { closed } = of.sprints;
    const before = new Set<string>();
    let carried = 0;
    for (const sprint of closed) {
      const { committed, carriedOver } = of.sprintHistory.scope(sprint);
      for (const item of committed) {
        expect(of.sprintHistory.wasCarriedOver(item, sprint)).toBe(before.has(item.key));
        if (before.has(item.key)) carried++;
      }
      for (const item of carriedOver) before.add(item.key);
    }
    expect(carried).toBeGreaterThan(0);
  });

  it('in work: started, unfinished at some time of the span', () => {
    const of = facts();
    const [from, to] = [window.from as number, window.to as number];
    const expected = of.items.pbis.filter((item) => {
      const start = of.statusHistory.startOf(item);
      const moved = of.statusHistory.transitions(item).some(({ at }) => at < to);
      return start !== null && start < to && moved && (of.statusHistory.finishOf(item) ?? to) > from;
    });
    expect(of.statusHistory.inWorkBetween(from, to)).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  });
});
