import { bySnapshots, EVENTS_ELSEWHERE, no, partly, yes, type Records } from '../records.ts';

/** What GitHub keeps whatever the sprints are made from (apis: timeline items, Projects fields, issue fields). */
const COMMON = {
  ...EVENTS_ELSEWHERE,
  items: yes('issues; pull requests apart'),
  changes: yes('the timeline, with the person'),
  statusHistory: yes('closing and opening, and the board’s status field'),
  assigneeHistory: yes('the first of several assignees'),
  rankHistory: bySnapshots('moves on the board leave no trace', 'NO_RANK_HISTORY'),
  priorityHistory: partly(
    'where a label or an issue field of the organisation holds the priority, not where a field of the board does',
    'NO_RANK_HISTORY',
  ),
  descriptionHistory: yes('with the earlier texts'),
  estimateHistory: bySnapshots(
    'a field of the board keeps no history; an issue field of the organisation does',
    'NO_ESTIMATES',
  ),
  order: yes('the order of the board', 'NO_ORDER'),
  sprints: yes('milestones with a due date'),
  goals: yes('README of the board, pinned issues, open milestones that are no sprints'),
  roadmap: partly('milestones that are no sprints'),
  hierarchy: yes('sub-issues'),
  areas: partly('labels; GitHub has no components'),
  types: yes('issue types'),
  estimates: yes('a number field of the board or an issue field', 'NO_ESTIMATES'),
  acceptanceCriteria: partly('in the body; there is no field of its own'),
  checklists: yes('task lists in the body'),
  boardStates: yes('the board’s status field; without a board open and closed'),
  links: partly('blocked by, blocking and duplicates; a mention is no link'),
  comments: yes(),
  events: partly('discussions that are named after an event; calendars show the rest'),
  roles: no('GitHub knows permissions, no accountabilities'),
  roster: no('who belongs to the team is inferred or declared'),
  pullRequests: yes('with reviews'),
  releases: yes(),
  improvementItems: yes('by their labels'),
  customerSignals: partly('reactions'),
  updates: yes('status updates of the board and announcements among the discussions'),
} as const;

export const GITHUB_MILESTONE_RECORDS: Records = {
  ...COMMON,
  sprintHistory: yes(),
  sprintGoals: partly('in the milestone’s description; only as it stands now', 'NO_GOAL_FIELD'),
};

export const GITHUB_ITERATION_RECORDS: Records = {
  ...COMMON,
  sprints: partly('iterations of the board, in whole days'),
  sprintHistory: bySnapshots('changes of an iteration leave no trace', 'NO_ITERATION_HISTORY'),
  sprintGoals: bySnapshots(
    'an iteration has no goal; a pinned issue called Sprint Goal holds that of the one that runs',
    'NO_GOAL_FIELD',
  ),
};
