/** What benches share: modules of the project as one file, and code measured in a process of its own. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** Gives `use` a fresh folder inside the project (so that packages are found), which is gone afterwards. */
export async function withFolder(use) {
  const cache = join(root, 'node_modules', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One file in the folder that exports what the given modules of the project export; gives its path. */
export async function bundle(folder, name, modules) {
  const outfile = join(folder, `${name}.mjs`);
  await build({
    stdin: {
      contents: modules.map((file) => `export * from ${JSON.stringify(join(root, file))};`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

/** The best of several runs: what else the machine was doing shows least in it. */
export function best(times, run, timeOf) {
  let found = run();
  for (let turn = 1; turn < times; turn++) {
    const next = run();
    if (timeOf(next) < timeOf(found)) found = next;
  }
  return found;
}

/**
 * Runs a module's text in a process of its own and gives what it leaves in `result`, the seconds since it set `started`
 * (`let started = performance.now()` stands at its head), and the peak memory of the process in MB.
 */
export function measured(code, nodeOptions = []) {
  const script = `let result = null; let started = performance.now();\n${code}\nconst seconds = (performance.now() - started) / 1000;\nprocess.stdout.write('\\n@@' + JSON.stringify({ seconds, memory: process.resourceUsage().maxRSS / 1024, result }));`;
  const output = execFileSync(process.execPath, [...nodeOptions, '--input-type=module', '-e', script], {
    encoding: 'utf8',
    maxBuffer: 1e8,
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.slice(output.lastIndexOf('\n@@') + 3));
}
