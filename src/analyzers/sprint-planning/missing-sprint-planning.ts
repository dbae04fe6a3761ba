import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { eventSeries, missingNotes, seriesSummary } from '../shared/events.ts';
import { count } from '../shared/words.ts';

export const missingSprintPlanning = defineAnalyzer({
  id: 'missing-sprint-planning',
  code: 'E6',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints start without a recognisable planning',
    clear: 'Sprints start with a planning',
    unknown: 'Cannot tell whether sprints are planned',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutPlanning',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    burstEvents: {
      default: 5,
      source: 'design default: five acts in one session are more than a correction',
    },
    burstHours: { default: 48, source: 'design default: the window of rules §3' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'AUTOMATED',
  ],
  needs: ['events', 'wiki', 'sprints', 'sprintHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'full',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Sprints start without a recognisable Sprint Planning.',
  why: 'Without a common planning the sprint has no shared reason: people start on different things and find out late that they do not fit together.',
  logic:
    'A sprint counts as planned when a Sprint Planning stands in the calendar or a planning page was written from two working days before its start to one after, or when one person added, estimated or assigned five items or more in one go within 48 hours of the start. Half of the sprints or more without any of these make a finding.',
  guards: [
    'Items that only roll over from the sprint before are not taken for planning.',
    'Names in eight languages are recognised, and the titles that the configuration adds.',
    'Teams that plan continuously can accept this finding until a date of their choice.',
  ],
  coaching: {
    question: 'When did we agree on why this sprint matters?',
    next: 'Hold one Sprint Planning of 60 minutes with three topics: why, what, how.',
  },
  references: [
    'The Scrum Guide 2020: Sprint Planning initiates the Sprint by laying out the work to be performed',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS05',
    'S10: “sprint plannings where the product team defines what can be delivered in the following sprint”',
  ],
  analyze({ events, window }, limits) {
    const unseen = events.unseenFor('planning');
    if (unseen.length > 0) return notObservable(unseen, 'No source could show a Sprint Planning.');
    const series = eventSeries(
      events,
      'planning',
      window.sprints,
      (evidence) =>
        evidence.state === 'found-strong' ||
        events.planningActivity(evidence.sprint, limits.burstHours) >= limits.burstEvents,
    );
    const n = series.sprints.length;
    if (n < 4)
      return insufficientSample(
        series.share,
        n,
        `${count(n, 'closed sprint')} could be judged, 4 are needed.`,
      );
    return judged(series.share >= limits.sprintsWithoutPlanning, {
      value: series.share,
      sample: n,
      strength: series.strength,
      summary: seriesSummary(series, 'Sprint Planning'),
      evidence: missingNotes(series, 'Sprint Planning'),
    });
  },
});
