import type { Instant } from '../history/team-history.ts';
import type { BacklogReport, FindingState, ReportKind, Severity, TeamReport } from '../reports/report.ts';
import type { Database } from './tables.ts';

/** What one past analysis of a team found: figures only, no texts and no people. */
export interface PastRun {
  readonly asOf: Instant;
  readonly kind: ReportKind;
  readonly score: number | null;
  readonly parts: BacklogReport['parts'] | null;
  readonly findings: readonly PastFinding[];
}

export interface PastFinding {
  readonly rule: string;
  readonly state: FindingState;
  readonly severity: Severity;
  readonly value: number | null;
}

/** The unbroken series of detections that ends with a run. */
export interface Series {
  readonly firstDetected: Instant;
  /** Distinct `asOf` values in it, the present run included. */
  readonly runs: number;
}

/**
 * The series of detections of a rule up to `asOf`, where the rule is detected now. Suppressed is detected; every other
 * state, and a run in which the rule was off, ends the series. Runs at or after `asOf` do not count.
 */
export function seriesOf(pastRuns: readonly PastRun[], rule: string, asOf: Instant): Series {
  const earlier = pastRuns.filter((run) => run.asOf < asOf).sort((a, b) => b.asOf - a.asOf);
  let first = asOf;
  let runs = 1;
  for (const run of earlier) {
    const state = run.findings.find((finding) => finding.rule === rule)?.state;
    if (state !== 'detected' && state !== 'suppressed') break;
    first = run.asOf;
    runs++;
  }
  return { firstDetected: first, runs };
}

export function pastRunOf(report: TeamReport, kind: ReportKind, asOf: Instant): PastRun {
  return {
    asOf,
    kind,
    score: report.backlog.score,
    parts: report.backlog.parts,
    findings: report.findings.map((finding) => ({
      rule: finding.rule,
      state: finding.state,
      severity: finding.severity,
      value: finding.measure?.value ?? null,
    })),
  };
}

/** Stores a run; one with the same team and `asOf` is replaced. */
export async function putRun(db: Database, team: string, run: PastRun): Promise<void> {
  await removeRun(db, team, run.asOf);
  const doc = JSON.stringify({ score: run.score, parts: run.parts });
  await db.insertInto('hatcheck_runs').values({ team, as_of: run.asOf, kind: run.kind, doc }).execute();
  if (run.findings.length === 0) return;
  await db
    .insertInto('hatcheck_findings')
    .values(run.findings.map((finding) => ({ team, as_of: run.asOf, ...finding })))
    .execute();
}

async function removeRun(db: Database, team: string, asOf: Instant): Promise<void> {
  await db.deleteFrom('hatcheck_findings').where('team', '=', team).where('as_of', '=', asOf).execute();
  await db.deleteFrom('hatcheck_runs').where('team', '=', team).where('as_of', '=', asOf).execute();
}

/** All runs of a team, oldest first. */
export async function readRuns(db: Database, team: string): Promise<PastRun[]> {
  const runs = await db
    .selectFrom('hatcheck_runs')
    .selectAll()
    .where('team', '=', team)
    .orderBy('as_of')
    .execute();
  const findings = await db.selectFrom('hatcheck_findings').selectAll().where('team', '=', team).execute();
  const byRun = new Map<number, PastFinding[]>();
  for (const row of findings) {
    const list = byRun.get(Number(row.as_of)) ?? [];
    byRun.set(Number(row.as_of), list);
    list.push({
      rule: row.rule,
      state: row.state as FindingState,
      severity: row.severity as Severity,
      value: row.value === null ? null : Number(row.value),
    });
  }
  return runs.map((row) => {
    const { score, parts } = JSON.parse(row.doc) as Pick<PastRun, 'score' | 'parts'>;
    return {
      asOf: Number(row.as_of),
      kind: row.kind as ReportKind,
      score,
      parts,
      findings: (byRun.get(Number(row.as_of)) ?? []).sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    };
  });
}
