import { afterEach, describe, expect, it } from 'vitest';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { jiraFake, type JiraFake, type JiraFakeOptions } from '../../fakes/jira.ts';
import { MemorySink } from '../../fakes/memory-sink.ts';
import { pull } from './live.ts';
import { whatJiraRecords } from './what-jira-records.ts';

let fake: JiraFake;
afterEach(() => fake.close());

const { history } = sampleTeam({ sprints: 4 });

async function read(options: JiraFakeOptions, board?: number): Promise<MemorySink> {
  fake = await jiraFake(history, options);
  const sink = new MemorySink();
  await pull(fake, sink, board === undefined ? {} : { board }, history.readAt);
  return sink;
}

const expected = (): unknown =>
  whatJiraRecords({ ...history, team: { ...history.team, itemUrlBase: `${fake.url}/browse/` } });

describe('a whole project of the fake Jira', () => {
  it.each([
    ['Cloud', {}, undefined],
    ['Cloud, by its board', {}, 12],
    ['Data Center', { dataCenter: true }, undefined],
    ['Data Center, by its board, under a path', { dataCenter: true, context: '/jira' }, 12],
  ] as const)('%s: nothing is lost that Jira records', async (_, options, board) => {
    const sink = await read(options, board);
    expect(whatJiraRecords(sink.history())).toEqual(expected());
    expect(sink.header.gaps).toEqual([]);
    expect(sink.header.complete).toBe(true);
    expect(fake.illegal).toEqual([]);
  });

  it('no removed path is ever asked for', async () => {
    await read({});
    expect(fake.seen.filter(({ status }) => status === 410)).toEqual([]);
    expect(fake.seen.some(({ operation }) => operation === 'POST /rest/api/3/search/jql')).toBe(true);
  });
});
