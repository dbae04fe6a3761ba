import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { restore } from '../../src/commands/action/state.ts';
import { publishPage } from '../../src/publish/confluence/publish.ts';
import { exclusively } from '../../src/publish/github/lock.ts';
import type { Repository } from '../../src/publish/github/repository.ts';
import type { StoredPage, Wiki } from '../../src/publish/confluence/wiki.ts';
import { renderJson } from '../../src/reports/json.ts';
import { openStore } from '../../src/store/store.ts';
import { fixtureReport } from '../fixtures/reports/report.ts';
import { fakeGithub, githubEnv, post, reportAt } from '../publish/support.ts';
import { call, folder, put, type Outcome } from './support.ts';

/** What posting may answer, each with its code; test/publish looks at what is sent. */
function refusalOf(outcome: Outcome): { exit: number; code: string } {
  const { error } = JSON.parse(outcome.stdout) as { error: { code: string; message: string; next: string } };
  expect(error.message).toMatch(/\S.+/);
  expect(error.next).toMatch(/\S.+\.$/);
  return { exit: outcome.code, code: error.code };
}

describe('before anything is sent', () => {
  it('REPORT_INVALID', async () => {
    const place = folder();
    put(place, 'report.json', '{"hello": 1}');
    const outcome = await call(['post', '--to', 'slack', '--from', 'report.json', '--json'], { cwd: place });
    expect(refusalOf(outcome)).toEqual({ exit: 2, code: 'REPORT_INVALID' });
  });

  it('REPORT_SHOWS_MORE', async () => {
    const place = folder();
    put(
      place,
      path.join('hatcheck-report', 'report.json'),
      renderJson({ ...fixtureReport(), privacy: 'names' }),
    );
    put(place, 'hatcheck.yaml', 'privacy: aggregate\nteams: []\n');
    const outcome = await call(['post', '--to', 'slack', '--json'], { cwd: place });
    expect(refusalOf(outcome)).toEqual({ exit: 2, code: 'REPORT_SHOWS_MORE' });
  });

  it('POST_REPOSITORY', async () => {
    const outcome = await post(fixtureReport(), 'github-issue', ['--json'], { env: { GITHUB_TOKEN: 'x' } });
    expect(refusalOf(outcome)).toEqual({ exit: 2, code: 'POST_REPOSITORY' });
  });

  it('WEBHOOK_ADDRESS, POST_TOKEN_MISSING', async () => {
    const wrong = await post(fixtureReport(), 'slack', ['--json'], {
      env: { SLACK_WEBHOOK_URL: 'http://slack.example' },
    });
    expect(refusalOf(wrong)).toEqual({ exit: 2, code: 'WEBHOOK_ADDRESS' });
    const missing = await post(fixtureReport(), 'slack', ['--json'], { env: {} });
    expect(refusalOf(missing)).toEqual({ exit: 3, code: 'POST_TOKEN_MISSING' });
  });

  it('PUBLIC_REPOSITORY', async () => {
    const fake = await fakeGithub({ private: false });
    const outcome = await post(fixtureReport(), 'github-issue', ['--json'], { env: githubEnv(fake) });
    expect(refusalOf(outcome)).toEqual({ exit: 2, code: 'PUBLIC_REPOSITORY' });
  });
});

describe('what the other side answers', () => {
  it('POST_TOO_LARGE', async () => {
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(413).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const env = { HATCHECK_WEBHOOK_URL: url, HATCHECK_WEBHOOK_SECRET: 'a secret of the test' };
    const outcome = await post(fixtureReport(), 'webhook', ['--json'], { env });
    await new Promise((resolve) => server.close(resolve));
    expect(refusalOf(outcome)).toEqual({ exit: 4, code: 'POST_TOO_LARGE' });
  });

  it.each([
    ['ISSUE_LOCKED', 403, 'Unable to update: the issue is locked'],
    ['ISSUE_GONE', 410, 'This issue was deleted'],
  ])('%s', async (code, status, message) => {
    const fake = await fakeGithub();
    const env = githubEnv(fake);
    expect((await post(reportAt('2026-11-20T09:00:00Z'), 'github-issue', [], { env })).code).toBe(0);
    fake.faults.push({ on: /^PATCH .*\/issues\/\d+$/, status, message });
    const outcome = await post(reportAt('2026-11-21T09:00:00Z'), 'github-issue', ['--json'], { env });
    expect(refusalOf(outcome)).toEqual({ exit: 4, code });
  });

  it('PAGE_NOT_OURS, PAGE_CONTESTED', async () => {
    const page = { title: 'Health', body: 'new', mark: '<mark>', files: [] };
    const wiki = (body: string): Wiki =>
      ({ find: async () => ({ id: '1', body }) as StoredPage, update: async () => false }) as unknown as Wiki;
    await expect(publishPage(wiki('by hand'), page as never)).rejects.toMatchObject({
      code: 'PAGE_NOT_OURS',
    });
    await expect(publishPage(wiki('old <mark>'), page as never)).rejects.toMatchObject({
      code: 'PAGE_CONTESTED',
    });
  });

  it('POST_BUSY: another run holds the lock for minutes', async () => {
    let time = 0;
    const repository = {
      name: 'acme/checkout',
      createLabel: async () => false,
      // The other run renews it all the time.
      labelDescription: async () => `${new Date(time).toISOString()} (a run of hatcheck)`,
      deleteLabel: async () => undefined,
    } as unknown as Repository;
    const now = (): number => (time += 20);
    const options = { subject: 'Checkout', now, signal: new AbortController().signal, secondMs: 1 };
    const held = exclusively(repository, options, async () => 'never');
    await expect(held).rejects.toMatchObject({ code: 'POST_BUSY', exitCode: 4 });
  });

  it('STATE_INVALID', async () => {
    const store = await openStore(path.join(folder(), 'a.db'));
    const restored = restore(store, Buffer.from('{"team": 1}'), 'checkout.json');
    await expect(restored).rejects.toMatchObject({ code: 'STATE_INVALID', exitCode: 2 });
    await store.close();
  });
});
