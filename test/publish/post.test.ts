import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { maskCommands } from '../../src/publish/masks.ts';
import { weekOf, teamSlug } from '../../src/publish/week.ts';
import { renderJson } from '../../src/reports/json.ts';
import { call, folder, PROGRAM, put } from '../commands/support.ts';
import { fixtureReport, harbour } from '../fixtures/reports/report.ts';
import { post, written } from './support.ts';

describe('hatcheck post', () => {
  it.each([
    [[], /--to is missing[\s\S]*github-issue/],
    [['--to', 'slak'], /--to cannot be "slak"[\s\S]*Did you mean "slack"/],
    [['--to', 'slack', '--offline'], /opens no connection/],
    [['--to', 'slack', '--from', 'nowhere.json'], /nowhere.json cannot be read[\s\S]*hatcheck report/],
    [['--to', 'slack', '--link', 'javascript:alert(1)'], /--link must be/],
    [['--to', 'github-issue', '--api', 'http://evil.example'], /--api must be an https URL/],
    [['--to', 'github-issue', '--repository', 'no-owner'], /"no-owner" is no repository/],
    [['--to', 'github-issue'], /not known which repository/],
    [['--to', 'slack', '--team', 'Harbor'], /no team "Harbor"[\s\S]*Harbour/],
    [['--to', 'job-summary'], /GITHUB_STEP_SUMMARY is not set/],
  ])('%j: exit 2 in words', async (args, words) => {
    const outcome = await call(['post', ...args], {
      cwd: written(fixtureReport()),
      env: { GITHUB_TOKEN: 'x' },
    });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(words);
  });

  it.each([
    ['{', /is no JSON/],
    ['[]', /is no report document/],
    ['{"schemaVersion":9}', /schemaVersion is not 1: another version/],
    [JSON.stringify({ ...fixtureReport(), teams: [] }), /teams holds no team/],
    [
      JSON.stringify({ ...fixtureReport(), teams: [{ ...harbour(), findings: [{}] }] }),
      /teams\.0\.findings\.0\.rule/,
    ],
  ])('a file that holds %s', async (text, words) => {
    const place = folder();
    put(place, 'report.json', text);
    const outcome = await call(['post', '--to', 'slack', '--from', 'report.json'], { cwd: place, env: {} });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toMatch(words);
  });

  it('shows no more than the configuration allows today', async () => {
    const place = folder();
    put(place, 'hatcheck.yaml', 'privacy: aggregate\n');
    put(place, 'hatcheck-report/report.json', renderJson({ ...fixtureReport(), privacy: 'names' }));
    const refused = await call(['post', '--to', 'slack', '--dry-run'], { cwd: place, env: {} });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toMatch(/written with "privacy: names"/);
    const state = 'Ask ana@example.com or @ben-login about it.';
    put(
      place,
      'hatcheck-report/report.json',
      renderJson(fixtureReport('weekly', [{ ...harbour(), summary: { ...harbour().summary, state } }])),
    );
    const outcome = await call(['post', '--to', 'slack,teams', '--dry-run'], { cwd: place, env: {} });
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).not.toMatch(/ana@|ben-login/);
    expect(outcome.stdout).toContain('[person]');
  });

  it('writes the job summary behind what stands there, and links the run', async () => {
    const place = written(fixtureReport());
    const file = path.join(place, 'summary.md');
    writeFileSync(file, 'before\n');
    const outcome = await call(['post', '--to', 'job-summary'], {
      cwd: place,
      env: { GITHUB_STEP_SUMMARY: file },
    });
    expect(outcome.code).toBe(0);
    expect(readFileSync(file, 'utf8')).toMatch(/^before\n# Harbour\n/);
  });

  it('posts to several places, and names one that fails', async () => {
    const outcome = await post(fixtureReport(), 'slack,webhook', ['--dry-run', '--json'], { env: {} });
    expect(outcome.code).toBe(0);
    const { posts } = JSON.parse(outcome.stdout) as {
      posts: { target: string; request: { body: string } }[];
    };
    expect(posts.map(({ target }) => target)).toEqual(['slack', 'webhook']);
    expect(JSON.parse(posts[1]?.request.body ?? '')).toMatchObject({ schemaVersion: 1 });
  });
});

describe('masks', () => {
  const env = {
    GITHUB_ACTIONS: 'true',
    JIRA_EMAIL: 'a@b.example',
    JIRA_API_TOKEN: 'token-of-jira',
    LINEAR_API_KEY: 'short',
    MY_TOKEN: 'line-one\nline-two',
  };

  it('hide secrets and the forms they travel in; nothing outside of Actions', () => {
    expect(maskCommands({ ...env, GITHUB_ACTIONS: undefined })).toEqual([]);
    expect(maskCommands(env, ['MY_TOKEN'])).toEqual([
      '::add-mask::token-of-jira',
      '::add-mask::line-one',
      '::add-mask::line-two',
      `::add-mask::${Buffer.from('a@b.example:token-of-jira').toString('base64')}`,
    ]);
  });

  it('come before anything else, on stderr alone', async () => {
    const outcome = await post(fixtureReport(), 'slack', ['--dry-run', '--json'], {
      env: { ...env, SLACK_WEBHOOK_URL: 'https://hooks.example/a/b/c' },
    });
    expect(outcome.stderr.startsWith('::add-mask::')).toBe(true);
    expect(outcome.stderr).toContain('::add-mask::https://hooks.example/a/b/c');
    expect(() => JSON.parse(outcome.stdout) as unknown).not.toThrow();
    expect(outcome.stdout).not.toContain('hooks.example');
  });

  it('do not go into a file', async () => {
    const place = written(fixtureReport());
    const log = path.join(place, 'log.txt');
    const handle = openSync(log, 'w');
    const shown = {
      PATH: process.env['PATH'] ?? '',
      ...env,
      SLACK_WEBHOOK_URL: 'https://hooks.example/a/b/c',
    };
    const child = spawnSync(process.execPath, [PROGRAM, 'post', '--to', 'slack', '--dry-run'], {
      cwd: place,
      env: shown,
      stdio: ['ignore', 'pipe', handle],
    });
    closeSync(handle);
    expect(child.status).toBe(0);
    expect(readFileSync(log, 'utf8')).toBe('');
  });
});

describe('weeks and names', () => {
  it.each([
    ['2026-12-31T12:00:00Z', 'UTC', '2026-W53', '2026-12-28T00:00:00Z'],
    ['2027-01-03T23:30:00Z', 'UTC', '2026-W53', '2026-12-28T00:00:00Z'],
    ['2027-01-03T23:30:00Z', 'Europe/Berlin', '2027-W01', '2027-01-03T23:00:00Z'],
    ['2026-11-23T02:00:00Z', 'America/New_York', '2026-W47', '2026-11-16T05:00:00Z'],
  ])('%s in %s is %s', (time, zone, name, start) => {
    expect(weekOf(time, zone)).toEqual({ name, start });
  });

  it('tell teams apart that read alike', () => {
    expect(teamSlug('Checkout')).toBe(teamSlug(' checkout '));
    expect(teamSlug('A/B')).not.toBe(teamSlug('A B'));
    expect(teamSlug('支付')).toMatch(/^[a-z0-9-]+$/);
  });
});
