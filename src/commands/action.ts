import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseDocument } from 'yaml';
import { CONFIG_FILE } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import { parseReport } from '../publish/document.ts';
import type { Report } from '../reports/report.ts';
import { commandEnvironment, isFork, readInputs, type ActionInputs } from './action/inputs.ts';
import { outputsOf, writeOutputs, type PostedIssue } from './action/outputs.ts';
import { keepState, restoreState, stateRun } from './action/keeping.ts';
import type { Host } from './host.ts';
import { main } from './main.ts';

/** Of several failures the worst, in the order of the contract. */
const WORST_FIRST = [2, 3, 4, 5, 1];

/**
 * `hatcheck action`: one run of the GitHub Action, from the inputs in the environment: state of the last run, report or
 * snapshot, job summary, posts, state for the next run, outputs. `find-state` says which run left an artifact with it.
 */
export async function actionCommand(host: Host, args: readonly string[]): Promise<number> {
  const [step = 'run'] = args;
  const inputs = readInputs(host.env);
  const inner: Host = { ...host, env: commandEnvironment(host.env) };
  if (step === 'find-state') return findState(inner, inputs);
  if (step !== 'run') {
    throw new UsageError({
      code: 'OPTION_INVALID',
      message: `action knows no step "${step}".`,
      next: 'It is run or find-state.',
    });
  }
  const config = await adjustedConfig(inner, inputs);
  try {
    return await runAll(inner, inputs, config.options);
  } finally {
    await config.remove();
  }
}

async function findState(host: Host, inputs: ActionInputs): Promise<number> {
  const run = inputs.state === 'artifact' && !(await isFork(host.env)) ? await stateRun(host, inputs) : null;
  await writeOutputs(host.env['GITHUB_OUTPUT'], { 'run-id': run === null ? '' : String(run) });
  return 0;
}

async function runAll(host: Host, inputs: ActionInputs, config: readonly string[]): Promise<number> {
  const fork = await isFork(host.env);
  const keeps = inputs.state !== 'none' && !fork;
  if (keeps) await restoreState(host, inputs, config);
  const common = [...config, ...inputs.teams.flatMap((team) => ['--team', team])];
  if (inputs.mode === 'snapshot') {
    const code = await main(['snapshot', ...common], host);
    if (keeps && code === 0) await keepState(host, inputs, config);
    await writeOutputs(host.env['GITHUB_OUTPUT'], outputsOf(null, '', [], code));
    return code;
  }
  const out = path.resolve(host.cwd, inputs.out);
  // A report that lies here already, from the repository or a step before, is none of this run.
  await rm(path.join(out, 'report.json'), { force: true });
  const code = await writeReport(host, inputs, [...common, '--out', out]);
  const report = await reportIn(host, out);
  if (fork && code === 3) {
    notice(host, 'This run comes from a fork: it has no secrets, so nothing was read. That is on purpose.');
    await writeOutputs(host.env['GITHUB_OUTPUT'], outputsOf(null, '', [], 0));
    return 0;
  }
  const codes = [code];
  const issues: PostedIssue[] = [];
  if (report !== null) {
    const file = path.join(out, 'report.json');
    if (inputs.summary && host.env['GITHUB_STEP_SUMMARY'])
      codes.push(await post(host, 'job-summary', ['--from', file, ...config]));
    if (fork && inputs.publish.length > 0)
      notice(
        host,
        'This run comes from a fork: nothing is posted. The report is in the job summary and the files.',
      );
    else codes.push(...(await publish(host, inputs, ['--from', file, ...config], issues)));
    if (keeps && !inputs.dryRun) await keepState(host, inputs, config);
  }
  const worst = WORST_FIRST.find((each) => codes.includes(each)) ?? codes.find((each) => each !== 0) ?? 0;
  await writeOutputs(host.env['GITHUB_OUTPUT'], outputsOf(report, out, issues, worst));
  return worst;
}

