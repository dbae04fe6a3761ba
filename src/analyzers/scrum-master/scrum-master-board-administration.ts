import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const scrumMasterBoardAdministration = defineAnalyzer({
  id: 'scrum-master-board-administration',
  code: 'C4',
  group: 'scrum-master',
  title: {
    detected: 'The board is kept by the Scrum Master or Product Owner instead of the Developers',
    clear: 'Developers keep their own board',
    unknown: 'Cannot tell who keeps the board',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'movedByOthersShare',
    threshold: 0.4,
    unit: 'share of transitions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 40, of: 'transitions' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'AUTOMATED',
  ],
  needs: ['roles', 'statusHistory', 'assigneeHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The SM (or PO) moves other people’s cards; the board is a report, not the team’s plan.',
  why: '',
  logic: 'SM/PO-made transitions on others’ items ≥ 40 % of all.',
  guards: [
    'PR-merge automation excluded',
    'Acceptance transitions by PO excluded',
    'Transitions within ±20 min of the Daily are not counted.',
  ],
  coaching: {
    question: 'For whom is this board?',
    next: 'Developers update during Daily.',
  },
  references: [
    'Guide: Sprint Backlog is “a plan by and for the Developers”',
    'Wolpers agile-manager patterns (burndown upkeep, individual indicators).',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
