import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Instant, Item, RoadmapEntry, Sprint, Status, TeamHistory } from '../../history/team-history.ts';
import { ARCHIVED, checklistOf, PRIORITIES } from '../linear/map-issue.ts';
import { PeopleDirectory } from '../people.ts';
import { isAboveType } from '../titles.ts';
import { parseRows } from './csv.ts';
import type { FileReader, FileSample, ReadContext } from './reader.ts';
import { decode } from './sample.ts';

/** Columns that every Linear export has. */
const COLUMNS = ['ID', 'Team', 'Title', 'Status', 'Creator', 'Created', 'Updated'];
const CYCLE_COLUMNS = ['Cycle Number', 'Cycle Name'];

/** What Linear's CSV cannot hold: no histories, no order, no goals, no comments, no links but parents. */
export const UNRECORDED: Partial<Record<Fact, readonly ReasonCode[]>> = {
  changes: ['NO_CHANGELOG'],
  sprintGoals: ['NO_GOAL_FIELD'],
  comments: ['NO_CONVERSATION'],
  links: ['NO_BLOCK_CONVENTION'],
  pullRequests: ['NO_PR_LINK'],
  releases: ['NO_RELEASE_DATA'],
  goals: ['NO_GOAL_LOCATION'],
  updates: ['KEPT_ELSEWHERE'],
  customerSignals: ['KEPT_ELSEWHERE'],
};

/** Linear's "Export issues as CSV". Present values and the dates of start and end; cycles with their dates. */
export const linearCsv: FileReader = {
  id: 'linear-csv',
  title: 'Linear CSV',
  recognises: ({ columns }) =>
    columns !== null &&
    COLUMNS.every((name) => columns.includes(name)) &&
    CYCLE_COLUMNS.some((name) => columns.includes(name)),
  async read(files, context) {
    const rows = new Map<string, Row>();
    for (const [index, file] of files.entries()) {
      for (const row of await rowsOf(file)) {
        const known = rows.get(row.text('ID'));
        // The same issue in two exports: the one that was changed last.
        if (known === undefined || (row.time('Updated') ?? 0) >= (known.time('Updated') ?? 0))
          rows.set(row.text('ID'), row);
      }
      context.progress.step('reading Linear CSV', index + 1, files.length);
    }
    return histories([...rows.values()], context);
  },
};

/** What JavaScript would also read as a date (`3/17` is one of 2001) is none here. */
const TIME = /^\d{4}-\d{2}-\d{2}|^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{2} \d{4} /;

class Row {
  constructor(
    private readonly cells: ReadonlyMap<string, string>,
    private readonly where: string,
  ) {}

  text(column: string): string {
    return this.cells.get(column)?.trim() ?? '';
  }

  textOrNull(column: string): string | null {
    const text = this.text(column);
    return text === '' ? null : text;
  }

  /** Linear writes `Mon Feb 06 2023 05:00:00 GMT+0000 (GMT)`, newer exports ISO 8601. Throws where it is no time. */
  time(column: string): Instant | null {
    const text = this.textOrNull(column);
    if (text === null) return null;
    const at = TIME.test(text) ? Date.parse(text.replace(/ \([^)]*\)$/, '')) : Number.NaN;
    if (!Number.isNaN(at)) return at;
    throw new UsageError({
      code: 'LINEAR_CSV_TIME',
      message: `${this.where}: "${text}" in column "${column}" is no time.`,
      next: 'Export the issues again from Linear; a spreadsheet may have changed the dates.',
    });
  }

  list(column: string): string[] {
    return this.text(column)
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
}

async function rowsOf(file: FileSample): Promise<Row[]> {
  const delimiter = file.delimiter ?? ',';
  const rows = parseRows(decode(await readFile(file.path)), delimiter, file.path);
  const first = rows.next();
  const header: readonly string[] = first.done === true ? [] : first.value.cells;
  const found: Row[] = [];
  for (const { cells, line } of rows) {
    const where = `${file.path}, line ${line}`;
    if (cells.length !== header.length) {
      throw new UsageError({
        code: 'CSV_WIDTH',
        message: `${where}: ${cells.length} cells where the header has ${header.length}.`,
        next: 'Export the issues again from Linear; if the file was edited by hand, quote cells that hold commas.',
      });
    }
    const row = new Row(new Map(header.map((name, index) => [name.trim(), cells[index] ?? ''])), where);
    if (!/^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(row.text('ID'))) {
      throw new UsageError({
        code: 'LINEAR_CSV_ID',
        message: `${where}: "${row.text('ID')}" in column "ID" is no issue key.`,
        next: 'Export the issues again from Linear.',
      });
    }
    found.push(row);
  }
  return found;
}

