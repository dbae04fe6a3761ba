/**
 * A project of Jira Cloud with its full history, from a fake Jira in a process of its own: requests, memory, CPU time.
 * Run by `npm run bench -- jira`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { bundle, measured, withFolder } from './shared.mjs';

export const name = 'jira';
export const title = 'Reading a project of Jira';
export const about =
  'A local server in a process of its own serves issues with about 15 changes each in the shapes and pages of Jira Cloud; every issue, history and Sprint is read and handed on, batch by batch. The floor of CPU time is `JSON.parse` of the same answers.';

/** Starts the fake; gives its address, its project and the numbers that the limits follow from. */
async function startFake(module, issues) {
  const script = `
    import { jiraFake, largeTeam } from ${JSON.stringify(module)};
    const team = largeTeam(${issues});
    const fake = await jiraFake(team);
    const histories = (item) => new Set(item.changes.map(({ at, by }) => at + ' ' + by)).size;
    const sorted = team.items.toSorted((a, b) => a.created - b.created);
    const batches = Array.from({ length: Math.ceil(sorted.length / 1000) }, (_, index) =>
      sorted.slice(index * 1000, index * 1000 + 1000).reduce((sum, item) => sum + histories(item), 0));
    console.log(JSON.stringify({ url: fake.url, project: team.team.project, items: sorted.length, batches,
      changes: team.items.reduce((sum, { changes }) => sum + changes.length, 0) }));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (chunk) => (text += chunk));
  while (!text.includes('\n')) {
    const [reason] = await Promise.race([once(child.stdout, 'data').then(() => [null]), once(child, 'exit')]);
    if (reason !== null) throw new Error(`the fake ended with ${reason}`);
  }
  return { ...JSON.parse(text), stop: () => child.kill() };
}

/** Code that reads the project twice and keeps nothing but keys, as a store on a disk would. */
function reading(module, { url, project }, runs) {
  return `
    import { jiraConnector } from ${JSON.stringify(module)};
    const keys = new Set();
    let cursor = null, changes = 0, requests = 0, complete = null;
    const sink = {
      async put(page) {
        cursor = JSON.stringify(page.cursor);
        if (page.header) complete = page.header.complete;
        for (const item of page.items ?? []) { keys.add(item.key); changes += item.changes.length; JSON.stringify(item); }
        for (const key of page.removed ?? []) keys.delete(key);
      },
      async keys() { return keys; },
      async item() { return null; },
    };
    const credentials = { email: 'ana@example.com', token: 'ATATT-secret-0123456789', pat: null };
    const connector = jiraConnector({ site: ${JSON.stringify(url)}, project: ${JSON.stringify(project)}, credentials,
      onRequests: (count) => { requests = count; } });
    result = { runs: [] };
    for (let run = 0; run < ${runs}; run += 1) {
      const before = process.cpuUsage();
      await connector.collect({ cursor: cursor === null ? null : JSON.parse(cursor), sink, now: Date.now(),
        signal: new AbortController().signal, progress: { step() {}, warn() {} } });
      const { user, system } = process.cpuUsage(before);
      result.runs.push({ requests, cpu: (user + system) / 1000 });
    }
    Object.assign(result, { items: keys.size, changes, complete });`;
}

/** The same, keeping the answers and parsing them once more: milliseconds of CPU time, megabytes. */
function parsing(module, fake) {
  return `
    const answers = [];
    const real = globalThis.fetch;
    globalThis.fetch = async (...request) => {
      const answer = await real(...request);
      const text = await answer.text();
      answers.push(text);
      return new Response(text, { status: answer.status, headers: answer.headers });
    };
    ${reading(module, fake, 1)}
    const before = process.cpuUsage();
    for (const text of answers) JSON.parse(text);
    const { user, system } = process.cpuUsage(before);
    result = { cpu: (user + system) / 1000, mb: answers.reduce((sum, text) => sum + text.length, 0) / 2 ** 20 };`;
}

export async function run({ quick, say }) {
  return withFolder(async (folder) => {
    const module = await bundle(folder, 'jira', [
      'src/connectors/jira/index.ts',
      'src/sample/large-team.ts',
      'test/fakes/jira.ts',
    ]);
    const rows = [];
    const memory = [];
    for (const issues of quick ? [1000, 2000] : [1000, 5000]) {
      say(`${issues} issues`);
      const fake = await startFake(module, issues);
      try {
        const ours = measured(reading(module, fake, 2));
        const floor = measured(parsing(module, fake));
        rows.push(...rowsOf(fake, ours, floor));
        memory.push(ours.memory);
      } finally {
        fake.stop();
      }
    }
    const growth = memory[1] / memory[0];
    const case_ = quick ? '1,000 to 2,000 issues' : '1,000 to 5,000 issues';
    return [...rows, { case: case_, measure: 'peak memory as a multiple', value: growth, limit: 1.5 }];
  });
}

function rowsOf(fake, ours, floor) {
  const { items, changes, complete, runs } = ours.result;
  if (items !== fake.items || changes !== fake.changes || complete !== true)
    throw new Error(`read ${items} of ${fake.items} issues, ${changes} of ${fake.changes} changes`);
  const [first, again] = runs;
  const histories = fake.batches.reduce((sum, batch) => sum + Math.ceil(batch / 10_000), 0);
  const limit = Math.ceil(items / 100) + histories + 15;
  const case_ = `${items.toLocaleString('en')} issues, ${changes.toLocaleString('en')} changes, ${Math.round(floor.result.mb)} MB`;
  return [
    { case: case_, measure: 'requests', value: first.requests, limit },
    { case: case_, measure: 'requests when nothing changed', value: again.requests, limit: 8 },
    { case: case_, measure: 'peak memory', value: ours.memory, unit: 'MB' },
    { case: case_, measure: 'time of both runs, server included', value: ours.seconds, unit: 's' },
    { case: case_, measure: 'CPU time an issue', value: first.cpu / items, unit: 'ms' },
    { case: case_, measure: 'CPU time as a multiple of parsing', value: first.cpu / floor.result.cpu },
  ];
}
