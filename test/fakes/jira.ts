import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { JiraContract } from './jira-contract.ts';
import { answerOf } from './jira-endpoints.ts';
import { noFaults, outcomeOf } from './jira-faults.ts';
import type { JiraFaults } from './jira-faults.ts';
import { JiraLists, Refusal } from './jira-lists.ts';
import type { Json } from './jira-shapes.ts';
import { JiraWorld } from './jira-world.ts';
import type { WorldOptions } from './jira-world.ts';

/** One request as the fake saw it. */
export interface Seen {
  readonly operation: string;
  readonly query: string;
  readonly body: Json;
  readonly authorization: string | undefined;
  status: number;
}

export interface JiraFakeOptions {
  readonly dataCenter?: boolean;
  readonly boards?: WorldOptions['boards'];
  /** IANA zone of the user whose token it is: JQL times are in it. */
  readonly zone?: string;
  /** Path under which Data Center lives. */
  readonly context?: string;
  /** The site refuses the token, the gateway takes it: a token with scopes. */
  readonly scoped?: boolean;
  /** The server's clock. */
  readonly clock?: () => number;
}

export interface JiraFake {
  /** Address of the site. */
  readonly url: string;
  /** Address of the gateway (https://api.atlassian.com in the world). */
  readonly gateway: string;
  readonly world: JiraWorld;
  readonly faults: JiraFaults;
  readonly seen: Seen[];
  /** Requests that the official description does not allow. */
  readonly illegal: string[];
  close(): Promise<void>;
}

/** The tokens that the fake takes. */
export const JIRA_EMAIL = 'ana@example.com';
export const JIRA_API_TOKEN = 'ATATT-secret-0123456789';
export const JIRA_PAT = 'NjY-secret-pat-0123456789';
const CLOUD_ID = '35273b54-3f06-40d2-880f-dd28cf8daafa';

const contract = new JiraContract();

/** A local Jira that serves a team's history: Cloud's API or Data Center's, with their limits and their faults. */
export async function jiraFake(history: TeamHistory, options: JiraFakeOptions = {}): Promise<JiraFake> {
  const fake = new Server(history, options);
  await fake.listen();
  return fake;
}

class Server implements JiraFake {
  url = '';
  gateway = '';
  world!: JiraWorld;
  readonly faults: JiraFaults;
  readonly seen: Seen[] = [];
  readonly illegal: string[] = [];
  private lists!: JiraLists;
  private readonly zone: string;
  private readonly server = createServer((request, response) => {
    void this.handle(request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });

  constructor(
    private readonly history: TeamHistory,
    private readonly options: JiraFakeOptions,
  ) {
    this.faults = noFaults(options.dataCenter ?? false);
    this.zone = options.zone ?? 'Europe/Berlin';
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
    this.url = `${origin}${this.options.context ?? ''}`;
    this.gateway = `${origin}/gateway`;
    const { dataCenter = false, boards = [{ id: 12, type: 'scrum' }] } = this.options;
    this.world = new JiraWorld(this.history, { site: this.url, dataCenter, boards });
    this.lists = new JiraLists(() => this.world, this.faults, this.zone);
  }

  close(): Promise<void> {
    return new Promise((resolve) => (this.server.close(() => resolve()), this.server.closeAllConnections()));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const address = new URL(request.url ?? '/', this.url);
    const body = await bodyOf(request);
    const { path, throughGateway } = this.placeOf(address.pathname);
    const operation = `${request.method} ${path}`;
    const { authorization } = request.headers;
    const entry: Seen = { operation, query: address.search, body, authorization, status: 0 };
    this.seen.push(entry);
    response.on('close', () => (entry.status = response.statusCode));
    if (this.options.clock !== undefined)
      response.setHeader('date', new Date(this.options.clock()).toUTCString());
    if (this.faults.slowMs > 0) await new Promise((resolve) => setTimeout(resolve, this.faults.slowMs));
    if (path === '/_edge/tenant_info') return send(response, 200, { cloudId: CLOUD_ID });
    if (!path.endsWith('/serverInfo') && !this.takes(authorization, throughGateway))
      return send(response, 401, {
        errorMessages: ['Client must be authenticated to access this resource.'],
      });
    this.answer(operation, { query: address.searchParams, body }, response);
  }

  private placeOf(pathname: string): { path: string; throughGateway: boolean } {
    const gateway = `/gateway/ex/jira/${CLOUD_ID}`;
    if (pathname.startsWith(gateway)) return { path: pathname.slice(gateway.length), throughGateway: true };
    const { context = '' } = this.options;
    return {
      path: pathname.startsWith(context) ? pathname.slice(context.length) : pathname,
      throughGateway: false,
    };
  }

  private takes(authorization: string | undefined, throughGateway: boolean): boolean {
    const { refused, expiresAfter } = this.faults;
    if (refused || (expiresAfter !== null && this.seen.length > expiresAfter)) return false;
    if (this.options.dataCenter === true) return authorization === `Bearer ${JIRA_PAT}`;
    if (this.options.scoped === true && !throughGateway) return false;
    const basic = Buffer.from(`${JIRA_EMAIL}:${JIRA_API_TOKEN}`).toString('base64');
    return authorization === `Basic ${basic}` || authorization === `Bearer ${JIRA_API_TOKEN}`;
  }

  private answer(
    operation: string,
    { query, body }: { query: URLSearchParams; body: Json },
    response: ServerResponse,
  ): void {
    const outcome = outcomeOf(this.faults, operation);
    if (outcome.kind === 'hang') return;
    if (outcome.kind === 'cut') return void response.destroy();
    if (outcome.kind === 'status') {
      for (const [name, value] of Object.entries(outcome.headers)) response.setHeader(name, value);
      return send(response, outcome.status, { errorMessages: [] });
    }
    const [method = '', path = ''] = operation.split(' ');
    const problem = this.options.dataCenter === true ? null : contract.problem(method, path, query, body);
    if (problem !== null) {
      this.illegal.push(problem);
      return send(response, 400, { errorMessages: [`Invalid request payload: ${problem}`] });
    }
    try {
      const answer = answerOf(
        { world: this.world, lists: this.lists, zone: this.zone, query, body },
        method,
        path,
      );
      send(response, 200, answer, outcome.kind === 'half');
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      send(response, error.status, { errorMessages: [error.message] });
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<Json> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  return text === '' ? {} : (JSON.parse(text) as Json);
}

function send(response: ServerResponse, status: number, body: unknown, half = false): void {
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' });
  response.end(half ? text.slice(0, text.length / 2) : text);
}
