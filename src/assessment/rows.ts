import type { Judged, Outcome } from '../analyzers/analyzer.ts';
import { missingSummary } from '../analyzers/examine.ts';
import type { TeamFacts } from '../facts/build.ts';
import { inCatalogueOrder } from '../history/reasons.ts';
import type { Responsibility } from '../reports/report.ts';

export type RowState = Responsibility['state'];

export interface RowInput {
  readonly facts: TeamFacts;
  /** A rule's outcome as if it were on and not suppressed. */
  outcome(rule: string): Outcome;
}

export interface Seen {
  readonly state: RowState;
  /** The figures; for partly also what is missing for seen, for cannot-tell what is missing to tell. */
  readonly evidence: string;
}

/** A row with its figures; one that is only partly seen says what is missing. */
export function rowOf(state: RowState, evidence: string, missing: string): Seen {
  return { state, evidence: state === 'partly' ? `${evidence} Missing: ${missing}` : evidence };
}

/** One row of rules §9: what can be seen of a responsibility in the team's data, whoever carries it. */
export interface Row {
  readonly id: string;
  readonly title: string;
  judge(input: RowInput): Seen;
}

/** The outcome where the rule is clear or detected; null where it is not judged. */
export function judgedOutcome(outcome: Outcome): Judged | null {
  return outcome.state === 'clear' || outcome.state === 'detected' ? outcome : null;
}

/** What is missing for a row that cannot be told, from the rules it rests on. */
export function whatIsMissing(...outcomes: readonly Outcome[]): string {
  const unseen = outcomes.filter((outcome) => outcome.state === 'not-observable');
  // Why a question does not arise differs from rule to rule; the rule says it better than the code.
  const outside = unseen.find(({ reasons }) => reasons.every((code) => code === 'OUTSIDE_SCOPE'));
  if (outside !== undefined) return outside.summary;
  const codes = unseen.flatMap(({ reasons }) => reasons);
  if (codes.length > 0) return missingSummary(inCatalogueOrder(codes));
  return (
    outcomes.find((outcome) => outcome.state === 'insufficient-sample')?.summary ??
    'There is too little data to tell.'
  );
}
