import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const queueDominatedFlow = defineAnalyzer({
  id: 'queue-dominated-flow',
  code: 'L6',
  group: 'flow',
  title: {
    detected: 'Items wait more than they are worked on',
    clear: 'Items are worked on more than they wait',
    unknown: 'Cannot tell how long items wait',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'waitShare',
    threshold: 0.6,
    unit: 'share of cycle time',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    stateShare: { default: 0.3, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_WAIT_STATES', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'boardStates', 'links'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Items wait more than they are worked on.',
  why: '',
  logic: 'wait share ≥ 60 % in the median; name the state with the largest wait (≥ 30 % of CT).',
  guards: ['States mis-mapped → show mapping.'],
  coaching: {
    question: 'Who would have to do what for this queue to be empty at night?',
    next: 'WIP limit on that column.',
  },
  references: ['Kanban guide (active management', 'bottlenecks)', 'flow efficiency.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
