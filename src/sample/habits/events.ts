import type { Habit } from './habit.ts';
import { excused, habit } from './habit.ts';

/** Guards of the groups on the Daily Scrum, the Sprint Review and the Retrospective. */
export const EVENT_HABITS: Readonly<Record<string, readonly Habit[]>> = {
  'missing-daily-scrum': [
    excused('missing-daily-scrum', 'the team meets in chat and says so', {
      agreements: (agreements) => ({ ...agreements, dailyMode: 'async' }),
    }),
    habit('another name and time of day', {
      history: (draft) => {
        for (const event of draft.events)
          if (event.kind === 'daily') {
            event.title = 'Stand-up at the board';
            event.start += 5 * 3_600_000;
            event.end = event.start + 600_000;
          }
      },
    }),
  ],
  'missing-sprint-review': [
    habit('reviews under another name', {
      history: (draft) => {
        for (const event of draft.events) if (event.kind === 'review') event.title = 'Show & Tell';
      },
    }),
    excused('missing-sprint-review', 'no source could have shown a review', {
      history: (draft) => {
        draft.events = [];
        draft.eventSources = [];
      },
    }),
  ],
  'stakeholderless-sprint-review': [
    excused('stakeholderless-sprint-review', 'an invitation to a mailing list may reach others', {
      history: (draft) => {
        for (const event of draft.events)
          if (event.kind === 'review')
            event.attendees = [
              ...(event.attendees ?? []),
              { person: null, address: 'all@freshcart.example', group: true, answer: 'unknown' },
            ];
      },
    }),
  ],
  'missing-retrospective': [
    excused('missing-retrospective', 'no source could have shown a Retrospective', {
      history: (draft) => {
        draft.events = [];
        draft.eventSources = [];
        draft.unrecorded = { ...draft.unrecorded, improvementItems: ['PERMISSION_DENIED'] };
      },
    }),
  ],
  'abandoned-improvement-actions': [
    habit('actions dropped on purpose', { options: () => ({ improvements: 3, improvementsDone: 0.3 }) }),
  ],
};
