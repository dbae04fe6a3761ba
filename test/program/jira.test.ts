import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TeamReport } from '../../src/reports/report.ts';
import { jiraFake, type JiraFake } from '../fakes/jira.ts';
import { asOf, finding, names, teamOf, Workplace } from './program.ts';
import { fileConfig, found, JIRA_ENV, jiraConfig, jiraTeam, savedHistory } from './jira.ts';

const team = jiraTeam();
const place = new Workplace(JIRA_ENV);
let fake: JiraFake;
let reference: TeamReport;

afterEach(() => fake.close());

beforeAll(async () => {
  place.write('team.json', savedHistory(team));
  place.write('hatcheck.yaml', fileConfig('team.json', 'file.db'));
  reference = teamOf(await place.run(['check', '--json', '--as-of', asOf(team)]));
});

describe('hatcheck check against Jira', () => {
  it.each([
    ['Cloud', {}, ''],
    ['Cloud by its board', {}, 'board: 12'],
    ['Data Center', { dataCenter: true }, ''],
    ['Data Center under a path by its board', { dataCenter: true, context: '/jira' }, 'board: 12'],
  ] as const)('%s: the same findings as the sample history itself', async (name, options, tracker) => {
    fake = await jiraFake(team, options);
    place.write(
      'hatcheck.yaml',
      jiraConfig(fake, { store: `${name}.db`, ...(tracker === '' ? {} : { tracker }) }),
    );
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)]);
    expect([ran.code, ran.stderr.match(/error/i)]).toEqual([0, null]);
    const report = teamOf(ran);
    expect(report.data.complete).toBe(true);
    expect(report.judged.judged).toBeGreaterThan(35);
    expect(finding(report, 'sprint-scope-creep')?.state).toBe('detected');
    expect(found(report)).toEqual(found(reference));
    expect({ ...report.data, gaps: [] }).toEqual({ ...reference.data, gaps: [] });
    expect(report.backlog.score).toBe(reference.backlog.score);
    expect(fake.illegal).toEqual([]);
    for (const who of names(team)) expect(ran.stdout + ran.stderr).not.toContain(who);
    const secrets = Object.entries(JIRA_ENV).filter(([variable]) => variable !== 'JIRA_EMAIL');
    for (const [, secret] of secrets)
      expect(ran.stdout + ran.stderr + place.everything()).not.toContain(secret);
    expect(fake.seen.map(({ operation, query }) => operation + query).join()).not.toContain('secret');
  });
});

describe('what goes wrong with Jira', () => {
  const failing = async (
    what: string,
    more: Parameters<typeof jiraConfig>[1] = {},
    env: Record<string, string> = {},
  ) => {
    place.write('hatcheck.yaml', jiraConfig(fake, { store: `${what}.db`, ...more }));
    const ran = await place.run(['check', '--json'], env);
    return { code: ran.code, error: (JSON.parse(ran.stdout) as { error: Record<string, string> }).error };
  };

  it('refused credentials: exit 3 and what to do; none at all: exit 3 and the variable, also one of its own', async () => {
    fake = await jiraFake(team);
    fake.faults.refused = true;
    const refused = await failing('refused');
    expect([refused.code, refused.error.code]).toEqual([3, 'JIRA_CREDENTIALS_REFUSED']);
    expect(refused.error.next).toContain('JIRA_API_TOKEN');
    const none = await failing('none', {}, { JIRA_API_TOKEN: '', JIRA_EMAIL: '' });
    expect([none.code, none.error.message?.includes('JIRA_API_TOKEN')]).toEqual([3, true]);
    const own = await failing('own', { tracker: 'tokenEnv: SHOP_TOKEN' });
    expect([own.code, own.error.message?.includes('SHOP_TOKEN')]).toEqual([3, true]);
  });

  it('a token in a variable of its own, with scopes, through the gateway', async () => {
    fake = await jiraFake(team, { scoped: true });
    const tracker = `gateway: "${fake.gateway}", tokenEnv: SHOP_TOKEN`;
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'gateway.db', tracker }));
    const env = { SHOP_TOKEN: JIRA_ENV.JIRA_API_TOKEN, JIRA_API_TOKEN: 'another' };
    const ran = await place.run(['check', '--json', '--as-of', asOf(team)], env);
    expect(ran.code).toBe(0);
    expect(teamOf(ran).data.issues).toBe(reference.data.issues);
  });

  it('a project or board that does not exist: exit 4 and what to check', async () => {
    fake = await jiraFake(team);
    const project = await failing('project', { project: 'NOPE' });
    const board = await failing('board', { tracker: 'board: 99' });
    for (const { code, error } of [project, board]) {
      expect([code, error.code]).toEqual([4, 'JIRA_NOT_VISIBLE']);
      expect(error.next).toMatch(/hatcheck\.yaml.*may browse/);
    }
  });

  it('parts that cannot be read: named, the rest stands, exit 5 under --strict', async () => {
    fake = await jiraFake(team);
    fake.faults.forbidden.push(/role/, /priority/);
    fake.world.hidden.add(team.items.find(({ parent }) => parent !== null)?.parent as string);
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'gaps.db' }));
    const ran = await place.run(['check', '--json', '--strict', '--as-of', asOf(team)]);
    expect(ran.code).toBe(5);
    const { data } = teamOf(ran);
    expect(data.complete).toBe(false);
    expect(data.gaps.map(({ what }) => what).join()).toMatch(
      /priorities.*project roles|project roles.*priorities/,
    );
    expect(data.gaps.map(({ what }) => what).join()).toMatch(/1 item that others belong to/);
    expect(data.issues + data.other).toBe(reference.data.issues + reference.data.other - 1);
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'gaps.db' }));
    expect((await place.run(['check', '--json', '--no-sync', '--as-of', asOf(team)])).code).toBe(0);
  });

  it('a board without sprints: everything that needs none is judged', async () => {
    const items = team.items.map((item) => ({
      ...item,
      sprints: [],
      changes: item.changes.filter(({ field }) => field !== 'sprint'),
    }));
    fake = await jiraFake({ ...team, sprints: [], items }, { boards: [{ id: 12, type: 'kanban' }] });
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'kanban.db' }));
    const report = teamOf(await place.run(['check', '--json', '--as-of', asOf(team)]));
    expect(finding(report, 'sprint-scope-creep')?.reasons).toContain('NOT_SCRUM');
    expect(report.findings.some(({ state }) => state === 'clear')).toBe(true);
  });
});

