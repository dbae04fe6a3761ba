import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Ajv } from 'ajv';
import { call, folder, put, type CallOptions } from '../commands/support.ts';
import {
  asOf,
  begin,
  change,
  DAY,
  finish,
  history,
  HOUR,
  iso,
  open,
  rows,
  type Json,
  type Plan,
} from './kit.ts';

/** Command line, configuration and document as the contract words them, on the smallest teams. */

interface Report {
  asOf: string;
  kind: string;
  privacy: string;
  teams: (Json & {
    name: string;
    findings: (Json & {
      rule: string;
      state: string;
      severity: string;
      runs: number;
      firstDetected: string | null;
    })[];
    backlog: { items: (Json & { key: string; zone: string })[]; edits: { keys: string[] }[] };
    data: Record<string, number> & { gaps: { what: string; why: string }[] };
    window: { from: string; to: string; sprints: number };
    roles: Json[];
  })[];
}

const team = (name: string, file: string, more = '') =>
  `  - name: ${name}\n    tracker: { kind: file, path: ${file} }\n${more}`;

function place(plan: Plan = {}, more = '', before = ''): string {
  const cwd = folder();
  put(cwd, 'alpha.json', JSON.stringify(history(plan)));
  put(cwd, 'hatcheck.yaml', `${before}teams:\n${team('Alpha', './alpha.json', more)}`);
  return cwd;
}

const run = (argv: readonly string[], cwd: string, options: Partial<CallOptions> = {}) =>
  call(argv, { cwd, ...options });
async function check(cwd: string, ...argv: string[]): Promise<Report> {
  const outcome = await run(['check', '--json', ...argv], cwd);
  expect([0, 1, 5], outcome.stdout + outcome.stderr).toContain(outcome.code);
  return JSON.parse(outcome.stdout) as Report;
}
const finding = (report: Report, rule: string, at = 0) =>
  report.teams[at]?.findings.find((one) => one.rule === rule);
const noGoals: Plan = { goal: () => '' };

describe('--as-of', () => {
  const plan: Plan = {
    ...noGoals,
    items: [
      open(1, asOf(), 1, {
        title: 'Now named',
        priority: 'High',
        estimate: 5,
        created: iso(begin(0)),
        comments: [{ at: iso(finish(4)), by: 'd1', text: 'late' }],
        changes: [
          change(finish(4), 'title', 'Once named', 'Now named'),
          change(finish(4) + HOUR, 'estimate', '3', '5'),
        ],
      }),
      open(2, asOf(), 1),
    ],
  };
  it('takes a date, a time of the team and a time with offset; what came later does not exist', async () => {
    const cwd = place(plan, '', 'timezone: Europe/Berlin\n');
    const whole = await check(cwd);
    expect(whole.asOf).toBe(iso(asOf()));
    const day = await check(cwd, '--as-of', '2026-07-20');
    expect(Date.parse(day.asOf)).toBeGreaterThanOrEqual(Date.parse('2026-07-20T21:59:59Z'));
    expect(Date.parse(day.asOf)).toBeLessThanOrEqual(Date.parse('2026-07-20T22:00:00Z'));
    const local = await check(cwd, '--as-of', '2026-07-20T10:30:00');
    expect(local.asOf).toBe('2026-07-20T08:30:00Z');
    const offset = await check(cwd, '--as-of', '2026-07-20T10:30:00-05:00');
    expect(offset.asOf).toBe('2026-07-20T15:30:00Z');
    expect(offset.teams[0]?.window.sprints).toBe(3);
    expect(offset.teams[0]?.data).toMatchObject({ comments: 0 });
    const item = offset.teams[0]?.backlog.items.map((one) => [one.key, one['title']]);
    expect(item).toContainEqual(['ALP-5001', 'Once named']);
    expect(item?.map(([key]) => key)).not.toContain('ALP-5002');
    expect(whole.teams[0]?.data).toMatchObject({ comments: 1 });
  });
  it('is refused where it is no time, before anything runs', async () => {
    const outcome = await run(['check', '--json', '--as-of', 'yesterday'], place());
    expect(outcome.code).toBe(2);
    expect(JSON.parse(outcome.stdout)).toMatchObject({
      error: { code: expect.any(String), message: expect.any(String), next: expect.any(String) },
    });
  });
});

