import type { Sprint } from '../../src/history/team-history.ts';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { fillSprint, repeated, sprintsOf } from '../support/sprints.ts';
import { day, team } from '../support/team-builder.ts';

describe('the window', () => {
  it('is the last six sprints that held an item, the left out ones named', () => {
    const builder = team();
    for (let n = 1; n <= 8; n++) {
      const sprint = builder.sprint(n);
      if (n !== 7) fillSprint(builder, sprint, { committed: 2 });
    }
    builder.sprints.push({
      ...(builder.sprints[0] as Sprint),
      id: 'x',
      name: 'Undated',
      start: null,
      end: null,
      completed: null,
    });
    const { window } = builder.facts();
    expect(window.sprints.map((sprint) => sprint.name)).toEqual([
      'Sprint 2',
      'Sprint 3',
      'Sprint 4',
      'Sprint 5',
      'Sprint 6',
      'Sprint 8',
    ]);
    expect(window.leftOut.map(({ sprint, why }) => [sprint.name, why])).toEqual([
      ['Undated', 'undated'],
      ['Sprint 7', 'empty'],
    ]);
  });

  it('is twelve complete ISO weeks in six periods without sprints', () => {
    const builder = team(day(100, 15));
    builder.item();
    const { window } = builder.facts();
    expect(window.periods).toHaveLength(6);
    expect(window.to).toBe(day(98, 0));
    expect(window.from).toBe(day(98 - 84, 0));
    expect(new Date(window.from as number).getUTCDay()).toBe(1);
  });
});

describe('populations', () => {
  it('tells open, started, Done and backlog apart', () => {
    const builder = team(day(20));
    const active = builder.sprint(2, { state: 'active', completed: null, end: day(40) });
    builder.item({ level: 'above', type: 'Epic' });
    builder.item({ level: 'sub' });
    const waiting = builder.item();
    const inSprint = builder.item().addTo(active.id, day(13));
    const started = builder.item().move('doing', day(2));
    const done = builder.item().doneBetween(day(1), day(3));
    builder.item().move('cancelled', day(3));
    builder.item({ resolution: 'dropped' }).move('done', day(3));
    const { items } = builder.facts();
    const keys = (list: readonly { key: string }[]): string[] => list.map(({ key }) => key);
    expect(keys(items.open)).toEqual([waiting.key, inSprint.key, started.key]);
    expect(keys(items.started)).toEqual([started.key]);
    expect(keys(items.done)).toEqual([done.key]);
    expect(keys(items.backlog)).toEqual([waiting.key]);
    expect(items.url('T-1')).toBe('https://acme.example/browse/T-1');
    expect(items.url('javascript:alert(1)')).toBeNull();
  });
});

describe('the order and its zones', () => {
  it('puts T items into now and up to three times T into next', () => {
    const builder = sprintsOf(repeated(6, { committed: 4 }));
    for (let index = 0; index < 20; index++)
      builder.item({ rank: `z${String(50 - index).padStart(3, '0')}` });
    const { order } = builder.facts();
    expect(order.throughputPerPeriod).toBe(4);
    expect([order.zones.now.length, order.zones.next.length, order.zones.later.length]).toEqual([4, 8, 8]);
    expect(order.basis).toBe('rank');
    expect(order.backlog[0]?.rank).toBe('z031');
  });

  it('falls back to priority, and knows no order with one value', () => {
    const builder = team();
    builder.item({ rank: null, priority: 'Low' });
    const high = builder.item({ rank: null, priority: 'High' });
    expect(builder.facts().order).toMatchObject({ basis: 'priority', unseen: [] });
    expect(builder.facts().order.backlog[0]?.key).toBe(high.key);
    for (const item of builder.items) item.set({ priority: 'Medium' });
    expect(builder.facts().order.unseen).toEqual(['NO_ORDER']);
  });
});

describe('ordering sessions', () => {
  it('counts rank changes on unstarted items outside a running sprint, not those of a drag into a sprint', () => {
    const builder = team();
    const sprint = builder.sprint(1);
    builder
      .item()
      .rank(day(1))
      .rank(day(1) + 60_000);
    builder.item().rank(day(2), 'dev1');
    builder.item().addTo(sprint.id, day(-1)).rank(day(3));
    builder.item().move('doing', day(0)).rank(day(4));
    builder
      .item()
      .addTo('s9', day(5))
      .rank(day(5) + 30_000);
    const sessions = builder.facts().rankHistory.sessions(day(-10), day(30));
    expect(sessions.map(({ by, events }) => [by, events])).toEqual([
      ['po', 2],
      ['dev1', 1],
    ]);
  });

  it('reads re-ordering from snapshots once two sprints have them', () => {
    const builder = team();
    builder.closedSprints(2).forEach((sprint) => fillSprint(builder, sprint, { committed: 2 }));
    const keys = Array.from({ length: 5 }, () => builder.item().key);
    const at = (n: number): number => day(n, 12);
    const snapshots = Array.from({ length: 26 }, (_, n) => ({
      at: at(n),
      order: n < 5 ? keys : [keys[4] as string, ...keys.slice(0, 4)],
      scope: {},
      goals: {},
      estimates: {},
    }));
    builder.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] }, snapshots };
    const { rankHistory } = builder.facts();
    expect(rankHistory.unseen).toEqual([]);
    expect(rankHistory.sessions(day(0), day(30))).toMatchObject([{ by: null, from: at(5), events: 1 }]);
    builder.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] }, snapshots: snapshots.slice(0, 10) };
    expect(builder.facts().rankHistory.unseen).toEqual(['NO_RANK_HISTORY']);
  });
});

