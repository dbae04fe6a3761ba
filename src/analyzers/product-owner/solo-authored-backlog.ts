import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const soloAuthoredBacklog = defineAnalyzer({
  id: 'solo-authored-backlog',
  code: 'B7',
  group: 'product-owner',
  title: {
    detected: 'Items reach the sprint without any contribution from Developers',
    clear: 'Developers contribute to items before the sprint',
    unknown: 'Cannot tell whether Developers contribute to the backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'soloShare',
    threshold: 0.6,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'SHARED_ACCOUNT',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['roles', 'comments', 'changes', 'descriptionHistory', 'sprints', 'sprintHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'full', calendar: 'partial', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items reach the sprint without any Developer contribution.',
  why: '',
  logic:
    'share of C items with zero Developer contribution before start ≥ 60 %, and no refinement event found in W.',
  guards: [
    'Verbal refinement with PO typing',
    'Ensemble estimation entered by one person',
    'A refinement event in the calendar → clear, with a note.',
  ],
  coaching: {
    question: 'Which item changed because a Developer spoke?',
    next: '3-amigos on the top 5 items.',
  },
  references: [
    'S4',
    'Guide: Developers are “responsible for the sizing”, refinement by the team',
    'Verwijs & Russo refinement',
    'QUS “conversation” part of a story.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
