import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const reviewWithoutAdaptation = defineAnalyzer({
  id: 'review-without-adaptation',
  code: 'H3',
  group: 'sprint-review',
  title: {
    detected: 'Nothing in the Product Backlog changes after the review',
    clear: 'The Product Backlog changes after reviews',
    unknown: 'Cannot tell whether reviews change the Product Backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unadaptedSprints',
    threshold: 0.8,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hours: { default: 48, source: 'design default' },
    planningHours: { default: 4, source: 'design default' },
  },
  minSample: { n: 5, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'NO_CALENDAR',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['changes', 'rankHistory', 'priorityHistory', 'items', 'sprints', 'events'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Nothing in the Product Backlog changes after the review.',
  why: '',
  logic:
    'a sprint is unadapted if the adaptation sessions within 48 h after the review (or the sprint’s end) ≤ background rate (median of equal windows) and zero PBIs were created in it; ≥ 80 % of sprints.',
  guards: ['Planning on same day causes edits → exclude sprint-add', '“may” in Guide → medium max.'],
  coaching: {
    question: 'What did we learn that should move something up or out?',
    next: 'Last 15 min: re-order top 10 live.',
  },
  references: [
    'Guide: “Product Backlog may also be adjusted to meet new opportunities”',
    'inspection without adaptation is pointless',
    'S13 “using sprint reviews”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
