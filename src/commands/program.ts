import { Command, Option } from 'commander';
import { VERSION } from '../version.ts';
import type { Host } from './host.ts';

/** What a command does with its arguments and options; gives the exit code. */
export type Action = (
  host: Host,
  args: readonly string[],
  options: Record<string, unknown>,
) => Promise<number>;

type OptionRow = readonly [flags: string, text: string];

/** One command: what help and docs/commands.md say about it, and where it is. Everything heavy is loaded when it runs. */
export interface CommandSpec {
  readonly usage: string;
  readonly summary: string;
  readonly details: string;
  readonly options?: readonly OptionRow[];
  readonly examples: readonly string[];
  readonly action: Action;
}

const kind: OptionRow = ['--kind <kind>', 'weekly, audit or backlog'];
const format: OptionRow = [
  '--format <list>',
  'comma-separated: html, md, json, csv, pdf (default: html,md,json)',
];

/** Options that every command takes. */
export const COMMON: readonly OptionRow[] = [
  ['--config <file>', 'configuration (default: hatcheck.yaml, looked for upwards)'],
  ['--store <url>', 'SQLite file or postgres:// URL'],
  ['--team <name>', 'only this team; repeatable'],
  ['--as-of <time>', 'look at a time of the past: date, or date-time'],
  ['--no-sync', 'only what the store holds'],
  ['--offline', 'open no connection at all; implies --no-sync'],
  ['--strict', 'exit 5 when something asked for could not be read'],
  ['--fail-on <severity>', 'exit 1 when a finding is this severe: critical, high, medium or low'],
  ['--out <dir>', 'folder for the report files (default: hatcheck-report)'],
  ['--json', 'a JSON document on stdout'],
  ['--quiet', 'no progress'],
  ['--verbose', 'details and stack traces'],
  ['--no-color', 'no colours; so does the variable NO_COLOR'],
];

const GETTING_STARTED: readonly CommandSpec[] = [
  {
    usage: 'demo',
    summary: 'the sample team through the whole pipeline',
    details:
      'The main job without credentials: a made-up Scrum Team with named problems and healthy habits goes through the whole pipeline in a temporary store. The report with its charts is written into --out. Nothing else is kept, no connection is opened.',
    options: [kind, format],
    examples: ['hatcheck demo', 'hatcheck demo --kind audit --out sample-audit'],
    action: async (h, _, o) => (await import('./demo.ts')).demoCommand(h, o),
  },
  {
    usage: 'init',
    summary: 'write hatcheck.yaml step by step',
    details:
      'Asks where the team keeps its work, tests the token at once, lists boards, teams or repositories to pick from, finds the calendar, writes a commented configuration, entries for .gitignore and, if wanted, a GitHub workflow; then reads the data, asks about states and labels that no well-known name gives away, and proposes who holds which role. Every answer is also an option; with --yes or without a terminal nothing is asked. It never writes a secret.',
    options: [
      ['--yes', 'take the answers from the options, ask nothing'],
      ['--tracker <kind>', 'jira, linear, github or file'],
      ['--name <team>', 'name of the team'],
      ['--site <url>', 'Jira: address of the site'],
      ['--project <key>', 'Jira: project key; GitHub: number of the project'],
      ['--board <id>', 'Jira: number of the board'],
      ['--linear-team <key>', 'Linear: key of the team'],
      ['--repository <name>', 'GitHub: owner/name'],
      ['--sprints-from <what>', 'GitHub: iterations or milestones'],
      ['--api <url>', 'Linear, GitHub: another address'],
      ['--path <file>', 'exports: file or folder'],
      ['--calendar <place>', 'calendar file or URL'],
      ['--complete', 'every Scrum event of the team is in that calendar'],
      ['--timezone <zone>', 'time zone of the team'],
      ['--product-owner <person>', 'e-mail, login or name'],
      ['--scrum-master <person>', 'e-mail, login or name'],
      ['--estimate <field>', 'name of the field for estimates'],
      ['--acceptance-criteria <field>', 'name of the field for acceptance criteria'],
      ['--acceptance-state <name>', 'state in which the Product Owner accepts'],
      ['--improvement-label <name>', 'label of improvements from Retrospectives'],
      ['--privacy <mode>', 'aggregate, pseudonymise or names'],
      ['--read', 'read the data at once'],
      ['--confirm-roles', 'with --read: write the roles that the data shows into the configuration'],
      ['--workflow', 'also write a GitHub workflow for a report every Monday'],
      ['--force', 'replace an existing file'],
    ],
    examples: [
      'hatcheck init',
      'hatcheck init --yes --tracker file --path exports --name Checkout',
      'hatcheck init --yes --tracker github --repository acme/platform --project 7',
    ],
    action: async (h, _, o) => (await import('./init.ts')).initCommand(h, o),
  },
  {
    usage: 'doctor',
    summary: 'test credentials, mappings and sources',
    details:
      'Tests each credential, permission, mapping and event source without storing anything; says from the stored data which rules can be judged, why the others cannot, and what to connect to see more.',
    examples: ['hatcheck doctor', 'hatcheck doctor --offline --json'],
    action: async (h, _, o) => (await import('./doctor.ts')).doctorCommand(h, o),
  },
];

