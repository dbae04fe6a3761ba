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
