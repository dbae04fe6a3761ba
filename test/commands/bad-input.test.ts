import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { call, filesBelow, folder, put, savedText, smallSample, writeTeam, type Outcome } from './support.ts';

/** Whatever is wrong with what is given: one clear message, exit 2, nothing stored changed, no half-written report. */
const sample = smallSample();
let place: string;

const run = (...argv: string[]): Promise<Outcome> => call(argv, { cwd: place });

/** A refusal is one message with the place and what to do, and leaves every file as it was. */
async function refused(
  argv: readonly string[],
  says: readonly (string | RegExp)[],
  code: string,
): Promise<string> {
  const before = [...filesBelow(place)].filter(([name]) => !/-(?:wal|shm)$/.test(name));
  const outcome = await run(...argv);
  expect(outcome.code, outcome.stderr).toBe(2);
  expect(outcome.stdout).toBe('');
  expect(outcome.stderr.match(/^Error: /gm)).toHaveLength(1);
  expect(outcome.stderr.match(/^Next: \S.*$/gm)).toHaveLength(1);
  for (const text of says) expect(outcome.stderr).toMatch(text);
  const document = await run(...argv, '--json');
  expect(document.code).toBe(2);
  expect(JSON.parse(document.stdout)).toEqual({
    error: { code, message: expect.any(String), next: expect.any(String) },
  });
  const after = [...filesBelow(place)].filter(([name]) => !/-(?:wal|shm)$/.test(name));
  expect(after.map(([name]) => name)).toEqual(before.map(([name]) => name));
  expect(
    after.filter(([name, bytes], index) => before[index]?.[0] === name && before[index][1] !== bytes),
  ).toEqual([]);
  return outcome.stderr;
}

const stored = savedText(sample.history);

beforeEach(async () => {
  place = folder();
  put(place, 'good.history.json', stored);
  expect((await run('import', 'good.history.json', '--team', 'Checkout')).code).toBe(0);
});

