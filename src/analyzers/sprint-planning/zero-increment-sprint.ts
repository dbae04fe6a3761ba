import type { ClosedSprint, SprintScope, StatusFacts, Vocabulary } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear, insufficientSample, judged } from '../outcome.ts';
import { count, listing } from '../shared/words.ts';

export const zeroIncrementSprint = defineAnalyzer({
  id: 'zero-increment-sprint',
  code: 'E11',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints end with nothing Done',
    clear: 'Every sprint produces something Done',
    unknown: 'Cannot tell whether sprints produce anything Done',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'emptySprintsInARow',
    threshold: 2,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    minItems: { default: 3, source: 'design default' },
    lastStateShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory', 'types', 'releases'],
  requires: ['sprints', 'sprintHistory', 'statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'A sprint ends with nothing Done.',
  why: 'A sprint without anything Done gives stakeholders nothing to respond to, and the team no proof that its plan works.',
  logic:
    'A sprint with three or more items committed to counts when nothing was Done at its close, or only chores and tests. Two such sprints in a row make a finding.',
  guards: [
    'Where more than half of the items stand in the last state before Done, the mapping of that state is asked about instead.',
  ],
  coaching: {
    question: 'What is the smallest thing we could finish by Wednesday?',
    next: 'Slice one item so that it can be finished in two days, and start nothing else until it is.',
  },
  references: [
    'The Scrum Guide 2020: an Increment every Sprint',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS03 Iteration Without a Deliverable',
  ],
  baseRate:
    'Of the 1,156 sprints with three or more items, 39 % had nothing finished when 80 % of their time was over; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25). How many of them ended so is not in the data.',
  analyze({ window, sprintHistory, statusHistory, types, words }, limits) {
    const sized = window.sprints.filter(
      (sprint) => sprintHistory.scope(sprint).committed.length >= limits.minItems,
    );
    const typed = types.unseen.length === 0;
    const isEmpty = (sprint: ClosedSprint): boolean => {
      const { done } = sprintHistory.scope(sprint);
      return done.length === 0 || (typed && done.every((item) => !isVisible(item, words)));
    };
    const empty = sized.filter(isEmpty);
    const row = longestRun(sized, isEmpty);
    if (sized.length < 3) {
      return insufficientSample(
        row.length,
        sized.length,
        `${count(sized.length, 'closed sprint')} had ${limits.minItems} or more items, 3 are needed.`,
      );
    }
    const summary =
      empty.length === 0
        ? `Each of ${sized.length} sprints ended with something Done.`
        : `${empty.length} of ${sized.length} sprints ended without anything Done that a user could see (${listing(empty.map((sprint) => sprint.name))}); the longest row is ${row.length}, the limit is ${limits.emptySprintsInARow}.`;
    const waiting = row.filter((sprint) =>
      standsBeforeDone(sprint, sprintHistory.scope(sprint), statusHistory, limits.lastStateShare),
    );
    if (row.length >= limits.emptySprintsInARow && waiting.length > 0) {
      return clear({
        value: row.length,
        sample: sized.length,
        summary: `${summary} Most items stood in the last state before Done: if that state means Done to the team, map it so.`,
      });
    }
    return judged(row.length >= limits.emptySprintsInARow, {
      value: row.length,
      sample: sized.length,
      summary,
      evidence: [...row].reverse().map((sprint) => {
        const scope = sprintHistory.scope(sprint);
        return {
          kind: 'sprint' as const,
          text: `${scope.committed.length} items committed to, ${scope.done.length} Done`,
          key: sprint.name,
          at: sprint.completed,
        };
      }),
    });
  },
});

/** Chores, debt and tests change nothing that a user can see. */
function isVisible(item: Item, words: Vocabulary): boolean {
  const kind = words.kindOf(item);
  return kind === 'story' || kind === 'bug' || kind === 'support';
}

function longestRun(
  sprints: readonly ClosedSprint[],
  test: (sprint: ClosedSprint) => boolean,
): readonly ClosedSprint[] {
  let best: ClosedSprint[] = [];
  let run: ClosedSprint[] = [];
  for (const sprint of sprints) {
    run = test(sprint) ? [...run, sprint] : [];
    if (run.length >= best.length) best = run;
  }
  return best;
}

/** Whether most of the sprint's items stood at its close in the state furthest to the right that is not Done. */
function standsBeforeDone(
  sprint: ClosedSprint,
  scope: SprintScope,
  status: StatusFacts,
  share: number,
): boolean {
  const states = scope.committed
    .map((item) => status.statusAt(item, sprint.completed))
    .filter((state) => state !== null);
  const last = Math.max(
    ...states.filter((state) => state.category === 'doing').map((state) => state.position),
  );
  const waiting = states.filter(
    (state) => state.category === 'doing' && state.position === last && state.position > 0,
  );
  const others = states.filter((state) => state.category === 'doing' && state.position !== last);
  return (
    (waiting.length > 0 && others.length === 0 ? isFarRight(waiting[0]?.name ?? '') : true) &&
    waiting.length / Math.max(1, states.length) > share
  );
}

/** With a single state in progress, only its name tells that work in it is over. */
function isFarRight(name: string): boolean {
  return /ready (?:for|to) (?:release|deploy)|released?|deploy|accept|verified|closed|resolved|bereit|abgenommen/i.test(
    name,
  );
}
