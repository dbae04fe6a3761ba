import type { ClosedSprint, SprintFacts, StatusFacts } from '../../facts/facts.ts';
import { DAY, type WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { count, listing, workingDays } from '../shared/words.ts';

export const irregularSprintCadence = defineAnalyzer({
  id: 'irregular-sprint-cadence',
  code: 'E10',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints vary in length, run over, or leave gaps',
    clear: 'Sprints keep their rhythm',
    unknown: 'Cannot tell whether sprints keep their rhythm',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'irregularSprints',
    threshold: 2,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lengthDays: { default: 1, source: 'design default' },
    lengthShare: { default: 0.1, source: 'design default, after Telemaco et al., AS08, Tolerance of Change' },
    lateCloseDays: { default: 1, source: 'design default' },
    lateTransitions: { default: 0.05, source: 'design default' },
    gapDays: { default: 2, source: 'design default' },
    overlapDays: { default: 1, source: 'design default' },
    maxDays: { default: 31, source: 'The Scrum Guide 2020: one month or less' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_SPRINTS', 'PERMISSION_DENIED', 'NOT_SCRUM'],
  needs: ['sprints', 'statusHistory'],
  requires: ['sprints'],
  observable: { jira: 'full', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Sprint length varies, sprints are extended, gaps or overlaps appear, or exceed one month.',
  why: 'A steady rhythm makes results comparable and lets stakeholders rely on a date; a moving one hides whether plans work.',
  logic:
    'A sprint counts when its planned length differs from the usual one by more than a working day and 10 %, when it was closed more than a working day late, when it began more than two working days after the one before, when it overlaps another sprint of the same board by more than a day, or when it is longer than 31 calendar days. Two such sprints in the window make a finding.',
  guards: [
    'Holidays and weekends are no working days.',
    'A pause between sprints that the tracker plans is not counted.',
    'Boards that several teams share are not checked for overlaps.',
    'A sprint closed late while hardly anything moved was closed late by oversight and does not count.',
  ],
  coaching: {
    question: 'What were we waiting for on the last day?',
    next: 'Close the sprint on its day and inspect what is unfinished.',
  },
  references: [
    'The Scrum Guide 2020: Sprints are fixed length events of one month or less',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS08, Iterations with Different Duration, Long Break Between Iterations, Concurrent Iterations',
  ],
  baseRate:
    '3 % of the sprints were longer than 31 days; the median was 14 days; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25).',
  analyze({ window, sprints, statusHistory, clock }, limits) {
    const judgedSprints = window.sprints;
    const usual = median(judgedSprints.map((sprint) => clock.days(sprint.start, sprint.end)));
    const flaws = new Map(
      judgedSprints.map((sprint) => [
        sprint,
        flawsOf(sprint, usual, { sprints, statusHistory, clock }, limits),
      ]),
    );
    const irregular = judgedSprints.filter((sprint) => (flaws.get(sprint) ?? []).length > 0);
    if (judgedSprints.length < 3) {
      return insufficientSample(
        irregular.length,
        judgedSprints.length,
        `${count(judgedSprints.length, 'closed sprint')} could be judged, 3 are needed.`,
      );
    }
    const tooLong = judgedSprints.some((sprint) => (sprint.end - sprint.start) / DAY > limits.maxDays);
    const cooldown =
      sprints.cooldownDays > 0
        ? ` The planned pause of ${count(sprints.cooldownDays, 'day')} between sprints is not counted.`
        : '';
    const named = irregular.length === 0 ? '' : `: ${listing(irregular.map((sprint) => sprint.name))}`;
    return judged(irregular.length >= limits.irregularSprints, {
      value: irregular.length,
      sample: judgedSprints.length,
      ...(tooLong ? { severity: 'high' as const } : {}),
      summary: `${irregular.length === 0 ? `No sprint of ${judgedSprints.length}` : `${irregular.length} of ${judgedSprints.length} sprints`} ${irregular.length <= 1 ? 'was' : 'were'} irregular${named}; the usual length is ${workingDays(usual)} of work.${cooldown}`,
      evidence: [...irregular].reverse().map((sprint) => ({
        kind: 'sprint' as const,
        text: listing(flaws.get(sprint) ?? []),
        key: sprint.name,
        at: sprint.start,
      })),
    });
  },
});

interface Seen {
  readonly sprints: SprintFacts;
  readonly statusHistory: StatusFacts;
  readonly clock: WorkingTime;
}

type Limits = Record<
  'lengthDays' | 'lengthShare' | 'lateCloseDays' | 'lateTransitions' | 'gapDays' | 'overlapDays' | 'maxDays',
  number
>;

function flawsOf(sprint: ClosedSprint, usual: number, seen: Seen, limits: Limits): string[] {
  const { clock } = seen;
  const flaws: string[] = [];
  const length = clock.days(sprint.start, sprint.end);
  const deviation = Math.abs(length - usual);
  if (deviation > limits.lengthDays && deviation > limits.lengthShare * usual)
    flaws.push(`planned for ${workingDays(length)} of work`);
  const late = clock.days(sprint.end, sprint.completed);
  if (late > limits.lateCloseDays && !isOversight(sprint, seen, limits))
    flaws.push(`closed ${workingDays(late)} late`);
  const gap = gapBefore(sprint, seen);
  if (gap > limits.gapDays) flaws.push(`began ${workingDays(gap)} after the sprint before`);
  const overlap = overlapOf(sprint, seen);
  if (overlap > limits.overlapDays) flaws.push(`overlapped another sprint by ${workingDays(overlap)}`);
  if ((sprint.end - sprint.start) / DAY > limits.maxDays) flaws.push('longer than a month');
  return flaws;
}

/** Hardly any of the sprint's moves happened after its planned end: nobody had closed it. */
function isOversight(sprint: ClosedSprint, { statusHistory, sprints }: Seen, limits: Limits): boolean {
  if (statusHistory.unseen.length > 0) return false;
  const moves = sprints.movesOf(sprint);
  return (
    moves.length === 0 || moves.filter((at) => at > sprint.end).length / moves.length < limits.lateTransitions
  );
}

/** Working days between the latest close before and this start, less the pause that the tracker plans. */
function gapBefore(sprint: ClosedSprint, { sprints, clock }: Seen): number {
  const before = sprints.closed.filter((other) => other.start < sprint.start && other.board === sprint.board);
  if (before.length === 0) return 0;
  const close = Math.max(...before.map((other) => other.completed));
  return clock.days(close + sprints.cooldownDays * DAY, sprint.start);
}

/** The longest overlap with an earlier sprint of the same, unshared board; 0 where boards are unknown. */
function overlapOf(sprint: ClosedSprint, { sprints, clock }: Seen): number {
  if (sprints.sharedBoard || sprint.board === null) return 0;
  const before = sprints.closed.filter(
    (other) => other !== sprint && other.board === sprint.board && isBefore(other, sprint),
  );
  return Math.max(
    0,
    ...before.map((other) => clock.days(sprint.start, Math.min(other.completed, sprint.completed))),
  );
}

function isBefore(a: ClosedSprint, b: ClosedSprint): boolean {
  return a.start < b.start || (a.start === b.start && a.id < b.id);
}