describe('runs', () => {
  it('are kept by asOf: repeated ones once, later ones not looked at', async () => {
    const cwd = place(noGoals);
    const at = [begin(4), begin(5), asOf()].map((time) => iso(time + HOUR));
    const first = finding(await check(cwd, '--as-of', at[0] as string), 'missing-sprint-goal');
    expect(first).toMatchObject({ state: 'detected', runs: 1, firstDetected: at[0] });
    await check(cwd, '--as-of', at[1] as string);
    const third = finding(await check(cwd, '--as-of', at[1] as string), 'missing-sprint-goal');
    expect(third).toMatchObject({ runs: 2, firstDetected: at[0] });
    const again = finding(await check(cwd, '--as-of', at[0] as string), 'missing-sprint-goal');
    expect(again).toMatchObject({ runs: 1, firstDetected: at[0] });
  });
  it('start again after a break', async () => {
    // Judged Sprints without a goal: 3 of 3, 3 of 6, then 2 of 6, 2 of 6, and 4 of 6.
    const bare = [0, 1, 2, 8, 9, 10];
    const cwd = place({
      sprints: 11,
      goal: (s) => (bare.includes(s) ? '' : 'Customers can pay with one click'),
    });
    const at = (s: number) => iso(finish(s) + HOUR);
    const seen = async (s: number) => finding(await check(cwd, '--as-of', at(s)), 'missing-sprint-goal');
    expect(await seen(3)).toMatchObject({ state: 'detected', runs: 1, firstDetected: at(3) });
    expect(await seen(5)).toMatchObject({ state: 'detected', runs: 2, firstDetected: at(3) });
    expect(await seen(7)).toMatchObject({ state: 'clear', runs: 0, firstDetected: null });
    expect(await seen(10)).toMatchObject({ state: 'detected', runs: 1, firstDetected: at(10) });
  });
  it('that are suppressed belong to the series', async () => {
    const cwd = place(noGoals);
    const at = [begin(4), begin(5)].map((time) => iso(time + HOUR));
    await check(cwd, '--as-of', at[0] as string);
    const file = readFileSync(path.join(cwd, 'hatcheck.yaml'), 'utf8');
    put(
      cwd,
      'hatcheck.yaml',
      `suppress:\n  - { team: Alpha, rule: missing-sprint-goal, until: 2027-01-01, because: agreed }\n${file}`,
    );
    expect(finding(await check(cwd, '--as-of', at[1] as string), 'missing-sprint-goal')).toMatchObject({
      state: 'suppressed',
      runs: 2,
      firstDetected: at[0],
    });
  });
});

