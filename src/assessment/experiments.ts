import type { Examination } from '../analyzers/examine.ts';
import { reportTime } from '../analyzers/examine.ts';
import type { TeamFacts } from '../facts/build.ts';
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

const MOST_IMPROVEMENTS = 5;

/**
 * The improvement items that the team began or finished since the window began, the newest first: experiments too,
 * though nobody configured them. One that carries a rule's name as a label is measured by that rule.
 */
export function improvementReports(
  facts: TeamFacts,
  asOf: Instant,
  isRule: (id: string) => boolean,
  examineAt: (rule: string, at: Instant) => Examination,
): Experiment[] {
  const { from } = facts.window;
  const { improvementItems, items } = facts;
  if (from === null || improvementItems.unseen.length > 0) return [];
  return improvementItems.all
    .filter(({ started, resolved, text }) => text !== null && started !== null && (resolved ?? asOf) >= from)
    .sort(
      (a, b) => b.created - a.created || (a.key ?? '').localeCompare(b.key ?? '', 'en', { numeric: true }),
    )
    .slice(0, MOST_IMPROVEMENTS)
    .map(({ key, text, started, resolved }) => {
      const labels = key === null ? [] : (items.get(key)?.labels ?? []);
      const rule = labels.find(isRule) ?? null;
      const begun = started as Instant;
      return {
        rule,
        text: key === null ? (text as string) : `${key}: ${text as string}`,
        from: reportTime(begun),
        until: resolved === null ? null : reportTime(resolved),
        before: rule === null ? null : measureOf(examineAt(rule, begun)),
        after: rule === null ? null : measureOf(examineAt(rule, Math.min(resolved ?? asOf, asOf))),
      };
    });
}
