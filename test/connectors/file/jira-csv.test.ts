import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/connectors/file/index.ts';
import { historyProblems } from '../../../src/history/validate.ts';
import { folderOfFiles } from './files.ts';
import { quiet } from './quiet.ts';

const { write } = folderOfFiles();
const DATA = '../shared/data/jira-csv';

const HEADER =
  'Summary,Issue key,Issue id,Issue Type,Status,Project key,Project name,Priority,Resolution,Assignee,Assignee Id,Creator,Creator Id,Created,Updated,Resolved,Labels,Labels,Description,Inward issue link (Blocks),Outward issue link (Blocks),Custom field (Rank),Sprint,Sprint,Custom field (Story Points),Parent,Comment,Status Category';
const ROWS = [
  'Pay in parts,SHOP-1,10,Story,Merging,SHOP,Shop,High,,Ada Byron,a1,Bo Ek,b1,15/Feb/26 4:37 PM,16/Feb/26 9:00 AM,,mobile,pay,"Line one\nLine two",SHOP-3,OPS-9,0|i00002:,Sprint 1,Sprint 2,5,,15/Feb/26 5:00 PM;a1;Looks good; really,In Progress',
  "Draw the button,SHOP-2,11,Sub-task,Closed,SHOP,Shop,High,Won't Do,,,Bo Ek,b1,15/Feb/26 4:40 PM,17/Feb/26 9:00 AM,17/Feb/26 9:00 AM,,,,,,0|i00001:,,,,10,,Done",
];

describe('a Jira CSV', () => {
  it('gives the items with repeated columns, cells of several lines, links and comments', async () => {
    const [history] = await readFiles(
      [write('shop.csv', `\uFEFF${[HEADER, ...ROWS].join('\r\n')}`)],
      {},
      quiet,
    );
    expect(history?.team).toMatchObject({ name: 'Shop', project: 'SHOP', tracker: 'csv' });
    const [story, sub] = history?.items ?? [];
    expect(story).toMatchObject({
      key: 'SHOP-1',
      level: 'base',
      description: 'Line one\nLine two',
      labels: ['mobile', 'pay'],
      sprints: ['Sprint 1', 'Sprint 2'],
      estimate: 5,
      rank: '0|i00002:',
      assignee: 'a1',
      created: Date.UTC(2026, 1, 15, 16, 37),
      links: [
        { kind: 'blocked-by', key: 'SHOP-3', outside: false },
        { kind: 'blocks', key: 'OPS-9', outside: true },
      ],
      comments: [{ at: Date.UTC(2026, 1, 15, 17), by: 'a1', text: 'Looks good; really' }],
    });
    expect(sub).toMatchObject({
      level: 'sub',
      parent: 'SHOP-1',
      resolution: 'dropped',
      finished: Date.UTC(2026, 1, 17, 9),
    });
    expect(history?.statuses.map((status) => `${status.name} ${status.category}`)).toEqual([
      'Merging doing',
      'Closed done',
    ]);
    expect(history?.readAt).toBe(Date.UTC(2026, 1, 17, 9));
  });

  it('says that it holds no history and no sprint dates', async () => {
    const [history] = await readFiles([write('shop2.csv', [HEADER, ...ROWS].join('\n'))], {}, quiet);
    expect(history?.unrecorded.changes).toEqual(['NO_CHANGELOG']);
    expect(history?.unrecorded.sprints).toEqual(['NO_SPRINTS']);
    expect(history?.sprints.every((sprint) => sprint.start === null)).toBe(true);
  });

  it.each([';', '\t', '|'])('reads the delimiter %j', async (delimiter) => {
    const path = write(
      `shop-${delimiter.charCodeAt(0)}.csv`,
      ['Summary', 'Issue key', 'Status', 'Created'].join(delimiter) +
        `\n${['A, b', 'X-1', 'Open', '15/Feb/26 4:37 PM'].join(delimiter)}`,
    );
    const [history] = await readFiles([path], {}, quiet);
    expect(history?.items[0]).toMatchObject({ key: 'X-1', title: 'A, b' });
  });

  it('makes a team of each project, or one of all when a name is given', async () => {
    const other = ROWS.map((row) => row.replaceAll('SHOP', 'POS').replaceAll(',Shop,', ',Till,'));
    const path = write('two.csv', [HEADER, ...ROWS, ...other].join('\n'));
    expect(
      (await readFiles([path], {}, quiet)).map((history) => [history.team.name, history.items.length]),
    ).toEqual([
      ['Till', 2],
      ['Shop', 2],
    ]);
    expect(
      (await readFiles([path], { teamName: 'Retail' }, quiet)).map((history) => [
        history.team.name,
        history.items.length,
      ]),
    ).toEqual([['Retail', 4]]);
  });

  it('names file and line of a row with another number of cells, and of a date it cannot read', async () => {
    const width = write('width.csv', `${HEADER}\n${ROWS[1]}\nPay;SHOP-4;12;Story`);
    await expect(readFiles([width], {}, quiet)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/width\.csv, line 3: 1 cells where the header has 28/) as string,
    });
    const date = write('date.csv', 'Summary,Issue key,Status,Created\nA,X-1,Open,someday');
    await expect(readFiles([date], {}, quiet)).rejects.toThrow(
      /date\.csv, line 2: the created of X-1 is no date/,
    );
  });
});

describe.skipIf(!existsSync(DATA))('two student teams’ CSV exports', () => {
  it.each([
    ['bs-fse-2025-team9.csv', 130],
    ['agile-delivery-simulation.csv', 68],
  ])('%s gives %i issues without contradictions', async (name, count) => {
    const [history, ...others] = await readFiles([`${DATA}/${name}`], {}, quiet);
    expect(others).toEqual([]);
    expect(history?.items).toHaveLength(count);
    expect(history === undefined ? null : historyProblems(history)).toEqual([]);
    expect(history?.people.every((person) => /^Person \d+$/.test(person.name))).toBe(true);
  });
});
