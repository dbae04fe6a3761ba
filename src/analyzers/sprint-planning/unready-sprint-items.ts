import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const unreadySprintItems = defineAnalyzer({
  id: 'unready-sprint-items',
  code: 'E5',
  group: 'sprint-planning',
  title: {
    detected: 'Items enter the sprint without criteria, size or description',
    clear: 'Items enter the sprint ready',
    unknown: 'Cannot tell whether items enter the sprint ready',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unreadyShare',
    threshold: 0.3,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    readiness: { default: 0.5, source: 'design default' },
    estimatedShare: { default: 0.6, source: 'design default' },
  },
  minSample: { n: 10, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'NO_AC_CONVENTION',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_LANGUAGE',
    'OPTED_OUT',
  ],
  needs: ['items', 'sprints', 'sprintHistory', 'descriptionHistory', 'acceptanceCriteria', 'estimates'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items are pulled into the sprint without criteria, size or description.',
  why: '',
  logic:
    'readiness R_i (§5) < 0.5 for ≥ 30 % of C; sub-reason `unestimated` only if team estimates (≥60 % of Done have estimates).',
  guards: [
    'Bugs/spikes use own rubric',
    'Expedite class exempt',
    'DoR must not become a gate – wording “invite to refine”, never “block”.',
  ],
  coaching: {
    question: 'Which question did we postpone into the sprint?',
    next: 'Refine top-N a week earlier.',
  },
  references: [
    'Guide “deemed ready”',
    'Telemaco AS09 *Iteration Started without an Estimated Effort*: check all selected items estimated',
    'Theil *Missing Definition of Ready*',
    'survey “stories not fully refined”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
