import type { Variation } from './variation.ts';
import { STATUS, IMPROVEMENT_LABEL } from '../board.ts';
import { DAY, HOUR } from '../hours.ts';
import { assignBy } from './product-owner.ts';
import { bases, changesOf, removeItems, someOf, startOf, windowStart } from './view.ts';

export const SCRUM_MASTER: Readonly<Record<string, Variation>> = {
  'scrum-master-task-assignment': {
    history: (draft, strength, context) =>
      assignBy(draft.items, context.cast.scrumMaster.id, 0.12 + 0.6 * strength, context),
  },

  'impediment-ageing': { options: (strength) => ({ blockedDays: 4 + 14 * strength }) },

  'hidden-impediments': {
    options: (strength) => ({ blocked: 0.35 + 0.5 * strength, blockedDays: 16 }),
    history: (draft) => {
      for (const item of bases(draft)) {
        const flags = changesOf(item, 'flagged');
        for (const [index, set] of flags.entries()) {
          if (set.to !== 'true') continue;
          const cleared = flags[index + 1]?.at ?? draft.readAt;
          item.comments = item.comments.filter(({ at }) => at < set.at || at > cleared);
        }
        item.changes = item.changes.filter(({ field }) => field !== 'flagged');
      }
    },
  },

  'scrum-master-board-administration': {
    history: (draft, strength, { cast }) => {
      const moves = bases(draft)
        .flatMap((item) =>
          changesOf(item, 'status').filter(({ to, by }) => to !== STATUS.done && by !== cast.productOwner.id),
        )
        .sort((a, b) => a.at - b.at);
      for (const change of someOf(moves, 0.4 + 0.6 * strength)) change.by = cast.scrumMaster.id;
    },
  },

  'event-timebox-overrun': {
    history: (draft, strength) => {
      const dailies = draft.events.filter(({ kind }) => kind === 'daily');
      for (const event of someOf(dailies, 0.45 + 0.55 * strength)) event.end = event.start + HOUR / 2;
    },
  },

  'event-attendance-gap': {
    history: (draft, strength, { cast }) => {
      const meetings = draft.events.filter(({ kind }) => kind === 'retrospective' || kind === 'review');
      for (const event of someOf(meetings, 0.4 + 0.6 * strength))
        event.attendees = (event.attendees ?? []).map((one) =>
          one.person === cast.productOwner.id ? { ...one, answer: 'declined' as const } : one,
        );
    },
  },

  'missing-team-improvement-focus': {
    history: (draft) => {
      const from = windowStart(draft) - 14 * DAY;
      removeItems(draft, (item) => {
        const begun = Math.max(item.created, startOf(item)?.at ?? item.created);
        return item.labels.includes(IMPROVEMENT_LABEL) && begun > from;
      });
    },
  },
};