const EVERY_WEEK: readonly CommandSpec[] = [
  {
    usage: 'sync',
    summary: 'pull what changed into the store',
    details:
      'Pulls what changed since the last run. Interrupted, it goes on where it stopped. --full reads everything again.',
    options: [['--full', 'read everything again']],
    examples: ['hatcheck sync', 'hatcheck sync --full --team Checkout'],
    action: async (h, _, o) => (await import('./sync.ts')).syncCommand(h, o),
  },
  {
    usage: 'check',
    summary: 'sync, analyse, and say what stands out',
    details:
      'The report in short on the terminal; --json prints the whole report document instead. Findings alone never fail a run: only --fail-on makes them.',
    examples: ['hatcheck check', 'hatcheck check --json --no-sync', 'hatcheck check --fail-on critical'],
    action: async (h, _, o) => (await import('./report.ts')).checkCommand(h, o),
  },
  {
    usage: 'report',
    summary: 'sync, analyse, and write the report files',
    details:
      'Writes report.html, report.md, report.json and the charts as PNG; csv adds findings.csv and items.csv, pdf adds report.pdf (printed by the Chrome, Edge or Chromium of this machine). weekly is for the team, audit for a review of several teams, backlog for the Product Owner.',
    options: [kind, format],
    examples: [
      'hatcheck report',
      'hatcheck report --kind audit --format html,csv --out audit',
      'hatcheck report --as-of 2026-06-30 --no-sync',
    ],
    action: async (h, _, o) => (await import('./report.ts')).reportCommand(h, o),
  },
  {
    usage: 'backlog [action] [key]',
    summary: 'readiness item by item; "backlog lint KEY" for one',
    details:
      'Every open Product Backlog Item that is not started, worst first, with what would improve it, and the edits that gain most for the whole backlog. "backlog lint KEY" shows every criterion of one item.',
    options: [['--format <format>', 'table, json or csv']],
    examples: ['hatcheck backlog', 'hatcheck backlog --format csv', 'hatcheck backlog lint CHK-12'],
    action: async (h, a, o) => (await import('./backlog.ts')).backlogCommand(h, a, o),
  },
  {
    usage: 'trend',
    summary: 'findings and scores over time',
    details:
      'From the stored runs alone: each with its backlog score, findings by severity, what is new and what was resolved. check and report keep their runs.',
    examples: ['hatcheck trend', 'hatcheck trend --json --team Checkout'],
    action: async (h, _, o) => (await import('./trend.ts')).trendCommand(h, o),
  },
  {
    usage: 'snapshot',
    summary: 'keep today’s order, scope, goals and estimates',
    details:
      'Stores what trackers do not record. Run it daily for Linear, GitHub and Jira Data Center: after two sprints the rules about order and scope can judge more.',
    examples: ['hatcheck snapshot'],
    action: async (h, _, o) => (await import('./snapshot.ts')).snapshotCommand(h, o),
  },
];

