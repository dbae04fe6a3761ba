import { afterEach, describe, expect, it } from 'vitest';
import type { Page } from '../../../src/connectors/connector.ts';
import type { Item } from '../../../src/history/team-history.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { jiraFake, type JiraFake } from '../../fakes/jira.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { pull } from './live.ts';

const HOUR = 3_600_000;
const { history } = sampleTeam({ sprints: 4 });
const byCreation = history.items.toSorted((a, b) => a.created - b.created);

let fake: JiraFake;
let now = history.readAt + HOUR;
afterEach(() => fake.close());

/** Does something once, after the first page is stored. */
class BusySink extends MemorySink {
  meanwhile: (() => void) | null = null;

  override async put(page: Page): Promise<void> {
    await super.put(page);
    this.meanwhile?.();
    this.meanwhile = null;
  }
}

const shown = (): string[] =>
  fake.world
    .listed()
    .map(({ key }) => key)
    .sort();
const keys = (sink: MemorySink): string[] => [...sink.items.keys()].sort();

const deployments = [
  ['Cloud', {}],
  ['Data Center', { dataCenter: true }],
] as const;

describe.each(deployments)('what happens in Jira while it is read, %s', (_, options) => {
  const busy = async (meanwhile: () => void): Promise<BusySink> => {
    now = history.readAt + HOUR;
    fake = await jiraFake(history, { clock: () => now, ...options });
    fake.faults.trim = 20;
    const sink = new BusySink();
    sink.meanwhile = meanwhile;
    await pull(fake, sink, {}, now);
    return sink;
  };

  it('issues are deleted or moved away: the ones after them are not skipped', async () => {
    const sink = await busy(() => {
      for (const item of byCreation.slice(0, 3)) fake.world.deleted.add(item.key);
      fake.world.moved.set((byCreation[5] as Item).key, 'OTH-1');
    });
    expect(shown().filter((key) => !sink.items.has(key))).toEqual([]);
    now += HOUR;
    await pull(fake, sink, {}, now);
    expect(keys(sink)).toEqual(shown());
  });

  it('an old issue appears, and is not changed by that: the next run reads it whole', async () => {
    const late = byCreation.find(({ changes, parent }) => changes.length > 3 && parent === null) as Item;
    now = history.readAt + HOUR;
    fake = await jiraFake(history, { clock: () => now, ...options });
    fake.world.hidden.add(late.key);
    const sink = new MemorySink();
    await pull(fake, sink, {}, now);
    expect(sink.items.has(late.key)).toBe(false);
    now += 30 * 24 * HOUR;
    fake.world.hidden.delete(late.key);
    await pull(fake, sink, {}, now);
    expect(sink.items.get(late.key)?.changes.length).toBeGreaterThan(3);
    const whole = new MemorySink();
    await pull(fake, whole, {}, now);
    expect(sink.items.get(late.key)).toEqual(whole.items.get(late.key));
    expect(fake.illegal).toEqual([]);
  });
});

it('a large project of Data Center of which nothing changed is not listed again: its number of issues tells', async () => {
  const many = byCreation.flatMap((item, index) =>
    Array.from({ length: 12 }, (_, copy) => ({
      ...item,
      key: `CHK-${1 + index * 12 + copy}`,
      parent: null,
      links: [],
    })),
  );
  expect(many.length).toBeGreaterThan(1000);
  now = history.readAt + HOUR;
  fake = await jiraFake({ ...history, items: many }, { clock: () => now, dataCenter: true });
  const sink = new MemorySink();
  await pull(fake, sink, {}, now);
  now += 24 * HOUR;
  expect((await pull(fake, sink, {}, now)).requests).toBeLessThanOrEqual(8);
  fake.world.deleted.add('CHK-7');
  now += 24 * HOUR;
  await pull(fake, sink, {}, now);
  expect(keys(sink)).toEqual(shown());
});
