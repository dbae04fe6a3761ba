import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const scrumMasterBacklogOwnership = defineAnalyzer({
  id: 'scrum-master-backlog-ownership',
  code: 'A7',
  group: 'role-clarity',
  title: {
    detected: 'The Scrum Master orders, writes or accepts much of the backlog',
    clear: 'The Scrum Master leaves the backlog to its owner',
    unknown: 'Cannot tell how far the Scrum Master works on the backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'orderingShare',
    threshold: 0.4,
    unit: 'share of sessions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    authoredShare: { default: 0.5, source: 'design default' },
    acceptedShare: { default: 0.4, source: 'design default' },
    clericalWeight: { default: 0.25, source: 'design default' },
    clericalMinutes: { default: 30, source: 'design default' },
  },
  minSample: { n: 20, of: 'sessions' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'OUTSIDE_SCOPE'],
  needs: ['roles', 'changes', 'items', 'boardStates', 'rankHistory', 'priorityHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Scrum Master orders, writes or accepts most of the backlog instead of advising.',
  why: '',
  logic:
    'SM share of ordering sessions ≥ 40 % or of authored PBIs ≥ 50 % or of acceptances ≥ 40 %; each part is judged from 20 of its own events, the measure is the part that exceeds its limit most, else ordering.',
  guards: [
    'Clerical entry after a workshop (creation bursts ≤30 min around a refinement meeting) count 0.25',
    'Improvement items are SM’s legitimate authorship → excluded.',
  ],
  coaching: {
    question: 'What would have to be true for the PO to do this without you?',
    next: 'Pair once, then hand over ordering.',
  },
  references: [
    'S11, S17 (“secondary and completely optional”, advisory)',
    'Scrum Guide: SM *helps find techniques* for backlog management.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
