import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import type { Host } from '../../src/commands/host.ts';
import { main } from '../../src/commands/main.ts';
import { encodeHistory } from '../../src/history/saved-history.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { createScrubber } from '../../src/privacy/scrubber.ts';
import { calendarText } from '../../src/sample/calendar.ts';
import type { SampleOptions } from '../../src/sample/options.ts';
import { sampleTeam, type SampleTeam } from '../../src/sample/sample-team.ts';

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CallOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly now?: number;
  readonly signal?: AbortSignal;
  /** Pretends that both streams are a terminal of that width. */
  readonly columns?: number;
}

/** Runs the program in this process, with streams and environment of its own. */
export async function call(argv: readonly string[], options: CallOptions): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({
    write: (text: string) => {
      written[name] += text;
      return true;
    },
    ...(options.columns === undefined ? {} : { isTTY: true, columns: options.columns }),
  });
  const host: Host = {
    cwd: options.cwd,
    env: options.env ?? {},
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    signal: options.signal ?? new AbortController().signal,
    now: () => options.now ?? Date.UTC(2026, 10, 20, 9),
    guard: {
      scrubber: createScrubber({
        people: [],
        declared: [],
        exempt: [],
        keyPrefixes: new Set(),
        call: () => '[person]',
      }),
    },
  };
  const code = await main(argv, host);
  return { code, ...written };
}

/** The built program as a process of its own: what only a process shows. `npm test` builds it first. */
export const PROGRAM = path.resolve('dist/cli.js');

export function start(argv: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.on('data', (part: Buffer) => (written.stdout += part.toString()));
  child.stderr.on('data', (part: Buffer) => (written.stderr += part.toString()));
  const ended = new Promise<Outcome>((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? (signal === null ? -1 : -2), ...written }));
  });
  return { child, ended, written };
}

const folders: string[] = [];

/** An empty folder that is gone after the tests of the file. */
export function folder(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'hatcheck-test-'));
  folders.push(made);
  return made;
}

afterAll(() => {
  for (const made of folders.splice(0)) rmSync(made, { recursive: true, force: true });
});

export function put(place: string, name: string, text: string): string {
  const file = path.join(place, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** Short and with something to find: a few Sprints, dropped Retrospectives, one person for both roles. */
export function smallSample(options: Partial<SampleOptions> = {}): SampleTeam {
  return sampleTeam({
    seed: 3,
    sprints: 7,
    developers: 4,
    planned: 8,
    backlog: 30,
    oneForBothRoles: true,
    lastWithoutRetrospective: 4,
    criteria: 0.3,
    addedPerSprint: 4,
    goals: 0.3,
    stuck: 0.06,
    stuckHalfDays: 60,
    improvementsDone: 0,
    dailies: 0.3,
    estimatedByDevelopers: 0.2,
    ...options,
  });
}

/** Writes the team's history, calendar and configuration into the folder. */
export function writeTeam(place: string, team: SampleTeam, more = '', history = team.history): void {
  const file = team.options.project.toLowerCase();
  put(place, `${file}.history.json`, savedText(history));
  put(place, `${file}.ics`, calendarText(team.history));
  put(place, 'hatcheck.yaml', `${more}teams:\n${team.config}`);
}

export function savedText(history: TeamHistory): string {
  return JSON.stringify(encodeHistory(history));
}

/** Every file below a folder with its bytes as text, by relative path. */
export function filesBelow(place: string): Map<string, string> {
  const files = new Map<string, string>();
  for (const name of readdirSync(place, { recursive: true }).map(String).sort()) {
    const file = path.join(place, name);
    if (statSync(file).isFile()) files.set(name, readFileSync(file, 'latin1'));
  }
  return files;
}
