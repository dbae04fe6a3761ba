import type { EventFacts } from '../../facts/facts.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { type EventSeries, eventSeries, missingNotes, seriesSummary } from '../shared/events.ts';
import { count, percent } from '../shared/words.ts';

export const missingRetrospective = defineAnalyzer({
  id: 'missing-retrospective',
  code: 'I1',
  group: 'retrospective',
  title: {
    detected: 'Retrospectives are missing or the first thing dropped',
    clear: 'Retrospectives are held',
    unknown: 'Cannot tell whether retrospectives are held',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'sprintsWithoutRetrospective',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    inARow: {
      default: 2,
      source: 'Telemaco et al., AS07, tolerated consecutive misses; value is a design default',
    },
    dispensable: { default: 2, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['events', 'wiki', 'improvementItems', 'sprints'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'full',
    wiki: 'full',
    csv: 'no',
  },
  window: 'sprints',
  what: 'No retrospective takes place, or it is the first thing dropped under pressure.',
  why: 'The retrospective is the only fixed time in which the team works on how it works; without it the same troubles come back every sprint.',
  logic:
    'A sprint counts when no retrospective was found from one working day before its end to three after: in a calendar, on a page, or as an item of the tracker. Half of the sprints or more, or two in a row, make a finding. Where retrospectives were cancelled or moved in two sprints or more that also finished less than the others, the evidence says so.',
  guards: [
    'A retrospective held in another tool counts when the calendar shows it.',
    'Nothing is said where no calendar, page or label could have shown a retrospective.',
  ],
  coaching: {
    question: 'What problem are we now used to?',
    next: 'Hold 30 minutes with one question and leave with one action.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Retrospective concludes the Sprint',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS07',
    'Wolpers: “#NoRetro”, “Dispensable buffer”',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, 2016: No Sprint Retrospective',
    'S9: “sprint retrospectives … conducted at the end of a sprint”',
  ],
  analyze({ events, window }, limits) {
    const unseen = events.unseenFor('retrospective');
    if (unseen.length > 0) return notObservable(unseen, 'No source could show a retrospective.');
    const series = eventSeries(events, 'retrospective', window.sprints);
    const n = series.sprints.length;
    if (n < 4)
      return insufficientSample(
        series.share,
        n,
        `${count(n, 'closed sprint')} could be judged, 4 are needed.`,
      );
    const dispensable = dispensableNote(series, events, limits.dispensable);
    return judged(series.share >= limits.sprintsWithoutRetrospective || series.longestRun >= limits.inARow, {
      value: series.share,
      sample: n,
      strength: series.strength,
      summary: `${seriesSummary(series, 'retrospective')}${series.longestRun > 1 ? ` The longest run without one is ${series.longestRun} sprints.` : ''}`,
      evidence: [...(dispensable === null ? [] : [dispensable]), ...missingNotes(series, 'retrospective')],
    });
  },
});

/** Cancelled or moved in some sprints, and those sprints finished a smaller share of their items than the others. */
function dispensableNote(series: EventSeries, events: EventFacts, atLeast: number): EvidenceNote | null {
  const disturbed = series.sprints.filter((evidence) => events.cancelledIn('retrospective', evidence.sprint));
  const others = series.sprints.filter((evidence) => !disturbed.includes(evidence));
  if (disturbed.length < atLeast || others.length === 0) return null;
  const [with_, without] = [mean(disturbed, events), mean(others, events)];
  if (with_ === null || without === null || with_ >= without) return null;
  return {
    kind: 'metric',
    text: `dispensable retrospective: cancelled or moved in ${disturbed.length} sprints, which finished ${percent(with_)} of their items against ${percent(without)} in the others`,
  };
}

function mean(evidence: EventSeries['sprints'], events: EventFacts): number | null {
  const shares = evidence.flatMap(({ sprint }) => events.completionOf(sprint) ?? []);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0) / shares.length;
}
