/**
 * Import of a large Jira export: time and peak memory against the floor (reading the same bytes and `JSON.parse`).
 * Run by `npm run bench`, or alone: `node bench/import.mjs [issues …]`.
 */
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { verboseIssue } from './verbose-jira.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hatcheck-bench-'));

async function bundle() {
  const outfile = join(folder, 'read-files.mjs');
  await build({
    entryPoints: [join(root, 'src/connectors/file/index.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    outfile,
    logLevel: 'error',
  });
  return outfile;
}

async function exportOf(issues) {
  const path = join(folder, `issues-${issues}.json`);
  const out = createWriteStream(path);
  out.write('{"startAt":0,"issues":[');
  for (let number = 1; number <= issues; number += 1) {
    if (!out.write(`${number === 1 ? '' : ','}${JSON.stringify(verboseIssue(number))}`))
      await once(out, 'drain');
  }
  out.end(']}');
  await once(out, 'close');
  return path;
}

/** Runs a script in a process of its own: seconds and peak memory in MB. */
function measured(code) {
  const script = `${code}\nconsole.log(JSON.stringify({ seconds: (performance.now() - started) / 1000, memory: process.resourceUsage().maxRSS / 1024, result }));`;
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      maxBuffer: 1e8,
    }).trim(),
  );
}

try {
  const module = await bundle();
  const sizes = process.argv.slice(2).map(Number);
  console.log('import of Jira REST JSON, 15 changes an issue (floor: read the bytes and JSON.parse)');
  for (const issues of sizes.length > 0 ? sizes : [1000, 10_000]) {
    const path = await exportOf(issues);
    const file = JSON.stringify(path);
    const floor = measured(
      `import { readFileSync } from 'node:fs'; const started = performance.now(); const result = JSON.parse(readFileSync(${file}, 'utf8')).issues.length;`,
    );
    const ours = measured(
      `import { readFiles } from ${JSON.stringify(module)}; const started = performance.now(); const [history] = await readFiles([${file}], {}, { step() {}, warn() {} }); const result = history.items.length;`,
    );
    if (ours.result !== issues || floor.result !== issues)
      throw new Error(`read ${ours.result} of ${issues} issues`);
    const mb = Math.round(statSync(path).size / 1024 / 1024);
    console.log(
      `${issues} issues, ${mb} MB: ${ours.seconds.toFixed(2)} s, ${Math.round(ours.memory)} MB; floor ${floor.seconds.toFixed(2)} s, ${Math.round(floor.memory)} MB; ratio ${(ours.seconds / floor.seconds).toFixed(2)}`,
    );
    rmSync(path);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