describe('histories', () => {
  it('gives no narrow reason where no changes are recorded at all', () => {
    const builder = sprintsOf(repeated(2, { committed: 2 }));
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'], rankHistory: ['NO_RANK_HISTORY'] } };
    const facts = builder.facts();
    for (const name of [
      'changes',
      'rankHistory',
      'statusHistory',
      'sprintHistory',
      'descriptionHistory',
    ] as const)
      expect(facts[name].unseen).toEqual(['NO_CHANGELOG']);
    expect(facts.order.unseen).toEqual(['NO_ORDER']);
  });

  it('knows texts, estimates and assignees of a past time', () => {
    const builder = team();
    const item = builder
      .item({ title: 'Old' })
      .change('title', 'New', day(3), 'po')
      .estimate(5, day(4))
      .estimate(8, day(6))
      .assign('dev1', day(2), 'po')
      .assign('dev2', day(5));
    const facts = builder.facts();
    expect(facts.descriptionHistory.textsAt(facts.items.get(item.key) as never, day(1)).title).toBe('Old');
    expect(facts.estimateHistory.estimateAt(facts.items.get(item.key) as never, day(5))).toBe(5);
    expect(
      facts.estimateHistory.settings(facts.items.get(item.key) as never).map(({ value }) => value),
    ).toEqual([5, 8]);
    expect(facts.assigneeHistory.assigneeAt(facts.items.get(item.key) as never, day(3))).toBe('dev1');
    expect(facts.assigneeHistory.between(day(0), day(9))).toMatchObject([
      { by: 'po', to: 'dev1' },
      { by: 'dev2', to: 'dev2', from: 'dev1' },
    ]);
  });

  it('takes a bulk edit as no touch', () => {
    const builder = team();
    const items = Array.from({ length: 25 }, () => builder.item());
    items.forEach((item, index) => item.change('estimate', '3', day(10) + index * 1000, 'po'));
    const alone = builder.item().change('estimate', '3', day(10), 'dev1');
    const facts = builder.facts();
    expect(facts.changes.lastTouch(facts.items.get(items[3]?.key as string) as never)).toBe(
      items[3]?.draft.created,
    );
    expect(facts.changes.lastTouch(facts.items.get(alone.key) as never)).toBe(day(10));
  });
});

describe('flow', () => {
  it('measures cycle time and age in working days, and counts work in progress', () => {
    const builder = team(day(14));
    const done = builder.item().doneBetween(day(1), day(8));
    const old = builder.item().move('doing', day(3));
    const facts = builder.facts();
    const { statusHistory } = facts;
    expect(statusHistory.cycleDays(facts.items.get(done.key) as never)).toBe(5);
    expect(statusHistory.ageDays(facts.items.get(old.key) as never)).toBe(7);
    expect(statusHistory.inProgressAt(day(5)).map(({ key }) => key)).toEqual([done.key, old.key]);
    expect(statusHistory.inProgressAt(day(14)).map(({ key }) => key)).toEqual([old.key]);
    expect(statusHistory.finishedBetween(day(8), day(8) + HOUR).map(({ key }) => key)).toEqual([done.key]);
  });

  it('knows what a sprint finished and carried over at its close', () => {
    const builder = sprintsOf([{ committed: 4, done: 3 }]);
    builder.items[3]?.doneBetween(day(11, 10), day(12, 10));
    const sprint = builder.sprints[0];
    const scope = builder.facts().sprintHistory.scope(builder.facts().window.sprints[0] as never);
    expect(scope.done).toHaveLength(3);
    expect(scope.carriedOver.map(({ key }) => key)).toEqual(['T-4']);
    expect(sprint?.completed).toBeLessThan(day(12, 10));
  });
});

describe('sprint goals', () => {
  it('prefers the goal that a snapshot saw while the sprint ran', () => {
    const builder = sprintsOf([{ committed: 2 }]);
    builder.header = {
      snapshots: [
        {
          at: day(5),
          order: null,
          scope: {},
          goals: { s1: 'The goal as planned in the beginning' },
          estimates: {},
        },
      ],
    };
    const facts = builder.facts();
    expect(facts.sprintGoals.goalOf(facts.sprints.closed[0] as never)).toBe(
      'The goal as planned in the beginning',
    );
    expect(facts.sprintGoals.strength).toBe(1);
    expect(DAY).toBe(86_400_000);
  });
});
