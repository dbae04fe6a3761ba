import { MIN_PERCENTILE_SAMPLES, quantile, robustCv } from '../analyzers/shared/statistics.ts';
import type { TeamFacts } from '../facts/build.ts';
import { seededRandom } from '../history/random.ts';
import type { Instant } from '../history/team-history.ts';
import type { FlowReport } from '../reports/report.ts';

/** Monte Carlo needs this many periods of throughput (rules §0.3). */
export const FORECAST_SAMPLES = 6;
const FORECAST_RUNS = 10_000;
/** Above this spread of the throughput a forecast is printed with a warning (threshold of throughput-volatility). */
const TRUSTED_CV = 0.4;

/** Throughput, cycle time, work in progress and a forecast for the next sprint; null where it cannot be seen. */
export function flowReport(facts: TeamFacts): FlowReport {
  const { statusHistory, items } = facts;
  const throughput = statusHistory.unseenFinishes.length > 0 ? [] : [...statusHistory.throughput];
  return {
    throughput,
    cycleTimeDays: cycleTimes(facts),
    wip: items.unseen.length > 0 ? null : items.started.length,
    forecast: facts.window.sprints.length === 0 ? null : forecast(throughput, facts.window.to ?? 0),
  };
}

/** Cycle times in working days of the PBIs finished in the window. */
export function cycleTimesOfWindow(facts: TeamFacts): number[] {
  const { window, statusHistory } = facts;
  if (window.from === null || window.to === null || statusHistory.unseen.length > 0) return [];
  const days: number[] = [];
  for (const item of statusHistory.finishedBetween(window.from, window.to)) {
    const value = statusHistory.cycleDays(item);
    if (value !== null) days.push(value);
  }
  return days;
}

function cycleTimes(facts: TeamFacts): FlowReport['cycleTimeDays'] {
  if (facts.statusHistory.unseen.length > 0) return null;
  const days = cycleTimesOfWindow(facts);
  const enough = days.length >= MIN_PERCENTILE_SAMPLES;
  const rounded = (q: number): number | null => (enough ? Math.round(quantile(days, q) * 10) / 10 : null);
  return { p50: rounded(0.5), p85: rounded(0.85), sample: days.length };
}

/** "With 85 % at least N items in the next sprint": 10,000 draws from the past periods, seeded by the window. */
function forecast(throughput: readonly number[], seed: Instant): FlowReport['forecast'] {
  if (throughput.length < FORECAST_SAMPLES) return null;
  const random = seededRandom(`forecast ${seed} ${throughput.join(' ')}`);
  const draws = Array.from(
    { length: FORECAST_RUNS },
    () => throughput[Math.floor(random() * throughput.length)] as number,
  );
  const spread = robustCv(throughput);
  return {
    p50: Math.floor(quantile(draws, 0.5)),
    p85: Math.floor(quantile(draws, 0.15)),
    horizonSprints: 1,
    sample: throughput.length,
    trusted: Number.isFinite(spread) && spread <= TRUSTED_CV,
  };
}
