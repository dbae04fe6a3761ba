import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const outOfOrderWork = defineAnalyzer({
  id: 'out-of-order-work',
  code: 'D8',
  group: 'developers',
  title: {
    detected: 'Lower-ordered items start while higher-ordered ones wait',
    clear: 'Work starts from the top',
    unknown: 'Cannot tell in which order work starts',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'outOfOrderShare',
    threshold: 0.4,
    unit: 'share of starts',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    positions: { default: 3, source: 'design default' },
    priorityValues: { default: 3, source: 'design default' },
  },
  minSample: { n: 20, of: 'starts' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['statusHistory', 'rankHistory', 'priorityHistory', 'sprints'],
  requires: [],
  observable: { jira: 'partial', linear: 'partial', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Lower-ordered items start while higher-ordered ready items wait.',
  why: '',
  logic:
    'for each start, was there an unstarted, unblocked item ≥ 3 positions (or one priority class) higher in the sprint? Share of starts ≥ 40 %. Order at start comes from snapshots; without them priority classes alone are compared.',
  guards: [
    'Order *inside* the sprint belongs to Developers → default severity low, and only items crossing PO-declared class “must” raise medium.',
  ],
  coaching: {
    question: 'What made the top item unattractive?',
    next: 'Daily starts at the top of the board.',
  },
  references: [
    'Telemaco AS01 *Lower Priority Tasks Executed First* – top-ranked smell, detect from execution history, exceptions for skills.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
