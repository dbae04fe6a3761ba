import { fstatSync } from 'node:fs';
import { CommanderError } from 'commander';
import { ExpectedError, UsageError } from '../errors.ts';
import { createScrubber, SOMEBODY } from '../privacy/scrubber.ts';
import type { Host } from './host.ts';
import { program } from './program.ts';

const INTERRUPTED = 130;
/** A bug of hatcheck: none of the contract's codes, so that nobody takes it for one of them. */
const BUG = 70;

/** The surroundings of this process. Ctrl-C aborts what runs; a second one ends at once. */
export function hostOf(): Host {
  const controller = new AbortController();
  const interrupt = (): void => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    controller.abort(new DOMException('Interrupted', 'AbortError'));
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
  for (const stream of [process.stdout, process.stderr]) {
    // Whoever reads the output has gone (`| head`): nothing is left to do.
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(0);
      throw error;
    });
  }
  return {
    cwd: process.cwd(),
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    stderrIsFile: fstatSync(2).isFile(),
    signal: controller.signal,
    now: Date.now,
    // Until the configuration is read nobody is known: addresses and mentions are caught all the same.
    guard: {
      scrubber: createScrubber({
        people: [],
        declared: [],
        exempt: [],
        keyPrefixes: new Set(),
        call: () => SOMEBODY,
      }),
    },
  };
}

/** One call of the program: parse, run. Gives the exit code; every error is told on the way. */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  let code = 0;
  const root = program(async (action, args, options) => {
    code = await action(host, args, options);
  });
  const out = { writeOut: (text: string) => void host.stdout.write(text), writeErr: () => undefined };
  for (const command of [root, ...root.commands]) command.configureOutput(out);
  try {
    await root.parseAsync(argv.length === 0 ? ['--help'] : [...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    const commands = root.commands.map((command) => command.name());
    return report(error, argv, host, commands);
  }
}

/** Says what happened, where and what to do; with a JSON document asked for, stdout holds it too. Gives the exit code. */
function report(error: unknown, argv: readonly string[], host: Host, commands: readonly string[]): number {
  if (host.signal.aborted) {
    host.stderr.write('\nInterrupted. What was stored is whole; run the same command again to go on.\n');
    return INTERRUPTED;
  }
  const known = error instanceof ExpectedError ? error : asUsage(error, argv, commands);
  const clean = (text: string): string => host.guard.scrubber.text(text);
  if (argv.includes('--verbose') && error instanceof Error) host.stderr.write(`${clean(stackOf(error))}\n`);
  if (known === null) {
    const text = error instanceof Error ? error.message : String(error);
    host.stderr.write(
      `Error: this is a bug in hatcheck: ${clean(text)}\nNext: run again with --verbose and report what it prints.\n`,
    );
    return BUG;
  }
  const [code, message, next] = [known.code, clean(known.message), clean(known.next)];
  host.stderr.write(`Error: ${message}\nNext: ${next}\n`);
  if (wantsDocument(argv))
    host.stdout.write(`${JSON.stringify({ error: { code, message, next } }, null, 2)}\n`);
  return known.exitCode;
}

function stackOf(error: Error): string {
  const cause = error.cause instanceof Error ? `\nCaused by: ${stackOf(error.cause)}` : '';
  return `${error.stack ?? error.message}${cause}`;
}

/** What commander refuses is wrong usage. */
function asUsage(error: unknown, argv: readonly string[], commands: readonly string[]): UsageError | null {
  if (!(error instanceof Error) || !('code' in error) || !String(error.code).startsWith('commander.'))
    return null;
  const [first = '', hint = ''] = error.message.replace(/^error: /, '').split('\n');
  const message = `${first.charAt(0).toUpperCase()}${first.slice(1)}.`.replace(/\.\.$/, '.');
  const command = commands.find((name) => name === argv[0]);
  const help =
    command === undefined
      ? `Run "hatcheck --help"; the commands are ${commands.join(', ')}.`
      : `Run "hatcheck ${command} --help".`;
  const next = hint === '' ? help : `${hint.replace(/^\(|\)$/g, '')} ${help}`;
  return new UsageError({ code: 'USAGE', message, next }, { cause: error });
}

function wantsDocument(argv: readonly string[]): boolean {
  if (argv.includes('--json')) return true;
  const at = argv.indexOf('--format');
  const format =
    at === -1 ? argv.find((arg) => arg.startsWith('--format='))?.slice('--format='.length) : argv[at + 1];
  return argv.includes('backlog') && (format === 'json' || format === 'csv');
}
