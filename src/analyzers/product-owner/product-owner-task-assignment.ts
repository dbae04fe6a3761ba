import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const productOwnerTaskAssignment = defineAnalyzer({
  id: 'product-owner-task-assignment',
  code: 'B4',
  group: 'product-owner',
  title: {
    detected: 'The Product Owner assigns work to Developers',
    clear: 'Developers take their work themselves',
    unknown: 'Cannot tell who assigns the work',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'assignedByProductOwnerShare',
    threshold: 0.25,
    unit: 'share of assignments',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignees: { default: 3, source: 'design default' },
    usedShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 20, of: 'assignments' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'NO_ASSIGNEES'],
  needs: ['roles', 'assigneeHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The PO assigns work to individual Developers.',
  why: '',
  logic: 'PO-made assignments to others / all assignments ≥ 25 %, to ≥ 3 distinct assignees.',
  guards: [
    'Handing back for acceptance (assignee = PO/QA by status) excluded',
    'Default-assignee automation removed',
    'Bug triage rota (label) excluded',
    'Assignment ≤10 min after that person commented “I’ll take it”.',
  ],
  coaching: {
    question: 'What happens if you leave it unassigned for two days?',
    next: 'Unassigned-until-pulled policy for one sprint.',
  },
  references: [
    'Guide: Scrum Teams “internally decide who does what, when, and how”',
    '“sole discretion of the Developers”',
    'S16.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
