import type { GoalText } from '../../history/team-history.ts';
import { CONFIGURED_GOAL } from '../../facts/goals.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { judged, notObservable } from '../outcome.ts';
import { metricNote } from '../shared/evidence.ts';
import { count, percent } from '../shared/words.ts';

/** A month as the twelfth of a year, in days. */
const MONTH = 365.25 / 12;

export const missingProductGoal = defineAnalyzer({
  id: 'missing-product-goal',
  code: 'B3',
  group: 'product-owner',
  title: {
    detected: 'No current Product Goal is visible',
    clear: 'A Product Goal is visible',
    unknown: 'Cannot tell whether there is a Product Goal',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'goalTexts', threshold: 1, unit: 'texts', direction: '<', source: 'design default' },
  thresholds: {
    chars: { default: 40, source: 'design default' },
    months: { default: 12, source: 'design default' },
  },
  minSample: { n: 1, of: 'locations' },
  shareTest: false,
  reasons: ['NO_WIKI', 'PERMISSION_DENIED', 'NO_GOAL_LOCATION'],
  needs: ['goals', 'wiki', 'hierarchy'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'now',
  what: 'No current Product Goal is visible for the Product Backlog to serve.',
  why: 'Without a goal every item is equally right, and the order of the backlog follows whoever asked last.',
  logic:
    'The places that can hold a Product Goal are read: the configuration, items typed or labelled as goals, initiatives and projects, the project’s own page, a connected wiki. Where none holds a text of at least 40 characters that was changed within twelve months, a finding is made.',
  guards: [
    'A goal kept in slides or another tool counts when the configuration names or links it.',
    'An empty description of a project proves nothing where nothing else could hold the goal.',
  ],
  coaching: {
    question: 'What will be different for users when we can stop this backlog?',
    next: 'Write the Product Goal in one sentence and pin it where the team plans.',
    whenFine: 'How does the Product Goal help you say no?',
  },
  references: [
    'The Scrum Guide 2020: the Product Goal is the commitment of the Product Backlog; the Product Owner is accountable for developing and explicitly communicating it',
    'Product Manager HQ: Scrum Master vs Product Owner: drafting up the product strategy',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS04 “goals of the project … not defined”',
  ],
  analyze({ goals, wiki, hierarchy, asOf }, limits) {
    if (goals.locations < 1)
      return notObservable(
        [...goals.unseen, 'NO_GOAL_LOCATION', ...wiki.unseen],
        'There is no place in the data that could hold a Product Goal.',
      );
    const isLong = (goal: GoalText): boolean =>
      goal.where === CONFIGURED_GOAL || goal.text.trim().length >= limits.chars;
    const months = (goal: GoalText): number => (asOf - goal.updated) / DAY / MONTH;
    const current = goals.texts.filter((goal) => isLong(goal) && months(goal) <= limits.months);
    const orphans =
      hierarchy.unseen.length === 0
        ? [metricNote(`${percent(1 - hierarchy.usedShare)} of the items belong to no epic or other parent`)]
        : [];
    return judged(current.length < limits.goalTexts, {
      value: current.length,
      sample: goals.locations,
      summary: `${count(current.length, 'text')} of at least ${limits.chars} characters from the last ${limits.months} months in ${count(goals.locations, 'place')} that can hold a Product Goal.`,
      evidence: [...goals.texts.filter((goal) => !current.includes(goal)).map(passedOver), ...orphans],
    });

    function passedOver(goal: GoalText): EvidenceNote {
      const text = isLong(goal)
        ? `${goal.where}: last changed ${Math.floor(months(goal))} months ago`
        : `${goal.where}: a text of ${count(goal.text.trim().length, 'character')}`;
      return { kind: 'goal', text, at: goal.updated };
    }
  },
});
