import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { count, oneDecimal, partOf, percent, sentence } from '../shared/words.ts';

export const invisibleTechnicalDebt = defineAnalyzer({
  id: 'invisible-technical-debt',
  code: 'J9',
  group: 'product-backlog',
  title: {
    detected: 'Debt, risk and learning are never ordered with features',
    clear: 'Debt, risk and learning have a place in the backlog',
    unknown: 'Cannot tell whether debt and learning are ordered',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'debtShare',
    threshold: 0.03,
    unit: 'share of items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    bugShare: { default: 0.2, source: 'design default' },
  },
  minSample: { n: 60, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_TYPES'],
  needs: ['items', 'types', 'statusHistory'],
  requires: ['items', 'types'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'No debt, risk or learning work is ever ordered with features.',
  why: 'Debt that is never ordered with features is paid all the same: in defects and in work that comes back.',
  logic:
    'Finished items of the window and the items of the next three sprints are taken together. When fewer than 3 % of them are debt, risk or research, while a fifth are bugs or finished work comes back often, that makes a finding.',
  guards: [
    'Titles are searched for words such as refactor, upgrade, security or research before anything is said.',
    'A team that pays debt inside its stories can accept this finding for a time.',
  ],
  coaching: {
    question: 'What slows us down that the Product Owner cannot see?',
    next: 'Put the three debts that cost most into the backlog, with what waiting costs.',
    whenFine: 'Which debt did you pay last, and what got easier?',
  },
  references: [
    'The Scrum Guide 2020: the Scrum Team is responsible for all product-related activities, from maintenance to research',
    'Wolpers: The Scrum Anti-Patterns Guide, 2023: no research',
    'Theil: Product Backlog anti-patterns: No Spike Culture',
  ],
  analyze({ items, types, statusHistory, window, quality }, limits, others) {
    const done =
      window.from === null || window.to === null ? [] : statusHistory.finishedBetween(window.from, window.to);
    const population = [...new Set([...done, ...quality.topOfBacklog(TOP_SPRINTS)])].filter(
      (item) => items.get(item.key) !== undefined,
    );
    const debt = population.filter(
      (item) => ['debt', 'spike'].includes(types.kindOf(item)) || isDebtByWords(item),
    );
    const bugs = population.filter((item) => types.kindOf(item) === 'bug');
    const share = population.length === 0 ? 0 : debt.length / population.length;
    const bugShare = population.length === 0 ? 0 : bugs.length / population.length;
    if (population.length < MIN_ITEMS) {
      return insufficientSample(
        population.length === 0 ? null : share,
        population.length,
        `Only ${count(population.length, 'item')} could be judged; ${MIN_ITEMS} are needed.`,
      );
    }
    const comesBack = others('reopened-work').state === 'detected';
    return judged(share < limits.debtShare && (bugShare >= limits.bugShare || comesBack), {
      value: share,
      sample: population.length,
      summary:
        `${sentence(partOf(debt.length, population.length, 'finished and next item'))}${debt.length === 0 ? '' : ` (${oneDecimal(100 * share)} %)`} are debt, risk or research, the limit is ${percent(limits.debtShare)}; ` +
        `${bugs.length === 0 ? 'none' : `${bugs.length} (${percent(bugShare)})`} are bugs, the limit is ${percent(limits.bugShare)}${comesBack ? ', and finished work often comes back' : ''}.`,
      evidence: [
        {
          kind: 'metric',
          text: `${debt.length} items of debt, risk or research among ${population.length}`,
          key: null,
          at: null,
        },
        ...bugs.map((item) => ({ kind: 'item' as const, text: 'bug', key: item.key, at: null })),
      ],
    });
  },
});

const MIN_ITEMS = 60;
/** Sprints of the backlog that are looked at beside what was finished. */
const TOP_SPRINTS = 3;

/** Debt, risk and research that no type or label names. */
function isDebtByWords(item: Item): boolean {
  return /\b(?:refactor\w*|re-?write|clean ?up|tech(?:nical)? debt|upgrade|migrat\w+|deprecat\w*|security|vulnerabilit\w+|hardening|performance|flaky|test coverage|ci\/cd|pipeline|spike|research|prototype|proof of concept|poc|investigate|dependency|dependencies|refaktor\w*|aufräumen|technische schulden)\b/iu.test(
    item.title,
  );
}
