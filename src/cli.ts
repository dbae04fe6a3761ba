import { CommanderError } from 'commander';
import { hostOf, report } from './commands/main.ts';
import { program } from './commands/program.ts';

/** The command line: parse, run, exit code. Everything heavy is loaded by the command that needs it. */
async function main(): Promise<void> {
  const argv = process.argv.slice(2);
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
