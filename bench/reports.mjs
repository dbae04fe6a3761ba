/**
 * What reports cost: the weekly report of a large project beyond its analysis, and the audit of many teams from their saved
 * histories to the last file. Run by `npm run bench -- reports`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundle, measured, root, withFolder } from './shared.mjs';

export const name = 'reports';
export const title = 'Reports';
export const about =
  'The weekly report: a project grown large (`src/sample/large-team.ts`) is analysed once; measured is what comes after, from the report document to html, md, json and all charts on disk, loading of the chart library included, in a process of its own. The audit: sample teams of different seeds as saved histories; measured is the whole of `hatcheck report --kind audit`, reading and judging included.';

const MODULES = [
  'src/sample/large-team.ts',
  'src/sample/sample-team.ts',
  'src/sample/demo-team.ts',
  'src/history/saved-history.ts',
];

export async function run({ quick, say }) {
  const dist = join(root, 'dist');
  if (!existsSync(join(dist, 'cli.js'))) throw new Error('There is no dist/cli.js: run npm run build first.');
  return withFolder(async (folder) => {
    const sample = await import(pathToFileURL(await bundle(folder, 'sample', MODULES)).href);
    const rows = [];
    for (const size of quick ? [1000] : [1000, 10_000])
      rows.push(...weekly(join(folder, `weekly-${size}`), sample, dist, size, say));
    for (const teams of quick ? [5] : [10, 50])
      rows.push(...audit(join(folder, `audit-${teams}`), sample, dist, teams, say));
    return rows;
  });
}

function weekly(folder, { largeTeam, encodeHistory }, dist, size, say) {
  mkdirSync(folder, { recursive: true });
  say(`weekly, ${size} items: analysing`);
  const history = largeTeam(size);
  writeFileSync(join(folder, 'large.json'), JSON.stringify(encodeHistory(history)));
  writeFileSync(join(folder, 'hatcheck.yaml'), config([{ name: 'Large', path: 'large.json' }]));
  hatcheck(folder, dist, ['report', '--format', 'json', '--out', 'analysed']);
  say(`weekly, ${size} items: writing`);
  const { seconds, memory } = measured(written(folder, dist));
  const html = statSync(join(folder, 'out', 'report.html')).size;
  const charts = readdirSync(join(folder, 'out', 'charts')).length;
  const row = { case: `weekly, ${history.items.length.toLocaleString('en')} items` };
  return [
    { ...row, measure: 'charts', value: charts },
    { ...row, measure: 'time beyond analysis', value: seconds, unit: 's', limit: 1.5 },
    { ...row, measure: 'memory', value: memory, unit: 'MB' },
    { ...row, measure: 'report.html', value: html / 1e6, unit: 'MB', limit: 1.5 },
  ];
}

function audit(folder, { sampleTeam, encodeHistory }, dist, teams, say) {
  mkdirSync(folder, { recursive: true });
  say(`audit, ${teams} teams: writing the histories`);
  const entries = Array.from({ length: teams }, (_, i) => {
    const team = `Team ${String(i + 1).padStart(2, '0')}`;
    const { history } = sampleTeam({ seed: i + 1, team, project: `T${i + 1}`, ...habits(i) });
    writeFileSync(join(folder, `${i}.json`), JSON.stringify(encodeHistory(history)));
    return { name: team, path: `${i}.json` };
  });
  writeFileSync(join(folder, 'hatcheck.yaml'), config(entries));
  say(`audit, ${teams} teams: reporting`);
  const { seconds, memory } = hatcheck(folder, dist, [
    'report',
    '--kind',
    'audit',
    '--format',
    'html,md,json,csv',
    '--out',
    'out',
  ]);
  const sheets = readdirSync(join(folder, 'out', 'teams')).length;
  const html = statSync(join(folder, 'out', 'report.html')).size;
  const row = { case: `audit, ${teams} teams` };
  return [
    { ...row, measure: 'sheets of single teams', value: sheets },
    { ...row, measure: 'time, all', value: seconds, unit: 's', limit: 20 },
    { ...row, measure: 'memory', value: memory, unit: 'MB', limit: 600 },
    { ...row, measure: 'report.html', value: html / 1e6, unit: 'MB' },
  ];
}

/** Teams differ, as a client's do. */
function habits(i) {
  return { retrospectives: [1, 0.2, 0.6][i % 3], addedPerSprint: i % 6, criteria: [0.95, 0.5][i % 2] };
}

function config(teams) {
  const entries = teams.map(
    ({ name, path }) => `  - { name: ${JSON.stringify(name)}, tracker: { kind: file, path: ${path} } }`,
  );
  return `teams:\n${entries.join('\n')}\n`;
}

/** Runs the command line in the folder: wall time, and peak memory as the system counts it. */
function hatcheck(folder, dist, args) {
  const script = `process.on('exit', () => process.stderr.write('\\n@@' + process.resourceUsage().maxRSS));`;
  const preload = `data:text/javascript,${encodeURIComponent(script)}`;
  const started = performance.now();
  const result = spawnSync(process.execPath, ['--import', preload, join(dist, 'cli.js'), ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const seconds = (performance.now() - started) / 1000;
  if (result.status !== 0)
    throw new Error(`hatcheck ${args[0]} ended with ${result.status}: ${result.stderr.slice(-2000)}`);
  return { seconds, memory: Number(/@@(\d+)/.exec(result.stderr)?.[1]) / 1024 };
}

function written(folder, dist) {
  return `import { readFileSync } from 'node:fs';
    const report = JSON.parse(readFileSync(${JSON.stringify(join(folder, 'analysed', 'report.json'))}, 'utf8'));
    started = performance.now();
    const { writeReports } = await import(${JSON.stringify(pathToFileURL(join(dist, 'index.js')).href)});
    result = await writeReports(report, { out: ${JSON.stringify(join(folder, 'out'))}, formats: ['html', 'md', 'json'] });`;
}
