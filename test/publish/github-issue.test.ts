import { describe, expect, it } from 'vitest';
import { fixtureReport, harbour, quay } from '../fixtures/reports/report.ts';
import { fakeGithub, githubEnv, post, reportAt, WEEK_47, WEEK_48 } from './support.ts';
import type { FakeGithub } from '../fakes/github-rest.ts';
import type { Report } from '../../src/reports/report.ts';

function publish(fake: FakeGithub, report: Report, more: readonly string[] = [], env = {}) {
  return post(report, 'github-issue', more, { env: { ...githubEnv(fake), ...env } });
}

/** Writes to the repository so far. */
function writes(fake: FakeGithub): string[] {
  return fake.requests.filter((request) => !request.startsWith('GET') && !request.includes('/graphql'));
}

describe('one issue a team and week', () => {
  it('creates it, updates it in place, and closes it for next week’s with a link', async () => {
    const fake = await fakeGithub();
    const first = await publish(fake, reportAt(WEEK_47));
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Harbour: issue created');
    const second = await publish(fake, reportAt('2026-11-21T09:00:00Z'));
    expect(second.stdout).toContain('Harbour: issue updated');
    expect(fake.issues).toHaveLength(1);
    expect(fake.issues[0]).toMatchObject({ state: 'open', labels: ['scrum-report'] });
    expect(fake.issues[0]?.title).toContain('2026-W47');
    expect(fake.issues[0]?.body).toContain('the data as of 2026-11-21T09:00:00Z');

    const next = await publish(fake, reportAt(WEEK_48));
    expect(next.stdout).toMatch(/issue created: .*\/issues\/2, closed #1/);
    expect(fake.issues.map(({ state }) => state)).toEqual(['closed', 'open']);
    expect(fake.issues[0]?.state_reason).toBe('completed');
    expect(fake.issues[0]?.body).toContain('It goes on in #2.');
    expect(fake.issues[1]?.body).toContain('Before this: #1.');
    expect(fake.labels.has('scrum-report')).toBe(true);
    expect([...fake.labels.keys()].filter((name) => name.startsWith('hatcheck-lock'))).toEqual([]);
    expect(fake.violations).toEqual([]);
  });

  it('sends nothing when nothing has changed', async () => {
    const fake = await fakeGithub();
    await publish(fake, reportAt(WEEK_47));
    const before = writes(fake).length;
    const again = await publish(fake, reportAt(WEEK_47));
    expect(again.stdout).toContain('issue unchanged');
    expect(writes(fake)).toHaveLength(before);
  });

  it('keeps teams and kinds apart, and an older issue that somebody opened again open', async () => {
    const fake = await fakeGithub();
    const two = reportAt(WEEK_47, fixtureReport('weekly', [harbour(), quay()]));
    await publish(fake, two);
    await publish(fake, reportAt(WEEK_47, fixtureReport('backlog')));
    expect(fake.issues).toHaveLength(3);
    await publish(fake, reportAt(WEEK_48, two));
    expect(fake.issues.filter(({ state }) => state === 'closed')).toHaveLength(2);
    const reopened = fake.issues.find(({ state }) => state === 'closed');
    if (reopened !== undefined) reopened.state = 'open';
    await publish(fake, reportAt('2026-11-24T09:00:00Z', two));
    expect(reopened?.state).toBe('open');
    expect(fake.issues).toHaveLength(5);
  });

  it('leaves older ones open with --no-close-previous', async () => {
    const fake = await fakeGithub();
    await publish(fake, reportAt(WEEK_47));
    await publish(fake, reportAt(WEEK_48), ['--no-close-previous']);
    expect(fake.issues.map(({ state }) => state)).toEqual(['open', 'open']);
  });

  it('takes nobody else’s marker for its own, and finds its issue without its label', async () => {
    const fake = await fakeGithub();
    await publish(fake, reportAt(WEEK_47));
    const [mine] = fake.issues;
    if (mine === undefined) throw new Error('no issue');
    fake.add({ body: mine.body, author: 'mallory', labels: ['scrum-report'] });
    fake.add({ body: mine.body, author: fake.login, pull: true });
    mine.labels = [];
    await publish(fake, reportAt('2026-11-21T09:00:00Z'));
    expect(fake.issues).toHaveLength(3);
    expect(mine.body).toContain('2026-11-21');
    expect(fake.issues[1]?.body).not.toContain('2026-11-21');
  });

  it('begins weeks in the team’s time zone', async () => {
    const fake = await fakeGithub();
    // Sunday 23:30 UTC is Monday in Berlin.
    await publish(fake, reportAt('2026-11-22T23:30:00Z'));
    expect(fake.issues[0]?.title).toContain('2026-W47');
    const { folder, put } = await import('../commands/support.ts');
    const { call } = await import('../commands/support.ts');
    const { renderJson } = await import('../../src/reports/json.ts');
    const place = folder();
    put(place, 'hatcheck.yaml', 'timezone: Europe/Berlin\n');
    put(place, 'hatcheck-report/report.json', renderJson(reportAt('2026-11-22T23:30:00Z')));
    await call(['post', '--to', 'github-issue'], { cwd: place, env: githubEnv(fake) });
    expect(fake.issues[1]?.title).toContain('2026-W48');
  });

  it('carries what is not ticked into next week, and keeps ticks and lines of the team', async () => {
    const fake = await fakeGithub();
    const experiments = [
      {
        rule: null,
        text: 'Slice stories smaller @ana #3',
        from: null,
        until: null,
        before: null,
        after: null,
      },
      { rule: null, text: 'Stop on Fridays', from: null, until: null, before: null, after: null },
    ];
    const report = fixtureReport('weekly', [{ ...harbour(), experiments }]);
    await publish(fake, reportAt(WEEK_47, report));
    const [issue] = fake.issues;
    if (issue === undefined) throw new Error('no issue');
    expect(issue.body).toMatch(/- \[ \] Slice stories smaller/);
    issue.body = issue.body
      .replace(
        '- [ ] Stop on Fridays',
        '- [x] Stop on Fridays\n- [ ] Ask @cem about #12 in https://github.com/acme/x/issues/12',
      )
      .replaceAll('\n', '\r\n');
    await publish(fake, reportAt('2026-11-21T09:00:00Z', report));
    expect(issue.body).toContain('- [x] Stop on Fridays');
    expect(issue.body).toContain(
      '- [ ] Ask @\u200Bcem about #\u200B12 in https://redirect.github.com/acme/x/issues/12',
    );
    const without = fixtureReport('weekly', [{ ...harbour(), experiments: [] }]);
    await publish(fake, reportAt(WEEK_48, without));
    const next = fake.issues[1]?.body ?? '';
    expect(next).toContain('- [ ] Slice stories smaller');
    expect(next).toContain('- [ ] Ask @\u200Bcem');
    expect(next).not.toContain('Stop on Fridays');
  });

  it('puts charts on a branch of their own and links them through the repository', async () => {
    const fake = await fakeGithub();
    const first = await publish(fake, reportAt(WEEK_47), ['--charts', 'branch']);
    expect(first.code).toBe(0);
    const files = fake.files('hatcheck-charts');
    expect(files.length).toBeGreaterThan(3);
    const links = [
      ...(fake.issues[0]?.body ?? '').matchAll(/\]\((\S+?\/blob\/hatcheck-charts\/(\S+?)\?raw=true)\)/g),
    ];
    expect(links.length).toBe(files.length);
    for (const [, url, path] of links) {
      expect(url?.startsWith(`${fake.api}/acme/checkout/blob/`)).toBe(true);
      expect(
        fake
          .file('hatcheck-charts', path ?? '')
          ?.subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }
    await publish(fake, reportAt(WEEK_48), ['--charts', 'branch']);
    expect(fake.files('hatcheck-charts').length).toBeGreaterThan(files.length);
    expect(fake.violations).toEqual([]);
  });

  it('says with --dry-run exactly what it then sends', async () => {
    const fake = await fakeGithub();
    await publish(fake, reportAt(WEEK_47));
    const rehearsal = await publish(fake, reportAt('2026-11-21T09:00:00Z'), ['--dry-run']);
    expect(writes(fake).filter((each) => each.startsWith('PATCH'))).toEqual([]);
    await publish(fake, reportAt('2026-11-21T09:00:00Z'));
    expect(rehearsal.stdout).toContain(`PATCH /repos/acme/checkout/issues/1`);
    expect(rehearsal.stdout).toContain(fake.issues[0]?.body ?? 'no issue');
  });

  it('rehearses without a token and without any connection', async () => {
    const outcome = await post(reportAt(WEEK_47), 'github-issue', ['--dry-run', '--offline', '--json'], {
      env: { GITHUB_REPOSITORY: 'acme/checkout', GITHUB_API_URL: 'http://127.0.0.1:9' },
    });
    expect(outcome.code).toBe(0);
    const { posts, dryRun } = JSON.parse(outcome.stdout) as {
      dryRun: boolean;
      posts: { request: { request: string } }[];
    };
    expect(dryRun).toBe(true);
    expect(posts.map(({ request }) => request.request)).toContain('POST /repos/acme/checkout/issues');
  });
});
