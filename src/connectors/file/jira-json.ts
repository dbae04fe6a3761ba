import { historiesOf } from '../jira/history.ts';
import { isHistory, isIssue } from '../jira/issue.ts';
import { isRecord, listOf, ownText, recordsOf, textOf } from '../jira/json.ts';
import type { Json } from '../jira/json.ts';
import { JiraReading } from '../jira/reading.ts';
import { isSprint } from '../jira/sprints.ts';
import { UsageError } from '../../errors.ts';
import { jsonElements } from './elements.ts';
import type { FileReader, FileSample, ReadContext } from './reader.ts';

const CONTAINERS = ['issues', 'values', 'issueChangeLogs'];

/**
 * Jira's own JSON, from the REST API or a tool that stores its answers: arrays, pages, one issue a line, rows of
 * `{ params, input, data }`, in one file or many. What an element is follows from its shape, not from the file's name.
 */
export const jiraJson: FileReader = {
  id: 'jira-json',
  title: 'Jira REST JSON',
  teamIsProject: true,
  recognises: (sample) => isJiraElement(sample.firstElement) || looksLikeIssue(sample),
  async read(files, context) {
    const reading = new JiraReading(context.fields);
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    let before = 0;
    for (const file of files) {
      await readOne(file, reading, (end) => report(context, before + end, total));
      before += file.bytes;
    }
    if (reading.drafts.size === 0) throw noIssues(files, reading);
    return historiesOf(reading, context.teamName, context.now);
  },
};

const STEP_ELEMENTS = 500;

async function readOne(
  file: FileSample,
  reading: JiraReading,
  progress: (end: number) => void,
): Promise<void> {
  for await (const element of jsonElements(file.path, CONTAINERS)) {
    take(element.value, reading);
    if ((element.index + 1) % STEP_ELEMENTS === 0) progress(element.end);
  }
}

function report(context: ReadContext, done: number, total: number): void {
  const megabyte = 1024 * 1024;
  context.progress.step(
    'reading Jira JSON (MB)',
    Math.round(done / megabyte),
    Math.max(1, Math.round(total / megabyte)),
  );
}

/** Hands an element to where its shape belongs; whatever has no known shape is left alone. */
function take(value: unknown, reading: JiraReading): void {
  if (!isRecord(value)) return;
  const row = rowOf(value);
  const scope = row === null ? null : textOf(row.params);
  const data = row === null ? value : row.data;
  if (!isRecord(data)) return;
  if (isIssue(data)) reading.issue(data, scope);
  else if (isHistory(data)) reading.history(data, issueOfRow(row) ?? ownText(data, 'issueId') ?? '');
  else if (isBulkHistory(data))
    for (const history of recordsOf(data.changeHistories))
      reading.history(history, ownText(data, 'issueId') ?? '');
  else if (isSprint(data)) reading.sprint(data, scope);
  else if (isRecord(data.statusCategory)) reading.gathered.statuses.list(data);
  else if (isRecord(data.columnConfig)) reading.board(data);
  else if (isType(data)) reading.type(data);
  else if (isProject(data)) reading.project(data);
  else if (isUser(data)) reading.gathered.people.note(data);
  else if (isField(data)) reading.finder.field(data);
  else if (isVersion(data)) reading.version(data);
  else if (isRecord(data.names)) reading.names(data);
}

/** `{ params, input, data }`: how tools that collect raw answers store them. */
function rowOf(value: Json): Json | null {
  return isRecord(value.data) && (Object.hasOwn(value, 'params') || Object.hasOwn(value, 'input'))
    ? value
    : null;
}

/** A row of a list of histories names the issue in what was asked for. */
function issueOfRow(row: Json | null): string | null {
  const input = textOf(row?.input);
  if (input === null || !input.startsWith('{')) return null;
  const match = /"issue_?id"\s*:\s*"?(\d+)"?/i.exec(input);
  return match?.[1] ?? null;
}

function isBulkHistory(data: Json): boolean {
  return Array.isArray(data.changeHistories) && ownText(data, 'issueId') !== null;
}

function isType(data: Json): boolean {
  return typeof data.subtask === 'boolean' && ownText(data, 'name') !== null;
}

function isProject(data: Json): boolean {
  return ownText(data, 'projectTypeKey') !== null && ownText(data, 'key') !== null;
}

function isUser(data: Json): boolean {
  return (
    ownText(data, 'displayName') !== null && (Object.hasOwn(data, 'accountId') || Object.hasOwn(data, 'key'))
  );
}

function isField(data: Json): boolean {
  return isRecord(data.schema) && ownText(data, 'id') !== null && typeof data.name === 'string';
}

function isVersion(data: Json): boolean {
  return typeof data.released === 'boolean' && typeof data.archived === 'boolean';
}

/** Whether an element is one of Jira's shapes at all. */
function isJiraElement(value: unknown): boolean {
  if (!isRecord(value)) return false;
  const row = rowOf(value);
  const data = row === null ? value : row.data;
  if (!isRecord(data)) return false;
  const parts = [isIssue, isSprint, isBulkHistory, isType, isProject, isUser, isField, isVersion];
  if (parts.some((is) => is(data)) || isRecord(data.statusCategory) || isRecord(data.columnConfig))
    return true;
  if (isHistory(data))
    return listOf(data.items).some((item) => isRecord(item) && Object.hasOwn(item, 'fieldtype'));
  return Array.isArray(data.issues) || Array.isArray(data.issueChangeLogs);
}

/** An issue that is longer than the sample, or broken off: the reader then says where. */
function looksLikeIssue(sample: FileSample): boolean {
  return (
    /^\s*[[{]/.test(sample.head) &&
    /"fields"\s*:\s*\{/.test(sample.head) &&
    /"key"\s*:\s*"[A-Z][A-Z0-9_]*-\d+"/.test(sample.head)
  );
}

function noIssues(files: readonly FileSample[], reading: JiraReading): UsageError {
  const where = files.map((file) => file.path).join(', ');
  const why = reading.unusable[0] === undefined ? '' : ` (${reading.unusable[0]})`;
  return new UsageError({
    code: 'FILE_WITHOUT_ISSUES',
    message: `No issue was found in ${where}${why}.`,
    next: "Add the file with the issues: pages of Jira's search, with all fields and expand=changelog.",
  });
}
