import { DEVELOPER_HABITS } from './developers.ts';
import { EVENT_HABITS } from './events.ts';
import { FLOW_HABITS } from './flow.ts';
import type { Habit } from './habit.ts';
import { PRODUCT_BACKLOG_HABITS } from './product-backlog.ts';
import { ROLE_HABITS } from './roles.ts';
import { SPRINT_HABITS } from './sprints.ts';

/** For every rule the legitimate habits that its guards name and that a history can show. */
export const HABITS: Readonly<Record<string, readonly Habit[]>> = {
  ...ROLE_HABITS,
  ...DEVELOPER_HABITS,
  ...SPRINT_HABITS,
  ...EVENT_HABITS,
  ...PRODUCT_BACKLOG_HABITS,
  ...FLOW_HABITS,
};
