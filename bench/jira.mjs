/** A project of Jira with full histories, read into a store as a sync does. Run by `npm run bench -- jira`. */
import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bundle, measured, root, withFolder } from './shared.mjs';

export const name = 'jira';
export const title = 'Reading a project of Jira';
export const about =
  'A local server with Jira’s own page sizes serves the sample team grown large (`src/sample/large-team.ts`) with about 15 changes an issue. The connector reads it into a store, as `hatcheck sync` does, in a process of its own. It may ask once for every page of 100 issues, once for every 10,000 histories of a thousand issues, and 15 times more. The floor is `JSON.parse` of the same answers in another process. Growth compares 5,000 issues with 1,000.';

const SIZES = [1000, 5000];
const [CHANGES, PAGE, HISTORIES, BATCH] = [15, 100, 10_000, 1000];
const DAY_MS = 86_400_000;

export async function run({ quick, say }) {
  return withFolder(async (folder) => {
    const served = await bundle(folder, 'served', ['test/fakes/jira.ts', 'src/sample/large-team.ts']);
    const reader = await bundle(folder, 'reader', ['src/connectors/jira/index.ts', 'src/store/store.ts']);
    const parts = { folder, reader, modules: await import(pathToFileURL(served).href), say };
    const sizes = quick ? [300] : SIZES;
    const runs = [];
    for (const size of sizes) runs.push(await project(parts, size, {}));
    const whole = await project(parts, sizes.at(-1), { dataCenter: true });
    return [
      ...runs.flatMap(({ rows }) => rows),
      ...(runs.length > 1 ? growth(runs.at(0), runs.at(-1)) : []),
      ...whole.rows,
    ];
  });
}

/** A full run, one the week after in which nothing changed, and the floor. */
async function project({ folder, reader, modules, say }, size, options) {
  const team = teamOf(modules.largeTeam, size);
  const kind = options.dataCenter ? 'Data Center' : 'Cloud';
  const fake = await modules.jiraFake(team, options);
  try {
    const named = `${kind}, ${size.toLocaleString('en')} issues`;
    const store = join(folder, `${kind}-${size}.db`);
    const credentials = options.dataCenter
      ? { email: null, token: null, pat: modules.JIRA_PAT }
      : { email: modules.JIRA_EMAIL, token: modules.JIRA_API_TOKEN, pat: null };
    const connector = { site: fake.url, project: team.team.project, credentials };
    const read = async (into, at, answers = null) => {
      const before = fake.seen.length;
      const result = await inItsOwnProcess({ reader, store: into, connector, at, answers });
      return { ...result, requests: fake.seen.length - before };
    };
    say(`${named}: full run`);
    const first = await read(store, team.readAt);
    if (first.items !== team.items.length || first.changes < changesIn(team))
      throw new Error(`${named}: ${first.items} issues with ${first.changes} changes arrived`);
    say(`${named}: unchanged`);
    const again = await read(store, team.readAt + 7 * DAY_MS);
    say(`${named}: floor`);
    const answers = join(folder, `${kind}-${size}.jsonl`);
    await read(join(folder, `${kind}-${size}-floor.db`), team.readAt, answers);
    const floor = measured(parsing(answers)).result;
    if (fake.illegal.length > 0) throw new Error(`Jira allows no such request: ${fake.illegal[0]}`);
    return {
      size,
      first,
      rows: rowsOf({ named, size, first, again, floor, answers, allowed: allowed(team, kind) }),
    };
  } finally {
    await fake.close();
  }
}

function rowsOf({ named, size, first, again, floor, answers, allowed: limit }) {
  return [
    { case: named, measure: 'requests', value: first.requests, limit },
    { case: named, measure: 'requests, a week later, unchanged', value: again.requests, limit: 8 },
    { case: named, measure: 'answers', value: statSync(answers).size / 2 ** 20, unit: 'MB' },
    { case: named, measure: 'time, server included', value: first.seconds, unit: 's' },
    { case: named, measure: 'processor time an issue', value: (first.cpu / size) * 1000, unit: 'ms' },
    { case: named, measure: 'processor time as a multiple of the floor', value: first.cpu / floor },
    { case: named, measure: 'peak memory', value: first.memory, unit: 'MB' },
    { case: named, measure: 'peak memory, unchanged', value: again.memory, unit: 'MB' },
  ];
}

