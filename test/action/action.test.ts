import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY } from '../../src/history/working-time.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { put, savedText, smallSample } from '../commands/support.ts';
import { FakeGithub } from '../fakes/github-rest.ts';
import { Runner } from './runner.ts';

const team = smallSample();
const file = `${team.options.project.toLowerCase()}.history.json`;
const github = new FakeGithub();
let runner: Runner;

/** The team's export as it was read so many days later. */
function exportAfter(days: number): void {
  const history: TeamHistory = { ...team.history, readAt: team.history.readAt + days * DAY };
  put(runner.workspace, file, savedText(history));
}

beforeAll(async () => {
  await github.start();
  runner = new Runner(github);
  put(runner.workspace, 'hatcheck.yaml', `teams:\n${team.config.replace(/^ *events:\n(?: +- .*\n)*/m, '')}`);
  exportAfter(0);
});

afterAll(async () => {
  runner.remove();
  await github.stop();
});

describe('action.yml, run as a runner does', () => {
  it('first week: installs, writes the report, creates the issue, fills summary and outputs', async () => {
    const run = await runner.run({ with: { publish: 'issue', state: 'branch' } });
    expect(run.log).not.toContain('Error');
    expect(run.code).toBe(0);
    expect(github.issues).toHaveLength(1);
    expect(run.outputs['issue-url']).toBe(`${github.api}/acme/checkout/issues/1`);
    expect(run.outputs['issue-number']).toBe('1');
    expect(Number(run.outputs['findings-total'])).toBeGreaterThan(0);
    expect(run.outputs['data-confidence']).toMatch(/^(high|medium|low)$/);
    expect(statSync(run.outputs['html-path'] ?? '').size).toBeGreaterThan(10_000);
    expect(JSON.parse(readFileSync(run.outputs['json-path'] ?? '', 'utf8'))).toMatchObject({
      schemaVersion: 1,
    });
    expect(run.summary).toContain(`# ${team.history.team.name}`);
    expect(github.issues[0]?.body).toContain('(https://github.com/acme/checkout/actions/runs/101)');
  });

  it('hides secrets before the first request, and shows them nowhere else', async () => {
    const secret = 'lin_api_0123456789abcdef';
    const run = await runner.run({
      with: { 'linear-api-key': secret, 'jira-email': 'bot@example.com', 'jira-token': 'ATATT3xFfGF0abcdef' },
    });
    const basic = Buffer.from('bot@example.com:ATATT3xFfGF0abcdef').toString('base64');
    for (const value of [secret, 'ATATT3xFfGF0abcdef', basic, github.token]) {
      expect(run.log.split('\n')).toContain(`::add-mask::${value}`);
      expect(run.log.replaceAll(`::add-mask::${value}`, '')).not.toContain(value);
    }
    expect(run.log.indexOf('::add-mask::')).toBe(0);
  });

  it('second run of the week: updates it; next week: closes it with a link, and the past is known', async () => {
    exportAfter(1);
    const second = await runner.run({ with: { publish: 'issue', state: 'branch' } });
    expect(second.code).toBe(0);
    const weeks = new Set(github.issues.map(({ title }) => /W\d\d/.exec(title)?.[0]));
    expect(github.issues).toHaveLength(weeks.size);
    exportAfter(7);
    const next = await runner.run({ with: { publish: 'issue', state: 'branch' } });
    expect(next.code).toBe(0);
    const [current] = github.issues.slice(-1);
    expect(github.issues.filter(({ state }) => state === 'open')).toEqual([current]);
    expect(github.issues.at(-2)?.body).toContain(`It goes on in #${current?.number}.`);
    const report = JSON.parse(readFileSync(next.outputs['json-path'] ?? '', 'utf8')) as {
      teams: { findings: { runs: number; state: string }[] }[];
    };
    const runs =
      report.teams[0]?.findings.filter(({ state }) => state === 'detected').map((each) => each.runs) ?? [];
    expect(Math.max(...runs)).toBeGreaterThan(1);
    expect(github.violations).toEqual([]);
  });

  it('keeps figures and snapshots between runs, and no item, no text of one, no person', async () => {
    await runner.run({ with: { mode: 'snapshot', state: 'branch' } });
    const [name = ''] = github.files('hatcheck-state');
    const state = github.file('hatcheck-state', name)?.toString('utf8') ?? '';
    const parsed = JSON.parse(state) as { runs: unknown[]; snapshots: unknown[] };
    expect(parsed.runs.length).toBeGreaterThan(1);
    expect(parsed.snapshots.length).toBeGreaterThan(0);
    for (const item of team.history.items) expect(state).not.toContain(item.title);
    for (const person of team.history.people) expect(state).not.toContain(person.name);
  });

  it('keeps them in an artifact too, never in one of a fork', async () => {
    const first = await runner.run({ with: { state: 'artifact' } });
    expect(first.code).toBe(0);
    expect(github.artifacts).toHaveLength(1);
    github.artifacts.push({
      ...github.artifacts[0],
      created_at: '2030-01-01T00:00:00Z',
      workflow_run: { id: 666, repository_id: 1, head_repository_id: 2, head_branch: 'main', head_sha: '' },
    });
    exportAfter(8);
    const { rmSync } = await import('node:fs');
    rmSync(path.join(runner.workspace, '.hatcheck'), { recursive: true, force: true });
    const second = await runner.run({ with: { state: 'artifact' } });
    expect(second.code).toBe(0);
    const report = JSON.parse(readFileSync(second.outputs['json-path'] ?? '', 'utf8')) as {
      teams: { findings: { runs: number }[] }[];
    };
    expect(Math.max(...(report.teams[0]?.findings.map((each) => each.runs) ?? []))).toBeGreaterThan(1);
  });

  it('fails on a severity, with the report and the issue there', async () => {
    const before = github.issues.length;
    const run = await runner.run({ with: { 'fail-on': 'low', publish: 'issue' } });
    expect(run.code).toBe(1);
    expect(run.outputs['exit-code']).toBe('1');
    expect(existsSync(run.outputs['html-path'] ?? '')).toBe(true);
    expect(github.issues.length).toBeGreaterThanOrEqual(before);
    expect(run.outputs['issue-url']).not.toBe('');
  });

  it('from a fork’s pull request: report and summary, a notice, nothing posted, green', async () => {
    const before = github.requests.length;
    const run = await runner.run({
      with: { publish: 'issue,slack', state: 'branch' },
      event: {
        name: 'pull_request',
        payload: { pull_request: { head: { repo: { fork: true, full_name: 'eve/checkout' } } } },
      },
    });
    expect(run.code).toBe(0);
    expect(run.log).toContain('::notice::This run comes from a fork: nothing is posted.');
    expect(run.summary.length).toBeGreaterThan(1000);
    expect(github.requests.slice(before)).toEqual([]);
  });

  it('posting fails: the step is red, the files are there and named', async () => {
    github.faults.push({
      on: /^PATCH|^POST .*(issues|labels)$/,
      status: 403,
      message: 'Resource not accessible by integration',
    });
    exportAfter(15);
    const before = github.issues.length;
    const run = await runner.run({ with: { publish: 'issue' } });
    github.faults.length = 0;
    expect(run.code).toBe(4);
    expect(run.log).toMatch(/issues: write[\s\S]*The report's files are in/);
    expect(existsSync(run.outputs['html-path'] ?? '')).toBe(true);
    expect(github.issues).toHaveLength(before);
  });

  it('refuses inputs that make no sense', async () => {
    const run = await runner.run({ with: { publish: 'isue' } });
    expect(run.code).toBe(2);
    expect(run.log).toMatch(/publish cannot be "isue"[\s\S]*Did you mean "issue"/);
  });

  it('takes privacy and time zone from the inputs, and leaves the configuration as it is', async () => {
    const config = readFileSync(path.join(runner.workspace, 'hatcheck.yaml'), 'utf8');
    const run = await runner.run({
      with: { privacy: 'pseudonymise', timezone: 'Asia/Tokyo', 'pseudonym-key': 'k'.repeat(40) },
    });
    expect(run.code).toBe(0);
    const report = JSON.parse(readFileSync(run.outputs['json-path'] ?? '', 'utf8')) as { privacy: string };
    expect(report.privacy).toBe('pseudonymise');
    expect(readFileSync(path.join(runner.workspace, 'hatcheck.yaml'), 'utf8')).toBe(config);
  });
});

describe('on a public repository', () => {
  it('keeps no state and posts nothing without allow-public', async () => {
    const open = new FakeGithub({ private: false });
    await open.start();
    const other = new Runner(open, runner);
    try {
      put(
        other.workspace,
        'hatcheck.yaml',
        `teams:\n${team.config.replace(/^ *events:\n(?: +- .*\n)*/m, '')}`,
      );
      put(other.workspace, file, savedText(team.history));
      const kept = await other.run({ with: { state: 'branch' } });
      expect(kept.code).toBe(2);
      expect(kept.log).toMatch(/is public[\s\S]*allow-public: true/);
      const posted = await other.run({ with: { publish: 'issue' } });
      expect(posted.code).toBe(2);
      expect(existsSync(posted.outputs['html-path'] ?? '')).toBe(true);
      expect(open.requests.filter((each) => !each.startsWith('GET'))).toEqual([]);
    } finally {
      other.remove();
      await open.stop();
    }
  });
});
