import { readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeHistory } from '../../src/history/saved-history.ts';
import { DAY } from '../../src/history/working-time.ts';
import type { Report } from '../../src/reports/report.ts';
import { call, filesBelow, folder, put, savedText, smallSample, writeTeam, type Outcome } from './support.ts';

const sample = smallSample({ rolesDeclared: false, oneForBothRoles: false });
const place = folder();
const run = (...argv: string[]): Promise<Outcome> => call(argv, { cwd: place });
const json = async <T>(...argv: string[]): Promise<T> => {
  const outcome = await run(...argv, '--json');
  expect(outcome.code, outcome.stderr).toBe(0);
  return JSON.parse(outcome.stdout) as T;
};

beforeAll(async () => {
  writeTeam(place, sample);
  expect((await run('sync')).code).toBe(0);
});

describe('doctor', () => {
  it('says what was recognised, which rules can be judged, why others cannot, and what to connect', async () => {
    type Doctor = {
      machine: { ok: boolean | null }[];
      teams: {
        checks: { ok: boolean | null; what: string }[];
        recognised: Record<string, string[]>;
        judged: Report['teams'][number]['judged'];
        unseen: { reason: string; missing: string; rules: string[] }[];
      }[];
    };
    const { teams, machine } = await json<Doctor>('doctor');
    const [team] = teams;
    expect(machine.length).toBeGreaterThan(2);
    expect(team?.recognised['acceptance states']).toEqual(['PO Review']);
    expect(team?.recognised['labels of improvements']).toEqual(['retro-action']);
    expect(team?.checks.some(({ what }) => /\d+ Scrum events found/.test(what))).toBe(true);
    const report = await json<Report>('check', '--no-sync');
    expect(team?.judged).toEqual(report.teams[0]?.judged);
    const unjudged = report.teams[0]?.findings.filter(({ state }) => state === 'not-observable') ?? [];
    expect(new Set(team?.unseen.flatMap(({ rules }) => rules))).toEqual(
      new Set(unjudged.map(({ rule }) => rule)),
    );
    const { stdout } = await run('doctor');
    expect(stdout).toContain(`${team?.judged.judged} of ${team?.judged.rules} rules can be judged`);
  });

  it('finds a calendar that cannot be read', async () => {
    const other = folder();
    writeTeam(other, sample);
    writeFileSync(path.join(other, 'chk.ics'), 'no calendar');
    const outcome = await call(['doctor'], { cwd: other });
    expect(outcome.stdout).toMatch(/FAIL .*chk\.ics/);
    expect((await call(['doctor', '--strict'], { cwd: other })).code).toBeGreaterThan(0);
  });
});