const PUBLISHING: readonly CommandSpec[] = [
  {
    usage: 'post',
    summary: 'publish a report where the team is',
    details:
      'Takes a report.json that was written before; syncs and analyses nothing. github-issue keeps one issue a team and week: found again, updated in place, last week’s closed with a link. slack and teams send the few lines that matter, webhook the signed document, confluence a page with its charts, job-summary the summary of a workflow’s run. Several with commas. Tokens and addresses of webhooks come from the environment. A public repository is refused without --allow-public.',
    options: [
      ['--to <targets>', 'github-issue, slack, teams, webhook, confluence or job-summary'],
      ['--from <file>', 'the report (default: hatcheck-report/report.json)'],
      ['--dry-run', 'print what would be sent, send nothing'],
      ['--link <url>', 'where the whole report is'],
      ['--repository <name>', 'github-issue: owner/name'],
      ['--api <url>', 'github-issue: GitHub Enterprise Server, https://HOST/api/v3'],
      ['--labels <list>', 'github-issue: labels of the issue (default: scrum-report)'],
      ['--charts <how>', 'github-issue: text, branch (PNGs on a branch of their own) or none'],
      ['--branch <name>', 'github-issue: that branch (default: hatcheck-charts)'],
      ['--allow-public', 'github-issue: also into a public repository'],
      ['--no-close-previous', 'github-issue: leave older issues open'],
      ['--wiki <url>', 'confluence: address of the wiki'],
      ['--space <key>', 'confluence: key of the space'],
      ['--parent <id>', 'confluence: number of the page above'],
    ],
    examples: [
      'hatcheck post --to github-issue --repository acme/checkout --dry-run',
      'hatcheck post --to slack,teams',
      'hatcheck post --to confluence --wiki https://acme.atlassian.net/wiki --space CHK',
    ],
    action: async (h, _, o) => (await import('./post.ts')).postCommand(h, o),
  },
  {
    usage: 'action [step]',
    summary: 'one run of the GitHub Action',
    details:
      'What action.yml calls: takes its inputs from the environment (HATCHECK_INPUT_…), brings back what the last run left, writes the report or takes a snapshot, fills the job summary, posts, keeps what the next run needs, and sets the outputs. Not meant to be called by hand.',
    examples: ['hatcheck action'],
    action: async (h, a) => (await import('./action.ts')).actionCommand(h, a),
  },
];

const ROLES_AND_RULES: readonly CommandSpec[] = [
  {
    usage: 'roles',
    summary: 'who seems to hold which accountability, and why',
    details:
      'Names are shown on a terminal and with --names only. --confirm writes what was recognised into the configuration, where no role is declared yet: check it with those people.',
    options: [
      ['--confirm', 'write the map into the configuration'],
      ['--names', 'show names also where stdout is no terminal'],
    ],
    examples: ['hatcheck roles', 'hatcheck roles --confirm'],
    action: async (h, _, o) => (await import('./roles.ts')).rolesCommand(h, o),
  },
  {
    usage: 'rules',
    summary: 'the catalogue of rules',
    details: 'All rules, whether they are on here, and their severity with the configuration’s settings.',
    examples: ['hatcheck rules', 'hatcheck rules --json'],
    action: async (h, _, o) => (await import('./rules.ts')).rulesCommand(h, o),
  },
  {
    usage: 'explain <rule>',
    summary: 'one rule in full',
    details:
      'What it looks for, why that may matter, how it is judged with the thresholds that hold here, what does not count, where it comes from; and what it says about your teams in the stored data, with the evidence. The rule is named by its id or its place (I1).',
    examples: ['hatcheck explain missing-retrospective', 'hatcheck explain E8 --json'],
    action: async (h, a, o) => (await import('./explain.ts')).explainCommand(h, a, o),
  },
  {
    usage: 'privacy',
    summary: 'what is read, kept and shown',
    details:
      'A fact sheet from the real configuration, for the team and its representatives. --purge deletes what the retention no longer covers; with --all everything of the teams.',
    options: [
      ['--purge', 'delete what the retention no longer covers'],
      ['--all', 'with --purge: everything of the teams'],
    ],
    examples: ['hatcheck privacy', 'hatcheck privacy --json', 'hatcheck privacy --purge'],
    action: async (h, _, o) => (await import('./privacy.ts')).privacyCommand(h, o),
  },
];

