import { LineCounter, parseDocument, isMap, isPair, isScalar, isCollection } from 'yaml';
import type { Document, Node, Pair } from 'yaml';

export type Path = readonly (string | number)[];

/** A parsed YAML text that can say where each value stands. */
export interface Source {
  readonly value: unknown;
  /** Line (from 1) of the value, or of the key itself; of the nearest parent where neither exists. */
  lineOf(path: Path, of?: 'key' | 'value'): number;
}

export interface SyntaxProblem {
  readonly line: number;
  readonly message: string;
}

/** Parses YAML 1.2; the problems of its syntax instead of a value when there are any. */
export function parseSource(text: string): Source | readonly SyntaxProblem[] {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    return document.errors.map((error) => ({
      line: counter.linePos(error.pos[0]).line,
      message: error.message,
    }));
  }
  return {
    value: document.toJS({ maxAliasCount: 100 }),
    lineOf: (path, of = 'value') => counter.linePos(offsetOf(document, path, of)).line,
  };
}

function offsetOf(document: Document.Parsed, path: Path, of: 'key' | 'value'): number {
  for (let length = path.length; length >= 0; length--) {
    const offset = exactOffset(document, path.slice(0, length), of);
    if (offset !== null) return offset;
  }
  return 0;
}

function exactOffset(document: Document.Parsed, path: Path, of: 'key' | 'value'): number | null {
  if (path.length === 0) return startOf(document.contents);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path[path.length - 1];
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && keyOf(item) === String(last));
    if (pair === undefined) return null;
    const value = startOf(pair.value as Node | null);
    return of === 'key' || value === null ? startOf(pair.key as Node) : value;
  }
  if (isCollection(parent)) return startOf(parent.get(last as number, true) as Node | null);
  return null;
}

function keyOf(pair: Pair): string {
  return String(isScalar(pair.key) ? pair.key.value : pair.key);
}

function startOf(node: Node | null | undefined): number | null {
  return node?.range?.[0] ?? null;
}

/** `teams[0].tracker.site` */
export function pathText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}
