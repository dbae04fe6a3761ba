import type { ReasonCode } from '../history/reasons.ts';
import type { Role } from '../history/team-history.ts';

/** The report document (`report.json`): the only thing any output format reads. Schema: `schema/report.schema.json`. */
export const REPORT_SCHEMA_VERSION = 1;

export type Severity = 'critical' | 'high' | 'medium' | 'low';
export type FindingState = 'detected' | 'clear' | 'insufficient-sample' | 'not-observable' | 'suppressed';
export type Accountability = 'scrum-team' | 'product-owner' | 'scrum-master' | 'developers';
export type CoachingOwner = Accountability | 'management';
export type EvidenceKind = 'sprint' | 'item' | 'change' | 'event' | 'role' | 'goal' | 'metric';
export type ReportKind = 'weekly' | 'audit' | 'backlog';
export type Privacy = 'aggregate' | 'pseudonymise' | 'names';
/** `2026-11-20T09:00:00Z`: UTC, whole seconds. */
export type ReportTime = string;

export interface Report {
  schemaVersion: 1;
  generator: { name: 'hatcheck'; version: string };
  kind: ReportKind;
  asOf: ReportTime;
  privacy: Privacy;
  teams: TeamReport[];
  /** What makes the run repeatable and its keeping known; additive to the contract. */
  about?: ReportAbout;
}

export interface ReportAbout {
  /** Days closed items and their changes are kept. */
  retentionDays: number;
  /** SHA-256, hexadecimal, of the configuration (without secrets) and of the data that was analysed. */
  configurationHash: string | null;
  dataHash: string | null;
}

export interface TeamReport {
  name: string;
  window: { from: ReportTime | null; to: ReportTime | null; sprints: number };
  data: DataSummary;
  judged: { rules: number; judged: number; connectNext: { what: string; rules: number } | null };
  summary: { state: string; change: string; wentWell: string[] };
  roles: RoleReport[];
  responsibilities: Responsibility[];
  findings: Finding[];
  backlog: BacklogReport;
  flow: FlowReport;
  sprint: SprintReport | null;
  actToday: ActToday[];
  experiments: Experiment[];
  /** Where the data came from, in words (`Jira project CHK`, `calendar team.ics`); additive to the contract. */
  sources?: string[];
  /** What the charts draw beyond the figures above; additive to the contract. */
  series: ReportSeries;
}

export interface DataSummary {
  issues: number;
  other: number;
  changes: number;
  comments: number;
  sprints: number;
  events: number;
  people: number;
  complete: boolean;
  gaps: { what: string; why: string }[];
}

export interface RoleReport {
  role: Role;
  people: string[];
  count: number;
  basis: 'declared' | 'tracker' | 'inferred' | 'none';
  confidence: number | null;
  sameAs: Role[];
  reason: ReasonCode | null;
}

export interface Responsibility {
  role: Role;
  id: string;
  title: string;
  state: 'seen' | 'partly' | 'not-seen' | 'cannot-tell';
  evidence: string;
}

export interface Measure {
  /** Null only when too little was seen to give any figure. */
  value: number | null;
  threshold: number;
  unit: string;
  sample: number;
}

export interface Evidence {
  kind: EvidenceKind;
  text: string;
  key: string | null;
  url: string | null;
  at: ReportTime | null;
}

export interface Coaching {
  question: string;
  next: string;
  owner: CoachingOwner;
}

export interface Finding {
  rule: string;
  state: FindingState;
  reason: ReasonCode | null;
  reasons: ReasonCode[];
  severity: Severity;
  confidence: number | null;
  accountability: Accountability;
  title: string;
  summary: string;
  measure: Measure | null;
  thresholds: Record<string, number>;
  evidence: Evidence[];
  evidenceTotal: number;
  coaching: Coaching | null;
  firstDetected: ReportTime | null;
  runs: number;
}

export type Zone = 'now' | 'next' | 'later';

