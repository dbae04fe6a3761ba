import type { Examination } from '../analyzers/examine.ts';
import { reportTime } from '../analyzers/examine.ts';
import type { Instant } from '../history/team-history.ts';
import type { Experiment } from '../reports/report.ts';

/** An experiment that the team configured; times are the start of its first and the end of its last day. */
export interface ConfiguredExperiment {
  readonly rule: string | null;
  readonly text: string;
  readonly from: Instant;
  /** Null: still running. */
  readonly until: Instant | null;
}

/**
 * The rule's measure when the experiment began and at its end (or now), each over the window of that time.
 * @param examineAt judges the rule as of an earlier time
 */
export function experimentReports(
  experiments: readonly ConfiguredExperiment[],
  asOf: Instant,
  examineAt: (rule: string, at: Instant) => Examination,
): Experiment[] {
  return experiments
    .filter((experiment) => experiment.from <= asOf)
    .map(({ rule, text, from, until }) => ({
      rule,
      text,
      from: reportTime(from),
      until: until === null ? null : reportTime(until),
      before: rule === null ? null : measureOf(examineAt(rule, from)),
      after: rule === null ? null : measureOf(examineAt(rule, Math.min(until ?? asOf, asOf))),
    }));
}

function measureOf({ outcome }: Examination): number | null {
  if (outcome.state === 'not-observable' || outcome.value === null) return null;
  return Math.round(outcome.value * 100) / 100;
}
