import { shorten } from '../escape/text.ts';
import { safeUrl } from '../escape/url.ts';
import type { Evidence, Finding, Measure, Severity } from '../report.ts';
import { amount, confidenceWord, count, longDay, measureLine, percent } from './figures.ts';
import {
  OWNER_WORDS,
  REASON_WORDS,
  SEVERITIES,
  SEVERITY_WORDS,
  STATE_WORDS,
  inPercent,
  ruleOf,
  showFirstTo,
} from './words.ts';

/** Longest text of a title or name in a page; the document itself keeps all of it. */
export const LONGEST = 240;

export interface LinkView {
  text: string;
  url: string | null;
}

export interface EvidenceView {
  key: string | null;
  url: string | null;
  text: string;
  day: string | null;
}

export interface FindingView {
  rule: string;
  title: string;
  summary: string;
  state: Finding['state'];
  stateWord: string;
  severity: Severity;
  severityWord: string;
  why: string | null;
  measure: string | null;
  confidence: string | null;
  question: string | null;
  next: string | null;
  owner: string | null;
  since: string | null;
  showFirst: string | null;
  evidence: EvidenceView[];
  evidenceMore: number;
  reasons: string[];
}

const SHOWN_EVIDENCE = 8;

export function findingView(finding: Finding): FindingView {
  const evidence = finding.evidence.slice(0, SHOWN_EVIDENCE).map(evidenceView);
  const seen = finding.state === 'detected' || finding.state === 'suppressed';
  return {
    rule: finding.rule,
    title: shorten(finding.title, LONGEST),
    summary: shorten(finding.summary, 900),
    state: finding.state,
    stateWord: STATE_WORDS[finding.state],
    severity: finding.severity,
    severityWord: SEVERITY_WORDS[finding.severity],
    why: ruleOf(finding.rule)?.why || ruleOf(finding.rule)?.what || null,
    measure: finding.measure === null ? null : measureLine(finding.measure, inPercent(finding.rule)),
    confidence:
      finding.confidence === null
        ? null
        : `${confidenceWord(finding.confidence)} (${percent(finding.confidence)})`,
    question: finding.coaching?.question ?? null,
    next: finding.coaching?.next ?? null,
    owner: finding.coaching === null ? null : OWNER_WORDS[finding.coaching.owner],
    since: seen ? sinceText(finding) : null,
    showFirst: seen ? showFirstTo(finding.rule) : null,
    evidence,
    evidenceMore: Math.max(0, finding.evidenceTotal - evidence.length),
    reasons: finding.reasons.map((code) => REASON_WORDS[code] ?? code),
  };
}

/** Most severe first, then the surest, then as in the document (catalogue order). */
export function byWeight(findings: readonly Finding[]): Finding[] {
  return findings
    .map((finding, place) => ({ finding, place }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.finding.severity) - SEVERITIES.indexOf(b.finding.severity) ||
        (b.finding.confidence ?? 0) - (a.finding.confidence ?? 0) ||
        a.place - b.place,
    )
    .map(({ finding }) => finding);
}

/** How one can tell that the step helped: the rule's own measure on the good side of its limit. */
export function successMeasure(finding: Finding): string {
  const { measure } = finding;
  if (measure === null) return UNMEASURED;
  return `${goal(finding.rule, measure)}${nowOf(finding.rule, measure)} at the next measurement.`;
}

/** The same for several teams: without their figures, which are for their own sheets and not for comparing. */
export function commonMeasure({ rule, measure }: Finding): string {
  return measure === null
    ? UNMEASURED
    : `${goal(rule, measure)} in each team at the next measurement; where it is now stands on the team’s own sheet.`;
}

const UNMEASURED = 'The rule no longer finds it at the next measurement.';

function goal(rule: string, measure: Measure): string {
  const direction = ruleOf(rule)?.primary.direction ?? '>=';
  // Fewer than one of what is counted is none: “below 1 person” makes a reader stumble.
  const isCounted = !/^share of |^ratio$|^score$|days$|hours$/.test(measure.unit);
  if (direction === '>=' && measure.threshold === 1 && isCounted) return 'None';
  const side =
    direction === '>='
      ? 'below'
      : direction === '>'
        ? 'at or below'
        : direction === '<='
          ? 'above'
          : 'at or above';
  return `${side.replace(/^./, (letter) => letter.toUpperCase())} ${amount(measure.threshold, measure.unit, inPercent(rule))}`;
}

function nowOf(rule: string, { value, unit }: Measure): string {
  return value === null ? '' : ` (now ${amount(value, unit, inPercent(rule))})`;
}

function evidenceView(evidence: Evidence): EvidenceView {
  return {
    key: evidence.key === null ? null : shorten(evidence.key, 80),
    url: safeUrl(evidence.url),
    text: shorten(evidence.text, LONGEST),
    day: evidence.at === null ? null : longDay(evidence.at),
  };
}

function sinceText(finding: Finding): string | null {
  if (finding.firstDetected === null) return null;
  if (finding.runs <= 1) return 'new in this report';
  return `since ${longDay(finding.firstDetected)}, in ${count(finding.runs, 'report')} in a row`;
}
