import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { initCommand } from '../../src/commands/init.ts';
import type { InitOptions } from '../../src/commands/setup/answers.ts';
import { Cancelled, type Prompter } from '../../src/commands/setup/prompter.ts';
import { calendarText } from '../../src/sample/calendar.ts';
import { createScrubber } from '../../src/privacy/scrubber.ts';
import { githubFake, type GithubFake } from '../fakes/github.ts';
import { linearFake, type LinearFake } from '../fakes/linear.ts';
import { at, smallTeam } from '../fakes/small-team.ts';
import { call, filesBelow, folder, put, savedText, smallSample } from './support.ts';

const sample = smallSample({ rolesDeclared: false, oneForBothRoles: false });
let linear: LinearFake;
let github: GithubFake;
let place: string;
beforeAll(async () => {
  linear = await linearFake(smallTeam(), 'MOB');
  github = await githubFake(smallTeam());
});
afterAll(async () => {
  await linear.close();
  await github.close();
});
beforeEach(() => {
  place = folder();
});

interface Asked {
  readonly message: string;
  readonly options: readonly string[];
}

/** Answers by a part of the question; whatever is not foreseen fails the test. */
function script(answers: Readonly<Record<string, string | boolean>>) {
  const asked: Asked[] = [];
  const said: string[] = [];
  const answer = (message: string): string | boolean => {
    const key = Object.keys(answers).find((part) => message.includes(part));
    if (key === undefined) throw new Error(`Nobody foresaw the question "${message}"`);
    const value = answers[key] as string | boolean;
    if (value === 'CANCEL') throw new Cancelled('cancelled');
    return value;
  };
  const prompter: Prompter = {
    text: async ({ message }) => {
      asked.push({ message, options: [] });
      return String(answer(message));
    },
    select: async ({ message, options }) => {
      asked.push({ message, options: options.map(({ value }) => value) });
      const wanted = answer(message);
      const found = options.find(({ value, label }) => value === wanted || label === wanted);
      if (found === undefined) throw new Error(`${message}: no choice ${String(wanted)}`);
      return found.value;
    },
    confirm: async (message) => {
      asked.push({ message, options: [] });
      return answer(message) === true;
    },
    say: (text) => void said.push(text),
    warn: (text) => void said.push(`! ${text}`),
  };
  return { prompter, asked, said };
}

async function init(
  options: InitOptions,
  env: Readonly<Record<string, string>>,
  prompter: Prompter | null,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const written = { stdout: '', stderr: '' };
  const host = {
    cwd: place,
    env,
    stdout: { write: (text: string) => (written.stdout += text) },
    stderr: { write: (text: string) => (written.stderr += text) },
    signal: new AbortController().signal,
    now: () => at(30),
    guard: {
      scrubber: createScrubber({
        people: [],
        declared: [],
        exempt: [],
        keyPrefixes: new Set(),
        call: () => '',
      }),
    },
  };
  const code = await initCommand(host, options, prompter);
  return { code, ...written };
}

interface Written {
  readonly teams: readonly Record<string, unknown>[];
}
const configuration = (): string => readFileSync(path.join(place, 'hatcheck.yaml'), 'utf8');
const parsed = (): Written => parse(configuration()) as Written;

