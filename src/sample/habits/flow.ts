import { changesOf, bases } from '../problems/view.ts';
import { excused, habit, type Habit } from './habit.ts';

/** Guards of the group on flow. */
export const FLOW_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'unreliable-sprint-forecast': [
    excused('unreliable-sprint-forecast', 'the goal was met with another scope', {
      history: (draft) => {
        for (const sprint of draft.sprints) if (sprint.state === 'closed') sprint.goalMet = true;
      },
    }),
  ],
  'unplanned-work-load': [
    habit('a lane of steady size for interruptions', {
      options: () => ({ addedPerSprint: 5, addedSwing: 0, planned: 8 }),
    }),
  ],
  'review-bottleneck': [
    excused('review-bottleneck', 'drafts are not waiting for a review', {
      history: (draft) => {
        draft.pullRequests = draft.pullRequests.map((pull) =>
          pull.reviews[0] === undefined ? pull : { ...pull, ready: pull.reviews[0].at - 3_600_000 },
        );
      },
    }),
  ],
  'unpredictable-cycle-time': [
    excused('unpredictable-cycle-time', 'kinds of items differ, each by itself is steady', {
      history: (draft) => {
        for (const item of bases(draft)) {
          const moves = changesOf(item, 'status');
          const [first, last] = [moves[0]?.at ?? 0, moves.at(-1)?.at ?? 0];
          item.type = last - first > 4 * 86_400_000 ? 'Spike' : 'Story';
        }
      },
    }),
  ],
};
