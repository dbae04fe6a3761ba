import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const technicalLayerSlicing = defineAnalyzer({
  id: 'technical-layer-slicing',
  code: 'K9',
  group: 'item-quality',
  title: {
    detected: 'Stories are cut by technical layer',
    clear: 'Stories are cut by user value',
    unknown: 'Cannot tell how stories are cut',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'slicedParentsShare',
    threshold: 0.3,
    unit: 'share of parents',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    siblings: { default: 3, source: 'design default' },
  },
  minSample: { n: 5, of: 'parents' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY'],
  needs: ['items', 'hierarchy', 'types'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'full' },
  window: 'now',
  what: 'Stories are cut by component, not by user value.',
  why: '',
  logic:
    'sibling items under one parent with layer prefixes/labels (FE/BE/API/DB/QA/iOS-UI …) ≥ 3 siblings in ≥ 30 % of the open parents with ≥ 3 children, whatever the zone, severity as listed.',
  guards: ['If these are sub-tasks, that’s a normal plan → PBIs only', 'Platform twins OK.'],
  coaching: {
    question: 'After finishing this one alone, what can a user do?',
    next: 'Re-slice one epic vertically.',
  },
  references: ['INVEST/“layer cake stories”', 'Wolpers component-based items', 'QUS independent.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