describe('configuration', () => {
  const error = async (yaml: string, env: Record<string, string> = {}) => {
    const cwd = folder();
    put(cwd, 'alpha.json', JSON.stringify(history({})));
    put(cwd, 'hatcheck.yaml', yaml);
    const outcome = await run(['check', '--json'], cwd, { env });
    return {
      code: outcome.code,
      ...(JSON.parse(outcome.stdout) as { error: { code: string; message: string; next: string } }),
    };
  };
  const base = `teams:\n${team('Alpha', './alpha.json')}`;
  it.each([
    ['an unknown key', `${base}colour: red\n`, /colour/, /line 4|:4/],
    ['an unknown key of a team', `${base}    sprintz: 3\n`, /teams.*sprintz/, /line 4|:4/],
    ['a wrong type', `retention: long\n${base}`, /retention/, /line 1|:1/],
    ['an unknown rule', `rules:\n  missing-retro: off\n${base}`, /missing-retro/, /line 2|:2/],
    [
      'an unknown threshold',
      `rules:\n  missing-sprint-goal: { thresholds: { charz: 3 } }\n${base}`,
      /charz/,
      /line 2|:2/,
    ],
    [
      'an unknown rule of a suppression',
      `suppress:\n  - { team: Alpha, rule: nonsense, until: 2027-01-01, because: x }\n${base}`,
      /nonsense/,
      /line 2|:2/,
    ],
    [
      'an unknown team of a suppression',
      `suppress:\n  - { team: Alpa, rule: missing-sprint-goal, until: 2027-01-01, because: x }\n${base}`,
      /Alpa/,
      /line 2|:2/,
    ],
    ['an unset variable', `store: \${NOWHERE}/x.db\n${base}`, /NOWHERE/, /line 1|:1/],
    [
      'an unset variable deep inside',
      `${base}    roles: { product-owner: ["\${WHO}"] }\n`,
      /WHO/,
      /line 4|:4/,
    ],
    ['two teams of one name', `${base}${team('alpha', './alpha.json')}`, /alpha/i, /./],
  ])('%s names path and line', async (_, yaml, what, where) => {
    const { code, error: said } = await error(yaml);
    expect(code).toBe(2);
    expect(said.message + said.next).toMatch(what);
    expect(said.message).toMatch(where);
  });
  it('expands variables in every string', async () => {
    const cwd = folder();
    put(cwd, 'data/alpha.json', JSON.stringify(history({})));
    put(cwd, 'hatcheck.yaml', `teams:\n${team('${NAME}', '"./${DIR}/alpha.json"')}`);
    const outcome = await run(['check', '--json'], cwd, { env: { NAME: 'Blue', DIR: 'data' } });
    expect((JSON.parse(outcome.stdout) as Report).teams[0]?.name).toBe('Blue');
  });
  it.each(['on', 'off', 'true', 'false'])('switches a rule %s', async (word) => {
    const report = await check(
      place({}, '', `rules:\n  missing-sprint-goal: ${word}\n  single-item-parallelism: ${word}\n`),
    );
    const there = word === 'on' || word === 'true';
    expect(finding(report, 'missing-sprint-goal') !== undefined).toBe(there);
    expect(finding(report, 'single-item-parallelism') !== undefined).toBe(there);
  });
  it('a severity, a primary threshold and another one', async () => {
    const plan: Plan = { goal: (s) => (s < 3 ? 'x'.repeat(14) : 'y'.repeat(20)) };
    const rule = (text: string) => place(plan, '', `rules:\n  missing-sprint-goal: { ${text} }\n`);
    expect(finding(await check(rule('severity: low')), 'missing-sprint-goal')).toMatchObject({
      state: 'detected',
      severity: 'low',
    });
    const higher = finding(await check(rule('threshold: 0.6')), 'missing-sprint-goal');
    expect(higher).toMatchObject({ state: 'clear', measure: { threshold: 0.6, value: 0.5 } });
    const longer = finding(await check(rule('thresholds: { chars: 21 }')), 'missing-sprint-goal');
    expect(longer).toMatchObject({ state: 'detected', thresholds: { chars: 21 }, measure: { value: 1 } });
    const named = finding(
      await check(rule('thresholds: { sprintsWithoutGoal: 0.6 }')),
      'missing-sprint-goal',
    );
    expect(named).toMatchObject({ state: 'clear', measure: { threshold: 0.6 } });
    const guarded = place(
      { goal: (s) => (s > 3 ? '' : 'y'.repeat(20)) },
      '',
      'rules:\n  missing-sprint-goal: { severity: critical }\n',
    );
    expect(finding(await check(guarded), 'missing-sprint-goal')).toMatchObject({
      state: 'detected',
      severity: 'medium',
    });
  });
  it('suppresses until the last day, and never trips --fail-on', async () => {
    const until = (day: string) =>
      place(
        noGoals,
        '',
        `suppress:\n  - { team: alpha, rule: missing-sprint-goal, until: ${day}, because: agreed }\n`,
      );
    const day = iso(asOf()).slice(0, 10);
    const held = await check(until(day));
    expect(finding(held, 'missing-sprint-goal')).toMatchObject({
      state: 'suppressed',
      coaching: expect.any(Object),
      runs: 1,
    });
    const before = new Date(asOf() - DAY).toISOString().slice(0, 10);
    expect(finding(await check(until(before)), 'missing-sprint-goal')?.state).toBe('detected');
    expect((await run(['check', '--fail-on', 'high', '--no-color'], until(day))).code).toBe(0);
    expect((await run(['check', '--fail-on', 'high'], until(before))).code).toBe(1);
    expect((await run(['check', '--fail-on', 'critical'], until(before))).code).toBe(0);
  });
});

