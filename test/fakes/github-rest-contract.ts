import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** A piece of JSON Schema as the trimmed description holds it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
}

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, Schema>>;
  readonly body: Schema | null;
  readonly responses: Readonly<Record<string, Schema | null>>;
}

interface Description {
  readonly source: string;
  readonly operations: readonly Operation[];
  readonly $defs: Readonly<Record<string, Schema>>;
}

const description = JSON.parse(
  readFileSync(new URL('./github-rest.openapi.json', import.meta.url), 'utf8'),
) as Description;
const ajv = new Ajv2020({ strict: false, allErrors: false });
ajv.addSchema({ $id: 'github', $defs: description.$defs });
const compiled = new Map<string, ValidateFunction>();

/** The operation that the official description has for a request; undefined where it has none (of those we may use). */
export function operationOf(method: string, path: string): Operation | undefined {
  return description.operations.find((each) => each.method === method && patternOf(each.path).test(path));
}

/** What is wrong with a request by the official description; null when nothing is. */
export function requestProblem(operation: Operation, query: URLSearchParams, body: unknown): string | null {
  const unknown = [...query.keys()].find((name) => !(name in operation.query));
  if (unknown !== undefined) return `unknown query parameter ${unknown}`;
  for (const [name, value] of query) {
    const problem = mismatch(operation.query[name] as Schema, typed(operation.query[name], value));
    if (problem !== null) return `${name}: ${problem}`;
  }
  if (operation.body === null) return body === undefined ? null : 'a body where none is taken';
  const extra = Object.keys((body ?? {}) as object).find(
    (name) => operation.body?.properties !== undefined && !(name in operation.body.properties),
  );
  return extra === undefined ? mismatch(operation.body, body) : `unknown field ${extra}`;
}

/** What is wrong with an answer by the official description. */
export function answerProblem(operation: Operation, status: number, body: unknown): string | null {
  const schema = operation.responses[String(status)];
  if (schema === undefined)
    return status === 429 || status >= 500 || status === 401 ? null : `status ${status} is not described`;
  return schema === null ? null : mismatch(schema, body);
}

/** An object of the named schema: the given values, and something of the right type for all else that is required. */
export function filled(name: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { ...(sample({ $ref: `#/$defs/${name}` }) as object), ...values };
}

function sample(schema: Schema): unknown {
  if (schema.$ref !== undefined) return sample(description.$defs[schema.$ref.slice('#/$defs/'.length)] ?? {});
  if (schema.anyOf !== undefined)
    return schema.anyOf.some((each) => each.type === 'null') ? null : sample(schema.anyOf[0] ?? {});
  if (schema.allOf !== undefined)
    return Object.assign({}, ...schema.allOf.map((each) => sample(each) as object));
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === 'string') return '';
  if (schema.type === 'integer' || schema.type === 'number') return 0;
  if (schema.type === 'boolean') return false;
  if (schema.type === 'array') return [];
  const properties = schema.properties ?? {};
  return Object.fromEntries((schema.required ?? []).map((name) => [name, sample(properties[name] ?? {})]));
}

function mismatch(schema: Schema, value: unknown): string | null {
  const text = JSON.stringify(schema).replaceAll('"#/$defs/', '"github#/$defs/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
  compiled.set(text, validate);
  return validate(value) ? null : ajv.errorsText(validate.errors);
}

function typed(schema: Schema | undefined, value: string): unknown {
  return schema?.type === 'integer' ? Number(value) : value;
}

function patternOf(path: string): RegExp {
  const source = path
    .replace(/[.]/g, '\\.')
    .replace(/\{ref\}/, '.+')
    .replace(/\{\w+\}/g, '[^/]+');
  return new RegExp(`^${source}$`);
}
