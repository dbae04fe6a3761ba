import { UsageError } from '../errors.ts';
import type { CriterionId } from '../facts/facts.ts';
import { proposal } from '../config/nearest.ts';
import { WEIGHTS } from '../quality/weights.ts';
import type { BacklogItem, BacklogReport } from '../reports/report.ts';
import { percent } from '../reports/view/figures.ts';
import { run, type RunOutcome } from '../run.ts';
import { table, wrap } from '../terminal/table.ts';
import type { Host } from './host.ts';
import { finishFailures } from './failures.ts';
import { oneOf, type GlobalOptions } from './options.ts';
import { requestOf } from './report.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

export interface BacklogOptions extends GlobalOptions {
  readonly format?: string;
}

const FORMATS = ['table', 'json', 'csv'] as const;
const MOST_ROWS = 25;
const WITHOUT_SCORE: Readonly<Record<NonNullable<BacklogReport['scoreReason']>, string>> = {
  COVERAGE: 'too little of it can be seen',
  TOO_FEW_ITEMS: 'too few items',
  NOT_PREDICTIVE: 'in the past, ready items did not fare better than others here',
};

interface TeamBacklog {
  readonly name: string;
  /** With every scored item, not only those of now and next. */
  readonly backlog: BacklogReport;
}

/** `hatcheck backlog`: readiness item by item, worst first, and the edits that gain most; `backlog lint KEY` for one item. */
export async function backlogCommand(
  host: Host,
  args: readonly string[],
  options: BacklogOptions,
): Promise<number> {
  const format = options.json === true ? 'json' : oneOf('--format', options.format ?? 'table', FORMATS);
  const lint = lintKey(args);
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const outcome = await run(session, { ...requestOf(options, scope, 'backlog'), record: false });
    const teams = backlogsOf(outcome);
    const code = finishFailures(session, outcome.failures, outcome.complete, {
      ...options,
      json: format !== 'table',
    });
    if (code === 3 || code === 4) return code;
    if (lint !== null) print(session, lintLines(session, teams, lint, format, outcome));
    else if (format === 'json') session.terminal.json({ schemaVersion: 1, asOf: outcome.report.asOf, teams });
    else if (format === 'csv') print(session, csvLines(teams));
    else for (const team of teams) print(session, tableLines(session, team));
    return code;
  } finally {
    await session.close();
  }
}

function lintKey(args: readonly string[]): string | null {
  if (args.length === 0) return null;
  if (args[0] === 'lint' && args[1] !== undefined) return args[1];
  throw new UsageError({
    code: 'USAGE',
    message: `"backlog ${args.join(' ')}" is not a command.`,
    next: 'Use "hatcheck backlog", or "hatcheck backlog lint KEY" for one item.',
  });
}

function print(session: Session, lines: readonly string[]): void {
  session.terminal.document(lines.join('\n'));
}

function backlogsOf(outcome: RunOutcome): TeamBacklog[] {
  return outcome.teams.map(({ team, scored }, index) => {
    const { backlog } = outcome.report.teams[index] as RunOutcome['report']['teams'][number];
    return { name: team.name, backlog: { ...backlog, items: [...scored] } };
  });
}

/** Worst first; items to which no criterion applies come last. */
function worstFirst(items: readonly BacklogItem[]): BacklogItem[] {
  return [...items].sort((a, b) => (a.readiness ?? 2) - (b.readiness ?? 2) || (a.key < b.key ? -1 : 1));
}

function tableLines(session: Session, { name, backlog }: TeamBacklog): string[] {
  const { style, width } = session.terminal;
  const score =
    backlog.score === null
      ? `no score${backlog.scoreReason === null ? '' : `: ${WITHOUT_SCORE[backlog.scoreReason]}`}`
      : `${backlog.score} of 100, ${backlog.band ?? ''}`;
  const items = worstFirst(backlog.items);
  const rows = items
    .slice(0, MOST_ROWS)
    .map((item) => [
      item.readiness === null ? '–' : percent(item.readiness),
      item.zone,
      style.link(item.key, item.url),
      item.title,
      weakest(item),
    ]);
  const columns = [
    { title: 'READY', align: 'right' as const },
    { title: 'ZONE' },
    { title: 'ITEM' },
    { title: 'TITLE', shrink: true },
    { title: 'IMPROVE', shrink: true },
  ];
  const edits = backlog.edits.map(editLine);
  return [
    `${style.bold(name)}  Product Backlog: ${score}`,
    ...(rows.length === 0
      ? ['No open Product Backlog Item is waiting to be started.']
      : table(columns, rows, width)),
    ...(items.length > MOST_ROWS
      ? [style.dim(`and ${items.length - MOST_ROWS} more; --format json or csv has all`)]
      : []),
    ...(edits.length === 0
      ? []
      : ['', style.bold('Edits that gain most'), ...edits.flatMap((edit) => wrap(edit, width, '  '))]),
    '',
  ];
}

