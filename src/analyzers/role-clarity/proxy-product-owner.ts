import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const proxyProductOwner = defineAnalyzer({
  id: 'proxy-product-owner',
  code: 'A6',
  group: 'role-clarity',
  title: {
    detected: "The Product Owner's decisions are routinely overridden or wait for someone else",
    clear: "The Product Owner's decisions stand",
    unknown: "Cannot tell whether the Product Owner's decisions stand",
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'overrideShare',
    threshold: 0.15,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    overrideDays: { default: 5, source: 'design default' },
    approvalDays: { default: 5, source: 'design default' },
    minApprovalItems: { default: 12, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ROSTER',
  ],
  needs: ['roles', 'roster', 'changes', 'rankHistory', 'priorityHistory', 'boardStates'],
  requires: [],
  observable: { jira: 'partial', linear: 'no', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The visible PO has no authority: their ordering is routinely overridden or waits for someone else.',
  why: '',
  logic:
    'items whose order the PO set and a non-team actor changed within 5 d / items the PO ordered ≥ 15 %; or median time in an approval-type status before ready ≥ 5 d with ≥ 12 items.',
  guards: ['Incident/compliance expedite class → exclude labelled', 'Manager who is *also* the PO delegate.'],
  coaching: {
    question: 'Which decisions can you take today without asking anyone?',
    next: 'Write a decision-rights list with the sponsor.',
  },
  references: [
    'ScrumBut *Product Owner without authority*, *Customer Product Owner*',
    'Wolpers “Proxy Product Owner”',
    'Guide “entire organization must respect their decisions”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
