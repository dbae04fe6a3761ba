import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingTeamImprovementFocus = defineAnalyzer({
  id: 'missing-team-improvement-focus',
  code: 'C7',
  group: 'scrum-master',
  title: {
    detected: 'No item or page addresses how the team works',
    clear: 'The team works on how it works',
    unknown: 'Cannot tell whether the team works on how it works',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'improvementItems',
    threshold: 1,
    unit: 'items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['improvementItems', 'wiki', 'statusHistory', 'sprints'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'For several sprints no item, page or experiment addresses how the team works.',
  why: '',
  logic: 'fewer than 1 improvement item started in W.',
  guards: ['Improvements done without tickets → the team can suppress it with an end date.'],
  coaching: {
    question: 'What do we do differently than three months ago?',
    next: 'One improvement item per sprint.',
  },
  references: [
    'Guide “most impactful improvements are addressed as soon as possible … may even be added to the Sprint Backlog” (2020 softened this)',
    'Verwijs & Russo continuous improvement.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
