import { escapeMarkdown } from '../../reports/escape/markdown.ts';
import type { ChartResult, ChartSeries, ChartTable } from '../../reports/charts/spec.ts';

const BARS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
const GAP = ' ';
/** Points of a sparkline, and rows of a table. */
const LONGEST = 26;
const MOST_ROWS = 14;

/** Block characters from low to high, one a value; a gap for none. A level line where all are the same. */
export function sparkline(values: readonly (number | null)[]): string {
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(0, ...known);
  const span = Math.max(...known) - low;
  return values
    .map((value) => {
      if (value === null) return GAP;
      const step = span <= 0 ? 0 : Math.round(((value - low) / span) * (BARS.length - 1));
      return BARS[step] ?? GAP;
    })
    .join('');
}

/** A chart in characters that any reader, mail and phone shows: a sparkline a series, the figures folded under it. */
export function chartInText({ spec }: ChartResult): string {
  if (spec === null) return '';
  const timeline = spec.kind === 'bars' || spec.kind === 'lines' || spec.kind === 'areas';
  const lines = timeline ? spec.series.flatMap(line) : [];
  return [...lines, '', ...figures(spec.table, timeline)].join('\n').trim();
}

function line(series: ChartSeries): string[] {
  const values = series.values.slice(-LONGEST);
  const known = values.filter((value): value is number => value !== null);
  const [first] = known;
  const last = known.at(-1);
  if (known.length < 2 || first === undefined || last === undefined) return [];
  return [`- \`${sparkline(values)}\` ${escapeMarkdown(series.name)}: ${short(first)} → ${short(last)}`];
}

function figures(table: ChartTable, newestLast: boolean): string[] {
  if (table.rows.length === 0) return [];
  const rows = newestLast ? table.rows.slice(-MOST_ROWS) : table.rows.slice(0, MOST_ROWS);
  const row = (cells: readonly (string | number)[]): string =>
    `| ${cells.map((cell) => (typeof cell === 'number' ? short(cell) : escapeMarkdown(cell))).join(' | ')} |`;
  const left = table.rows.length - rows.length;
  return [
    '<details>',
    '<summary>Figures</summary>',
    '',
    row(table.columns),
    `|${' --- |'.repeat(table.columns.length)}`,
    ...rows.map(row),
    ...(left > 0
      ? ['', `${newestLast ? 'The last' : 'The first'} ${rows.length} of ${table.rows.length} rows.`]
      : []),
    '',
    '</details>',
  ];
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
