import { describe, expect, it } from 'vitest';
import { fakeGithub, githubEnv, post, reportAt, WEEK_47, WEEK_48 } from './support.ts';
import type { Fault, FakeGithub } from '../fakes/github-rest.ts';

function publish(fake: FakeGithub, asOf = WEEK_47, more: readonly string[] = [], env = {}) {
  return post(reportAt(asOf), 'github-issue', more, { env: { ...githubEnv(fake), ...env } });
}

async function failing(...faults: Fault[]) {
  const fake = await fakeGithub();
  fake.faults.push(...faults);
  return { fake, outcome: await publish(fake) };
}

const CREATE = /^POST .*\/issues$/;
const UPDATE = /^PATCH .*\/issues\/\d+$/;

describe('posting an issue when something is wrong', () => {
  it('without a token (a pull request from a fork): exit 3, nothing is sent, the files are named', async () => {
    const fake = await fakeGithub();
    const outcome = await publish(fake, WEEK_47, [], { GITHUB_TOKEN: '' });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toMatch(
      /GITHUB_TOKEN is not set.*\nNext: .*fork.*The report's files are in hatcheck-report\./,
    );
    expect(fake.requests).toEqual([]);
  });

  it('with a token that may only read (403): exit 4 and the permission to give', async () => {
    const { fake, outcome } = await failing({
      on: /^POST .*\/labels$/,
      status: 403,
      message: 'Resource not accessible by integration',
    });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/403.*not accessible.*\nNext: .*issues: write.*fork/);
    expect(fake.issues).toEqual([]);
  });

  it.each([
    ['a wrong token', 401, 3, /refused the credentials/],
    ['no such repository', 404, 4, /answered 404[\s\S]*--repository/],
    ['a repository that moved', 301, 4, /was renamed or moved[\s\S]*--repository/],
  ])('%s (%i): exit %i', async (_, status, code, words) => {
    const { outcome } = await failing({ on: /^GET /, status });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toMatch(words);
  });

  it('issues turned off in the repository (410)', async () => {
    const { outcome } = await failing({
      on: CREATE,
      status: 410,
      message: 'Issues has been disabled in this repository.',
    });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain('Issues has been disabled');
  });

  it('waits for the secondary limit and sends once', async () => {
    const { fake, outcome } = await failing({
      on: CREATE,
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': '2' },
      times: 1,
    });
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('waiting 2 s');
    expect(fake.issues).toHaveLength(1);
  });

  it('tells of a limit that lasts too long', async () => {
    const { fake, outcome } = await failing({
      on: CREATE,
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': '7200' },
    });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/429|limit/);
    expect(fake.issues).toEqual([]);
    expect([...fake.labels.keys()]).toEqual([]);
  });

  it.each([
    ['an answer that was lost', { on: CREATE, status: 502, times: 1, after: true }],
    ['a connection that was cut after the work', { on: CREATE, status: 0, times: 1, after: true, cut: true }],
  ])('never creates a second issue after %s', async (_, fault) => {
    const { fake, outcome } = await failing(fault);
    expect(outcome).toMatchObject({ code: 0 });
    expect(fake.issues).toHaveLength(1);
    expect(outcome.stdout).toContain('/issues/1');
  });

  it('says that it failed when the issue was not created', async () => {
    const { fake, outcome } = await failing({ on: CREATE, status: 502 });
    expect(outcome.code).toBe(4);
    expect(fake.issues).toEqual([]);
    expect([...fake.labels.keys()]).toEqual([]);
  });

  it('two runs at once make one issue', async () => {
    const fake = await fakeGithub({ delayMs: 15 });
    const both = await Promise.all([publish(fake), publish(fake), publish(fake)]);
    expect(both.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(fake.issues).toHaveLength(1);
    expect(both.map(({ stdout }) => /issues\/\d+/.exec(stdout)?.[0])).toEqual(Array(3).fill('issues/1'));
    expect([...fake.labels.keys()]).toEqual(['scrum-report']);
  });

  it('takes over the lock of a run that died', async () => {
    const fake = await fakeGithub();
    const seen = await publish(fake);
    expect(seen.code).toBe(0);
    fake.issues.length = 0;
    const lock = 'hatcheck-lock-';
    const original = fake.labels.set.bind(fake.labels);
    let name = '';
    fake.labels.set = (key, value) => {
      if (key.startsWith(lock)) name = key;
      return original(key, value);
    };
    await publish(fake);
    fake.issues.length = 0;
    original(name, `${new Date(0).toISOString()} (a run that died)`);
    const outcome = await publish(fake);
    expect(outcome.code).toBe(0);
    expect(fake.issues).toHaveLength(1);
  });

  it('a locked issue: says so, creates no other', async () => {
    const fake = await fakeGithub();
    await publish(fake);
    fake.faults.push({ on: UPDATE, status: 403, message: 'Issue is locked and cannot be changed' });
    const outcome = await publish(fake, '2026-11-21T09:00:00Z');
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/Issue 1 of acme\/checkout is locked[\s\S]*Nothing was created/);
    expect(fake.issues).toHaveLength(1);
  });

  it('an issue deleted between reading and writing: says so, creates no other', async () => {
    const fake = await fakeGithub();
    await publish(fake);
    fake.faults.push({ on: UPDATE, status: 410, message: 'This issue was deleted' });
    const outcome = await publish(fake, '2026-11-21T09:00:00Z');
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/Issue 1 .* was deleted or moved/);
    expect(fake.issues).toHaveLength(1);
  });

  it('last week’s issue locked or deleted: this week’s is there, and a warning', async () => {
    const fake = await fakeGithub();
    await publish(fake);
    fake.faults.push({ on: UPDATE, status: 410, message: 'This issue was deleted' });
    const outcome = await publish(fake, WEEK_48);
    expect(outcome.code).toBe(0);
    expect(outcome.stderr).toContain('Warning: Issue 1');
    expect(fake.issues).toHaveLength(2);
  });

  it('refuses a public repository before anything is written, unless that is allowed', async () => {
    const fake = await fakeGithub({ private: false });
    const refused = await publish(fake);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/is public[\s\S]*--allow-public/);
    expect(fake.issues).toEqual([]);
    expect((await publish(fake, WEEK_47, ['--allow-public'])).code).toBe(0);
    expect(fake.issues).toHaveLength(1);
  });

  it('a branch for charts that another run moves meanwhile loses nothing', async () => {
    const fake = await fakeGithub({ delayMs: 5 });
    const runs = await Promise.all([
      publish(fake, WEEK_47, ['--charts', 'branch', '--branch', 'pictures']),
      publish(fake, WEEK_48, ['--charts', 'branch', '--branch', 'pictures']),
    ]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    const weeks = new Set(fake.files('pictures').map((path) => path.split('/')[1]));
    expect([...weeks].sort()).toEqual(['2026-W47', '2026-W48']);
  });
});
