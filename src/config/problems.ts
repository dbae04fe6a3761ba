import type { core } from 'zod';
import { configJsonSchema } from './schema.ts';
import { didYouMean, proposal } from './nearest.ts';
import { pathText, type Path, type Source } from './source.ts';

/** One thing wrong with the configuration, where, and what to do. */
export interface Problem {
  readonly path: Path;
  /** Whether the line is the key's own or the value's. */
  readonly at: 'key' | 'value';
  readonly message: string;
  readonly next: string | null;
}

/** The problems of a value that does not fit the schema, in the order of the file. */
export function problemsOf(issues: readonly core.$ZodIssue[], value: unknown): Problem[] {
  return issues.flatMap((issue) => translate(issue, [], value));
}

function translate(issue: core.$ZodIssue, prefix: Path, root: unknown): Problem[] {
  const path = [...prefix, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, root));
  if (issue.code === 'invalid_union') return unionProblems(issue, path, root);
  if (issue.code === 'invalid_type' && valueAt(root, path) === undefined) {
    return [
      { path, at: 'value', message: `${pathText(path)} is missing`, next: `Add "${String(path.at(-1))}:".` },
    ];
  }
  return [
    {
      path,
      at: 'value',
      message: `${pathText(path) || 'the file'} ${wording(issue, root, path)}`,
      next: null,
    },
  ];
}

function unknownKey(path: Path, key: string, root: unknown): Problem {
  return {
    path: [...path, key],
    at: 'key',
    message: `${pathText([...path, key])} is not a known key`,
    next: proposal(key, knownKeys(path, root)),
  };
}

/** Of several shapes that a value may have, speaks about the one it comes nearest to. */
function unionProblems(issue: core.$ZodIssueInvalidUnion, path: Path, root: unknown): Problem[] {
  const value = valueAt(root, path);
  const branches = issue.errors.filter(
    (errors) => !errors.some((error) => error.path.length === 0 && error.code !== 'unrecognized_keys'),
  );
  const best = [...branches].sort((a, b) => weight(a, value) - weight(b, value))[0];
  if (best === undefined) {
    const missing = value === undefined;
    const what = missing
      ? `${pathText(path)} is missing: it ${issue.message}`
      : `${pathText(path)} ${issue.message}`;
    return [{ path, at: 'value', message: what, next: null }];
  }
  return best.flatMap((error) => translate(error, path, root));
}

/** A shape whose required keys are there weighs less than one that misses them. */
function weight(errors: readonly core.$ZodIssue[], value: unknown): number {
  return errors.reduce((sum, error) => {
    const absent =
      error.code === 'invalid_type' && valueAt(value, error.path as (string | number)[]) === undefined;
    return sum + (absent ? 10 : 1);
  }, 0);
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'on or off',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
};

function wording(issue: core.$ZodIssue, root: unknown, path: Path): string {
  if (issue.code === 'invalid_type') {
    const expected = TYPES[issue.expected] ?? issue.expected;
    return `must be ${expected}, but is ${kindOf(valueAt(root, path))}`;
  }
  if (issue.code === 'invalid_value') {
    const values = issue.values.map(String);
    const given = valueAt(root, path);
    const near = typeof given === 'string' ? didYouMean(given, values) : null;
    return `must be one of ${values.join(', ')}${near === null ? '' : ` (${near})`}`;
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' ? 'must be greater than 0' : 'must not be empty';
  return issue.message;
}

function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a group of keys';
  return typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : 'a switch';
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, step) =>
      node !== null && typeof node === 'object' ? (node as Record<string, unknown>)[step] : undefined,
    root,
  );
}

interface Schema {
  readonly properties?: Record<string, Schema>;
  readonly items?: Schema;
  readonly additionalProperties?: Schema | boolean;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
}

/** Keys that may stand at that place, given what the value says about itself (`kind`). */
function knownKeys(path: Path, root: unknown): string[] {
  let schemas: readonly Schema[] = [configJsonSchema() as Schema];
  path.forEach((step, index) => {
    const value = valueAt(root, path.slice(0, index));
    schemas = schemas.flatMap((schema) => branches(schema, value)).flatMap((schema) => childOf(schema, step));
  });
  const value = valueAt(root, path);
  const keys = schemas
    .flatMap((schema) => branches(schema, value))
    .flatMap((schema) => Object.keys(schema.properties ?? {}));
  return [...new Set(keys)];
}

function childOf(schema: Schema, step: string | number): Schema[] {
  const child =
    typeof step === 'number' ? schema.items : (schema.properties?.[step] ?? schema.additionalProperties);
  return typeof child === 'object' ? [child] : [];
}

function branches(schema: Schema, value: unknown): Schema[] {
  const options = schema.anyOf ?? schema.oneOf;
  if (options === undefined) return [schema];
  const kind = valueAt(value, ['kind']);
  const fitting = options.filter((option) => option.properties?.['kind']?.const === kind);
  return (kind !== undefined && fitting.length > 0 ? fitting : options).flatMap((option) =>
    branches(option, value),
  );
}

/** `hatcheck.yaml, line 14: …` for each problem. */
export function describe(problems: readonly Problem[], file: string, source: Source): string {
  const lines = problems.map((problem) => ({ problem, line: source.lineOf(problem.path, problem.at) }));
  lines.sort((a, b) => a.line - b.line);
  return lines.map(({ problem, line }) => `${file}, line ${line}: ${problem.message}.`).join('\n');
}