describe('roles', () => {
  type Roles = {
    teams: { roles: { role: string; people: string[]; basis: string; candidates: unknown[] }[] }[];
  };
  it('keeps names to itself where stdout is no terminal, and shows them with --names', async () => {
    const hidden = await json<Roles>('roles', '--no-sync');
    expect(hidden.teams[0]?.roles[0]?.people).toEqual(['[person]']);
    const shown = await json<Roles>('roles', '--no-sync', '--names');
    expect(shown.teams[0]?.roles.map(({ people }) => people)).toEqual([['Ana Souza'], ['Ben Okafor']]);
    expect((await run('roles', '--no-sync')).stdout).not.toContain('Ana');
    expect((await call(['roles', '--no-sync'], { cwd: place, columns: 100 })).stdout).toContain('Ana Souza');
  });

  it('--confirm writes what was recognised, once, and keeps the comments of the file', async () => {
    const file = path.join(place, 'hatcheck.yaml');
    writeFileSync(file, `# about us\n${readFileSync(file, 'utf8')}`);
    expect((await run('roles', '--no-sync', '--confirm')).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    const email = (name: string) => sample.history.people.find((person) => person.name === name)?.email ?? '';
    expect(text).toContain('# about us');
    expect(text).toContain(`product-owner: [ ${email('Ana Souza')} ]`);
    expect(text).toContain(`scrum-master: [ ${email('Ben Okafor')} ]`);
    const again = await json<Roles>('roles', '--no-sync');
    expect(again.teams[0]?.roles.map(({ basis }) => basis)).toEqual(['declared', 'declared']);
    const second = await run('roles', '--no-sync', '--confirm');
    expect(second.stderr).toContain('Nothing to write');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('--confirm needs a configuration', async () => {
    const bare = folder();
    put(bare, 'h.json', savedText(sample.history));
    await call(['import', 'h.json', '--team', 'T'], { cwd: bare });
    const outcome = await call(['roles', '--confirm', '--json'], { cwd: bare });
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('hatcheck init');
    expect(JSON.parse(outcome.stdout.slice(outcome.stdout.lastIndexOf('{\n  "error"')))).toMatchObject({
      error: { code: 'CONFIG_NEEDED' },
    });
  });
});

describe('explain and rules', () => {
  it('shows the team’s own threshold, and what its data says with the evidence', async () => {
    const other = folder();
    writeTeam(
      other,
      sample,
      'rules:\n  missing-retrospective: { threshold: 0.4, severity: low }\n  review-bottleneck: off\n',
    );
    await call(['sync'], { cwd: other });
    const { stdout } = await call(['explain', 'I1'], { cwd: other });
    expect(stdout).toMatch(/Reported when sprintsWithoutRetrospective >= 0\.4 \(40 % of sprints\)/);
    expect(stdout).toMatch(/sprintsWithoutRetrospective 0\.4 \(default 0\.5\)/);
    expect(stdout).toMatch(/Your data: Checkout\n {2}detected: /);
    expect(stdout).toMatch(/\n {2}- .*Sprint \d+/);
    type Explained = {
      rule: { severity: string; on: boolean };
      teams: { finding: { state: string } | null }[];
    };
    const explained = JSON.parse(
      (await call(['explain', 'I1', '--json'], { cwd: other })).stdout,
    ) as Explained;
    const report = JSON.parse((await call(['check', '--json'], { cwd: other })).stdout) as Report;
    expect(explained.rule.severity).toBe('low');
    expect(explained.teams[0]?.finding).toMatchObject({
      state: report.teams[0]?.findings.find(({ rule }) => rule === 'missing-retrospective')?.state,
    });
    expect((await call(['explain', 'review-bottleneck'], { cwd: other })).stdout).toContain(
      'The rule is off here',
    );
    const { rules } = JSON.parse((await call(['rules', '--json'], { cwd: other })).stdout) as {
      rules: { id: string; on: boolean }[];
    };
    expect(rules.find(({ id }) => id === 'review-bottleneck')?.on).toBe(false);
  });

  it('needs no data', async () => {
    const empty = folder();
    const outcome = await call(['explain', 'missing-retrospective'], { cwd: empty });
    expect(outcome.code).toBe(0);
    expect(outcome.stdout).not.toContain('Your data');
    expect((await call(['rules'], { cwd: empty })).stdout).toContain('88 rules');
    expect(filesBelow(empty).size).toBe(0);
  });
});

describe('trend', () => {
  it('says what is new and what was resolved', async () => {
    const other = folder();
    writeTeam(other, sample);
    const starts = sample.history.sprints.map((sprint) => sprint.completed).filter((at) => at !== null);
    for (const at of starts.slice(-3))
      await call(['check', '--as-of', new Date(at + DAY).toISOString()], { cwd: other });
    type Trend = {
      teams: { runs: { asOf: string; detected: string[]; appeared: string[]; resolved: string[] }[] }[];
    };
    const { teams } = JSON.parse((await call(['trend', '--json'], { cwd: other })).stdout) as Trend;
    const runs = teams[0]?.runs ?? [];
    expect(runs).toHaveLength(3);
    for (const [index, each] of runs.entries()) {
      const before = runs[index - 1]?.detected ?? [];
      for (const rule of each.appeared) expect(before).not.toContain(rule);
      for (const rule of each.resolved) expect(each.detected).not.toContain(rule);
    }
    expect(runs.flatMap(({ appeared, resolved }) => [...appeared, ...resolved]).length).toBeGreaterThan(0);
    const { stdout } = await call(['trend'], { cwd: other, columns: 90 });
    const lines = stripVTControlCharacters(stdout).split('\n');
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(90);
  });
});

describe('backlog', () => {
  it('lints one item with every criterion, whatever the case of its key', async () => {
    const { teams } = await json<{
      teams: { backlog: { items: { key: string; criteria: { id: string; why: string }[] }[] } }[];
    }>('backlog', '--no-sync');
    const item = teams[0]?.backlog.items[0];
    const { stdout } = await run('backlog', 'lint', (item?.key ?? '').toLowerCase(), '--no-sync');
    for (const { id } of item?.criteria ?? []) expect(stdout).toContain(id);
    expect(stripVTControlCharacters(stdout)).toMatch(/Readiness \d{1,3} %, zone /);
    const near = await run('backlog', 'lint', `${item?.key ?? ''}9999`, '--no-sync');
    expect([near.code, near.stderr]).toEqual([2, expect.stringContaining('Next:')]);
  });

  it('lint keeps every word of its reasons in a narrow terminal', async () => {
    const { teams } = await json<{
      teams: { backlog: { items: { key: string; criteria: { why: string }[] }[] } }[];
    }>('backlog', '--no-sync');
    const item = teams[0]!.backlog.items[0]!;
    const { stdout } = await call(['backlog', 'lint', item.key, '--no-sync'], { cwd: place, columns: 60 });
    const shown = stripVTControlCharacters(stdout);
    const rows = shown.split('\n').slice(3);
    for (const line of rows) expect(line.length).toBeLessThanOrEqual(60);
    for (const word of item.criteria.flatMap(({ why }) => why.split(/\s+/))) expect(shown).toContain(word);
  });

  it('edits name a key once', async () => {
    const { stdout } = await call(['backlog', '--no-sync'], { cwd: place, columns: 200 });
    const edits = stripVTControlCharacters(stdout).split('Edits that gain most')[1] ?? '';
    const lines = edits.split('\n').filter((line) => line.includes('+'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
      const keys = line.match(/\b[A-Z]+-\d+\b/g) ?? [];
      expect(new Set(keys).size).toBe(keys.length);
    }
  });
});

describe('imports', () => {
  const csv = (rows: string): string => `Issue key,Summary,Status,Status Category,Created,Updated\n${rows}`;
  it('reads a folder, each project as a team of its own', async () => {
    const clients = folder();
    put(clients, 'exports/one.csv', csv('AA-1,First,Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n'));
    put(clients, 'exports/two.csv', csv('BB-1,Other,Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n'));
    put(clients, 'exports/readme.txt', 'What these are');
    const outcome = await call(['import', 'exports'], { cwd: clients });
    expect(outcome.stdout).toContain('Imported 1 item into the team AA');
    expect(outcome.stdout).toContain('Imported 1 item into the team BB');
    expect(outcome.stderr).toContain('readme.txt was passed over');
    const audit = await call(['report', '--kind', 'audit', '--offline', '--format', 'json'], {
      cwd: clients,
    });
    expect(audit.code).toBe(0);
    const report = JSON.parse(filesBelow(clients).get('hatcheck-report/report.json') ?? '') as Report;
    expect(report.teams.map(({ name }) => name)).toEqual(['AA', 'BB']);
  });

  it('merges by key, the newest wins, whatever came first', async () => {
    const rows = [
      csv('AA-1,Old title,Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n'),
      csv(
        'AA-1,New title,Open,To Do,2026-01-05 10:00,2026-01-09 10:00\nAA-2,More,Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n',
      ),
    ];
    for (const order of [rows, [...rows].reverse()]) {
      const merged = folder();
      for (const [index, text] of order.entries()) {
        put(merged, `${index}.csv`, text);
        expect((await call(['import', `${index}.csv`, '--team', 'T'], { cwd: merged })).code).toBe(0);
      }
      await call(['export', '--history', 'out.json'], { cwd: merged });
      const { history } = decodeHistory(JSON.parse(readFileSync(path.join(merged, 'out.json'), 'utf8'))) as {
        history: typeof sample.history;
      };
      expect(history.items.map(({ key, title }) => [key, title])).toEqual([
        ['AA-1', 'New title'],
        ['AA-2', 'More'],
      ]);
    }
  });

  it('keeps clients side by side apart: stores, configurations and tokens', async () => {
    const consultant = folder();
    for (const client of ['north', 'south']) {
      put(
        consultant,
        `${client}/exports/a.csv`,
        csv(`${client.toUpperCase()}-1,Secret of ${client},Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n`),
      );
      put(
        consultant,
        `${client}/hatcheck.yaml`,
        `teams:\n  - { name: Team ${client}, tracker: { kind: file, path: exports } }\n`,
      );
      expect(
        (
          await call(
            ['report', '--config', `${client}/hatcheck.yaml`, '--out', `${client}/out`, '--format', 'json'],
            { cwd: consultant },
          )
        ).code,
      ).toBe(0);
    }
    const north = [...filesBelow(path.join(consultant, 'north'))].map(([, text]) => text).join('\n');
    expect(north).toContain('Secret of north');
    expect(north).not.toContain('Secret of south');
    const store = path.join(consultant, 'north', '.hatcheck', 'hatcheck.db');
    expect(statSync(store).mode & 0o777).toBe(0o600);
  });
});

describe('export and anonymize', () => {
  it('writes what was read, for its owner only, and reads it again', async () => {
    expect((await run('export', '--history', 'raw/all.json', '--no-sync')).code).toBe(0);
    const file = path.join(place, 'raw/all.json');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = folder();
    put(again, 'all.json', readFileSync(file, 'utf8'));
    expect((await call(['import', 'all.json', '--team', 'Checkout'], { cwd: again })).code).toBe(0);
    await call(['export', '--history', 'twice.json'], { cwd: again });
    expect(readFileSync(path.join(again, 'twice.json'), 'utf8')).toBe(readFileSync(file, 'utf8'));
  });

  it('takes names and texts out, and can still be judged', async () => {
    expect((await run('anonymize', '--history', 'anonymous.json', '--no-sync')).code).toBe(0);
    const text = readFileSync(path.join(place, 'anonymous.json'), 'utf8');
    const open = sample.history.items.filter((item) => item.title.length > 12);
    for (const item of open.slice(0, 40)) expect(text).not.toContain(item.title);
    const shared = folder();
    put(shared, 'anonymous.json', text);
    await call(['import', 'anonymous.json', '--team', 'X'], { cwd: shared });
    const report = JSON.parse((await call(['check', '--json'], { cwd: shared })).stdout) as Report;
    const whole = await json<Report>('check', '--no-sync');
    const states = (from: Report, rule: string) =>
      from.teams[0]?.findings.find((each) => each.rule === rule)?.state;
    for (const rule of ['sprint-scope-creep', 'ageing-work-in-progress', 'irregular-sprint-cadence'])
      expect(states(report, rule), rule).toBe(states(whole, rule));
    expect(states(report, 'missing-acceptance-criteria')).toBe('not-observable');
  });

  it('asks for one team of several', async () => {
    const two = folder();
    put(two, 'a.txt', 'One story of this team\n');
    await call(['import', 'a.txt', '--team', 'A'], { cwd: two });
    await call(['import', 'a.txt', '--team', 'B'], { cwd: two });
    const outcome = await call(['export', '--json'], { cwd: two });
    expect([outcome.code, JSON.parse(outcome.stdout)]).toMatchObject([2, { error: { code: 'TEAM_NEEDED' } }]);
  });
});

describe('privacy', () => {
  it('is true to the configuration', async () => {
    const names = folder();
    put(
      names,
      'hatcheck.yaml',
      'privacy: names\nretention: 90\nteams:\n  - name: A\n    tracker: { kind: jira, site: "https://acme.atlassian.net", project: CHK }\n    events: [{ calendar: "https://calendar.example/secret-path.ics" }]\n',
    );
    const { stdout, code } = await call(['privacy'], { cwd: names });
    expect(code).toBe(0);
    expect(stdout).toContain('Jira project CHK on acme.atlassian.net');
    expect(stdout).toContain('90 days');
    expect(stdout).toContain('People appear by name');
    expect(stdout).not.toContain('secret-path');
    expect(stdout).toContain('What is stored now\n  Nothing.');
  });

  it('--purge deletes what the retention no longer covers; --all everything', async () => {
    const other = folder();
    writeTeam(other, sample, 'retention: 30\n');
    const now = sample.history.readAt + 20 * DAY;
    const at = (argv: string[]) => call(argv, { cwd: other, now });
    await at(['sync']);
    const deleted = await at(['privacy', '--purge', '--json']);
    const { deleted: rows } = JSON.parse(deleted.stdout) as { deleted: { team: string; items: number }[] };
    expect(rows[0]?.items).toBeGreaterThan(10);
    await at(['export', '--history', 'left.json', '--no-sync']);
    const left = JSON.parse(readFileSync(path.join(other, 'left.json'), 'utf8')) as { items: unknown[] };
    expect(left.items).toHaveLength(sample.history.items.length - (rows[0]?.items ?? 0));
    expect((await at(['privacy', '--purge', '--all'])).stdout).toContain('everything was deleted');
    const bytes = readFileSync(path.join(other, '.hatcheck', 'hatcheck.db'), 'latin1');
    expect(bytes).not.toContain('freshcart.example');
    expect(bytes).not.toContain(sample.history.items[0]?.title.slice(0, 30));
  });
});

describe('demo', () => {
  it('writes the report of the sample team, needs nothing and keeps nothing', async () => {
    const bare = folder();
    const outcome = await call(['demo', '--format', 'json,md', '--offline'], { cwd: bare });
    expect(outcome.code).toBe(0);
    const report = JSON.parse(filesBelow(bare).get('hatcheck-report/report.json') ?? '') as Report;
    const detected = report.teams[0]?.findings.filter(({ state }) => state === 'detected') ?? [];
    expect(detected.map(({ rule }) => rule)).toContain('missing-retrospective');
    expect(report.teams[0]?.summary.wentWell.length).toBeGreaterThan(0);
    expect([...filesBelow(bare).keys()].filter((name) => !name.startsWith('hatcheck-report/'))).toEqual([]);
  });
});
