import type { Scrubber } from '../privacy/scrubber.ts';
import type { Writable } from '../terminal/terminal.ts';

/** Where the program runs: everything it takes from its surroundings. */
export interface Host {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** What is written to stderr stays in a file: no secret may go there, not even to be hidden. */
  readonly stderrIsFile?: boolean;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  readonly now: () => number;
  /** The privacy boundary of the moment: what is said about an error passes it too. */
  readonly guard: { scrubber: Scrubber };
}
