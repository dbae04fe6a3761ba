import type { Courier } from './courier.ts';

/**
 * The courier in the shape of `fetch`, for client libraries that take one (Octokit, GraphQL clients): they see successes only;
 * everything else rejects with the courier's errors. POST requests are read-only in all our uses of it and are retried.
 */
export function asFetch(courier: Courier, endpoint?: (url: string) => string): typeof fetch {
  return async (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url;
    const answer = await courier.send({
      method: init?.method ?? 'GET',
      url,
      headers: Object.fromEntries(new Headers(init?.headers)),
      idempotent: true,
      ...(typeof init?.body === 'string' ? { body: init.body } : {}),
      ...(endpoint === undefined ? {} : { endpoint: endpoint(url) }),
    });
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : answer.text, { status: answer.status, headers: answer.headers });
  };
}
