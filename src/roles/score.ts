import { seededRandom } from '../history/random.ts';
import type { PersonId } from '../history/team-history.ts';
import type { Signal } from './signals.ts';

/** Pseudo-sessions spread over the team, so that a handful of acts proves nothing (rules §2.2). */
const SMOOTHING = 5;
const RESAMPLES = 200;
/** Lead over the second from which on the first stands out fully. */
const FULL_MARGIN = 0.25;
/** Inferred roles are never certain; only a declared one is. */
export const MAX_CONFIDENCE = 0.9;

/** Sessions of one signal: who, and in which week of the window. */
export interface SignalSessions {
  readonly signal: Signal;
  /** False where the source cannot record it: dropped from the score, missing in the evidence. */
  readonly observable: boolean;
  readonly sessions: readonly { readonly person: PersonId; readonly week: number }[];
}

export interface SignalShare {
  readonly id: string;
  readonly weight: number;
  /** Smoothed share of the team's sessions, 0–1. */
  readonly share: number;
  readonly count: number;
}

export interface Score {
  readonly person: PersonId;
  /** 0–1: weighted share of the role's evidence. */
  readonly score: number;
  /** Lead over the best other person; negative for all but the first. */
  readonly margin: number;
  /** Share of the resamples of weeks in which the person is first. */
  readonly stability: number;
  /** 0–1: how much of the role's evidence could be seen and was. */
  readonly evidence: number;
  /** sqrt(evidence) · min(1, margin / 0.25) · stability, at most 0.9. */
  readonly confidence: number;
  readonly signals: readonly SignalShare[];
}

/**
 * Scores everybody of the team for one role (rules §2.2), strongest first; ties by id. Deterministic: the resamples of
 * weeks are drawn from the seed.
 * @param weeks number of weeks in the window; sessions hold their index
 */
export function scoreRole(
  signals: readonly SignalSessions[],
  team: readonly PersonId[],
  weeks: number,
  seed: string,
): readonly Score[] {
  const members = [...new Set(team)].sort();
  if (members.length === 0) return [];
  const counted = signals.filter((one) => one.observable).map((one) => new Counts(one, members, weeks));
  const everyWeek = Array.from({ length: weeks }, (_, week) => week);
  const whole = scoresFor(counted, members.length, everyWeek);
  const evidence = evidenceOf(signals, counted);
  const stability = stabilities(counted, members.length, weeks, seed);
  const scored = members.map((person, index) => {
    const margin = marginOf(whole, index);
    const share = stability[index] as number;
    const confidence = Math.sqrt(evidence) * Math.min(1, Math.max(0, margin) / FULL_MARGIN) * share;
    return {
      person,
      score: whole[index] as number,
      margin,
      stability: share,
      evidence,
      confidence: Math.min(MAX_CONFIDENCE, confidence),
      signals: counted.map((counts) => counts.shareOf(index, members.length)),
    };
  });
  return scored.sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1));
}

/** Sessions of one signal as a table of people and weeks. */
class Counts {
  readonly signal: Signal;
  /** [week][person]; the last column holds people outside the team. */
  private readonly table: readonly Float64Array[];
  private readonly total: number;

  constructor(sessions: SignalSessions, members: readonly PersonId[], weeks: number) {
    const column = new Map(members.map((person, index) => [person, index]));
    const table = Array.from({ length: weeks }, () => new Float64Array(members.length + 1));
    for (const { person, week } of sessions.sessions) {
      const row = table[week];
      const index = column.get(person) ?? members.length;
      if (row !== undefined) row[index] = (row[index] as number) + 1;
    }
    this.signal = sessions.signal;
    this.table = table;
    this.total = sessions.sessions.filter(({ week }) => week >= 0 && week < weeks).length;
  }

  /** Sessions by person over the given weeks (with repeats), and their sum in the last place. */
  over(weeks: readonly number[], members: number): Float64Array {
    const sums = new Float64Array(members + 1);
    for (const week of weeks) {
      const row = this.table[week];
      if (row === undefined) continue;
      for (let index = 0; index <= members; index++) {
        const n = row[index] as number;
        if (index < members) sums[index] = (sums[index] as number) + n;
        sums[members] = (sums[members] as number) + n;
      }
    }
    return sums;
  }

  get weight(): number {
    return this.signal.weight * Math.min(1, this.total / this.signal.saturation);
  }

  shareOf(person: number, members: number): SignalShare {
    const sums = this.over(
      this.table.map((_, week) => week),
      members,
    );
    const count = sums[person] as number;
    return {
      id: this.signal.id,
      weight: this.signal.weight,
      share: smoothed(count, sums[members] as number, members),
      count,
    };
  }
}

function smoothed(own: number, all: number, members: number): number {
  return (own + SMOOTHING / members) / (all + SMOOTHING);
}

function scoresFor(counted: readonly Counts[], members: number, weeks: readonly number[]): Float64Array {
  const scores = new Float64Array(members);
  let weights = 0;
  for (const counts of counted) {
    const sums = counts.over(weeks, members);
    const all = sums[members] as number;
    const weight = counts.signal.weight * Math.min(1, all / counts.signal.saturation);
    weights += weight;
    if (weight === 0) continue;
    for (let index = 0; index < members; index++)
      scores[index] = (scores[index] as number) + weight * smoothed(sums[index] as number, all, members);
  }
  if (weights > 0)
    for (let index = 0; index < members; index++) scores[index] = (scores[index] as number) / weights;
  return scores;
}

function evidenceOf(signals: readonly SignalSessions[], counted: readonly Counts[]): number {
  const possible = signals.reduce((sum, one) => sum + one.signal.weight, 0);
  return possible === 0 ? 0 : counted.reduce((sum, counts) => sum + counts.weight, 0) / possible;
}

function marginOf(scores: Float64Array, index: number): number {
  let best = 0;
  scores.forEach((score, other) => {
    if (other !== index && score > best) best = score;
  });
  return (scores[index] as number) - best;
}

/** How often each person is first when weeks are drawn with replacement; a shared first place counts for nobody. */
function stabilities(counted: readonly Counts[], members: number, weeks: number, seed: string): Float64Array {
  const firsts = new Float64Array(members);
  if (weeks === 0) return firsts;
  const random = seededRandom(seed);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    const drawn = Array.from({ length: weeks }, () => Math.floor(random() * weeks));
    const scores = scoresFor(counted, members, drawn);
    const first = soleFirst(scores);
    if (first !== null) firsts[first] = (firsts[first] as number) + 1 / RESAMPLES;
  }
  return firsts;
}

function soleFirst(scores: Float64Array): number | null {
  let best = -1;
  let shared = false;
  scores.forEach((score, index) => {
    if (best === -1 || score > (scores[best] as number)) {
      best = index;
      shared = false;
    } else if (score === scores[best]) shared = true;
  });
  return best === -1 || shared ? null : best;
}
