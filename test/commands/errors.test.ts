import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { githubJson } from '../../src/connectors/file/github-json.ts';
import { sampleOf } from '../../src/connectors/file/sample.ts';
import { GithubClient } from '../../src/connectors/github/client.ts';
import { githubConnector } from '../../src/connectors/github/index.ts';
import { jiraConnector, type JiraOptions } from '../../src/connectors/jira/index.ts';
import { LinearClient } from '../../src/connectors/linear/client.ts';
import { linearConnector } from '../../src/connectors/linear/index.ts';
import { ExpectedError } from '../../src/errors.ts';
import { pseudonymKey } from '../../src/privacy/pseudonyms.ts';
import type { Report } from '../../src/reports/report.ts';
import { writeReports } from '../../src/reports/write.ts';
import { patiently } from '../../src/store/failures.ts';
import { githubFake } from '../fakes/github.ts';
import { linearFake } from '../fakes/linear.ts';
import { collectContext, MemorySink } from '../fakes/memory-sink.ts';
import { at, smallTeam } from '../fakes/small-team.ts';
import { call, folder, put } from './support.ts';

/** Every error that the other tests do not come across, provoked once: code, exit code, message and next step. */
interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

let server: Server;
let url = '';
let answer: Answer = { status: 200, body: {} };
const QUICK = { baseMs: 1, capMs: 2, floorMs: 1 };
const signal = new AbortController().signal;

beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    response.end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

async function refusal(work: Promise<unknown>): Promise<ExpectedError> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    expect(error.message).toMatch(/\S.+\.$|: \S/s);
    expect(error.next).toMatch(/^\S.+\.$/s);
    expect(`${error.message} ${error.next}`).not.toContain('token-of-the-test');
    return error;
  }
  throw new Error('nothing was refused');
}

const jira = (more: Partial<JiraOptions> = {}) =>
  jiraConnector({
    site: url,
    project: 'CHK',
    deployment: 'data-center',
    credentials: { email: null, token: null, pat: 'token-of-the-test' },
    backoff: QUICK,
    patienceMs: 200,
    ...more,
  }).collect(collectContext(new MemorySink(), at(30)));

describe('what any tracker may answer', () => {
  it.each<[string, number, Answer]>([
    ['JIRA_CREDENTIALS_REFUSED', 3, { status: 401, body: 'no' }],
    ['JIRA_REDIRECTED', 4, { status: 302, body: '', headers: { location: 'https://login.example' } }],
    ['JIRA_NOT_FOUND', 4, { status: 404, body: {} }],
    ['JIRA_GONE', 4, { status: 410, body: {} }],
    ['JIRA_REFUSED', 4, { status: 418, body: { errorMessages: ['I am a teapot'] } }],
    ['JIRA_RATE_LIMITED', 4, { status: 429, body: {}, headers: { 'retry-after': '3600' } }],
    ['JIRA_UNAVAILABLE', 4, { status: 503, body: '<html>' }],
  ])('%s: exit %i', async (code, exitCode, given) => {
    answer = given;
    expect(await refusal(jira())).toMatchObject({ code, exitCode });
  });

  it('JIRA_UNREACHABLE: exit 4', async () => {
    const outcome = await refusal(jira({ site: 'http://127.0.0.1:1' }));
    expect(outcome).toMatchObject({ code: 'JIRA_UNREACHABLE', exitCode: 4 });
  });
});