describe('teams', () => {
  const two = () => {
    const cwd = folder();
    put(cwd, 'a.json', JSON.stringify(history(noGoals)));
    put(
      cwd,
      'hatcheck.yaml',
      `teams:\n${team('Checkout', './a.json')}${team('Mobile', './a.json')}${team('Web', './a.json')}`,
    );
    return cwd;
  };
  it('--team is repeatable, without regard to case, in the order of the configuration', async () => {
    const report = await check(two(), '--team', 'WEB', '--team', 'checkout');
    expect(report.teams.map((one) => one.name)).toEqual(['Checkout', 'Web']);
  });
  it('an unknown one: exit 2 with the nearest', async () => {
    const outcome = await run(['check', '--json', '--team', 'Mobil'], two());
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toContain('Mobile');
  });
  it('one that cannot be read: the others are reported, the worst code wins', async () => {
    const cwd = folder();
    put(cwd, 'a.json', JSON.stringify(history(noGoals)));
    const live = `  - name: Live\n    tracker: { kind: jira, site: "https://acme.atlassian.net", project: ABC }\n`;
    put(cwd, 'hatcheck.yaml', `teams:\n${team('Good', './a.json')}${live}`);
    const refused = await run(['check', '--json', '--fail-on', 'low'], cwd);
    expect(refused.code).toBe(3);
    expect(Object.keys(JSON.parse(refused.stdout) as Json)).toEqual(['error']);
    const files = await run(['report', '--out', 'r'], cwd);
    expect(files.code).toBe(3);
    const written = JSON.parse(readFileSync(path.join(cwd, 'r/report.json'), 'utf8')) as Report;
    expect(written.teams.map((one) => one.name)).toEqual(['Good']);
  });
});

describe('paths', () => {
  it('of the configuration are relative to it, of the command line to the working directory', async () => {
    const cwd = place(noGoals, '', 'store: keep/my.db\n');
    mkdirSync(path.join(cwd, 'deep/er'), { recursive: true });
    const inner = path.join(cwd, 'deep/er');
    expect((await run(['report', '--format', 'html,md,json,csv', '--out', 'here'], inner)).code).toBe(0);
    for (const name of ['report.html', 'report.md', 'report.json', 'findings.csv', 'items.csv'])
      expect(existsSync(path.join(inner, 'here', name)), name).toBe(true);
    expect(statSync(path.join(cwd, 'keep/my.db')).mode & 0o777).toBe(0o600);
    expect((await run(['check', '--config', '../../hatcheck.yaml', '--store', 'own.db'], inner)).code).toBe(
      0,
    );
    expect(existsSync(path.join(inner, 'own.db'))).toBe(true);
  });
  it('without a configuration the store is ./.hatcheck/hatcheck.db, the team the project or the file', async () => {
    const cwd = folder();
    put(cwd, 'stories.txt', 'As a user I pay\nAs a user I return goods\n');
    expect((await run(['import', 'stories.txt'], cwd)).code).toBe(0);
    expect(statSync(path.join(cwd, '.hatcheck/hatcheck.db')).mode & 0o777).toBe(0o600);
    expect((await run(['report'], cwd)).code).toBe(0);
    const report = JSON.parse(readFileSync(path.join(cwd, 'hatcheck-report/report.json'), 'utf8')) as Report;
    expect(report.teams[0]?.name).toBe('stories');
    for (const name of ['report.html', 'report.md'])
      expect(existsSync(path.join(cwd, 'hatcheck-report', name))).toBe(true);
    expect(existsSync(path.join(cwd, 'hatcheck-report/findings.csv'))).toBe(false);
    const backlog = JSON.parse((await run(['backlog', '--format', 'json'], cwd)).stdout) as Report;
    expect(Object.keys(backlog)).toEqual(['schemaVersion', 'asOf', 'teams']);
    expect(backlog.teams[0]?.backlog.items.map((one) => [one.key, one['title']]).sort()).toEqual([
      ['LINE-1', 'As a user I pay'],
      ['LINE-2', 'As a user I return goods'],
    ]);
  });
});

