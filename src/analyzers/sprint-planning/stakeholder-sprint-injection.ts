import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const stakeholderSprintInjection = defineAnalyzer({
  id: 'stakeholder-sprint-injection',
  code: 'E9',
  group: 'sprint-planning',
  title: {
    detected: 'People outside the Scrum Team put work into a running sprint',
    clear: 'Only the Scrum Team changes a running sprint',
    unknown: 'Cannot tell who puts work into a running sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: { name: 'injections', threshold: 3, unit: 'items', direction: '>=', source: 'design default' },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    addedShare: { default: 0.15, source: 'design default' },
    minAdded: { default: 10, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_ROSTER',
  ],
  needs: ['sprints', 'sprintHistory', 'roster', 'priorityHistory', 'assigneeHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'People outside the Scrum Team put work into a running sprint.',
  why: '',
  logic: '≥ 3 injections in ≥ 2 sprints, or ≥ 15 % of A (≥ 10 A) by outsiders.',
  guards: [
    'Support engineers/automation feeding an agreed expedite lane (label/swimlane) excluded',
    'Reporter ≠ injector (creating is fine).',
  ],
  coaching: {
    question: 'What did the requester believe would happen if they asked the PO?',
    next: 'Publish one intake path; SM talks with the requester.',
  },
  references: [
    'Guide: those wanting change “can do so by trying to convince the Product Owner”',
    'ScrumBut *Customer Caused Disruption*',
    'Theil “constant work interruptions”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