function writeReport(host: Host, inputs: ActionInputs, common: readonly string[]): Promise<number> {
  // The document is what everything else is made from.
  const formats = [...new Set([...inputs.formats.split(',').map((format) => format.trim()), 'json'])].join(
    ',',
  );
  const failOn = inputs.failOn === null ? [] : ['--fail-on', inputs.failOn];
  const strict = inputs.strict ? ['--strict'] : [];
  return main(['report', '--kind', inputs.mode, '--format', formats, ...failOn, ...strict, ...common], host);
}

/** The report of this run; null where none was written. */
async function reportIn(host: Host, out: string): Promise<Report | null> {
  const file = path.join(out, 'report.json');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  return text === null ? null : parseReport(text, path.relative(host.cwd, file));
}

async function publish(
  host: Host,
  inputs: ActionInputs,
  from: readonly string[],
  issues: PostedIssue[],
): Promise<number[]> {
  const codes: number[] = [];
  const dryRun = inputs.dryRun ? ['--dry-run'] : [];
  for (const target of inputs.publish) {
    if (target === 'issue') codes.push(await postIssue(host, inputs, [...from, ...dryRun], issues));
    else if (target === 'confluence')
      codes.push(await post(host, target, [...from, ...dryRun, ...place(inputs)]));
    else codes.push(await post(host, target, [...from, ...dryRun]));
  }
  return codes;
}

function place({ wiki, space }: ActionInputs): string[] {
  return [...(wiki === '' ? [] : ['--wiki', wiki]), ...(space === '' ? [] : ['--space', space])];
}

function post(host: Host, target: string, more: readonly string[]): Promise<number> {
  return main(['post', '--to', target, ...more], host);
}

async function postIssue(
  host: Host,
  inputs: ActionInputs,
  from: readonly string[],
  issues: PostedIssue[],
): Promise<number> {
  const more = [
    ...from,
    ...['--labels', inputs.labels, '--charts', inputs.charts, '--branch', inputs.chartsBranch],
    ...(inputs.repository === '' ? [] : ['--repository', inputs.repository]),
    ...(inputs.allowPublic ? ['--allow-public'] : []),
    ...(inputs.closePrevious ? [] : ['--no-close-previous']),
  ];
  if (inputs.dryRun) return post(host, 'github-issue', more);
  let document = '';
  const stdout = { write: (text: string) => (document += text) };
  const code = await post({ ...host, stdout }, 'github-issue', ['--json', ...more]);
  if (code !== 0) return code;
  const { posts } = JSON.parse(document) as { posts: (PostedIssue & { team: string; done: string })[] };
  for (const { team, done, url, number } of posts) {
    issues.push({ url, number });
    host.stdout.write(`Issue of ${oneLine(team)} ${done}: ${url}\n`);
  }
  return code;
}

/** The configuration with what inputs say instead; as it is where they say nothing. */
async function adjustedConfig(
  host: Host,
  { config, privacy, timezone }: ActionInputs,
): Promise<{ options: string[]; remove: () => Promise<void> }> {
  const named = config === '' ? [] : ['--config', config];
  if (privacy === '' && timezone === '') return { options: named, remove: () => Promise.resolve() };
  const file = path.resolve(host.cwd, config === '' ? CONFIG_FILE : config);
  const document = parseDocument(
    await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new UsageError({
        code: 'CONFIG_UNREADABLE',
        message: `${path.relative(host.cwd, file)} cannot be read (${error.code}).`,
        next: 'Correct the input config; it is relative to the repository.',
      });
    }),
  );
  if (privacy !== '') document.set('privacy', privacy);
  if (timezone !== '') document.set('timezone', timezone);
  // Beside the original, because paths in a configuration are relative to it.
  const adjusted = path.join(path.dirname(file), `.hatcheck-action-${process.pid}.yaml`);
  await writeFile(adjusted, String(document), { mode: 0o600 });
  return { options: ['--config', adjusted], remove: () => rm(adjusted, { force: true }) };
}

function notice(host: Host, text: string): void {
  host.stdout.write(`::notice::${text}\n`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/:(?=:)/g, ':\u200B');
}
