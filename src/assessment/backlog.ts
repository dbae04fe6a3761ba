import type { Outcome } from '../analyzers/analyzer.ts';
import type { TeamFacts } from '../facts/build.ts';
import { compareText } from '../facts/items.ts';
import type { Readiness, Zone } from '../facts/facts.ts';
import type { Item } from '../history/team-history.ts';
import type { BacklogItem, BacklogReport } from '../reports/report.ts';
import { calibrate } from './backlog-calibration.ts';
import { bestEdits } from './backlog-edits.ts';
import {
  PART_WEIGHTS,
  READY,
  detailShare,
  partsOf,
  type BacklogState,
  type Parts,
  type ScoredItem,
} from './backlog-parts.ts';

/** Below this share of observable weight there is no score (rules §5.2). */
const MIN_COVERAGE = 0.6;
/** Below this number of backlog items there is no score (rules §5.2). */
const MIN_ITEMS = 20;

export interface ScoredBacklog {
  readonly report: BacklogReport;
  /** Every backlog item, by zone, readiness (the worst first) and key. */
  readonly scored: BacklogItem[];
}

/**
 * Scores a team's Product Backlog (rules §5): readiness item by item, five parts shown separately, the edits that gain
 * most, and the comparison with what became of ready items.
 * @param outcome outcomes of rules (D8 for the part "order", J2 for stale items)
 */
export function scoreBacklog(facts: TeamFacts, outcome: (ruleId: string) => Outcome): ScoredBacklog {
  const state = backlogState(facts, outcome);
  const detailed = detailShare(state);
  const parts = partsOf(state, detailed);
  const score = scoreOf(parts);
  const calibration = calibrate(facts);
  const edits = bestEdits(state, detailed, parts);
  const scored = state.items.map((entry) => backlogItem(facts, entry)).sort(byZoneAndReadiness);
  const named = new Set(edits.flatMap((edit) => edit.keys));
  const reason = reasonOf(score.coverage, state.items.length, calibration?.predictive ?? null);
  return {
    scored,
    report: {
      score: reason === null ? score.value : null,
      band: reason === null && score.value !== null ? bandOf(score.value) : null,
      coverage: round2(score.coverage),
      scoreReason: reason,
      parts: rounded(parts),
      items: scored.filter((item) => item.zone !== 'later' || named.has(item.key)),
      edits: edits.map((edit) => ({ ...edit, gain: Math.round(edit.gain * 10) / 10 })),
      readyGap:
        state.perSprint === null
          ? null
          : Math.max(0, state.perSprint - state.items.filter(isReadyNow).length),
      calibration,
    },
  };
}

function backlogState(facts: TeamFacts, outcome: (ruleId: string) => Outcome): BacklogState {
  const { order, quality } = facts;
  const withheld = quality.unseenTexts.length > 0;
  return {
    facts,
    outcome,
    withheld,
    perSprint: facts.statusHistory.unseenFinishes.length > 0 ? null : order.throughputPerPeriod,
    items: order.backlog.map((item) => {
      const zone = order.zoneOf(item);
      return { item, zone, readiness: quality.readiness(item, zone) };
    }),
  };
}

function isReadyNow({ zone, readiness }: ScoredItem): boolean {
  return zone === 'now' && (readiness.value ?? 0) >= READY;
}

/** B = 100 · Σ weight · part / Σ weight over the parts that can be seen, and the share of weight that can. */
export function scoreOf(parts: Parts): { readonly value: number | null; readonly coverage: number } {
  let sum = 0;
  let weights = 0;
  for (const [name, weight] of Object.entries(PART_WEIGHTS) as [keyof Parts, number][]) {
    const part = parts[name];
    if (part === null) continue;
    sum += weight * part;
    weights += weight;
  }
  return { value: weights === 0 ? null : Math.round((100 * sum) / weights), coverage: weights / 100 };
}

function reasonOf(coverage: number, items: number, predictive: boolean | null): BacklogReport['scoreReason'] {
  if (coverage < MIN_COVERAGE) return 'COVERAGE';
  if (items < MIN_ITEMS) return 'TOO_FEW_ITEMS';
  return predictive === false ? 'NOT_PREDICTIVE' : null;
}

/** Bands instead of decimals (rules §5.2). */
export function bandOf(score: number): NonNullable<BacklogReport['band']> {
  return score >= 80 ? 'healthy' : score >= 60 ? 'workable' : 'needs-attention';
}

function rounded(parts: Parts): BacklogReport['parts'] {
  return {
    ready: parts.ready === null ? null : round2(parts.ready),
    value: parts.value === null ? null : round2(parts.value),
    order: parts.order === null ? null : round2(parts.order),
    lean: parts.lean === null ? null : round2(parts.lean),
    alive: parts.alive === null ? null : round2(parts.alive),
  };
}

function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

function backlogItem(
  facts: TeamFacts,
  { item, zone, readiness }: { item: Item; zone: Zone; readiness: Readiness },
): BacklogItem {
  return {
    key: item.key,
    title: item.title,
    url: facts.items.url(item.key),
    zone,
    readiness: readiness.value === null ? null : round2(readiness.value),
    // Not a copy: those of a large backlog would take more memory than all else that is kept of it.
    criteria: readiness.criteria,
  };
}

const ZONE_ORDER: Readonly<Record<Zone, number>> = { now: 0, next: 1, later: 2 };

/** By zone, the least ready first, items that cannot be judged last, then by key. */
function byZoneAndReadiness(a: BacklogItem, b: BacklogItem): number {
  return (
    ZONE_ORDER[a.zone] - ZONE_ORDER[b.zone] ||
    (a.readiness ?? 2) - (b.readiness ?? 2) ||
    compareText(a.key, b.key)
  );
}
