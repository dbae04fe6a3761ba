import type { Courier } from '../manners/index.ts';
import { headersOf } from './access.ts';
import type { Access } from './access.ts';
import type { Json } from './json.ts';

/** A request as jira.js states it. */
export interface JiraRequest {
  readonly url: string;
  readonly method: string;
  readonly searchParams?: Json;
  readonly body?: unknown;
}

/** Sends a request and gives the parsed answer. Rejects with the courier's errors. */
export type Transport = (request: JiraRequest) => Promise<unknown>;

/** The way to a site, with its token and our manners. Data Center answers version 2 of the paths that Cloud answers in version 3. */
export function transportOf(access: Access, courier: Courier): Transport {
  return ({ url, method, searchParams = {}, body }) => {
    const path = access.deployment === 'data-center' ? url.replace('/rest/api/3/', '/rest/api/2/') : url;
    const content = body === undefined ? {} : { body: JSON.stringify(body) };
    return courier.json({
      method,
      url: `${access.base}${path}${queryOf(searchParams)}`,
      headers: {
        ...headersOf(access),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      endpoint: `${method} ${path.replace(/\/[A-Z][A-Z0-9_]*-\d+(?=\/|$)|\/\d+(?=\/|$)/g, '/*')}`,
      // Everything we send reads, whatever its method.
      idempotent: true,
      ...content,
    });
  };
}

function queryOf(parameters: Json): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const entry of Array.isArray(value) ? value : [value]) {
      if (entry !== undefined && entry !== null) query.append(name, String(entry));
    }
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
