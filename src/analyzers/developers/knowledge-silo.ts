import type { AreaFacts, AssigneeFacts, PullRequestFacts, Window } from '../../facts/facts.ts';
import { groupBy } from '../../facts/lazy.ts';
import type { Item, PersonId } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { metricNote } from '../shared/evidence.ts';
import { codeContributors } from '../shared/pull-requests.ts';
import { count, listing } from '../shared/words.ts';

export const knowledgeSilo = defineAnalyzer({
  id: 'knowledge-silo',
  code: 'D2',
  group: 'developers',
  title: {
    detected: 'An area of the product depends on one Developer',
    clear: 'Every area of the product has several contributors',
    unknown: 'Cannot tell how knowledge is spread',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'siloAreas', threshold: 1, unit: 'areas', direction: '>=', source: 'design default' },
  thresholds: {
    topShare: { default: 0.8, source: 'design default' },
    secondShare: { default: 0.1, source: 'design default' },
    mediumAreas: { default: 2, source: 'design default' },
    newAreaDays: { default: 60, source: 'design default' },
    teamSize: { default: 4, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ASSIGNEES', 'NO_AREAS', 'OUTSIDE_SCOPE'],
  needs: ['items', 'areas', 'assigneeHistory', 'pullRequests'],
  requires: ['areas'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'An area of the product depends on one Developer.',
  why: 'An area that only one person knows stops when that person is away, and every item in it waits for them.',
  logic:
    'The Done items of the window are counted for each area of the product with ten or more of them. An area counts when one person contributed to 80 % or more of its items and nobody else to 10 % or more. One such area is a finding of low severity, two are medium.',
  guards: [
    'Authors, co-authors and reviewers of code count as contributors beside the assignee, because working in pairs does not show in the assignee.',
    'Areas that are younger than 60 working days do not count.',
    'Teams of fewer than four people are not judged.',
  ],
  coaching: {
    question: 'If this area broke while its expert was away, what would we do?',
    next: 'Work in a pair on the next item in that area.',
    whenFine: 'How do you share what you know about each area?',
  },
  references: [
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Dependence on Internal Specialists',
    'Matthies et al.: ScrumLint, arXiv:1809.00634: Personal Code Ownership',
    'The Scrum Guide 2020: Scrum Teams are cross-functional',
  ],
  analyze({ window, items, areas, assigneeHistory, pullRequests, clock, asOf, words }, limits) {
    const codeUnseen = pullRequests.unseen.length > 0;
    if (assigneeHistory.unseen.includes('NO_ASSIGNEES') && codeUnseen) {
      return notObservable(
        ['NO_ASSIGNEES'],
        'Most Done items never had an assignee and no repository is connected, so nobody knows who works on what.',
      );
    }
    const done = doneByArea(window, areas, assigneeHistory);
    const contributors = contributorsOf(pullRequests);
    const people = new Set([...done.values()].flat().flatMap((item) => [...contributors(item)]));
    const size = words.teamSize ?? people.size;
    if (size < limits.teamSize && people.size > 0)
      return notObservable(
        ['OUTSIDE_SCOPE'],
        `The team has ${count(size, 'member')}; with fewer than ${limits.teamSize} nearly every area depends on one person.`,
      );
    const young = (area: string): boolean => {
      const first = items.pbis.find((item) => areas.areasOf(item).includes(area));
      return first === undefined || clock.days(first.created, asOf) < limits.newAreaDays;
    };
    const large = [...done].filter(([, list]) => list.length >= 10);
    const old = large
      .filter(([area]) => !young(area))
      .map(([area, list]) => ({ area, n: list.length, ...spread(list, contributors) }));
    if (old.length === 0) {
      const most = Math.max(0, ...[...done.values()].map((list) => list.length));
      const why =
        large.length > 0
          ? 'No area is old enough to be judged'
          : `The largest area has ${count(most, 'Done item')}, 10 are needed`;
      return insufficientSample(null, Math.min(most, 9), `${why}.`);
    }
    const silos = old.filter(
      ({ n, top, second }) => top / n >= limits.topShare && second / n < limits.secondShare,
    );
    return judged(silos.length >= limits.siloAreas, {
      value: silos.length,
      sample: old.reduce((sum, { n }) => sum + n, 0),
      severity: silos.length >= limits.mediumAreas ? 'medium' : 'low',
      summary:
        silos.length === 0
          ? `No area with 10 or more Done items depends on 1 contributor (${count(old.length, 'area')}); the limit is ${limits.siloAreas}.`
          : `${silos.length} of ${count(old.length, 'area')} with 10 or more Done items ${silos.length === 1 ? 'depends' : 'depend'} on 1 contributor: ${listing(silos.map(({ area }) => area))}; the limit is ${limits.siloAreas}.`,
      evidence: silos.map(({ area, n, top }) =>
        metricNote(`${area}: 1 contributor to ${top} of ${n} Done items`),
      ),
    });
  },
});

function doneByArea(
  window: Window,
  areas: AreaFacts,
  assignees: AssigneeFacts,
): ReadonlyMap<string, readonly Item[]> {
  const { from, to } = window;
  const done = from === null || to === null ? [] : assignees.doneBetween(from, to);
  const pairs = done.flatMap((item) => [...new Set(areas.areasOf(item))].map((area) => ({ area, item })));
  return new Map(
    [...groupBy(pairs, ({ area }) => area)]
      .map(([area, list]) => [area, list.map(({ item }) => item)] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The assignee, and whoever wrote or reviewed code for the item. */
function contributorsOf(pullRequests: PullRequestFacts): (item: Item) => ReadonlySet<PersonId> {
  return (item) => {
    const people = new Set(codeContributors(pullRequests.naming(item.key)));
    return item.assignee === null ? people : people.add(item.assignee);
  };
}

/** Items of the two people who contributed to most of them. */
function spread(
  items: readonly Item[],
  contributors: (item: Item) => ReadonlySet<PersonId>,
): { readonly top: number; readonly second: number } {
  const counts = new Map<PersonId, number>();
  for (const item of items)
    for (const person of contributors(item)) counts.set(person, (counts.get(person) ?? 0) + 1);
  const sorted = [...counts.values()].sort((a, b) => b - a);
  return { top: sorted[0] ?? 0, second: sorted[1] ?? 0 };
}
