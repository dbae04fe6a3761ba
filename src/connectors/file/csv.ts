import { UsageError } from '../../errors.ts';

export interface CsvRow {
  readonly cells: string[];
  /** One-based line of the file on which the row begins. */
  readonly line: number;
}

/** Jira lets people choose any character; these are the ones that are no part of words. */
const DELIMITERS = [',', ';', '\t', '|', '^', '~', ':', '#', '\u0001', '\u001f'] as const;

/** The delimiter that cuts the first line into most cells; null when none cuts it. Quotes are respected. */
export function detectDelimiter(text: string): string | null {
  let best: string | null = null;
  let most = 1;
  for (const delimiter of DELIMITERS) {
    const first = parseRows(text, delimiter, '', true).next().value;
    const cells = first?.cells.length ?? 0;
    if (cells > most) [best, most] = [delimiter, cells];
  }
  return best;
}

/**
 * Rows of delimited text (RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes). Empty lines are left out.
 * Throws a `UsageError` with the line where a quote was never closed, unless `partial` (a beginning of a file).
 */
export function* parseRows(
  text: string,
  delimiter: string,
  path: string,
  partial = false,
): Generator<CsvRow> {
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = readCell(text, at, delimiter);
      if (cell.open) {
        if (partial) return;
        const message = `${path}, line ${line}: a quoted cell begins here and is never closed.`;
        throw new UsageError({
          code: 'CSV_QUOTE_OPEN',
          message,
          next: 'Export the file again; it may have been cut off or edited by hand.',
        });
      }
      cells.push(cell.value);
      line += cell.lines;
      at = cell.end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (cells.length > 1 || cells[0] !== '') yield { cells, line: start };
  }
}

interface Cell {
  readonly value: string;
  /** Position of what ended the cell. */
  readonly end: number;
  /** Line breaks inside the cell. */
  readonly lines: number;
  readonly open: boolean;
}

function readCell(text: string, start: number, delimiter: string): Cell {
  if (text[start] !== '"') {
    const end = endOfBareCell(text, start, delimiter);
    return { value: text.slice(start, end), end, lines: 0, open: false };
  }
  let value = '';
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote === -1) return { value, end: text.length, lines: 0, open: true };
    value += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      from = quote + 2;
      continue;
    }
    // Text behind a closing quote is kept: hand-edited files have it.
    const end = endOfBareCell(text, quote + 1, delimiter);
    return { value: value + text.slice(quote + 1, end), end, lines: countBreaks(value), open: false };
  }
}

function endOfBareCell(text: string, start: number, delimiter: string): number {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return end;
}

function countBreaks(text: string): number {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
}
