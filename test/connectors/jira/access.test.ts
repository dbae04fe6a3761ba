import { afterEach, describe, expect, it } from 'vitest';
import { CredentialsError, TrackerError, UsageError, type ExpectedError } from '../../../src/errors.ts';
import { jiraConnector } from '../../../src/connectors/jira/index.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { jiraFake, JIRA_API_TOKEN, type JiraFake } from '../../fakes/jira.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { CLOUD, pull, type Overrides } from './live.ts';

let fake: JiraFake;
afterEach(() => fake.close());

const { history } = sampleTeam({ sprints: 2 });

async function failure(overrides: Overrides = {}): Promise<ExpectedError> {
  try {
    await pull(fake, new MemorySink(), overrides, history.readAt);
  } catch (error) {
    return error as ExpectedError;
  }
  throw new Error('nothing failed');
}

describe('credentials that are taken', () => {
  it('Cloud: e-mail and token', async () => {
    fake = await jiraFake(history);
    await pull(fake, new MemorySink());
    expect(fake.seen.at(-1)?.authorization).toMatch(/^Basic /);
  });

  it('Cloud: a service account has a token alone', async () => {
    fake = await jiraFake(history);
    await pull(fake, new MemorySink(), { credentials: { ...CLOUD, email: null } });
    expect(fake.seen.at(-1)?.authorization).toBe(`Bearer ${JIRA_API_TOKEN}`);
  });

  it('Cloud: a token with scopes goes through the gateway, and links lead to the site', async () => {
    fake = await jiraFake(history, { scoped: true });
    const sink = new MemorySink();
    await pull(fake, sink, { gateway: fake.gateway });
    expect(sink.items.size).toBe(history.items.length);
    expect(sink.header.team?.itemUrlBase).toBe(`${fake.url}/browse/`);
    expect(fake.illegal).toEqual([]);
  });

  it('Data Center: a personal access token, also in a variable of another name', async () => {
    fake = await jiraFake(history, { dataCenter: true });
    await pull(fake, new MemorySink());
    expect(fake.seen.at(-1)?.authorization).toMatch(/^Bearer NjY/);
  });

  it('a token that may not ask who it is still reads issues', async () => {
    fake = await jiraFake(history);
    fake.faults.forbidden.push(/myself/);
    const sink = new MemorySink();
    await pull(fake, sink);
    expect(sink.items.size).toBe(history.items.length);
  });
});

describe('credentials that are refused say what to do', () => {
  it('401: credentials, with the variables of both deployments', async () => {
    fake = await jiraFake(history);
    fake.faults.refused = true;
    const error = await failure();
    expect(error).toBeInstanceOf(CredentialsError);
    expect([error.code, error.exitCode]).toEqual(['JIRA_CREDENTIALS_REFUSED', 3]);
    for (const part of ['expired', 'JIRA_EMAIL', 'JIRA_API_TOKEN', 'JIRA_PAT'])
      expect(error.next).toContain(part);
    // The token of another site is never tried at Atlassian's gateway.
    expect(fake.seen.map(({ operation }) => operation)).not.toContain('GET /_edge/tenant_info');
  });

  it('a scoped token without the gateway is refused, and through the gateway it is not', async () => {
    fake = await jiraFake(history, { scoped: true });
    expect((await failure()).code).toBe('JIRA_CREDENTIALS_REFUSED');
  });

  it('a token that expires while it is read: what was stored stays, the next run goes on', async () => {
    fake = await jiraFake(history, { dataCenter: true });
    fake.faults.trim = 20;
    fake.faults.expiresAfter = 14;
    const sink = new MemorySink();
    await expect(pull(fake, sink)).rejects.toBeInstanceOf(CredentialsError);
    expect(sink.items.size).toBeGreaterThan(0);
    expect(sink.items.size).toBeLessThan(history.items.length);
    fake.faults.expiresAfter = null;
    const read = sink.items.size;
    await pull(fake, sink);
    expect(sink.items.size).toBe(history.items.length);
    const searches = fake.seen.filter(
      ({ operation, body }) => operation.endsWith('/search') && body.startAt === 0,
    );
    expect(read).toBeGreaterThan(0);
    // The list of issues began once, the list of keys once.
    expect(searches.filter(({ status }) => status === 200)).toHaveLength(2);
  });

  it.each([
    ['Cloud', false, 'JIRA_API_TOKEN', 'id.atlassian.com'],
    ['Data Center', true, 'JIRA_PAT', 'profile'],
  ] as const)('%s: no token at all names its variable', async (_, dataCenter, variable, where) => {
    fake = await jiraFake(history, { dataCenter });
    const credentials = { email: null, token: null, pat: null };
    const error = await failure({ credentials });
    expect([error.code, error.exitCode]).toEqual(['JIRA_TOKEN_MISSING', 3]);
    expect(error.message).toContain(variable);
    expect(error.next).toContain(where);
    const named = await failure({ credentials: { ...credentials, variable: 'SHOP_TOKEN' } });
    expect(named.message).toContain('SHOP_TOKEN');
    expect(named.next).toContain('SHOP_TOKEN');
  });

  it('403 on the project: what to check', async () => {
    fake = await jiraFake(history);
    fake.faults.forbidden.push(/project\/CHK$/);
    const error = await failure();
    expect([error.code, error.exitCode]).toEqual(['JIRA_NOT_VISIBLE', 4]);
    expect(error.next).toMatch(/may browse the project/);
  });

  it('403 on the issues themselves: which permission to give', async () => {
    fake = await jiraFake(history);
    fake.faults.forbidden.push(/search\/jql/);
    const error = await failure();
    expect([error.code, error.exitCode]).toEqual(['JIRA_FORBIDDEN', 4]);
    expect(error.next).toMatch(/permission to browse/);
  });

  it('no error shows a token', async () => {
    fake = await jiraFake(history);
    fake.faults.refused = true;
    expect(JSON.stringify(await failure()) + String(await failure())).not.toContain(JIRA_API_TOKEN);
  });
});

describe('places that are not there', () => {
  it('a project, a board: exit 4 and what to check', async () => {
    fake = await jiraFake(history);
    for (const wrong of [{ project: 'NOPE' }, { board: 99 }]) {
      const error = await failure(wrong);
      expect(error).toBeInstanceOf(TrackerError);
      expect([error.code, error.exitCode]).toEqual(['JIRA_NOT_VISIBLE', 4]);
      expect(error.message).toMatch(/project NOPE|board 99/);
      expect(error.next).toContain('hatcheck.yaml');
    }
  });

  it('an address that is no Jira', async () => {
    fake = await jiraFake(history, { context: '/jira', dataCenter: true });
    const error = await failure({ site: fake.url.replace('/jira', '/wiki') });
    expect([error.code, error.exitCode]).toEqual(['JIRA_NOT_FOUND', 4]);
    expect(error.next).toContain('site');
  });

  it('keys and numbers that could lead elsewhere are refused before anything is sent', async () => {
    fake = await jiraFake(history);
    const place = { site: fake.url, credentials: CLOUD };
    expect(() => jiraConnector({ ...place, project: 'A/../../secret?x=' })).toThrow(UsageError);
    expect(() => jiraConnector({ ...place, project: 'CHK', board: '1/../2' })).toThrow(UsageError);
    expect(fake.seen).toEqual([]);
  });
});
