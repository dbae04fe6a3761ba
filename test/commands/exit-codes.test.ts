import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { linearFake, type LinearFake } from '../fakes/linear.ts';
import { at, smallTeam } from '../fakes/small-team.ts';
import { call, filesBelow, folder, put, smallSample, start, writeTeam, type Outcome } from './support.ts';

/** The exit codes and streams of the contract, each from a run that deserves it. */
const ENV = { LINEAR_API_KEY: 'lin_api_test' };
let fake: LinearFake;
const exports = folder();
const live = folder();

function linearTeam(name: string, team: string): string {
  return `  - name: ${name}\n    tracker: { kind: linear, team: ${team}, api: "${fake.url}" }\n`;
}

const inLive = (...argv: string[]): Promise<Outcome> => call(argv, { cwd: live, env: ENV, now: at(30) });
const inExports = (...argv: string[]): Promise<Outcome> => call(argv, { cwd: exports });

interface ErrorDocument {
  readonly error: { readonly code: string; readonly message: string; readonly next: string };
}

function errorOf(outcome: Outcome): ErrorDocument['error'] {
  const document = JSON.parse(outcome.stdout) as ErrorDocument;
  expect(Object.keys(document)).toEqual(['error']);
  expect(Object.keys(document.error)).toEqual(['code', 'message', 'next']);
  return document.error;
}

beforeAll(async () => {
  fake = await linearFake(smallTeam(), 'MOB');
  put(live, 'hatcheck.yaml', `teams:\n${linearTeam('Mobile', 'MOB')}`);
  writeTeam(exports, smallSample());
});
afterAll(() => fake.close());

describe('0 and 1', () => {
  it('ends with 0 whatever is found', async () => {
    const outcome = await inExports('check');
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).toContain('What to look at');
  });

  it('ends with 1 only when --fail-on is reached, with the document on stdout all the same', async () => {
    const reached = await inExports('check', '--no-sync', '--json', '--fail-on', 'low');
    expect(reached.code).toBe(1);
    const report = JSON.parse(reached.stdout) as {
      teams: { findings: { state: string; severity: string; rule: string }[] }[];
    };
    const detected = report.teams[0]?.findings.filter((finding) => finding.state === 'detected') ?? [];
    expect(detected.length).toBeGreaterThan(2);
    expect(detected.some((finding) => finding.severity === 'critical')).toBe(false);
    expect((await inExports('check', '--no-sync', '--fail-on', 'critical')).code).toBe(0);
  });

  it('does not count what is suppressed', async () => {
    const { stdout } = await inExports('check', '--no-sync', '--json');
    const report = JSON.parse(stdout) as { teams: { findings: { state: string; rule: string }[] }[] };
    const rules = report.teams[0]?.findings.filter(({ state }) => state === 'detected') ?? [];
    const accepted = folder();
    const lines = rules.map(({ rule }) => `  - { rule: ${rule}, until: 2027-12-31, because: agreed }`);
    writeTeam(accepted, smallSample(), `suppress:\n${lines.join('\n')}\n`);
    expect((await call(['check', '--fail-on', 'low'], { cwd: accepted })).code).toBe(0);
  });
});

