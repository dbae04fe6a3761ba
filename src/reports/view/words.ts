import { CATALOGUE } from '../../analyzers/catalogue.ts';
import { GROUPS, type Analyzer, type Group } from '../../analyzers/analyzer.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import type {
  CoachingOwner,
  CriterionId,
  FindingState,
  Responsibility,
  RoleReport,
  Severity,
} from '../report.ts';

/** Words of the report that are the same for every team. */
export const OWNER_WORDS: Record<CoachingOwner, string> = {
  'scrum-team': 'the Scrum Team',
  'product-owner': 'the Product Owner',
  'scrum-master': 'the Scrum Master',
  developers: 'the Developers',
  management: 'management, together with the Scrum Team',
};

export const ROLE_WORDS = { 'product-owner': 'Product Owner', 'scrum-master': 'Scrum Master' } as const;

export const SEVERITY_WORDS: Record<Severity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];

export const STATE_WORDS: Record<FindingState, string> = {
  detected: 'found',
  clear: 'in order',
  'insufficient-sample': 'too little data',
  'not-observable': 'cannot be seen',
  suppressed: 'accepted by the team',
};

export const SEEN_WORDS: Record<Responsibility['state'], string> = {
  seen: 'seen',
  partly: 'partly',
  'not-seen': 'not seen',
  'cannot-tell': 'cannot tell',
};

/** A sign beside each word, so that neither colour nor sign alone carries the meaning. */
export const SEEN_SIGNS: Record<Responsibility['state'], string> = {
  seen: '●',
  partly: '◐',
  'not-seen': '○',
  'cannot-tell': '–',
};

export const BASIS_WORDS: Record<RoleReport['basis'], string> = {
  declared: 'named in the configuration',
  tracker: 'named in the tracker',
  inferred: 'inferred from what is seen; please confirm',
  none: 'not known',
};

export const BAND_WORDS = {
  healthy: 'healthy',
  workable: 'workable',
  'needs-attention': 'needs attention',
} as const;

export const SCORE_REASON_WORDS = {
  COVERAGE: 'Too little of the Product Backlog can be seen for a score.',
  TOO_FEW_ITEMS: 'There are too few Product Backlog Items for a score.',
  NOT_PREDICTIVE: 'The score is hidden: for this team it does not predict which items go well.',
} as const;

export const PART_WORDS = {
  ready: { name: 'Ready', what: 'enough items at the top are ready for the next sprint' },
  value: { name: 'Value', what: 'items say what they are good for' },
  order: { name: 'Order', what: 'work is started in the order of the backlog' },
  lean: { name: 'Lean', what: 'the backlog is short and free of old and double items' },
  alive: { name: 'Alive', what: 'somebody orders and refines it regularly' },
} as const;

export const CRITERION_WORDS: Record<CriterionId, string> = {
  'who-what': 'Who and what',
  value: 'Value',
  testable: 'Testable',
  small: 'Small',
  sized: 'Sized',
  independent: 'Independent',
  atomic: 'One need',
  negotiable: 'Negotiable',
  traceable: 'Traceable',
  conversation: 'Talked about',
  fresh: 'Fresh',
};

/** What is missing, in words a team can act on. */
export const REASON_WORDS: Record<ReasonCode, string> = {
  NO_CHANGELOG: 'the source holds no history of changes',
  HISTORY_TRUNCATED: 'the history was cut off by the source',
  NO_RANK_HISTORY: 'changes of the order are not recorded',
  NO_ITERATION_HISTORY: 'changes of sprint membership are not recorded',
  NO_SPRINT_ACTOR: 'who starts and closes sprints is not recorded',
  NO_SPRINTS: 'no sprints were found',
  NO_GOAL_FIELD: 'the source has no field for a Sprint Goal',
  NO_ESTIMATES: 'the team does not estimate',
  NO_AC_CONVENTION: 'acceptance criteria are not kept where they can be read',
  NO_ACCEPT_STATE: 'there is no state for acceptance',
  NO_BLOCK_CONVENTION: 'blocked work is not marked',
  NO_CALENDAR: 'no calendar is connected',
  NO_ATTENDEES: 'the calendar does not say who takes part',
  NO_WIKI: 'no wiki is connected',
  NO_ROLE_MAP: 'nobody is named for the roles',
  ROLE_NOT_INFERABLE: 'who holds the role cannot be told from the data',
  NO_RELEASE_DATA: 'releases are not recorded',
  NO_PR_LINK: 'pull requests are not linked to items',
  SHARED_ACCOUNT: 'several people share one account',
  PERMISSION_DENIED: 'the token may not read it',
  NOT_SCRUM: 'the team does not work in sprints',
  NO_ROSTER: 'the members of the team are not known',
  NO_ASSIGNEES: 'items are not assigned',
  NO_HIERARCHY: 'items have no parents',
  NO_AREAS: 'areas of the product are not marked',
  NO_TEST_STATE: 'there is no state for testing',
  NO_WAIT_STATES: 'waiting is not a state of its own',
  NO_CHECKLISTS: 'items have no checklists',
  NO_TYPES: 'items have no types',
  NO_LANGUAGE: 'the language of the texts is not supported',
  NO_CONVERSATION: 'the conversation is held elsewhere',
  NO_ORDER: 'the backlog has no order',
  NO_STATUS_HISTORY: 'changes of status are not recorded',
  NO_DESCRIPTION_HISTORY: 'changes of descriptions are not recorded',
  NO_IMPROVEMENT_CONVENTION: 'improvement actions are not marked',
  NO_GOAL_LOCATION: 'no place for a Product Goal was found',
  KEPT_ELSEWHERE: 'the team keeps it elsewhere',
  AUTOMATED: 'automation does it',
  OUTSIDE_SCOPE: 'it lies outside what is read',
  OPTED_OUT: 'the team chose not to have it read',
};

const rules = new Map<string, Analyzer>(CATALOGUE.map((rule) => [rule.id, rule]));

/** The rule of the catalogue; undefined for a document of a newer version. */
export function ruleOf(id: string): Analyzer | undefined {
  return rules.get(id);
}

/** Whether the ratio or score that a rule measures is shown in percent. */
export function inPercent(rule: string): boolean {
  return ruleOf(rule)?.primary.inPercent === true;
}

/** Rules whose findings are about the single holder of a role, however anonymous the report is. */
const ROLE_GROUPS: readonly Group[] = ['role-clarity', 'product-owner', 'scrum-master'];

/** Who should see a finding before anybody else does, or null. */
export function showFirstTo(rule: string): string | null {
  const group = ruleOf(rule)?.group;
  if (group === undefined || !ROLE_GROUPS.includes(group)) return null;
  if (group === 'product-owner') return 'the Product Owner';
  if (group === 'scrum-master') return 'the Scrum Master';
  return 'the people who hold the two roles';
}

export { GROUPS, type Group };

export const PURPOSE =
  'For the team’s own retrospective. Not for appraising anyone’s performance, pay or staffing, and not for comparing teams.';
