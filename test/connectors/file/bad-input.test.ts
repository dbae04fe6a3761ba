import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/connectors/file/index.ts';
import { folderOfFiles } from './files.ts';
import { listening, quiet } from './quiet.ts';

const { folder, write } = folderOfFiles();

const issue = (key: string): unknown => ({
  id: key.slice(2),
  key,
  self: `https://acme.atlassian.net/rest/api/3/issue/${key}`,
  fields: {
    summary: 'A',
    created: '2026-01-05T10:00:00.000+0000',
    updated: '2026-01-05T10:00:00.000+0000',
    status: { id: '1', name: 'Open', statusCategory: { key: 'new' } },
  },
});
const whole = JSON.stringify([issue('A-1'), issue('A-2')], null, 1);

describe('input that cannot be read', () => {
  it.each([
    ['a missing file', () => `${folder}/none.json`, /none\.json does not exist/],
    ['an empty file', () => write('empty.json', ''), /empty\.json is empty/],
    ['a file of spaces', () => write('blank.csv', ' \n '), /blank\.csv is empty/],
    ['a file that is not JSON', () => write('words.json', 'hello'), /words\.json, line 1: this is not JSON/],
    [
      'truncated JSON',
      () => write('cut.json', whole.slice(0, -40)),
      /cut\.json, line \d+: the file ends in the middle of element 2/,
    ],
    [
      'JSON with a hole',
      () => write('hole.json', whole.replace('"summary"', 'summary')),
      /hole\.json, line 2: element 1 is not valid JSON/,
    ],
    ['JSON of something else', () => write('else.json', '[{"a":1}]'), /else\.json is JSON, but no export/],
    [
      'a CSV with other columns',
      () => write('other.csv', 'a,b\n1,2'),
      /other\.csv, line 1: these are not the columns/,
    ],
    ['a CSV with one long line', () => write('line.csv', 'Summary Issue key Status'), /line\.csv, line 1/],
    [
      'Jira JSON without issues',
      () => write('sprints.json', '[{"id":1,"name":"S","state":"closed"}]'),
      /No issue was found/,
    ],
    [
      'a saved history with a wrong type',
      () =>
        write(
          'bad.json',
          '{"schemaVersion":1,"team":{"name":"A","tracker":"jira"},"readAt":"2026-01-01T00:00:00Z","statuses":[{"id":"1","name":"Open","category":"todo","position":0}],"items":[{"key":"A-1","title":"x","status":"1","created":"yesterday","updated":"2026-01-01T00:00:00Z"}]}',
        ),
      /bad\.json: items\[0\] \(A-1\)\.created/,
    ],
  ])('%s: says where and ends with exit 2', async (_, path, message) => {
    await expect(readFiles([path()], {}, quiet)).rejects.toMatchObject({
      name: 'UsageError',
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });

  it('says what to do', async () => {
    await expect(readFiles([`${folder}/none.json`], {}, quiet)).rejects.toMatchObject({
      next: expect.stringMatching(/Check the path/) as string,
    });
  });

  it('passes over other files in a folder and says so, but not over a broken one', async () => {
    write('set/issues.json', whole);
    write('set/readme.txt', 'not a backlog');
    write('set/meta.json', '{"start":1}');
    const progress = listening();
    const histories = await readFiles([`${folder}/set`], {}, progress);
    expect(histories.map((history) => history.items.length)).toEqual([2]);
    expect(progress.warnings).toHaveLength(2);
    write('set/more.json', whole.slice(0, -30));
    await expect(readFiles([`${folder}/set`], {}, quiet)).rejects.toThrow(/more\.json/);
  });
});

describe('forms of Jira JSON', () => {
  it.each([
    ['an array', whole],
    ['a page', JSON.stringify({ startAt: 0, issues: [issue('A-1'), issue('A-2')], total: 2 })],
    [
      'pages in a row',
      `${JSON.stringify({ issues: [issue('A-1')] })}\n${JSON.stringify({ issues: [issue('A-2')] })}`,
    ],
    ['one issue a line', `${JSON.stringify(issue('A-1'))}\n${JSON.stringify(issue('A-2'))}\n`],
    [
      'rows of a collector',
      JSON.stringify(
        [issue('A-1'), issue('A-2')].map((data) => ({ params: '{"BoardId":1}', input: 'null', data })),
      ),
    ],
    ['an array behind a byte order mark', `\uFEFF${whole}`],
  ])('%s gives the same items', async (name, content) => {
    const [history] = await readFiles([write(`${name.replaceAll(' ', '-')}.json`, content)], {}, quiet);
    expect(history?.items.map((item) => item.key)).toEqual(['A-1', 'A-2']);
    expect(history?.team.itemUrlBase).toBe('https://acme.atlassian.net/browse/');
    expect(history?.unrecorded.changes).toEqual(['NO_CHANGELOG']);
  });
});

describe('plain text', () => {
  it('makes a story of each line, with the line’s number as key and order', async () => {
    const [history] = await readFiles(
      [write('stories.txt', '\uFEFFAs a user I want A\r\n\r\n  As a user I want B, too  \n')],
      {},
      quiet,
    );
    expect(history?.team).toMatchObject({ name: 'stories', tracker: 'text' });
    expect(history?.items.map((item) => [item.key, item.title])).toEqual([
      ['LINE-1', 'As a user I want A'],
      ['LINE-3', 'As a user I want B, too'],
    ]);
    const ranks = history?.items.map((item) => item.rank ?? '') ?? [];
    expect([...ranks].sort()).toEqual(ranks);
  });
});