describe('2', () => {
  it.each([
    [['repot'], 'USAGE', 'Did you mean report?'],
    [['check', '--fail-on', 'hihg'], 'OPTION_INVALID', 'Did you mean "high"?'],
    [['report', '--kind', 'yearly'], 'OPTION_INVALID', 'weekly, audit, backlog'],
    [['report', '--format', 'html,docx'], 'OPTION_INVALID', 'html, md, json, csv, pdf'],
    [['check', '--as-of', '2026-02-30'], 'AS_OF_INVALID', '2026-11-20T09:00:00+01:00'],
    [['check', '--team', 'Chekout'], 'TEAM_UNKNOWN', 'Did you mean "Checkout"?'],
    [['explain', 'missing-retro'], 'RULE_UNKNOWN', 'Did you mean "missing-retrospective"?'],
    [['backlog', 'lint', 'CHK-99999'], 'ITEM_UNKNOWN', ''],
    [['backlog', 'polish'], 'USAGE', 'backlog lint KEY'],
    [['sync', '--offline'], 'OPTION_INVALID', 'Leave the option away'],
    [['privacy', '--all'], 'OPTION_INVALID', '--purge'],
    [['roles', '--config', 'nowhere.yaml'], 'CONFIG_UNREADABLE', '--config'],
    [['worker'], 'STORE_NOT_SHARED', 'postgres://'],
    [['enqueue'], 'STORE_NOT_SHARED', 'postgres://'],
    [['init'], 'CONFIG_EXISTS', '--force'],
  ])('%j: %s', async (argv, code, next) => {
    const plain = await inExports(...argv);
    expect(plain.code).toBe(2);
    expect(plain.stdout).toBe('');
    expect(plain.stderr).toMatch(/Error: .+\nNext: .+\n$/s);
    expect(plain.stderr).not.toMatch(/ at .*\.ts:\d+/);
    const outcome = await inExports(...argv, '--json');
    expect(outcome.code).toBe(2);
    const error = errorOf(outcome);
    expect(error.code).toBe(code);
    expect(error.next).toContain(next);
  });

  it.each([
    [['check', '--fail-on', 'hihg'], 'Did you mean "high"? It is one of critical, high, medium, low.'],
    [['report', '--kind', 'yearly'], 'It is one of weekly, audit, backlog.'],
    [['explain', 'nonsense'], `"hatcheck rules" lists all ${CATALOGUE.length}.`],
    [['explain', 'standup-late-daily-scrum'], `"hatcheck rules" lists all ${CATALOGUE.length}.`],
    [
      ['explain', 'retrospective'],
      'Did you mean "retrospective-without-actions", "missing-retrospective" or "recurring-retrospective-topic"?',
    ],
  ])('%j says what there is, once and shortly', async (argv, next) => {
    expect(errorOf(await inExports(...argv, '--json')).next).toBe(next);
  });

  it('shows a stack only under --verbose', async () => {
    const { stderr } = await inExports('explain', 'nothing', '--verbose');
    expect(stderr).toMatch(/\n\s+at .*explain/);
  });

  it('says so when there is nothing at all', async () => {
    const empty = folder();
    const outcome = await call(['check', '--json'], { cwd: empty });
    expect([outcome.code, errorOf(outcome).code]).toEqual([2, 'NOTHING_STORED']);
    expect(filesBelow(empty).size).toBe(0);
  });
});

describe('3, 4 and 5', () => {
  it('3: a missing token, and a refused one', async () => {
    const missing = await call(['check', '--json'], { cwd: live, env: {} });
    expect([missing.code, errorOf(missing).code]).toEqual([3, 'TOKEN_MISSING']);
    fake.faults.refuseKey = true;
    const refused = await inLive('report', '--json', '--out', 'refused');
    fake.faults.refuseKey = false;
    expect([refused.code, errorOf(refused).code]).toEqual([3, 'LINEAR_CREDENTIALS_REFUSED']);
    expect(`${refused.stdout}${refused.stderr}`).not.toContain('lin_api_test');
  });

  it('4: an unknown team of the tracker, and data that was never pulled', async () => {
    const wrong = folder();
    put(wrong, 'hatcheck.yaml', `teams:\n${linearTeam('Mobile', 'NOPE')}`);
    const unknown = await call(['check', '--json'], { cwd: wrong, env: ENV });
    expect([unknown.code, errorOf(unknown).code]).toEqual([4, 'LINEAR_TEAM_NOT_FOUND']);
    expect(errorOf(unknown).next).toContain('MOB');
    await call(['sync'], { cwd: wrong, env: ENV });
    const never = await call(['check', '--offline', '--json'], { cwd: wrong, env: ENV });
    expect([never.code, errorOf(never).code]).toEqual([4, 'NOTHING_READ']);
  });

  it('reports the other teams when one fails, with the worst code', async () => {
    const two = folder();
    put(two, 'hatcheck.yaml', `teams:\n${linearTeam('Mobile', 'MOB')}${linearTeam('Ghost', 'NOPE')}`);
    const outcome = await call(['report', '--format', 'json'], { cwd: two, env: ENV, now: at(30) });
    expect(outcome.code).toBe(4);
    expect(outcome.stderr).toContain('Error: Ghost: Linear has no team NOPE');
    const written = filesBelow(two).get('hatcheck-report/report.json') ?? '{}';
    const report = JSON.parse(written) as { teams: { name: string }[] };
    expect(report.teams.map((team) => team.name)).toEqual(['Mobile']);
  });

  it('shows older data when an update fails, and says so', async () => {
    expect((await inLive('sync')).code).toBe(0);
    fake.faults.refuseKey = true;
    const outcome = await inLive('check');
    fake.faults.refuseKey = false;
    expect(outcome.code).toBe(3);
    expect(outcome.stdout).toContain('Mobile');
    const json = await inLive('check', '--no-sync', '--json');
    const report = JSON.parse(json.stdout) as { teams: { data: { gaps: unknown[] } }[] };
    expect(report.teams).toHaveLength(1);
  });

  it('5: only with --strict, with the document', async () => {
    fake.faults.brokenIssues.add('MOB-1');
    const lenient = await inLive('sync', '--full');
    const strict = await inLive('check', '--json', '--strict', '--no-sync');
    fake.faults.brokenIssues.clear();
    expect(lenient.code).toBe(0);
    expect(strict.code).toBe(5);
    const report = JSON.parse(strict.stdout) as { teams: { data: { complete: boolean; gaps: unknown[] } }[] };
    expect(report.teams[0]?.data.complete).toBe(false);
    expect(report.teams[0]?.data.gaps.length).toBeGreaterThan(0);
  });
});

