/**
 * Runs the benches and writes their results into docs/benchmarks.md: `npm run bench`, `npm run bench -- import rules`,
 * `npm run bench -- --quick` (smaller sizes, writes nothing).
 *
 * A bench is a file of this folder that exports
 *   name     its name on the command line, also the name of its section;
 *   title    heading of its section;
 *   about    what is measured and against what, in one or two sentences of Markdown;
 *   run      async ({ quick, say }) => rows, where `say(line)` tells what is going on.
 * A row is `{ case, measure, value, unit?, limit? }`: one number, and the most it may be; a number over its limit fails the
 * run. Rows of one `case` stand together. Every bench runs in a process of its own, so that its peak memory is its own.
 * What benches share (bundling, measuring in another process) is in shared.mjs.
 */
import { fork } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
const page = join(folder, '..', 'docs', 'benchmarks.md');

/** Names and files of the benches, found by what they export: importing them all would load them all. */
function benches() {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.mjs') && file !== 'run.mjs')
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    .filter(({ text }) => /^export (async )?function run\b/m.test(text))
    .map(({ file, text }) => ({ file, name: /^export const name = '([\w-]+)'/m.exec(text)?.[1] ?? file }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Runs one bench in this process and sends its rows to the process that asked. */
async function runOne(file, quick) {
  const bench = await import(pathToFileURL(join(folder, file)).href);
  const say = (line) => process.stderr.write(`  ${line}\n`);
  const rows = await bench.run({ quick, say });
  if (rows.length === 0) throw new Error(`${file} measured nothing`);
  process.send({ title: bench.title, about: bench.about, rows });
}

function inItsOwnProcess(file, quick) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), ['--file', file, ...(quick ? ['--quick'] : [])]);
    let result = null;
    child.on('message', (message) => {
      result = message;
    });
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 && result !== null ? resolve(result) : reject(new Error(`${file} ended with ${code}`)),
    );
  });
}

const over = ({ value, limit }) => limit !== undefined && limit !== null && !(value <= limit);

function figure(value, unit = '') {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  const text = value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
  return unit === '' ? text : `${text} ${unit}`;
}

function print({ title, rows }) {
  console.log(`\n${title}`);
  for (const row of rows) {
    const limit =
      row.limit === undefined || row.limit === null ? '' : ` (at most ${figure(row.limit, row.unit)})`;
    console.log(
      `  ${row.case}: ${row.measure} ${figure(row.value, row.unit)}${limit}${over(row) ? '  OVER THE LIMIT' : ''}`,
    );
  }
}

function machine() {
  const [cpu] = cpus();
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, ${process.platform}; load average ${loadavg()[0]?.toFixed(1)} at the end`;
}

function section({ title, about, rows }) {
  const date = new Date().toISOString().slice(0, 10);
  const lines = rows.map((row) => {
    const limit = row.limit === undefined || row.limit === null ? '' : figure(row.limit, row.unit);
    return `| ${row.case} | ${row.measure} | ${figure(row.value, row.unit)}${over(row) ? ' **over**' : ''} | ${limit} |`;
  });
  return [
    `## ${title}`,
    about,
    `Measured ${date} on ${machine()}.`,
    ['| case | measure | value | at most |', '| --- | --- | ---: | ---: |', ...lines].join('\n'),
  ].join('\n\n');
}

/** Replaces the section of the bench in docs/benchmarks.md, or adds it at the end; the others stay. */
function write(name, result) {
  const [open, close] = [`<!-- bench ${name}:begin -->`, `<!-- bench ${name}:end -->`];
  const old = existsSync(page)
    ? readFileSync(page, 'utf8')
    : '# Benchmarks\n\nWritten by `npm run bench`. Peak memory is that of a process of its own.\n';
  const block = `${open}\n\n${section(result)}\n\n${close}`;
  const from = old.indexOf(open);
  writeFileSync(
    page,
    from < 0
      ? `${old.trimEnd()}\n\n${block}\n`
      : old.slice(0, from) + block + old.slice(old.indexOf(close) + close.length),
  );
}

async function main(args) {
  const quick = args.includes('--quick');
  const known = benches();
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const unknown = asked.filter((one) => !known.some(({ name }) => name === one));
  if (unknown.length > 0) {
    console.error(
      `No bench is called ${unknown.join(', ')}. There are: ${known.map(({ name }) => name).join(', ')}.`,
    );
    process.exitCode = 2;
    return;
  }
  for (const { file, name } of known.filter((one) => asked.length === 0 || asked.includes(one.name))) {
    console.error(`${name} …`);
    try {
      const result = await inItsOwnProcess(file, quick);
      print(result);
      if (!quick) write(name, result);
      if (result.rows.some(over)) process.exitCode = 1;
    } catch (error) {
      console.error(`${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
}

const args = process.argv.slice(2);
const one = args.indexOf('--file');
if (one >= 0) await runOne(args[one + 1], args.includes('--quick'));
else await main(args);
