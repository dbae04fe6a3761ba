import { afterEach, describe, expect, it } from 'vitest';
import { wikiPage } from '../../src/publish/confluence/page.ts';
import { hostileReport } from '../fixtures/reports/hostile.ts';
import { fixtureReport } from '../fixtures/reports/report.ts';
import { PagesFake } from './confluence-fake.ts';
import { post, reportAt, WEEK_47, WEEK_48 } from './support.ts';

const CLOUD = {
  CONFLUENCE_EMAIL: 'bot@example.com',
  CONFLUENCE_API_TOKEN: 'secret-token',
  HATCHECK_SECOND_MS: '10',
};
const SERVER = { JIRA_PAT: 'secret-token', HATCHECK_SECOND_MS: '10' };
let fake: PagesFake | null = null;

async function wiki(kind: 'cloud' | 'server') {
  fake = new PagesFake(kind);
  const url = await fake.start();
  const env = kind === 'cloud' ? CLOUD : SERVER;
  const publish = (asOf = WEEK_47, more: readonly string[] = []) =>
    post(reportAt(asOf), 'confluence', ['--wiki', url, '--space', 'CHK', ...more], { env });
  return { fake, url, publish };
}

afterEach(async () => {
  await fake?.stop();
  fake = null;
});

describe.each(['cloud', 'server'] as const)('a page of Confluence (%s)', (kind) => {
  it('is created with its charts, then replaced in place; next week has its own', async () => {
    const { fake: pages, publish } = await wiki(kind);
    const first = await publish(WEEK_47, ['--parent', '42']);
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(first.stdout).toContain('Harbour: page created: http');
    expect(pages.pages).toHaveLength(1);
    const [page] = pages.pages;
    expect(page?.parent).toBe('42');
    expect(page?.title).toBe('Scrum report: Harbour, 2026-W47');
    const shown = [...(page?.body ?? '').matchAll(/ri:filename="([^"]+)"/g)].map((match) => match[1]);
    expect(shown.length).toBeGreaterThan(3);
    expect([...(page?.files.keys() ?? [])].sort()).toEqual([...shown].sort());
    for (const png of page?.files.values() ?? []) expect(png.subarray(1, 4).toString()).toBe('PNG');

    const second = await publish('2026-11-21T09:00:00Z');
    expect(second.stdout).toContain('Harbour: page updated');
    expect(pages.pages).toHaveLength(1);
    expect(page?.version).toBe(2);
    await publish(WEEK_48);
    expect(pages.pages.map(({ title }) => title)).toContain('Scrum report: Harbour, 2026-W48');
  });

  it('saves again when somebody was faster, and gives up in words', async () => {
    const { fake: pages, publish } = await wiki(kind);
    await publish();
    pages.conflicts = 1;
    expect((await publish()).code).toBe(0);
    pages.conflicts = 99;
    const outcome = await publish();
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain('changes faster than it can be saved');
  });

  it('two runs at once make one page', async () => {
    const { fake: pages, publish } = await wiki(kind);
    const both = await Promise.all([
      publish(WEEK_47, ['--charts', 'none']),
      publish(WEEK_47, ['--charts', 'none']),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(pages.pages).toHaveLength(1);
  });

  it('never writes over a page of somebody else', async () => {
    const { fake: pages, publish } = await wiki(kind);
    pages.pages.push({
      id: '1',
      title: 'Scrum report: Harbour, 2026-W47',
      body: '<p>mine</p>',
      version: 3,
      parent: null,
      files: new Map(),
    });
    const outcome = await publish();
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toMatch(/hatcheck has not written it[\s\S]*The report's files are in/);
    expect(pages.pages[0]).toMatchObject({ body: '<p>mine</p>', version: 3 });
  });
});

describe('posting to Confluence when something is wrong', () => {
  it.each([
    [401, 3],
    [403, 4],
    [500, 4],
  ])('an answer of %i: exit %i and no token in sight', async (status, code) => {
    const { fake: pages, publish } = await wiki('cloud');
    pages.failing = { on: /^POST .*pages$/, status };
    const outcome = await publish(WEEK_47, ['--charts', 'none', '--verbose']);
    expect(outcome.code).toBe(code);
    expect(outcome.stderr).not.toContain('secret-token');
    expect(pages.pages).toEqual([]);
  });

  it('an unknown space, no place at all, no token', async () => {
    const { url } = await wiki('cloud');
    const unknown = await post(fixtureReport(), 'confluence', ['--wiki', url, '--space', 'NO'], {
      env: CLOUD,
    });
    expect(unknown.code).toBe(4);
    expect(unknown.stderr).toContain('shows no space NO');
    const nowhere = await post(fixtureReport(), 'confluence', [], { env: CLOUD });
    expect(nowhere.code).toBe(2);
    expect(nowhere.stderr).toMatch(/--wiki[\s\S]*--space/);
    const noToken = await post(fixtureReport(), 'confluence', ['--wiki', url, '--space', 'CHK'], { env: {} });
    expect(noToken.code).toBe(3);
  });

  it('shows with --dry-run the page that it then saves, without a token or a connection', async () => {
    const { fake: pages, url, publish } = await wiki('cloud');
    const rehearsal = await post(
      reportAt(WEEK_47),
      'confluence',
      ['--wiki', url, '--space', 'CHK', '--dry-run'],
      { env: {} },
    );
    expect(rehearsal.code).toBe(0);
    expect(pages.requests).toEqual([]);
    await publish();
    expect(rehearsal.stdout).toContain(pages.pages[0]?.body ?? 'no page');
  });
});

describe('the body of a page', () => {
  it('is well-formed, and hostile text in it stays text', () => {
    const report = hostileReport();
    const [team] = report.teams;
    if (team === undefined) throw new Error('no team');
    const { body } = wikiPage(report, team, { week: '2026-W47', drawn: [], link: null });
    expect(body).not.toMatch(
      /<(?!\/?(?:p|ul|li|h2|h3|strong|em|table|tbody|tr|th|td|a|ac:[a-z-]+|ri:attachment)\b)/,
    );
    expect(body).not.toMatch(/href="(?!https?:)/);
    expect(body).not.toMatch(/[\u202A-\u202E\u2066-\u2069]/);
    const open: string[] = [];
    for (const [, close, name = '', end] of body.matchAll(/<(\/?)([a-z0-9:-]+)[^<>]*?(\/?)>/g)) {
      if (end === '/') continue;
      if (close === '') open.push(name);
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
  });
});
