/** How often a condition judged sprint by sprint came back (rules §0.3, "recurrence gated"). */
export interface Recurrence<T> {
  readonly state: 'detected' | 'clear';
  /** True: at most medium (2 of the last 3 judged). */
  readonly atMostMedium: boolean;
  /** Share of judged sprints that were hit, 0–1. */
  readonly share: number;
  readonly hits: readonly T[];
}

export interface RecurrenceLimits {
  /** Share of hit sprints for the listed severity. */
  readonly share: number;
  readonly recentHits: number;
  readonly recentSprints: number;
  /** Judged sprints needed for the listed severity. */
  readonly fullSeveritySprints: number;
}

/**
 * Hit in at least `share` of the judged sprints, with at least `fullSeveritySprints` judged: detected, listed severity;
 * else hit in `recentHits` of the last `recentSprints` judged: detected, at most medium; else clear.
 * @param sprints judged sprints, oldest first
 */
export function gateByRecurrence<T>(
  sprints: readonly T[],
  isHit: (sprint: T) => boolean,
  limits: RecurrenceLimits,
): Recurrence<T> {
  const hits = sprints.filter(isHit);
  const share = sprints.length === 0 ? 0 : hits.length / sprints.length;
  if (sprints.length >= limits.fullSeveritySprints && share >= limits.share) {
    return { state: 'detected', atMostMedium: false, share, hits };
  }
  const recent = sprints.slice(-limits.recentSprints).filter(isHit).length;
  if (recent >= limits.recentHits) return { state: 'detected', atMostMedium: true, share, hits };
  return { state: 'clear', atMostMedium: false, share, hits };
}
