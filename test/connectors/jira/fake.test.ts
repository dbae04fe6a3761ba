import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { JIRA_API_TOKEN, JIRA_EMAIL, jiraFake, type JiraFake } from '../../fakes/jira.ts';
import { JiraContract } from '../../fakes/jira-contract.ts';

let fake: JiraFake;
beforeAll(async () => {
  fake = await jiraFake(sampleTeam({ sprints: 1 }).history);
});
afterAll(() => fake.close());

async function ask(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  const basic = Buffer.from(`${JIRA_EMAIL}:${JIRA_API_TOKEN}`).toString('base64');
  const answer = await fetch(`${fake.url}${path}`, {
    method,
    headers: { authorization: `Basic ${basic}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

const SEARCH = '/rest/api/3/search/jql';
const JQL = 'project = "CHK" ORDER BY created ASC, key ASC';

describe('the fake Jira is as strict as Jira', () => {
  it('goes by the official description where it is at hand', () => {
    expect(new JiraContract().official).toBe(existsSync('../shared/specs/jira'));
  });

  it.each([
    ['an unknown query parameter', 'GET', '/rest/agile/1.0/board?projectKey=CHK', undefined, 400],
    ['an unknown member of the body', 'POST', SEARCH, { jql: JQL, startAt: 0 }, 400],
    ['a page that is too long', 'POST', SEARCH, { jql: JQL, maxResults: 5001 }, 400],
    ['JQL without bounds', 'POST', SEARCH, { jql: 'ORDER BY created ASC, key ASC' }, 400],
    ['JQL with an empty condition', 'POST', SEARCH, { jql: 'project = "CHK" AND ORDER BY created' }, 400],
    ['a page token of another search', 'POST', SEARCH, { jql: JQL, nextPageToken: 'bm9uZTox' }, 400],
    [
      'histories of too many issues',
      'POST',
      '/rest/api/3/changelog/bulkfetch',
      { issueIdsOrKeys: Array(1001).fill('1') },
      400,
    ],
    ['an operation that there is not', 'GET', '/rest/api/3/issues', undefined, 400],
    ['a removed search', 'POST', '/rest/api/3/search', { jql: JQL }, 410],
    ['a removed list of a board', 'GET', '/rest/agile/1.0/board/12/issue', undefined, 410],
  ] as const)('%s', async (_, method, path, body, status) => {
    expect(await ask(method, path, body)).toMatchObject({ status });
  });

  it('lists carry no more histories than Jira puts into them, and the identifiers alone when nothing is asked for', async () => {
    const bare = JSON.parse((await ask('POST', SEARCH, { jql: JQL, maxResults: 1 })).text) as {
      issues: object[];
    };
    expect(Object.keys(bare.issues[0] ?? {})).toEqual(['id']);
    fake.faults.historiesInLists = 2;
    const some = await ask('POST', SEARCH, { jql: JQL, fields: ['summary'], expand: 'changelog' });
    const { issues } = JSON.parse(some.text) as {
      issues: { changelog: { total: number; histories: unknown[] } }[];
    };
    expect(Math.max(...issues.map(({ changelog }) => changelog.histories.length))).toBe(2);
    expect(Math.max(...issues.map(({ changelog }) => changelog.total))).toBeGreaterThan(2);
  });
});
