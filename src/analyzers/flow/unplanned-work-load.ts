import type { Vocabulary } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { kthHighest, median } from '../shared/statistics.ts';
import { count, percent } from '../shared/words.ts';

export const unplannedWorkLoad = defineAnalyzer({
  id: 'unplanned-work-load',
  code: 'L8',
  group: 'flow',
  title: {
    detected: 'Interrupts take a large, unplanned part of the sprint',
    clear: 'Interrupts take a small or planned part of the sprint',
    unknown: 'Cannot tell how much interrupts take',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unplannedShare',
    threshold: 0.25,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    minItems: { default: 10, source: 'design default' },
    variation: { default: 0.1, source: 'design default' },
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
    'NO_TYPES',
  ],
  needs: ['sprints', 'sprintHistory', 'types', 'statusHistory'],
  requires: ['sprints', 'sprintHistory', 'statusHistory', 'types'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Interrupts consume a large, unbudgeted part of the sprint.',
  why: 'Interruptions that nobody plans for take the time of the Sprint Goal, and their number stays invisible.',
  logic:
    'For each sprint with ten or more Done items the share of bugs, support and urgent work that was added after the start is taken. Three of the last five such sprints with 25 % or more, and a share that varies by more than 10 points around its median, make a finding.',
  guards: ['A steady share is a lane the team has budgeted for, and is only noted.'],
  coaching: {
    question: 'Which kind of interruption could we remove at its source?',
    next: 'Reserve half of the usual load in planning, and look for the cause of the most frequent kind.',
  },
  references: [
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Unplanned Work',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Customer Caused Disruption',
  ],
  analyze({ window, sprintHistory, words }, limits) {
    const sprints = window.sprints
      .map((sprint) => ({ sprint, scope: sprintHistory.scope(sprint) }))
      .filter(({ scope }) => scope.done.length >= limits.minItems)
      .slice(-limits.lastSprints)
      .map(({ sprint, scope }) => {
        const added = new Set(scope.added.map((change) => change.item));
        const unplanned = scope.done.filter((item) => added.has(item) && isInterrupt(item, words));
        return {
          sprint,
          done: scope.done.length,
          unplanned: unplanned.length,
          share: unplanned.length / scope.done.length,
        };
      });
    const shares = sprints.map((entry) => entry.share);
    if (sprints.length < 3) {
      return insufficientSample(
        shares.length === 0 ? null : Math.max(...shares),
        sprints.length,
        `${count(sprints.length, 'sprint')} had ${limits.minItems} or more items Done, 3 are needed.`,
      );
    }
    const reached = kthHighest(shares, limits.sprints);
    const value = Number.isNaN(reached) ? Math.min(...shares) : reached;
    const middle = median(shares);
    const varies = shares.some((share) => Math.abs(share - middle) > limits.variation);
    const over = !Number.isNaN(reached) && value >= limits.unplannedShare;
    const note = over && !varies ? ` The share is steady, as in a lane the team has budgeted for.` : '';
    return judged(over && varies, {
      value,
      sample: sprints.length,
      summary: `${spentWords(shares, value, limits)}.${note}`,
      evidence: [...sprints]
        .reverse()
        .filter((entry) => entry.share >= limits.unplannedShare)
        .map((entry) => ({
          kind: 'sprint' as const,
          text: `${entry.unplanned} of ${entry.done} Done items were unplanned interruptions`,
          key: entry.sprint.name,
          at: entry.sprint.completed,
        })),
    });
  },
});

function isInterrupt(item: Item, words: Vocabulary): boolean {
  const kind = words.kindOf(item);
  return kind === 'bug' || kind === 'support' || words.isExpedite(item);
}

function spentWords(
  shares: readonly number[],
  value: number,
  limits: { readonly sprints: number; readonly unplannedShare: number },
): string {
  const last = `the last ${shares.length} sprints`;
  const limit = percent(limits.unplannedShare);
  if (value > 0)
    return `${limits.sprints} of ${last} spent ${percent(value)} or more of their Done items on unplanned interruptions; the limit is ${limit}`;
  const some = shares.filter((share) => share > 0).length;
  return `${some === 0 ? 'None' : `Only ${some}`} of ${last} had unplanned interruptions among the Done items; the limit is ${limit} of the items in ${limits.sprints} sprints`;
}
