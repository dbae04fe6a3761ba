import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const absentProductOwner = defineAnalyzer({
  id: 'absent-product-owner',
  code: 'B1',
  group: 'product-owner',
  title: {
    detected: 'Questions on items in work wait long for the Product Owner',
    clear: 'Questions on items in work are answered in time',
    unknown: 'Cannot tell how long questions to the Product Owner wait',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'medianResponseDays',
    threshold: 2,
    unit: 'days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    unansweredShare: { default: 0.25, source: 'design default' },
    unansweredAfterDays: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'questions' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_CONVERSATION',
  ],
  needs: ['comments', 'changes', 'roles'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Developers’ questions wait for the PO during the sprint.',
  why: '',
  logic:
    'median first response > 2 d or ≥ 25 % unanswered after 5 d; questions on sprint items (without sprints: on started items).',
  guards: [
    'Answered orally then item updated → any PO edit on item counts as response',
    'PO leave periods excluded',
    'Time zone.',
  ],
  coaching: {
    question: 'Where do questions to the PO go, and how long can the sprint wait?',
    next: 'Fixed daily PO window; name a deputy for clarifications.',
  },
  references: [
    'Wolpers/Scrum.org “Absent PO … not available to answer questions of the Developers”',
    'seed “maintain fluid communication”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
