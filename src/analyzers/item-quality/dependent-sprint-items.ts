import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const dependentSprintItems = defineAnalyzer({
  id: 'dependent-sprint-items',
  code: 'K10',
  group: 'item-quality',
  title: {
    detected: 'Items of one sprint block each other',
    clear: 'Items of one sprint are independent',
    unknown: 'Cannot tell whether items of a sprint depend on each other',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'dependentShare',
    threshold: 0.25,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    links: { default: 3, source: 'design default' },
    sprints: { default: 2, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_BLOCK_CONVENTION',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['links', 'items', 'sprints', 'sprintHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Selected items block each other.',
  why: '',
  logic:
    'blocks/blocked-by links (or “depends on #…”, “after KEY-…” text) among C or from C to unfinished outside items: ≥ 25 % of C over W, ≥ 3 links, in ≥ 2 sprints; severity as listed, no zones.',
  guards: ['Link to Done item', 'Parent/child.'],
  coaching: {
    question: 'Can one item absorb the other or can we fake the interface?',
    next: 'Merge or resequence.',
  },
  references: ['INVEST *Independent*, QUS *Independent*', 'AQUSA explicit-dependency defect.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