describe('streams', () => {
  it('--offline opens nothing', async () => {
    const before = fake.seen.length;
    await inLive('sync');
    expect(fake.seen.length).toBeGreaterThan(before);
    const after = fake.seen.length;
    for (const argv of [
      ['check'],
      ['report', '--out', 'offline'],
      ['backlog'],
      ['roles'],
      ['doctor'],
      ['snapshot'],
    ])
      expect((await inLive(...argv, '--offline')).code).toBe(0);
    for (const argv of [['trend'], ['rules'], ['explain', 'I1'], ['privacy']])
      expect((await inLive(...argv)).code).toBe(0);
    expect(fake.seen.length).toBe(after);
  });

  it.each([
    ['check', '--json'],
    ['backlog', '--format', 'json'],
    ['roles', '--json'],
    ['trend', '--json'],
    ['rules', '--json'],
    ['explain', 'I1', '--json'],
    ['privacy', '--json'],
    ['doctor', '--json'],
    ['snapshot', '--json'],
    ['sync', '--json'],
    ['report', '--json'],
    ['export', '--history', 'h.json', '--json'],
  ])('%s: one document on stdout', async (...argv) => {
    const outcome = await inExports(...argv);
    expect(outcome.code).toBe(0);
    expect(JSON.parse(outcome.stdout)).toMatchObject({ schemaVersion: 1 });
  });

  it('gives a CSV of every scored item and nothing else', async () => {
    const { stdout } = await inExports('backlog', '--format', 'csv', '--no-sync');
    const json = JSON.parse((await inExports('backlog', '--format', 'json', '--no-sync')).stdout) as {
      teams: { backlog: { items: unknown[] } }[];
    };
    expect(stdout.trim().split('\n')).toHaveLength((json.teams[0]?.backlog.items.length ?? 0) + 1);
    expect(stdout).toMatch(/^team,key,zone,readiness,title,url/);
  });

  it('is silent with --quiet but for errors and the result', async () => {
    const outcome = await inExports('report', '--quiet', '--out', 'quiet');
    expect(outcome.stderr).toBe('');
    expect(outcome.stdout).toContain('Written: quiet/report.html');
  });

  it('writes one line a step where stderr is no terminal', async () => {
    const outcome = await inExports('report', '--out', 'steps');
    for (const control of ['\r', '\u001b']) expect(outcome.stderr).not.toContain(control);
    expect(outcome.stderr.trim().split('\n').length).toBeGreaterThan(1);
  });

  it('colours only on a terminal, and never with NO_COLOR or --no-color', async () => {
    const options = { cwd: exports, columns: 100 };
    const escape = '\u001b[';
    expect((await call(['check', '--no-sync'], options)).stdout).toContain(escape);
    expect((await call(['check', '--no-sync', '--no-color'], options)).stdout).not.toContain(escape);
    expect((await call(['check', '--no-sync'], { ...options, env: { NO_COLOR: '1' } })).stdout).not.toContain(
      escape,
    );
    expect((await inExports('check', '--no-sync')).stdout).not.toContain(escape);
  });
});

describe('a process', () => {
  it('shows help fast, and its version', async () => {
    const help = await start(['--help'], exports).ended;
    expect([help.code, help.stderr]).toEqual([0, '']);
    expect(help.stdout).toContain('hatcheck demo');
    expect((await start(['--version'], exports).ended).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('130: Ctrl-C leaves the store whole and says how to go on', async () => {
    const place = folder();
    put(place, 'hatcheck.yaml', `teams:\n${linearTeam('Mobile', 'MOB')}`);
    // Down for a while: the connector waits and tries again, so that there is time to interrupt it.
    fake.faults.down = 3;
    const { child, ended, written } = start(['report'], place, ENV);
    const until = Date.now() + 20_000;
    while (fake.faults.down === 3 && Date.now() < until)
      await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGINT');
    const outcome = await ended;
    fake.faults.down = 0;
    expect(outcome.code).toBe(130);
    expect(written.stderr).toContain('run the same command again to go on');
    expect(filesBelow(place).has(path.join('hatcheck-report', 'report.json'))).toBe(false);
    const again = await call(['report', '--format', 'json'], { cwd: place, env: ENV, now: at(30) });
    expect(again.code).toBe(0);
  });
});
