import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Document } from 'yaml';
import { parseDocument } from 'yaml';
import { COMMANDS, COMMON } from '../../src/commands/program.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';
import { calendarText } from '../../src/sample/calendar.ts';
import { githubFake, type GithubFake } from '../fakes/github.ts';
import { FakeGithub } from '../fakes/github-rest.ts';
import { linearFake, type LinearFake } from '../fakes/linear.ts';
import { at, smallTeam } from '../fakes/small-team.ts';
import { realPostgres } from '../store/databases.ts';
import { call, folder, put, savedText } from '../commands/support.ts';

/**
 * Every command line that the documentation shows is run, page after page, each in a folder of its own: against exports, and
 * against fakes of the trackers. Where a page connects Jira, the data comes from an export of the same team.
 */
const PAGES = readdirSync('docs').filter((name) => name.endsWith('.md') && name !== 'walkthrough.md');
const team = sampleTeam({ seed: 5, sprints: 5, developers: 4, planned: 6, backlog: 26 });
/** Asks questions, so it needs a person: test/commands/init.test.ts answers them. */
const ASKS = new Set(['hatcheck init']);

let linear: LinearFake;
let github: GithubFake;
const issues = new FakeGithub({ token: 'ghp_test' });
const database = realPostgres();
let store = '';

beforeAll(async () => {
  linear = await linearFake(smallTeam(), 'MOB');
  github = await githubFake(smallTeam(), { repository: 'acme/platform' });
  await issues.start();
  await database.start();
  store = await database.fresh();
});
afterAll(async () => {
  await linear.close();
  await github.close();
  await issues.stop();
  await database.stop();
});

interface Fence {
  readonly language: string;
  readonly lines: readonly string[];
}

function fencesOf(text: string): Fence[] {
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    lines: body.split('\n'),
  }));
}

/** Command lines in the order of the page; in a crontab they stand behind the times. */
function commandsOf(page: string): string[] {
  const text = readFileSync(path.join('docs', page), 'utf8');
  return fencesOf(text)
    .filter(({ language }) => language === 'sh' || language === '')
    .flatMap(({ lines }) => lines.flatMap((line) => line.split(' && ')))
    .map((line) => line.trim())
    .filter((line) => line.startsWith('hatcheck '));
}

/** As a shell would split it; quotes keep words together. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, bare]) => double ?? single ?? bare ?? '',
  );
}

function workspace(line: string): string {
  const place = folder();
  mkdirSync(path.join(place, 'exports'));
  put(place, 'exports/checkout.history.json', savedText(team.history));
  put(place, 'jira.csv', 'Issue key,Summary,Status,Created\nXX-1,Pay by card,Open,2026-01-05 10:00\n');
  put(place, 'team.ics', calendarText(team.history));
  if (!line.startsWith('hatcheck init') && !line.startsWith('hatcheck import'))
    put(
      place,
      'hatcheck.yaml',
      'teams:\n  - name: Checkout\n    tracker: { kind: file, path: exports }\n    events: [{ calendar: ./team.ics, complete: true }]\n',
    );
  return place;
}

/** Points a configuration that `init` wrote at what is there: the fakes, or an export in place of Jira. */
function connect(place: string): void {
  const file = path.join(place, 'hatcheck.yaml');
  if (!existsSync(file)) return;
  const document: Document = parseDocument(readFileSync(file, 'utf8'));
  const at = ['teams', 0, 'tracker'];
  const kind = document.getIn([...at, 'kind']);
  if (kind === 'linear') document.setIn([...at, 'api'], linear.url);
  if (kind === 'github') document.setIn([...at, 'api'], github.api);
  if (kind === 'jira') document.setIn(at, document.createNode({ kind: 'file', path: 'exports' }));
  writeFileSync(file, document.toString());
}

async function lineOf(line: string, place: string): Promise<string[]> {
  const argv = wordsOf(line.replace('postgres://db/hatcheck', store)).slice(1);
  if (argv[0] === 'backlog' && argv[1] === 'lint') {
    const { stdout } = await call(['backlog', '--format', 'json', '--no-sync'], { cwd: place });
    const { teams } = JSON.parse(stdout) as { teams: { backlog: { items: { key: string }[] } }[] };
    argv[2] = teams[0]?.backlog.items[0]?.key ?? '';
  }
  // A second init of the same page, and nothing is posted anywhere.
  if (argv[0] === 'init' && existsSync(path.join(place, 'hatcheck.yaml'))) argv.push('--force');
  if (argv[0] === 'post' && !argv.includes('--dry-run')) argv.push('--dry-run');
  if (line.includes('github-issue')) argv.push('--api', issues.api);
  return argv;
}

const ENV = {
  LINEAR_API_KEY: 'lin_api_test',
  GITHUB_TOKEN: 'ghp_test',
  SLACK_WEBHOOK_URL: 'https://hooks.slack.com/services/T/B/x',
  TEAMS_WEBHOOK_URL: 'https://acme.logic.azure.com/workflows/x',
};

