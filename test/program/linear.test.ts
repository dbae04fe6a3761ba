import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linearFake, type LinearFake } from '../fakes/linear.ts';
import { asOf, finding, names, oldTeam, teamOf, Workplace } from './program.ts';

const team = oldTeam();
const KEY = 'lin_api_secret_0123456789';
const place = new Workplace({ LINEAR_API_KEY: KEY });
let fake: LinearFake;

const config = (key = team.team.project as string, store = 'hatcheck.db'): string =>
  [
    `store: ${store}`,
    'retention: 36500',
    'teams:',
    '  - name: Shop',
    `    tracker: { kind: linear, team: ${key}, api: "${fake.url}" }`,
    '    roles: { product-owner: [chk-p01], scrum-master: [chk-s01] }',
  ].join('\n');

beforeEach(async () => {
  fake = await linearFake(team);
});
afterEach(() => fake.close());

describe('hatcheck against Linear', () => {
  it('check reads the team, judges it and names nobody; the next run asks for little', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect([ran.code, ran.stderr.match(/error/i)]).toEqual([0, null]);
    const report = teamOf(ran);
    expect(report.data.issues).toBe(team.items.filter(({ level }) => level === 'base').length);
    expect(report.data.complete).toBe(true);
    expect(report.window.sprints).toBe(6);
    expect(report.judged.judged).toBeGreaterThan(35);
    expect(finding(report, 'sprint-scope-creep')?.state).toBe('detected');
    expect(finding(report, 'untracked-work')).toMatchObject({
      state: 'not-observable',
      reason: 'NO_PR_LINK',
    });
    for (const name of names(team)) expect(ran.stdout + ran.stderr).not.toContain(name);
    expect(ran.stdout + ran.stderr + place.everything()).not.toContain(KEY);

    const before = fake.seen.length;
    const again = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(fake.seen.length - before).toBeLessThanOrEqual(8);
    expect(teamOf(again).findings.map(({ rule, state, measure }) => [rule, state, measure])).toEqual(
      report.findings.map(({ rule, state, measure }) => [rule, state, measure]),
    );
    // What the store holds is enough; no socket is opened.
    const requests = fake.seen.length;
    expect((await place.run(['check', '--json', '--offline', '--as-of', asOf(team)])).code).toBe(0);
    expect(fake.seen.length).toBe(requests);
  });

  it('report writes its files', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['report', '--as-of', asOf(team), '--out', 'out', '--quiet']);
    expect(ran.code).toBe(0);
    expect(place.read('out/report.md')).toContain('Shop');
    expect(place.read('out/report.html')).toContain('linear.app/acme/issue/');
    expect(JSON.parse(place.read('out/report.json'))).toMatchObject({
      kind: 'weekly',
      teams: [{ name: 'Shop' }],
    });
  });

  it('snapshot stores what Linear does not record', async () => {
    place.write('hatcheck.yaml', config(undefined, 'snapshots.db'));
    const ran = await place.run(['snapshot', '--json']);
    expect(ran.code).toBe(0);
    const [taken] = (JSON.parse(ran.stdout) as { snapshots: { team: string; items: number }[] }).snapshots;
    expect(taken?.team).toBe('Shop');
    expect(taken?.items).toBeGreaterThan(30);
    expect(ran.stdout).not.toMatch(/Sprint \d|@/);
  });

  it('doctor says what can be used, in words and as JSON', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['doctor', '--json']);
    expect(ran.code).toBe(0);
    const { teams } = JSON.parse(ran.stdout) as {
      teams: { checks: { ok: boolean | null; what: string }[] }[];
    };
    const lines = teams[0]?.checks.map(({ what }) => what).join('\n') ?? '';
    expect(lines).toMatch(/Linear team CHK/);
    expect(lines).toMatch(/7 cycles as sprints/);
    expect(lines).toMatch(/manual order/);
    expect((await place.run(['doctor'])).stdout).toContain('hatcheck snapshot');
  });
});

describe('what goes wrong with Linear', () => {
  const failing = async (
    what: string,
    key?: string,
  ): Promise<{ code: number; error: Record<string, string> }> => {
    place.write('hatcheck.yaml', config(key, `${what}.db`));
    const ran = await place.run(['check', '--json']);
    return { code: ran.code, error: (JSON.parse(ran.stdout) as { error: Record<string, string> }).error };
  };

  it('a refused key: exit 3 and where to get one', async () => {
    fake.faults.refuseKey = true;
    const { code, error } = await failing('refused');
    expect([code, error.code]).toEqual([3, 'LINEAR_CREDENTIALS_REFUSED']);
    expect(error.next).toContain('LINEAR_API_KEY');
    expect(JSON.stringify(error)).not.toContain(KEY);
  });

  it('no key at all: exit 3, naming the variable', async () => {
    place.write('hatcheck.yaml', config(undefined, 'none.db'));
    const ran = await place.run(['check', '--json'], { LINEAR_API_KEY: '' });
    expect([ran.code, ran.stdout.includes('LINEAR_API_KEY')]).toEqual([3, true]);
  });

  it('an unknown team: exit 4 and the teams there are', async () => {
    const { code, error } = await failing('unknown', 'NOPE');
    expect([code, error.code]).toEqual([4, 'LINEAR_TEAM_NOT_FOUND']);
    expect(error.next).toContain('CHK');
  });

  it('cycles switched off: a clear answer, and everything else is judged', async () => {
    await fake.close();
    fake = await linearFake({
      ...team,
      sprints: [],
      items: team.items.map((item) => ({ ...item, sprints: [] })),
    });
    place.write('hatcheck.yaml', config(undefined, 'off.db'));
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(ran.code).toBe(0);
    expect(ran.stderr).toContain('cycles are switched off');
    const report = teamOf(ran);
    expect(report.window.sprints).toBe(0);
    expect(report.data.gaps.map(({ why }) => why).join()).toContain('cycles are switched off');
    expect(finding(report, 'sprint-scope-creep')?.reasons).toContain('NOT_SCRUM');
    expect(report.findings.some(({ state }) => state === 'clear')).toBe(true);
    expect((await place.run(['doctor'])).stdout).toContain('Cycles are switched off for team CHK');
  });

  it('a partial answer: its data is kept, the gap is named, and --strict makes it exit 5', async () => {
    fake.faults.brokenIssues.add(team.items[40]?.key ?? '');
    place.write('hatcheck.yaml', config(undefined, 'partial.db'));
    const ran = await place.run(['check', '--json', '--strict', '--as-of', asOf(team)]);
    expect(ran.code).toBe(5);
    const report = teamOf(ran);
    expect(report.data.complete).toBe(false);
    expect(report.data.gaps.map(({ what }) => what).join()).toContain('issues');
    expect(report.data.issues).toBeGreaterThan(50);
  });

  it('rate limits, server errors and cursors that expire: waited out, nothing lost', async () => {
    Object.assign(fake.faults, { rateLimited: 2, down: 1, expireCursorsAfter: 8 });
    place.write('hatcheck.yaml', config(undefined, 'limits.db'));
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(ran.code).toBe(0);
    expect(teamOf(ran).data.issues).toBe(team.items.filter(({ level }) => level === 'base').length);
  });
});
