import type { Facts, Frame } from '../facts/facts.ts';
import type { Fact, ReasonCode } from '../history/reasons.ts';
import type { Instant } from '../history/team-history.ts';
import type { Accountability, CoachingOwner, EvidenceKind, Severity } from '../reports/report.ts';

/** Groups of the catalogue, in its order; also the folder of a rule and the dimension of the audit. */
export const GROUPS = {
  'role-clarity': { letter: 'A', title: 'Role clarity and separation', accountability: 'scrum-team' },
  'product-owner': { letter: 'B', title: 'Product Owner', accountability: 'product-owner' },
  'scrum-master': { letter: 'C', title: 'Scrum Master', accountability: 'scrum-master' },
  developers: { letter: 'D', title: 'Developers and self-management', accountability: 'developers' },
  'sprint-planning': {
    letter: 'E',
    title: 'Sprint Planning and sprint integrity',
    accountability: 'scrum-team',
  },
  'daily-scrum': { letter: 'F', title: 'Daily Scrum', accountability: 'developers' },
  'sprint-review': { letter: 'H', title: 'Sprint Review', accountability: 'scrum-team' },
  retrospective: { letter: 'I', title: 'Retrospective', accountability: 'scrum-team' },
  'product-backlog': { letter: 'J', title: 'Product Backlog health', accountability: 'product-owner' },
  'item-quality': { letter: 'K', title: 'Item quality', accountability: 'product-owner' },
  flow: { letter: 'L', title: 'Flow and predictability', accountability: 'developers' },
} as const satisfies Record<string, { letter: string; title: string; accountability: Accountability }>;

export type Group = keyof typeof GROUPS;

export type SampleUnit =
  | 'actions'
  | 'assignments'
  | 'changes'
  | 'closed sprints'
  | 'episodes'
  | 'estimates'
  | 'events'
  | 'items'
  | 'locations'
  | 'parents'
  | 'people'
  | 'periods'
  | 'pull requests'
  | 'questions'
  | 'releases'
  | 'roadmap entries'
  | 'sessions'
  | 'starts'
  | 'transitions'
  | 'working days';

export interface EvidenceNote {
  readonly kind: EvidenceKind;
  readonly text: string;
  readonly key?: string | null;
  readonly at?: Instant | null;
}

/** What an analyzer saw. `examine` turns it into a finding; severity, coaching and words come from the definition. */
export type Outcome = Judged | Unjudged;

export interface Judged {
  readonly state: 'detected' | 'clear';
  /** Value of the primary measure; shares 0–1. */
  readonly value: number;
  readonly sample: number;
  /** The limit that was applied, where it is another than the primary threshold: agreed, or of a small sample. */
  readonly threshold?: number;
  /** n of the sample factor where it differs from `sample` (group K: Now and Next together). */
  readonly confidenceSample?: number;
  /** With figures, never empty, plain English. */
  readonly summary: string;
  /** Severity where the card gives another than the listed one. */
  readonly severity?: Severity;
  /** A guard: at most this severe, whatever is configured. */
  readonly atMost?: Severity;
  /** Least strength of the facts used: 1 recorded with actor and time, 0.8 calendar, 0.7 inferred, 0.5 present value for a past one. */
  readonly strength?: number;
  /** Product of nothing but the least confidence of the roles used; 1 when declared. */
  readonly roleConfidence?: number;
  readonly evidence?: readonly EvidenceNote[];
}

export type Unjudged =
  | {
      readonly state: 'insufficient-sample';
      readonly value: number | null;
      readonly sample: number;
      readonly summary: string;
    }
  | { readonly state: 'not-observable'; readonly reasons: readonly ReasonCode[]; readonly summary: string };

export interface Threshold {
  readonly default: number;
  /** Where the number comes from; "design default" where it is ours. */
  readonly source: string;
}

export interface RuleWords {
  readonly detected: string;
  readonly clear: string;
  readonly unknown: string;
}

export interface Primary<Name extends string> {
  readonly name: Name;
  readonly threshold: number;
  readonly unit: string;
  /** The ratio or score is a part of a whole and is shown in percent, as units that begin with `share of` are. */
  readonly inPercent?: true;
  readonly direction: '>=' | '>' | '<=' | '<';
  readonly source: string;
}

export type Observability = 'full' | 'partial' | 'no';

export interface Definition<Need extends Fact, PrimaryName extends string, ThresholdName extends string> {
  readonly id: string;
  /** Place in the catalogue: A1 … L8. */
  readonly code: string;
  readonly group: Group;
  readonly title: RuleWords;
  readonly severity: Severity;
  readonly tier: 'core' | 'std' | 'opt-in';
  readonly coachingOwner: CoachingOwner;
  readonly recurrenceGated: boolean;
  readonly primary: Primary<PrimaryName>;
  readonly thresholds: Readonly<Record<ThresholdName, Threshold>>;
  readonly minSample: { readonly n: number; readonly of: SampleUnit };
  readonly shareTest: boolean;
  /** Every code the rule can give. */
  readonly reasons: readonly ReasonCode[];
  readonly needs: readonly Need[];
  /** Needs without which nothing can be said: their `unseen` codes make the rule not-observable. */
  readonly requires: readonly NoInfer<Need>[];
  readonly observable: Readonly<
    Record<'jira' | 'linear' | 'github' | 'calendar' | 'wiki' | 'csv', Observability>
  >;
  readonly window: 'sprints' | 'weeks' | 'now';
  /** What happens, in one sentence. */
  readonly what: string;
  /** Why it may matter to the team, in plain words. */
  readonly why: string;
  /** How it is judged, in plain words; the thresholds are printed beside it. */
  readonly logic: string;
  /** Legitimate habits that do not count, one sentence each. */
  readonly guards: readonly string[];
  readonly coaching: { readonly question: string; readonly next: string; readonly whenFine?: string };
  readonly references: readonly string[];
  /** How usual this is elsewhere, as figures with their source, so that a reader can place the team. */
  readonly baseRate?: string;
  analyze(
    facts: Pick<Facts, Need> & Frame,
    limits: Readonly<Record<PrimaryName | ThresholdName, number>>,
    others: Others,
  ): Outcome;
}

/** Outcomes of other rules of the same team, evaluated as if on and not suppressed; rules may not ask in circles. */
export type Others = (ruleId: string) => Outcome;

/** A rule of the catalogue with its types erased, as the runner holds it. */
export type Analyzer = Definition<Fact, string, string>;

/** Declares a rule: reading a fact that `needs` does not name does not compile. */
export function defineAnalyzer<
  const Need extends Fact,
  const PrimaryName extends string,
  const ThresholdName extends string,
>(definition: Definition<Need, PrimaryName, ThresholdName>): Analyzer {
  return definition as unknown as Analyzer;
}
