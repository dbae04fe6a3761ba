import { CATALOGUE } from '../analyzers/catalogue.ts';
import type { Severity } from '../reports/report.ts';
import type { StoredRun } from '../store/runs.ts';
import { table, wrap } from '../terminal/table.ts';
import type { Host } from './host.ts';
import { SEVERITIES, type GlobalOptions } from './options.ts';
import { chooseTeams } from './scope.ts';
import { Session } from './session.ts';

interface TrendRun {
  readonly asOf: string;
  readonly kind: string;
  readonly score: number | null;
  readonly parts: StoredRun['parts'];
  readonly counts: Readonly<Record<Severity, number>>;
  readonly detected: readonly string[];
  readonly appeared: readonly string[];
  /** Detected before and clear now. */
  readonly resolved: readonly string[];
}

const MOST_RUNS = 12;

/** `hatcheck trend`: findings and scores over time, from the stored runs alone. */
export async function trendCommand(host: Host, options: GlobalOptions): Promise<number> {
  const session = await Session.start(host, options);
  try {
    const scope = await chooseTeams(session);
    const store = session.hasStore ? await session.store({ create: false }) : null;
    const teams: { name: string; runs: TrendRun[] }[] = [];
    for (const team of scope.teams) {
      const limit = session.asOf?.(team.config?.timezone ?? session.config.timezone) ?? Infinity;
      const runs = ((await store?.runs(team.name)) ?? []).filter((run) => run.asOf <= limit);
      teams.push({ name: team.name, runs: trendOf(runs) });
    }
    if (options.json === true) session.terminal.json({ schemaVersion: 1, teams });
    else for (const team of teams) printTeam(session, team);
    return 0;
  } finally {
    await session.close();
  }
}

/** Each run with what is new and what was resolved since the one before. */
export function trendOf(runs: readonly StoredRun[]): TrendRun[] {
  return runs.map((run, index) => {
    const before = runs[index - 1];
    const had = new Set(before === undefined ? [] : rulesIn(before, ['detected', 'suppressed']));
    const detected = rulesIn(run, ['detected']);
    return {
      asOf: `${new Date(run.asOf).toISOString().slice(0, 19)}Z`,
      kind: run.kind,
      score: run.score,
      parts: run.parts,
      counts: Object.fromEntries(SEVERITIES.map((severity) => [severity, countOf(run, severity)])) as Record<
        Severity,
        number
      >,
      detected,
      appeared: before === undefined ? [] : detected.filter((rule) => !had.has(rule)),
      resolved: rulesIn(run, ['clear']).filter((rule) => had.has(rule)),
    };
  });
}

const PLACE = new Map(CATALOGUE.map((rule, index) => [rule.id, index]));

function rulesIn(run: StoredRun, states: readonly string[]): string[] {
  return run.findings
    .filter((finding) => states.includes(finding.state))
    .map((finding) => finding.rule)
    .sort((a, b) => (PLACE.get(a) ?? 0) - (PLACE.get(b) ?? 0));
}

function countOf(run: StoredRun, severity: Severity): number {
  return run.findings.filter((finding) => finding.state === 'detected' && finding.severity === severity)
    .length;
}

function printTeam(session: Session, team: { name: string; runs: readonly TrendRun[] }): void {
  const { terminal } = session;
  const { style, width } = terminal;
  terminal.print(style.bold(team.name));
  if (team.runs.length === 0) {
    terminal.print('No run is stored yet: "hatcheck check" and "hatcheck report" keep theirs.', '');
    return;
  }
  const runs = team.runs.slice(-MOST_RUNS);
  const rows = runs.map((run) => [
    shownTime(run, runs),
    run.score === null ? '–' : String(run.score),
    ...SEVERITIES.map((severity) => String(run.counts[severity])),
    String(run.appeared.length),
    String(run.resolved.length),
  ]);
  const figures = ['BACKLOG', ...SEVERITIES.map((severity) => severity.toUpperCase()), 'NEW', 'RESOLVED'];
  const columns = [{ title: 'AS OF' }, ...figures.map((title) => ({ title, align: 'right' as const }))];
  const changes = runs.flatMap((run) => [
    ...changeLine(`${shownTime(run, runs)} new: `, run.appeared, width),
    ...changeLine(`${shownTime(run, runs)} resolved: `, run.resolved, width),
  ]);
  terminal.print(...table(columns, rows, width), ...(changes.length === 0 ? [] : ['', ...changes]), '');
}

/** The day; with the time where two runs are of the same day. */
function shownTime(run: TrendRun, runs: readonly TrendRun[]): string {
  const day = run.asOf.slice(0, 10);
  const alone = runs.filter((other) => other.asOf.startsWith(day)).length === 1;
  return alone ? day : `${day} ${run.asOf.slice(11, 16)}`;
}

function changeLine(start: string, rules: readonly string[], width: number): string[] {
  return rules.length === 0 ? [] : wrap(`${start}${rules.join(', ')}`, width);
}
