import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  Courier,
  backoffMs,
  DEFAULT_BACKOFF,
  mapBounded,
  pagesOf,
  statedLimit,
} from '../../../src/connectors/manners/index.ts';
import type { Clock, CourierOptions } from '../../../src/connectors/manners/index.ts';

const WORDS = {
  tracker: 'Jira',
  code: 'JIRA',
  credentials: 'Make a new token.',
  permission: 'Ask for browse permission.',
  missing: 'Check the project key.',
};

/** A clock that jumps instead of waiting, and keeps the waits. */
function jumping(): Clock & { readonly waits: number[] } {
  let now = Date.UTC(2026, 0, 5);
  const waits: number[] = [];
  return {
    waits,
    now: () => now,
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted();
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

type Answer = { status: number; headers?: Record<string, string>; body?: string } | 'cut' | 'hang';

const servers: { close(): void; closeAllConnections(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that gives the answers in turn, the last one for ever. */
async function answering(...answers: Answer[]): Promise<{ url: string; paths: string[] }> {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(paths.length, answers.length - 1)] as Answer;
    paths.push(request.url ?? '');
    if (answer === 'hang') return;
    if (answer === 'cut') return void request.socket.destroy();
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body ?? '{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/rest/x?jql=secret`, paths };
}

function courier(options: Partial<CourierOptions> = {}): {
  courier: Courier;
  clock: ReturnType<typeof jumping>;
} {
  const clock = jumping();
  return {
    clock,
    courier: new Courier({ words: WORDS, signal: new AbortController().signal, clock, ...options }),
  };
}

const get = (url: string) => ({ method: 'GET', url, headers: {} });
const post = (url: string) => ({ method: 'POST', url, headers: {}, body: '{}' });

describe('sending requests with manners', () => {
  it('tries again after 503, cut connections and truncated JSON, with growing waits', async () => {
    const server = await answering(
      { status: 503 },
      'cut',
      { status: 200, body: '{"a":' },
      { status: 200, body: '{"a":1}' },
    );
    const { courier: one, clock } = courier();
    expect(await one.json(get(server.url))).toEqual({ a: 1 });
    expect(one.requests).toBe(4);
    expect(clock.waits).toEqual([1000, 2000, 4000]);
  });

  it('waits as long as the server says, in seconds or by date, and never less', async () => {
    const date = new Date(Date.UTC(2026, 0, 5, 0, 0, 20)).toUTCString();
    const server = await answering(
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 429, headers: { 'retry-after': date } },
      { status: 200 },
    );
    const { courier: one, clock } = courier();
    await one.json(get(server.url));
    expect(clock.waits[0]).toBeGreaterThanOrEqual(7000);
    expect(clock.waits[0]).toBeLessThanOrEqual(7000 * 1.3);
    expect((clock.waits[0] ?? 0) + (clock.waits[1] ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  it('sends what changes something again only when it was turned away', async () => {
    const failing = await answering({ status: 500 }, { status: 200 });
    await expect(courier().courier.json(post(failing.url))).rejects.toMatchObject({
      exitCode: 4,
      status: 500,
    });
    expect(failing.paths).toHaveLength(1);
    const limited = await answering({ status: 429 }, { status: 200 });
    await courier().courier.json(post(limited.url));
    expect(limited.paths).toHaveLength(2);
    const reading = await answering({ status: 500 }, { status: 200 });
    await courier().courier.json({ ...post(reading.url), idempotent: true });
    expect(reading.paths).toHaveLength(2);
  });

  it.each([
    [401, 'CredentialsError', 3, 'Make a new token.'],
    [403, 'AnswerError', 4, 'Ask for browse permission.'],
    [404, 'AnswerError', 4, 'Check the project key.'],
  ])('%i is no reason to try again, and says what to do', async (status, name, exitCode, next) => {
    const server = await answering({ status, body: '{"errorMessages":["No project could be found."]}' });
    await expect(courier().courier.json(get(server.url))).rejects.toMatchObject({ name, exitCode, next });
    expect(server.paths).toHaveLength(1);
  });

  it('shows neither query nor body in a message', async () => {
    const server = await answering({ status: 404, body: '<html>token</html>' });
    const error = await courier()
      .courier.json(get(server.url))
      .catch((caught: unknown) => caught);
    expect(String(error)).not.toMatch(/secret|token/);
    expect(String(error)).toContain('/rest/x');
  });

  it('gives up after its tries, and at once when asked to wait longer than its patience', async () => {
    const down = await answering({ status: 503 });
    await expect(courier({ tries: 3 }).courier.json(get(down.url))).rejects.toMatchObject({
      code: 'JIRA_UNAVAILABLE',
      exitCode: 4,
    });
    expect(down.paths).toHaveLength(3);
    const long = await answering({ status: 429, headers: { 'retry-after': '7200' } });
    await expect(courier().courier.json(get(long.url))).rejects.toMatchObject({ code: 'JIRA_RATE_LIMITED' });
    expect(long.paths).toHaveLength(1);
  });

  it('does not wait for ever for an answer', async () => {
    const server = await answering('hang', { status: 200, body: '1' });
    expect(await courier({ timeoutMs: 100 }).courier.json(get(server.url))).toBe(1);
  });

  it('stops at once when it is cancelled, also while it waits', async () => {
    const control = new AbortController();
    const server = await answering({ status: 429, headers: { 'retry-after': '60' } });
    const one = new Courier({ words: WORDS, signal: control.signal });
    setTimeout(() => control.abort(new Error('stopped')), 50);
    await expect(one.json(get(server.url))).rejects.toThrow('stopped');
  });

  it('says when no server is there', async () => {
    const server = await answering({ status: 200 });
    for (const running of servers.splice(0))
      await new Promise<void>((resolve) => (running as Server).close(() => resolve()));
    await expect(courier({ tries: 2 }).courier.json(get(server.url))).rejects.toMatchObject({
      code: 'JIRA_UNREACHABLE',
      message: expect.stringContaining('refused') as string,
    });
  });

  it('keeps to its number of requests at a time', async () => {
    let running = 0;
    let most = 0;
    const one = new Courier({
      words: WORDS,
      signal: new AbortController().signal,
      concurrency: 3,
      fetch: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 5));
        running -= 1;
        return new Response('{}');
      },
    });
    await Promise.all(Array.from({ length: 10 }, () => one.json(get('http://x.example/'))));
    expect(most).toBe(3);
  });

  it.each([
    ['a burst slows its endpoint alone', 'jira-burst-based', ['/a', '/b']],
    ['a quota slows everything', 'jira-quota-tenant-based', ['/a']],
  ])('%s', async (_, reason, sentWhileWaiting) => {
    let wake = (): void => undefined;
    const asleep = new Promise<void>((resolve) => (wake = resolve));
    let now = 0;
    const sent: string[] = [];
    const one = new Courier({
      words: WORDS,
      signal: new AbortController().signal,
      clock: {
        now: () => now,
        random: () => 0,
        sleep: async (milliseconds) => {
          await asleep;
          now += milliseconds;
        },
      },
      fetch: async (input) => {
        sent.push(new URL(input as string).pathname);
        if (sent.length > 1) return new Response('{}');
        return new Response('', {
          status: 429,
          headers: { 'retry-after': '30', 'ratelimit-reason': reason },
        });
      },
    });
    const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));
    const limited = one.json(get('http://x.example/a'));
    await turn();
    const other = one.json(get('http://x.example/b'));
    await turn();
    expect(sent).toEqual(sentWhileWaiting);
    wake();
    await Promise.all([limited, other]);
    expect([...sent].sort()).toEqual(['/a', '/a', '/b']);
  });
});

describe('limits and waits', () => {
  it('reads resets as seconds, milliseconds and ISO 8601 without seconds', () => {
    const now = Date.UTC(2026, 0, 5, 10);
    for (const reset of [String(now / 1000 + 60), String(now + 60_000), '2026-01-05T10:01Z']) {
      expect(
        statedLimit({ status: 429, headers: new Headers({ 'x-ratelimit-reset': reset }), text: '' }, now)
          ?.waitMs,
      ).toBe(60_000);
    }
    expect(
      statedLimit({ status: 200, headers: new Headers({ 'retry-after': '5' }), text: '' }, now),
    ).toBeNull();
  });

  it('grows, stays between 70 and 130 %, under its cap and over its floor', () => {
    for (let attempt = 1; attempt < 12; attempt += 1) {
      for (const random of [0, 0.5, 0.999]) {
        const wait = backoffMs(attempt, null, DEFAULT_BACKOFF, random);
        const middle = Math.min(30_000, 1000 * 2 ** (attempt - 1));
        expect(wait).toBeGreaterThanOrEqual(middle * 0.7);
        expect(wait).toBeLessThanOrEqual(middle * 1.3);
      }
    }
    expect(backoffMs(1, 0, DEFAULT_BACKOFF, 0)).toBe(DEFAULT_BACKOFF.floorMs);
  });
});

describe('lists in pages', () => {
  it('ends where the server says so, not at a short page', async () => {
    const pages = [
      { values: [1, 2], next: 1 },
      { values: [], next: 2 },
      { values: [3], next: null },
    ];
    const seen: number[][] = [];
    for await (const values of pagesOf<number, number>(0, async (at) => pages[at ?? 0]!))
      seen.push([...values]);
    expect(seen).toEqual([[1, 2], [], [3]]);
  });

  it('does not run in circles', async () => {
    const all = async (): Promise<void> => {
      for await (const values of pagesOf<number, string>(null, async () => ({ values: [1], next: 'same' })))
        void values;
    };
    await expect(all()).rejects.toMatchObject({ code: 'PAGING_LOOP', exitCode: 4 });
  });

  it('maps in order with a bound, and the first failure ends it', async () => {
    expect(await mapBounded([3, 1, 2], 2, async (value) => value * 2)).toEqual([6, 2, 4]);
    let started = 0;
    const failing = mapBounded(
      Array.from({ length: 50 }, (_, index) => index),
      2,
      async (value) => {
        started += 1;
        if (value === 1) throw new Error('no');
        return new Promise((resolve) => setTimeout(resolve, 1));
      },
    );
    await expect(failing).rejects.toThrow('no');
    expect(started).toBeLessThan(50);
  });
});
