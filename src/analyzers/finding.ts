import type { Evidence, Finding, Measure, Severity } from '../reports/report.ts';
import { GROUPS, type EvidenceNote, type Judged } from './analyzer.ts';
import { reportTime, type Examination, type RuleSetting } from './examine.ts';

const MAX_EVIDENCE = 20;
const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export interface FindingContext {
  readonly setting: RuleSetting | undefined;
  /** Text of an accepted deviation: last day and reason; null when none holds. */
  readonly suppressed: { readonly until: string; readonly because: string | null } | null;
  urlOf(key: string): string | null;
}

/** Turns an outcome into a finding of the report; `firstDetected` and `runs` come from the store and are set by it. */
export function findingOf(examination: Examination, context: FindingContext): Finding {
  const { rule, outcome, limits } = examination;
  const hit = outcome.state === 'detected';
  const notes = hit ? (outcome.evidence ?? []) : [];
  const state = hit && context.suppressed !== null ? 'suppressed' : outcome.state;
  const furtherLimits = Object.fromEntries(
    Object.keys(rule.thresholds).map((name) => [name, limits[name] ?? 0]),
  );
  return {
    rule: rule.id,
    state,
    reason: outcome.state === 'not-observable' ? (outcome.reasons[0] ?? null) : null,
    reasons: outcome.state === 'not-observable' ? [...outcome.reasons] : [],
    severity: severityOf(examination, context.setting),
    confidence: isJudged(outcome) ? confidenceOf(examination, outcome) : null,
    accountability: GROUPS[rule.group].accountability,
    title: hit ? rule.title.detected : outcome.state === 'clear' ? rule.title.clear : rule.title.unknown,
    summary:
      state === 'suppressed' ? `${outcome.summary} ${suppressionText(context.suppressed)}` : outcome.summary,
    measure: measureOf(examination),
    thresholds: furtherLimits,
    evidence: notes.slice(0, MAX_EVIDENCE).map((note) => evidenceOf(note, context)),
    evidenceTotal: notes.length,
    coaching: hit
      ? { question: rule.coaching.question, next: rule.coaching.next, owner: rule.coachingOwner }
      : null,
    firstDetected: null,
    runs: 0,
  };
}

function isJudged(outcome: Examination['outcome']): outcome is Judged {
  return outcome.state === 'detected' || outcome.state === 'clear';
}

function suppressionText(suppressed: FindingContext['suppressed']): string {
  if (suppressed === null) return '';
  return suppressed.because === null
    ? `Accepted until ${suppressed.until}.`
    : `Accepted until ${suppressed.until}: ${suppressed.because}.`;
}

/** The listed severity, or the configured one in its place; a card's weaker or stronger form; guards only lower. */
function severityOf({ rule, outcome }: Examination, setting: RuleSetting | undefined): Severity {
  const base = setting?.severity ?? rule.severity;
  if (outcome.state !== 'detected') return base;
  const form = setting?.severity === undefined ? (outcome.severity ?? base) : base;
  return outcome.atMost !== undefined && SEVERITIES.indexOf(outcome.atMost) > SEVERITIES.indexOf(form)
    ? outcome.atMost
    : form;
}

/** Source strength × role confidence × sample factor min(1, n / 2·n_min), the factor at least 0.5; two decimals. */
function confidenceOf({ rule }: Examination, outcome: Judged): number {
  const n = outcome.confidenceSample ?? outcome.sample;
  const factor = Math.max(0.5, Math.min(1, n / (2 * rule.minSample.n)));
  return Math.round((outcome.strength ?? 1) * (outcome.roleConfidence ?? 1) * factor * 100) / 100;
}

function measureOf({ rule, outcome, limits }: Examination): Measure | null {
  if (outcome.state === 'not-observable') return null;
  const value = outcome.value === null ? null : rounded(outcome.value, rule.primary.unit);
  return {
    value,
    threshold:
      (isJudged(outcome) ? outcome.threshold : undefined) ??
      limits[rule.primary.name] ??
      rule.primary.threshold,
    unit: rule.primary.unit,
    sample: outcome.sample,
  };
}

/** Durations with one decimal, everything else with two. */
function rounded(value: number, unit: string): number {
  const scale = unit === 'days' || unit === 'calendar days' ? 10 : 100;
  return Math.round(value * scale) / scale;
}

function evidenceOf(note: EvidenceNote, context: FindingContext): Evidence {
  const key = note.key ?? null;
  const linkable = key !== null && (note.kind === 'item' || note.kind === 'change');
  return {
    kind: note.kind,
    text: note.text,
    key,
    url: linkable ? context.urlOf(key) : null,
    at: note.at === undefined || note.at === null ? null : reportTime(note.at),
  };
}
