import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/store.ts';
import type { StoredRun } from '../../src/store/runs.ts';
import path from 'node:path';
import { call, folder, put, savedText, smallSample } from './support.ts';

const DAY_1 = '2026-01-06T10:00:00.000+0000';

/** One issue as Jira's REST API gives it; a tool that cuts fields leaves the project out. */
function issue(key: string, project: object | null, { site = 'https://a.example', updated = DAY_1 } = {}) {
  return {
    id: key.replace(/\D/g, ''),
    key,
    self: `${site}/rest/api/3/issue/${key}`,
    fields: {
      summary: `Story ${key}`,
      created: '2026-01-05T10:00:00.000+0000',
      updated,
      status: { id: '1', name: 'Open', statusCategory: { key: 'new' } },
      issuetype: { id: '10', name: 'Story', subtask: false },
      ...(project === null ? {} : { project }),
    },
  };
}

const CHECKOUT = { key: 'CHK', name: 'Checkout' };
const json = (...issues: object[]): string => JSON.stringify({ issues });
const csv = (key: string, updated = '2026-01-06 10:00'): string =>
  `Issue key,Summary,Status,Status Category,Created,Updated\n${key},Other,Open,To Do,2026-01-05 10:00,${updated}\n`;
const namedCsv = (key: string, name: string): string =>
  `Issue key,Project name,Summary,Status,Status Category,Created,Updated\n${key},${name},Other,Open,To Do,2026-01-05 10:00,2026-01-07 10:00\n`;

interface Team {
  readonly name: string;
  readonly keys: readonly string[];
}

async function teamsIn(place: string): Promise<Team[]> {
  const store = await openStore(path.join(place, '.hatcheck', 'hatcheck.db'));
  try {
    const teams: Team[] = [];
    for (const { name } of await store.teams())
      teams.push({ name, keys: (await store.load(name))?.items.map(({ key }) => key) ?? [] });
    return teams;
  } finally {
    await store.close();
  }
}

async function imported(place: string, files: Readonly<Record<string, string>>, ...more: string[]) {
  for (const [name, text] of Object.entries(files)) put(place, name, text);
  const outcome = await call(['import', ...Object.keys(files), ...more], { cwd: place });
  expect(outcome.code, outcome.stderr).toBe(0);
  return outcome;
}