describe('files to read', () => {
  const jira = JSON.stringify({
    issues: [{ key: 'A-1', fields: { summary: 'x' } }],
  });
  it.each<[string, string, string | null, string, (string | RegExp)[]]>([
    ['a missing file', 'FILE_UNREADABLE', null, 'none.json', [/none\.json does not exist/]],
    ['an empty file', 'FILE_EMPTY', '', 'empty.json', [/empty\.json is empty/]],
    ['no JSON', 'FILE_NOT_JSON', 'hello {', 'text.json', [/text\.json/, /JSON/]],
    ['JSON that is cut off', 'FILE_TRUNCATED', jira.slice(0, -12), 'cut.json', [/cut\.json/, /cut off|ends/]],
    [
      'a saved history that is cut off',
      'FILE_TRUNCATED',
      stored.slice(0, 20_000),
      'cut.history.json',
      [/cut\.history\.json/],
    ],
    ['JSON of something else', 'FILE_UNKNOWN', '{"hello":[1,2]}', 'other.json', [/other\.json/]],
    [
      'a wrong delimiter',
      'CSV_UNKNOWN_COLUMNS',
      'Issue key Summary Status\nA-1 x Done\n',
      'wrong.csv',
      [/wrong\.csv, line 1/, /delimiter/],
    ],
    [
      'two delimiters',
      'CSV_WIDTH',
      'Issue key;Summary;Status\nA-1,x,Done\n',
      'two.csv',
      [/two\.csv, line 2/, /delimiter/],
    ],
    [
      'a line too wide',
      'CSV_WIDTH',
      'Issue key,Summary,Status\nA-1,x,Done,more\n',
      'wide.csv',
      [/wide\.csv, line 2/],
    ],
    [
      'a quote left open',
      'CSV_QUOTE_OPEN',
      'Issue key,Summary,Status\nA-1,"x,Done\n',
      'open.csv',
      [/open\.csv, line 2/],
    ],
    [
      'a cell that is no date',
      'CSV_CELL',
      'Issue key,Summary,Status,Created\nA-1,x,Done,whenever\n',
      'cell.csv',
      [/cell\.csv, line 2/, /A-1/],
    ],
  ])('%s', async (_, code, text, name, says) => {
    if (text !== null) put(place, name, text);
    await refused(['import', name, '--team', 'Checkout'], says, code);
  });

  it('a history whose dates run backwards', async () => {
    const history = {
      ...sample.history,
      sprints: sample.history.sprints.map((sprint, index) =>
        index === 1 ? { ...sprint, start: (sprint.end ?? 0) + 86_400_000 } : sprint,
      ),
    };
    put(place, 'backwards.json', savedText(history));
    await refused(
      ['import', 'backwards.json', '--team', 'Checkout'],
      [/backwards\.json/, /sprint/i],
      'HISTORY_CONTRADICTS_ITSELF',
    );
  });

  it('a history that does not follow its schema', async () => {
    put(place, 'shape.json', stored.replace('"level":"base"', '"level":"basement"'));
    await refused(['import', 'shape.json'], [/shape\.json: items/], 'HISTORY_INVALID');
  });

  it('one bad file of several: none is imported', async () => {
    put(place, 'many/a.csv', 'Issue key,Summary,Status,Created\nB-1,x,Done,2026-01-05 10:00\n');
    put(place, 'many/b.json', '{"issues": [');
    await refused(['import', 'many'], [/b\.json/], 'FILE_TRUNCATED');
  });

  it('a configured export that broke since', async () => {
    const again = folder();
    writeTeam(again, sample);
    place = again;
    expect((await run('report', '--format', 'json')).code).toBe(0);
    writeFileSync(path.join(place, 'chk.history.json'), stored.slice(0, -40));
    await refused(['report'], [/chk\.history\.json/], 'FILE_TRUNCATED');
    await refused(['check'], [/chk\.history\.json/], 'FILE_TRUNCATED');
  });

  it('an export into a team with a live tracker', async () => {
    put(place, 'hatcheck.yaml', 'teams:\n  - { name: Checkout, tracker: { kind: linear, team: CHK } }\n');
    await refused(['import', 'good.history.json', '--team', 'checkout'], [/live tracker/], 'TEAM_IS_LIVE');
  });
});

describe('the configuration', () => {
  const team = 'teams:\n  - name: Checkout\n    tracker: { kind: file, path: good.history.json }\n';
  it.each<[string, string, string, string[]]>([
    [
      'an unknown key',
      'CONFIG_INVALID',
      `${team}    memberz: [a]\n`,
      ['line 4', 'teams\\[0\\].memberz', 'Did you mean "members"'],
    ],
    [
      'a wrong value',
      'CONFIG_INVALID',
      `privacy: everybody\n${team}`,
      ['line 1', 'privacy', 'aggregate, pseudonymise, names'],
    ],
    [
      'an unknown rule',
      'CONFIG_INVALID',
      `${team}rules:\n  missing-retro: off\n`,
      ['line 5', 'missing-retrospective'],
    ],
    [
      'an unknown threshold',
      'CONFIG_INVALID',
      `${team}rules:\n  missing-retrospective: { thresholds: { inARoww: 2 } }\n`,
      ['inARow'],
    ],
    [
      'an unset variable',
      'VARIABLE_UNSET',
      `store: "\${NOWHERE_SET}"\n${team}`,
      ['line 1', 'store', 'NOWHERE_SET'],
    ],
    ['no YAML', 'CONFIG_SYNTAX', `teams: [\n`, ['line 2|line 1']],
    [
      'a token instead of its name',
      'CONFIG_INVALID',
      team.replace('kind: file, path: good.history.json', 'kind: linear, team: A, tokenEnv: "lin_api_9f8 x"'),
      ['never the secret itself'],
    ],
    [
      'an address that is not safe',
      'CONFIG_INVALID',
      team.replace(
        'kind: file, path: good.history.json',
        'kind: jira, site: "http://jira.example", project: A',
      ),
      ['https'],
    ],
    [
      'the same name twice',
      'CONFIG_INVALID',
      `${team}  - name: checkout\n    tracker: { kind: linear, team: A }\n`,
      ['used twice'],
    ],
  ])('%s', async (_, code, text, says) => {
    put(place, 'hatcheck.yaml', text);
    const stderr = await refused(
      ['report'],
      says.map((each) => new RegExp(each)),
      code,
    );
    expect(stderr).toContain('hatcheck.yaml, line ');
    expect(stderr).not.toContain('lin_api_9f8');
  });

  it('names every problem at once, in the order of the file', async () => {
    put(place, 'hatcheck.yaml', `privacy: none\nretention: -1\n${team}rules:\n  nonsense: off\n`);
    await refused(['check'], [/line 1: privacy .*\n.*line 2: retention/], 'CONFIG_INVALID');
  });
});

