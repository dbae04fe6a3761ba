import { UsageError } from '../../errors.ts';
import type { Comment, Instant, Item, StatusCategory } from '../../history/team-history.ts';
import { levelOf } from '../jira/issue.ts';
import { numberOf } from '../jira/json.ts';
import { linkKind } from '../jira/links.ts';
import { checklistOf, plainText } from '../jira/markup.ts';
import { categoryByName, outcomeOf } from '../jira/outcomes.ts';
import { People } from '../jira/people.ts';
import { Statuses } from '../jira/statuses.ts';
import type { CsvRow } from './csv.ts';
import { DateReader } from './jira-dates.ts';
import type { Column, Columns } from './jira-columns.ts';

export interface CsvItem {
  readonly item: Item;
  readonly project: string;
  readonly projectName: string | null;
}

/** The issues of Jira CSV files, row by row. */
export class CsvIssues {
  readonly people = new People();
  readonly statuses = new Statuses();
  readonly items = new Map<string, CsvItem>();
  /** Issue id → key, for the parents of sub-tasks. */
  readonly keys = new Map<string, string>();
  ambiguousDates = 0;

  take(rows: readonly CsvRow[], columns: Columns, path: string): void {
    const dates = new DateReader();
    dates.learn(rows.flatMap((row) => cellsOf(row, columns, ['created', 'updated', 'resolved', 'due'])));
    for (const row of rows) {
      const id = one(row, columns, 'id');
      const key = one(row, columns, 'key');
      if (id !== null && key !== null) this.keys.set(id, key);
    }
    for (const row of rows) this.row(new Row(row, columns, dates, path));
    this.ambiguousDates += dates.ambiguous;
  }

  private row(row: Row): void {
    const key = row.required('key');
    const item = this.itemOf(row, key);
    const known = this.items.get(key);
    if (known !== undefined && known.item.updated > item.updated) return;
    const project = row.text('projectKey') ?? key.replace(/-\d+$/, '');
    this.items.set(key, { item, project, projectName: row.text('projectName') });
  }

  private itemOf(row: Row, key: string): Item {
    const created = row.date('created') ?? row.date('updated');
    if (created === null) throw row.problem('created', 'is missing, and so is the date of its last update');
    const status = this.statuses.named(row.required('status'), categoryOf(row.text('statusCategory')));
    const done =
      this.statuses.isDone(status) || (row.text('statusCategory') === null && row.date('resolved') !== null);
    if (done) this.statuses.named(status, 'done');
    const description = plainText(row.text('description'));
    const acceptanceCriteria = plainText(row.text('acceptanceCriteria'));
    return {
      key,
      level: levelOfRow(row),
      type: row.text('type'),
      title: row.text('summary') ?? '',
      description,
      acceptanceCriteria,
      checklist: [...checklistOf(description), ...checklistOf(acceptanceCriteria)],
      status,
      resolution: resolutionOf(row.text('resolution'), status, done),
      priority: row.text('priority'),
      rank: row.text('rank'),
      estimate: numberOf(row.text('estimate')),
      assignee: this.person(row, 'assignee', 'assigneeId'),
      creator: this.person(row, 'creator', 'creatorId') ?? this.person(row, 'reporter', 'reporterId'),
      created,
      updated: row.date('updated') ?? created,
      due: row.date('due'),
      finished: done ? (row.date('resolved') ?? row.date('statusCategoryChanged')) : null,
      labels: row.all('labels').flatMap((label) => label.split(/\s+/)),
      areas: row.all('components'),
      parent: this.parentOf(row),
      serves: [],
      sprints: [...new Set(row.all('sprint'))],
      flagged: row.text('flagged') !== null,
      links: linksOf(row),
      comments: row.all('comment').flatMap((cell) => this.comment(cell, row)),
      changes: [],
      attachments: row.all('attachment').length,
      customerSignals: numberOf(row.text('votes')) ?? 0,
      pullRequests: [],
      versions: row.all('versions'),
      teamField: row.text('team'),
    };
  }

  /** A person by id where the export has one, else by name. */
  private person(row: Row, name: Column, id: Column): string | null {
    const display = row.text(name);
    return this.people.mention(row.text(id) ?? display, display);
  }

  private parentOf(row: Row): string | null {
    const key = row.text('parentKey') ?? row.text('epicLink');
    if (key !== null) return key;
    const id = row.text('parentId') ?? row.text('parent');
    return id === null ? null : (this.keys.get(id) ?? (/^[A-Z][A-Z0-9_]+-\d+$/.test(id) ? id : null));
  }