export type CriterionId =
  | 'who-what'
  | 'value'
  | 'testable'
  | 'small'
  | 'sized'
  | 'independent'
  | 'atomic'
  | 'negotiable'
  | 'traceable'
  | 'conversation'
  | 'fresh';

export interface Criterion {
  id: CriterionId;
  value: 0 | 0.5 | 1 | null;
  why: string;
}

export interface BacklogItem {
  key: string;
  title: string;
  url: string | null;
  zone: Zone;
  readiness: number | null;
  criteria: readonly Criterion[];
}

export interface BacklogReport {
  score: number | null;
  band: 'healthy' | 'workable' | 'needs-attention' | null;
  coverage: number | null;
  scoreReason: 'COVERAGE' | 'TOO_FEW_ITEMS' | 'NOT_PREDICTIVE' | null;
  parts: {
    ready: number | null;
    value: number | null;
    order: number | null;
    lean: number | null;
    alive: number | null;
  };
  items: BacklogItem[];
  edits: { text: string; keys: string[]; gain: number }[];
  /** Ready items missing to one sprint's worth; null where it is unknown how much a sprint is. Additive to the contract. */
  readyGap: number | null;
  /** Whether ready items did better; null where sprints cannot be followed. Additive to the contract. */
  calibration: BacklogCalibration | null;
}

/** What became of items that were ready, and of those that were not, when their sprint began. */
export interface BacklogCalibration {
  /** Items followed in the last twelve sprints. */
  items: number;
  /** Readiness 0.8 or more: how many, and the share that went well (Done in the sprint, unchanged, not reopened). */
  ready: { items: number; wentWell: number | null };
  /** Readiness below 0.5. */
  unready: { items: number; wentWell: number | null };
  /** Chance that an item that went well was readier than one that did not, 0–1; 0.5 is no better than guessing. */
  auc: number | null;
  /** Null below 40 ready and unready items. */
  predictive: boolean | null;
}

export interface FlowReport {
  throughput: number[];
  cycleTimeDays: { p50: number | null; p85: number | null; sample: number } | null;
  wip: number | null;
  forecast: { p50: number; p85: number; horizonSprints: number; sample: number; trusted: boolean } | null;
}

export interface SprintReport {
  name: string;
  start: ReportTime;
  end: ReportTime;
  goal: string | null;
  committed: number;
  added: number;
  removed: number;
  done: number;
}

export interface ActToday {
  key: string;
  title: string;
  url: string | null;
  why: string;
}

export interface Experiment {
  rule: string | null;
  text: string;
  from: ReportTime | null;
  until: ReportTime | null;
  before: number | null;
  after: number | null;
}

/** Points for the charts. Everything here is about work and sprints, never about a person. */
export interface ReportSeries {
  sprints: {
    name: string;
    committed: number | null;
    added: number | null;
    removed: number | null;
    done: number;
    carriedOver: number | null;
  }[];
  /** Done items of the window: finish and cycle time in working days. */
  cycleTimes: { at: ReportTime; days: number; key: string }[];
  /** Open started items: age in working days. */
  ages: { key: string; days: number; status: string }[];
  /** One entry a working day of the window. */
  wipByDay: { at: ReportTime; wip: number }[];
  cumulativeFlow: { at: ReportTime; todo: number; doing: number; done: number }[];
  /** Open backlog items in their order: position from 1, age in calendar days since creation. */
  backlogAges: { key: string; position: number; days: number; zone: Zone }[];
  readiness: { zone: Zone; ready: number; partly: number; unready: number }[];
  /** Past runs, oldest first: number of detected findings by severity, and the backlog score. */
  runs: {
    at: ReportTime;
    critical: number;
    high: number;
    medium: number;
    low: number;
    score: number | null;
    parts: BacklogReport['parts'] | null;
  }[];
  /** Who wears which hat: strength of evidence per accountability, declared and observed, hats numbered, no names. */
  hats: {
    role: Role | 'developers';
    person: string;
    declared: boolean;
    score: number;
    confidence: number | null;
  }[];
}
