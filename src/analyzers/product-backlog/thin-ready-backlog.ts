import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const thinReadyBacklog = defineAnalyzer({
  id: 'thin-ready-backlog',
  code: 'J4',
  group: 'product-backlog',
  title: {
    detected: 'Less than one sprint of ready items waits on top',
    clear: 'Enough ready items wait on top',
    unknown: 'Cannot tell how many ready items wait',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'readySprints', threshold: 1, unit: 'sprints', direction: '<', source: 'design default' },
  thresholds: {
    readiness: { default: 0.8, source: 'design default' },
    topSprints: { default: 2, source: 'design default' },
  },
  minSample: { n: 3, of: 'periods' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_ORDER'],
  needs: ['items', 'order', 'acceptanceCriteria', 'estimates', 'statusHistory'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'partial',
  },
  window: 'now',
  what: 'Less than one sprint of ready items waits on top.',
  why: '',
  logic:
    'count(R_i ≥ 0.8 among the top 2×T) / T < 1.0 at `asOf`, and, where snapshots hold the order at the last two sprint ends, at one of them too; target band 1–2 sprints.',
  guards: ['Just-in-time refinement with low unready starts (E5 clear) → clear, with a note.'],
  coaching: {
    question: 'What would we pull on Monday if planning were cancelled?',
    next: 'One refinement on the next goal.',
  },
  references: ['Guide refinement ongoing', 'DEEP', 'Verwijs & Russo refinement → responsiveness.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