describe('document', () => {
  const schema = JSON.parse(readFileSync('schema/report.schema.json', 'utf8')) as Json;
  const many: Plan = {
    ...noGoals,
    items: [
      ...Array.from({ length: 60 }, (_, i) => open(i, asOf(), 5)),
      { ...open(900, asOf(), 3), key: 'ALP-9900', level: 'above', type: 'Epic' },
      { ...open(901, asOf(), 3), key: 'ALP-9901', level: 'sub', type: 'Sub-task', parent: 'ALP-5001' },
    ],
    sprints: 8,
  };
  it('follows the schema, with two roles, sixteen responsibilities and the counts of what was read', async () => {
    const report = await check(place(many));
    const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);
    expect(validate(report), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    const [one] = report.teams;
    expect(one?.data).toMatchObject({
      issues: 8 * 8 + 60,
      other: 2,
      changes: 8 * 8 * 3,
      comments: 0,
      sprints: 8,
      events: 0,
      people: 5,
    });
    expect(one?.window).toEqual({ from: iso(begin(2)), to: iso(finish(7)), sprints: 6 });
    expect(one?.findings).toHaveLength(80);
  });
  it('holds all of now and next, and of later what edits name; backlog json every item', async () => {
    const cwd = place(many);
    const [one] = (await check(cwd)).teams;
    const all = JSON.parse((await run(['backlog', '--format', 'json'], cwd)).stdout) as Report;
    const every = all.teams[0]?.backlog.items ?? [];
    expect(every).toHaveLength(60);
    const named = new Set(one?.backlog.edits.flatMap((edit) => edit.keys));
    const due = every.filter((item) => item.zone !== 'later' || named.has(item.key)).map((item) => item.key);
    expect(one?.backlog.items.map((item) => item.key)).toEqual(due);
    const sizes = every.map((item) => item.zone);
    expect(sizes).toEqual(
      [...sizes].sort((a, b) => 'now next later'.indexOf(a) - 'now next later'.indexOf(b)),
    );
    const csv = await run(['backlog', '--format', 'csv'], cwd);
    expect(csv.stdout.match(/^Alpha,ALP-/gm)).toHaveLength(60);
  });
  it('at most twenty pieces of evidence, all counted', async () => {
    const plan: Plan = { items: Array.from({ length: 60 }, (_, i) => open(i, asOf(), 120)) };
    const found = finding(await check(place(plan)), 'stale-backlog-items') as Json;
    expect(found['evidence']).toHaveLength(20);
    expect(found['evidenceTotal']).toBe(60);
  });
  it('undated and empty Sprints are left out and named', async () => {
    const plan: Plan = {
      rows: (s) => (s === 2 ? [] : rows(8)),
      sprint: (s) => (s === 3 ? { start: null, end: null, completed: null } : {}),
      sprints: 8,
    };
    const [one] = (await check(place(plan))).teams;
    expect(one?.window.sprints).toBe(6);
    expect(one?.data.gaps.map((gap) => `${gap.what} ${gap.why}`).join('\n')).toMatch(/Sprint 3/);
    expect(one?.data.gaps.map((gap) => `${gap.what} ${gap.why}`).join('\n')).toMatch(/Sprint 4/);
  });
  it('without Sprints the window is the last 12 complete ISO weeks', async () => {
    const plan: Plan = { sprints: 0, items: Array.from({ length: 30 }, (_, i) => open(i, asOf(), i * 5)) };
    const [one] = (await check(place(plan))).teams;
    expect(one?.window.sprints).toBe(0);
    const [from, to] = [Date.parse(String(one?.window.from)), Date.parse(String(one?.window.to))];
    expect(new Date(from).getUTCDay()).toBe(1);
    expect(Math.round((to - from) / DAY)).toBe(84);
    expect(to).toBeLessThanOrEqual(asOf(0) > 0 ? Date.parse(iso(asOf())) : 0);
  });
});

