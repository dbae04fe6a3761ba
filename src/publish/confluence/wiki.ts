import { z } from 'zod';
import { AnswerError, Courier } from '../../connectors/manners/index.ts';
import { CredentialsError, TrackerError } from '../../errors.ts';
import { CONFLUENCE_WORDS } from '../words.ts';

export interface WikiPlace {
  /** Address of the wiki (`https://acme.atlassian.net/wiki`). */
  readonly wiki: string;
  /** Key of the space. */
  readonly space: string;
  /** Id of the page under which new ones are put; null: the top of the space. */
  readonly parent: string | null;
}

export interface WikiOptions extends WikiPlace {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
  readonly onWait: (text: string) => void;
  readonly secondMs?: number;
}

export interface StoredPage {
  readonly id: string;
  readonly version: number;
  readonly body: string;
}

/** Pages and attachments of one space. */
export interface Wiki {
  find(title: string): Promise<StoredPage | null>;
  /** Null where a page of that title exists: another run was faster. */
  create(title: string, body: string): Promise<StoredPage | null>;
  /** False where somebody changed the page meanwhile. */
  update(page: StoredPage, title: string, body: string): Promise<boolean>;
  attach(page: string, name: string, png: Buffer): Promise<void>;
  /** Address of a page for people. */
  address(page: string): string;
}

const pageV2 = z.looseObject({
  id: z.coerce.string(),
  version: z.looseObject({ number: z.number() }).optional(),
  body: z.looseObject({ storage: z.looseObject({ value: z.string() }).optional() }).optional(),
});
const pagesV2 = z.looseObject({ results: z.array(pageV2) });
const spacesV2 = z.looseObject({ results: z.array(z.looseObject({ id: z.coerce.string() })) });
const attachments = z.looseObject({ results: z.array(z.looseObject({ id: z.coerce.string() })) });

/** Opens the space: Cloud by its API of today, Data Center (which has none of that name) by the older one. */
export async function openWiki(options: WikiOptions): Promise<Wiki> {
  const access = new Access(options);
  try {
    const query = new URLSearchParams({ keys: options.space });
    const { results } = spacesV2.parse(await access.json('GET', `/api/v2/spaces?${query}`));
    const [space] = results;
    if (space === undefined) throw noSpace(options);
    return new CloudWiki(access, options, space.id);
  } catch (error) {
    if (error instanceof AnswerError && error.status === 404) return new ServerWiki(access, options);
    throw error;
  }
}

function noSpace({ space, wiki }: WikiOptions): TrackerError {
  return new TrackerError({
    code: 'POST_NOT_FOUND',
    message: `Confluence (${new URL(wiki).host}) shows no space ${space} to this account.`,
    next: CONFLUENCE_WORDS.missing,
  });
}

class Access {
  readonly base: string;
  private readonly headers: Readonly<Record<string, string>>;
  private readonly courier: Courier;

  constructor({ wiki, env, signal, onWait, secondMs = 1000 }: WikiOptions) {
    this.base = wiki.replace(/\/+$/, '');
    this.headers = { accept: 'application/json', authorization: authorization(env) };
    this.courier = new Courier({
      words: CONFLUENCE_WORDS,
      signal,
      concurrency: 2,
      onWait,
      backoff: { baseMs: secondMs, capMs: 30 * secondMs, floorMs: Math.min(250, secondMs) },
    });
  }

