import { afterEach, describe, expect, it } from 'vitest';
import { readConfluence, type ConfluenceRequest } from '../../../src/connectors/confluence/index.ts';
import { listedParticipants, plainText, storedTasks } from '../../../src/connectors/confluence/storage.ts';
import { FakeConfluence, type FakePage, type FakeWikiOptions } from '../../fakes/confluence.ts';

const RETRO_BODY = `<h2>Participants</h2><p><ac:link><ri:user ri:account-id="acc-2" /></ac:link> <ac:link><ri:user ri:account-id="acc-3" /></ac:link></p>
<h2>Went well</h2><p>We &amp; they</p>
<ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-uuid>u-1</ac:task-uuid><ac:task-status>incomplete</ac:task-status><ac:task-body><span><ac:link><ri:user ri:account-id="acc-3" /></ac:link> pair on releases <time datetime="2026-06-20" /></span></ac:task-body></ac:task>
<ac:task><ac:task-id>2</ac:task-id><ac:task-status>complete</ac:task-status><ac:task-body>shorter daily</ac:task-body></ac:task></ac:task-list>`;

const PAGES: readonly FakePage[] = [
  {
    id: '1',
    title: 'Sprint 12 Retrospective',
    created: '2026-06-05T14:00:00.000Z',
    updated: '2026-06-09T08:00:00.000Z',
    author: 'acc-2',
    body: RETRO_BODY,
  },
  { id: '2', title: '2026-05-22 team notes', labels: ['retrospective'], created: '2026-05-22T14:00:00.000Z' },
  { id: '3', title: 'How to run a retrospective', created: '2026-05-01T09:00:00.000Z', body: 'SECRET BODY' },
  { id: '4', title: 'Sprint 12 Review', created: '2026-06-04T14:00:00.000Z' },
  {
    id: '5',
    title: 'Product Vision',
    created: '2024-01-01T00:00:00.000Z',
    updated: '2026-05-30T00:00:00.000Z',
    body: '<p>Groceries in one hour, everywhere in the city.</p>',
  },
  { id: '6', title: 'Release notes 4.2', created: '2026-06-06T00:00:00.000Z' },
  { id: '7', title: 'Holiday list', created: '2026-06-01T00:00:00.000Z', body: 'SECRET BODY' },
];
const TASKS = [
  {
    localId: '2',
    pageId: '1',
    status: 'complete',
    createdAt: '2026-06-05T15:00:00.000Z',
    completedAt: '2026-06-08T09:00:00.000Z',
  },
  {
    localId: '1',
    pageId: '1',
    status: 'incomplete',
    assignedTo: 'acc-3',
    createdAt: '2026-06-05T15:00:00.000Z',
    dueAt: '2026-06-20T00:00:00.000Z',
  },
] as const;

let running: FakeConfluence | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

async function read(options: Partial<FakeWikiOptions> = {}, request: Partial<ConfluenceRequest> = {}) {
  running = new FakeConfluence({ space: 'CHK', pages: PAGES, tasks: TASKS, ...options });
  const wiki = await running.start();
  return readConfluence({
    wiki,
    space: 'CHK',
    complete: false,
    texts: false,
    from: Date.parse('2026-01-01T00:00:00Z'),
    to: Date.parse('2026-07-01T00:00:00Z'),
    env: { CONFLUENCE_EMAIL: 'a@example.com', CONFLUENCE_API_TOKEN: 'secret-token' },
    signal: new AbortController().signal,
    ...request,
  });
}

