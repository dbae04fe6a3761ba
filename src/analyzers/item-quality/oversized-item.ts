import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const oversizedItem = defineAnalyzer({
  id: 'oversized-item',
  code: 'K7',
  group: 'item-quality',
  title: {
    detected: 'Near items are too big for one sprint',
    clear: 'Near items fit into a sprint',
    unknown: 'Cannot tell whether near items fit into a sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: { name: 'oversizedItems', threshold: 2, unit: 'items', direction: '>=', source: 'design default' },
  thresholds: {
    share: { default: 0.15, source: 'design default' },
    percentile: { default: 0.85, source: 'design default' },
    inSprintShare: { default: 0.5, source: 'design default' },
    bullets: { default: 8, source: 'design default' },
    checklistRatio: { default: 2, source: 'design default' },
    minHistory: { default: 20, source: 'design default' },
  },
  minSample: { n: 5, of: 'items' },
  shareTest: false,
  reasons: ['NO_ESTIMATES', 'PERMISSION_DENIED', 'NO_CHECKLISTS'],
  needs: ['items', 'order', 'estimates', 'checklists', 'acceptanceCriteria', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Items too big to finish within a sprint.',
  why: '',
  logic:
    'Now-zone item with estimate > P85 of items finished within one sprint (≥20 history), or historical same-estimate class finishing in-sprint <50 %, or >8 AC bullets, or ≥2× mean checklist length. Now zone only. Fires at ≥ 2 items or ≥ 15 % of the zone.',
  guards: ['Container types', 'Spikes timeboxed.'],
  coaching: {
    question: 'What is the smallest version that teaches us something?',
    next: 'Split before planning.',
  },
  references: [
    'Guide ready = “can be Done within one Sprint”',
    'INVEST *Small*',
    'ScrumLint *Monster Stories*: ≥2× average body length or >2× average checkboxes',
    'Telemaco AS06 *Maximum Estimation Allowed*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
