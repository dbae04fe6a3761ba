import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { calendarText } from '../src/sample/calendar.ts';
import { writeJiraExport } from '../src/sample/jira-export.ts';
import { sampleTeam } from '../src/sample/sample-team.ts';
import { linearFake } from '../test/fakes/linear.ts';

/** The address that the page shows in place of the fake's. */
const SHOWN = 'http://localhost:4400/graphql';
/** Longer outputs are cut in the middle: the page shows what it looks like, not all of it. */
const MOST_LINES = 46;

interface Scene {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  /** What stands in the page for texts that differ from run to run. */
  readonly instead: readonly (readonly [string, string])[];
}

/** The whole way, run for real: a fake Linear that serves the sample team, then a folder of exports without a network. */
export async function recordWalkthrough(program: string): Promise<string> {
  const team = sampleTeam({
    seed: 2026,
    project: 'CHK',
    oneForBothRoles: true,
    addedPerSprint: 4.2,
    criteria: 0.5,
    lastWithoutRetrospective: 2,
    stuck: 0.03,
    stuckHalfDays: 60,
  });
  const root = await mkdtemp(path.join(os.tmpdir(), 'hatcheck-walk-'));
  const fake = await linearFake(team.history, 'CHK');
  try {
    const live: Scene = {
      folder: path.join(root, 'team-health'),
      env: { LINEAR_API_KEY: 'lin_api_of_the_fake' },
      instead: [
        [SHOWN, fake.url],
        ['~', root],
      ],
    };
    await mkdir(live.folder);
    await writeFile(path.join(live.folder, 'team.ics'), calendarText(team.history));
    const offline: Scene = { folder: path.join(root, 'audit'), env: {}, instead: [['~', root]] };
    await mkdir(path.join(offline.folder, 'exports'), { recursive: true });
    await writeJiraExport(team.history, path.join(offline.folder, 'exports', 'checkout.json'));
    await cp(path.join(live.folder, 'team.ics'), path.join(offline.folder, 'team.ics'));
    return [HEAD, ...(await connected(live, program)), ...(await withoutNetwork(offline, program)), ''].join(
      '\n\n',
    );
  } finally {
    await fake.close();
    await rm(root, { recursive: true, force: true });
  }
}

const HEAD = `# Walkthrough

<!-- Written by scripts/record-walkthrough.mjs: run it again, do not edit here. -->

What it looks like on a terminal. Every output is recorded from a real run: first with Linear, played by a fake server that serves a made-up team; then with a folder of exports and no network. Long outputs are cut where it says so.`;

async function connected(scene: Scene, program: string): Promise<string[]> {
  const run = (line: string): Promise<string> => record(line, scene, program);
  return [
    '## A team in Linear',
    'The token is in the environment. `init` without options asks; the answers can be given as options too.',
    await run(
      `hatcheck init --yes --tracker linear --linear-team CHK --api ${SHOWN} --name Checkout --calendar ./team.ics --complete`,
    ),
    'The first `sync` reads everything, later ones what changed.',
    await run('hatcheck sync'),
    '`doctor` tests the connection, shows what names were taken for, and says what can be judged.',
    await run('hatcheck doctor'),
    'Two looks back, so that there is something to compare with: `--as-of` shows what a run of that day would have shown.',
    await run('hatcheck check --no-sync --quiet --json --as-of 2026-10-05 > /dev/null'),
    await run('hatcheck check --no-sync --quiet --json --as-of 2026-10-19 > /dev/null'),
    await run('hatcheck check'),
    await run('hatcheck report'),
    await run('hatcheck trend'),
    'One finding, with its rule and the team’s own evidence:',
    await run('hatcheck explain missing-retrospective'),
  ];
}

async function withoutNetwork(scene: Scene, program: string): Promise<string[]> {
  const run = (line: string): Promise<string> => record(line, scene, program);
  return [
    '## A folder of exports, offline',
    `In the folder lies \`exports/\` with ${(await readdir(path.join(scene.folder, 'exports'))).map((name) => `\`${name}\``).join(', ')}, pages of Jira’s REST API with histories. No connection is opened.`,
    await run('hatcheck import exports --team Checkout --offline'),
    await run('hatcheck check --offline'),
    await run('hatcheck backlog --offline'),
    await run('hatcheck report --offline --kind audit --format html,md,csv --out audit'),
  ];
}

/** One command as a block: what was typed, and what came on stdout and stderr. */
async function record(line: string, scene: Scene, program: string): Promise<string> {
  const real = scene.instead.reduce((text, [shown, actual]) => text.replaceAll(shown, actual), line);
  const output = await shell(real.replace(/^hatcheck/, `"${process.execPath}" "${program}"`), scene);
  const told = scene.instead.reduce((text, [shown, actual]) => text.replaceAll(actual, shown), output);
  const lines = told.trimEnd().split('\n');
  const half = MOST_LINES / 2;
  const cut =
    lines.length <= MOST_LINES
      ? lines
      : [...lines.slice(0, half), `… ${lines.length - 2 * half} lines …`, ...lines.slice(-half)];
  return ['```console', `$ ${line}`, ...cut.filter((each) => each !== '' || cut.length > 1), '```'].join(
    '\n',
  );
}

function shell(line: string, { folder, env }: Scene): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('sh', ['-c', `${line} 2>&1`], {
      cwd: folder,
      env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    });
    let output = '';
    child.stdout.on('data', (part: Buffer) => (output += part.toString()));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${line} ended with ${String(code)}:\n${output}`)),
    );
  });
}