const EXPORTS_AND_FLEETS: readonly CommandSpec[] = [
  {
    usage: 'import <files...>',
    summary: 'read exports into the store',
    details:
      'Files or folders: Jira CSV, Jira REST JSON, Linear CSV, GitHub JSON, saved histories, or plain text with one story a line. Again: merged by key, the newest wins. Without --team each project becomes a team of its own.',
    examples: ['hatcheck import exports', 'hatcheck import jira.csv --team "Client X"'],
    action: async (h, a, o) => (await import('./import.ts')).importCommand(h, a, o),
  },
  {
    usage: 'export',
    summary: 'write a team as a saved history',
    details: 'Raw data, readable by its owner only. history.schema.json describes the file.',
    options: [['--history <file>', 'the file to write (default: history.json)']],
    examples: ['hatcheck export --history checkout.history.json --team Checkout'],
    action: async (h, _, o) => (await import('./export.ts')).exportCommand(h, o),
  },
  {
    usage: 'anonymize',
    summary: 'the same without names and texts',
    details:
      'People become pseudonyms, texts go; times, states and structure stay. It remains personal data for whoever knows the team.',
    options: [['--history <file>', 'the file to write (default: history.json)']],
    examples: ['hatcheck anonymize --history shareable.history.json --team Checkout'],
    action: async (h, _, o) => (await import('./export.ts')).anonymizeCommand(h, o),
  },
  {
    usage: 'enqueue',
    summary: 'put teams on the queue of the workers',
    details:
      'For many teams on many machines: one job for each team in the PostgreSQL of the store. A team that is waiting already is not queued twice.',
    examples: ['hatcheck enqueue --store postgres://db/hatcheck'],
    action: async (h, _, o) => (await import('./fleet.ts')).enqueueCommand(h, o),
  },
  {
    usage: 'worker',
    summary: 'work off the queue',
    details:
      'Takes team after team: sync, analyse, keep the run, write the report into --out/TEAM. Several workers share the work. Ctrl-C finishes nothing half: the team goes back to the queue.',
    options: [['--once', 'end when the queue is empty'], kind, format],
    examples: ['hatcheck worker --once --store postgres://db/hatcheck'],
    action: async (h, _, o) => (await import('./fleet.ts')).workerCommand(h, o),
  },
];

/** All commands by what they are for, in the order of help and docs. */
export const COMMANDS: readonly { readonly title: string; readonly commands: readonly CommandSpec[] }[] = [
  { title: 'First steps', commands: GETTING_STARTED },
  { title: 'Every week', commands: EVERY_WEEK },
  { title: 'Publishing', commands: PUBLISHING },
  { title: 'Roles, rules and privacy', commands: ROLES_AND_RULES },
  { title: 'Exports and many teams', commands: EXPORTS_AND_FLEETS },
];

/** The command line as commander knows it. */
export function program(
  run: (action: Action, args: readonly string[], options: Record<string, unknown>) => Promise<void>,
): Command {
  const root = new Command('hatcheck')
    .description('Finds where Scrum goes wrong in Jira, Linear and GitHub, and writes coaching reports.')
    .version(VERSION, '--version')
    .exitOverride()
    .showSuggestionAfterError()
    .helpOption('--help', 'show help')
    .addHelpText(
      'after',
      '\nFirst time here: "hatcheck demo" needs nothing; "hatcheck init" connects your team.',
    );
  for (const { title, commands } of COMMANDS) for (const spec of commands) add(root, title, spec, run);
  return root;
}

function add(root: Command, title: string, spec: CommandSpec, run: Parameters<typeof program>[0]): void {
  const command = root
    .command(spec.usage)
    .summary(spec.summary)
    .description(spec.details)
    .helpGroup(`${title}:`)
    .helpOption('--help', 'show help');
  for (const [flags, text] of spec.options ?? []) command.option(flags, text);
  for (const [flags, text] of COMMON) command.addOption(common(flags, text));
  command.addHelpText('after', `\nExamples:\n${spec.examples.map((line) => `  ${line}`).join('\n')}`);
  command.action(async (...parts: unknown[]) => {
    const args = parts
      .slice(0, -2)
      .flat()
      .filter((part): part is string => typeof part === 'string');
    await run(spec.action, args, command.opts());
  });
}

function common(flags: string, text: string): Option {
  const option = new Option(flags, text).helpGroup('Common options:');
  if (flags.startsWith('--team'))
    option.argParser((name: string, names: readonly string[] = []) => [...names, name]);
  return option;
}
