import path from 'node:path';
import type { DiagnosisLine } from '../connectors/connector.ts';
import { CATALOGUE } from '../analyzers/catalogue.ts';
import { REASON_TEXTS } from '../analyzers/reason-texts.ts';
import { ExpectedError } from '../errors.ts';
import type { Status } from '../history/team-history.ts';
import type { ReasonCode } from '../history/reasons.ts';
import type { TeamReport } from '../reports/report.ts';
import { run, type TeamResult } from '../run.ts';
import { shownStore } from '../store/postgres.ts';
import { wrap } from '../terminal/table.ts';
import { testEvents } from './events.ts';
import type { Host } from './host.ts';
import type { GlobalOptions } from './options.ts';
import { chooseTeams, type ScopedTeam } from './scope.ts';
import { Session } from './session.ts';
import { connectorFor, readExports } from './sources.ts';

interface Unseen {
  readonly reason: ReasonCode;
  readonly missing: string;
  readonly connect: string | null;
  readonly rules: readonly string[];
}

interface TeamDiagnosis {
  readonly name: string;
  readonly checks: readonly DiagnosisLine[];
  /** What names of states, labels and fields were taken for; null while nothing of the team is stored. */
  readonly recognised: Readonly<Record<string, readonly string[]>> | null;
  /** Null while nothing of the team is stored. */
  readonly judged: TeamReport['judged'] | null;
  readonly unseen: readonly Unseen[];
}

/**
 * `hatcheck doctor`: tests each credential, permission, mapping and event source without storing anything; says from the
 * stored data which rules can be judged, why the others cannot, and what to connect to see more.
 */
export async function doctorCommand(host: Host, options: GlobalOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const known = session.hasStore ? await storedReports(session, scope) : new Map<string, Known>();
    const teams: TeamDiagnosis[] = [];
    for (const team of scope.teams) {
      const checks = await checksOf(session, team);
      const { report, result } = known.get(team.name) ?? { report: null, result: null };
      teams.push({
        name: team.name,
        checks: cleaned(session, checks),
        recognised: result === null ? null : recognisedIn(session, result),
        judged: report?.judged ?? null,
        unseen: report === null ? [] : unseenOf(report),
      });
    }
    const machine = await machineChecks(session);
    if (options.json === true)
      session.terminal.json({ schemaVersion: 1, node: process.version, machine, teams });
    else {
      session.terminal.document(
        [session.terminal.style.bold('This machine'), ...checkLines(session, machine), ''].join('\n'),
      );
      for (const team of teams) session.terminal.document(linesOf(session, team).join('\n'));
    }
    return exitCode(teams, options);
  } finally {
    await session.close();
  }
}

/** What the program itself needs, whatever the team. */
async function machineChecks({ config, host }: Session): Promise<DiagnosisLine[]> {
  const { findBrowser } = await import('../reports/pdf/find-browser.ts');
  const lines: DiagnosisLine[] = [{ ok: true, what: `Node ${process.versions.node}`, next: null }];
  const file = config.file === null ? 'none: the defaults hold' : path.relative(host.cwd, config.file);
  lines.push({ ok: true, what: `Configuration: ${file}`, next: null });
  lines.push({ ok: true, what: `Store: ${shownStore(config.store)}`, next: null });
  const browser = findBrowser(host.env);
  lines.push(
    browser === null
      ? {
          ok: null,
          what: 'No browser found to print PDF with',
          next: 'Only --format pdf needs one: install Chrome, Edge or Chromium, or set HATCHECK_BROWSER.',
        }
      : { ok: true, what: 'A browser prints the PDF', next: null },
  );
  return lines;
}

interface Known {
  readonly report: TeamReport;
  readonly result: TeamResult;
}

async function storedReports(
  session: Session,
  scope: Awaited<ReturnType<typeof chooseTeams>>,
): Promise<Map<string, Known>> {
  const outcome = await run(session, { scope, kind: 'weekly', sync: false, full: false, record: false });
  return new Map(
    outcome.teams.map((result, index) => [
      result.team.name,
      { result, report: outcome.report.teams[index] as TeamReport },
    ]),
  );
}

const rules = new Set(CATALOGUE.map(({ id }) => id));

/** What names stand for, so that a wrong guess is seen before it judges anything. */
function recognisedIn(session: Session, { history, facts }: TeamResult): TeamDiagnosis['recognised'] {
  const { boardStates, improvementItems, roster, estimates, acceptanceCriteria } = facts();
  const states = (test: (status: Status) => boolean): string[] =>
    [...new Set(history.statuses.filter(test).map((status) => session.terminal.clean(status.name)))].sort();
  const labels = new Set(
    history.items
      .filter((item) => improvementItems.isImprovement(item))
      // A rule's id says by what the improvement is measured, not that it is one.
      .flatMap((item) => item.labels.filter((label) => !rules.has(label))),
  );
  return {
    'acceptance states': states((status) => boardStates.isAcceptance(status)),
    'waiting states': states((status) => boardStates.isWaiting(status)),
    'testing states': states((status) => boardStates.isTesting(status)),
    'blocked states': states((status) => boardStates.isBlocked(status)),
    'ready states': states((status) => boardStates.isReady(status)),
    'labels of improvements': [...labels].map((label) => session.terminal.clean(label)).sort(),
    'people in the team': roster.unseen.length > 0 ? [] : [String(roster.members.length)],
    estimates: estimates.unseen.length > 0 ? [] : ['found'],
    'acceptance criteria': acceptanceCriteria.unseen.length > 0 ? [] : ['found'],
  };
}

