import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../src/reports/report.ts';
import { linearFake, type LinearFake } from '../fakes/linear.ts';
import { at, smallTeam } from '../fakes/small-team.ts';
import { realPostgres } from '../store/databases.ts';
import { call, filesBelow, folder, put, type Outcome } from './support.ts';

/** Many teams, several workers, one PostgreSQL: a real one. */
const database = realPostgres();
let fake: LinearFake;
let store = '';
const NAMES = ['Mobile', 'Märkte', 'Web', 'Ghost'];

beforeAll(async () => {
  fake = await linearFake(smallTeam(), 'MOB');
  await database.start();
  store = await database.fresh();
});
afterAll(async () => {
  await fake.close();
  await database.stop();
});

function machine(): (...argv: string[]) => Promise<Outcome> {
  const place = folder();
  const teams = NAMES.map(
    (name) =>
      `  - { name: ${name}, tracker: { kind: linear, team: ${name === 'Ghost' ? 'NOPE' : 'MOB'}, api: "${fake.url}" } }`,
  );
  put(place, 'hatcheck.yaml', `store: "\${STORE}"\nteams:\n${teams.join('\n')}\n`);
  const env = { LINEAR_API_KEY: 'lin_api_test', STORE: store };
  const run = (...argv: string[]) => call(argv, { cwd: place, env, now: at(30) });
  return Object.assign(run, { place });
}

interface Queued {
  readonly teams: { name: string; queued: boolean }[];
}
interface Worked {
  readonly teams: { team: string; exit: number }[];
}

describe('enqueue and worker', () => {
  it('share the teams between two machines, each team once', async () => {
    const [one, two] = [machine(), machine()];
    const first = JSON.parse((await one('enqueue', '--json')).stdout) as Queued;
    expect(first.teams).toEqual(NAMES.map((name) => ({ name, queued: true })));
    const again = JSON.parse((await two('enqueue', '--json')).stdout) as Queued;
    expect(again.teams.map(({ queued }) => queued)).toEqual(NAMES.map(() => false));
    const outcomes = await Promise.all(
      [one, two].map((run) => run('worker', '--once', '--json', '--format', 'json')),
    );
    const worked = outcomes.flatMap(({ stdout }) => (JSON.parse(stdout) as Worked).teams);
    expect(
      worked
        .filter(({ exit }) => exit === 0)
        .map(({ team }) => team)
        .sort(),
    ).toEqual(['Mobile', 'Märkte', 'Web'].sort());
    const ghost = worked.filter(({ team }) => team === 'Ghost');
    expect(ghost.length).toBeGreaterThan(0);
    for (const { exit } of ghost) expect(exit).toBe(4);
    expect(Math.max(...outcomes.map(({ code }) => code))).toBe(4);
    const reports = [one, two].flatMap((run) =>
      [...filesBelow((run as unknown as { place: string }).place)].filter(([name]) =>
        name.endsWith('report.json'),
      ),
    );
    expect(reports.map(([name]) => path.dirname(name)).sort()).toEqual(
      ['hatcheck-report/markte', 'hatcheck-report/mobile', 'hatcheck-report/web'].sort(),
    );
    const trend = JSON.parse((await one('trend', '--json', '--team', 'Web')).stdout) as {
      teams: { runs: unknown[] }[];
    };
    expect(trend.teams[0]?.runs).toHaveLength(1);
  });

  it('keeps the password out of what it says', async () => {
    const run = machine();
    const outcome = await run('doctor', '--no-sync');
    expect(`${outcome.stdout}${outcome.stderr}`).not.toContain('secret-of-the-test');
    const wrong = await call(
      ['check', '--store', store.replace('secret-of-the-test', 'wrong-secret'), '--json'],
      {
        cwd: folder(),
      },
    );
    expect(wrong.code).toBe(3);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ error: { code: 'STORE_REFUSED' } });
    expect(`${wrong.stdout}${wrong.stderr}`).not.toContain('wrong-secret');
  });

  it('says when the database is not there, or cannot be reached', async () => {
    const missing = await call(['check', '--json', '--store', store.replace(/[^/]+$/, 'nowhere')], {
      cwd: folder(),
    });
    expect([missing.code, JSON.parse(missing.stdout)]).toMatchObject([
      2,
      { error: { code: 'STORE_MISSING' } },
    ]);
    const away = await call(['enqueue', '--json', '--store', 'postgres://u:p@127.0.0.1:1/x'], {
      cwd: folder(),
    });
    expect([away.code, JSON.parse(away.stdout)]).toMatchObject([4, { error: { code: 'STORE_UNREACHABLE' } }]);
  });

  it('gives the same report as a SQLite store', async () => {
    const place = folder();
    put(
      place,
      'hatcheck.yaml',
      `teams:\n  - { name: Web, tracker: { kind: linear, team: MOB, api: "${fake.url}" } }\n`,
    );
    const check = (...more: string[]) =>
      call(['check', '--json', ...more], { cwd: place, env: { LINEAR_API_KEY: 'x' }, now: at(30) });
    const [postgres, sqlite] = [await check('--store', await database.fresh()), await check()];
    const known = (text: string): unknown => {
      const { teams } = JSON.parse(text) as Report;
      return teams.map(({ findings, backlog, flow }) => ({
        findings: findings.map(({ runs: _runs, firstDetected: _first, ...rest }) => rest),
        backlog,
        flow,
      }));
    };
    expect(postgres.code).toBe(0);
    expect(known(postgres.stdout)).toEqual(known(sqlite.stdout));
  });
});
