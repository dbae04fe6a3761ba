import { Command, CommanderError } from 'commander';
import type { Host } from './commands/host.ts';
import { VERSION } from './version.ts';

/** The command line: parse, run, exit code. Everything heavy is loaded by the command that needs it. */
type Action = (host: Host, args: string[], options: Record<string, unknown>) => Promise<number>;

const SYNCING = ['check', 'report', 'backlog', 'roles', 'sync', 'snapshot', 'doctor', 'export', 'anonymize'];
const collectTeams = (name: string, names: string[] = []): string[] => [...names, name];

function common(command: Command): Command {
  command
    .option('--config <file>', 'configuration (default: hatcheck.yaml, looked for upwards)')
    .option('--store <url>', 'SQLite file or postgres:// URL')
    .option('--team <name>', 'only this team; repeatable', collectTeams)
    .option('--as-of <time>', 'look at a time of the past: date, or date-time')
    .option('--strict', 'exit 5 when something asked for could not be read')
    .option('--fail-on <severity>', 'exit 1 when a finding is this severe: critical, high, medium or low')
    .option('--out <dir>', 'folder for the report files (default: hatcheck-report)')
    .option('--offline', 'open no connection at all')
    .option('--quiet', 'no progress')
    .option('--verbose', 'details and stack traces')
    .option('--no-color', 'no colours')
    .option('--json', 'a JSON document on stdout');
  if (SYNCING.includes(command.name())) command.option('--no-sync', 'only what the store holds');
  return command;
}

function program(
  run: (action: Action, args: string[], options: Record<string, unknown>) => Promise<void>,
): Command {
  const root = new Command('hatcheck')
    .description('Finds where Scrum goes wrong in Jira, Linear and GitHub, and writes coaching reports.')
    .version(VERSION, '--version')
    .exitOverride()
    .showSuggestionAfterError()
    .helpOption('--help', 'show help')
    .configureOutput({ writeErr: () => undefined });
  const add = (
    usage: string,
    description: string,
    action: Action,
    options: readonly [string, string][] = [],
  ): void => {
    const command = common(root.command(usage).description(description).helpOption('--help', 'show help'));
    for (const [flags, text] of options) command.option(flags, text);
    command.action(async (...parts: unknown[]) => {
      const args = parts
        .slice(0, -2)
        .flat()
        .filter((part): part is string => typeof part === 'string');
      await run(action, args, command.opts());
    });
  };
  const kind: [string, string] = ['--kind <kind>', 'weekly, audit or backlog'];
  const format: [string, string] = ['--format <list>', 'html,md,json,csv,pdf'];
  add(
    'demo',
    'the sample team through the whole pipeline',
    async (h, _, o) => (await import('./commands/demo.ts')).demoCommand(h, o),
    [kind, format],
  );
  add(
    'init',
    'write hatcheck.yaml step by step',
    async (h, _, o) => (await import('./commands/init.ts')).initCommand(h, o),
    [
      ['--yes', 'take the answers from the flags, ask nothing'],
      ['--tracker <kind>', 'jira, linear, github or file'],
      ['--name <team>', 'name of the team'],
      ['--site <url>', 'Jira: address of the site'],
      ['--project <key>', 'Jira: project key; GitHub: number of the project'],
      ['--board <id>', 'Jira: number of the board'],
      ['--linear-team <key>', 'Linear: key of the team'],
      ['--repository <name>', 'GitHub: owner/name'],
      ['--api <url>', 'Linear, GitHub: another address'],
      ['--path <file>', 'exports: file or folder'],
      ['--calendar <place>', 'calendar file or URL'],
      ['--timezone <zone>', 'time zone of the team'],
      ['--product-owner <person>', 'e-mail, login or name'],
      ['--scrum-master <person>', 'e-mail, login or name'],
      ['--workflow', 'also write the GitHub workflow'],
      ['--force', 'replace an existing file'],
    ],
  );
  add('doctor', 'test credentials, mappings and sources', async (h, _, o) =>
    (await import('./commands/doctor.ts')).doctorCommand(h, o),
  );
  add(
    'sync',
    'pull what changed into the store',
    async (h, _, o) => (await import('./commands/sync.ts')).syncCommand(h, o),
    [['--full', 'read everything again']],
  );
  add('check', 'sync, analyse, and say what stands out', async (h, _, o) =>
    (await import('./commands/report.ts')).checkCommand(h, o),
  );
  add(
    'report',
    'sync, analyse, and write the report files',
    async (h, _, o) => (await import('./commands/report.ts')).reportCommand(h, o),
    [kind, format],
  );
  add(
    'backlog [action] [key]',
    'readiness item by item; "backlog lint KEY" for one',
    async (h, a, o) => (await import('./commands/backlog.ts')).backlogCommand(h, a, o),
    [['--format <format>', 'table, json or csv']],
  );
  add(
    'roles',
    'who seems to hold which accountability, and why',
    async (h, _, o) => (await import('./commands/roles.ts')).rolesCommand(h, o),
    [
      ['--confirm', 'write the map into the configuration'],
      ['--names', 'show names also where stdout is no terminal'],
    ],
  );
  add('trend', 'findings and scores over time', async (h, _, o) =>
    (await import('./commands/trend.ts')).trendCommand(h, o),
  );
  add('snapshot', 'keep today’s order, scope, goals and estimates', async (h, _, o) =>
    (await import('./commands/snapshot.ts')).snapshotCommand(h, o),
  );
  add('import <files...>', 'read exports into the store', async (h, a, o) =>
    (await import('./commands/import.ts')).importCommand(h, a, o),
  );
  add(
    'export',
    'write a team as a saved history',
    async (h, _, o) => (await import('./commands/export.ts')).exportCommand(h, o),
    [['--history <file>', 'the file to write']],
  );
  add(
    'anonymize',
    'the same without names and texts',
    async (h, _, o) => (await import('./commands/export.ts')).anonymizeCommand(h, o),
    [['--history <file>', 'the file to write']],
  );
  add('rules', 'the catalogue of rules', async (h, _, o) =>
    (await import('./commands/rules.ts')).rulesCommand(h, o),
  );
  add('explain <rule>', 'one rule in full', async (h, a, o) =>
    (await import('./commands/rules.ts')).explainCommand(h, a, o),
  );
  add(
    'privacy',
    'what is read, kept and shown',
    async (h, _, o) => (await import('./commands/privacy.ts')).privacyCommand(h, o),
    [
      ['--purge', 'delete what the retention no longer covers'],
      ['--all', 'with --purge: everything of the teams'],
    ],
  );
  return root;
}

async function main(): Promise<void> {
  const argv = process.argv.slice(2);
  const { hostOf, report } = await import('./commands/main.ts');
  const host = hostOf();
  const root = program(async (action, args, options) => {
    process.exitCode = await action(host, args, options);
  });
  try {
    await root.parseAsync(argv.length === 0 ? ['--help'] : argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return;
    process.exitCode = report(
      error,
      argv,
      host,
      root.commands.map((command) => command.name()),
    );
  }
}

await main();
