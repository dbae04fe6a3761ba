/**
 * The whole way of an export: `hatcheck import`, then `hatcheck report` with html, md, json and charts, each as the user runs
 * it. Run by `npm run bench -- pipeline`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { best, bundle, measured, root, withFolder } from './shared.mjs';

export const name = 'pipeline';
export const title = 'From an export to the report';
export const about =
  'The sample team grown large (`src/sample/large-team.ts`), written as Jira REST JSON as verbose as Jira’s own: 25 KB an issue, 15 changes each. Import is `hatcheck import` (read, store); the rest is `hatcheck report --no-sync` (load, judge, assess, html, md, json and charts). Every step is a process of its own, its start included. The floor is reading the same bytes and `JSON.parse`. Each the best of three runs. Growth compares the time per item of the largest with the smallest size, start-up included: at most 1 is linear.';

const MODULES = ['src/sample/large-team.ts', 'src/sample/jira-export.ts', 'src/sample/jira-json.ts'];
const BYTES = 25_000;
const OPTIONS = ['--max-old-space-size=6144'];

export async function run({ quick, say }) {
  const cli = join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run npm run build first.');
  return withFolder(async (folder) => {
    const module = await bundle(folder, 'sample', MODULES);
    const rows = [];
    const perItem = [];
    for (const size of quick ? [500] : [1000, 10_000]) {
      const result = measure(join(folder, String(size)), module, cli, size, say);
      rows.push(...result.rows);
      perItem.push(result);
    }
    const [small, large] = [perItem.at(0), perItem.at(-1)];
    if (large !== small)
      for (const step of ['import', 'rest'])
        rows.push({
          case: `${small.name} to ${large.name}`,
          measure: `growth of the time per item, ${step}`,
          value: large[step] / large.items / (small[step] / small.items),
          limit: 1.2,
        });
    return rows;
  });
}

function measure(folder, module, cli, size, say) {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'export.json');
  say(`${size} items: writing the export`);
  const items = measured(written(module, file, size), OPTIONS).result;
  const mb = Math.round(statSync(file).size / 2 ** 20);
  const name = `${items.toLocaleString('en')} items, ${mb} MB`;
  say(`${name}: floor`);
  const seconds = ({ seconds: time }) => time;
  const floor = best(
    3,
    () =>
      measured(
        `import { readFileSync } from 'node:fs'; result = JSON.parse(readFileSync(${JSON.stringify(file)}, 'utf8')).issues.length;`,
      ),
    seconds,
  );
  say(`${name}: import`);
  const read = best(
    3,
    () => {
      rmSync(join(folder, '.hatcheck'), { recursive: true, force: true });
      return command(folder, cli, ['import', file, '--team', 'Large']);
    },
    seconds,
  );
  rmSync(file);
  say(`${name}: report`);
  const rest = best(
    3,
    () => command(folder, cli, ['report', '--no-sync', '--out', join(folder, 'out')]),
    seconds,
  );
  const rows = [
    { case: name, measure: 'floor, time', value: floor.seconds, unit: 's' },
    { case: name, measure: 'floor, memory', value: floor.memory, unit: 'MB' },
    { case: name, measure: 'import, time', value: read.seconds, unit: 's' },
    {
      case: name,
      measure: 'import, time as a multiple of the floor',
      value: read.seconds / floor.seconds,
      ...(size >= 10_000 ? { limit: 2 } : {}),
    },
    { case: name, measure: 'import, memory', value: read.memory, unit: 'MB', limit: 500 },
    { case: name, measure: 'report, time', value: rest.seconds, unit: 's', limit: 2 },
    { case: name, measure: 'report, memory', value: rest.memory, unit: 'MB' },
  ];
  return { rows, name, items, import: read.seconds, rest: rest.seconds };
}

/** Runs the command line in the folder: wall time, and peak memory as the system counts it. */
function command(folder, cli, args) {
  const script = `process.on('exit', () => process.stderr.write('\\n@@' + process.resourceUsage().maxRSS));`;
  const preload = `data:text/javascript,${encodeURIComponent(script)}`;
  const started = performance.now();
  const result = spawnSync(process.execPath, ['--import', preload, cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  const seconds = (performance.now() - started) / 1000;
  if (result.status !== 0)
    throw new Error(`hatcheck ${args[0]} ended with ${result.status}: ${result.stderr.slice(-2000)}`);
  return { seconds, memory: Number(/@@(\d+)/.exec(result.stderr)?.[1]) / 1024 };
}

function written(module, file, size) {
  return `import { largeTeam, writeJiraExport, JIRA_SHAPE } from ${JSON.stringify(module)};
    const history = largeTeam(${size});
    await writeJiraExport(history, ${JSON.stringify(file)}, { ...JIRA_SHAPE, verbose: true, bytes: ${BYTES} });
    result = history.items.length;`;
}