describe('a Confluence space', () => {
  it('gives the pages that record events, by title or label, and no page about events', async () => {
    const { events, source, complete } = await read({ trim: 2 });
    expect(complete).toBe(true);
    expect(source).toMatchObject({ kind: 'wiki', complete: false });
    expect(events.map(({ kind, id }) => [kind, id])).toEqual([
      ['retrospective', 'wiki/2/retrospective'],
      ['review', 'wiki/4/review'],
      ['retrospective', 'wiki/1/retrospective'],
    ]);
  });

  it('reads inline tasks as improvement actions, with owner and times', async () => {
    const { events } = await read();
    const retro = events.find(({ id }) => id === 'wiki/1/retrospective');
    expect(retro?.organiser).toBe('acc-2');
    expect(retro?.actions).toEqual([
      {
        text: 'shorter daily',
        owner: null,
        created: Date.parse('2026-06-05T15:00:00Z'),
        done: Date.parse('2026-06-08T09:00:00Z'),
        due: null,
        dropped: false,
      },
      {
        text: 'pair on releases',
        owner: 'acc-3',
        created: Date.parse('2026-06-05T15:00:00Z'),
        done: null,
        due: Date.parse('2026-06-20'),
        dropped: false,
      },
    ]);
    expect(retro?.attendees?.map(({ who }) => who)).toEqual(['acc-2', 'acc-3']);
  });

  it('takes the tasks from the page where the wiki lists none (Data Center)', async () => {
    const { events, complete } = await read({ tasks: null });
    const retro = events.find(({ id }) => id === 'wiki/1/retrospective');
    expect(complete).toBe(true);
    expect(retro?.actions.map(({ text, done }) => [text, done])).toEqual([
      ['pair on releases', null],
      ['shorter daily', Date.parse('2026-06-09T08:00:00Z')],
    ]);
  });

  it('gives the Product Goal and updates for stakeholders', async () => {
    const { goals, updates } = await read();
    expect(goals).toEqual([
      {
        where: 'wiki page',
        text: 'Groceries in one hour, everywhere in the city.',
        updated: Date.parse('2026-05-30T00:00:00Z'),
      },
    ]);
    expect(updates.map(({ text }) => text)).toEqual(['Release notes 4.2']);
  });

  it('asks for the texts of matching pages only, and keeps none unless the team opened them', async () => {
    const closed = await read();
    expect(closed.events.every(({ text }) => text === null)).toBe(true);
    const asked = running?.seen
      .map(({ query }) => query.get('cql'))
      .filter((cql) => cql?.startsWith('id in'));
    expect(asked).toEqual(['id in (1,2,4,5)']);
    await running?.stop();
    const opened = await read({}, { texts: true });
    expect(opened.events.find(({ id }) => id === 'wiki/1/retrospective')?.text).toContain('We & they');
  });

  it('recognises titles of the team’s own', async () => {
    const { events } = await read(
      { pages: [{ id: '9', title: 'Campfire 14', created: '2026-06-01T00:00:00.000Z' }] },
      { titles: { retrospective: ['Campfire'] } },
    );
    expect(events.map(({ kind }) => kind)).toEqual(['retrospective']);
  });

  it('cannot be left by a space key with quotes', async () => {
    const { gaps } = await read({}, { space: 'A" or space = "CHK' });
    expect(gaps[0]?.why).toContain('No space found');
  });
});

describe('a space that cannot be read is a gap that says what to do', () => {
  it('without credentials', async () => {
    const { source, gaps, complete } = await read({}, { env: {} });
    expect([source, complete]).toEqual([null, false]);
    expect(gaps[0]?.why).toContain('CONFLUENCE_API_TOKEN');
    expect(running?.seen).toEqual([]);
  });

  it('with a refused token, never showing it', async () => {
    const { gaps } = await read({ authorization: 'Basic other' });
    expect(gaps[0]?.why).toContain('refused the credentials (401)');
    expect(JSON.stringify(gaps)).not.toContain('secret-token');
  });

  it('without permission or at a wrong address', async () => {
    const forbidden = await read({ failing: { '/wiki/rest/api/content/search': 403 } });
    expect(forbidden.gaps[0]?.why).toContain('permission to view the space');
    await running?.stop();
    const missing = await read({ failing: { '/wiki/rest/api/content/search': 404 } });
    expect(missing.gaps[0]?.why).toContain('Check the address of the wiki');
  });

  it('keeps everything else when only the tasks are refused', async () => {
    const { events, gaps, complete } = await read({ failing: { '/wiki/api/v2/tasks': 403 } });
    expect(complete).toBe(false);
    expect(gaps[0]?.what).toBe('times of the tasks of Confluence space CHK');
    expect(events.find(({ id }) => id === 'wiki/1/retrospective')?.actions).toHaveLength(2);
  });

  it('uses the credentials of Jira by default, and a personal access token as bearer', async () => {
    await read({}, { env: { JIRA_EMAIL: 'b@example.com', JIRA_API_TOKEN: 't' } });
    expect(running?.seen[0]?.authorization).toBe(
      `Basic ${Buffer.from('b@example.com:t').toString('base64')}`,
    );
    await running?.stop();
    await read({}, { env: { JIRA_PAT: 'pat' } });
    expect(running?.seen[0]?.authorization).toBe('Bearer pat');
  });
});

describe('the storage format', () => {
  it('reads tasks that are cut off or nested in rows without failing', () => {
    expect(storedTasks('<ac:task><ac:task-id>1</ac:task-id>')).toEqual([]);
    expect(storedTasks('<ac:task></ac:task>')).toEqual([
      { ids: [], done: false, text: '', owner: null, due: null },
    ]);
  });

  it('finds participants in a row of a table', () => {
    const row =
      '<table><tr><th>Date</th><td>now</td></tr><tr><th><p>Attendees</p></th><td><ri:user ri:userkey="k1"/></td></tr></table>';
    expect(listedParticipants(row)?.map(({ who }) => who)).toEqual(['k1']);
    expect(listedParticipants('<p>Thanks <ri:user ri:userkey="k1"/></p>')).toBeNull();
  });

  it('reads a megabyte of hostile markup in bounded time', { timeout: 10_000 }, () => {
    const hostile = '<ac:task>'.repeat(40_000) + '<tr><th>'.repeat(20_000) + '<'.repeat(500_000);
    expect(storedTasks(hostile)).toEqual([]);
    expect(listedParticipants(hostile)).toBeNull();
    expect(plainText(hostile)).not.toContain('ac:task');
  });
});