describe('Jira', () => {
  it.each<[string, number, Partial<JiraOptions>]>([
    ['JIRA_PROJECT_KEY', 2, { project: 'a b' }],
    ['JIRA_BOARD', 2, { board: 'twelve' }],
    ['JIRA_TOKEN_MISSING', 3, { credentials: { email: null, token: null, pat: null } }],
  ])('%s: exit %i', async (code, exitCode, more) => {
    expect(await refusal(Promise.resolve().then(() => jira(more)))).toMatchObject({ code, exitCode });
  });

  it('JIRA_NOT_VISIBLE: a project that the token may not see', async () => {
    const other = createServer((request, response) => {
      const known = request.url?.endsWith('/myself') === true;
      response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' });
      response.end(known ? '{"name":"reader"}' : '{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const site = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const outcome = await refusal(jira({ site }));
    await new Promise((resolve) => other.close(resolve));
    expect(outcome).toMatchObject({ code: 'JIRA_NOT_VISIBLE', exitCode: 4 });
  });
});

describe('Linear', () => {
  const ask = () =>
    new LinearClient({ token: 'token-of-the-test', api: url, signal, backoff: QUICK, patienceMs: 200 }).query(
      'Team',
      'query Team { teams { nodes { id } } }',
    );
  const errors = (message: string, code = ''): Answer => ({
    status: 200,
    body: { data: null, errors: [{ message, extensions: { code } }] },
  });
  it.each<[string, number, Answer]>([
    ['LINEAR_FORBIDDEN', 4, errors('Not allowed', 'FORBIDDEN')],
    ['LINEAR_CURSOR_EXPIRED', 4, errors('Argument Validation Error: after is invalid')],
    ['LINEAR_REFUSED', 4, errors('Something else')],
  ])('%s: exit %i', async (code, exitCode, given) => {
    answer = given;
    expect(await refusal(ask())).toMatchObject({ code, exitCode });
  });

  it('LINEAR_TEAM_KEY, LINEAR_UNEXPECTED', async () => {
    const fake = await linearFake(smallTeam(), 'MOB');
    const sync = (team: string, api: string) =>
      linearConnector({ team, token: 'token-of-the-test', api, backoff: QUICK }).collect(
        collectContext(new MemorySink(), at(30)),
      );
    expect(await refusal(sync('no key', fake.url))).toMatchObject({ code: 'LINEAR_TEAM_KEY', exitCode: 2 });
    // A server that knows the team and forgets everything else.
    const real = await fetch(fake.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        query: (await import('../../src/connectors/linear/queries.ts')).TEAM,
        variables: { key: 'MOB' },
      }),
    });
    answer = { status: 200, body: await real.json() };
    expect(await refusal(sync('MOB', url))).toMatchObject({ code: 'LINEAR_UNEXPECTED', exitCode: 4 });
    await fake.close();
  });
});

describe('GitHub', () => {
  const ask = () =>
    new GithubClient({ token: 'token-of-the-test', api: url, signal, secondMs: 1 }).query(
      'query { viewer { login } }',
    );
  const errors = (message: string, type = ''): Answer => ({
    status: 200,
    body: { data: null, errors: [{ message, type }] },
  });
  it.each<[string, number, Answer]>([
    ['GITHUB_SCOPE_MISSING', 3, errors('requires one of: read:project', 'INSUFFICIENT_SCOPES')],
    ['GITHUB_FORBIDDEN', 4, errors('Resource not accessible', 'FORBIDDEN')],
    ['GITHUB_TOO_OLD', 4, errors("Field 'issueType' doesn't exist on type 'Issue'")],
    ['GITHUB_CURSOR_EXPIRED', 4, errors('`Y3Vyc29y` does not appear to be a valid cursor.')],
    ['GITHUB_TOO_HEAVY', 4, errors('Timeout on validation of query')],
    ['GITHUB_REFUSED', 4, errors('Nonsense')],
  ])('%s: exit %i', async (code, exitCode, given) => {
    answer = given;
    expect(await refusal(ask())).toMatchObject({ code, exitCode });
  });

  it('GITHUB_REPOSITORY, GITHUB_PROJECT_NOT_FOUND, GITHUB_REPOSITORY_NOT_FOUND', async () => {
    const fake = await githubFake(smallTeam());
    const sync = (repository: string, project: number) =>
      Promise.resolve().then(() =>
        githubConnector({
          repository,
          project,
          token: 'token-of-the-test',
          api: fake.api,
          secondMs: 1,
        }).collect(collectContext(new MemorySink(), at(30))),
      );
    expect(await refusal(sync('acme', 7))).toMatchObject({ code: 'GITHUB_REPOSITORY', exitCode: 2 });
    expect(await refusal(sync('acme/app', 99))).toMatchObject({
      code: 'GITHUB_PROJECT_NOT_FOUND',
      exitCode: 4,
    });
    expect(await refusal(sync('acme/none', 7))).toMatchObject({
      code: 'GITHUB_REPOSITORY_NOT_FOUND',
      exitCode: 4,
    });
    await fake.close();
  });
});

