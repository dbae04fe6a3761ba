import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import { csvHistories } from './jira-csv-history.ts';
import { CsvIssues } from './jira-csv-issues.ts';
import { parseRows } from './csv.ts';
import type { CsvRow } from './csv.ts';
import { columnsOf, isJiraHeader } from './jira-columns.ts';
import type { FileReader, FileSample, ReadContext } from './reader.ts';
import { decode } from './sample.ts';

/** Jira's "Export CSV (all fields)" and "(my defaults)". Present values only: a CSV holds no history. */
export const jiraCsv: FileReader = {
  id: 'jira-csv',
  title: 'Jira CSV',
  teamIsProject: true,
  recognises: (sample) => sample.columns !== null && isJiraHeader(sample.columns),
  async read(files, context) {
    const issues = new CsvIssues();
    for (const [index, file] of files.entries()) {
      await readOne(file, context, issues);
      context.progress.step('reading Jira CSV', index + 1, files.length);
    }
    return csvHistories(issues, context);
  },
};

async function readOne(file: FileSample, context: ReadContext, issues: CsvIssues): Promise<void> {
  const { path, delimiter } = file;
  const rows = parseRows(decode(await readFile(path)), delimiter ?? ',', path);
  const header = rows.next().value?.cells ?? [];
  const columns = columnsOf(header, context.fields);
  const body: CsvRow[] = [];
  for (const row of rows) {
    checkWidth(row, header.length, file);
    body.push(row);
  }
  issues.take(body, columns, path);
}

/** Jira writes every row in full; a row of another width means another delimiter or an unquoted one. */
function checkWidth(row: CsvRow, width: number, file: FileSample): void {
  if (row.cells.length === width) return;
  const name = file.delimiter === '\t' ? 'a tab' : `"${file.delimiter ?? ','}"`;
  const message = `${file.path}, line ${row.line}: ${row.cells.length} cells where the header has ${width} (delimiter ${name}).`;
  throw new UsageError({
    code: 'CSV_WIDTH',
    message,
    next: 'Export the file again with one delimiter throughout; if it was edited by hand, quote the cells that contain the delimiter.',
  });
}
