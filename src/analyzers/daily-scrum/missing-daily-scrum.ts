import { HOUR } from '../../history/working-time.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable, reaches } from '../outcome.ts';
import { count, percent } from '../shared/words.ts';

export const missingDailyScrum = defineAnalyzer({
  id: 'missing-daily-scrum',
  code: 'F1',
  group: 'daily-scrum',
  title: {
    detected: 'No daily event is scheduled on working days',
    clear: 'A daily event is scheduled',
    unknown: 'Cannot tell whether the team meets daily',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'dailyShare',
    threshold: 0.8,
    unit: 'share of working days',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    maxMinutes: {
      default: 30,
      source: 'design default: twice the 15 minutes of the Scrum Guide 2020, the default slot of calendars',
    },
  },
  minSample: { n: 2, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'PERMISSION_DENIED', 'NOT_SCRUM', 'KEPT_ELSEWHERE'],
  needs: ['events', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'No daily event is scheduled on working days.',
  why: 'Meeting every day lets the Developers adapt their plan to what they learned yesterday; without it problems wait until somebody asks.',
  logic:
    'Working days of the sprints on which a Daily Scrum of at most 30 minutes is scheduled and not cancelled, as a share of all their working days. Less than 80 % makes a finding. None at all counts only in a calendar that could show it.',
  guards: [
    'Any format, name and time of day counts.',
    'Teams that meet in chat say so with `dailyMode: async` and are not judged.',
    'Holidays and weekends are no working days.',
  ],
  coaching: {
    question: 'How do we replan every 24 hours?',
    next: 'Meet for 15 minutes at the board and begin with the Sprint Goal.',
  },
  references: [
    'The Scrum Guide 2020: the Daily Scrum is a 15-minute event for the Developers, every working day of the Sprint',
    'S7: “host daily stand-up meetings to sync with development team progress and note any obstacles”',
  ],
  analyze({ events, window, clock, agreements }, limits) {
    const reasons: ReasonCode[] = [
      ...events.unseenFor('daily'),
      ...(agreements.dailyMode === 'async' ? (['KEPT_ELSEWHERE'] as const) : []),
    ];
    if (reasons.length > 0)
      return notObservable(
        reasons,
        agreements.dailyMode === 'async'
          ? 'The team declares that it holds its Daily Scrum in writing.'
          : 'No calendar could show a Daily Scrum.',
      );
    const sprints = window.sprints;
    const days = new Set(
      sprints
        .flatMap((sprint) => clock.workingDaysBetween(sprint.start, sprint.completed))
        .map((day) => clock.dateOf(day)),
    );
    const held = new Set<string>();
    for (const sprint of sprints) {
      for (const event of events.occurrences('daily', clock.startOfDay(sprint.start), sprint.completed)) {
        const short = event.end === null || event.end - event.start <= (limits.maxMinutes * HOUR) / 60;
        if (short && days.has(clock.dateOf(event.start))) held.add(clock.dateOf(event.start));
      }
    }
    const share = days.size === 0 ? 0 : held.size / days.size;
    if (sprints.length < 2)
      return insufficientSample(
        share,
        sprints.length,
        `${count(sprints.length, 'closed sprint')} could be judged, 2 are needed.`,
      );
    const without = [...days]
      .filter((day) => !held.has(day))
      .sort()
      .reverse();
    return judged(reaches(share, '<', limits.dailyShare), {
      value: share,
      sample: sprints.length,
      strength: 0.8,
      summary: `A Daily Scrum was scheduled on ${held.size} of ${days.size} working days in ${count(sprints.length, 'sprint')} (${percent(share)}).`,
      evidence: without.map((day) => ({
        kind: 'event' as const,
        text: `no Daily Scrum scheduled on ${day}`,
        key: null,
        at: Date.parse(`${day}T12:00:00Z`),
      })),
    });
  },
});