describe('one project of Jira is one team', () => {
  it('in one import, whichever file carries the name', async () => {
    const named = json(issue('CHK-1', CHECKOUT));
    const bare = csv('CHK-2');
    const place = folder();
    const outcome = await imported(place, { 'a.json': named, 'b.csv': bare });
    expect(await teamsIn(place)).toEqual([{ name: 'Checkout', keys: ['CHK-1', 'CHK-2'] }]);
    expect(outcome.stdout).toBe('Imported 2 items into the team Checkout.\n');

    const turned = folder();
    await imported(turned, { 'a.json': json(issue('CHK-1', null)), 'b.csv': namedCsv('CHK-2', 'Checkout') });
    expect(await teamsIn(turned)).toEqual([{ name: 'Checkout', keys: ['CHK-1', 'CHK-2'] }]);
  });

  it('when the first issue that was read does not tell the name', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', null), issue('CHK-2', CHECKOUT)) });
    expect((await teamsIn(place)).map(({ name }) => name)).toEqual(['Checkout']);
    const rows = `${namedCsv('CHK-1', '')}CHK-2,Checkout,Other,Open,To Do,2026-01-05 10:00,2026-01-06 10:00\n`;
    const other = folder();
    await imported(other, { 'a.csv': rows });
    expect((await teamsIn(other)).map(({ name }) => name)).toEqual(['Checkout']);
  });

  it('in a later import that knows only the key', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) });
    await imported(place, { 'b.json': json(issue('CHK-2', null)) });
    await imported(place, { 'c.csv': csv('CHK-3') });
    expect(await teamsIn(place)).toEqual([{ name: 'Checkout', keys: ['CHK-1', 'CHK-2', 'CHK-3'] }]);
  });

  it('in a later import that tells the name: the team takes it, with its runs and snapshots', async () => {
    const place = folder();
    await imported(place, { 'a.csv': csv('CHK-1') });
    const store = await openStore(path.join(place, '.hatcheck', 'hatcheck.db'));
    const run: StoredRun = {
      asOf: 5,
      kind: 'weekly',
      score: 70,
      parts: null,
      findings: [{ rule: 'r', state: 'clear', severity: 'low', value: null }],
    };
    await store.recordRun('CHK', run);
    await store.addSnapshot('CHK', { at: 5, order: ['CHK-1'], items: [] } as never);
    await store.close();

    await imported(place, { 'b.json': json(issue('CHK-2', CHECKOUT)) });
    expect(await teamsIn(place)).toEqual([{ name: 'Checkout', keys: ['CHK-1', 'CHK-2'] }]);
    const after = await openStore(path.join(place, '.hatcheck', 'hatcheck.db'));
    expect(await after.runs('Checkout')).toEqual([run]);
    expect((await after.load('Checkout'))?.snapshots).toHaveLength(1);
    await after.close();
  });

  it('when the project was renamed in between: the team keeps the name it has', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) });
    await imported(place, { 'b.json': json(issue('CHK-2', { key: 'CHK', name: 'Buying' })) });
    expect(await teamsIn(place)).toEqual([{ name: 'Checkout', keys: ['CHK-1', 'CHK-2'] }]);
  });

  it('goes on in the team that --team had named, and --team itself always decides', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) }, '--team', 'Payments');
    await imported(place, { 'b.json': json(issue('CHK-2', CHECKOUT)) });
    expect(await teamsIn(place)).toEqual([{ name: 'Payments', keys: ['CHK-1', 'CHK-2'] }]);
    await imported(place, { 'c.csv': csv('CHK-3') }, '--team', 'Elsewhere');
    expect((await teamsIn(place)).map(({ name }) => name)).toEqual(['Elsewhere', 'Payments']);
  });

  it('guesses nothing where two teams hold the project: the one of that name, else one of its own', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) }, '--team', 'A');
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) }, '--team', 'B');
    await imported(place, { 'c.csv': csv('CHK-2') });
    expect(await teamsIn(place)).toEqual([
      { name: 'A', keys: ['CHK-1'] },
      { name: 'B', keys: ['CHK-1'] },
      { name: 'CHK', keys: ['CHK-2'] },
    ]);
    await imported(place, { 'd.csv': namedCsv('CHK-3', 'B') });
    expect((await teamsIn(place))[1]).toEqual({ name: 'B', keys: ['CHK-1', 'CHK-3'] });
  });

  it('not for the same key on another site', async () => {
    const place = folder();
    await imported(place, { 'a.json': json(issue('CHK-1', CHECKOUT)) });
    const other = issue('CHK-1', { key: 'CHK', name: 'Chickens' }, { site: 'https://b.example' });
    await imported(place, { 'b.json': json(other) });
    expect((await teamsIn(place)).map(({ name }) => name)).toEqual(['Checkout', 'Chickens']);
  });

  it('of a configured team of exports: into its place', async () => {
    const place = folder();
    put(place, 'exports/a.json', json(issue('CHK-1', CHECKOUT)));
    put(place, 'hatcheck.yaml', 'teams:\n  - { name: Shop, tracker: { kind: file, path: exports } }\n');
    expect((await call(['sync'], { cwd: place })).code).toBe(0);
    await imported(place, { 'b.csv': csv('CHK-2') });
    expect(await teamsIn(place)).toEqual([{ name: 'Shop', keys: ['CHK-1', 'CHK-2'] }]);
  });

  it('but two teams of one project that were exported from hatcheck stay two', async () => {
    const { history } = smallSample();
    const named = (name: string): string => savedText({ ...history, team: { ...history.team, name } });
    const place = folder();
    await imported(place, { 'a.json': named('North'), 'b.json': named('South') });
    await imported(place, { 'b.json': named('South') });
    expect((await teamsIn(place)).map(({ name }) => name)).toEqual(['North', 'South']);
  });
});