describe('files', () => {
  const LINEAR_HEAD =
    'ID,Team,Title,Description,Status,Estimate,Priority,Project ID,Project,Creator,Assignee,Labels,Cycle Number,Cycle Name,Created,Updated';
  it.each([
    ['FILE_NOTHING_FOUND', 'exports/readme.txt', 'what these are', 'exports'],
    [
      'FILE_WITHOUT_ISSUES',
      'fields.json',
      '[{"id":"customfield_1","name":"Sprint","custom":true,"schema":{"type":"array"}}]',
      'fields.json',
    ],
    [
      'LINEAR_CSV_TIME',
      'linear.csv',
      `${LINEAR_HEAD}\nMOB-1,Mobile,x,,Todo,,Low,,,a@b.example,,,1,One,whenever,2026-01-05\n`,
      'linear.csv',
    ],
    [
      'LINEAR_CSV_ID',
      'linear.csv',
      `${LINEAR_HEAD}\nno key,Mobile,x,,Todo,,Low,,,a@b.example,,,1,One,2026-01-05,2026-01-05\n`,
      'linear.csv',
    ],
  ])('%s', async (code, name, text, given) => {
    const place = folder();
    put(place, name, text);
    const outcome = await call(['import', given, '--team', 'T', '--json'], { cwd: place });
    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code } });
  });

  async function pdf(env: Readonly<Record<string, string>>): Promise<unknown> {
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
    const place = folder();
    put(place, 's.txt', 'As a shopper I want to pay by card\n');
    await call(['import', 's.txt', '--team', 'T'], { cwd: place });
    const outcome = await call(['report', '--format', 'pdf', '--json'], { cwd: place, env });
    expect(outcome.code).toBe(2);
    return JSON.parse(outcome.stdout);
  }

  it('BROWSER_NOT_FOUND', async () => {
    const env = { HATCHECK_BROWSER: '/nowhere/chrome' };
    expect(await pdf(env)).toMatchObject({ error: { code: 'BROWSER_NOT_FOUND' } });
  });

  it('PDF_FAILED', async () => {
    const env = { HATCHECK_BROWSER: process.execPath };
    expect(await pdf(env)).toMatchObject({ error: { code: 'PDF_FAILED' } });
  });

  const installed = ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'];
  it.skipIf(process.platform !== 'linux' || installed.some((file) => existsSync(file)))(
    'NO_BROWSER',
    async () => {
      expect(await pdf({ PATH: '/nowhere' })).toMatchObject({ error: { code: 'NO_BROWSER' } });
    },
  );

  it('OUT_NOT_WRITABLE: the report folder went away between the check and the writing', async () => {
    const place = folder();
    put(place, 's.txt', 'As a shopper I want to pay by card\n');
    await call(['import', 's.txt', '--team', 'T'], { cwd: place });
    const report = JSON.parse((await call(['check', '--json'], { cwd: place })).stdout) as Report;
    const out = `${put(place, 'taken', '')}/report`;
    expect(await refusal(writeReports(report, { out, formats: ['json'] }))).toMatchObject({
      code: 'OUT_NOT_WRITABLE',
      exitCode: 2,
    });
  });

  it('GITHUB_JSON_EMPTY: a reader that is given what holds no issue', async () => {
    const file = put(folder(), 'nothing.json', '[{"name":"no issue"}]');
    const context = {
      teamName: 'T',
      fields: {},
      now: 0,
      progress: { step: () => undefined, warn: () => undefined },
    };
    const read = sampleOf(file).then((sample) => githubJson.read([sample], context));
    expect(await refusal(read)).toMatchObject({ code: 'GITHUB_JSON_EMPTY', exitCode: 2 });
  });

  it('KEY_WEAK', async () => {
    expect(await refusal(pseudonymKey(folder(), { HATCHECK_KEY: 'short' }))).toMatchObject({
      code: 'KEY_WEAK',
    });
  });
});

it('STORE_BUSY: another run holds the store for half a minute', async () => {
  vi.useFakeTimers();
  const held = refusal(
    patiently('here.db', () =>
      Promise.reject(Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' })),
    ),
  );
  await vi.advanceTimersByTimeAsync(40_000);
  expect(await held).toMatchObject({ code: 'STORE_BUSY', exitCode: 2 });
});
