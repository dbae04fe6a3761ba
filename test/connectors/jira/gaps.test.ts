import { afterEach, describe, expect, it } from 'vitest';
import type { Item, TeamHistory } from '../../../src/history/team-history.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { jiraFake, type JiraFake, type JiraFakeOptions } from '../../fakes/jira.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { pull } from './live.ts';

let fake: JiraFake;
afterEach(() => fake.close());

const { history } = sampleTeam({ sprints: 3 });

async function begin(options: JiraFakeOptions = {}, team: TeamHistory = history): Promise<MemorySink> {
  fake = await jiraFake(team, options);
  return new MemorySink();
}

const gaps = (sink: MemorySink): string =>
  (sink.header.gaps ?? []).map(({ what, why }) => `${what}: ${why}`).join('\n');

describe('what a token may not read is named, and the rest stands', () => {
  it.each([
    ['the list of sprints', /board\/12\/sprint/, /sprints of board 12/, 'sprints'],
    ['the boards', /agile\/1.0\/board$/, /boards/, 'sprints'],
    ['project roles', /role/, /project roles/, null],
    ['the order of priorities', /priority/, /order of priorities/, null],
    ['the settings of a board', /configuration/, /settings of board 12/, null],
    ['change histories', /changelog/, /changes of \d+ items/, 'changes'],
  ] as const)('%s', async (_, pattern, gap, fact) => {
    const sink = await begin();
    fake.faults.forbidden.push(pattern);
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(gap);
    expect(gaps(sink)).toContain('403');
    expect(sink.header.complete).toBe(false);
    if (fact !== null) expect(sink.header.unrecorded?.[fact]).toEqual(['PERMISSION_DENIED']);
    expect(sink.items.size).toBe(history.items.length);
  });

  it('histories that were closed stay a gap while nothing changes, and are read as soon as they are open', async () => {
    const sink = await begin();
    fake.faults.forbidden.push(/changelog/);
    await pull(fake, sink);
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/changes of/);
    fake.faults.forbidden.length = 0;
    await pull(fake, sink);
    expect(gaps(sink)).toBe('');
    expect([...sink.items.values()].some(({ changes }) => changes.length > 3)).toBe(true);
  });

  it('issues that the token may not browse: those that others belong to are missed', async () => {
    const sink = await begin();
    const child = history.items.find(({ parent }) => parent !== null) as Item;
    fake.world.hidden.add(child.parent as string);
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/1 item that others belong to: .*may not see/);
    expect(sink.items.has(child.parent as string)).toBe(false);
    expect(sink.items.size).toBe(history.items.length - 1);
    expect(sink.header.complete).toBe(false);
  });
});

describe('what Jira itself does not say right', () => {
  it('a status without a category', async () => {
    const odd = {
      ...(history.statuses[0] as TeamHistory['statuses'][number]),
      id: '777',
      name: 'Zwischenlager',
    };
    const items = history.items.map((item, index) => (index === 5 ? { ...item, status: '777' } : item));
    const sink = await begin({}, { ...history, statuses: [...history.statuses, odd], items });
    fake.world.uncategorised.add('777');
    await pull(fake, sink);
    expect(gaps(sink)).toContain('Zwischenlager');
    expect(sink.header.complete).toBe(false);
  });

  it('sprint dates that cannot be, and a started sprint without dates', async () => {
    const sprints = history.sprints.map((sprint, index) =>
      index === 0
        ? { ...sprint, end: (sprint.start as number) - 86_400_000 }
        : index === 1
          ? { ...sprint, start: null, end: null, completed: null }
          : sprint,
    );
    const sink = await begin({}, { ...history, sprints });
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/the dates of 2 sprints: they are missing or run backwards/);
    expect(sink.header.complete).toBe(false);
    expect(sink.header.sprints).toHaveLength(history.sprints.length);
  });

  it.each([false, true])('histories in no order of time (Data Center: %s)', async (dataCenter) => {
    const whole = await begin({ dataCenter });
    await pull(fake, whole);
    await fake.close();
    const sink = await begin({ dataCenter });
    fake.faults.shuffled = true;
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/changes of \d+ items: .*no order of time/);
    expect(sink.header.complete).toBe(false);
    expect(sink.history().items).toEqual(whole.history().items);
  });

  it.each([false, true])('a user who was deleted since (Data Center: %s)', async (dataCenter) => {
    const counts = new Map<string, number>();
    for (const item of history.items)
      for (const { by } of item.changes) if (by !== null) counts.set(by, (counts.get(by) ?? 0) + 1);
    const [gone] = [...counts].sort((a, b) => b[1] - a[1])[0] as [string, number];
    const sink = await begin(
      { dataCenter },
      { ...history, people: history.people.filter(({ id }) => id !== gone) },
    );
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/changes of \d+ items: .*account was deleted/);
    expect(sink.header.complete).toBe(false);
    const left = [...sink.items.values()].flatMap(({ changes }) => changes.filter(({ by }) => by === null));
    expect(left).toHaveLength(counts.get(gone) as number);
    // Nobody else is blamed for it.
    expect(
      [...sink.items.values()].flatMap(({ changes }) => changes.filter(({ by }) => by === gone)),
    ).toEqual([]);
  });

  it('Data Center that hands out a part of the histories only', async () => {
    const sink = await begin({ dataCenter: true });
    fake.faults.historiesInLists = 3;
    await pull(fake, sink);
    expect(gaps(sink)).toMatch(/only a part of their history/);
    expect(sink.header.unrecorded?.changes).toEqual(['HISTORY_TRUNCATED']);
  });

  it('a board without sprints: no gap, and no sprints', async () => {
    const items = history.items.map((item) => ({
      ...item,
      sprints: [],
      changes: item.changes.filter(({ field }) => field !== 'sprint'),
    }));
    const sink = await begin({ boards: [{ id: 12, type: 'kanban' }] }, { ...history, sprints: [], items });
    await pull(fake, sink, { board: 12 });
    expect(gaps(sink)).toBe('');
    expect(sink.header.sprints).toEqual([]);
    expect(sink.items.size).toBe(history.items.length);
  });

  it('several boards on one project: the sprints of all of them, marked as shared', async () => {
    const sprints = history.sprints.map((sprint, index) =>
      index % 2 === 0 ? sprint : { ...sprint, board: '13' },
    );
    const boards = [
      { id: 12, type: 'scrum' },
      { id: 13, type: 'simple' },
      { id: 14, type: 'kanban' },
    ] as const;
    const sink = await begin({ boards }, { ...history, sprints });
    await pull(fake, sink);
    expect(sink.header.sprints).toHaveLength(sprints.length);
    expect(sink.header.team?.sharedBoard).toBe(true);
    expect(fake.seen.some(({ operation }) => operation.includes('board/14/sprint'))).toBe(false);
  });

  it('a board holds the items of its filter', async () => {
    const sink = await begin();
    fake.world.onBoard = (item) => Number(item.key.split('-')[1]) % 2 === 0;
    await pull(fake, sink, { board: 12 });
    expect(sink.items.size).toBe(
      history.items.filter(({ key }) => Number(key.split('-')[1]) % 2 === 0).length,
    );
    expect(fake.illegal).toEqual([]);
  });
});
