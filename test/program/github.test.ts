import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { snapshotOf } from '../../src/commands/snapshot.ts';
import { historyAsOf } from '../../src/history/as-of.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { openStore } from '../../src/store/store.ts';
import { githubFake, type GithubFake, type GithubFakeOptions } from '../fakes/github.ts';
import { asOf, finding, names, oldTeam, teamOf, Workplace } from './program.ts';

const team = oldTeam();
const TOKEN = 'ghp_secret_0123456789';
const place = new Workplace({ GITHUB_TOKEN: TOKEN });
let fake: GithubFake;

interface Tracker {
  readonly repository?: string;
  readonly project?: number;
  readonly sprintsFrom?: 'iterations' | 'milestones';
  readonly store?: string;
}

const config = ({
  repository = 'acme/app',
  project = 7,
  sprintsFrom = 'milestones',
  store = 'hatcheck.db',
}: Tracker = {}): string =>
  [
    `store: ${store}`,
    'retention: 36500',
    'teams:',
    '  - name: Platform',
    `    tracker: { kind: github, repository: ${repository}, project: ${project}, sprintsFrom: ${sprintsFrom}, api: "${fake.api}" }`,
    '    roles: { product-owner: [chk-p01], scrum-master: [chk-s01] }',
  ].join('\n');

async function serve(options: GithubFakeOptions = {}): Promise<void> {
  fake = await githubFake(team, options);
}

beforeEach(() => serve());
afterEach(() => fake.close());

describe('hatcheck against GitHub', () => {
  it('check reads the repository with its board, judges it and names nobody; the next run asks for little', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect([ran.code, ran.stderr.match(/error/i)]).toEqual([0, null]);
    const report = teamOf(ran);
    expect(report.data.issues).toBe(team.items.filter(({ level }) => level === 'base').length);
    expect(report.data.complete).toBe(true);
    expect(report.window.sprints).toBe(6);
    expect(finding(report, 'sprint-scope-creep')?.state).toBe('detected');
    expect(finding(report, 'untracked-work')?.reasons).toEqual([]);
    for (const name of names(team)) expect(ran.stdout + ran.stderr).not.toContain(name);
    expect(ran.stdout + ran.stderr + place.everything()).not.toContain(TOKEN);

    const before = fake.seen.length;
    const again = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(fake.seen.length - before).toBeLessThanOrEqual(8);
    expect(teamOf(again).findings.map(({ rule, state, measure }) => [rule, state, measure])).toEqual(
      report.findings.map(({ rule, state, measure }) => [rule, state, measure]),
    );
  });

  it('report writes its files, with links that lead to the repository', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['report', '--as-of', asOf(team), '--out', 'out', '--quiet']);
    expect(ran.code).toBe(0);
    expect(place.read('out/report.html')).toContain('github.example/acme/app/issues/');
  });

  it('doctor says what can be used and what GitHub does not record', async () => {
    place.write('hatcheck.yaml', config());
    const ran = await place.run(['doctor']);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toMatch(/acme\/app/);
    expect(ran.stdout).toMatch(/project/i);
    expect(ran.stdout).toContain('hatcheck snapshot');
  });

  it('iterations: their scope is not observable, and is once two of them have snapshots', async () => {
    await fake.close();
    await serve({ sprints: 'iterations' });
    const store = 'iterations.db';
    place.write('hatcheck.yaml', config({ sprintsFrom: 'iterations', store }));
    const blind = teamOf(await place.run(['check', '--json', '--as-of', asOf(team)]));
    expect(finding(blind, 'sprint-scope-creep')).toMatchObject({
      state: 'not-observable',
      reason: 'NO_ITERATION_HISTORY',
    });
    // A snapshot of today shows no past sprint.
    expect((await place.run(['snapshot'])).code).toBe(0);
    const one = teamOf(await place.run(['check', '--json', '--no-sync', '--as-of', asOf(team)]));
    expect(finding(one, 'sprint-scope-creep')?.reason).toBe('NO_ITERATION_HISTORY');

    await everyEvening(join(place.folder, store));
    const seen = teamOf(await place.run(['check', '--json', '--no-sync', '--as-of', asOf(team)]));
    expect(finding(seen, 'sprint-scope-creep')?.state).toBe('detected');
    expect(seen.judged.judged).toBeGreaterThan(blind.judged.judged + 8);
    expect(seen.window).toEqual(blind.window);
  });
});