  /** `15/Feb/26 4:46 PM;author;text`: the text may hold semicolons. */
  private comment(cell: string, row: Row): Comment[] {
    const [when, author, ...text] = cell.split(';');
    const at = row.dates.read(when ?? '');
    if (at === null || author === undefined) return [];
    return [{ at, by: this.people.mention(author, null), text: plainText(text.join(';')) }];
  }
}

function levelOfRow(row: Row): Item['level'] {
  if (row.text('epicName') !== null) return 'above';
  const name = row.text('type') ?? '';
  if (/^(sub-?task|unteraufgabe|teilaufgabe|sous-tâche|subtarea|подзадача|子任务)/i.test(name)) return 'sub';
  return levelOf({ name });
}

const CATEGORIES: readonly [RegExp, StatusCategory][] = [
  [/^(to ?do|zu erledigen|à faire|por hacer|itens pendentes|待办|待办事项|к выполнению)$/i, 'todo'],
  [/^(in progress|in arbeit|en cours|en curso|em andamento|正在进行|处理中|в работе)$/i, 'doing'],
  [
    /^(done|fertig|erledigt|terminé|listo|finalizado|concluído|itens concluídos|完成|готово|выполнено)$/i,
    'done',
  ],
];

/** A CSV tells the category by its name alone. */
function categoryOf(name: string | null): StatusCategory | null {
  if (name === null) return null;
  return CATEGORIES.find(([words]) => words.test(name))?.[1] ?? categoryByName(name);
}

function resolutionOf(resolution: string | null, status: string, done: boolean): Item['resolution'] {
  if (!done) return null;
  const named = resolution === null ? 'done' : outcomeOf(resolution);
  return named === 'done' ? outcomeOf(status) : named;
}

function linksOf(row: Row): Item['links'] {
  return row.columns.links.flatMap(({ index, type, direction }) => {
    const key = row.cells[index]?.trim() ?? '';
    if (key === '') return [];
    const kind = linkKind(direction === 'inward' ? passive(type) : active(type));
    return [{ kind, key, outside: false, otherDone: null }];
  });
}

/** A CSV names only the type of a link; its direction says which end this issue is. */
function passive(type: string): string {
  if (/^block/i.test(type)) return 'is blocked by';
  if (/^dupli/i.test(type)) return 'is duplicated by';
  if (/split/i.test(type)) return 'split from';
  if (/cause|problem/i.test(type)) return 'is caused by';
  return /^test/i.test(type) ? 'is tested by' : type;
}

function active(type: string): string {
  if (/split/i.test(type)) return 'split to';
  return /cause|problem/i.test(type) ? 'causes' : type;
}

function one(row: CsvRow, columns: Columns, column: Column): string | null {
  for (const index of columns.at[column]) {
    const cell = row.cells[index]?.trim() ?? '';
    if (cell !== '') return cell;
  }
  return null;
}

function cellsOf(row: CsvRow, columns: Columns, wanted: readonly Column[]): string[] {
  return wanted.map((column) => one(row, columns, column)).filter((cell) => cell !== null);
}

/** One row, asked by what its columns hold. */
class Row {
  constructor(
    private readonly row: CsvRow,
    readonly columns: Columns,
    readonly dates: DateReader,
    private readonly path: string,
  ) {}

  get cells(): readonly string[] {
    return this.row.cells;
  }

  text(column: Column): string | null {
    return one(this.row, this.columns, column);
  }

  all(column: Column): string[] {
    return this.columns.at[column]
      .map((index) => this.row.cells[index]?.trim() ?? '')
      .filter((cell) => cell !== '');
  }

  required(column: Column): string {
    const text = this.text(column);
    if (text === null) throw this.problem(column, 'is empty');
    return text;
  }

  date(column: Column): Instant | null {
    const text = this.text(column);
    if (text === null) return null;
    const at = this.dates.read(text);
    if (at === null) throw this.problem(column, `is no date that hatcheck can read: "${text.slice(0, 40)}"`);
    return at;
  }

  problem(column: Column, what: string): UsageError {
    return new UsageError({
      code: 'CSV_CELL',
      message: `${this.path}, line ${this.row.line}: the ${column} of ${this.text('key') ?? 'the issue'} ${what}.`,
      next: 'Correct the cell, or export the file again from Jira with all fields.',
    });
  }
}
