/** Characters at the start of a cell that make a spreadsheet calculate; also in their full-width forms. */
const FORMULA = /^[\s\u00A0\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20\t\r\n]/u;
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const BIDI = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;

/** One cell (RFC 4180, always quoted when text needs it): a text that a spreadsheet would run gets a leading apostrophe. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = value.replace(CONTROLS, '').replace(BIDI, '');
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$|^'/.test(guarded) ? `"${guarded.replace(/"/g, '""')}"` : guarded;
}

/** Rows with CRLF line ends, the header first. */
export function csvTable(
  header: readonly string[],
  rows: readonly (readonly (string | number | null)[])[],
): string {
  return [header, ...rows].map((row) => row.map(csvCell).join(',') + '\r\n').join('');
}
