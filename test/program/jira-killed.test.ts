import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { openStore } from '../../src/store/store.ts';
import { jiraFake, type JiraFake } from '../fakes/jira.ts';
import { JIRA_ENV, jiraConfig, jiraTeam } from './jira.ts';
import { CLI, Workplace } from './program.ts';

const place = new Workplace(JIRA_ENV);
let fake: JiraFake;
afterEach(() => fake.close());

const KILLS = 10;

/** What the store holds, but for when it was read. */
async function stored(file: string): Promise<Omit<TeamHistory, 'readAt'> | null> {
  const store = await openStore(join(place.folder, file));
  try {
    const history = await store.load('Shop');
    if (history === null) return null;
    const { readAt: _now, ...rest } = history;
    return { ...rest, goals: history.goals.map((goal) => ({ ...goal, updated: 0 })) };
  } finally {
    await store.close();
  }
}

/** Starts a sync and kills it after so many milliseconds; whether the kill came before its end. */
async function killed(after: number): Promise<boolean> {
  const env = { PATH: process.env.PATH ?? '', HOME: place.folder, ...JIRA_ENV };
  const child = spawn(process.execPath, [CLI, 'sync'], {
    cwd: place.folder,
    env,
    stdio: 'ignore',
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), after);
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

describe.each([
  // More than a thousand issues: Cloud's histories come in batches of so many.
  ['Cloud', {}, 48, 100],
  ['Data Center', { dataCenter: true }, 7, 25],
] as const)('killed at random moments, %s', (name, options, sprints, trim) => {
  it(
    `${KILLS} times, then run again: the same store as a run that nothing interrupts`,
    { timeout: 240_000 },
    async () => {
      fake = await jiraFake(jiraTeam({ sprints }), options);
      fake.faults.trim = trim;
      fake.faults.slowMs = 8;
      const use = (store: string): void => place.write('hatcheck.yaml', jiraConfig(fake, { store }));
      use(`${name} whole.db`);
      const started = performance.now();
      expect((await place.run(['sync'])).code).toBe(0);
      const whole = performance.now() - started;
      const expected = await stored(`${name} whole.db`);
      expect(expected?.items.length).toBeGreaterThan(name === 'Cloud' ? 1000 : 200);
      let store = 0;
      const begin = (): void => use(`${name} ${(store += 1)}.db`);
      const mustBeWhole = async (when: string): Promise<void> =>
        expect(await stored(`${name} ${store}.db`), when).toEqual(expected);
      begin();
      for (let kills = 0; kills < KILLS;) {
        // The beginning of a run is loading the program: nothing is asked for yet.
        const after = whole * (0.25 + 0.7 * Math.random());
        if (await killed(after)) kills += 1;
        else {
          // It went on where the kills before had stopped it, and got to its end.
          await mustBeWhole(`ended before ${after} ms`);
          begin();
        }
      }
      expect((await place.run(['sync'])).code).toBe(0);
      await mustBeWhole('after the last kill');
    },
  );
});

describe('two runs at once', () => {
  it('into one store: both end, and it is what one leaves', async () => {
    fake = await jiraFake(jiraTeam());
    fake.faults.slowMs = 5;
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'one.db' }));
    expect((await place.run(['sync'])).code).toBe(0);
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'two.db' }));
    const both = await Promise.all([place.run(['sync']), place.run(['sync'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(await stored('two.db')).toEqual(await stored('one.db'));
  });
});
