import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/connectors/file/index.ts';
import type { Item, TeamHistory } from '../../../src/history/team-history.ts';
import { historyProblems } from '../../../src/history/validate.ts';
import { folderOfFiles } from './files.ts';
import { quiet } from './quiet.ts';

const { write } = folderOfFiles();

/** The columns of Linear's "Export issues as CSV", in its order. */
const COLUMNS = [
  'ID',
  'Team',
  'Title',
  'Description',
  'Status',
  'Estimate',
  'Priority',
  'Project',
  'Creator',
  'Assignee',
  'Labels',
  'Cycle Number',
  'Cycle Name',
  'Cycle Start',
  'Cycle End',
  'Created',
  'Updated',
  'Started',
  'Completed',
  'Canceled',
  'Archived',
  'Due Date',
  'Milestone',
  'Parent issue',
  'Roadmaps',
] as const;

type Cells = Partial<Record<(typeof COLUMNS)[number], string>>;

/** Linear's spelling of a time. */
const day = (number: number, hour = 9): string =>
  `Mon Mar ${String(number).padStart(2, '0')} 2026 ${String(hour).padStart(2, '0')}:00:00 GMT+0000 (GMT)`;
const at = (number: number, hour = 9): number => Date.UTC(2026, 2, number, hour);

const CYCLE_1 = {
  'Cycle Number': '1',
  'Cycle Name': 'Cycle 1',
  'Cycle Start': day(2, 5),
  'Cycle End': day(16, 5),
};
const CYCLE_2 = { 'Cycle Number': '2', 'Cycle Start': day(16, 5), 'Cycle End': day(30, 5) };

const ROWS: Cells[] = [
  {
    ID: 'FER-1',
    Title: 'Book a ferry',
    Description: 'As a traveller, I want to book.\n- [x] seat\n- [ ] car, "big"',
    Status: 'Done',
    Estimate: '5',
    Priority: 'High',
    Project: 'Booking',
    Assignee: 'Dana@Ferry.example',
    Labels: 'Feature, Web',
    Completed: day(10),
    Started: day(4),
    ...CYCLE_1,
  },
  { ID: 'FER-2', Title: 'Harbour map', Status: 'In Progress', Started: day(11), ...CYCLE_2 },
  { ID: 'FER-3', Title: 'Idea', Status: 'Triage', Priority: 'No priority' },
  { ID: 'FER-4', Title: 'Old idea', Status: 'Backlog', Archived: day(12) },
  { ID: 'FER-5', Title: 'Dropped', Status: 'Canceled', Canceled: day(5) },
  { ID: 'FER-6', Title: 'Tickets', Status: 'Todo', Labels: 'Epic', Project: 'Booking', Roadmaps: 'Summer' },
  { ID: 'FER-7', Title: 'Print a ticket', Status: 'Todo', 'Parent issue': 'FER-6', 'Due Date': day(25, 0) },
  { ID: 'FER-8', Title: 'Choose a printer', Status: 'Todo', 'Parent issue': 'FER-7' },
];

function csv(rows: readonly Cells[], columns: readonly string[] = COLUMNS): string {
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const whole = rows.map((row): Cells => ({
    Team: 'Ferry',
    Creator: 'omar@ferry.example',
    Created: day(1),
    Updated: day(17),
    ...row,
  }));
  return [
    columns,
    ...whole.map((row) => columns.map((column) => (row as Record<string, string>)[column] ?? '')),
  ]
    .map((cells) => cells.map(quoted).join(','))
    .join('\n');
}

async function read(content: string, name = 'linear.csv'): Promise<TeamHistory> {
  const [history] = await readFiles([write(name, content)], {}, quiet);
  return history as TeamHistory;
}

