import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import type { TeamHistory } from '../../src/history/team-history.ts';
import type { Report, TeamReport } from '../../src/reports/report.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';
import { portable } from '../contract/portable.ts';

/** Another build than the usual one, when that one is being made. */
export const CLI = resolve(process.env.HATCHECK_TEST_CLI ?? 'dist/cli.js');

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A folder of its own in which the built program runs, as a user would run it. */
export class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'hatcheck-program-'));

  constructor(private readonly env: Readonly<Record<string, string>> = {}) {
    afterAll(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ran> {
    const options = {
      cwd: this.folder,
      env: { PATH: process.env.PATH ?? '', HOME: this.folder, NO_COLOR: '1', ...this.env, ...env },
      maxBuffer: 1e8,
    };
    return new Promise((done) => {
      execFile(process.execPath, [CLI, ...args], options, (error, stdout, stderr) => {
        done({
          code: typeof error?.code === 'number' ? error.code : error === null ? 0 : -1,
          stdout,
          stderr,
        });
      });
    });
  }

  /** Everything that the program left in the folder, as text. */
  everything(): string {
    const under = (path: string): string[] =>
      readdirSync(path).flatMap((name) => {
        const file = join(path, name);
        return statSync(file).isDirectory() ? under(file) : [readFileSync(file, 'latin1')];
      });
    return under(this.folder).join('\n');
  }
}

/** A small sample team in the past, so that no test depends on today, kept the way every tracker can keep it. */
export function oldTeam(): TeamHistory {
  const { history, agreements } = sampleTeam({
    start: Date.UTC(2024, 0, 1),
    sprints: 6,
    runningDays: 4,
    addedPerSprint: 4.5,
    backlog: 50,
  });
  return portable({ ...history, listedMembers: agreements.members ?? null });
}

export function teamOf(ran: Ran): TeamReport {
  return (JSON.parse(ran.stdout) as Report).teams[0] as TeamReport;
}

export const asOf = (team: TeamHistory): string => new Date(team.readAt).toISOString();

export const finding = (report: TeamReport, rule: string): TeamReport['findings'][number] | undefined =>
  report.findings.find((one) => one.rule === rule);

/** Names that must not leave under privacy aggregate. */
export const names = (team: TeamHistory): string[] =>
  team.people.flatMap(({ name, email }) => [name, ...(email === null ? [] : [email])]);
