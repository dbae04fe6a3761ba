import type { ChecklistFacts, StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { shareTest } from '../shared/statistics.ts';
import { count, percent, portion, sentence, workingDays } from '../shared/words.ts';

export const missingSprintPlan = defineAnalyzer({
  id: 'missing-sprint-plan',
  code: 'E13',
  group: 'sprint-planning',
  title: {
    detected: 'Large items start without a plan of how',
    clear: 'Items are broken down into a plan',
    unknown: 'Cannot tell whether items are broken down',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'undecomposedShare',
    threshold: 0.5,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cycleShare: { default: 0.5, source: 'design default' },
    decomposedShare: { default: 0.2, source: 'design default' },
    smallDays: { default: 2, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_HIERARCHY',
    'NO_CHECKLISTS',
  ],
  needs: ['sprints', 'sprintHistory', 'statusHistory', 'hierarchy', 'checklists'],
  requires: ['sprints', 'sprintHistory', 'statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The “how” topic is skipped; items are large and undecomposed on day one.',
  why: 'Without a first idea of how, large items show their surprises in the last days of the sprint.',
  logic:
    'Items committed to that took more than half of the sprint, and had neither sub-items nor a checklist by the second day, are counted. Half of the items committed to make a finding.',
  guards: [
    'Items of two days or less need no plan.',
    'Teams that do not split items in the tracker are not judged: their plan may hang on a wall.',
  ],
  coaching: {
    question: 'What is the first thing two of us can finish tomorrow?',
    next: 'Split only the first three items of the next sprint, together.',
  },
  references: [
    'The Scrum Guide 2020: Topic Three, work items of one day or less',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: AS06 Complex Tasks',
  ],
  analyze({ window, sprintHistory, statusHistory, hierarchy, checklists, clock }, limits) {
    const done = window.sprints.flatMap((sprint) => sprintHistory.scope(sprint).done);
    const decomposed = Math.max(hierarchy.decomposedShare, checklistShare(done, checklists));
    if (done.length > 0 && decomposed < limits.decomposedShare) {
      return notObservable(
        ['NO_HIERARCHY', 'NO_CHECKLISTS'],
        `${percent(decomposed)} of the Done items have sub-items or a checklist, ${percent(limits.decomposedShare)} are needed to judge.`,
      );
    }
    const entries = window.sprints.flatMap((sprint) =>
      sprintHistory
        .scope(sprint)
        .committed.map((item) => ({ item, sprint, days: daysOf(item, statusHistory) })),
    );
    const known = entries.filter((entry) => entry.days !== null);
    const undecomposed = known.filter(({ item, sprint, days }) => {
      const long =
        (days ?? 0) > limits.cycleShare * clock.days(sprint.start, sprint.end) &&
        (days ?? 0) > limits.smallDays;
      return long && !isDecomposed(item, clock.add(sprint.start, 2), hierarchy.childrenOf(item), checklists);
    });
    const share = known.length === 0 ? 0 : undecomposed.length / known.length;
    const summary = `${sentence(portion(undecomposed.length, known.length, 'sprint item'))} took more than half of the sprint without being split by its second day; the limit is ${percent(limits.undecomposedShare)}.`;
    if (known.length < 10)
      return insufficientSample(
        share,
        known.length,
        `${count(known.length, 'sprint item')} could be judged, 10 are needed.`,
      );
    const verdict = shareTest(undecomposed.length, known.length, limits.undecomposedShare);
    if (verdict === 'uncertain')
      return insufficientSample(share, known.length, `${summary} That is too few items to be sure.`);
    return judged(verdict === 'over', {
      value: share,
      sample: known.length,
      summary,
      evidence: undecomposed
        .sort((a, b) => (b.days ?? 0) - (a.days ?? 0) || (a.item.key < b.item.key ? -1 : 1))
        .map(({ item, sprint, days }) => ({
          kind: 'item' as const,
          text: `${sprint.name}: took ${workingDays(days ?? 0)} in one piece`,
          key: item.key,
          at: sprint.start,
        })),
    });
  },
});

function checklistShare(done: readonly Item[], checklists: ChecklistFacts): number {
  return done.length === 0 ? 0 : done.filter((item) => checklists.of(item).length > 0).length / done.length;
}

/** Cycle time, or the age of an item that is still in progress. */
function daysOf(item: Item, status: StatusFacts): number | null {
  return status.cycleDays(item) ?? status.ageDays(item);
}

function isDecomposed(
  item: Item,
  by: Instant,
  children: readonly Item[],
  checklists: ChecklistFacts,
): boolean {
  return children.some((child) => child.created <= by) || checklists.of(item).length > 0;
}
