import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import {
  buildSchema,
  execute,
  getNamedType,
  GraphQLError,
  isLeafType,
  isObjectType,
  isInterfaceType,
  Kind,
  parse,
  validate,
} from 'graphql';
import type {
  DocumentNode,
  ExecutionResult,
  GraphQLOutputType,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
} from 'graphql';

/** One request as the fake saw it. */
export interface Seen {
  readonly name: string;
  readonly path: string;
  readonly variables: Record<string, unknown>;
  readonly authorization: string | undefined;
  readonly cost: number;
  readonly status: number;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

export interface FakeOptions {
  readonly schema: GraphQLSchema;
  readonly root: Record<string, unknown>;
  /** Cost of a query; the answer when it is too high, or null. */
  readonly costOf: (document: DocumentNode, variables: Record<string, unknown>) => number;
  readonly gate: (request: {
    name: string;
    variables: Record<string, unknown>;
    authorization: string | undefined;
    cost: number;
  }) => Answer | null;
  readonly headers: (cost: number) => Record<string, string>;
  /** HTTP status for a query that does not fit the schema. */
  readonly invalidStatus: number;
}

export interface GraphQLFake {
  readonly url: string;
  readonly seen: Seen[];
  close(): Promise<void>;
}

/**
 * The tracker's real schema where the reference copies lie beside the project, else the trimmed one of our own queries.
 * @param reference path below `shared/specs`
 * @param trimmed file in this folder
 */
export function loadSchema(reference: string, trimmed: string): { schema: GraphQLSchema; real: boolean } {
  const known = schemas.get(reference) ?? readSchema(reference, trimmed);
  schemas.set(reference, known);
  return known;
}

/** Building a tracker's whole schema takes half a second. */
const schemas = new Map<string, { schema: GraphQLSchema; real: boolean }>();

function readSchema(reference: string, trimmed: string): { schema: GraphQLSchema; real: boolean } {
  const full = fileURLToPath(new URL(`../../../shared/specs/${reference}`, import.meta.url));
  const real = existsSync(full);
  const file = real ? full : fileURLToPath(new URL(trimmed, import.meta.url));
  return { schema: buildSchema(readFileSync(file, 'utf8'), { assumeValid: true }), real };
}

/** A local GraphQL server: every query is validated against the schema, then answered from `root`. */
export async function serveGraphQL(options: FakeOptions): Promise<GraphQLFake> {
  const seen: Seen[] = [];
  const parsed = new Map<string, DocumentNode | GraphQLError[]>();
  const server: Server = createServer((request, response) => {
    void answer(request, options, seen, parsed).then(
      (result) => send(response, result),
      (error: unknown) => send(response, { status: 500, body: { message: String(error) } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    seen,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

async function answer(
  request: IncomingMessage,
  options: FakeOptions,
  seen: Seen[],
  parsed: Map<string, DocumentNode | GraphQLError[]>,
): Promise<Answer> {
  const { query, variables = {} } = JSON.parse(await bodyOf(request)) as {
    query: string;
    variables?: Record<string, unknown>;
  };
  const authorization = request.headers.authorization;
  const path = request.url ?? '';
  const document = parsed.get(query) ?? checked(options.schema, query);
  parsed.set(query, document);
  if (Array.isArray(document)) {
    seen.push({ name: 'invalid', path, variables, authorization, cost: 0, status: options.invalidStatus });
    return { status: options.invalidStatus, body: { errors: document.map((error) => error.toJSON()) } };
  }
  const operation = document.definitions[0] as OperationDefinitionNode;
  const name = operation.name?.value ?? '';
  const cost = options.costOf(document, variables);
  const stopped = options.gate({ name, variables, authorization, cost });
  if (stopped !== null) {
    seen.push({ name, path, variables, authorization, cost, status: stopped.status });
    return stopped;
  }
  const result = (await execute({
    schema: options.schema,
    document,
    rootValue: options.root,
    variableValues: variables,
  })) as ExecutionResult;
  seen.push({ name, path, variables, authorization, cost, status: 200 });
  return {
    status: 200,
    headers: options.headers(cost),
    body: { ...result, errors: result.errors?.map(problemOf) },
  };
}

/** GitHub puts the type beside the message, Linear into the extensions: both are there. */
function problemOf(error: GraphQLError): Record<string, unknown> {
  return {
    ...error.toJSON(),
    ...(error.extensions.type === undefined ? {} : { type: error.extensions.type }),
  };
}

function checked(schema: GraphQLSchema, query: string): DocumentNode | GraphQLError[] {
  try {
    const document = parse(query);
    const errors = validate(schema, document);
    return errors.length === 0 ? document : [...errors];
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, { status, headers = {}, body }: Answer): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
    ...headers,
  });
  response.end(text);
}

export interface Costs {
  readonly leaf: number;
  readonly object: number;
  /** `first` when a query does not say. */
  readonly defaultFirst: number;
}

/** Linear's complexity: scalars and objects add up, a connection multiplies its children by `first`; rounded up. */
export function complexity(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
  costs: Costs,
): number {
  const operation = document.definitions[0] as OperationDefinitionNode;
  const cost = (selections: SelectionSetNode | undefined, type: GraphQLOutputType | undefined): number => {
    let sum = 0;
    for (const selection of selections?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        sum += cost(
          selection.selectionSet,
          schema.getType(selection.typeCondition?.name.value ?? '') as GraphQLOutputType,
        );
        continue;
      }
      if (selection.kind !== Kind.FIELD) continue;
      const parent = type === undefined ? undefined : getNamedType(type);
      const field =
        isObjectType(parent) || isInterfaceType(parent)
          ? parent.getFields()[selection.name.value]
          : undefined;
      const named = field === undefined ? undefined : getNamedType(field.type);
      if (named === undefined || isLeafType(named)) {
        sum += costs.leaf;
        continue;
      }
      const inner = cost(selection.selectionSet, named as GraphQLOutputType);
      if (!named.name.endsWith('Connection')) {
        sum += costs.object + inner;
        continue;
      }
      const first = selection.arguments?.find((argument) => argument.name.value === 'first')?.value;
      const count =
        first?.kind === Kind.INT
          ? Number(first.value)
          : first?.kind === Kind.VARIABLE
            ? Number(variables[first.name.value])
            : costs.defaultFirst;
      sum += count * inner;
    }
    return sum;
  };
  return Math.ceil(cost(operation.selectionSet, schema.getQueryType() ?? undefined));
}

/** Items by key; built again when the list was replaced or grew. */
export class KeyIndex<T extends { readonly key: string }> {
  private list: readonly T[] | null = null;
  private length = 0;
  private known = new Map<string, T>();

  get(list: readonly T[], key: string): T | undefined {
    if (this.list !== list || this.length !== list.length) {
      this.known = new Map(list.map((item) => [item.key, item]));
      this.list = list;
      this.length = list.length;
    }
    return this.known.get(key);
  }
}

/** A connection over a list, with opaque cursors that belong to an epoch: those of an earlier one are refused. */
export class Cursors {
  epoch = 0;

  connection<T>(
    list: readonly T[],
    args: { first?: number | null; after?: string | null },
    defaultFirst: number,
    nodeOf: (value: T) => unknown = (value) => value,
  ): Record<string, unknown> {
    const start = this.read(args.after);
    const end = Math.min(list.length, start + (args.first ?? defaultFirst));
    return {
      nodes: list.slice(start, end).map((value) => nodeOf(value)),
      totalCount: list.length,
      pageInfo: { hasNextPage: end < list.length, endCursor: end > start ? this.write(end) : null },
    };
  }

  private write(position: number): string {
    return Buffer.from(`${this.epoch}:${position}`).toString('base64');
  }

  private read(cursor: string | null | undefined): number {
    if (cursor === null || cursor === undefined) return 0;
    const [epoch, position] = Buffer.from(cursor, 'base64').toString().split(':').map(Number);
    if (epoch !== this.epoch || position === undefined || Number.isNaN(position)) {
      throw new GraphQLError(`Argument Validation Error: invalid cursor "${cursor}" for after`, {
        extensions: { code: 'INVALID_CURSOR_ARGUMENTS' },
      });
    }
    return position;
  }
}
