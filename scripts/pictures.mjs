/**
 * Makes the pictures of the documentation again: `npm run build && node scripts/pictures.mjs`.
 * Reports of the sample team (weekly, backlog) and of three sample teams (audit) go into a temporary folder; the
 * browser of this machine is asked for their pictures. Needs Chrome, Edge or Chromium, and pdftoppm for the PDF page.
 */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const images = join(root, 'docs', 'images');
/** GitHub shows a README's picture at about this width. */
const DESKTOP = { width: 1100, height: 1600 };
const PHONE = { width: 390, height: 1500 };
const LARGEST = 400_000;

/** The habits of the audited teams, beside the team of the demo. */
const TEAMS = [
  {
    seed: 11,
    team: 'Delivery',
    project: 'DLV',
    retrospectives: 0.2,
    addedPerSprint: 5,
    goals: 0.3,
    criteria: 0.95,
  },
  { seed: 23, team: 'Catalogue', project: 'CAT', criteria: 0.5, reviews: 0.4, orderingPerWeek: 0.2 },
];

const folder = mkdtempSync(join(tmpdir(), 'hatcheck-pictures-'));
try {
  await make();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function make() {
  if (!existsSync(join(root, 'dist', 'cli.js')))
    throw new Error('dist/cli.js is missing: run "npm run build" once.');
  const outfile = join(folder, 'sample.mjs');
  await build({
    stdin: {
      contents: `export { findBrowser } from './src/reports/pdf/find-browser.ts';
        export { sampleTeam } from './src/sample/sample-team.ts'; export { demoTeam } from './src/sample/demo-team.ts';
        export { encodeHistory } from './src/history/saved-history.ts';`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  const sample = await import(pathToFileURL(outfile).href);
  const executablePath = sample.findBrowser();
  if (executablePath === null) throw new Error('No Chrome, Edge or Chromium was found on this machine.');
  mkdirSync(images, { recursive: true });
  reports(sample);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    await picture(browser, 'weekly', 'report', DESKTOP);
    await picture(browser, 'audit', 'audit', DESKTOP);
    await picture(browser, 'backlog', 'backlog', DESKTOP);
    await picture(browser, 'weekly', 'report-phone-dark', PHONE, {
      colorScheme: 'dark',
      from: '[id$="-sprint-scope"]',
    });
  } finally {
    await browser.close();
  }
  pdfPage();
  for (const file of readdirSync(images)) {
    const { size } = statSync(join(images, file));
    console.log(`docs/images/${file} ${Math.round(size / 1000)} KB`);
    if (size > LARGEST) throw new Error(`docs/images/${file} is larger than ${LARGEST / 1000} KB`);
  }
}

function hatcheck(...args) {
  execFileSync(process.execPath, [join(root, 'dist', 'cli.js'), ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function reports({ sampleTeam, demoTeam, encodeHistory }) {
  hatcheck('demo', '--quiet', '--format', 'html,pdf', '--out', 'weekly');
  hatcheck('demo', '--quiet', '--format', 'html', '--kind', 'backlog', '--out', 'backlog');
  const teams = [demoTeam(), ...TEAMS.map((habits) => sampleTeam(habits))];
  const entries = teams.map(({ history, config }) => {
    const name = /path: (\S+?) ?\}/.exec(config)?.[1];
    // The sample's people are the same in every team; here each team is to have its own, by their addresses.
    const ownPeople = (text) => text.replaceAll('@', `@${history.team.project.toLowerCase()}.`);
    const people = history.people.map((person) => ({
      ...person,
      email: person.email === null ? null : ownPeople(person.email),
      handles: [],
    }));
    writeFileSync(join(folder, name), JSON.stringify(encodeHistory({ ...history, people })));
    return ownPeople(config.replace(/^ *events:\n(?: +- .*\n)*/m, ''));
  });
  writeFileSync(join(folder, 'hatcheck.yaml'), `teams:\n${entries.join('')}`);
  hatcheck('report', '--quiet', '--kind', 'audit', '--format', 'html', '--out', 'audit');
}

async function picture(browser, kind, name, { width, height }, { colorScheme = 'light', from } = {}) {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
  await page.goto(pathToFileURL(join(folder, kind, 'report.html')).href);
  if (from !== undefined)
    await page
      .locator(from)
      .first()
      .evaluate((element) => element.closest('figure').scrollIntoView());
  // The charts draw when they come near.
  await page.waitForTimeout(500);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}

/** The page of the weekly report with the roles. */
function pdfPage() {
  execFileSync('pdftoppm', [
    '-r',
    '80',
    '-f',
    '3',
    '-l',
    '3',
    '-png',
    join(folder, 'weekly', 'report.pdf'),
    join(folder, 'page'),
  ]);
  const made = readdirSync(folder).find((file) => /^page-?\d+\.png$/.test(file));
  renameSync(join(folder, made), join(images, 'report-pdf.png'));
}