/** One history for each team in the rows, or one of all where a team's name is given. */
function histories(rows: readonly Row[], context: ReadContext): TeamHistory[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const group = context.teamName ?? projectOf(row);
    groups.set(group, [...(groups.get(group) ?? []), row]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => historyOf(group, context));
}

function projectOf(row: Row): string {
  return row.text('ID').replace(/-\d+$/, '');
}

function historyOf(rows: readonly Row[], context: ReadContext): TeamHistory {
  const people = new PeopleDirectory();
  const above = new Set(
    rows.filter((row) => row.list('Labels').some(isAboveType)).map((row) => row.text('ID')),
  );
  const statuses = statusesOf(rows);
  const items = rows
    .map((row) => itemOf(row, people, statuses, above))
    .sort((a, b) => numberOf(a.key) - numberOf(b.key) || (a.key < b.key ? -1 : 1));
  const times = rows.flatMap((row) =>
    ['Created', 'Updated', 'Started', 'Completed', 'Canceled', 'Archived'].map((column) => row.time(column)),
  );
  const known = times.filter((at) => at !== null);
  const readAt = known.length === 0 ? context.now : Math.max(...known);
  const projects = [...new Set(rows.map(projectOf))];
  return {
    schemaVersion: 1,
    team: {
      name: context.teamName ?? rows[0]?.textOrNull('Team') ?? projects[0] ?? 'Team',
      tracker: 'csv',
      project: projects.length === 1 ? (projects[0] as string) : null,
      itemUrlBase: null,
      automaticSprints: true,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt,
    unrecorded: {
      ...UNRECORDED,
      ...(items.some(({ estimate }) => estimate !== null) ? {} : { estimates: ['NO_ESTIMATES'] as const }),
    },
    complete: true,
    gaps: [{ what: 'comments, links and changes', why: 'a Linear CSV export does not hold them' }],
    people: people.list(),
    statuses: [...statuses.values()],
    priorities: PRIORITIES,
    items,
    sprints: sprintsOf(rows, readAt),
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: roadmapOf(rows, statuses),
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}

function itemOf(
  row: Row,
  people: PeopleDirectory,
  statuses: ReadonlyMap<string, Status>,
  above: ReadonlySet<string>,
): Item {
  const parent = row.textOrNull('Parent issue');
  const status = statuses.get(row.text('Status')) as Status;
  const shelved = row.time('Archived') !== null && status.category !== 'done';
  const priority = row.text('Priority');
  const estimate = row.textOrNull('Estimate');
  const description = row.textOrNull('Description');
  const created = row.time('Created') ?? row.time('Updated') ?? 0;
  return {
    key: row.text('ID'),
    level: above.has(row.text('ID')) ? 'above' : parent === null || above.has(parent) ? 'base' : 'sub',
    type: null,
    title: row.text('Title'),
    description,
    acceptanceCriteria: null,
    checklist: checklistOf(description),
    status: shelved ? ARCHIVED : status.id,
    resolution: shelved || status.dropped ? 'dropped' : status.category === 'done' ? 'done' : null,
    priority: (PRIORITIES as readonly string[]).includes(priority) ? priority : null,
    rank: null,
    estimate: estimate === null || Number.isNaN(Number(estimate)) ? null : Number(estimate),
    assignee: personOf(row.textOrNull('Assignee'), people),
    creator: personOf(row.textOrNull('Creator'), people),
    created,
    updated: row.time('Updated') ?? created,
    due: row.time('Due Date'),
    finished: status.dropped ? null : row.time('Completed'),
    labels: row.list('Labels').sort(),
    areas: [],
    parent,
    serves: [
      row.textOrNull('Project'),
      row.textOrNull('Milestone'),
      ...row.list('Roadmaps'),
      ...row.list('Initiatives'),
    ].filter((title) => title !== null),
    sprints: cycleOf(row) === null ? [] : [cycleOf(row) as string],
    flagged: false,
    links: [],
    comments: [],
    changes: [],
    attachments: 0,
    customerSignals: 0,
    pullRequests: [],
    versions: [],
    teamField: null,
  };
}

function personOf(text: string | null, people: PeopleDirectory): string | null {
  if (text === null) return null;
  const email = text.includes('@') ? text.toLowerCase() : null;
  return people.add({ id: text.toLowerCase(), name: text, email, handles: [], bot: false, active: true });
}

const IDEA = /^(triage|icebox|ideas?)$/i;
const TODO = /^(triage|icebox|ideas?|backlog|todo|to do|unstarted|ready.*)$/i;

/** Statuses in the rows; their kind follows from the dates of the issues in them, or from Linear's own names. */
function statusesOf(rows: readonly Row[]): Map<string, Status> {
  const names = [...new Set(rows.map((row) => row.text('Status')))];
  const inStatus = (name: string, column: string): boolean =>
    rows.some((row) => row.text('Status') === name && row.time(column) !== null);
  const hasTodo = names.some((name) => TODO.test(name) && !IDEA.test(name) && !/^backlog$/i.test(name));
  const kinds = names.map((name): Omit<Status, 'position'> => {
    const dropped = inStatus(name, 'Canceled') || /^(cancell?ed|duplicate)$/i.test(name);
    const done = dropped || inStatus(name, 'Completed') || /^done$/i.test(name);
    const doing = !done && !TODO.test(name) && inStatus(name, 'Started');
    const category = done ? 'done' : doing || /progress|review/i.test(name) ? 'doing' : 'todo';
    const idea = category === 'todo' && (IDEA.test(name) || (/^backlog$/i.test(name) && hasTodo));
    return { id: name, name, category, idea, dropped };
  });
  const order = ['todo', 'doing', 'done'];
  const step = (status: Omit<Status, 'position'>): number =>
    order.indexOf(status.category) * 4 + (status.idea ? 0 : 1) + (status.dropped ? 1 : 0);
  const sorted = kinds.sort((a, b) => step(a) - step(b) || (a.name < b.name ? -1 : 1));
  const archived = { id: ARCHIVED, name: 'Archived', category: 'done' as const, idea: false, dropped: true };
  return new Map([...sorted, archived].map((status, position) => [status.id, { ...status, position }]));
}

function cycleOf(row: Row): string | null {
  return row.textOrNull('Cycle Number') ?? row.textOrNull('Cycle Name');
}

function sprintsOf(rows: readonly Row[], readAt: Instant): Sprint[] {
  const cycles = new Map<string, Row>();
  for (const row of rows) {
    const id = cycleOf(row);
    if (id !== null && !cycles.has(id)) cycles.set(id, row);
  }
  return [...cycles]
    .map(([id, row]): Sprint => {
      const start = row.time('Cycle Start');
      const end = row.time('Cycle End');
      const over = end !== null && end <= readAt;
      return {
        id,
        name: row.textOrNull('Cycle Name') ?? `Cycle ${id}`,
        goal: null,
        state: over ? 'closed' : start !== null && start <= readAt ? 'active' : 'future',
        start,
        end,
        completed: over ? end : null,
        board: null,
        goalMet: null,
      };
    })
    .sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.id < b.id ? -1 : 1));
}

function roadmapOf(rows: readonly Row[], statuses: ReadonlyMap<string, Status>): RoadmapEntry[] {
  const projects = new Map<string, Row[]>();
  for (const row of rows) {
    const project = row.textOrNull('Project');
    if (project !== null) projects.set(project, [...(projects.get(project) ?? []), row]);
  }
  return [...projects]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([title, members]) => ({
      id: title,
      title,
      kind: 'project',
      state: members.every((row) => statuses.get(row.text('Status'))?.category === 'done')
        ? 'closed'
        : 'open',
      due: null,
      touched: Math.max(...members.map((row) => row.time('Updated') ?? 0)),
      items: members.map((row) => row.text('ID')).sort((a, b) => numberOf(a) - numberOf(b)),
    }));
}

function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}
