import path from 'node:path';
import type { Report, ReportKind, Severity } from '../reports/report.ts';
import type { ReportFormat } from '../reports/write.ts';
import { run, type RunOutcome, type RunRequest } from '../run.ts';
import { finishFailures } from './failures.ts';
import type { Host } from './host.ts';
import { DEFAULT_OUT, oneOf, SEVERITIES, someOf, type GlobalOptions } from './options.ts';
import { prepareFolder } from './outputs.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

const REPORT_FORMATS: readonly ReportFormat[] = ['html', 'md', 'json', 'csv', 'pdf'];
export const KINDS: readonly ReportKind[] = ['weekly', 'audit', 'backlog'];

export interface ReportOptions extends GlobalOptions {
  readonly kind?: string;
  readonly format?: string;
}

/** `hatcheck report`: pull, analyse, write the files. */
export async function reportCommand(host: Host, options: ReportOptions): Promise<number> {
  failOnOf(options);
  const kind = oneOf('--kind', options.kind ?? 'weekly', KINDS);
  const formats = someOf('--format', options.format ?? 'html,md,json', REPORT_FORMATS);
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const out = path.resolve(host.cwd, options.out ?? DEFAULT_OUT);
    await prepareFolder(out);
    if (formats.includes('pdf')) (await import('../reports/pdf/find-browser.ts')).requireBrowser(host.env);
    const outcome = await run(session, requestOf(options, scope, kind));
    if (outcome.teams.length > 0) {
      const files = await writeFiles(session, outcome, out, formats);
      if (options.json !== true)
        session.terminal.print(
          ...headlines(outcome),
          ...files.map((file) => `Written: ${shown(host, file)}`),
        );
    }
    return finish(session, outcome, options);
  } finally {
    await session.close();
  }
}

/** `hatcheck check`: pull, analyse, a summary on the terminal or the document on stdout. */
export async function checkCommand(host: Host, options: GlobalOptions): Promise<number> {
  failOnOf(options);
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const outcome = await run(session, requestOf(options, scope, 'weekly'));
    if (options.json !== true && outcome.teams.length > 0) {
      const { renderTerminal } = await import('../reports/terminal.ts');
      const { width, style } = session.terminal;
      session.terminal.document(
        renderTerminal(outcome.report, { width, color: style.colour, title: session.config.report.title }),
      );
    }
    return finish(session, outcome, options);
  } finally {
    await session.close();
  }
}

/** Syncs unless `--no-sync` or `--offline` says to take only what the store holds. */
export function requestOf(options: GlobalOptions, scope: RunRequest['scope'], kind: ReportKind): RunRequest {
  return { scope, kind, sync: wantsSync(options), full: false, record: true };
}

export function wantsSync(options: GlobalOptions): boolean {
  return options.sync !== false && options.offline !== true;
}

async function writeFiles(
  session: Session,
  outcome: RunOutcome,
  out: string,
  formats: readonly ReportFormat[],
): Promise<string[]> {
  const { writeReports } = await import('../reports/write.ts');
  const progress = (step: string): void => session.terminal.progress.step(step, 0, null);
  return writeReports(outcome.report, { out, formats, progress, ...session.config.report });
}

/** One line a team: what state it is in. */
function headlines(outcome: RunOutcome): string[] {
  return outcome.report.teams.map((team) => `${team.name}: ${team.summary.state}`);
}

function shown(host: Host, file: string): string {
  return path.relative(host.cwd, file) || file;
}

/** Names what failed, prints the document where it was asked for, and gives the exit code. */
export function finish(session: Session, outcome: RunOutcome, options: GlobalOptions): number {
  const failOn = failOnOf(options);
  const failed = finishFailures(session, outcome.failures, outcome.complete, options);
  if (options.json === true && failed !== 3 && failed !== 4) session.terminal.json(outcome.report);
  return failed === 0 && failOn !== null && reachesSeverity(outcome.report, failOn) ? 1 : failed;
}

/** Checked before anything runs. */
export function failOnOf(options: GlobalOptions): Severity | null {
  return options.failOn === undefined ? null : oneOf('--fail-on', options.failOn, SEVERITIES);
}

/** Whether a finding is detected that is at least as severe; suppressed ones do not count. */
export function reachesSeverity(report: Report, least: Severity): boolean {
  const limit = SEVERITIES.indexOf(least);
  return report.teams.some((team) =>
    team.findings.some(
      (finding) => finding.state === 'detected' && SEVERITIES.indexOf(finding.severity) <= limit,
    ),
  );
}