/** Snapshots as the command would have stored them on every evening of the team's sprints. */
async function everyEvening(url: string): Promise<void> {
  const store = await openStore(url);
  const first = Math.floor((team.sprints[0]?.start as number) / DAY) * DAY + 18 * HOUR;
  const now = (key: string): string => key.replace(/^.*-/, '#');
  for (let time = first; time < team.readAt; time += DAY) {
    const { order, scope, estimates, ...rest } = snapshotOf({ ...historyAsOf(team, time), readAt: time });
    await store.addSnapshot('Platform', {
      ...rest,
      order: order?.map(now) ?? null,
      scope: Object.fromEntries(Object.entries(scope).map(([sprint, keys]) => [sprint, keys.map(now)])),
      estimates: Object.fromEntries(Object.entries(estimates).map(([key, value]) => [now(key), value])),
    });
  }
  await store.close();
}

describe('what goes wrong with GitHub', () => {
  const failing = async (tracker: Tracker): Promise<{ code: number; error: Record<string, string> }> => {
    place.write('hatcheck.yaml', config(tracker));
    const ran = await place.run(['check', '--json']);
    return { code: ran.code, error: (JSON.parse(ran.stdout) as { error: Record<string, string> }).error };
  };

  it('a refused token: exit 3', async () => {
    fake.faults.refuseToken = true;
    const { code, error } = await failing({ store: 'refused.db' });
    expect([code, JSON.stringify(error).includes(TOKEN)]).toEqual([3, false]);
    expect(error.next).toContain('GITHUB_TOKEN');
  });

  it('a repository that does not exist: exit 4 and which', async () => {
    const { code, error } = await failing({ repository: 'acme/nothing', store: 'unknown.db' });
    expect([code, error.code]).toEqual([4, 'GITHUB_REPOSITORY_NOT_FOUND']);
    expect(error.message).toContain('acme/nothing');
  });

  it('a project number of another owner: exit 4 and what the number means', async () => {
    const { code, error } = await failing({ project: 99, store: 'project.db' });
    expect([code, error.code]).toEqual([4, 'GITHUB_PROJECT_NOT_FOUND']);
    expect(error.next).toContain('other owners');
  });

  it('a token without project scope: the rest is read, what is missing is named, and doctor says how to get it', async () => {
    fake.faults.noProjectScope = true;
    place.write('hatcheck.yaml', config({ store: 'scope.db' }));
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(ran.code).toBe(0);
    const report = teamOf(ran);
    expect(report.data.complete).toBe(false);
    expect(report.data.issues).toBe(team.items.filter(({ level }) => level === 'base').length);
    expect(ran.stderr).toContain('read:project');
    expect(finding(report, 'unordered-product-backlog')?.reasons).toContain('PERMISSION_DENIED');
    expect((await place.run(['check', '--json', '--strict', '--as-of', asOf(team)])).code).toBe(5);
    expect((await place.run(['doctor'])).stdout).toContain('read:project');
  });

  it('a repository without any sprint: no Scrum evidence, and no finding made of that', async () => {
    await fake.close();
    const items = team.items.map((item) => ({ ...item, sprints: [], labels: [] }));
    fake = await githubFake({ ...team, sprints: [], items, updates: [], goals: [] });
    place.write('hatcheck.yaml', config({ store: 'nosprint.db' }));
    const report = teamOf(await place.run(['check', '--json', '--as-of', asOf(team)]));
    expect(report.summary.state).toContain('There is no Scrum evidence here to judge');
    expect(finding(report, 'missing-sprint-goal')?.reasons).toContain('NOT_SCRUM');
  });

  it('a rate limit and a cursor that expires: waited out, nothing lost', async () => {
    Object.assign(fake.faults, { rateLimited: 1, expireCursorsAfter: 7 });
    place.write('hatcheck.yaml', config({ store: 'limits.db' }));
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect(ran.code).toBe(0);
    expect(teamOf(ran).data.issues).toBe(team.items.filter(({ level }) => level === 'base').length);
  });
});
