import type { Instant } from '../../history/team-history.ts';
import type { Draft, DraftItem } from '../draft.ts';
import { inSprintAt, startOf } from './view.ts';

/** Whether the item was begun or stood in a Sprint that ran at that time. */
export function inRunningOrStarted(draft: Draft, item: DraftItem, time: Instant): boolean {
  if ((startOf(item)?.at ?? Number.POSITIVE_INFINITY) <= time) return true;
  return draft.sprints.some(
    ({ id, start, end }) =>
      start !== null &&
      end !== null &&
      start - 3 * 3_600_000 <= time &&
      time <= end &&
      inSprintAt(item, id, time),
  );
}
