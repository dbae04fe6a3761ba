import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const preAssignedSprintBacklog = defineAnalyzer({
  id: 'pre-assigned-sprint-backlog',
  code: 'D1',
  group: 'developers',
  title: {
    detected: 'The sprint backlog is divided among people when the sprint starts',
    clear: 'Developers take items as the sprint goes on',
    unknown: 'Cannot tell when and by whom items are assigned',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'assignedAtStartShare',
    threshold: 0.8,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignedByOthersShare: { default: 0.6, source: 'design default' },
    automationShare: { default: 0.5, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 15, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_ASSIGNEES',
    'AUTOMATED',
  ],
  needs: ['assigneeHistory', 'sprints', 'sprintHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The sprint backlog is carved up per person before or at sprint start.',
  why: '',
  logic:
    '≥ 80 % of C assigned at start and ≥ 60 % of those assignments by someone other than the assignee (any role).',
  guards: [
    'Carried-over items keep their assignee → exclude K',
    'Self-assignment in planning is legitimate pull → needs the 60 % clause.',
  ],
  coaching: {
    question: 'What would we swarm on if names were removed?',
    next: 'Start sprint with only first items assigned.',
  },
  references: [
    'S16',
    'Guide “internally decide who does what, when”',
    'Wolpers/Theil “task assignments”, FourWeekMBA “pre-assigned tickets (making individuals work in isolation)”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
