import { createColors } from 'picocolors';
import type { FindingState, Severity } from '../reports/report.ts';

export type Paint = (text: string) => string;

/** Colours are an addition: every state also has its word. */
export interface Style {
  readonly colour: boolean;
  bold: Paint;
  dim: Paint;
  good: Paint;
  warn: Paint;
  bad: Paint;
  severity(severity: Severity): string;
  state(state: FindingState): string;
  /** A link where the terminal shows links, else the text with the address behind it. */
  link(text: string, url: string | null): string;
}

export function createStyle(colour: boolean, links: boolean): Style {
  const paint = createColors(colour);
  const severities: Record<Severity, Paint> = {
    critical: (text) => paint.bold(paint.red(text)),
    high: paint.red,
    medium: paint.yellow,
    low: paint.cyan,
  };
  const states: Record<FindingState, Paint> = {
    detected: paint.yellow,
    clear: paint.green,
    'insufficient-sample': paint.dim,
    'not-observable': paint.dim,
    suppressed: paint.dim,
  };
  return {
    colour,
    bold: paint.bold,
    dim: paint.dim,
    good: paint.green,
    warn: paint.yellow,
    bad: paint.red,
    severity: (severity) => severities[severity](severity.toUpperCase()),
    state: (state) => states[state](state),
    link: (text, url) => (url === null || !links ? text : `\u001b]8;;${url}\u0007${text}\u001b]8;;\u0007`),
  };
}

export interface StreamLike {
  readonly isTTY?: boolean;
}

/** Colours on a terminal, unless `--no-color`, `NO_COLOR` or a dumb terminal says no; `FORCE_COLOR` says yes. */
export function wantsColour(
  stream: StreamLike,
  env: Readonly<Record<string, string | undefined>>,
  allowed: boolean,
): boolean {
  if (!allowed || (env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '' && env['FORCE_COLOR'] !== '0') return true;
  return stream.isTTY === true && env['TERM'] !== 'dumb';
}
