import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { quantile } from '../shared/statistics.ts';
import { count, partOf, percent, sentence, workingDays } from '../shared/words.ts';

export const ageingWorkInProgress = defineAnalyzer({
  id: 'ageing-work-in-progress',
  code: 'L2',
  group: 'flow',
  title: {
    detected: 'Open items are older than items usually take',
    clear: 'Open items keep moving',
    unknown: 'Cannot tell how old open items are',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'agedShare',
    threshold: 0.3,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    agePercentile: { default: 0.85, source: 'design default' },
    highPercentile: { default: 0.95, source: 'design default' },
    agedItems: { default: 2, source: 'design default' },
  },
  minSample: { n: 12, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'now',
  what: 'Open items are older than items usually take.',
  why: 'Old work in progress is the earliest sign of trouble: each day it ages it gets less likely to finish soon.',
  logic:
    'The age of each item in progress is compared with how long 85 % of the finished items took. Two or more items, and 30 % of those in progress, above it make a finding of high severity; a single item above the 95th percentile one of medium severity.',
  guards: [
    'Going back to the backlog resets the age once.',
    'A single item above the 85th percentile is only named.',
    'Where nothing is in progress there is nothing to judge.',
  ],
  coaching: {
    question: 'What is the next smallest step to finish the oldest?',
    next: 'Walk the board from right to left in the Daily Scrum, the oldest item first.',
  },
  references: [
    'The Kanban Guide for Scrum Teams: work item age and service level expectation',
    'Vacanti: Actionable Agile Metrics for Predictability',
  ],
  analyze({ window, statusHistory, asOf }, limits) {
    const finished =
      window.from === null || window.to === null ? [] : statusHistory.finishedBetween(window.from, window.to);
    const cycles = finished.map((item) => statusHistory.cycleDays(item)).filter((days) => days !== null);
    const ages = statusHistory
      .inProgressAt(asOf)
      .map((item) => ({ item, days: statusHistory.ageDays(item) ?? 0 }));
    if (cycles.length < 12)
      return insufficientSample(
        null,
        cycles.length,
        `${count(cycles.length, 'finished item')} with a cycle time, 12 are needed.`,
      );
    if (ages.length === 0)
      return insufficientSample(null, 0, 'Nothing is in progress, so there is no age to judge.');
    const usual = quantile(cycles, limits.agePercentile);
    const extreme = quantile(cycles, limits.highPercentile);
    const aged = ages
      .filter(({ days }) => days > usual)
      .sort((a, b) => b.days - a.days || (a.item.key < b.item.key ? -1 : 1));
    const old = aged.filter(({ days }) => days > extreme);
    const share = aged.length / ages.length;
    const many = share >= limits.agedShare && aged.length >= limits.agedItems;
    const named =
      aged.length === 0 ? '' : `; the oldest is ${aged[0]?.item.key} with ${workingDays(aged[0]?.days ?? 0)}`;
    return judged(many || old.length > 0, {
      value: share,
      sample: cycles.length,
      severity: many ? 'high' : 'medium',
      summary: `${agedWords(aged.length, ages.length)} than ${workingDays(usual)}, within which ${percent(limits.agePercentile)} of ${cycles.length} finished items were done${named}.`,
      evidence: aged.map(({ item, days }) => ({
        kind: 'item' as const,
        text: `in progress for ${workingDays(days)}`,
        key: item.key,
        at: statusHistory.startOf(item),
      })),
    });
  },
});

function agedWords(aged: number, all: number): string {
  if (aged === 0 && all === 1) return 'The only item in progress is no older';
  return `${sentence(partOf(aged, all, 'item'))} in progress ${aged <= 1 ? 'is' : 'are'} older`;
}
