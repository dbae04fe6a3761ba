import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingProductOwner = defineAnalyzer({
  id: 'missing-product-owner',
  code: 'A2',
  group: 'role-clarity',
  title: {
    detected: 'Nobody visibly owns the order and content of the Product Backlog',
    clear: 'The Product Backlog has an owner',
    unknown: 'Cannot tell whether anyone owns the Product Backlog',
  },
  severity: 'critical',
  tier: 'core',
  coachingOwner: 'management',
  recurrenceGated: false,
  primary: {
    name: 'periodsWithoutOrdering',
    threshold: 0.75,
    unit: 'share of periods',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    topOrdererShare: { default: 0.3, source: 'design default' },
    orderers: { default: 4, source: 'design default' },
    sessionsPerPeriod: { default: 1, source: 'design default' },
    minItems: { default: 30, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_RANK_HISTORY', 'PERMISSION_DENIED', 'KEPT_ELSEWHERE'],
  needs: ['roles', 'items', 'changes', 'rankHistory', 'priorityHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Nobody is accountable for ordering and content of the Product Backlog.',
  why: '',
  logic:
    'no declared PO and (fewer than 1 ordering session in ≥ 75 % of the periods or first orderer’s share < 30 % with ≥ 4 orderers). A declared PO → clear.',
  guards: [
    'Order kept in another tool → `orderingElsewhere`',
    'Maintenance team of ≤ 3 active people → clear, with a note.',
  ],
  coaching: {
    question: 'Who says no to a stakeholder, and where would we see it?',
    next: 'Name the PO; 30-min ordering of the top 20.',
  },
  references: [
    'S3, S5',
    'Scrum Guide PO accountabilities',
    'Packt/OpenShift “no Product Owner” bad smell #1',
    'Fragile “NoPO”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
