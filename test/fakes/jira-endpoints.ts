import type { Person } from '../../src/history/team-history.ts';
import type { JiraLists, ListRequest } from './jira-lists.ts';
import { Refusal } from './jira-lists.ts';
import type { Json } from './jira-shapes.ts';
import type { JiraWorld } from './jira-world.ts';

export interface EndpointContext {
  readonly world: JiraWorld;
  readonly lists: JiraLists;
  readonly zone: string;
  readonly query: URLSearchParams;
  readonly body: Json;
}

type Endpoint = (context: EndpointContext, ...ids: string[]) => unknown;

/** Shared by both deployments, below /rest/api/3 or /rest/api/2. */
const PLATFORM: readonly [string, RegExp, Endpoint][] = [
  ['GET', /^\/serverInfo$/, serverInfo],
  [
    'GET',
    /^\/myself$/,
    ({ world, zone }) => ({ ...world.shapes.user(world.history.people[0] as Person), timeZone: zone }),
  ],
  ['GET', /^\/field$/, ({ world }) => world.shapes.fieldList()],
  ['GET', /^\/status$/, ({ world }) => world.shapes.statuses()],
  ['GET', /^\/project\/([^/]+)$/, project],
  ['GET', /^\/project\/([^/]+)\/role$/, roles],
  ['GET', /^\/project\/([^/]+)\/role\/(\d+)$/, role],
  ['GET', /^\/issue\/([^/]+)\/comment$/, comments],
];

const CLOUD: readonly [string, RegExp, Endpoint][] = [
  [
    'GET',
    /^\/rest\/api\/3\/project\/search$/,
    ({ world }) => ({ values: [projectOf(world)], total: 1, isLast: true, startAt: 0, maxResults: 50 }),
  ],
  ['GET', /^\/rest\/api\/3\/priority\/search$/, priorities],
  [
    'POST',
    /^\/rest\/api\/3\/search\/jql$/,
    ({ lists, body }) => lists.byToken(inBody(body), text(body.nextPageToken)),
  ],
  [
    'POST',
    /^\/rest\/api\/3\/search\/approximate-count$/,
    ({ lists, body }) => ({ count: lists.count(String(body.jql)) }),
  ],
  ['POST', /^\/rest\/api\/3\/issue\/bulkfetch$/, bulkFetch],
  ['POST', /^\/rest\/api\/3\/changelog\/bulkfetch$/, bulkChangelogs],
  [
    'GET',
    /^\/rest\/software\/1\.0\/board\/(\d+)\/issue$/,
    (context, board = '') => {
      mustBeBoard(context, board);
      return context.lists.byToken(
        inQuery(context.query, Number(board)),
        context.query.get('nextPageToken') ?? undefined,
      );
    },
  ],
];

/** Paths that Cloud has removed. */
const GONE =
  /^\/rest\/api\/[23]\/search$|^\/rest\/agile\/1\.0\/(board\/\d+\/(issue|backlog|sprint\/\d+\/issue)|sprint\/\d+\/issue|epic\/.*issue)$/;

const DATA_CENTER: readonly [string, RegExp, Endpoint][] = [
  ['GET', /^\/rest\/api\/2\/project$/, ({ world }) => [projectOf(world)]],
  ['GET', /^\/rest\/api\/2\/priority$/, ({ world }) => world.shapes.priorities()],
  [
    'POST',
    /^\/rest\/api\/2\/search$/,
    ({ lists, body }) => lists.byOffset(inBody(body), Number(body.startAt ?? 0)),
  ],
  [
    'GET',
    /^\/rest\/agile\/1\.0\/board\/(\d+)\/issue$/,
    (context, board = '') => {
      mustBeBoard(context, board);
      return context.lists.byOffset(
        inQuery(context.query, Number(board)),
        Number(context.query.get('startAt') ?? 0),
      );
    },
  ],
];