describe('import', () => {
  const page = (summary: string, updated: string, ...keys: string[]) =>
    JSON.stringify({
      issues: keys.map((key) => ({
        id: key,
        key,
        fields: {
          summary,
          updated,
          created: '2026-06-01T09:00:00.000+0000',
          issuetype: { name: 'Story', subtask: false },
          status: { name: 'To Do', statusCategory: { key: 'new' } },
          project: { key: 'CHK', name: 'Checkout' },
        },
        changelog: { histories: [] },
      })),
    });
  it('merges by key: the newest updated wins, in either order', async () => {
    for (const order of [
      ['old.json', 'new.json'],
      ['new.json', 'old.json'],
    ]) {
      const cwd = folder();
      put(cwd, 'old.json', page('Old words', '2026-06-02T09:00:00.000+0000', 'CHK-1', 'CHK-2'));
      put(cwd, 'new.json', page('New words', '2026-06-03T09:00:00.000+0000', 'CHK-1'));
      for (const file of order) expect((await run(['import', file as string], cwd)).code).toBe(0);
      const backlog = JSON.parse(
        (await run(['backlog', '--format', 'json', '--team', 'checkout'], cwd)).stdout,
      ) as Report;
      const titles = Object.fromEntries(
        backlog.teams[0]?.backlog.items.map((item) => [item.key, item['title']]) ?? [],
      );
      expect(titles).toEqual({ 'CHK-1': 'New words', 'CHK-2': 'Old words' });
    }
  });
  it('reads Jira CSV with a byte order mark and semicolons', async () => {
    const cwd = folder();
    put(
      cwd,
      'jira.csv',
      '\uFEFFSummary;Issue key;Issue id;Issue Type;Status;Status Category;Project key;Created;Updated;Description\r\n' +
        '"Pay; with ""card""";CHK-7;10007;Story;To Do;To Do;CHK;2026-06-01 09:00;2026-06-02 09:00;"two\nlines"\r\n',
    );
    const outcome = await run(['import', 'jira.csv', '--team', 'Shop'], cwd);
    expect(outcome.code, outcome.stderr).toBe(0);
    const backlog = JSON.parse(
      (await run(['backlog', '--format', 'json', '--team', 'shop'], cwd)).stdout,
    ) as Report;
    expect(backlog.teams[0]?.backlog.items.map((item) => [item.key, item['title']])).toEqual([
      ['CHK-7', 'Pay; with "card"'],
    ]);
  });
  it('an unreadable file is exit 2', async () => {
    const cwd = folder();
    for (const [name, text] of [
      ['a.json', '{"x":'],
      ['b.csv', 'a,b\n1,2\n'],
    ] as const) {
      put(cwd, name, text);
      expect((await run(['import', name], cwd)).code, name).toBe(2);
    }
    expect((await run(['import', 'missing.json'], cwd)).code).toBe(2);
  });
});

describe('export', () => {
  it('reads again to the same report; anonymised it can still be judged; both for the owner only', async () => {
    const cwd = place({
      ...noGoals,
      items: [
        open(1, asOf(), 2, { comments: [{ at: iso(asOf() - DAY), by: 'd1', text: 'Person d2 agreed' }] }),
      ],
    });
    const first = await check(cwd);
    expect((await run(['export', '--history', 'raw.json'], cwd)).code).toBe(0);
    expect((await run(['anonymize', '--history', 'bare.json'], cwd)).code).toBe(0);
    for (const file of ['raw.json', 'bare.json'])
      expect(statSync(path.join(cwd, file)).mode & 0o777, file).toBe(0o600);
    const bare = readFileSync(path.join(cwd, 'bare.json'), 'utf8');
    for (const word of ['Person d', '@example.com', 'Basket step', 'agreed'])
      expect(bare).not.toContain(word);
    put(cwd, 'two.yaml', `store: two.db\nteams:\n${team('Alpha', './raw.json')}`);
    const second = await check(cwd, '--config', 'two.yaml');
    expect(second.teams).toEqual(first.teams);
    put(cwd, 'three.yaml', `store: three.db\nteams:\n${team('Alpha', './bare.json')}`);
    const third = await check(cwd, '--config', 'three.yaml');
    expect(finding(third, 'missing-sprint-goal')?.state).toBe(finding(first, 'missing-sprint-goal')?.state);
    expect(finding(third, 'duplicate-backlog-items')).toMatchObject({
      state: 'not-observable',
      reason: 'OPTED_OUT',
    });
  });
});

