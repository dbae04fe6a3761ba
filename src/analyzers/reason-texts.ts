import type { ReasonCode } from '../history/reasons.ts';

export interface ReasonText {
  /** What is missing, as a clause without a full stop. */
  readonly missing: string;
  /** What to connect or declare to see more; null where nothing can be connected. */
  readonly connect: string | null;
}

/** What each reason code means to a reader, and what would change it. */
export const REASON_TEXTS: Readonly<Record<ReasonCode, ReasonText>> = {
  NO_CHANGELOG: {
    missing: 'the source holds present values only, no changes over time',
    connect: 'the live tracker, or an export with its change history',
  },
  HISTORY_TRUNCATED: {
    missing: 'the source cut the change history off inside the period',
    connect: 'the live tracker, which gives the complete history',
  },
  NO_RANK_HISTORY: {
    missing: 'changes of the backlog’s order are not recorded',
    connect: 'a daily snapshot of the order (hatcheck snapshot)',
  },
  NO_ITERATION_HISTORY: {
    missing: 'changes of sprint membership are not recorded',
    connect: 'a daily snapshot of the sprint scope (hatcheck snapshot)',
  },
  NO_SPRINT_ACTOR: {
    missing: 'who starts and closes sprints is not recorded',
    connect: 'a declared role map (roles: in the configuration)',
  },
  NO_SPRINTS: {
    missing: 'the source holds no dated sprints',
    connect: 'the live tracker, or an export with dated sprints',
  },
  NO_GOAL_FIELD: {
    missing: 'the source has no field for a Sprint Goal',
    connect: 'the live tracker, or the place where Sprint Goals are written',
  },
  NO_ESTIMATES: { missing: 'the team does not estimate in the tracker', connect: null },
  NO_AC_CONVENTION: {
    missing: 'the team has no recognisable way to write acceptance criteria',
    connect: 'the field or heading for acceptance criteria (fields: in the configuration)',
  },
  NO_ACCEPT_STATE: {
    missing: 'no state stands for acceptance',
    connect: 'the acceptance state, where there is one (states: in the configuration)',
  },
  NO_BLOCK_CONVENTION: {
    missing: 'no flag, link, label or state for blocked work was ever used',
    connect: 'the label or state for blocked work (labels: in the configuration)',
  },
  NO_CALENDAR: { missing: 'no calendar is connected that could show the event', connect: 'a calendar' },
  NO_ATTENDEES: { missing: 'the events carry no attendees', connect: 'a calendar with attendees' },
  NO_WIKI: { missing: 'no wiki is connected', connect: 'a wiki' },
  NO_ROLE_MAP: {
    missing: 'no role holder is declared',
    connect: 'a declared role map (roles: in the configuration)',
  },
  ROLE_NOT_INFERABLE: {
    missing: 'a role is neither declared nor recognisable from behaviour',
    connect: 'a declared role map (roles: in the configuration)',
  },
  NO_RELEASE_DATA: {
    missing: 'no dated release, deployment or tag is recorded',
    connect: 'versions with release dates, or releases of the repository',
  },
  NO_PR_LINK: { missing: 'no code repository is connected', connect: 'the code repository' },
  SHARED_ACCOUNT: { missing: 'several people act through one account', connect: null },
  PERMISSION_DENIED: {
    missing: 'the token may not read what is needed',
    connect: 'a token with the missing permission (hatcheck doctor names it)',
  },
  NOT_SCRUM: { missing: 'the team has no sprints', connect: null },
  NO_ROSTER: {
    missing: 'it is unknown who belongs to the team',
    connect: 'the list of members (members: in the configuration)',
  },
  NO_ASSIGNEES: { missing: 'most finished items were never assigned to anybody', connect: null },
  NO_HIERARCHY: { missing: 'parents, epics or sub-items are not used', connect: null },
  NO_AREAS: { missing: 'nothing tells areas of the product apart', connect: null },
  NO_TEST_STATE: {
    missing: 'no state or type stands for testing',
    connect: 'the testing state, where there is one (states: in the configuration)',
  },
  NO_WAIT_STATES: {
    missing: 'no state stands for waiting',
    connect: 'the waiting states, where there are some (states: in the configuration)',
  },
  NO_CHECKLISTS: { missing: 'no checklists are used', connect: null },
  NO_TYPES: { missing: 'no types or labels tell kinds of items apart', connect: null },
  NO_LANGUAGE: { missing: 'most texts are in a language without word lists', connect: null },
  NO_CONVERSATION: { missing: 'too little is asked in the tracker to judge answers', connect: null },
  NO_ORDER: {
    missing: 'the present order of the backlog is unknown',
    connect: 'the live tracker, which gives the order of the backlog',
  },
  NO_STATUS_HISTORY: {
    missing: 'changes of state or completion dates are not recorded',
    connect: 'the live tracker, or an export with its change history',
  },
  NO_DESCRIPTION_HISTORY: { missing: 'edits of the text are not recorded', connect: null },
  NO_IMPROVEMENT_CONVENTION: {
    missing: 'no label, type or page for improvements or retrospectives was ever used',
    connect: 'the label for improvements (labels: in the configuration)',
  },
  NO_GOAL_LOCATION: {
    missing: 'the place where the goal is written is unknown',
    connect: 'the place of the goal (productGoal: in the configuration)',
  },
  KEPT_ELSEWHERE: { missing: 'this seems to be kept where the tool cannot look', connect: null },
  AUTOMATED: { missing: 'automation does what would be read from people', connect: null },
  OUTSIDE_SCOPE: {
    missing: 'the question does not arise for this team, or its other half is out of reach',
    connect: null,
  },
  OPTED_OUT: { missing: 'the texts are not opened to the tool', connect: null },
};
