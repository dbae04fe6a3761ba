import type { ClosedSprint } from '../../facts/facts.ts';
import type { Instant } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal } from '../shared/words.ts';

export const infrequentRelease = defineAnalyzer({
  id: 'infrequent-release',
  code: 'E12',
  group: 'sprint-planning',
  title: {
    detected: 'Finished work piles up unreleased',
    clear: 'Finished work is released often',
    unknown: 'Cannot tell how often finished work is released',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'releaseIntervalDays',
    threshold: 30,
    unit: 'calendar days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    lookBackDays: { default: 180, source: 'design default' },
    minHistoryDays: { default: 90, source: 'design default' },
  },
  minSample: { n: 4, of: 'releases' },
  shareTest: false,
  reasons: ['NO_RELEASE_DATA', 'PERMISSION_DENIED'],
  needs: ['releases', 'sprints'],
  requires: ['releases'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'full',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'Increments pile up unreleased.',
  why: 'Work that is Done but not released earns nothing, teaches nothing, and makes the next release riskier.',
  logic:
    'The time between the releases of the last 180 days is taken, the one still running included where it is longer. A median above 30 calendar days, or above two sprints where that is shorter, makes a finding. A release interval that the team agreed replaces both.',
  guards: [
    'Deployments count where versions carry no dates.',
    'Regulated products can agree a longer interval.',
  ],
  coaching: {
    question: 'What must be true to release on any day?',
    next: 'Release one finished item outside the schedule and note what stood in the way.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Review should never be considered a gate to releasing value',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS02 Absence of Frequent Deliveries',
  ],
  analyze({ window, asOf, agreements, releases, sprints }, limits) {
    const from = asOf - limits.lookBackDays * DAY;
    const times = [...new Set(releases.all.map((release) => release.at))].sort((a, b) => a - b);
    const recent = times.filter((at) => at >= from);
    const known = recent.length > 0 ? recent : times.slice(-1);
    const begin = Math.min(...times, ...sprints.closed.map((sprint) => sprint.start), asOf);
    const history = (asOf - begin) / DAY;
    const limit =
      agreements.releaseIntervalDays ??
      Math.min(limits.releaseIntervalDays, sprintLimit(window.sprints, limits));
    const interval = medianInterval(known, asOf);
    if (known.length < 4 && (known.length < 1 || history < limits.minHistoryDays)) {
      return insufficientSample(
        interval,
        known.length,
        `${count(known.length, 'release')} in ${Math.round(history)} days of data; 4 releases, or one and ${limits.minHistoryDays} days, are needed.`,
      );
    }
    const value = interval ?? 0;
    const last = known[known.length - 1] ?? asOf;
    return judged(value > limit, {
      value,
      sample: known.length,
      threshold: limit,
      summary: inWords(recent.length, Math.round((asOf - last) / DAY), value, limit, limits.lookBackDays),
      evidence: [...releases.all]
        .filter((release) => release.at >= Math.min(from, last))
        .sort((a, b) => b.at - a.at)
        .map((release) => ({ kind: 'event' as const, text: 'release', key: release.name, at: release.at })),
    });
  },
});

function inWords(recent: number, daysAgo: number, median: number, limit: number, lookBack: number): string {
  const latest = `the latest was ${count(daysAgo, 'day')} ago`;
  const agreed = `the limit is ${oneDecimal(limit)} calendar days`;
  if (recent === 0) return `No release in the last ${lookBack} days: ${latest}, and ${agreed}.`;
  if (recent === 1) return `1 release in the last ${lookBack} days: ${latest}, and ${agreed}.`;
  return `${count(recent, 'release')} in the last ${lookBack} days with a median of ${oneDecimal(median)} calendar days between them; ${agreed}, and ${latest}.`;
}

/** Median calendar days between releases; the running interval counts where it is longer. Null without a release. */
function medianInterval(times: readonly Instant[], asOf: Instant): number | null {
  if (times.length === 0) return null;
  const closed = times.slice(1).map((at, index) => (at - (times[index] as Instant)) / DAY);
  const running = (asOf - (times[times.length - 1] as Instant)) / DAY;
  if (closed.length === 0) return running;
  return running > median(closed) ? median([...closed, running]) : median(closed);
}

/**
 * Two usual sprints in calendar days, from start to start, so that the weekend between two sprints belongs to them; no limit
 * without sprints.
 */
function sprintLimit(sprints: readonly ClosedSprint[], limits: Record<'sprints', number>): number {
  if (sprints.length === 0) return Number.POSITIVE_INFINITY;
  const starts = sprints.map(({ start }) => start).sort((a, b) => a - b);
  const rhythm = starts.slice(1).map((start, index) => start - (starts[index] as number));
  const lengths = sprints.map(({ start, end }) => end - start);
  return limits.sprints * Math.round(median(rhythm.length > 0 ? rhythm : lengths) / DAY);
}
