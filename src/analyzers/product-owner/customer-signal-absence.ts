import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const customerSignalAbsence = defineAnalyzer({
  id: 'customer-signal-absence',
  code: 'B8',
  group: 'product-owner',
  title: {
    detected: 'The backlog shows no trace of users or customers',
    clear: 'Users or customers leave traces in the backlog',
    unknown: 'Cannot tell whether users or customers shape the backlog',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'signalShare',
    threshold: 0.05,
    unit: 'share of items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    days: { default: 90, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'KEPT_ELSEWHERE'],
  needs: ['items', 'customerSignals', 'links'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'now',
  what: 'The backlog shows no trace of users or customers.',
  why: '',
  logic: '< 5 % of the PBIs created in the last 90 calendar days carry any signal.',
  guards: ['Internal platform teams: other teams’ reporters count as customers.'],
  coaching: {
    question: 'Who outside asked for the item on top?',
    next: 'Link one customer source for each top-10 item.',
  },
  references: [
    'S13',
    'Verwijs & Russo *stakeholder concern*',
    'EBM Key Value Area *Unrealized Value*',
    'Scrum anti-pattern “no customers present”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