describe('with questions', () => {
  it('tests the token at once and lists the teams of Linear', async () => {
    const { prompter, asked, said } = script({
      'Where does the team': 'Linear',
      Team: 'MOB',
      'Name of the team': 'Mobile',
      'Calendar with': '',
      'GitHub workflow': false,
      'Read the team': false,
    });
    const outcome = await init({ api: linear.url }, { LINEAR_API_KEY: 'lin_api_secret' }, prompter);
    expect(outcome.code).toBe(0);
    expect(asked.find(({ message }) => message === 'Team')?.options).toContain('MOB');
    expect(said.join('\n')).toContain('Linear team MOB');
    expect(parsed().teams[0]).toEqual({
      name: 'Mobile',
      tracker: { kind: 'linear', team: 'MOB', api: linear.url },
    });
    expect(outcome.stdout).toContain('Next: hatcheck doctor');
  });

  it('lists repositories and boards of GitHub, and says what a refused token means', async () => {
    const answers = {
      'Where does the team': 'GitHub',
      Repository: 'acme/app',
      'Project board': '7',
      'Name of the team': 'App',
      'Calendar with': '',
      'GitHub workflow': true,
      'Read the team': false,
    };
    const { prompter, asked } = script(answers);
    await init({ api: github.api }, { GITHUB_TOKEN: 'ghp_secret' }, prompter);
    expect(asked.find(({ message }) => message === 'Repository')?.options).toContain('acme/app');
    expect(asked.find(({ message }) => message === 'Project board')?.options).toContain('7');
    expect(parsed().teams[0]?.['tracker']).toMatchObject({ repository: 'acme/app', project: 7 });
    const workflow = readFileSync(path.join(place, '.github', 'workflows', 'hatcheck.yml'), 'utf8');
    expect(parse(workflow)).toMatchObject({ permissions: { contents: 'read' } });
    expect(workflow).toContain('GITHUB_TOKEN: ${{ secrets.GITHUB_TOKEN }}');
    place = folder();
    github.faults.refuseToken = true;
    const refused = script(answers);
    const outcome = await init({ api: github.api }, { GITHUB_TOKEN: 'ghp_secret' }, refused.prompter);
    github.faults.refuseToken = false;
    expect(outcome.code).toBe(0);
    expect(refused.said.filter((line) => line.startsWith('!')).join('\n')).toMatch(/refused the credentials/);
  });

  it('says where to make a missing token, and goes on by hand', async () => {
    const { prompter, said } = script({
      'Address of your Jira': 'https://acme.atlassian.net',
      Project: 'CHK',
      'Board of the team': '',
      'Name of the team': 'Checkout',
      'Calendar with': '',
      'GitHub workflow': false,
    });
    const outcome = await init({ tracker: 'jira' }, {}, prompter);
    expect(said.join('\n')).toMatch(
      /JIRA_EMAIL and JIRA_API_TOKEN are not set.*id\.atlassian\.com.*read:jira-work/s,
    );
    expect(parsed().teams[0]?.['tracker']).toEqual({
      kind: 'jira',
      site: 'https://acme.atlassian.net',
      project: 'CHK',
    });
    expect(outcome.stdout).toMatch(/Next: set JIRA_EMAIL and JIRA_API_TOKEN/);
  });

  it('finds the calendar, reads the data, asks what names do not tell, and proposes the roles', async () => {
    const history = {
      ...sample.history,
      statuses: sample.history.statuses.map((status) => ({
        ...status,
        name: status.name === 'PO Review' ? 'Zeigen' : status.name,
      })),
      items: sample.history.items.map((item) => ({
        ...item,
        labels: item.labels.map((label) => (label === 'retro-action' ? 'besser-werden' : label)),
      })),
    };
    put(place, 'chk.history.json', savedText(history));
    put(place, 'events.ics', calendarText(sample.history));
    const { prompter, asked } = script({
      'Where does the team': 'Exported files',
      'Export file': 'chk.history.json',
      'Name of the team': 'Checkout',
      'Calendar with': './events.ics',
      'every Scrum event': true,
      'GitHub workflow': false,
      'Read the team': true,
      'In which state': 'Zeigen',
      'Which label': 'besser-werden',
      'Is that right': true,
    });
    const outcome = await init({}, {}, prompter);
    expect(outcome.code).toBe(0);
    expect(asked.map(({ message }) => message)).toContain('In which state does the Product Owner accept?');
    const [team] = parsed().teams;
    expect(team).toMatchObject({
      events: [{ calendar: './events.ics', complete: true }],
      states: { acceptance: ['Zeigen'] },
      labels: { improvement: ['besser-werden'] },
    });
    const productOwner = sample.history.people.find((person) => person.name === 'Ana Souza');
    expect(team?.['roles']).toMatchObject({ 'product-owner': [productOwner?.email] });
    expect(outcome.stdout).toContain('Ana Souza');
    expect(configuration()).toContain('# holidays:');
    expect((await call(['check'], { cwd: place })).code).toBe(0);
  });

  it('writes nothing when somebody breaks off', async () => {
    const { prompter } = script({ 'Where does the team': 'CANCEL' });
    const outcome = await init({}, {}, prompter);
    expect([outcome.code, outcome.stderr]).toEqual([130, 'Stopped. Nothing was written.\n']);
    expect(filesBelow(place).size).toBe(0);
  });
});

