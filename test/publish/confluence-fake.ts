import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SavedPage {
  id: string;
  title: string;
  body: string;
  version: number;
  parent: string | null;
  files: Map<string, Buffer>;
}

/**
 * A wiki with one space that pages are saved in: Cloud (pages by /api/v2, attachments by PUT) or Data Center (pages by
 * /rest/api/content, attachments by POST alone). Names and rules are those of Atlassian's description and of the Data
 * Center reference; anything else is 404.
 */
export class PagesFake {
  readonly pages: SavedPage[] = [];
  readonly requests: string[] = [];
  /** The next so many saves find that somebody was faster. */
  conflicts = 0;
  failing: { on: RegExp; status: number } | null = null;
  private server: Server | null = null;

  constructor(private readonly kind: 'cloud' | 'server') {}

  async start(): Promise<string> {
    this.server = createServer((request, response) => void this.answer(request, response));
    await new Promise<void>((resolve) => this.server?.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/wiki`;
  }

  async stop(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake');
    const path = url.pathname.replace(/^\/wiki/, '');
    const bytes = await read(request);
    this.requests.push(`${request.method} ${path}`);
    const send = (status: number, body: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (!/^(Basic|Bearer) \S+$/.test(request.headers.authorization ?? ''))
      return send(401, { message: 'no' });
    if (this.failing?.on.test(`${request.method} ${path}`) === true)
      return send(this.failing.status, { message: 'not today' });
    const attachment = /^\/rest\/api\/content\/(\d+)\/child\/attachment(?:\/(\w+)\/data)?$/.exec(path);
    if (attachment !== null) return send(...(await this.attachment(request, bytes, attachment, url)));
    const root = this.kind === 'cloud' ? '/api/v2/pages' : '/rest/api/content';
    if (this.kind === 'cloud' && path === '/api/v2/spaces')
      return send(200, { results: url.searchParams.get('keys') === 'CHK' ? [{ id: '77', key: 'CHK' }] : [] });
    if (path !== root && !path.startsWith(`${root}/`)) return send(404, { message: 'no such path' });
    if (request.method === 'GET') {
      const found = this.pages.filter((page) => page.title === url.searchParams.get('title'));
      return send(200, { results: found.map((page) => this.shape(page)) });
    }
    const body = JSON.parse(bytes.toString('utf8')) as Saved;
    return send(
      ...(request.method === 'POST' ? this.create(body) : this.update(path.slice(root.length + 1), body)),
    );
  }

  private create(body: Saved): [number, unknown] {
    const where =
      this.kind === 'cloud' ? body.spaceId === '77' : body.space?.key === 'CHK' && body.type === 'page';
    if (!where) return [400, { message: 'no such space' }];
    if (this.pages.some((page) => page.title === body.title))
      return [400, { errors: [{ title: 'A page with this title already exists in this space' }] }];
    const page = {
      id: String(100 + this.pages.length),
      title: body.title,
      body: this.textOf(body),
      version: 1,
      parent: body.parentId ?? body.ancestors?.[0]?.id ?? null,
      files: new Map<string, Buffer>(),
    };
    this.pages.push(page);
    return [200, this.shape(page)];
  }

  private update(id: string, body: Saved): [number, unknown] {
    const page = this.pages.find((each) => each.id === id);
    if (page === undefined) return [404, { message: 'no page' }];
    if (this.conflicts > 0) {
      this.conflicts -= 1;
      page.version += 1;
    }
    if (body.version?.number !== page.version + 1) return [409, { message: 'version must be incremented' }];
    Object.assign(page, { title: body.title, body: this.textOf(body), version: page.version + 1 });
    return [200, this.shape(page)];
  }

  private async attachment(
    request: IncomingMessage,
    bytes: Buffer,
    [, id, file]: RegExpExecArray,
    url: URL,
  ): Promise<[number, unknown]> {
    const page = this.pages.find((each) => each.id === id);
    if (page === undefined) return [404, { message: 'no page' }];
    if (request.method === 'GET') {
      const name = url.searchParams.get('filename') ?? '';
      const place = [...page.files.keys()].indexOf(name);
      return [200, { results: place === -1 ? [] : [{ id: `att${place}`, title: name }] }];
    }
    if (request.headers['x-atlassian-token'] !== 'nocheck') return [403, { message: 'XSRF check failed' }];
    const form = await new Response(new Uint8Array(bytes), {
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    }).formData();
    const given = form.get('file') as File;
    if (
      this.kind === 'server' &&
      (request.method !== 'POST' || (file === undefined && page.files.has(given.name)))
    )
      return [400, { message: 'Cannot add a new attachment with same file name as an existing attachment' }];
    page.files.set(given.name, Buffer.from(await given.arrayBuffer()));
    return [200, { results: [] }];
  }

  private textOf(body: Saved): string {
    const text = this.kind === 'cloud' ? body.body : body.body.storage;
    if (text?.representation !== 'storage') throw new Error('no storage format');
    return text.value ?? '';
  }

  /** Confluence adds attributes to macros when it saves them. */
  private shape({ id, title, version, body }: SavedPage): unknown {
    const value = body.replaceAll(
      '<ac:structured-macro ',
      '<ac:structured-macro ac:schema-version="1" ac:macro-id="m" ',
    );
    return {
      id,
      title,
      status: 'current',
      version: { number: version },
      body: { storage: { value, representation: 'storage' } },
    };
  }
}

interface Saved {
  readonly title: string;
  readonly type?: string;
  readonly spaceId?: string;
  readonly space?: { readonly key: string };
  readonly parentId?: string;
  readonly ancestors?: readonly { readonly id: string }[];
  readonly version?: { readonly number: number };
  readonly body: {
    representation?: string;
    value?: string;
    storage?: { representation: string; value: string };
  };
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
