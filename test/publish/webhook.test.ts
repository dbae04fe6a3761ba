import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { fixtureReport, harbour } from '../fixtures/reports/report.ts';
import { post } from './support.ts';

interface Received {
  readonly url: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

const SECRET_PATH = '/services/T000/B000/sEcReT';
let server: Server | null = null;

/** A receiver that answers with the given statuses one after the other, then 200. */
async function receiver(...answers: { status: number; body?: string; headers?: Record<string, string> }[]) {
  const received: Received[] = [];
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({
        url: request.url ?? '',
        body: Buffer.concat(parts).toString('utf8'),
        headers: request.headers,
      });
      const { status, body = 'ok', headers = {} } = answers.shift() ?? { status: 200 };
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { received, url: `http://127.0.0.1:${port}${SECRET_PATH}`, host: `127.0.0.1:${port}` };
}

afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === null ? resolve(null) : server.close(resolve)));
  server = null;
});

const QUICK = { HATCHECK_SECOND_MS: '10' };

describe('Slack and Teams by webhook', () => {
  it.each([
    ['slack', 'SLACK_WEBHOOK_URL', 'blocks'],
    ['teams', 'TEAMS_WEBHOOK_URL', 'attachments'],
  ])('%s gets the message that --dry-run shows', async (target, variable, part) => {
    const { received, url } = await receiver();
    const env = { ...QUICK, [variable]: url };
    const rehearsal = await post(fixtureReport(), target, ['--dry-run'], { env });
    expect(received).toEqual([]);
    const outcome = await post(fixtureReport(), target, [], { env });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    expect(received).toHaveLength(1);
    expect(JSON.parse(received[0]?.body ?? '')).toHaveProperty(part);
    expect(rehearsal.stdout).toContain(received[0]?.body ?? 'nothing');
    for (const { stdout, stderr } of [rehearsal, outcome]) expect(stdout + stderr).not.toContain('sEcReT');
  });

  it.each([
    [404, 'no_service', 'POST_NOT_FOUND', /no_service[\s\S]*create an incoming webhook/],
    [410, 'channel_is_archived', 'POST_GONE', /channel_is_archived/],
    [403, 'action_prohibited', 'POST_FORBIDDEN', /action_prohibited/],
    [400, 'invalid_payload', 'POST_REFUSED', /invalid_payload/],
    [500, 'rollup_error', 'POST_UNAVAILABLE', /Look whether it arrived/],
    [302, '', 'POST_REFUSED', /302/],
  ])(
    'a webhook that answers %i: exit 4, what to do, where the files are, no address',
    async (status, body, code, words) => {
      const { received, url, host } = await receiver({ status, body }, { status, body });
      const outcome = await post(fixtureReport(), 'slack', ['--json', '--verbose'], {
        env: { ...QUICK, SLACK_WEBHOOK_URL: url },
      });
      expect(outcome.code).toBe(4);
      expect(JSON.parse(outcome.stdout)).toMatchObject({ error: { code } });
      expect(outcome.stderr).toMatch(words);
      expect(outcome.stderr).toContain(host);
      expect(outcome.stderr).toContain("The report's files are in hatcheck-report.");
      expect(outcome.stderr + outcome.stdout).not.toContain('sEcReT');
      expect(received).toHaveLength(1);
    },
  );

  it('waits for a limit and sends once more', async () => {
    const { received, url } = await receiver({ status: 429, headers: { 'retry-after': '0' } });
    const outcome = await post(fixtureReport(), 'slack', [], { env: { ...QUICK, SLACK_WEBHOOK_URL: url } });
    expect(outcome.code).toBe(0);
    expect(received).toHaveLength(2);
  });

  it('a receiver that is not there: exit 4 without its address', async () => {
    const env = { ...QUICK, TEAMS_WEBHOOK_URL: `http://127.0.0.1:9${SECRET_PATH}` };
    const outcome = await post(fixtureReport(), 'teams', ['--verbose'], { env });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/Microsoft Teams \(127\.0\.0\.1:9\) could not be reached/);
    expect(outcome.stderr).not.toContain('sEcReT');
  });

  it.each([
    ['', 3, /SLACK_WEBHOOK_URL is not set/],
    ['http://hooks.example/x', 2, /no address that a report may be sent to/],
    ['not a url', 2, /no address/],
  ])('an address of "%s": exit %i', async (url, code, words) => {
    const outcome = await post(fixtureReport(), 'slack', [], { env: { SLACK_WEBHOOK_URL: url } });
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).toMatch(words);
    if (url !== '') expect(outcome.stderr).not.toContain(url);
  });
});

describe('the signed webhook', () => {
  it('sends the report document, signed over its bytes', async () => {
    const { received, url } = await receiver();
    const report = fixtureReport('weekly', [{ ...harbour(), name: 'Häfen' }]);
    const env = { ...QUICK, HATCHECK_WEBHOOK_URL: url, HATCHECK_WEBHOOK_SECRET: 'a shared secret' };
    const outcome = await post(report, 'webhook', [], { env });
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const [{ body, headers }] = received as [Received];
    expect(JSON.parse(body)).toMatchObject({ schemaVersion: 1, teams: [{ name: 'Häfen' }] });
    const expected = createHmac('sha256', 'a shared secret').update(Buffer.from(body, 'utf8')).digest('hex');
    expect(headers['x-hatcheck-signature-256']).toBe(`sha256=${expected}`);
    expect(headers['x-hatcheck-event']).toBe('report');
    expect(headers['content-type']).toContain('application/json');
    await post(report, 'webhook', [], { env });
    expect(received[1]?.headers['x-hatcheck-delivery']).toBe(headers['x-hatcheck-delivery']);
  });

  it('is not sent unsigned', async () => {
    const { received, url } = await receiver();
    const outcome = await post(fixtureReport(), 'webhook', [], { env: { HATCHECK_WEBHOOK_URL: url } });
    expect(outcome.code).toBe(3);
    expect(outcome.stderr).toContain('HATCHECK_WEBHOOK_SECRET is not set');
    expect(received).toEqual([]);
  });

  it('is told what to do when the receiver finds it too large', async () => {
    const { url } = await receiver({ status: 413 });
    const outcome = await post(fixtureReport(), 'webhook', [], {
      env: { HATCHECK_WEBHOOK_URL: url, HATCHECK_WEBHOOK_SECRET: 'x'.repeat(20) },
    });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/413[\s\S]*--team/);
  });

  it('sends the teams that were asked for', async () => {
    const { received, url } = await receiver();
    const report = fixtureReport('weekly', [harbour(), { ...harbour(), name: 'Quay' }]);
    await post(report, 'webhook', ['--team', 'quay'], {
      env: { HATCHECK_WEBHOOK_URL: url, HATCHECK_WEBHOOK_SECRET: 'x'.repeat(20) },
    });
    const { teams } = JSON.parse(received[0]?.body ?? '') as { teams: { name: string }[] };
    expect(teams.map(({ name }) => name)).toEqual(['Quay']);
  });
});
