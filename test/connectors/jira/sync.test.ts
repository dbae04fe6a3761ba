import { afterEach, describe, expect, it } from 'vitest';
import type { Item, Sprint, TeamHistory } from '../../../src/history/team-history.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { jiraFake, type JiraFake, type JiraFakeOptions } from '../../fakes/jira.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { pull } from './live.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const { history } = sampleTeam({ sprints: 4 });
/** Enough for what does not depend on how much there is. */
const few: TeamHistory = { ...history, items: history.items.slice(0, 25) };

let fake: JiraFake;
let now = 0;
afterEach(() => fake.close());

/** A fake whose clock the test turns, read once. */
async function synced(
  options: JiraFakeOptions = {},
  at = history.readAt + HOUR,
  team = history,
): Promise<MemorySink> {
  now = at;
  fake = await jiraFake(team, { clock: () => now, ...options });
  const sink = new MemorySink();
  await pull(fake, sink, {}, now);
  return sink;
}

/** An edit of the item's title, now. */
function retitled(item: Item, to: string, at = now): Item {
  const changes = [...item.changes, { at, by: item.creator, field: 'title', from: item.title, to } as const];
  return { ...item, title: to, updated: at, changes };
}

const stored = (sink: MemorySink): string =>
  JSON.stringify({ ...sink.history(), readAt: 0, goals: sink.header.goals?.map(({ text }) => text) });

/** What a first run would store now. */
async function fresh(): Promise<string> {
  const sink = new MemorySink();
  await pull(fake, sink, {}, now);
  return stored(sink);
}

const deployments = [
  ['Cloud', {}],
  ['Data Center', { dataCenter: true }],
] as const;

describe.each(deployments)('what changed since the last run, %s', (_, options) => {
  it('edits, new issues, deletions and moves to another project: the same as reading everything again', async () => {
    const sink = await synced(options);
    now += 24 * HOUR;
    const [first, second, third] = history.items.slice(40, 43) as [Item, Item, Item];
    fake.world.edit(retitled(first, 'Say it differently'), {
      ...second,
      key: 'CHK-9001',
      title: 'Something new',
      created: now,
      updated: now,
      changes: [],
      comments: [],
      links: [],
    });
    fake.world.deleted.add(second.key);
    fake.world.moved.set(third.key, 'OTH-7');
    now += HOUR;
    await pull(fake, sink, {}, now);
    expect(sink.items.get(first.key)?.title).toBe('Say it differently');
    expect(sink.items.has('CHK-9001')).toBe(true);
    expect([sink.items.has(second.key), sink.items.has(third.key)]).toEqual([false, false]);
    expect(stored(sink)).toBe(await fresh());
  });

  it('only what changed is read', async () => {
    const sink = await synced(options);
    now += 24 * HOUR;
    fake.world.edit(retitled(history.items[3] as Item, 'Say it differently'));
    now += HOUR;
    const pages = sink.pages;
    const { requests } = await pull(fake, sink, {}, now);
    expect(requests).toBeLessThanOrEqual(17);
    expect(sink.pages - pages).toBeLessThanOrEqual(3);
    expect(sink.items.get((history.items[3] as Item).key)?.title).toBe('Say it differently');
  });
});

describe.each(deployments)('requests, %s', (_, options) => {
  it('a full run asks for pages, histories and at most 15 more; a run without changes at most 8 times', async () => {
    now = history.readAt + HOUR;
    fake = await jiraFake(history, { clock: () => now, ...options });
    const sink = new MemorySink();
    const pages = Math.ceil(history.items.length / 100);
    const { requests } = await pull(fake, sink, {}, now);
    expect(requests).toBeLessThanOrEqual(pages + 1 + 15);
    now += 7 * 24 * HOUR;
    const before = stored(sink);
    expect((await pull(fake, sink, {}, now)).requests).toBeLessThanOrEqual(8);
    expect(stored(sink)).toBe(before);
  });
});

describe.each(deployments)('sprints, %s', (_, options) => {
  it('that begin, end, get a goal or are deleted while no issue changes are the same as read again', async () => {
    const sink = await synced(options);
    const [last] = history.sprints.slice(-1) as [Sprint];
    const planned: Sprint = {
      ...last,
      id: '901',
      name: 'Planned',
      state: 'future',
      start: null,
      end: null,
      completed: null,
    };
    const closed: Sprint = { ...last, state: 'closed', completed: now };
    const goal: Sprint = { ...planned, goal: 'Shoppers pay by invoice' };
    const others = history.sprints.slice(0, -1);
    for (const sprints of [
      [...others, last, planned],
      [...others, last, goal],
      [...others, closed, goal],
      [...others, closed],
    ]) {
      now += 24 * HOUR;
      fake.world.become({ ...fake.world.history, sprints });
      await pull(fake, sink, {}, now);
      expect(stored(sink)).toBe(await fresh());
      expect(sink.header.sprints).toHaveLength(sprints.length);
    }
  });
});