async function checksOf(session: Session, team: ScopedTeam): Promise<DiagnosisLine[]> {
  const { host, options, terminal, config } = session;
  if (team.config === null) return [{ ok: true, what: 'Read from imported files', next: null }];
  if (options.offline === true)
    return [
      { ok: null, what: 'Not tested: --offline opens no connection', next: 'Run again without --offline.' },
    ];
  const context = { signal: host.signal, now: host.now() };
  const lines: DiagnosisLine[] = [];
  terminal.progress.step(`${team.name}: testing`, 0, null);
  try {
    const connector = await connectorFor(team.config, host.env);
    if (connector?.diagnose !== undefined) lines.push(...(await connector.diagnose(context)));
    if (connector === null) {
      const read = await readExports(team.config, terminal.progress, context.now);
      lines.push({ ok: true, what: `The export can be read: ${read?.items.length ?? 0} items`, next: null });
    }
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    lines.push({ ok: false, what: error.message, next: error.next, exitCode: error.exitCode });
  }
  return [
    ...lines,
    ...(await testEvents(team.config, {
      config,
      env: host.env,
      signal: host.signal,
      progress: terminal.progress,
      now: context.now,
    })),
  ];
}

function cleaned(session: Session, lines: readonly DiagnosisLine[]): DiagnosisLine[] {
  const { terminal } = session;
  return lines.map((line) => ({
    ...line,
    what: terminal.clean(line.what),
    next: line.next === null ? null : terminal.clean(line.next),
  }));
}

/** Rules that cannot be judged, by what is missing; what opens most first. */
function unseenOf(report: TeamReport): Unseen[] {
  const byReason = new Map<ReasonCode, string[]>();
  for (const finding of report.findings) {
    for (const reason of finding.reasons)
      byReason.set(reason, [...(byReason.get(reason) ?? []), finding.rule]);
  }
  return [...byReason]
    .map(([reason, rules]) => ({
      reason,
      missing: REASON_TEXTS[reason].missing,
      connect: REASON_TEXTS[reason].connect,
      rules,
    }))
    .sort(
      (a, b) => Number(b.connect !== null) - Number(a.connect !== null) || b.rules.length - a.rules.length,
    );
}

function checkLines(session: Session, checks: readonly DiagnosisLine[]): string[] {
  const { style, width } = session.terminal;
  const mark = (ok: boolean | null): string =>
    ok === true ? style.good('ok  ') : ok === false ? style.bad('FAIL') : style.warn('note');
  return checks.flatMap(({ ok, what, next }) => {
    const [first = '', ...rest] = wrap(what, width - 5);
    const more = next !== null && ok !== true ? wrap(next, width, '     ') : [];
    return [`${mark(ok)} ${first}`, ...rest.map((line) => `     ${line}`), ...more];
  });
}

function linesOf(session: Session, team: TeamDiagnosis): string[] {
  const { style, width } = session.terminal;
  const lines = [style.bold(team.name), ...checkLines(session, team.checks)];
  if (team.judged === null)
    lines.push('', 'Nothing is stored yet: after "hatcheck sync" this says which rules can be judged.');
  else {
    const recognised = Object.entries(team.recognised ?? {}).map(([what, names]) => ({
      ok: names.length > 0 ? true : null,
      what: `${what}: ${names.join(', ') || 'none recognised'}`,
      next: null,
    }));
    lines.push('', 'Recognised', ...checkLines(session, recognised));
    lines.push('', `${team.judged.judged} of ${team.judged.rules} rules can be judged.`);
    for (const { missing, connect, rules } of team.unseen) {
      const rest = connect === null ? '' : ` To see them, connect ${connect}.`;
      lines.push(
        ...wrap(`${rules.length} not, because ${missing}.${rest}`, width, '  '),
        style.dim(wrap(rules.join(', '), width, '    ').join('\n')),
      );
    }
    if (team.judged.connectNext !== null)
      lines.push(
        '',
        ...wrap(
          `Best next step: connect ${team.judged.connectNext.what} to see ${team.judged.connectNext.rules} more.`,
          width,
        ),
      );
  }
  return [...lines, ''];
}

function exitCode(teams: readonly TeamDiagnosis[], options: GlobalOptions): number {
  const failed = teams.flatMap((team) => team.checks.filter((check) => check.ok === false));
  for (const code of [2, 3, 4]) if (failed.some((check) => check.exitCode === code)) return code;
  return failed.length > 0 && options.strict === true ? 5 : 0;
}
