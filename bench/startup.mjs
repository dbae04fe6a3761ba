/** How long `hatcheck --help` takes against a bare `node`. Run by `npm run bench -- startup`. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shared.mjs';

export const name = 'startup';
export const title = 'Start of the command line';
export const about =
  '`node dist/cli.js --help` against `node -e ""`, in turns, the median of all turns. A command line that takes long to say how it is used is not used.';

export async function run({ quick }) {
  const cli = join(root, 'dist', 'cli.js');
  if (!existsSync(cli)) throw new Error('There is no dist/cli.js: run npm run build first.');
  const turns = quick ? 7 : 25;
  const [bare, help, version] = [[], [], []];
  for (let turn = 0; turn < turns; turn++) {
    bare.push(timed(['-e', '']));
    help.push(timed([cli, '--help']));
    version.push(timed([cli, '--version']));
  }
  const base = median(bare);
  return [
    { case: 'bare `node`', measure: 'time', value: base, unit: 'ms' },
    { case: '`hatcheck --help`', measure: 'time', value: median(help), unit: 'ms' },
    {
      case: '`hatcheck --help`',
      measure: 'beyond bare `node`',
      value: median(help) - base,
      unit: 'ms',
      limit: 100,
    },
    {
      case: '`hatcheck --version`',
      measure: 'beyond bare `node`',
      value: median(version) - base,
      unit: 'ms',
      limit: 100,
    },
  ];
}

function timed(args) {
  const started = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore', env: { ...process.env, NO_COLOR: '1' } });
  return performance.now() - started;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
}
