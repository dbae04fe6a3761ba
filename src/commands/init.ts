import { access, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_FILE, parseConfig } from '../config/config.ts';
import { ExpectedError, UsageError } from '../errors.ts';
import { configurationText, workflowText, type Answers } from './config-text.ts';
import type { Host } from './host.ts';
import { oneOf, type GlobalOptions } from './options.ts';
import { writeWhole } from './outputs.ts';
import { ruleNames } from './session.ts';

export interface InitOptions extends GlobalOptions {
  readonly yes?: boolean;
  readonly tracker?: string;
  readonly name?: string;
  readonly site?: string;
  readonly project?: string;
  readonly board?: string;
  readonly linearTeam?: string;
  readonly repository?: string;
  readonly api?: string;
  readonly path?: string;
  readonly calendar?: string;
  readonly timezone?: string;
  readonly productOwner?: string;
  readonly scrumMaster?: string;
  readonly workflow?: boolean;
  readonly force?: boolean;
}

export const TRACKERS = ['jira', 'linear', 'github', 'file'] as const;
export type TrackerName = (typeof TRACKERS)[number];

/** Variables that hold the secrets of a tracker, and where to make them. */
export const SECRETS: Readonly<
  Record<TrackerName, { readonly names: readonly string[]; readonly where: string }>
> = {
  jira: {
    names: ['JIRA_EMAIL', 'JIRA_API_TOKEN'],
    where:
      'https://id.atlassian.com/manage-profile/security/api-tokens (scopes read:jira-work, read:jira-user; Data Center: a personal access token in JIRA_PAT)',
  },
  linear: {
    names: ['LINEAR_API_KEY'],
    where: 'Linear, Settings, Security & access, Personal API keys (read only)',
  },
  github: {
    names: ['GITHUB_TOKEN'],
    where:
      'https://github.com/settings/personal-access-tokens (Issues, Pull requests, Contents, Metadata: read; Projects: read)',
  },
  file: { names: [], where: '' },
};

/** Where the editor finds the schema, seen from the configuration. */
const SCHEMA = './node_modules/hatcheck/schema/config.schema.json';

/** `hatcheck init`: writes `hatcheck.yaml`; every answer also a flag; never a secret. */
export async function initCommand(host: Host, options: InitOptions): Promise<number> {
  const file = path.resolve(host.cwd, options.config ?? CONFIG_FILE);
  if (options.force !== true && (await exists(file))) {
    throw new UsageError({
      code: 'CONFIG_EXISTS',
      message: `${file} exists already and was left as it is.`,
      next: 'Edit it, give another --config, or replace it with --force.',
    });
  }
  const asked =
    options.yes === true || !canAsk(host) ? options : await (await import('./wizard.ts')).ask(options, host);
  const text = configurationText(answersOf(asked), SCHEMA);
  // What the wizard writes is held against the same schema as what people write.
  parseConfig(text, path.basename(file), { env: host.env, rules: ruleNames() });
  await writeWhole(file, text);
  const written = [file, ...(await ignoreStore(path.dirname(file)))];
  if (asked.workflow === true) written.push(await writeWorkflow(file, trackerOf(asked)));
  const next = nextStep(trackerOf(asked), host);
  if (options.json === true)
    host.stdout.write(
      `${JSON.stringify({ schemaVersion: 1, written: written.map((each) => path.relative(host.cwd, each)), next }, null, 2)}\n`,
    );
  else
    host.stdout.write(
      `${written.map((each) => `Written: ${path.relative(host.cwd, each)}`).join('\n')}\nNext: ${next}\n`,
    );
  return 0;
}

/** Questions need somebody to answer them. */
function canAsk(host: Host): boolean {
  return process.stdin.isTTY === true && host.stdout.isTTY === true && host.env['CI'] === undefined;
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function trackerOf(options: InitOptions): TrackerName {
  return oneOf('--tracker', required(options.tracker, '--tracker'), TRACKERS);
}

function answersOf(options: InitOptions): Answers {
  const tracker = trackerOf(options);
  return {
    name: options.name ?? defaultName(options),
    tracker: trackerEntry(tracker, options),
    timezone: options.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    calendar: options.calendar ?? null,
    productOwner: options.productOwner ?? null,
    scrumMaster: options.scrumMaster ?? null,
  };
}

function defaultName(options: InitOptions): string {
  const known =
    options.project ??
    options.linearTeam ??
    options.repository?.split('/')[1] ??
    (options.path === undefined ? undefined : path.parse(options.path).name);
  return required(known, '--name');
}

export function trackerEntry(kind: TrackerName, options: InitOptions): Answers['tracker'] {
  const number = (value: string): string | number => (/^\d+$/.test(value) ? Number(value) : value);
  switch (kind) {
    case 'jira':
      return {
        kind,
        site: required(options.site, '--site'),
        project: required(options.project, '--project'),
        ...(options.board === undefined ? {} : { board: number(options.board) }),
      };
    case 'linear':
      return {
        kind,
        team: required(options.linearTeam, '--linear-team'),
        ...(options.api === undefined ? {} : { api: options.api }),
      };
    case 'github':
      return {
        kind,
        repository: required(options.repository, '--repository'),
        ...(options.project === undefined ? {} : { project: number(options.project) }),
        ...(options.api === undefined ? {} : { api: options.api }),
      };
    case 'file':
      return { kind, path: required(options.path, '--path') };
  }
}

function required(value: string | undefined, flag: string): string {
  if (value !== undefined && value.trim() !== '') return value.trim();
  throw new UsageError({
    code: 'ANSWER_MISSING',
    message: `init needs ${flag}.`,
    next: `Add ${flag}, or run "hatcheck init" in a terminal to be asked.`,
  });
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
  await writeFile(file, `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${missing.join('\n')}\n`);
  return [file];
}

async function writeWorkflow(config: string, tracker: TrackerName): Promise<string> {
  const file = path.join(path.dirname(config), '.github', 'workflows', 'hatcheck.yml');
  await writeWhole(file, workflowText(SECRETS[tracker].names));
  return file;
}

function nextStep(tracker: TrackerName, host: Host): string {
  const unset = SECRETS[tracker].names.filter((name) => (host.env[name] ?? '') === '');
  if (unset.length === 0) return 'hatcheck doctor';
  return `set ${unset.join(' and ')} (make one at ${SECRETS[tracker].where}), then run "hatcheck doctor"`;
}

/** Whether an error of a token test is the user's to mend in the wizard. */
export function isMendable(error: unknown): error is ExpectedError {
  return error instanceof ExpectedError;
}