const AGILE: readonly [string, RegExp, Endpoint][] = [
  ['GET', /^\/rest\/agile\/1\.0\/board$/, boards],
  [
    'GET',
    /^\/rest\/agile\/1\.0\/board\/(\d+)\/configuration$/,
    (context, board = '') =>
      context.world.shapes.boardConfiguration(Number(board), mustBeBoard(context, board).type),
  ],
  ['GET', /^\/rest\/agile\/1\.0\/board\/(\d+)\/sprint$/, sprints],
];

/** The answer's body. Throws a `Refusal` with the status that Jira gives. */
export function answerOf(context: EndpointContext, method: string, path: string): unknown {
  const { dataCenter } = context.world.options;
  if (!dataCenter && GONE.test(path))
    throw new Refusal(410, 'The requested API has been removed. Please migrate to the enhanced one.');
  const version = dataCenter
    ? '/rest/api/2'
    : /^\/rest\/api\/2\/serverInfo$/.test(path)
      ? '/rest/api/2'
      : '/rest/api/3';
  const platform = path.startsWith(version) ? find(PLATFORM, method, path.slice(version.length)) : null;
  const found = platform ?? find([...(dataCenter ? DATA_CENTER : CLOUD), ...AGILE], method, path);
  if (found === null) throw new Refusal(404, `No such path: ${method} ${path}`);
  return found[0](context, ...found[1]);
}

function find(
  table: readonly [string, RegExp, Endpoint][],
  method: string,
  path: string,
): [Endpoint, string[]] | null {
  for (const [verb, pattern, endpoint] of table) {
    const match = verb === method ? pattern.exec(path) : null;
    if (match !== null) return [endpoint, match.slice(1).map(decodeURIComponent)];
  }
  return null;
}

function serverInfo({ world }: EndpointContext): Json {
  const { dataCenter, site } = world.options;
  return dataCenter
    ? {
        baseUrl: site,
        version: '9.12.15',
        versionNumbers: [9, 12, 15],
        deploymentType: 'Server',
        serverTitle: 'Jira',
      }
    : {
        baseUrl: site,
        version: '1001.0.0-SNAPSHOT',
        versionNumbers: [1001, 0, 0],
        deploymentType: 'Cloud',
        serverTitle: 'Jira',
      };
}

function projectOf(world: JiraWorld): Json {
  const [goal] = world.history.goals;
  return {
    self: `${world.options.site}/rest/api/2/project/10003`,
    id: '10003',
    key: world.project,
    name: world.history.team.name,
    description: goal?.text ?? '',
    projectTypeKey: 'software',
    simplified: false,
    issueTypes: [],
    versions: world.shapes.versions(),
  };
}

function project({ world }: EndpointContext, key = ''): Json {
  if (key !== world.project) throw new Refusal(404, `No project could be found with key '${key}'.`);
  return projectOf(world);
}

const ROLE_NAMES = { 'product-owner': 'Product Owner', 'scrum-master': 'Scrum Master' } as const;

function roles({ world }: EndpointContext): Json {
  const address = (id: number): string => `${world.options.site}/rest/api/3/project/10003/role/${id}`;
  return {
    Administrators: address(10_002),
    'Product Owner': address(10_101),
    'Scrum Master': address(10_102),
  };
}

function role({ world }: EndpointContext, _project = '', id = ''): Json {
  const name = id === '10101' ? 'product-owner' : 'scrum-master';
  const held = world.history.declaredRoles.filter((declared) => declared.role === name);
  return {
    name: ROLE_NAMES[name],
    id: Number(id),
    actors: held.map(({ person }, index) => ({
      id: index,
      displayName: world.history.people.find((one) => one.id === person)?.name ?? person,
      type: 'atlassian-user-role-actor',
      ...(world.options.dataCenter ? { name: person } : { actorUser: { accountId: person } }),
    })),
  };
}

function comments({ world, query }: EndpointContext, key = ''): Json {
  const issue = world.byIdOrKey(key);
  if (issue === null) throw new Refusal(404, 'Issue does not exist or you do not have permission to see it.');
  const all = ((issue.fields as Json).comment as { comments: unknown[] }).comments;
  const startAt = Number(query.get('startAt') ?? 0);
  const page = all.slice(startAt, startAt + Number(query.get('maxResults') ?? 100));
  return { startAt, maxResults: page.length, total: all.length, comments: page };
}

