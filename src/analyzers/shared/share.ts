import type { EvidenceNote, Outcome } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { shareTest } from './statistics.ts';
import { count } from './words.ts';

export interface ShareQuestion {
  readonly hits: number;
  readonly n: number;
  /** 0–1. */
  readonly threshold: number;
  /** Least n. */
  readonly minimum: number;
  /** What is counted, singular; the plural takes an s. */
  readonly thing: string;
  /** With its figures. */
  readonly summary: string;
  readonly evidence: readonly EvidenceNote[];
  /** The conditions joined by *and* that the share does not hold; absent: met. */
  readonly alsoMet?: boolean;
  readonly strength?: number;
  readonly roleConfidence?: number;
}

/** Judges a share of a card with a share test (rules §0.3): too few, over the threshold but unsure, over it, under it. */
export function judgeShare(question: ShareQuestion): Outcome {
  const { hits, n, threshold, minimum, thing, summary, evidence } = question;
  const value = n === 0 ? 0 : hits / n;
  if (n < minimum)
    return insufficientSample(
      n === 0 ? null : value,
      n,
      `${count(n, thing)} could be judged, ${minimum} are needed.`,
    );
  const verdict = question.alsoMet === false ? 'under' : shareTest(hits, n, threshold);
  if (verdict === 'uncertain') return insufficientSample(value, n, `${summary} That is too few to be sure.`);
  return judged(verdict === 'over', {
    value,
    sample: n,
    summary,
    evidence,
    ...(question.strength === undefined ? {} : { strength: question.strength }),
    ...(question.roleConfidence === undefined ? {} : { roleConfidence: question.roleConfidence }),
  });
}