  json(method: string, path: string, body?: unknown): Promise<unknown> {
    return this.courier.json({
      method,
      url: `${this.base}${path}`,
      headers: body === undefined ? this.headers : { ...this.headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async upload(method: 'PUT' | 'POST', path: string, name: string, png: Buffer): Promise<void> {
    const form = new FormData();
    form.set('minorEdit', 'true');
    form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), name);
    await this.courier.send({
      method,
      url: `${this.base}${path}`,
      // Confluence refuses forms without it (its protection against forged requests).
      headers: { ...this.headers, 'x-atlassian-token': 'nocheck' },
      body: form,
    });
  }
}

/** Basic for Cloud, bearer for a personal access token of Data Center. */
function authorization(env: WikiOptions['env']): string {
  const token = env['CONFLUENCE_API_TOKEN'] ?? env['JIRA_API_TOKEN'];
  const email = env['CONFLUENCE_EMAIL'] ?? env['JIRA_EMAIL'];
  if (token !== undefined && email !== undefined)
    return `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`;
  const bearer = env['CONFLUENCE_API_TOKEN'] ?? env['JIRA_PAT'];
  if (bearer !== undefined) return `Bearer ${bearer}`;
  throw new CredentialsError({
    code: 'POST_TOKEN_MISSING',
    message: 'Confluence cannot be reached: no token is set.',
    next: CONFLUENCE_WORDS.credentials,
  });
}

class CloudWiki implements Wiki {
  constructor(
    private readonly access: Access,
    private readonly place: WikiPlace,
    private readonly spaceId: string,
  ) {}

  async find(title: string): Promise<StoredPage | null> {
    const query = new URLSearchParams({
      'space-id': this.spaceId,
      title,
      'body-format': 'storage',
      limit: '1',
    });
    const { results } = pagesV2.parse(await this.access.json('GET', `/api/v2/pages?${query}`));
    return results[0] === undefined ? null : readPage(results[0]);
  }

  create(title: string, value: string): Promise<StoredPage | null> {
    const { parent } = this.place;
    return unlessTaken(async () =>
      this.access.json('POST', '/api/v2/pages', {
        spaceId: this.spaceId,
        status: 'current',
        title,
        ...(parent === null ? {} : { parentId: parent }),
        body: { representation: 'storage', value },
      }),
    );
  }

  update({ id, version }: StoredPage, title: string, value: string): Promise<boolean> {
    return unlessMoved(() =>
      this.access.json('PUT', `/api/v2/pages/${id}`, {
        id,
        status: 'current',
        title,
        body: { representation: 'storage', value },
        version: { number: version + 1 },
      }),
    );
  }

  attach(page: string, name: string, png: Buffer): Promise<void> {
    return this.access.upload('PUT', `/rest/api/content/${page}/child/attachment`, name, png);
  }

  address(page: string): string {
    return `${this.access.base}/spaces/${encodeURIComponent(this.place.space)}/pages/${page}`;
  }
}

class ServerWiki implements Wiki {
  constructor(
    private readonly access: Access,
    private readonly place: WikiPlace,
  ) {}

  async find(title: string): Promise<StoredPage | null> {
    const query = new URLSearchParams({ spaceKey: this.place.space, title, expand: 'version,body.storage' });
    const { results } = pagesV2.parse(await this.access.json('GET', `/rest/api/content?${query}`));
    return results[0] === undefined ? null : readPage(results[0]);
  }

  create(title: string, value: string): Promise<StoredPage | null> {
    const { parent, space } = this.place;
    return unlessTaken(() =>
      this.access.json('POST', '/rest/api/content', {
        type: 'page',
        title,
        space: { key: space },
        ...(parent === null ? {} : { ancestors: [{ id: parent }] }),
        body: { storage: { value, representation: 'storage' } },
      }),
    );
  }

  update({ id, version }: StoredPage, title: string, value: string): Promise<boolean> {
    return unlessMoved(() =>
      this.access.json('PUT', `/rest/api/content/${id}`, {
        id,
        type: 'page',
        title,
        version: { number: version + 1 },
        body: { storage: { value, representation: 'storage' } },
      }),
    );
  }

  /** Unlike Cloud it does not replace a file of the same name by itself. */
  async attach(page: string, name: string, png: Buffer): Promise<void> {
    const path = `/rest/api/content/${page}/child/attachment`;
    const query = new URLSearchParams({ filename: name });
    const [known] = attachments.parse(await this.access.json('GET', `${path}?${query}`)).results;
    await this.access.upload('POST', known === undefined ? path : `${path}/${known.id}/data`, name, png);
  }

  address(page: string): string {
    return `${this.access.base}/pages/viewpage.action?pageId=${page}`;
  }
}

function readPage(page: z.infer<typeof pageV2>): StoredPage {
  return { id: page.id, version: page.version?.number ?? 1, body: page.body?.storage?.value ?? '' };
}

async function unlessTaken(create: () => Promise<unknown>): Promise<StoredPage | null> {
  try {
    return readPage(pageV2.parse(await create()));
  } catch (error) {
    if (error instanceof AnswerError && error.status === 400 && /already exists/i.test(error.body))
      return null;
    throw error;
  }
}

async function unlessMoved(update: () => Promise<unknown>): Promise<boolean> {
  try {
    await update();
    return true;
  } catch (error) {
    if (error instanceof AnswerError && error.status === 409) return false;
    throw error;
  }
}
