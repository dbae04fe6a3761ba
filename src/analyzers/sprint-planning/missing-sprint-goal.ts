import type { ClosedSprint } from '../../facts/facts.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { gateByRecurrence } from '../shared/recurrence.ts';
import { count } from '../shared/words.ts';

export const missingSprintGoal = defineAnalyzer({
  id: 'missing-sprint-goal',
  code: 'E1',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints run without a Sprint Goal',
    clear: 'Sprints have a Sprint Goal',
    unknown: 'Cannot tell whether sprints have a goal',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: true,
  primary: {
    name: 'sprintsWithoutGoal',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    chars: { default: 15, source: 'Telemaco et al., AS04, parameter Min Length; value is a design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_GOAL_FIELD', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_GOAL_LOCATION'],
  needs: ['sprints', 'sprintGoals', 'wiki'],
  requires: ['sprints', 'sprintGoals'],
  observable: {
    jira: 'full',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Sprints run without a Sprint Goal.',
  why: 'Without a goal a sprint is a list of tasks: nobody can say what may be dropped when things change, and the review has no question to answer.',
  logic:
    'A sprint counts when its goal is empty, shorter than 15 characters or just repeats the sprint’s name or number. Half of the judged sprints (four or more judged), or two of the last three, make a finding.',
  guards: ['A goal written on a planning page of the wiki counts.'],
  coaching: {
    question: 'If only one thing could be true by the review, what is it?',
    next: 'The Product Owner proposes one sentence that says why; the team edits it in planning.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Goal is the commitment of the Sprint Backlog',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS04 Goals Not Defined or Poorly Defined (minimum length)',
  ],
  analyze({ window, sprintGoals }, limits) {
    const sprints = window.sprints;
    const without = (sprint: ClosedSprint): boolean =>
      isTrivial(sprintGoals.goalOf(sprint), sprint, limits.chars);
    const missing = sprints.filter(without);
    const share = sprints.length === 0 ? 0 : missing.length / sprints.length;
    if (sprints.length < 3) {
      return insufficientSample(
        share,
        sprints.length,
        `${count(sprints.length, 'closed sprint')} could be judged, 3 are needed.`,
      );
    }
    const gate = gateByRecurrence(sprints, without, {
      share: limits.sprintsWithoutGoal,
      recentHits: limits.recentHits,
      recentSprints: limits.recentSprints,
      fullSeveritySprints: limits.fullSeveritySprints,
    });
    return judged(gate.state === 'detected', {
      value: share,
      sample: sprints.length,
      strength: sprintGoals.strength,
      ...(gate.atMostMedium ? { atMost: 'medium' as const } : {}),
      summary: summary(sprints, missing, limits.chars),
      evidence: [...missing].reverse().map((sprint) => ({
        kind: 'sprint' as const,
        text:
          sprintGoals.goalOf(sprint) === null
            ? 'no goal'
            : 'the goal is too short or repeats the name of the sprint',
        key: sprint.name,
        at: sprint.start,
      })),
    });
  },
});

/** Too short to say why, or nothing but the sprint's name or number. */
function isTrivial(goal: string | null, sprint: ClosedSprint, chars: number): boolean {
  if (goal === null || goal.trim().length < chars) return true;
  const plain = goal.trim().toLowerCase();
  return plain === sprint.name.trim().toLowerCase() || /^\D{0,20}\d+$/.test(plain);
}

function summary(sprints: readonly ClosedSprint[], missing: readonly ClosedSprint[], chars: number): string {
  const withGoal = [...sprints].reverse().find((sprint) => !missing.includes(sprint));
  if (missing.length === 0) return `All ${sprints.length} sprints had a goal of ${chars} characters or more.`;
  const latest = withGoal === undefined ? '' : `; the latest with one was ${withGoal.name}`;
  return `${missing.length} of ${sprints.length} sprints had no goal of ${chars} characters or more${latest}.`;
}