async function runLine(line: string, place: string, quick: boolean): Promise<void> {
  const argv = await lineOf(line, place);
  // Charts take a second a report: one page draws them, the others leave them out.
  if (quick && /^(?:demo|report|worker)$/.test(argv[0] ?? '') && !argv.includes('--format'))
    argv.push('--format', 'json');
  if (argv[0] === 'post') await call(['report', '--format', 'json'], { cwd: place, env: ENV });
  const env = argv[0] === 'init' ? {} : ENV;
  const outcome = await call(argv, { cwd: place, env, now: at(30) });
  const allowed = [0, ...(line.includes('--fail-on') ? [1] : []), ...(line.includes('--strict') ? [5] : [])];
  expect(allowed, `${line}\n${outcome.stdout}\n${outcome.stderr}`).toContain(outcome.code);
  if (argv[0] === 'init') connect(place);
}

/** The demo is the same wherever it runs: once is enough. */
const seen = new Set<string>();
function isRepeated(line: string): boolean {
  if (line !== 'hatcheck demo') return false;
  if (seen.has(line)) return true;
  seen.add(line);
  return false;
}

describe('command lines of the documentation', () => {
  it('are found', () => {
    expect(PAGES.flatMap(commandsOf).length).toBeGreaterThan(60);
  });

  it.each(PAGES.filter((page) => commandsOf(page).length > 0))('docs/%s', async (page) => {
    const lines = commandsOf(page).filter((line) => !ASKS.has(line) && !isRepeated(line));
    const place = workspace(lines[0] ?? '');
    // The reference shows commands one by one, the other pages a way from one to the next.
    const isReference = page === 'commands.md';
    if (isReference) await call(['sync'], { cwd: place });
    for (const line of lines)
      await runLine(
        line,
        isReference && line.startsWith('hatcheck init') ? workspace(line) : place,
        page !== 'start-linear.md',
      );
  });

  it('in the text itself name commands and options that exist', () => {
    const commands = new Map(
      COMMANDS.flatMap((group) => group.commands).map((command) => [
        command.usage.split(' ')[0] ?? '',
        [...(command.options ?? []), ...COMMON].map(([flags]) => flags.split(/[ ,]/)[0] ?? ''),
      ]),
    );
    const wrong: string[] = [];
    for (const page of PAGES)
      for (const [, line = ''] of readFileSync(path.join('docs', page), 'utf8').matchAll(
        /`hatcheck ([a-z][^`\n]*)`/g,
      )) {
        const [name = '', ...words] = wordsOf(line);
        const known = commands.get(name);
        const options = words.filter((word) => word.startsWith('--')).map((word) => word.split('=')[0] ?? '');
        if (known === undefined || options.some((option) => !known.includes(option)))
          wrong.push(`${page}: ${line}`);
      }
    expect(wrong).toEqual([]);
  });
});

describe('pages', () => {
  it('link to pages and headings that exist', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s-]/gu, '')
        .trim()
        .replace(/\s/g, '-');
    const missing: string[] = [];
    for (const page of [...PAGES, 'rules/README.md'])
      for (const [, target = ''] of readFileSync(path.join('docs', page), 'utf8').matchAll(
        /\]\(([^)\s]+)\)/g,
      )) {
        if (/^[a-z]+:/.test(target)) continue;
        const [file = '', anchor] = target.split('#');
        const to = path.join('docs', path.dirname(page), file === '' ? path.basename(page) : file);
        if (!existsSync(to)) missing.push(`${page}: ${target}`);
        else if (anchor !== undefined) {
          const headings = [...readFileSync(to, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
            slug(title),
          );
          if (!headings.includes(anchor)) missing.push(`${page}: ${target}`);
        }
      }
    expect(missing).toEqual([]);
  });

  it('are all in the index', () => {
    const index = readFileSync('docs/README.md', 'utf8');
    const pages = PAGES.filter((page) => page !== 'README.md');
    expect(pages.filter((page) => !index.includes(`(${page})`))).toEqual([]);
  });

  it('show configurations that are valid', async () => {
    const { parseConfig } = await import('../../src/config/config.ts');
    const { ruleNames } = await import('../../src/commands/session.ts');
    const env = { PGUSER: 'a', PGPASSWORD: 'b', TEAM_CALENDAR: 'https://calendar.example/x.ics' };
    const team = 'teams:\n  - name: A\n    tracker: { kind: linear, team: A }\n';
    let checked = 0;
    for (const page of PAGES)
      for (const { language, lines } of fencesOf(readFileSync(path.join('docs', page), 'utf8'))) {
        const text = lines.join('\n');
        if (language !== 'yaml' || /^(?:#|report:)/.test(text) || text.includes('runs-on')) continue;
        // A part of a team's entry stands indented.
        const whole = text.startsWith('    ') ? `${team}${text}` : text;
        expect(
          () => parseConfig(whole, page, { env, rules: ruleNames() }),
          `${page}\n${whole}`,
        ).not.toThrow();
        checked += 1;
      }
    expect(checked).toBeGreaterThan(8);
  });
});
