import type { EventFacts, Window } from '../../facts/facts.ts';
import type { EventKind, ScrumEvent } from '../../history/team-history.ts';
import { DAY, HOUR } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { count, listing, oneDecimal, percent, sentence } from '../shared/words.ts';

export const eventTimeboxOverrun = defineAnalyzer({
  id: 'event-timebox-overrun',
  code: 'C5',
  group: 'scrum-master',
  title: {
    detected: 'Scrum events are planned longer than their timebox',
    clear: 'Scrum events are planned within their timebox',
    unknown: 'Cannot tell how long Scrum events are planned',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'overLimitShare',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    planningHours: { default: 8, source: 'The Scrum Guide 2020' },
    reviewHours: { default: 4, source: 'The Scrum Guide 2020' },
    retrospectiveHours: { default: 3, source: 'The Scrum Guide 2020' },
    dailyMinutes: { default: 15, source: 'The Scrum Guide 2020' },
    proRata: {
      default: 1.25,
      source: 'convention: planning 2 hours, review 1 hour, retrospective 45 minutes a sprint week',
    },
    minDailies: { default: 10, source: 'design default' },
  },
  minSample: { n: 3, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['events', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'full', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Scrum events are regularly scheduled longer than their timebox.',
  why: 'Long meetings tire people and take the time in which work gets done; the timebox keeps an event on what matters.',
  logic:
    'For each kind of event: the share of its occurrences in the calendar that are longer than the Scrum Guide allows (planning 8 hours, review 4, retrospective 3, Daily Scrum 15 minutes). Half or more of one kind make a finding: medium for planning, review and retrospective, low for the Daily Scrum. Longer than usual for the length of the sprint is only a remark.',
  guards: [
    'Only what is scheduled is known, never how long a meeting really took.',
    'A Daily Scrum in a slot of 30 minutes may be a default of the calendar: the finding asks.',
    'A meeting that combines events is shared between them.',
  ],
  coaching: {
    question: 'What do we decide in the last third?',
    next: 'Make the slot a quarter shorter for one sprint.',
  },
  references: [
    'The Scrum Guide 2020: Sprint Planning at most 8 hours, Sprint Review 4, Sprint Retrospective 3 for a one-month Sprint; Daily Scrum 15 minutes',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Absence of Timeboxed Meeting',
    'Survey of 35 anti-patterns with 42 respondents (yadda.icm.edu.pl): over-long daily meetings are common',
  ],
  analyze({ events, window }, limits) {
    if (!events.calendarConnected)
      return notObservable(
        ['NO_CALENDAR'],
        'No calendar is connected that shows how long events are scheduled.',
      );
    const boxes = timeboxes(events, window, limits).filter((box) => box.meetings.length > 0);
    const enough = boxes.filter(
      (box) => box.meetings.length >= (box.kind === 'daily' ? limits.minDailies : 3),
    );
    const most = Math.max(0, ...boxes.map((box) => box.meetings.length));
    if (enough.length === 0)
      return insufficientSample(
        null,
        most,
        `At most ${count(most, 'occurrence')} of one kind of event could be judged; 3 are needed, ${limits.minDailies} for the Daily Scrum.`,
      );
    const worst = enough.reduce((best, box) => (box.share > best.share ? box : best));
    const over = enough.filter((box) => box.share >= limits.overLimitShare);
    const long = over.some((box) => box.kind !== 'daily');
    const remark = proRataRemark(boxes, window, limits.proRata);
    return judged(over.length > 0, {
      value: worst.share,
      sample: worst.meetings.length,
      strength: 0.8,
      severity: long ? 'medium' : 'low',
      summary: `${sentence(listing(enough.map((box) => `${box.over.length === 0 ? 'none' : box.over.length} of ${box.meetings.length} ${box.name} are scheduled longer than ${box.limitText}${box.over.length === 0 ? '' : ` (${percent(box.share)})`}`)))}.${dailyRemark(over)}${remark}`,
      evidence: over
        .flatMap((box) => box.over)
        .sort((a, b) => b.start - a.start)
        .map((event) => ({
          kind: 'event' as const,
          text: `scheduled for ${minutesText(event)}`,
          key: event.title,
          at: event.start,
        })),
    });
  },
});

interface Timebox {
  readonly kind: EventKind;
  readonly name: string;
  readonly limitText: string;
  readonly meetings: readonly ScrumEvent[];
  readonly over: readonly ScrumEvent[];
  readonly share: number;
}

type Limits = Record<'planningHours' | 'reviewHours' | 'retrospectiveHours' | 'dailyMinutes', number>;

function timeboxes(events: EventFacts, window: Window, limits: Limits): readonly Timebox[] {
  const timed = (found: readonly ScrumEvent[]): readonly ScrumEvent[] =>
    found.filter((event) => event.source === 'calendar' && event.end !== null);
  const bySprint = (kind: EventKind): readonly ScrumEvent[] =>
    timed(
      window.sprints.flatMap((sprint) => {
        const found = events.of(kind, sprint);
        return found.state === 'found-strong' ? found.events : [];
      }),
    );
  const box = (
    kind: EventKind,
    name: string,
    limitText: string,
    hours: number,
    meetings: readonly ScrumEvent[],
  ): Timebox => {
    const over = meetings.filter((event) => lengthOf(event) > hours * HOUR);
    return {
      kind,
      name,
      limitText,
      meetings,
      over,
      share: meetings.length === 0 ? 0 : over.length / meetings.length,
    };
  };
  const dailies = window.sprints.flatMap((sprint) =>
    timed(events.occurrences('daily', sprint.start, sprint.completed)),
  );
  return [
    box(
      'planning',
      'Sprint Plannings',
      `${oneDecimal(limits.planningHours)} hours`,
      limits.planningHours,
      bySprint('planning'),
    ),
    box('daily', 'Daily Scrums', `${oneDecimal(limits.dailyMinutes)} minutes`, limits.dailyMinutes / 60, [
      ...new Set(dailies),
    ]),
    box(
      'review',
      'Sprint Reviews',
      `${oneDecimal(limits.reviewHours)} hours`,
      limits.reviewHours,
      bySprint('review'),
    ),
    box(
      'retrospective',
      'retrospectives',
      `${oneDecimal(limits.retrospectiveHours)} hours`,
      limits.retrospectiveHours,
      bySprint('retrospective'),
    ),
  ];
}

function lengthOf(event: ScrumEvent): number {
  return (event.end ?? event.start) - event.start;
}

function minutesText(event: ScrumEvent): string {
  const minutes = Math.round(lengthOf(event) / 60_000);
  return minutes % 60 === 0 ? count(minutes / 60, 'hour') : `${minutes} minutes`;
}

function dailyRemark(over: readonly Timebox[]): string {
  const daily = over.find((box) => box.kind === 'daily');
  const halfHours = daily?.over.filter((event) => lengthOf(event) === HOUR / 2).length ?? 0;
  return daily !== undefined && halfHours > daily.over.length / 2
    ? ' A slot of 30 minutes may be the calendar’s default: ask how long the Daily Scrum takes.'
    : '';
}

/** Usual hours for each week of a sprint: convention, not the Scrum Guide. */
const HOURS_PER_WEEK: Partial<Record<EventKind, number>> = { planning: 2, review: 1, retrospective: 0.75 };

function proRataRemark(boxes: readonly Timebox[], window: Window, factor: number): string {
  const weeks = Math.max(
    1,
    Math.round(median(window.sprints.map((sprint) => (sprint.end - sprint.start) / DAY)) / 7),
  );
  const long = boxes.filter((box) => {
    const usual = HOURS_PER_WEEK[box.kind];
    return (
      usual !== undefined &&
      box.over.length === 0 &&
      median(box.meetings.map(lengthOf)) > factor * usual * weeks * HOUR
    );
  });
  return long.length === 0
    ? ''
    : ` Longer than usual for sprints of ${count(weeks, 'week')}, and within the Scrum Guide: ${listing(long.map((box) => box.name))}.`;
}
