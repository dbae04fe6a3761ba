import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

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
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'What is forecast at planning is seldom what is Done.',
  why: '',
  logic:
    'median of |C∩D|/|C| < 70 % (items) or IQR > 30 points; > 95 % in every one of ≥ 6 sprints is a note in the summary (“sandbagging or goal-free counting?”). Prefer Sprint-Goal-met if the team records it.',
  guards: [
    'Goal met with scope renegotiated is *success* – sprints whose goal-met flag is true are left out.',
  ],
  coaching: {
    question: 'Did we meet the goal – regardless of the list?',
    next: 'Record goal met yes/no.',
  },
  references: ['Guide forecasts', 'survey *Unfinished Tasks* most prevalent', 'vendor ranges.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