/** Time zones in which the last run is at an odd place: far east, far west, odd minutes, clocks set back. */
const zones = [
  ['Pacific/Kiritimati', Date.UTC(2026, 5, 1, 3)],
  ['Pacific/Pago_Pago', Date.UTC(2026, 5, 1, 3)],
  ['Asia/Kathmandu', Date.UTC(2026, 5, 1, 3)],
  // 02:00 to 03:00 in Berlin happens twice in this night.
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 0, 40)],
  ['Europe/Berlin', Date.UTC(2026, 9, 25, 1, 20)],
  ['America/New_York', Date.UTC(2026, 10, 1, 6, 10)],
] as const;

describe('the place to go on from is a time to the minute, in the zone of the user', () => {
  it.each(zones)('%s at %i: an edit just before, during or after the last run is found', async (zone, at) => {
    for (const seconds of [-59, 0, 1, 30, 61]) {
      const sink = await synced({ zone }, at, few);
      const item = history.items[7] as Item;
      // The index had not shown the edit to the first run.
      fake.world.edit(retitled(item, 'Late', at + seconds * 1000));
      now = at + 3 * HOUR;
      await pull(fake, sink, {}, now);
      expect(sink.items.get(item.key)?.title).toBe('Late');
      await fake.close();
    }
  });

  it('a zone that this machine does not know, or that may not be asked for', async () => {
    for (const hide of [true, false]) {
      const sink = await synced({ zone: 'Pacific/Kiritimati' }, undefined, few);
      if (hide) fake.faults.forbidden.push(/myself/);
      const item = history.items[7] as Item;
      fake.world.edit(retitled(item, 'Late', now + MINUTE));
      now += 2 * HOUR;
      await pull(fake, sink, {}, now);
      expect(sink.items.get(item.key)?.title).toBe('Late');
      await fake.close();
    }
  });

  it('our own clock does not matter', async () => {
    const sink = await synced();
    const item = history.items[7] as Item;
    now += HOUR;
    fake.world.edit(retitled(item, 'Late'));
    now += HOUR;
    // This machine believes that it is a year later.
    await pull(fake, sink, {}, now + 365 * 24 * HOUR);
    expect(sink.items.get(item.key)?.title).toBe('Late');
  });
});

describe('interrupted runs', () => {
  it.each(deployments)(
    '%s: stopped at every page, the next run ends with the same store',
    async (_, options) => {
      const whole = stored(await synced(options));
      fake.faults.trim = 60;
      for (let page = 1; page <= 40; page += 1) {
        const sink = new MemorySink();
        sink.breakAt = page;
        const stopped = await pull(fake, sink, {}, now).then(
          () => false,
          () => true,
        );
        if (!stopped) return expect(page).toBeGreaterThan(2);
        sink.breakAt = null;
        await pull(fake, sink, {}, now);
        expect(stored(sink)).toBe(whole);
      }
      throw new Error('there is no end of pages');
    },
  );

  it('a page token that expired in between: the list begins again, nothing is lost or twice', async () => {
    const whole = stored(await synced());
    fake.faults.trim = 50;
    fake.faults.expireTokensAfter = 3;
    const sink = new MemorySink();
    await pull(fake, sink, {}, now);
    expect(fake.faults.expireTokensAfter).toBeNull();
    expect(stored(sink)).toBe(whole);
  });

  it('two runs at once do no harm', async () => {
    const whole = stored(await synced());
    const sink = new MemorySink();
    await Promise.all([pull(fake, sink, {}, now), pull(fake, sink, {}, now), pull(fake, sink, {}, now)]);
    expect(stored(sink)).toBe(whole);
    await pull(fake, sink, {}, now);
    expect(stored(sink)).toBe(whole);
  });

  it('another board or field starts again', async () => {
    const sink = await synced();
    const before = fake.seen.filter(({ operation }) => operation.includes('changelog')).length;
    await pull(fake, sink, { board: 12 }, now);
    expect(fake.seen.filter(({ operation }) => operation.includes('changelog')).length).toBeGreaterThan(
      before,
    );
  });

  it('cancelled by Ctrl-C: ends at once', async () => {
    now = history.readAt;
    fake = await jiraFake(history, { clock: () => now });
    fake.faults.slowMs = 200;
    const stop = new AbortController();
    const { connectorOf } = await import('./live.ts');
    const sink = new MemorySink();
    const progress = { step() {}, warn() {} };
    const running = connectorOf(fake).collect({ cursor: null, sink, signal: stop.signal, progress, now });
    setTimeout(() => stop.abort(), 300);
    const started = performance.now();
    await expect(running).rejects.toThrow(/abort/i);
    expect(performance.now() - started).toBeLessThan(1500);
  });
});
