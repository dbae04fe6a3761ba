import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { metricNote, periodNote } from '../shared/evidence.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal } from '../shared/words.ts';

/** People with fewer days on which they changed something are passing by (card A9). */
const DRIVE_BY_DAYS = 3;

export const oversizedScrumTeam = defineAnalyzer({
  id: 'oversized-scrum-team',
  code: 'A9',
  group: 'role-clarity',
  title: {
    detected: 'More people work in the team than one Scrum Team can coordinate',
    clear: 'The team has a size that one Scrum Team can coordinate',
    unknown: 'Cannot tell how many people work in the team',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'activeMembers',
    threshold: 10,
    unit: 'people',
    direction: '>',
    source: 'The Scrum Guide 2020: typically 10 or fewer people',
  },
  thresholds: {
    medium: { default: 14, source: 'design default' },
    listed: { default: 15, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roster', 'changes'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'More people work in the team than one Scrum Team can coordinate.',
  why: 'Every further person adds conversations to hold; smaller teams communicate better and are more productive.',
  logic: 'Median number of active members per period, or the number of members on the team’s list.',
  guards: [
    'People who changed something on fewer than three days pass by and are left out.',
    'A board that holds several teams is judged only where a team field or a list of members tells them apart.',
  ],
  coaching: {
    question: 'Who does not need to be at our Daily Scrum?',
    next: 'Propose a split into two teams that share the Product Goal, the Product Backlog and the Product Owner.',
  },
  references: [
    'The Scrum Guide 2020: a Scrum Team is typically 10 or fewer people',
    'Telemaco and others 2020: A catalogue of agile smells (IEEE Access 8): large development team',
  ],
  analyze({ roster, changes, window, clock }, limits) {
    if (roster.spansTeams)
      return notObservable(
        ['OUTSIDE_SCOPE'],
        'The board holds several teams, and neither a team field nor a list of members tells them apart.',
      );
    const days = new Map<string, Set<string>>();
    for (const { by, at } of changes.between(window.from ?? 0, window.to ?? 0)) {
      if (by === null) continue;
      const seen = days.get(by);
      if (seen === undefined) days.set(by, new Set([clock.dateOf(at)]));
      else seen.add(clock.dateOf(at));
    }
    // Somebody for whom others move the cards has no days of their own and belongs to the team all the same.
    const passesBy = (person: string): boolean => {
      const own = days.get(person)?.size ?? 0;
      return own > 0 && own < DRIVE_BY_DAYS;
    };
    const sizes = window.periods
      .map((period) => ({
        period,
        size: roster.activeMembers(period).filter((person) => !passesBy(person)).length,
      }))
      .filter((one) => one.size > 0);
    const middle = sizes.length === 0 ? null : median(sizes.map((one) => one.size));
    if (middle === null || sizes.length < 3)
      return insufficientSample(
        middle,
        sizes.length,
        `${count(sizes.length, 'period')} with active members: too few to judge (3).`,
      );
    const isListedLarge = roster.listed !== null && roster.listed >= limits.listed;
    const listed = roster.listed === null ? '' : `; ${count(roster.listed, 'member')} on the team's list`;
    return judged(middle > limits.activeMembers || isListedLarge, {
      value: middle,
      sample: sizes.length,
      ...(middle > limits.medium ? { severity: 'medium' as const } : {}),
      summary: `A median of ${oneDecimal(middle)} active members over ${count(sizes.length, 'period')}${listed}.`,
      evidence: [
        ...sizes
          .filter((one) => one.size > limits.activeMembers)
          .map((one) => periodNote(one.period, `${one.size} active members`)),
        ...(isListedLarge ? [metricNote(`${count(roster.listed ?? 0, 'member')} on the team's list`)] : []),
      ],
    });
  },
});