function growth(small, large) {
  const between = `Cloud, ${small.size.toLocaleString('en')} to ${large.size.toLocaleString('en')} issues`;
  const perIssue = ({ first, size }) => first.cpu / size;
  return [
    {
      case: between,
      measure: 'growth of processor time an issue',
      value: perIssue(large) / perIssue(small),
      limit: 1.2,
    },
    {
      case: between,
      measure: 'growth of peak memory',
      value: large.first.memory / small.first.memory,
      limit: 1.5,
    },
  ];
}

/** So many issues, the oldest of a team that has more; what belongs to one that is cut off belongs to none. */
function teamOf(largeTeam, size) {
  const team = largeTeam(Math.ceil(size * 1.15), CHANGES);
  const items = team.items
    .toSorted((a, b) => a.created - b.created || (a.key < b.key ? -1 : 1))
    .slice(0, size);
  if (items.length < size) throw new Error(`the large team has ${items.length} issues only`);
  const keys = new Set(items.map(({ key }) => key));
  return {
    ...team,
    pullRequests: [],
    items: items.map((item) => ({
      ...item,
      pullRequests: [],
      parent: keys.has(item.parent) ? item.parent : null,
      links: item.links.filter(({ key }) => keys.has(key)),
    })),
  };
}

function changesIn(team) {
  return team.items.reduce((sum, { changes }) => sum + changes.length, 0);
}

/** Data Center sends histories along. */
function allowed(team, kind) {
  const pages = Math.ceil(team.items.length / PAGE);
  if (kind === 'Data Center') return pages + 15;
  let histories = 0;
  for (let from = 0; from < team.items.length; from += BATCH) {
    const items = team.items.slice(from, from + BATCH);
    histories += Math.ceil(changesIn({ items }) / HISTORIES);
  }
  return pages + histories + 15;
}

/** One sync; with `answers` every answer's text is added to that file, a line each. */
async function inItsOwnProcess({ reader, store, connector, at, answers }) {
  const code = `
import { appendFileSync } from 'node:fs';
import { jiraConnector, openStore } from ${JSON.stringify(reader)};
const answers = ${JSON.stringify(answers)};
if (answers !== null) {
  const plain = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const answer = await plain(...request);
    appendFileSync(answers, (await answer.clone().text()).replaceAll('\\n', ' ') + '\\n');
    return answer;
  };
}
const store = await openStore(${JSON.stringify(store)});
const { sink, cursor } = await store.open({ name: 'Bench', origin: 'sync', source: 'jira' });
const signal = new AbortController().signal;
const progress = { step() {}, warn(text) { process.stderr.write(text + '\\n'); } };
const before = process.cpuUsage();
const started = performance.now();
await jiraConnector(${JSON.stringify(connector)}).collect({ cursor, sink, signal, progress, now: ${at} });
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(before);
const memory = process.resourceUsage().maxRSS / 1024;
const history = await store.load('Bench');
const changes = history.items.reduce((sum, item) => sum + item.changes.length, 0);
await store.close();
process.stdout.write(JSON.stringify({ seconds, cpu: (user + system) / 1e6, memory, items: history.items.length, changes }));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    cwd: root,
    maxBuffer: 1e8,
  });
  return JSON.parse(stdout);
}

/** Processor seconds that parsing takes, from bytes on. */
function parsing(answers) {
  return `import { readFileSync } from 'node:fs';
const bytes = readFileSync(${JSON.stringify(answers)});
const lines = [];
for (let from = 0, to; (to = bytes.indexOf(10, from)) >= 0; from = to + 1) lines.push(bytes.subarray(from, to));
const before = process.cpuUsage();
let parsed = 0;
for (const line of lines) parsed += typeof JSON.parse(line.toString('utf8')) === 'object' ? 1 : 0;
const { user, system } = process.cpuUsage(before);
if (parsed !== lines.length) throw new Error('not every answer is JSON');
result = (user + system) / 1e6;`;
}