describe('hatcheck doctor against Jira', () => {
  const doctor = async (): Promise<{ code: number; text: string; stdout: string }> => {
    const ran = await place.run(['doctor', '--json']);
    type Checks = { teams: { checks: { ok: boolean | null; what: string; next: string | null }[] }[] };
    const { teams } = JSON.parse(ran.stdout) as Checks;
    const lines = teams[0]?.checks.map(
      ({ ok, what, next }) => `${ok} ${what}${next === null ? '' : ` -> ${next}`}`,
    );
    return { code: ran.code, text: lines?.join('\n') ?? '', stdout: ran.stdout };
  };

  it.each([
    ['Cloud', {}],
    ['Data Center', { dataCenter: true }],
  ] as const)(
    '%s: credentials, clock, fields, permissions, and what can be judged',
    async (name, options) => {
      fake = await jiraFake(team, options);
      place.write('hatcheck.yaml', jiraConfig(fake, { store: `doctor ${name}.db` }));
      const { code, text } = await doctor();
      expect(code).toBe(0);
      for (const line of [
        `Jira ${name}`,
        'clock agrees',
        'boards: 12',
        'sprint field',
        'rank field',
        'estimate field',
        'flag field',
        '9 sprints, 7 of them closed, 7 of those with a Sprint Goal',
        'neither Product Owner nor Scrum Master',
        'hatcheck snapshot',
        'issues can be read',
        'histor',
      ])
        expect(text).toContain(line);
      await place.run(['sync']);
      const words = (await place.run(['doctor'])).stdout;
      expect(words).toMatch(/rules/);
      expect(words).toMatch(/calendar|wiki/);
      expect(fake.illegal).toEqual([]);
    },
  );

  it('what is refused is a line that says what to do', async () => {
    fake = await jiraFake(team);
    fake.faults.forbidden.push(/changelog/, /sprint/);
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'doctor refused.db' }));
    const { text } = await doctor();
    expect(text).toMatch(/false change histories cannot be read -> .*read:jira-work/);
    expect(text).toMatch(/false sprints of board 12: .*403.* -> /);
    fake.faults.refused = true;
    const refused = await doctor();
    expect([refused.code, refused.text.includes('JIRA_API_TOKEN')]).toEqual([3, true]);
    expect(refused.stdout).not.toContain(JIRA_ENV.JIRA_API_TOKEN);
  });

  it('a clock that is wrong is told', async () => {
    fake = await jiraFake(team, { clock: () => Date.now() - 3 * 3_600_000 });
    place.write('hatcheck.yaml', jiraConfig(fake, { store: 'doctor clock.db' }));
    expect((await doctor()).text).toMatch(/false the clock differs from Jira’s by 180 minutes -> /);
  });
});