describe('a Linear CSV export', () => {
  it('gives items, people and dates as Linear wrote them', async () => {
    const history = await read(csv(ROWS));
    const item = (key: string): Item | undefined => history.items.find((one) => one.key === key);
    expect(history.team).toMatchObject({ name: 'Ferry', project: 'FER', automaticSprints: true });
    expect(item('FER-1')).toMatchObject({
      level: 'base',
      status: 'Done',
      resolution: 'done',
      priority: 'High',
      estimate: 5,
      assignee: 'dana@ferry.example',
      creator: 'omar@ferry.example',
      created: at(1),
      updated: at(17),
      finished: at(10),
      labels: ['Feature', 'Web'],
      serves: ['Booking'],
      sprints: ['1'],
      checklist: [
        { text: 'seat', done: true },
        { text: 'car, "big"', done: false },
      ],
    });
    expect(item('FER-3')).toMatchObject({ priority: null, estimate: null, assignee: null });
    expect(item('FER-7')?.due).toBe(at(25, 0));
    expect(history.people.map(({ email }) => email)).toEqual(['dana@ferry.example', 'omar@ferry.example']);
    expect(history.readAt).toBe(at(17));
    expect(historyProblems(history)).toEqual([]);
  });

  it('tells what each status means by the dates and by Linear’s own names', async () => {
    const { statuses } = await read(csv(ROWS));
    expect(statuses.map(({ name, category, idea, dropped }) => [name, category, idea, dropped])).toEqual([
      ['Backlog', 'todo', true, false],
      ['Triage', 'todo', true, false],
      ['Todo', 'todo', false, false],
      ['In Progress', 'doing', false, false],
      ['Done', 'done', false, false],
      ['Canceled', 'done', false, true],
      ['Archived', 'done', false, true],
    ]);
    // A name that Linear does not know follows the dates of the issues in it.
    const own = await read(
      csv([{ ID: 'FER-1', Title: 'A', Status: 'Live!', Started: day(2), Completed: day(3) }]),
    );
    expect(own.statuses.find(({ name }) => name === 'Live!')?.category).toBe('done');
  });

  it('takes archived open issues off the backlog, and drops cancelled ones', async () => {
    const { items } = await read(csv(ROWS));
    const end = (key: string): unknown[] => {
      const item = items.find((one) => one.key === key);
      return [item?.status, item?.resolution, item?.finished];
    };
    expect(end('FER-4')).toEqual(['archived', 'dropped', null]);
    expect(end('FER-5')).toEqual(['Canceled', 'dropped', null]);
  });

  it('keeps epics above and sub-issues below the backlog items', async () => {
    const { items, roadmap } = await read(csv(ROWS));
    expect(items.map(({ key, level }) => [key, level]).slice(5)).toEqual([
      ['FER-6', 'above'],
      ['FER-7', 'base'],
      ['FER-8', 'sub'],
    ]);
    expect(roadmap).toEqual([
      {
        id: 'Booking',
        title: 'Booking',
        kind: 'project',
        state: 'open',
        due: null,
        touched: at(17),
        items: ['FER-1', 'FER-6'],
      },
    ]);
  });

  it('reads cycles as sprints, their state as of the newest time in the file', async () => {
    const { sprints } = await read(csv(ROWS));
    expect(
      sprints.map(({ id, name, state, start, end, completed }) => [id, name, state, start, end, completed]),
    ).toEqual([
      ['1', 'Cycle 1', 'closed', at(2, 5), at(16, 5), at(16, 5)],
      ['2', 'Cycle 2', 'active', at(16, 5), at(30, 5), null],
    ]);
  });

  it('says what the export cannot hold', async () => {
    const { unrecorded } = await read(csv(ROWS));
    expect(unrecorded.changes).toEqual(['NO_CHANGELOG']);
    expect(unrecorded.sprintGoals).toEqual(['NO_GOAL_FIELD']);
    expect(unrecorded.estimates).toBeUndefined();
    const without = await read(csv(ROWS.map(({ Estimate: _, ...row }) => row)));
    expect(without.unrecorded.estimates).toEqual(['NO_ESTIMATES']);
  });

  it('reads newer exports too: ISO times, fewer columns, semicolons, a byte order mark', async () => {
    const fewer = COLUMNS.filter((name) => !['Roadmaps', 'Milestone', 'Cycle Number'].includes(name));
    const rows = ROWS.slice(0, 2).map((row) => ({ ...row, Created: '2026-03-01T09:00:00.000Z' }));
    const history = await read(`\uFEFF${csv(rows, fewer)}`, 'newer.csv');
    expect(history.items[0]?.created).toBe(at(1));
    expect(history.items[0]?.sprints).toEqual(['Cycle 1']);
    const semicolons = csv(rows).replaceAll('","', '";"');
    expect((await read(semicolons, 'semicolons.csv')).items).toHaveLength(2);
  });

  it('takes the newer state of an issue that stands in two exports', async () => {
    const old = write('two/a.csv', csv([{ ID: 'FER-1', Title: 'Old', Status: 'Todo', Updated: day(3) }]));
    const fresh = write('two/b.csv', csv([{ ID: 'FER-1', Title: 'New', Status: 'Done', Updated: day(4) }]));
    for (const order of [
      [old, fresh],
      [fresh, old],
    ]) {
      const [history] = await readFiles(order, {}, quiet);
      expect(history?.items.map(({ title }) => title)).toEqual(['New']);
    }
  });

  it('gives a team for each project, or one where a name is given', async () => {
    const path = write(
      'teams.csv',
      csv([...ROWS.slice(0, 2), { ID: 'BUS-1', Team: 'Bus', Title: 'A', Status: 'Todo' }]),
    );
    const teams = await readFiles([path], {}, quiet);
    expect(teams.map(({ team, items }) => [team.name, items.length])).toEqual([
      ['Bus', 1],
      ['Ferry', 2],
    ]);
    const [all] = await readFiles([path], { teamName: 'Travel' }, quiet);
    expect([all?.team.name, all?.team.project, all?.items.length]).toEqual(['Travel', null, 3]);
  });

  it.each([
    [
      'a date that a spreadsheet changed',
      csv([{ ID: 'FER-1', Title: 'A', Status: 'Todo', Updated: '3/17' }]),
      /line 2: "3\/17" in column "Updated" is no time/,
    ],
    [
      'a row that was cut',
      `${csv(ROWS.slice(2, 3))}\n"FER-9","Ferry"`,
      /line 3: 2 cells where the header has 25/,
    ],
    [
      'a key that is none',
      csv([{ ID: '17', Title: 'A', Status: 'Todo' }]),
      /line 2: "17" in column "ID" is no issue key/,
    ],
  ])('%s: says file and line', async (_, content, message) => {
    await expect(read(content, 'bad.csv')).rejects.toThrow(message);
    await expect(read(content, 'bad.csv')).rejects.toMatchObject({ exitCode: 2 });
  });
});

const REAL = '../shared/data/linear/shortcut-repl-linear-export.csv';

describe.skipIf(!existsSync(REAL))('a genuine Linear export', () => {
  it('reads 10 issues and 2 cycles', async () => {
    const [history] = await readFiles([REAL], {}, quiet);
    expect(history?.items).toHaveLength(10);
    expect(history?.sprints.map(({ name, state }) => [name, state])).toEqual([
      ['Cycle 1', 'active'],
      ['Cycle 2', 'future'],
    ]);
    expect(history?.items.filter(({ resolution }) => resolution === 'dropped').map(({ key }) => key)).toEqual(
      ['CLA-2', 'CLA-8', 'CLA-10'],
    );
    expect(historyProblems(history as TeamHistory)).toEqual([]);
  });
});
