import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const scrumMasterTaskAssignment = defineAnalyzer({
  id: 'scrum-master-task-assignment',
  code: 'C1',
  group: 'scrum-master',
  title: {
    detected: 'The Scrum Master assigns work to Developers',
    clear: 'The Scrum Master leaves the assignment of work to the team',
    unknown: 'Cannot tell whether the Scrum Master assigns work',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'assignedByScrumMasterShare',
    threshold: 0.2,
    unit: 'share of assignments',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignees: { default: 3, source: 'design default' },
    subtaskShare: { default: 0.3, source: 'design default' },
    minSubtasks: { default: 15, source: 'design default' },
    clericalWeight: { default: 0.25, source: 'design default' },
    clericalMinutes: { default: 30, source: 'design default' },
    usedShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 20, of: 'assignments' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'OUTSIDE_SCOPE',
  ],
  needs: ['roles', 'assigneeHistory', 'hierarchy', 'events'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Scrum Master distributes work like a project manager.',
  why: '',
  logic:
    'SM-made assignments to others / all assignments ≥ 20 %, to ≥ 3 distinct assignees; or the SM creates ≥ 30 % of the sub-tasks assigned to others, of ≥ 15.',
  guards: [
    'Typing on the team’s behalf in planning/Daily (±30 min of event, ≥3 assignees in one session) counts 0.25',
    'Leave hand-overs',
    'Default-assignee automation',
    'Assignee had just volunteered in a comment.',
  ],
  coaching: {
    question: 'What stops the team from pulling?',
    next: 'SM steps out of the board for one sprint; Developers pull in the Daily.',
  },
  references: [
    'Guide self-management',
    '“Scrum Master as boss – assigning tasks and giving orders”',
    'Wolpers podcast “scrum masters assigning tasks to disempowered teams”',
    'Fragile “ScrumMasterAssigningTasks”',
    'S16.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
