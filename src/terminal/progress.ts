import type { Progress } from '../connectors/connector.ts';

export interface ProgressOptions {
  /** Writes to stderr; the text has passed the privacy boundary. */
  readonly write: (text: string) => void;
  /** A terminal that can rewrite its last line. */
  readonly live: boolean;
  readonly quiet: boolean;
  readonly now: () => number;
  readonly width: number;
}

export interface LiveProgress extends Progress {
  /** Ends the line that is being rewritten. */
  end(): void;
}

/** A line that is rewritten is refreshed this often; a log gets a line for a long step this often. */
const REFRESH_MS = 100;
const LOG_MS = 10_000;

/**
 * Progress with counts and time left: on a terminal one line that is rewritten, elsewhere one line a step (and one every
 * ten seconds of a long one).
 */
export function createProgress(options: ProgressOptions): LiveProgress {
  let step: { what: string; started: number; shown: number; first: number } | null = null;
  let open = false;
  const end = (): void => {
    if (open) options.write('\n');
    open = false;
    step = null;
  };
  const clear = (): void => {
    if (open) options.write('\r\u001b[2K');
    open = false;
  };
  return {
    end,
    warn: (text) => {
      clear();
      options.write(`Warning: ${text}\n`);
    },
    step: (what, done, total) => {
      if (options.quiet) return;
      const now = options.now();
      if (step === null || step.what !== what) {
        if (open) options.write('\n');
        open = false;
        step = { what, started: now, shown: -Infinity, first: done };
      }
      const finished = total !== null && done >= total;
      if (now - step.shown < (options.live ? REFRESH_MS : LOG_MS) && !(finished && options.live)) return;
      step.shown = now;
      const line = lineOf(what, done, total, timeLeft(step, done, total, now));
      if (options.live) {
        options.write(`\r\u001b[2K${line.slice(0, Math.max(20, options.width - 1))}`);
        open = true;
      } else options.write(`${line}\n`);
    },
  };
}

function lineOf(what: string, done: number, total: number | null, left: string): string {
  if (total === null) return done > 0 ? `${what}: ${done}` : what;
  return total <= 1 ? what : `${what}: ${done} of ${total}${left}`;
}

/** From the pace so far; nothing in the first seconds, when it would only be a guess. */
function timeLeft(
  step: { started: number; first: number },
  done: number,
  total: number | null,
  now: number,
): string {
  const elapsed = now - step.started;
  const progressed = done - step.first;
  if (total === null || progressed <= 0 || elapsed < 2000 || done >= total) return '';
  const seconds = Math.ceil(((elapsed / progressed) * (total - done)) / 1000);
  if (seconds < 90) return `, about ${seconds} s left`;
  return `, about ${Math.round(seconds / 60)} min left`;
}
