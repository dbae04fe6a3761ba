import { FACTS, inCatalogueOrder, type Fact, type ReasonCode } from '../history/reasons.ts';
import type { Instant } from '../history/team-history.ts';
import type { Facts, Frame, Slice } from '../facts/facts.ts';
import type { Severity } from '../reports/report.ts';
import type { Analyzer, Judged, Outcome, Others } from './analyzer.ts';
import { CATALOGUE } from './catalogue.ts';
import { insufficientSample, notObservable } from './outcome.ts';
import { REASON_TEXTS } from './reason-texts.ts';
import { listing } from './shared/words.ts';

/** How a team set one rule. */
export interface RuleSetting {
  readonly on?: boolean;
  readonly severity?: Severity;
  /** The primary threshold. */
  readonly threshold?: number;
  /** Any threshold by its name, the primary's included. */
  readonly thresholds?: Readonly<Record<string, number>>;
}

export type RuleSettings = Readonly<Record<string, RuleSetting>>;

/** A rule's outcome with what it was measured against. */
export interface Examination {
  readonly rule: Analyzer;
  readonly outcome: Outcome;
  readonly limits: Readonly<Record<string, number>>;
}

/** The team's view of one run: every rule's outcome, each computed once and on demand. */
export interface Examiner {
  /** Outcome of a rule as if it were on and not suppressed. Throws for an id that is not in the catalogue. */
  examine(ruleId: string): Examination;
  /** Rules that are on, in catalogue order. */
  readonly rulesOn: readonly Analyzer[];
}

/** Sets up the rules over a team's facts. Pure: same facts and settings, same outcomes. */
export function examiner(
  facts: Facts & Frame,
  settings: RuleSettings = {},
  catalogue: readonly Analyzer[] = CATALOGUE,
): Examiner {
  const byId = new Map(catalogue.map((rule) => [rule.id, rule]));
  const known = new Map<string, Examination>();
  const running = new Set<string>();
  const examine = (ruleId: string): Examination => {
    const found = known.get(ruleId);
    if (found !== undefined) return found;
    const rule = byId.get(ruleId);
    if (rule === undefined) throw new Error(`There is no rule ${ruleId} in the catalogue.`);
    if (running.has(ruleId))
      throw new Error(`Rules ask each other in a circle: ${[...running, ruleId].join(' > ')}.`);
    running.add(ruleId);
    const limits = limitsOf(rule, settings[ruleId]);
    const outcome = outcomeOf(rule, facts, limits, (other) => examine(other).outcome);
    running.delete(ruleId);
    const examination = { rule, outcome, limits };
    known.set(ruleId, examination);
    return examination;
  };
  return { examine, rulesOn: catalogue.filter((rule) => isOn(rule, settings[rule.id])) };
}

/** Opt-in rules are off until the configuration names them; any rule can be switched. */
export function isOn(rule: Analyzer, setting: RuleSetting | undefined): boolean {
  return setting?.on ?? (rule.tier !== 'opt-in' || setting !== undefined);
}

/** Default thresholds replaced by the configured ones, the primary's under its name. */
export function limitsOf(rule: Analyzer, setting: RuleSetting | undefined): Record<string, number> {
  const limits: Record<string, number> = {
    [rule.primary.name]: setting?.threshold ?? rule.primary.threshold,
  };
  for (const [name, threshold] of Object.entries(rule.thresholds)) limits[name] = threshold.default;
  for (const [name, value] of Object.entries(setting?.thresholds ?? {})) limits[name] = value;
  return limits;
}

/** Not-observable codes of the needed facts and of the rule itself come first; then what the rule says. */
function outcomeOf(
  rule: Analyzer,
  facts: Facts & Frame,
  limits: Record<string, number>,
  others: Others,
): Outcome {
  const codes = missingCodes(rule, facts);
  const outcome = rule.analyze(facts, limits, others);
  if (outcome.state === 'not-observable') {
    const all = allowed(rule, [...codes, ...outcome.reasons]);
    return { ...outcome, reasons: all.length > 0 ? all : outcome.reasons };
  }
  if (codes.length > 0) return notObservable(codes, missingSummary(codes));
  if (outcome.state === 'insufficient-sample')
    return insufficientSample(finiteOrNull(rule, outcome.value), outcome.sample, outcome.summary);
  return finite(rule, outcome);
}

/** Codes for facts without which the rule cannot say anything, limited to the codes that it may give. */
function missingCodes(rule: Analyzer, facts: Facts): readonly ReasonCode[] {
  const codes: ReasonCode[] = [];
  if (rule.window === 'sprints') codes.push(...facts.sprints.unseen);
  for (const fact of rule.requires) codes.push(...(facts[fact] as Slice).unseen);
  for (const fact of rule.needs)
    if ((facts[fact] as Slice).unseen.includes('PERMISSION_DENIED')) codes.push('PERMISSION_DENIED');
  return allowed(rule, codes);
}

function allowed(rule: Analyzer, codes: readonly ReasonCode[]): readonly ReasonCode[] {
  return inCatalogueOrder(codes.filter((code) => rule.reasons.includes(code)));
}

/** One sentence that names what is missing. */
export function missingSummary(codes: readonly ReasonCode[]): string {
  const text = listing(codes.map((code) => REASON_TEXTS[code].missing));
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function finite(rule: Analyzer, outcome: Judged): Judged {
  if (!Number.isFinite(outcome.value)) throw new Error(`Rule ${rule.id} measured ${outcome.value}.`);
  return outcome;
}

function finiteOrNull(rule: Analyzer, value: number | null): number | null {
  if (value !== null && !Number.isFinite(value)) throw new Error(`Rule ${rule.id} measured ${value}.`);
  return value;
}

/** Facts in their closed order, for tables. */
export const FACT_ORDER: readonly Fact[] = FACTS;

/** Whole seconds UTC, as reports write times. */
export function reportTime(at: Instant): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
