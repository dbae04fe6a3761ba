import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { median, quantile } from '../shared/statistics.ts';
import { count, percent } from '../shared/words.ts';

export const unreliableSprintForecast = defineAnalyzer({
  id: 'unreliable-sprint-forecast',
  code: 'L5',
  group: 'flow',
  title: {
    detected: 'What is forecast at planning is seldom what is Done',
    clear: 'Forecasts at planning mostly come true',
    unknown: 'Cannot tell whether forecasts come true',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'completedShare',
    threshold: 0.7,
    unit: 'share of sprint items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    iqrPoints: { default: 30, source: 'design default' },
    sandbagging: { default: 0.95, source: 'design default' },
    sandbaggingSprints: { default: 6, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory'],
  requires: ['sprints', 'sprintHistory', 'statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'What is forecast at planning is seldom what is Done.',
  why: 'A forecast that seldom comes true teaches everybody to ignore it. The commitment that counts is the Sprint Goal, so read this beside it.',
  logic:
    'For each sprint the share of the items committed to that were Done at its close is taken. A median below 70 %, or a middle half of the sprints that spreads over more than 30 points, makes a finding.',
  guards: [
    'Sprints whose goal the team recorded as met are left out: changing scope on the way to the goal is success.',
  ],
  coaching: {
    question: 'Did we meet the goal, regardless of the list?',
    next: 'Record for each sprint whether its goal was met, yes or no.',
  },
  references: ['The Scrum Guide 2020: forecasts, burn-downs and the Sprint Goal'],
  baseRate:
    'Of the 1,262 sprints with five or more points at their start, 65 % delivered less than 70 % of them, the median half; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25).',
  analyze({ window, sprintHistory }, limits) {
    const sprints = window.sprints
      .filter((sprint) => sprint.goalMet !== true)
      .map((sprint) => ({ sprint, scope: sprintHistory.scope(sprint) }))
      .filter(({ scope }) => scope.committed.length > 0)
      .map(({ sprint, scope }) => {
        const done = new Set(scope.done);
        return {
          sprint,
          committed: scope.committed.length,
          share: scope.committed.filter((item) => done.has(item)).length / scope.committed.length,
        };
      });
    const shares = sprints.map((entry) => entry.share);
    if (sprints.length < 4)
      return insufficientSample(
        shares.length === 0 ? null : median(shares),
        sprints.length,
        `${count(sprints.length, 'closed sprint')} could be judged, 4 are needed.`,
      );
    const middle = median(shares);
    const spread = (quantile(shares, 0.75) - quantile(shares, 0.25)) * 100;
    const always =
      sprints.length >= limits.sandbaggingSprints && shares.every((share) => share > limits.sandbagging);
    const note = always
      ? ` Every sprint finished more than ${percent(limits.sandbagging)}: is there room to aim higher, or are items counted without a goal?`
      : '';
    return judged(middle < limits.completedShare || spread > limits.iqrPoints, {
      value: middle,
      sample: sprints.length,
      summary: `In the median ${percent(middle)} of the items committed to were Done in ${sprints.length} sprints (limit ${percent(limits.completedShare)}); the middle half spreads over ${Math.round(spread)} points (limit ${limits.iqrPoints}).${note}`,
      evidence: [...sprints].reverse().map((entry) => ({
        kind: 'sprint' as const,
        text: `${percent(entry.share)} of ${entry.committed} items Done`,
        key: entry.sprint.name,
        at: entry.sprint.completed,
      })),
    });
  },
});
