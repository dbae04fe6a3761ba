import { beforeAll, describe, expect, it } from 'vitest';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { call, filesBelow, folder, put, savedText, smallSample, writeTeam, type Outcome } from './support.ts';

/** Same data, configuration and --as-of: the same bytes, on another day, in another folder, from rows in another order. */
const sample = smallSample({ rolesDeclared: false });
const ENV = { HATCHECK_KEY: 'a long key of the test, 32 bytes' };
const AS_OF = '2026-08-20';
const PSEUDONYMS = 'privacy: pseudonymise\n';

interface Variant {
  readonly files: Map<string, string>;
  readonly outcomes: Outcome[];
}

const KINDS = ['weekly', 'audit', 'backlog'];
const COMMANDS = [
  ['check', '--json'],
  ['check'],
  ['backlog', '--format', 'json'],
  ['backlog', '--format', 'csv'],
  ['backlog'],
  ['roles', '--json'],
];

async function everything(
  history: TeamHistory,
  now: number,
  kinds: readonly string[] = KINDS,
  commands: readonly (readonly string[])[] = COMMANDS,
): Promise<Variant> {
  const place = folder();
  writeTeam(place, sample, PSEUDONYMS, history);
  put(place, 'other/readme.txt', 'not an export');
  const options = { cwd: place, env: ENV, now };
  const outcomes: Outcome[] = [];
  const report = ['report', '--as-of', AS_OF, '--format', 'html,md,json,csv'];
  for (const kind of kinds)
    outcomes.push(await call([...report, '--kind', kind, '--out', `out/${kind}`], options));
  for (const argv of commands) outcomes.push(await call([...argv, '--as-of', AS_OF], options));
  const files = [...filesBelow(place)].filter(([name]) => /^out\/.*\.(?:html|md|json|csv)$/.test(name));
  return { files: new Map(files), outcomes };
}

/** The rows of an export may come in any order. */
function turnedRound(history: TeamHistory): TeamHistory {
  return {
    ...history,
    people: [...history.people].reverse(),
    items: [...history.items].reverse(),
    sprints: [...history.sprints].reverse(),
    events: [...history.events].reverse(),
  };
}

let first: Variant;
let second: Variant;
beforeAll(async () => {
  first = await everything(sample.history, Date.UTC(2026, 10, 20));
  second = await everything(sample.history, Date.UTC(2027, 1, 3, 4, 5, 6));
}, 120_000);

describe('the same bytes', () => {
  it('writes something to compare', () => {
    expect([...first.files.keys()].length).toBeGreaterThan(10);
    for (const { code } of [...first.outcomes, ...second.outcomes]) expect(code).toBe(0);
  });

  it('in every file', () => {
    expect([...second.files.keys()]).toEqual([...first.files.keys()]);
    const different = [...first.files].filter(([name, bytes]) => second.files.get(name) !== bytes);
    expect(different.map(([name]) => name)).toEqual([]);
  });

  it('on stdout', () => {
    expect(second.outcomes.map(({ stdout }) => stdout)).toEqual(first.outcomes.map(({ stdout }) => stdout));
  });

  it('has pseudonyms, the same ones', () => {
    expect(first.files.get('out/weekly/report.json')).toMatch(/Dev-\d+/);
  });

  it('would tell a difference', () => {
    expect(first.files.get('out/weekly/report.json')).not.toBe(first.files.get('out/audit/report.json'));
  });
});

describe('rows in another order', () => {
  it('change nothing but the fingerprint of the data', async () => {
    const turned = await everything(
      turnedRound(sample.history),
      Date.UTC(2026, 10, 21),
      ['audit'],
      [['check', '--json']],
    );
    const known = (text: string | undefined): string =>
      (text ?? '').replace(/"dataHash": "[0-9a-f]{64}"/, '').replace(/\b[0-9a-f]{64}\b/g, '#');
    expect(turned.files.size).toBeGreaterThan(3);
    for (const [name, bytes] of turned.files)
      expect(known(bytes) === known(first.files.get(name)), name).toBe(true);
    expect(known(turned.outcomes[1]?.stdout)).toBe(known(first.outcomes[3]?.stdout));
  });
});

describe('--as-of', () => {
  const place = folder();
  const asOf = async (...argv: string[]): Promise<{ asOf: string; window: unknown }> => {
    const { stdout } = await call(['check', '--json', ...argv], { cwd: place });
    const report = JSON.parse(stdout) as { asOf: string; teams: { window: unknown }[] };
    return { asOf: report.asOf, window: report.teams[0]?.window };
  };
  beforeAll(() => {
    writeTeam(place, sample, 'timezone: Europe/Berlin\n');
  });

  it('is the newest time of the export by default', async () => {
    const newest = new Date(sample.history.readAt).toISOString().slice(0, 19);
    expect((await asOf()).asOf).toBe(`${newest}Z`);
  });

  it('takes a date as the end of that day in the team’s zone', async () => {
    expect((await asOf('--as-of', '2026-07-15')).asOf).toBe('2026-07-15T21:59:59Z');
  });

  it('takes a time without offset as the team’s, one with it as it is', async () => {
    expect((await asOf('--as-of', '2026-07-15T09:00')).asOf).toBe('2026-07-15T07:00:00Z');
    expect((await asOf('--as-of', '2026-07-15T09:00:00-02:00')).asOf).toBe('2026-07-15T11:00:00Z');
    expect((await asOf('--as-of', '2026-07-15T09:00:00Z')).asOf).toBe('2026-07-15T09:00:00Z');
  });

  it('keeps the run, so that a repeated one replaces it and trend has each once', async () => {
    const { stdout } = await call(['trend', '--json'], { cwd: place });
    const trend = JSON.parse(stdout) as { teams: { runs: { asOf: string }[] }[] };
    const times = trend.teams[0]?.runs.map((run) => run.asOf) ?? [];
    expect(times).toEqual([...new Set(times)].sort());
    expect(times).toContain('2026-07-15T21:59:59Z');
  });

  it('does not let a file of the future in', async () => {
    const later = folder();
    put(later, 'h.json', savedText(sample.history));
    await call(['import', 'h.json', '--team', 'T'], { cwd: later });
    const { stdout } = await call(['check', '--json', '--as-of', '2026-06-20'], { cwd: later });
    const { teams } = JSON.parse(stdout) as { teams: { data: { issues: number } }[] };
    const known = sample.history.items.filter(
      (item) => item.level === 'base' && item.created <= Date.UTC(2026, 5, 20, 23, 59, 59),
    );
    expect(teams[0]?.data.issues).toBe(known.length);
    expect(known.length).toBeLessThan(sample.history.items.filter((item) => item.level === 'base').length);
  });
});
