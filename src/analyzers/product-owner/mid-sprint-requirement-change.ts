import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const midSprintRequirementChange = defineAnalyzer({
  id: 'mid-sprint-requirement-change',
  code: 'B5',
  group: 'product-owner',
  title: {
    detected: 'Requirements change after work has started',
    clear: 'Requirements hold once work has started',
    unknown: 'Cannot tell whether requirements change during the sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'changedShare',
    threshold: 0.2,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    tokenChange: { default: 0.2, source: 'design default' },
    clarificationHours: { default: 48, source: 'design default' },
  },
  minSample: { n: 15, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_DESCRIPTION_HISTORY',
    'KEPT_ELSEWHERE',
  ],
  needs: ['descriptionHistory', 'sprints', 'sprintHistory', 'statusHistory', 'roles', 'comments'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Acceptance criteria or intent change after an item entered the sprint/was started.',
  why: '',
  logic:
    'material edit = AC list items added/removed/changed, or ≥ 20 % token change, by PO or non-Developer after item start; ≥ 20 % of C affected.',
  guards: [
    'Clarification after a Developer question within 48 h counted as *clarification*, shown separately, not a violation',
    'Checkbox ticking ignored',
    'Edits by Developers ignored.',
  ],
  coaching: {
    question: 'Did we learn something, or did we start too early?',
    next: 'Renegotiate openly with Developers; split new wishes into new PBIs.',
  },
  references: [
    'Wolpers “PO clinging to tasks … once it moves from one backlog to the other, the Developers become responsible”',
    'Guide “No changes … that would endanger the Sprint Goal',
    'scope may be clarified and renegotiated”',
    'ScrumBut *Customer caused disruption*.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
