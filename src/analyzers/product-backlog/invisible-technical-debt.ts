import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

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
  requires: [],
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
  why: '',
  logic: '< 3 % of Done+top-3×T PBIs over W, while the bug share is ≥ 20 % or D5 is detected.',
  guards: ['Team handles debt inside stories (DoD) → attest/suppress', 'Keyword scan before firing.'],
  coaching: {
    question: 'What slows us that the PO can’t see?',
    next: 'Add top-3 debts with cost of delay.',
  },
  references: [
    'Guide: team responsible for maintenance, experimentation, research',
    'Wolpers “No research – few to no spikes”',
    'Theil “No Spike Culture”, “Collecting and hiding technical debt”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
