import { readFile } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import type { Severity } from '../../reports/report.ts';
import { oneOf, SEVERITIES, someOf } from '../options.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const MODES = ['weekly', 'audit', 'backlog', 'snapshot'] as const;
const PUBLISH = ['none', 'issue', 'slack', 'teams', 'webhook', 'confluence'] as const;
const STATES = ['none', 'branch', 'artifact'] as const;

/** What action.yml hands over, checked. */
export interface ActionInputs {
  readonly config: string;
  readonly mode: (typeof MODES)[number];
  readonly teams: readonly string[];
  readonly formats: string;
  readonly out: string;
  readonly publish: readonly Exclude<(typeof PUBLISH)[number], 'none'>[];
  readonly repository: string;
  readonly labels: string;
  readonly closePrevious: boolean;
  readonly charts: 'text' | 'branch' | 'none';
  readonly chartsBranch: string;
  readonly allowPublic: boolean;
  readonly summary: boolean;
  readonly failOn: Severity | null;
  readonly strict: boolean;
  readonly dryRun: boolean;
  readonly privacy: string;
  readonly timezone: string;
  readonly state: (typeof STATES)[number];
  readonly stateName: string;
  readonly wiki: string;
  readonly space: string;
}

/** Inputs that hold a secret, and the variable in which the commands look for it. */
const SECRETS: Readonly<Record<string, string>> = {
  'github-token': 'GITHUB_TOKEN',
  'jira-email': 'JIRA_EMAIL',
  'jira-token': 'JIRA_API_TOKEN',
  'jira-pat': 'JIRA_PAT',
  'linear-api-key': 'LINEAR_API_KEY',
  'confluence-email': 'CONFLUENCE_EMAIL',
  'confluence-token': 'CONFLUENCE_API_TOKEN',
  'slack-webhook-url': 'SLACK_WEBHOOK_URL',
  'teams-webhook-url': 'TEAMS_WEBHOOK_URL',
  'webhook-url': 'HATCHECK_WEBHOOK_URL',
  'webhook-secret': 'HATCHECK_WEBHOOK_SECRET',
  'pseudonym-key': 'HATCHECK_KEY',
};

/** `jira-token` → HATCHECK_INPUT_JIRA_TOKEN. */
export function inputVariable(name: string): string {
  return `HATCHECK_INPUT_${name.toUpperCase().replaceAll('-', '_')}`;
}

/** The inputs from the environment that action.yml sets. @throws UsageError for a value that an input cannot have */
export function readInputs(env: Environment): ActionInputs {
  const text = (name: string, otherwise = ''): string => env[inputVariable(name)]?.trim() || otherwise;
  const flag = (name: string, otherwise: boolean): boolean => {
    const given = text(name, String(otherwise)).toLowerCase();
    if (given === 'true' || given === 'false') return given === 'true';
    throw new UsageError({
      code: 'OPTION_INVALID',
      message: `The input ${name} cannot be "${given}".`,
      next: 'It is true or false.',
    });
  };
  const failOn = text('fail-on', 'never');
  return {
    config: text('config'),
    mode: oneOf('mode', text('mode', 'weekly'), MODES),
    teams: listOf(text('teams')),
    formats: text('formats', 'html,md,json'),
    out: text('output-dir', 'hatcheck-report'),
    publish: someOf('publish', text('publish', 'none'), PUBLISH).filter((each) => each !== 'none'),
    repository: text('repository'),
    labels: text('issue-labels', 'scrum-report'),
    closePrevious: flag('close-previous', true),
    charts: oneOf('charts', text('charts', 'text'), ['text', 'branch', 'none']),
    chartsBranch: text('charts-branch', 'hatcheck-charts'),
    allowPublic: flag('allow-public', false),
    summary: flag('summary', true),
    failOn: failOn.toLowerCase() === 'never' ? null : oneOf('fail-on', failOn, SEVERITIES),
    strict: flag('strict', false),
    dryRun: flag('dry-run', false),
    privacy: text('privacy'),
    timezone: text('timezone'),
    state: oneOf('state', text('state', 'none'), STATES),
    stateName: text('state-name', 'hatcheck-state'),
    wiki: text('confluence-wiki'),
    space: text('confluence-space'),
  };
}

/** The environment of the commands: an input that is given goes before what the workflow set; what is empty is not set. */
export function commandEnvironment(env: Environment): Record<string, string | undefined> {
  const given = Object.entries(SECRETS).flatMap(([input, variable]) => {
    const value = env[inputVariable(input)]?.trim() || env[variable]?.trim() || undefined;
    return [[variable, value] as const];
  });
  return { ...env, ...Object.fromEntries(given) };
}

/** Team names may hold commas when each stands on a line of its own. */
function listOf(text: string): string[] {
  const parts = text.includes('\n') ? text.split('\n') : text.split(',');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Whether this run was started by a pull request from a fork: it has no secrets, and its token may only read. */
export async function isFork(env: Environment): Promise<boolean> {
  const file = env['GITHUB_EVENT_PATH'];
  if (!/^pull_request/.test(env['GITHUB_EVENT_NAME'] ?? '') || file === undefined) return false;
  const event = JSON.parse(await readFile(file, 'utf8')) as {
    pull_request?: { head?: { repo?: { fork?: boolean; full_name?: string } | null } };
  };
  const head = event.pull_request?.head?.repo;
  return head === undefined || head === null || head.full_name !== env['GITHUB_REPOSITORY'];
}
