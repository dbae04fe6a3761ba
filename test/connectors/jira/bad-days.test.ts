import { afterEach, describe, expect, it } from 'vitest';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import type { Clock } from '../../../src/connectors/manners/index.ts';
import { jiraFake, type JiraFake } from '../../fakes/jira.ts';
import type { JiraFaults } from '../../fakes/jira-faults.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { pull, type Overrides } from './live.ts';

let fake: JiraFake;
afterEach(() => fake.close());

const { history } = sampleTeam({ sprints: 2 });

/** A clock that only moves when somebody sleeps, and remembers how long. */
function sleepyClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  let now = history.readAt;
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      now += milliseconds;
    },
  };
}

async function onADayWith(faults: Partial<JiraFaults>, overrides: Overrides = {}): Promise<MemorySink> {
  fake = await jiraFake(history);
  Object.assign(fake.faults, faults);
  const sink = new MemorySink();
  await pull(fake, sink, overrides, history.readAt);
  return sink;
}

const isWhole = (sink: MemorySink): void => {
  expect(sink.items.size).toBe(history.items.length);
  expect([...sink.items.values()].reduce((sum, { changes }) => sum + changes.length, 0)).toBe(
    history.items.reduce((sum, { changes }) => sum + changes.length, 0),
  );
  expect(sink.header.complete).toBe(true);
};

describe('a bad day at Atlassian', () => {
  it.each<[string, Partial<JiraFaults>]>([
    ['429 without Retry-After', { limited: 3 }],
    ['503', { unavailable: 3 }],
    ['cut connections', { cut: 3 }],
    ['half of the JSON', { truncated: 3 }],
    ['slow answers', { slowMs: 30 }],
    ['short pages', { trim: 7 }],
    ['all of it at once', { limited: 1, unavailable: 1, cut: 1, truncated: 1, trim: 13 }],
  ])('%s: nothing is lost', async (_, faults) => {
    isWhole(await onADayWith(faults));
  });

  it('an answer that never comes is asked for again', async () => {
    isWhole(await onADayWith({ hanging: 1 }, { timeoutMs: 300 }));
  });

  it('Retry-After is kept, and said', async () => {
    const clock = sleepyClock();
    fake = await jiraFake(history);
    Object.assign(fake.faults, { limited: 1, retryAfter: 40 });
    const sink = new MemorySink();
    const { warnings } = await pull(fake, sink, { clock });
    isWhole(sink);
    expect(clock.slept).toHaveLength(1);
    expect(clock.slept[0]).toBeGreaterThanOrEqual(40_000);
    expect(warnings.join()).toMatch(/Jira asks for a pause: waiting 4\d s/);
  });

  it('a limit that lasts longer than our patience: says so, exit 4, and goes on next time', async () => {
    fake = await jiraFake(history);
    Object.assign(fake.faults, { limited: 1, retryAfter: 3600, reason: 'jira-quota-tenant-based' });
    const sink = new MemorySink();
    const failed = pull(fake, sink, { clock: sleepyClock() });
    await expect(failed).rejects.toMatchObject({ code: 'JIRA_RATE_LIMITED', exitCode: 4 });
    await pull(fake, sink);
    isWhole(sink);
  });

  it('503 that does not end: exit 4, and what was stored stays', async () => {
    fake = await jiraFake(history);
    fake.faults.unavailable = 1000;
    const failed = pull(fake, new MemorySink());
    await expect(failed).rejects.toMatchObject({ code: 'JIRA_UNAVAILABLE', exitCode: 4 });
    // Five tries, no hammering.
    expect(fake.seen).toHaveLength(5);
  });
});
