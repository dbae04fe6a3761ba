import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const productOwnershipByCommittee = defineAnalyzer({
  id: 'product-ownership-by-committee',
  code: 'A4',
  group: 'role-clarity',
  title: {
    detected: 'Several people order the same backlog and nobody decides',
    clear: 'One person decides the order of the backlog',
    unknown: 'Cannot tell how many people order the backlog',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'effectiveOrderers',
    threshold: 2.5,
    unit: 'people',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    topShare: { default: 0.6, source: 'design default' },
    outsideOrderers: { default: 2, source: 'design default' },
    pingPongShare: { default: 0.1, source: 'design default' },
    pingPongDays: { default: 5, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_RANK_HISTORY', 'PERMISSION_DENIED'],
  needs: ['changes', 'rankHistory', 'priorityHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Several people order or re-prioritise the same backlog without one decider.',
  why: '',
  logic:
    'in W, effective number of orderers ENO = 1/Σ share² ≥ 2.5 and top share < 60 % and ≥ 2 orderers outside the PO and delegates (no PO known: all but the first orderer count). Evidence only: ping-pong = item re-ordered by a different actor within 5 d, ≥ 10 % of re-ordered items.',
  guards: [
    'Developers re-rank *inside the sprint* (their right) → only unstarted items outside active sprint',
    'Dragging into sprint also writes Rank → drop Rank events within 60 s of a Sprint event by same actor',
    'Delegated BA/PO-proxy listed in config.',
  ],
  coaching: {
    question: 'If two of us disagree on the next item, who decides – and does everyone know?',
    next: 'Restrict *Schedule* permission or agree “propose in comment, PO ranks”.',
  },
  references: [
    '“The Product Owner is one person, not a committee”',
    'Wolpers “Prioritization by proxy” (stakeholder or committee)',
    'customery “committee of product owners”',
    'ScrumBut *Unordered Product Backlog*/*PO without authority*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