describe('privacy', () => {
  const plan: Plan = {
    ...noGoals,
    items: [
      open(1, asOf(), 2, {
        title: 'Ask Person d2 or d3@example.com about it',
        description: 'Person d4 knows.',
      }),
    ],
  };
  const words = ['Person d', 'Person po', '@example.com'];
  const roles = '    roles: { product-owner: [po@example.com], scrum-master: [po@example.com] }\n';
  it('aggregate shows nobody in any stream or file', async () => {
    const cwd = place(plan, roles);
    const said: string[] = [];
    for (const argv of [
      ['check', '--json'],
      ['check'],
      ['backlog', '--format', 'json'],
      ['backlog', '--format', 'csv'],
      ['backlog', 'lint', 'ALP-5001'],
      ['roles'],
      ['trend'],
      ['doctor'],
      ['report', '--format', 'html,md,json,csv', '--verbose'],
    ]) {
      const outcome = await run(argv, cwd);
      expect(outcome.code, argv.join(' ')).toBe(0);
      said.push(outcome.stdout, outcome.stderr);
    }
    for (const name of ['report.html', 'report.md', 'report.json', 'findings.csv', 'items.csv'])
      said.push(readFileSync(path.join(cwd, 'hatcheck-report', name), 'utf8'));
    for (const word of words) for (const text of said) expect(text).not.toContain(word);
    const report = await check(cwd);
    expect(report.teams[0]?.roles).toMatchObject([
      {
        role: 'product-owner',
        people: ['the Product Owner'],
        basis: 'declared',
        confidence: 1,
        sameAs: ['scrum-master'],
        count: 1,
      },
      {
        role: 'scrum-master',
        people: ['the Scrum Master'],
        basis: 'declared',
        confidence: 1,
        sameAs: ['product-owner'],
        count: 1,
      },
    ]);
  });
  it('pseudonymise gives stable pseudonyms, names the names', async () => {
    const pseudo = place(plan, roles, 'privacy: pseudonymise\n');
    const one = JSON.stringify(await check(pseudo));
    for (const word of words) expect(one).not.toContain(word);
    expect(statSync(path.join(pseudo, '.hatcheck/key')).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(await check(pseudo))).toBe(one);
    const named = await check(place(plan, roles, 'privacy: names\n'));
    expect(named.privacy).toBe('names');
    expect(named.teams[0]?.roles[0]).toMatchObject({ people: ['Person po'] });
  });
});

describe('--strict and --quiet', () => {
  it('exit 5 with the document when something asked for could not be read', async () => {
    const cwd = place({ ...noGoals, more: { complete: false, gaps: [{ what: 'changes', why: 'refused' }] } });
    const outcome = await run(['check', '--json', '--strict', '--fail-on', 'low'], cwd);
    expect(outcome.code).toBe(5);
    expect((JSON.parse(outcome.stdout) as Report).teams).toHaveLength(1);
    expect((await run(['check', '--json', '--fail-on', 'low'], cwd)).code).toBe(1);
  });
  it('stdout of --json is the document alone, progress goes to stderr', async () => {
    const cwd = place(noGoals);
    const outcome = await run(['check', '--json', '--verbose'], cwd);
    expect(() => JSON.parse(outcome.stdout) as unknown).not.toThrow();
    expect(outcome.stderr).not.toBe('');
    expect((await run(['check', '--json', '--quiet'], cwd)).stderr).toBe('');
  });
});