describe('the store', () => {
  it.each([
    ['a text', 'this is a text, long enough to be taken for something else\n'.repeat(20)],
    ['another database', null],
  ])('%s is left as it is', async (_, text) => {
    const file = path.join(place, 'notes.db');
    if (text !== null) writeFileSync(file, text);
    else {
      const { default: Libsql } = await import('libsql');
      const other = new Libsql(file);
      other.exec('create table notes (text text)');
      other.close();
    }
    const before = readFileSync(file);
    await refused(['check', '--store', 'notes.db'], [/notes\.db is not a hatcheck store/], 'NOT_A_STORE');
    await refused(['import', 'good.history.json', '--store', 'notes.db'], [/notes\.db/], 'NOT_A_STORE');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('a folder', async () => {
    mkdirSync(path.join(place, 'stores'));
    await refused(['check', '--store', 'stores'], [/stores/], 'STORE_UNUSABLE');
  });

  it('a store that is a database and --offline', async () => {
    await refused(
      ['check', '--offline', '--store', 'postgres://u:secret@127.0.0.1/x'],
      [/--offline/],
      'STORE_NEEDS_NETWORK',
    );
    const outcome = await run('check', '--offline', '--store', 'postgres://u:secret@127.0.0.1/x');
    expect(outcome.stderr).not.toContain('secret');
  });
});

describe('places to write', () => {
  it('a file where the report folder should be', async () => {
    put(place, 'taken', 'mine');
    await refused(['report', '--out', 'taken'], [/taken/], 'OUTPUT_UNWRITABLE');
    expect(readFileSync(path.join(place, 'taken'), 'utf8')).toBe('mine');
  });

  it('a place below a file', async () => {
    put(place, 'taken', 'mine');
    await refused(['report', '--out', 'taken/report'], [/taken/], 'OUTPUT_UNWRITABLE');
    await refused(['export', '--history', 'taken/history.json'], [/taken/], 'OUTPUT_UNWRITABLE');
  });

  it.skipIf(process.getuid?.() === 0)('a folder without permission', async () => {
    const shut = path.join(place, 'shut');
    mkdirSync(shut);
    chmodSync(shut, 0o500);
    await refused(['report', '--out', 'shut'], [/permission/], 'OUTPUT_UNWRITABLE');
    chmodSync(shut, 0o700);
  });

  it('a logo that is none', async () => {
    put(place, 'logo.txt', 'no picture');
    put(
      place,
      'hatcheck.yaml',
      'report: { logo: logo.txt }\nteams:\n  - { name: A, tracker: { kind: file, path: good.history.json } }\n',
    );
    const outcome = await run('report', '--out', 'with-logo');
    expect(outcome.code).toBe(2);
    expect(outcome.stderr).toContain('report.logo');
    const json = await run('report', '--out', 'with-logo', '--json');
    expect(JSON.parse(json.stdout)).toMatchObject({ error: { code: 'LOGO' } });
    expect(existsSync(path.join(place, 'with-logo', 'report.html'))).toBe(false);
  });

  it('a second init leaves the configuration alone', async () => {
    put(place, 'hatcheck.yaml', '# mine\n');
    await refused(
      ['init', '--yes', '--tracker', 'file', '--path', 'good.history.json'],
      [/exists already/],
      'CONFIG_EXISTS',
    );
  });
});
