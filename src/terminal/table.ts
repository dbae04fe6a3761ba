import stringWidth from 'string-width';

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** Gives up width when the table is too wide. */
  readonly shrink?: boolean;
  /** The last column's text goes on in further lines instead of being cut; for cells without colours. */
  readonly wrap?: boolean;
}

const GAP = '  ';
const LEAST = 8;

/**
 * A table that fits the width: wide characters count two, columns that may shrink are cut with an ellipsis. Cells may
 * carry colours. Lines have no trailing spaces.
 */
export function table(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = fit(columns, rows, width);
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, index) =>
        pad(cut(cells[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, column.align ?? 'left'),
      )
      .join(GAP)
      .trimEnd();
  const last = columns.length - 1;
  const lines = (cells: readonly string[]): string[] => {
    if (columns[last]?.wrap !== true) return [line(cells)];
    const [first = '', ...further] = wrap(cells[last] ?? '', widths[last] ?? 0);
    const before = cells.slice(0, last);
    return [line([...before, first]), ...further.map((text) => line([...before.map(() => ''), text]))];
  };
  return [line(columns.map((column) => column.title)), ...rows.flatMap(lines)];
}

function fit(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): number[] {
  const widths = columns.map((column, index) =>
    rows.reduce((widest, row) => Math.max(widest, stringWidth(row[index] ?? '')), stringWidth(column.title)),
  );
  let excess = widths.reduce((sum, each) => sum + each, 0) + GAP.length * (columns.length - 1) - width;
  while (excess > 0) {
    const candidates = columns.flatMap((column, index) =>
      (column.shrink === true || column.wrap === true) && (widths[index] ?? 0) > LEAST ? [index] : [],
    );
    const widest = candidates.sort((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0];
    if (widest === undefined) break;
    // Down to the next widest, so that columns end up alike instead of one being starved.
    const next = Math.max(LEAST, candidates[1] === undefined ? LEAST : (widths[candidates[1]] ?? LEAST));
    const take = Math.max(1, Math.min(excess, (widths[widest] ?? 0) - next));
    widths[widest] = (widths[widest] ?? 0) - take;
    excess -= take;
  }
  return widths;
}

function pad(text: string, width: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return align === 'right' ? space + text : text + space;
}

/** The text within the width; cut texts end in an ellipsis. A coloured cell is never cut inside its colour codes. */
export function cut(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const plain = text.replace(ESCAPES, '');
  let result = '';
  let used = 0;
  for (const { segment } of segmenter.segment(plain)) {
    const size = stringWidth(segment);
    if (used + size > width - 1) break;
    result += segment;
    used += size;
  }
  return `${result.trimEnd()}…`;
}

/** Words wrapped to the width, with an indent. */
export function wrap(text: string, width: number, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && stringWidth(indent + longer) > width) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return line === '' ? lines : [...lines, indent + line];
}

// eslint-disable-next-line no-control-regex
const ESCAPES = /\u001b\[[0-9;]*m|\u001b\]8;;[^\u0007]*\u0007/g;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
