import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_FILE, parseConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { Host } from './host.ts';
import { writeWhole } from './outputs.ts';
import { ruleNames } from './session.ts';
import { answersOf, SECRETS, trackerOf, unsetSecrets, type InitOptions } from './setup/answers.ts';
import { configurationText } from './setup/config-text.ts';
import { workflowText } from './setup/workflow-text.ts';
import { testConnection } from './setup/connection.ts';
import { firstRead } from './setup/first-read.ts';
import { Cancelled, type Prompter } from './setup/prompter.ts';

/** Where the editor finds the schema, seen from the configuration. */
const SCHEMA = './node_modules/hatcheck/schema/config.schema.json';
const INTERRUPTED = 130;

/**
 * `hatcheck init`: writes `hatcheck.yaml`; every answer also an option; never a secret. Without a terminal, or with `--yes`,
 * nothing is asked.
 */
export async function initCommand(
  host: Host,
  options: InitOptions,
  ask: Prompter | null = null,
): Promise<number> {
  const file = path.resolve(host.cwd, options.config ?? CONFIG_FILE);
  if (options.force !== true && (await exists(file))) throw alreadyThere(file);
  const prompter = options.yes === true ? null : (ask ?? (await terminal(host)));
  try {
    const { answers, written } = await write(file, options, host, prompter);
    if (await wantsRead(answers, host, prompter)) await firstRead(file, answers, host, prompter);
    tell(host, options, written, nextStep(answers, host));
    return 0;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    const there = (await exists(file)) && options.force !== true;
    host.stderr.write(
      there ? `Stopped. ${path.relative(host.cwd, file)} is written.\n` : 'Stopped. Nothing was written.\n',
    );
    return INTERRUPTED;
  }
}

function alreadyThere(file: string): UsageError {
  return new UsageError({
    code: 'CONFIG_EXISTS',
    message: `${file} exists already and was left as it is.`,
    next: 'Edit it, give another --config, or replace it with --force.',
  });
}

/** Questions need somebody to answer them. */
async function terminal(host: Host): Promise<Prompter | null> {
  const interactive = process.stdin.isTTY === true && host.stdout.isTTY === true;
  if (!interactive || host.env['CI'] !== undefined) return null;
  return (await import('./setup/prompter.ts')).terminalPrompter();
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** Asks, tests the token, and writes the files; what is written is held against the same schema as what people write. */
async function write(
  file: string,
  options: InitOptions,
  host: Host,
  prompter: Prompter | null,
): Promise<{ answers: InitOptions; written: string[] }> {
  const answers =
    prompter === null
      ? options
      : await (await import('./setup/wizard.ts')).ask(options, host, prompter, path.dirname(file));
  const tracker = trackerOf(answers);
  const text = configurationText(answersOf(answers), SCHEMA);
  parseConfig(text, path.basename(file), { env: host.env, rules: ruleNames() });
  if (prompter === null) {
    const line = (sign: string, what: string): void => {
      if (options.quiet !== true) host.stderr.write(`${sign}${host.guard.scrubber.text(what)}\n`);
    };
    await testConnection(tracker, answers, host, {
      say: (what) => line('', what),
      warn: (what) => line('Warning: ', what),
    });
  }
  await writeWhole(file, text);
  const written = [file, ...(await ignoreStore(path.dirname(file)))];
  if (answers.workflow === true) {
    const workflow = path.join(path.dirname(file), '.github', 'workflows', 'hatcheck.yml');
    await writeWhole(workflow, workflowText(SECRETS[tracker].names));
    written.push(workflow);
  }
  return { answers, written };
}

async function wantsRead(answers: InitOptions, host: Host, prompter: Prompter | null): Promise<boolean> {
  if (answers.offline === true) return false;
  if (answers.read !== undefined) return answers.read;
  if (prompter === null || unsetSecrets(trackerOf(answers), host.env).length > 0) return false;
  return prompter.confirm('Read the team’s data now, to propose who holds which role?', true);
}

/** Raw data and the key of the pseudonyms never belong into a repository. */
async function ignoreStore(folder: string): Promise<string[]> {
  const file = path.join(folder, '.gitignore');
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split(/\r?\n/);
  const missing = ['.hatcheck/', 'hatcheck-report/', '.env'].filter((entry) => !lines.includes(entry));
  if (missing.length === 0) return [];
  await writeWhole(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`);
  return [file];
}

function tell(host: Host, options: InitOptions, written: readonly string[], next: string): void {
  const files = written.map((each) => path.relative(host.cwd, each));
  host.stdout.write(
    options.json === true
      ? `${JSON.stringify({ schemaVersion: 1, written: files, next }, null, 2)}\n`
      : `${files.map((file) => `Written: ${file}`).join('\n')}\nNext: ${next}\n`,
  );
}

function nextStep(answers: InitOptions, host: Host): string {
  const tracker = trackerOf(answers);
  const unset = unsetSecrets(tracker, host.env);
  if (unset.length === 0) return 'hatcheck doctor';
  return `set ${unset.join(' and ')} (make one at ${SECRETS[tracker].where}), then run "hatcheck doctor"`;
}