describe('with options alone', () => {
  it('takes every answer, writes no secret, and what it writes is valid', async () => {
    const env = { LINEAR_API_KEY: 'lin_api_secret_of_the_test' };
    const argv =
      `init --yes --tracker linear --linear-team MOB --api ${linear.url} --name Mobile --timezone Europe/Berlin ` +
      '--product-owner ana@example.com --scrum-master ben@example.com --calendar ./team.ics --complete ' +
      '--estimate Points --acceptance-criteria Done-when --acceptance-state Accept --improvement-label better ' +
      '--privacy pseudonymise --workflow --json';
    const outcome = await call(argv.split(' '), { cwd: place, env, now: at(30) });
    expect(outcome.code).toBe(0);
    expect(JSON.parse(outcome.stdout)).toEqual({
      schemaVersion: 1,
      written: ['hatcheck.yaml', '.gitignore', '.github/workflows/hatcheck.yml'],
      next: 'hatcheck doctor',
    });
    expect(outcome.stderr).toContain('Linear team MOB');
    expect(parse(configuration())).toMatchObject({
      timezone: 'Europe/Berlin',
      privacy: 'pseudonymise',
      teams: [
        {
          name: 'Mobile',
          roles: { 'product-owner': ['ana@example.com'], 'scrum-master': ['ben@example.com'] },
          events: [{ calendar: './team.ics', complete: true }],
          fields: { estimate: 'Points', acceptanceCriteria: 'Done-when' },
          states: { acceptance: ['Accept'] },
          labels: { improvement: ['better'] },
        },
      ],
    });
    for (const [, text] of filesBelow(place)) expect(text).not.toContain('lin_api_secret_of_the_test');
    expect(configuration()).toMatch(/^# yaml-language-server: \$schema=\.\/node_modules\/hatcheck\/schema\//);
    expect((await call(['rules'], { cwd: place })).code).toBe(0);
  });

  it('reads at once and takes the roles over with --read --confirm-roles', async () => {
    put(place, 'chk.history.json', savedText(sample.history));
    const argv = 'init --yes --tracker file --path chk.history.json --read --confirm-roles';
    const outcome = await call(argv.split(' '), { cwd: place });
    expect(outcome.code).toBe(0);
    expect(parsed().teams[0]).toMatchObject({
      name: 'chk',
      roles: { 'product-owner': [expect.any(String)] },
    });
  });

  it('adds to a .gitignore and keeps what is there', async () => {
    put(place, '.gitignore', 'node_modules\n.env');
    await call('init --yes --tracker file --path x.csv'.split(' '), { cwd: place });
    expect(readFileSync(path.join(place, '.gitignore'), 'utf8')).toBe(
      'node_modules\n.env\n.hatcheck/\nhatcheck-report/\n',
    );
  });

  it('names the option that is missing', async () => {
    const outcome = await call('init --yes --tracker jira --project CHK --json'.split(' '), { cwd: place });
    expect([outcome.code, JSON.parse(outcome.stdout)]).toMatchObject([
      2,
      { error: { code: 'ANSWER_MISSING', message: 'init needs --site.' } },
    ]);
    const wrong = await call('init --yes --tracker trello'.split(' '), { cwd: place });
    expect(wrong.stderr).toContain('jira, linear, github, file');
    const bad = await call('init --yes --tracker jira --site http://jira.example --project A'.split(' '), {
      cwd: place,
    });
    expect([bad.code, bad.stderr]).toEqual([2, expect.stringContaining('https')]);
    expect(existsSync(path.join(place, 'hatcheck.yaml'))).toBe(false);
  });

  it('replaces with --force alone', async () => {
    put(place, 'hatcheck.yaml', '# mine\n');
    expect((await call('init --yes --tracker file --path x.csv'.split(' '), { cwd: place })).code).toBe(2);
    expect(configuration()).toBe('# mine\n');
    expect(
      (await call('init --yes --tracker file --path x.csv --force'.split(' '), { cwd: place })).code,
    ).toBe(0);
    expect(configuration()).toContain('kind: file');
  });
});
