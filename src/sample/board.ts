import type { Status } from '../history/team-history.ts';

/** The sample team's board, from left to right. */
export const STATUS = {
  todo: 'todo',
  progress: 'progress',
  review: 'review',
  acceptance: 'acceptance',
  done: 'done',
} as const;

export const STATUSES: readonly Status[] = [
  column(STATUS.todo, 'To Do', 'todo', 0),
  column(STATUS.progress, 'In Progress', 'doing', 1),
  column(STATUS.review, 'Code Review', 'doing', 2),
  column(STATUS.acceptance, 'PO Review', 'doing', 3),
  column(STATUS.done, 'Done', 'done', 5),
];

export const PRIORITIES = ['Highest', 'High', 'Medium', 'Low', 'Lowest'] as const;
export type Priority = (typeof PRIORITIES)[number];

export function column(id: string, name: string, category: Status['category'], position: number): Status {
  return { id, name, category, position, idea: false, dropped: false };
}

export const TYPE = {
  story: 'Story',
  bug: 'Bug',
  spike: 'Spike',
  debt: 'Technical Debt',
  task: 'Task',
  epic: 'Epic',
  sub: 'Sub-task',
} as const;

/** Label of the improvement items that Retrospectives leave. */
export const IMPROVEMENT_LABEL = 'retro-action';
