import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { eventSeries, missingNotes, seriesSummary } from '../shared/events.ts';
import { count } from '../shared/words.ts';

export const missingSprintReview = defineAnalyzer({
  id: 'missing-sprint-review',
  code: 'H1',
  group: 'sprint-review',
  title: {
    detected: 'Sprints end without a review',
    clear: 'Sprints end with a review',
    unknown: 'Cannot tell whether reviews are held',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutReview',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    inARow: { default: 2, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_CALENDAR', 'NO_WIKI', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['events', 'wiki', 'sprints'],
  requires: [],
  observable: { jira: 'no', linear: 'partial', github: 'no', calendar: 'full', wiki: 'full', csv: 'no' },
  window: 'sprints',
  what: 'Sprints end without a Sprint Review.',
  why: 'Without a review nobody outside the team sees the Increment while there is still time to change direction.',
  logic:
    'A sprint counts when no Sprint Review was found from two working days before its end to two after: in a calendar, on a page, or as an item of the tracker. Half of the sprints or more make a finding; two in a row make it a serious one.',
  guards: [
    'A review that several teams hold together counts for each of them.',
    'Demo, Show & Tell, System Demo and the names in eight languages count as reviews.',
    'Nothing is said where no calendar, page or item could have shown a review.',
  ],
  coaching: {
    question: 'Who last changed our backlog because of what they saw?',
    next: 'Hold a working session of 45 minutes with two stakeholders at the end of this sprint.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Review inspects the outcome of the Sprint with key stakeholders',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS10, Iteration Review Minute',
    'Wolpers: “There is no Sprint Review”',
    'S8: “sprint review event which serves to evaluate the outcomes of a given sprint”',
  ],
  analyze({ events, window }, limits) {
    const unseen = events.unseenFor('review');
    if (unseen.length > 0) return notObservable(unseen, 'No source could show a Sprint Review.');
    const series = eventSeries(events, 'review', window.sprints);
    const n = series.sprints.length;
    if (n < 4)
      return insufficientSample(
        series.share,
        n,
        `${count(n, 'closed sprint')} could be judged, 4 are needed.`,
      );
    return judged(series.share >= limits.sprintsWithoutReview, {
      value: series.share,
      sample: n,
      strength: series.strength,
      severity: series.longestRun >= limits.inARow ? 'high' : 'medium',
      summary: seriesSummary(series, 'Sprint Review'),
      evidence: missingNotes(series, 'Sprint Review'),
    });
  },
});