function priorities({ world, query }: EndpointContext): Json {
  return paged(world.shapes.priorities(), query, 50);
}

function boards({ world, query }: EndpointContext): Json {
  const key = query.get('projectKeyOrId');
  const shown = key === null || key === world.project ? world.options.boards : [];
  return paged(
    shown.map(({ id, type }) => ({
      id,
      type,
      name: `Board ${id}`,
      self: `${world.options.site}/rest/agile/1.0/board/${id}`,
    })),
    query,
    50,
  );
}

function mustBeBoard({ world }: EndpointContext, id: string): JiraWorld['options']['boards'][number] {
  const board = world.options.boards.find((one) => one.id === Number(id));
  if (board === undefined)
    throw new Refusal(
      404,
      'The requested board cannot be viewed because it either does not exist or you do not have permission to view it.',
    );
  return board;
}

function sprints(context: EndpointContext, board = ''): Json {
  const { world, query } = context;
  if (mustBeBoard(context, board).type === 'kanban')
    throw new Refusal(400, 'The board does not support sprints');
  const [first] = world.options.boards.filter(({ type }) => type !== 'kanban');
  const own = world.history.sprints.filter((sprint) => (sprint.board ?? String(first?.id)) === board);
  const states = query.get('state')?.split(',');
  const asked = own.filter(({ state }) => states === undefined || states.includes(state));
  return paged(
    asked.map((sprint) => world.shapes.sprint(sprint)),
    query,
    50,
  );
}

function paged(values: readonly unknown[], query: URLSearchParams, most: number): Json {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(most, Number(query.get('maxResults') ?? most));
  const page = values.slice(startAt, startAt + maxResults);
  return {
    startAt,
    maxResults,
    total: values.length,
    isLast: startAt + page.length >= values.length,
    values: page,
  };
}

function bulkFetch({ world, body }: EndpointContext): Json {
  const asked = body.issueIdsOrKeys as string[];
  if (asked.length > 100) throw new Refusal(400, 'The maximum number of issues is 100.');
  const fields = (body.fields ?? []) as string[];
  const found = asked.map((key) => [key, world.byIdOrKey(key)] as const);
  return {
    issues: found.flatMap(([, issue]) =>
      issue === null
        ? []
        : [
            {
              id: issue.id,
              key: issue.key,
              fields: Object.fromEntries(fields.map((name) => [name, (issue.fields as Json)[name]])),
            },
          ],
    ),
    issueErrors: found.flatMap(([key, issue]) =>
      issue === null ? [{ id: key, errorMessage: 'Issue does not exist.' }] : [],
    ),
  };
}

function bulkChangelogs({ lists, body }: EndpointContext): Json {
  const issues = body.issueIdsOrKeys as string[];
  const fieldIds = (body.fieldIds ?? []) as string[];
  const size = Number(body.maxResults ?? 1000);
  if (issues.length === 0 || issues.length > 1000) throw new Refusal(400, 'Between 1 and 1000 issues.');
  if (fieldIds.length > 10) throw new Refusal(400, 'At most 10 field ids.');
  if (size < 1 || size > 10_000) throw new Refusal(400, 'maxResults must be between 1 and 10000.');
  return lists.changelogs(issues, fieldIds, size, text(body.nextPageToken));
}

function inBody(body: Json): ListRequest {
  const expand = ([] as unknown[]).concat(body.expand ?? []);
  return {
    jql: String(body.jql ?? ''),
    fields: (body.fields ?? []) as string[],
    maxResults: Number(body.maxResults ?? 50),
    changelog: expand.includes('changelog'),
    board: null,
  };
}

function inQuery(query: URLSearchParams, board: number): ListRequest {
  return {
    jql: query.get('jql') ?? '',
    fields: query.getAll('fields').flatMap((name) => name.split(',')),
    maxResults: Number(query.get('maxResults') ?? 50),
    changelog: (query.get('expand') ?? '').includes('changelog'),
    board,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
