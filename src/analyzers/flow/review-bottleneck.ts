import type { Instant, PullRequest } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { median, quantile } from '../shared/statistics.ts';
import { count, workingDays } from '../shared/words.ts';

export const reviewBottleneck = defineAnalyzer({
  id: 'review-bottleneck',
  code: 'L7',
  group: 'flow',
  title: {
    detected: 'Code review delays completion',
    clear: 'Code review keeps pace',
    unknown: 'Cannot tell how long code review takes',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'firstReviewDaysP50',
    threshold: 1,
    unit: 'days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    firstReviewDaysP85: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'pull requests' },
  shareTest: false,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED'],
  needs: ['pullRequests'],
  requires: ['pullRequests'],
  observable: { jira: 'partial', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Code review delays completion.',
  why: 'Code that waits for review blocks its item, and its author starts something else.',
  logic:
    'For each pull request of the window the working time from ready to the first review is taken. A median above one day, or an 85th percentile above three days, makes a finding.',
  guards: ['Drafts, bots and contributors from outside are left out.'],
  coaching: {
    question: 'When do we review: between or before our own work?',
    next: 'Review first thing in the morning and after lunch, for one sprint.',
  },
  references: ['The Kanban Guide for Scrum Teams: active management of items in progress'],
  analyze({ window, pullRequests, clock, words }, limits) {
    const { from, to } = window;
    const waits = pullRequests.all
      .filter(
        (request) =>
          request.ready !== null &&
          from !== null &&
          to !== null &&
          request.ready >= from &&
          request.ready < to,
      )
      .filter((request) => request.author !== null && words.roleOf(request.author) !== 'outside')
      .map((request) => ({ request, first: firstReview(request) }))
      .filter(({ first }) => first !== null)
      .map(({ request, first }) => ({ request, days: clock.days(request.ready as number, first as number) }));
    const days = waits.map((wait) => wait.days);
    if (waits.length < 20)
      return insufficientSample(
        days.length === 0 ? null : median(days),
        waits.length,
        `${count(waits.length, 'reviewed pull request')} could be judged, 20 are needed.`,
      );
    const [p50, p85] = [median(days), quantile(days, 0.85)];
    return judged(p50 > limits.firstReviewDaysP50 || p85 > limits.firstReviewDaysP85, {
      value: p50,
      sample: waits.length,
      summary: `${waits.length} pull requests waited a median of ${workingDays(p50)} for their first review, 85 % of them at most ${workingDays(p85)}; the limits are ${limits.firstReviewDaysP50} and ${limits.firstReviewDaysP85} days.`,
      evidence: [...waits]
        .sort((a, b) => b.days - a.days || (a.request.id < b.request.id ? -1 : 1))
        .map(({ request, days: waited }) => ({
          kind: 'metric' as const,
          text: `waited ${workingDays(waited)} for the first review`,
          key: request.id,
          at: request.ready,
        })),
    });
  },
});

/** The first review by somebody else after it was ready; a merge without one is no review. */
function firstReview(request: PullRequest): Instant | null {
  const times = request.reviews
    .filter((review) => review.by !== null && review.by !== request.author)
    .map((review) => Math.max(review.at, request.ready ?? review.at));
  return times.length === 0 ? null : Math.min(...times);
}