/** An edit with what it gains; keys that its text does not name yet follow in brackets. */
function editLine({ gain, text, keys }: BacklogReport['edits'][number]): string {
  const named = new Set(text.split(/[^\p{L}\p{N}_#/-]+/u));
  const further = keys.filter((key) => !named.has(key));
  return `+${gain}  ${text}${further.length === 0 ? '' : ` (${further.join(', ')})`}`;
}

/** What would improve it, the most telling first; what counts for nothing so far down in the order is left out. */
function weakest({ criteria, zone }: BacklogItem): string {
  const gain = ({ id, value }: BacklogItem['criteria'][number]): number =>
    value === null ? 0 : (WEIGHTS[id as CriterionId]?.[zone] ?? 0) * (1 - value);
  return criteria
    .filter((criterion) => gain(criterion) > 0)
    .sort((a, b) => gain(b) - gain(a))
    .map((criterion) => criterion.id)
    .join(', ');
}

function csvLines(teams: readonly TeamBacklog[]): string[] {
  const criteria = [
    ...new Set(
      teams.flatMap(({ backlog }) => backlog.items.flatMap((item) => item.criteria.map(({ id }) => id))),
    ),
  ];
  const header = ['team', 'key', 'zone', 'readiness', 'title', 'url', ...criteria];
  const rows = teams.flatMap(({ name, backlog }) =>
    worstFirst(backlog.items).map((item) => [
      name,
      item.key,
      item.zone,
      item.readiness ?? '',
      item.title,
      item.url ?? '',
      ...criteria.map((id) => item.criteria.find((criterion) => criterion.id === id)?.value ?? ''),
    ]),
  );
  return [header, ...rows].map((cells) => cells.map(csvCell).join(','));
}

/** Quoted where needed; a text that a spreadsheet would run as a formula gets an apostrophe. */
function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}

function lintLines(
  session: Session,
  teams: readonly TeamBacklog[],
  key: string,
  format: string,
  outcome: RunOutcome,
): string[] {
  const all = teams.flatMap(({ name, backlog }) => backlog.items.map((item) => ({ name, item })));
  const found = all.find(({ item }) => item.key.toLowerCase() === key.toLowerCase());
  if (found === undefined)
    throw notScored(
      key,
      all.map(({ item }) => item.key),
    );
  const { item, name } = found;
  if (format === 'json')
    return [JSON.stringify({ schemaVersion: 1, asOf: outcome.report.asOf, team: name, item }, null, 2)];
  if (format === 'csv')
    return csvLines([{ name, backlog: { ...(teams[0] as TeamBacklog).backlog, items: [item] } }]);
  const { style, width } = session.terminal;
  const mark = (value: number | null): string =>
    value === null
      ? style.dim('does not apply')
      : value === 1
        ? style.good('yes')
        : value === 0
          ? style.bad('no')
          : style.warn('partly');
  const rows = item.criteria.map((criterion) => [criterion.id, mark(criterion.value), criterion.why]);
  return [
    `${style.bold(item.key)}  ${item.title}`,
    `Readiness ${item.readiness === null ? 'does not apply' : percent(item.readiness)}, zone ${item.zone}`,
    '',
    ...table([{ title: 'CRITERION' }, { title: 'MET' }, { title: 'WHY', wrap: true }], rows, width),
  ];
}

function notScored(key: string, keys: readonly string[]): UsageError {
  return new UsageError({
    code: 'ITEM_UNKNOWN',
    message: `${key} is not a scored item: only open items that are not started and not in an active sprint are.`,
    next: proposal(key, keys),
  });
}
