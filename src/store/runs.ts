import type { PastRun } from '../assessment/runs.ts';
import type { Instant } from '../history/team-history.ts';
import type { FindingState, ReportKind, Severity } from '../reports/report.ts';
import type { Database } from './tables.ts';

/** A run as it is stored: figures only, no texts and no people. */
export interface StoredRun extends PastRun {
  readonly kind: ReportKind;
}

/** Stores a run; one with the same team and `asOf` is replaced. */
export async function putRun(db: Database, team: string, run: StoredRun): Promise<void> {
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
export async function readRuns(db: Database, team: string): Promise<StoredRun[]> {
  const runs = await db
    .selectFrom('hatcheck_runs')
    .selectAll()
    .where('team', '=', team)
    .orderBy('as_of')
    .execute();
  const findings = await db.selectFrom('hatcheck_findings').selectAll().where('team', '=', team).execute();
  const byRun = new Map<number, PastRun['findings'][number][]>();
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
