import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What a request may carry: names of query parameters and of members of the body. */
interface Allowed {
  readonly query: readonly string[];
  readonly body: readonly string[];
}

/** What the official description allows of what we use, for machines where the description is not at hand. */
const KNOWN: Readonly<Record<string, Allowed>> = {
  'GET /rest/api/3/serverInfo': { query: [], body: [] },
  'GET /rest/api/3/myself': { query: ['expand'], body: [] },
  'GET /rest/api/3/field': { query: [], body: [] },
  'GET /rest/api/3/status': { query: [], body: [] },
  'GET /rest/api/3/priority/search': {
    query: ['startAt', 'maxResults', 'id', 'projectId', 'priorityName', 'onlyDefault', 'expand'],
    body: [],
  },
  'GET /rest/api/3/project/{projectIdOrKey}': { query: ['expand', 'properties'], body: [] },
  'GET /rest/api/3/project/{projectIdOrKey}/role': { query: [], body: [] },
  'GET /rest/api/3/project/{projectIdOrKey}/role/{id}': { query: ['excludeInactiveUsers'], body: [] },
  'GET /rest/api/3/issue/{issueIdOrKey}/comment': {
    query: ['startAt', 'maxResults', 'orderBy', 'expand'],
    body: [],
  },
  'POST /rest/api/3/search/jql': {
    query: [],
    body: [
      'expand',
      'fields',
      'fieldsByKeys',
      'jql',
      'maxResults',
      'nextPageToken',
      'properties',
      'reconcileIssues',
    ],
  },
  'POST /rest/api/3/search/approximate-count': { query: [], body: ['jql'] },
  'POST /rest/api/3/issue/bulkfetch': {
    query: [],
    body: ['expand', 'fields', 'fieldsByKeys', 'issueIdsOrKeys', 'properties'],
  },
  'POST /rest/api/3/changelog/bulkfetch': {
    query: [],
    body: ['fieldIds', 'issueIdsOrKeys', 'maxResults', 'nextPageToken'],
  },
  'GET /rest/agile/1.0/board': {
    query: [
      'startAt',
      'maxResults',
      'type',
      'name',
      'projectKeyOrId',
      'accountIdLocation',
      'projectLocation',
      'includePrivate',
      'negateLocationFiltering',
      'orderBy',
      'expand',
      'projectTypeLocation',
      'filterId',
    ],
    body: [],
  },
  'GET /rest/agile/1.0/board/{boardId}/configuration': { query: [], body: [] },
  'GET /rest/agile/1.0/board/{boardId}/sprint': { query: ['startAt', 'maxResults', 'state'], body: [] },
  'GET /rest/software/1.0/board/{boardId}/issue': {
    query: ['nextPageToken', 'maxResults', 'reconcileIssues', 'jql', 'validateQuery', 'fields', 'expand'],
    body: [],
  },
};

const SPECS = fileURLToPath(new URL('../../../shared/specs/jira', import.meta.url));
/** Removed paths have an answer of their own (410), which is the fake's to give. */
const GONE = /^\/rest\/(api\/[23]\/search|agile\/1\.0\/.*\/(issue|backlog))$/;

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly $ref?: string }[];
  readonly requestBody?: {
    readonly content?: Record<string, { readonly schema?: { readonly $ref?: string } }>;
  };
}

interface Description {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: {
    readonly schemas: Record<string, { readonly properties?: Record<string, unknown> }>;
  };
}

/** Requests that Jira Cloud's description allows; the official one where it is at hand. */
export class JiraContract {
  /** Whether the official description is used. */
  readonly official: boolean;
  private readonly operations: {
    readonly method: string;
    readonly pattern: RegExp;
    readonly allowed: Allowed;
  }[] = [];

  constructor() {
    this.official = existsSync(SPECS);
    const known = this.official ? officialOperations() : Object.entries(KNOWN);
    for (const [operation, allowed] of known) {
      const [method = '', path = ''] = operation.split(' ');
      this.operations.push({
        method,
        pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`),
        allowed,
      });
    }
  }

  /** What is wrong with a request; null when nothing is. */
  problem(method: string, path: string, query: URLSearchParams, body: unknown): string | null {
    // The description is of version 3; what a site is, is asked for before its version is known.
    if (path === '/rest/api/2/serverInfo') return this.problem(method, '/rest/api/3/serverInfo', query, body);
    if (GONE.test(path)) return null;
    const operation = this.operations.find((each) => each.method === method && each.pattern.test(path));
    if (operation === undefined) return `no operation ${method} ${path}`;
    const parameter = [...query.keys()].find((name) => !operation.allowed.query.includes(name));
    if (parameter !== undefined) return `unknown query parameter ${parameter} of ${method} ${path}`;
    const members = typeof body === 'object' && body !== null ? Object.keys(body) : [];
    const member = members.find((name) => !operation.allowed.body.includes(name));
    return member === undefined ? null : `unknown member ${member} in the body of ${method} ${path}`;
  }
}

function officialOperations(): [string, Allowed][] {
  const operations: [string, Allowed][] = [];
  for (const file of readdirSync(SPECS).filter((name) => name.endsWith('.json'))) {
    const description = JSON.parse(readFileSync(`${SPECS}/${file}`, 'utf8')) as Description;
    for (const [path, methods] of Object.entries(description.paths)) {
      for (const [method, operation] of Object.entries(methods)) {
        operations.push([`${method.toUpperCase()} ${path}`, allowedOf(operation, description)]);
      }
    }
  }
  return operations;
}

function allowedOf(operation: Operation, description: Description): Allowed {
  const query = (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'query')
    .map((parameter) => parameter.name);
  const reference = operation.requestBody?.content?.['application/json']?.schema?.$ref?.split('/').pop();
  const properties =
    reference === undefined ? {} : (description.components.schemas[reference]?.properties ?? {});
  return { query, body: Object.keys(properties) };
}
