import type { ClosedSprint, SprintScope, StatusFacts } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { activePeople, atPresentSize } from '../shared/capacity.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal, percent } from '../shared/words.ts';

export const sprintOvercommitment = defineAnalyzer({
  id: 'sprint-overcommitment',
  code: 'E4',
  group: 'sprint-planning',
  title: {
    detected: 'The team repeatedly plans more than it has ever finished',
    clear: 'The team plans what it can finish',
    unknown: 'Cannot tell whether the team plans too much',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'overcommittedSprints',
    threshold: 3,
    unit: 'sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lastSprints: { default: 5, source: 'design default' },
    medianRatio: { default: 1.25, source: 'design default' },
    completion: { default: 0.8, source: 'design default' },
    baselineSprints: { default: 6, source: 'design default' },
  },
  minSample: { n: 5, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory'],
  requires: ['sprints', 'sprintHistory', 'statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The team repeatedly plans more than it has ever finished.',
  why: 'Planning more than the team has ever finished turns every sprint into a disappointment, hides what matters most and invites cutting corners on quality.',
  logic:
    'For each of the last five sprints the number of items committed to is compared with what was Done in up to six sprints before it. A sprint counts when the commitment is above the highest, or above 1.25 times the median, and less than 80 % of it got Done. Three such sprints make a finding. It looks back at most twelve sprints.',
  guards: [
    'Items labelled as stretch are not counted as committed.',
    'Where the number of active people changed by more than 20 %, past results are scaled to the present size.',
  ],
  coaching: {
    question: 'What did we know at planning that said this would not fit?',
    next: 'Plan to the median of past sprints and keep the next items ready.',
  },
  references: [
    'The Scrum Guide 2020: the more the Developers know about their past performance, the more confident they are in their forecasts',
    'Wolpers: The Scrum Anti-Patterns Guide: 110 % utilisation',
  ],
  baseRate:
    'Of the 1,262 sprints with five or more points at their start, the median delivered half of them; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25).',
  analyze({ window, sprintHistory, statusHistory }, limits) {
    const past = window.lookBack.map((sprint) => loadOf(sprint, sprintHistory.scope(sprint), statusHistory));
    const judgedLoads = past
      .map((load, index) => ({
        load,
        baseline: past.slice(Math.max(0, index - limits.baselineSprints), index),
      }))
      .slice(-limits.lastSprints);
    const comparable = judgedLoads.filter(({ baseline }) => baseline.length >= 2);
    const hits = comparable.filter(({ load, baseline }) => isOver(load, baseline, limits));
    if (past.length < 5) {
      return insufficientSample(
        hits.length,
        past.length,
        `${count(past.length, 'closed sprint')} could be judged, 5 are needed.`,
      );
    }
    return judged(hits.length >= limits.overcommittedSprints, {
      value: hits.length,
      sample: past.length,
      summary: `${hits.length === 0 ? 'None' : hits.length} of the last ${comparable.length} sprints committed to more than past results support and finished less than ${percent(limits.completion)} of it; the limit is ${limits.overcommittedSprints}. ${past.length} sprints were looked at.`,
      evidence: [...hits].reverse().map(({ load, baseline }) => ({
        kind: 'sprint' as const,
        text: `${load.committed} items committed to, ${load.completed} of them Done; before, the median was ${oneDecimal(median(baseline.map(({ done }) => done)))} and the most ${Math.max(...baseline.map(({ done }) => done))}`,
        key: load.sprint.name,
        at: load.sprint.start,
      })),
    });
  },
});

interface Load {
  readonly sprint: ClosedSprint;
  readonly committed: number;
  readonly completed: number;
  readonly done: number;
  readonly people: number;
}

function loadOf(sprint: ClosedSprint, scope: SprintScope, status: StatusFacts): Load {
  const committed = scope.committed.filter((item) => !isStretch(item));
  const done = new Set(scope.done);
  return {
    sprint,
    committed: committed.length,
    completed: committed.filter((item) => done.has(item)).length,
    done: scope.done.length,
    people: activePeople(status, scope.items, sprint.start, sprint.completed),
  };
}

function isStretch(item: Item): boolean {
  return item.labels.some((label) => /stretch/i.test(label));
}

function isOver(
  load: Load,
  baseline: readonly Load[],
  limits: Record<'medianRatio' | 'completion', number>,
): boolean {
  const before = baseline.map((past) => atPresentSize(past.done, past.people, load.people));
  const tooMuch =
    load.committed > Math.max(...before) || load.committed > limits.medianRatio * median(before);
  return load.committed > 0 && tooMuch && load.completed / load.committed < limits.completion;
}
