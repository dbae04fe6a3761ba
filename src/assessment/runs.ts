import type { Instant } from '../history/team-history.ts';
import type { BacklogReport, Finding, FindingState, Severity } from '../reports/report.ts';

/** What the store keeps of one run of one team; a run is keyed by (team, asOf). */
export interface PastRun {
  readonly asOf: Instant;
  readonly findings: readonly {
    readonly rule: string;
    readonly state: FindingState;
    readonly severity: Severity;
    readonly value: number | null;
  }[];
  readonly score: number | null;
  readonly parts: BacklogReport['parts'] | null;
}

/** The part of a report that later runs compare with. */
export function runOf(asOf: Instant, findings: readonly Finding[], backlog: BacklogReport): PastRun {
  return {
    asOf,
    findings: findings.map(({ rule, state, severity, measure }) => ({
      rule,
      state,
      severity,
      value: measure?.value ?? null,
    })),
    score: backlog.score,
    parts: backlog.parts,
  };
}

/** Runs before `asOf`, oldest first; later ones are ignored and one at the same time is replaced by the present run. */
export function runsBefore(runs: readonly PastRun[], asOf: Instant): readonly PastRun[] {
  return runs.filter((run) => run.asOf < asOf).sort((a, b) => a.asOf - b.asOf);
}

export function wasDetected(run: PastRun, rule: string): boolean {
  return run.findings.some(
    (finding) => finding.rule === rule && (finding.state === 'detected' || finding.state === 'suppressed'),
  );
}

/** The present unbroken series of detections: when it began, and how many runs it has, the present one included. */
export function detectionSeries(
  earlier: readonly PastRun[],
  rule: string,
  asOf: Instant,
): { firstDetected: Instant; runs: number } {
  let firstDetected = asOf;
  let runs = 1;
  for (let index = earlier.length - 1; index >= 0; index--) {
    const run = earlier[index] as PastRun;
    if (!wasDetected(run, rule)) break;
    firstDetected = run.asOf;
    runs++;
  }
  return { firstDetected, runs };
}
