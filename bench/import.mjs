/**
 * Import of a large Jira export: time and peak memory against the floor (reading the same bytes and `JSON.parse`).
 * Run by `npm run bench -- import`.
 */
import { createWriteStream, rmSync, statSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { best, bundle, measured, withFolder } from './shared.mjs';
import { verboseIssue } from './verbose-jira.mjs';

export const name = 'import';
export const title = 'Reading a large Jira export';
export const about =
  "Jira REST JSON as verbose as Jira's own, 25 KB and 15 changes an issue, read into a history. The floor is reading the same bytes and `JSON.parse`. Each the best of three runs.";

async function exportOf(folder, issues) {
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

export async function run({ quick, say }) {
  return withFolder(async (folder) => {
    const module = await bundle(folder, 'read-files', ['src/connectors/file/index.ts']);
    const rows = [];
    for (const issues of quick ? [1000] : [1000, 10_000]) {
      say(`${issues} issues`);
      const path = await exportOf(folder, issues);
      const mb = Math.round(statSync(path).size / 1024 / 1024);
      rows.push(...compare(module, path, issues, `${issues.toLocaleString('en')} issues, ${mb} MB`));
      rmSync(path);
    }
    return rows;
  });
}

const fastest = (code) =>
  best(
    3,
    () => measured(code),
    ({ seconds }) => seconds,
  );

function compare(module, path, issues, name) {
  const file = JSON.stringify(path);
  const floor = fastest(
    `import { readFileSync } from 'node:fs'; result = JSON.parse(readFileSync(${file}, 'utf8')).issues.length;`,
  );
  const ours = fastest(
    `import { readFiles } from ${JSON.stringify(module)}; const [history] = await readFiles([${file}], {}, { step() {}, warn() {}, done() {}, end() {} }); result = history.items.length;`,
  );
  if (ours.result !== issues || floor.result !== issues)
    throw new Error(`read ${ours.result} of ${issues} issues`);
  return [
    { case: name, measure: 'floor, time', value: floor.seconds, unit: 's' },
    { case: name, measure: 'floor, memory', value: floor.memory, unit: 'MB' },
    { case: name, measure: 'time', value: ours.seconds, unit: 's' },
    { case: name, measure: 'memory', value: ours.memory, unit: 'MB', limit: 500 },
    {
      case: name,
      measure: 'time as a multiple of the floor',
      value: ours.seconds / floor.seconds,
      ...(issues >= 10_000 ? { limit: 2 } : {}),
    },
  ];
}
