import type { Variation } from './variation.ts';
import { IMPROVEMENT_LABEL } from '../board.ts';
import { DAY, at, midnight } from '../hours.ts';
import {
  affectedSprints,
  bases,
  changesOf,
  closedSprints,
  finishOf,
  finishedIn,
  moment,
  removeEvents,
  removeItems,
  someOf,
} from './view.ts';

/** Daily Scrum, Sprint Review and Retrospective. */
export const EVENTS: Readonly<Record<string, Variation>> = {
  'missing-daily-scrum': { options: (strength) => ({ dailies: Math.max(0, 0.75 - 0.7 * strength) }) },

  'stale-sprint-board': {
    history: (draft, strength) => {
      for (const sprint of affectedSprints(draft, 0.5 + 0.5 * strength)) {
        const days = [4, 11].map((offset) => at(midnight(sprint.start) + offset * DAY, 13.5));
        for (const item of bases(draft)) {
          const moves = changesOf(item, 'status', 'resolution').filter(
            ({ at: time }) => time >= sprint.start && time <= sprint.completed,
          );
          for (const [index, change] of moves.entries()) {
            const next = days.find((day) => day >= change.at) ?? (days[1] as number);
            change.at = next + index * 9000 + (item.created % 5_000_000);
          }
        }
      }
    },
  },

  'sprint-end-completion-cliff': {
    history: (draft, strength, { random }) => {
      for (const sprint of closedSprints(draft)) {
        const day = midnight(sprint.completed);
        for (const item of someOf(finishedIn(draft, sprint), 0.45 + 0.5 * strength)) {
          const done = finishOf(item);
          const day1 = random.chance(0.5) ? day : day - DAY;
          const time = moment(random, at(day1, 9.5), at(day1, 15.5));
          if (done === undefined || done.at >= time) continue;
          for (const change of changesOf(item, 'resolution')) if (change.at === done.at) change.at = time;
          done.at = time;
        }
      }
    },
  },

  'missing-sprint-review': {
    history: (draft, strength) =>
      removeEvents(draft, 'review', affectedSprints(draft, 0.4 + 0.6 * strength), 'end'),
  },

  'stakeholderless-sprint-review': {
    history: (draft, strength, { cast }) => {
      const outside = new Set(cast.stakeholders.map(({ id }) => id));
      const reviews = draft.events.filter(({ kind }) => kind === 'review').slice(-6);
      for (const event of reviews.slice(0, Math.round(6 * Math.min(1, 0.45 + 0.5 * strength))))
        event.attendees = (event.attendees ?? []).filter(({ person }) => !outside.has(person ?? ''));
    },
  },

  'review-without-adaptation': {
    history: (draft, strength) => {
      for (const sprint of affectedSprints(draft, 0.75 + 0.25 * strength)) {
        // From the review on a Friday until two working days later, with the weekend between.
        const from = at(midnight(sprint.completed), 12.5);
        const inside = (time: number): boolean => time >= from && time <= from + 5 * DAY;
        removeItems(draft, ({ labels, created }) => labels.includes(IMPROVEMENT_LABEL) && inside(created));
        for (const item of bases(draft)) {
          if (inside(item.created)) item.created -= 5 * DAY;
          item.changes = item.changes.filter(
            ({ field, at: time }) => !['rank', 'priority', 'description'].includes(field) || !inside(time),
          );
        }
      }
    },
  },

  'review-as-acceptance-gate': {
    history: (draft, strength, { random }) => {
      for (const sprint of closedSprints(draft)) {
        const day = midnight(sprint.completed);
        for (const item of someOf(finishedIn(draft, sprint), 0.35 + 0.55 * strength)) {
          const done = finishOf(item);
          if (done === undefined || done.at > at(day, 11)) continue;
          const time = moment(random, at(day, 11.5), at(day, 14.8));
          for (const change of changesOf(item, 'resolution')) if (change.at === done.at) change.at = time;
          done.at = time;
        }
      }
    },
  },

  'missing-retrospective': {
    options: (strength) => ({ lastWithoutRetrospective: Math.round(1.4 + 4 * strength) }),
  },

  'retrospective-without-actions': {
    history: (draft, strength) => {
      for (const { completed } of affectedSprints(draft, 0.45 + 0.55 * strength))
        removeItems(
          draft,
          ({ labels, created }) =>
            labels.includes(IMPROVEMENT_LABEL) && Math.abs(created - completed) < 5 * DAY,
        );
    },
  },

  'abandoned-improvement-actions': {
    options: (strength) => ({
      improvementsDone: Math.max(0.05, 0.75 - 0.8 * strength),
      improvementsDropped: false,
    }),
  },

  'recurring-retrospective-topic': {
    history: (draft, strength) => {
      const { wiki: _, ...unrecorded } = draft.unrecorded;
      draft.unrecorded = unrecorded;
      draft.eventSources = [...draft.eventSources, { kind: 'wiki', name: 'CHK', complete: false }];
      const retrospectives = draft.events.filter(({ kind }) => kind === 'retrospective');
      const repeated = Math.round(2 + 3 * strength);
      for (const [index, event] of retrospectives.entries()) {
        const last = retrospectives.length - index <= repeated;
        const own = OTHER_TOPICS[index % OTHER_TOPICS.length] as string;
        draft.events.push({
          ...event,
          id: `page-${event.id}`,
          source: 'wiki',
          end: null,
          text: last
            ? `${own}\n\nThe test system of the warehouse was down again and blocked our deliveries.`
            : own,
          key: `page-${index}`,
        });
      }
    },
    agreements: (agreements) => ({ ...agreements, retrospectiveTexts: true }),
  },
};

const OTHER_TOPICS = [
  'Lunch in the new canteen helped people from both floors to meet.',
  'Pairing on the basket page went well, Elena learned the pricing rules.',
  'Release notes were read by customer care before the calls came in.',
  'Our goal fitted on one card and everybody could repeat it.',
  'Estimates of payment stories were far apart until examples were written.',
  'Two interviews with commuters changed what we thought about lockers.',
  'Holiday cover worked because the rota was agreed in June.',
];
