import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const solutionPrescriptiveItem = defineAnalyzer({
  id: 'solution-prescriptive-item',
  code: 'K8',
  group: 'item-quality',
  title: {
    detected: 'Items dictate the solution',
    clear: 'Items leave the solution to the Developers',
    unknown: 'Cannot tell whether items dictate the solution',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'prescriptiveShare',
    threshold: 0.25,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cues: { default: 2, source: 'design default' },
    minInZone: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: false,
  reasons: ['ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['items', 'order', 'roles'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'The item dictates the how.',
  why: '',
  logic:
    'PO/stakeholder-authored text with ≥2 implementation cues (table/column/class/endpoint/library names, pixel values, “add a button/dropdown that”) and no problem/benefit; ≥25 % of zone',
  guards: [
    'Developer-authored technical tasks, UI copy fixes, API products (vocabulary whitelist). LLM judgement optional, advisory only.',
  ],
  coaching: {
    question: 'What problem would remain if we built it differently?',
    next: 'Move solution to comment as option.',
  },
  references: [
    'QUS *Problem-oriented*, *Conceptually sound*',
    'INVEST *Negotiable*',
    'Packt PO “Solutionizing”',
    'Guide: “No one else tells them how”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
