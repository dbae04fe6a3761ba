import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const sprintOvercommitment = defineAnalyzer({
  id: 'sprint-overcommitment',
  code: 'E4',
  group: 'sprint-planning',
  title: {
    detected: 'The team repeatedly plans more than it has ever finished',
    clear: 'The team plans what it can finish',
    unknown: 'Cannot tell whether the team plans too much',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'overcommittedSprints',
    threshold: 3,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lastSprints: { default: 5, source: 'design default' },
    medianRatio: { default: 1.25, source: 'design default' },
    completion: { default: 0.8, source: 'design default' },
    baselineSprints: { default: 6, source: 'design default' },
  },
  minSample: { n: 5, of: 'closed sprints' },
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
  what: 'The team repeatedly plans more than it has ever finished.',
  why: '',
  logic:
    'in ≥ 3 of the last 5 sprints: |C| > the highest or > 1.25 × the median Done count of the up to 6 (at least 2) sprints before it, with completion of C < 80 %. Looks back at most 12 sprints.',
  guards: [
    'Stretch items labelled are excluded',
    'Capacity changes (team size ±20 %) normalise by active members.',
  ],
  coaching: {
    question: 'What did we know at planning that said this would not fit?',
    next: 'Plan to the median, keep next items ready.',
  },
  references: [
    'Guide: past performance/capacity inform forecasts',
    'LMS “no looking at previous velocity”',
    'Wolpers “110 % utilisation”',
    'survey: *Unfinished Tasks* most prevalent anti-pattern.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
