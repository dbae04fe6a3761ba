import type { Scrubber } from '../privacy/scrubber.ts';
import { createProgress, type LiveProgress } from './progress.ts';
import { createStyle, wantsColour, type Style } from './style.ts';

export interface Writable {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface TerminalOptions {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly quiet: boolean;
  readonly verbose: boolean;
  readonly colour: boolean;
}

/**
 * Both streams behind the privacy boundary: what is printed passes the scrubber of the moment, which learns the people
 * as soon as their history is loaded. Documents are scrubbed before they are handed over.
 */
export class Terminal {
  readonly style: Style;
  readonly progress: LiveProgress;
  readonly width: number;
  readonly interactive: boolean;
  private scrubber: Scrubber;
  private readonly options: TerminalOptions;

  constructor(options: TerminalOptions, scrubber: Scrubber) {
    const { stdout, stderr, env } = options;
    this.options = options;
    this.scrubber = scrubber;
    this.interactive = stdout.isTTY === true;
    this.width = Math.max(40, Math.min(stdout.columns ?? 100, 140));
    const colour = wantsColour(stdout, env, options.colour);
    this.style = createStyle(colour, colour && this.interactive);
    this.progress = createProgress({
      write: (text) => stderr.write(this.clean(text)),
      live: stderr.isTTY === true && env['CI'] === undefined && env['TERM'] !== 'dumb',
      quiet: options.quiet,
      now: Date.now,
      width: stderr.columns ?? 80,
    });
  }

  /** From now on nobody whom this scrubber knows is printed. */
  protect(scrubber: Scrubber): void {
    this.scrubber = scrubber;
  }

  /** Lines for people, on stdout. */
  print(...lines: readonly string[]): void {
    this.progress.end();
    this.options.stdout.write(`${lines.map((line) => this.clean(line)).join('\n')}\n`);
  }

  /** A document that was scrubbed field by field, as it is. */
  document(text: string): void {
    this.progress.end();
    this.options.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  json(value: unknown): void {
    this.document(JSON.stringify(value, null, 2));
  }

  /** What happened, on stderr; not with --quiet. */
  note(text: string): void {
    if (this.options.quiet) return;
    this.progress.end();
    this.options.stderr.write(`${this.clean(text)}\n`);
  }

  /** For whoever looks for a cause: only with --verbose. */
  detail(text: string): void {
    if (!this.options.verbose) return;
    this.progress.end();
    this.options.stderr.write(`${this.clean(text)}\n`);
  }

  /** On stderr, with --quiet too. */
  error(text: string): void {
    this.progress.end();
    this.options.stderr.write(`${this.clean(text)}\n`);
  }

  clean(text: string): string {
    return this.scrubber.text(text);
  }
}
