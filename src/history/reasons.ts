/**
 * Why something cannot be judged: a closed list in its fixed order. The order is part of the report's contract
 * (`reason` is the first, `reasons` all that apply, in this order).
 */
export const REASON_CODES = [
  'NO_CHANGELOG',
  'HISTORY_TRUNCATED',
  'NO_RANK_HISTORY',
  'NO_ITERATION_HISTORY',
  'NO_SPRINT_ACTOR',
  'NO_SPRINTS',
  'NO_GOAL_FIELD',
  'NO_ESTIMATES',
  'NO_AC_CONVENTION',
  'NO_ACCEPT_STATE',
  'NO_BLOCK_CONVENTION',
  'NO_CALENDAR',
  'NO_ATTENDEES',
  'NO_WIKI',
  'NO_ROLE_MAP',
  'ROLE_NOT_INFERABLE',
  'NO_RELEASE_DATA',
  'NO_PR_LINK',
  'SHARED_ACCOUNT',
  'PERMISSION_DENIED',
  'NOT_SCRUM',
  'NO_ROSTER',
  'NO_ASSIGNEES',
  'NO_HIERARCHY',
  'NO_AREAS',
  'NO_TEST_STATE',
  'NO_WAIT_STATES',
  'NO_CHECKLISTS',
  'NO_TYPES',
  'NO_LANGUAGE',
  'NO_CONVERSATION',
  'NO_ORDER',
  'NO_STATUS_HISTORY',
  'NO_DESCRIPTION_HISTORY',
  'NO_IMPROVEMENT_CONVENTION',
  'NO_GOAL_LOCATION',
  'KEPT_ELSEWHERE',
  'AUTOMATED',
  'OUTSIDE_SCOPE',
  'OPTED_OUT',
] as const;

export type ReasonCode = (typeof REASON_CODES)[number];

const position = new Map<ReasonCode, number>(REASON_CODES.map((code, index) => [code, index]));

/** The given codes without repeats, in the catalogue's order. */
export function inCatalogueOrder(codes: Iterable<ReasonCode>): ReasonCode[] {
  return [...new Set(codes)].sort((a, b) => (position.get(a) ?? 0) - (position.get(b) ?? 0));
}

/** What a source may be able to record: a closed list (the `needs` of the rules). */
export const FACTS = [
  'items',
  'changes',
  'statusHistory',
  'assigneeHistory',
  'rankHistory',
  'priorityHistory',
  'descriptionHistory',
  'estimateHistory',
  'order',
  'sprints',
  'sprintHistory',
  'sprintGoals',
  'goals',
  'roadmap',
  'hierarchy',
  'areas',
  'types',
  'estimates',
  'acceptanceCriteria',
  'checklists',
  'boardStates',
  'links',
  'comments',
  'events',
  'attendees',
  'roles',
  'roster',
  'pullRequests',
  'releases',
  'wiki',
  'improvementItems',
  'customerSignals',
  'updates',
] as const;

export type Fact = (typeof FACTS)[number];
