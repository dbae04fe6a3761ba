/**
 * Our nested queries and the shapes they give, checked against Linear's schema in the tests. Complexity: a scalar counts
 * 0.1, an object 1, a connection its children times `first`; one query may cost 10,000 points (apis.md §3.2).
 */

import { COMMENT_POINTS, HISTORY_POINTS, QUERY_BUDGET, TOP_UP_STEPS, type PagePlan } from './page-plan.ts';

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Connection<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: PageInfo;
}

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const USER = 'id name displayName email active app';

export interface LinearUser {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly active: boolean;
  readonly app: boolean;
}

export interface LinearState {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly position: number;
}

export interface LinearLabel {
  readonly id: string;
  readonly name: string;
  readonly parent: { readonly name: string } | null;
}

export interface LinearTeam {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly description: string | null;
  readonly timezone: string;
  readonly cyclesEnabled: boolean;
  readonly cycleCooldownTime: number;
  readonly issueEstimationType: string;
  readonly issueCount: number;
  readonly organization: { readonly urlKey: string } | null;
  readonly states: Connection<LinearState>;
  readonly memberships: Connection<{ readonly owner: boolean; readonly user: LinearUser }>;
}

export const TEAM_KEYS = `query TeamKeys { teams(first: 100) { nodes { key } } }`;

export const TEAM = `query Team($key: String!) {
  teams(first: 1, filter: { key: { eq: $key } }) { nodes {
    id key name description timezone cyclesEnabled cycleCooldownTime issueEstimationType issueCount(includeArchived: true)
    organization { urlKey }
    states(first: 60) { nodes { id name type position } ${PAGE_INFO} }
    memberships(first: 100) { nodes { owner user { ${USER} } } ${PAGE_INFO} }
  } }
}`;

export const MEMBERS = `query Members($id: String!, $after: String) {
  team(id: $id) { memberships(first: 250, after: $after) { nodes { owner user { ${USER} } } ${PAGE_INFO} } }
}`;

export const LABELS = `query Labels($after: String) {
  issueLabels(first: 250, after: $after, includeArchived: true) { nodes { id name parent { name } } ${PAGE_INFO} }
}`;

export const USERS = `query Users($ids: [ID!]!, $after: String) {
  users(first: 100, after: $after, includeDisabled: true, includeArchived: true, filter: { id: { in: $ids } }) {
    nodes { ${USER} } ${PAGE_INFO}
  }
}`;

export interface LinearDocument {
  readonly id: string;
  readonly title: string;
  readonly content: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly creator: { readonly id: string } | null;
}

export interface LinearCycle {
  readonly id: string;
  readonly number: number;
  readonly name: string | null;
  readonly description: string | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly completedAt: string | null;
  readonly uncompletedIssuesUponClose: Connection<{ readonly identifier: string }>;
  readonly documents: Connection<LinearDocument>;
}

/**
 * Cycles with the documents that may hold their goals, and what was left in them when they closed. Linear's daily counts are
 * left out: the issues' own histories say the same with the person and the time.
 */
export const CYCLES = `query Cycles($team: ID!, $after: String) {
  cycles(first: 100, after: $after, includeArchived: true, filter: { team: { id: { eq: $team } } }) { nodes {
    id number name description startsAt endsAt completedAt
    uncompletedIssuesUponClose(first: 25, includeArchived: true) { nodes { identifier } ${PAGE_INFO} }
    documents(first: 5) { nodes { id title content createdAt updatedAt creator { id } } ${PAGE_INFO} }
  } ${PAGE_INFO} }
}`;

export interface LinearUpdate {
  readonly id: string;
  readonly createdAt: string;
  readonly body: string;
  readonly user: { readonly id: string } | null;
}

export interface LinearInitiative {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly content: string | null;
  readonly status: string;
  readonly targetDate: string | null;
  readonly updatedAt: string;
  readonly owner: { readonly id: string } | null;
  readonly initiativeUpdates: Connection<LinearUpdate>;
}

export interface LinearMilestone {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly targetDate: string | null;
  readonly updatedAt: string;
}

export interface LinearProject {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly content: string | null;
  readonly status: { readonly type: string };
  readonly targetDate: string | null;
  readonly updatedAt: string;
  readonly trashed: boolean | null;
  readonly lead: { readonly id: string } | null;
  readonly projectUpdates: Connection<LinearUpdate>;
  readonly initiatives: Connection<LinearInitiative>;
  readonly projectMilestones: Connection<LinearMilestone>;
}

const UPDATE = 'id createdAt body user { id }';

export const PROJECTS = `query Projects($id: String!, $after: String) {
  team(id: $id) { projects(first: 30, after: $after, includeArchived: true) { nodes {
    id name description content status { type } targetDate updatedAt trashed lead { id }
    projectUpdates(first: 15) { nodes { ${UPDATE} } ${PAGE_INFO} }
    projectMilestones(first: 15) { nodes { id name status targetDate updatedAt } ${PAGE_INFO} }
    initiatives(first: 4) { nodes {
      id name description content status targetDate updatedAt owner { id }
      initiativeUpdates(first: 10) { nodes { ${UPDATE} } ${PAGE_INFO} }
    } ${PAGE_INFO} }
  } ${PAGE_INFO} } }
}`;

/** Issues whose comments changed: a comment need not touch the issue's own time. */
export const COMMENTED = `query Commented($filter: CommentFilter!, $after: String) {
  comments(first: 250, after: $after, filter: $filter) { nodes { issue { id } } ${PAGE_INFO} }
}`;

export const ISSUE_KEYS = `query IssueKeys($filter: IssueFilter!, $after: String) {
  issues(first: 250, after: $after, includeArchived: true, filter: $filter) { nodes { identifier } ${PAGE_INFO} }
}`;

/** Keys of issues that histories name by id only. */
export const ISSUE_IDENTIFIERS = `query IssueIdentifiers($ids: [ID!]!, $after: String) {
  issues(first: 100, after: $after, includeArchived: true, filter: { id: { in: $ids } }) { nodes { id identifier } ${PAGE_INFO} }
}`;

export interface LinearHistory {
  readonly createdAt: string;
  readonly actorId: string | null;
  readonly botActor: { readonly type: string } | null;
  readonly descriptionUpdatedBy: readonly { readonly id: string }[] | null;
  readonly issueImport: { readonly id: string } | null;
  readonly workflowMetadata: { readonly __typename: string } | null;
  readonly triageResponsibilityAutoAssigned: boolean | null;
  readonly autoClosed: boolean | null;
  readonly autoArchived: boolean | null;
  readonly archived: boolean | null;
  readonly updatedDescription: boolean | null;
  readonly fromStateId: string | null;
  readonly toStateId: string | null;
  readonly fromAssigneeId: string | null;
  readonly toAssigneeId: string | null;
  readonly fromPriority: number | null;
  readonly toPriority: number | null;
  readonly fromEstimate: number | null;
  readonly toEstimate: number | null;
  readonly fromCycleId: string | null;
  readonly toCycleId: string | null;
  readonly fromProjectId: string | null;
  readonly toProjectId: string | null;
  readonly fromParentId: string | null;
  readonly toParentId: string | null;
  readonly fromTeamId: string | null;
  readonly toTeamId: string | null;
  readonly fromTitle: string | null;
  readonly toTitle: string | null;
  readonly fromDueDate: string | null;
  readonly toDueDate: string | null;
  readonly addedLabelIds: readonly string[] | null;
  readonly removedLabelIds: readonly string[] | null;
  readonly attachmentId: string | null;
  readonly relationChanges: readonly { readonly identifier: string; readonly type: string }[] | null;
}

const HISTORY = `createdAt actorId botActor { type } descriptionUpdatedBy { id } issueImport { id }
  workflowMetadata { __typename } triageResponsibilityAutoAssigned
  autoClosed autoArchived archived updatedDescription
  fromStateId toStateId fromAssigneeId toAssigneeId fromPriority toPriority fromEstimate toEstimate fromCycleId toCycleId
  fromProjectId toProjectId fromParentId toParentId fromTeamId toTeamId fromTitle toTitle
  fromDueDate toDueDate addedLabelIds removedLabelIds attachmentId relationChanges { identifier type }`;

export interface LinearComment {
  readonly createdAt: string;
  readonly body: string;
  readonly user: { readonly id: string } | null;
  readonly botActor: { readonly type: string } | null;
  readonly externalUser: { readonly id: string; readonly name: string; readonly email: string | null } | null;
}

const COMMENT = 'createdAt body user { id } botActor { type } externalUser { id name email }';

export interface LinearRelation {
  readonly type: string;
  readonly issue?: RelatedIssue;
  readonly relatedIssue?: RelatedIssue;
}

export interface RelatedIssue {
  readonly identifier: string;
  readonly state: { readonly type: string };
}

export interface LinearIssue {
  readonly id: string;
  readonly identifier: string;
  readonly previousIdentifiers: readonly string[];
  readonly title: string;
  readonly description: string | null;
  readonly priority: number;
  readonly sortOrder: number;
  readonly estimate: number | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archivedAt: string | null;
  readonly trashed: boolean | null;
  readonly dueDate: string | null;
  readonly labelIds: readonly string[];
  readonly customerTicketCount: number;
  readonly team: { readonly key: string };
  readonly state: { readonly id: string };
  readonly creator: { readonly id: string } | null;
  readonly botActor: { readonly type: string } | null;
  readonly externalUserCreator: {
    readonly id: string;
    readonly name: string;
    readonly email: string | null;
  } | null;
  readonly asksRequester: { readonly id: string } | null;
  readonly assignee: { readonly id: string } | null;
  readonly cycle: { readonly id: string } | null;
  readonly project: { readonly id: string; readonly name: string } | null;
  readonly projectMilestone: { readonly name: string } | null;
  readonly parent: {
    readonly id: string;
    readonly identifier: string;
    readonly labelIds: readonly string[];
  } | null;
  readonly needs: Connection<{ readonly id: string }>;
  readonly attachments: Connection<{ readonly url: string; readonly sourceType: string | null }>;
  readonly stateHistory: Connection<{
    readonly stateId: string;
    readonly startedAt: string;
    readonly endedAt: string | null;
  }>;
  readonly history: Connection<LinearHistory>;
  readonly comments: Connection<LinearComment>;
  readonly relations: Connection<LinearRelation>;
  readonly inverseRelations: Connection<LinearRelation>;
}

const RELATED = 'identifier state { type }';
const NESTED = {
  history: HISTORY,
  comments: COMMENT,
  relations: `type relatedIssue { ${RELATED} }`,
  inverseRelations: `type issue { ${RELATED} }`,
  stateHistory: 'stateId startedAt endedAt',
  needs: 'id',
  attachments: 'url sourceType',
} as const;

export type NestedName = keyof typeof NESTED;

/** What a page of issues brings of the short lists at once; longer ones are topped up. */
const AT_ONCE = { relations: 2, inverseRelations: 2, needs: 2, attachments: 3 } as const;

export const NESTED_NAMES = Object.keys(NESTED) as readonly NestedName[];

const nested = (name: NestedName, args: string): string =>
  `${name}(${args}) { nodes { ${NESTED[name]} } ${PAGE_INFO} }`;

/**
 * A page of issues. Spans of states are not in it: they are asked for where a history has a hole (`complete.ts`).
 * The sizes stand in the text because Linear counts a query's cost from them.
 */
export function issuesQuery({ issues, history, comments }: PagePlan): string {
  const lists: readonly [NestedName, number][] = [
    ['history', history],
    ['comments', comments],
    ['relations', AT_ONCE.relations],
    ['inverseRelations', AT_ONCE.inverseRelations],
    ['needs', AT_ONCE.needs],
    ['attachments', AT_ONCE.attachments],
  ];
  return `query Issues($filter: IssueFilter!, $after: String) {
  issues(first: ${issues}, after: $after, includeArchived: true, orderBy: updatedAt, filter: $filter) { nodes {
    id identifier previousIdentifiers title description priority sortOrder estimate
    createdAt updatedAt archivedAt trashed dueDate labelIds customerTicketCount
    team { key } state { id } creator { id } botActor { type }
    externalUserCreator { id name email } asksRequester { id }
    assignee { id } cycle { id } project { id name } projectMilestone { name } parent { id identifier labelIds }
    ${lists.map(([name, first]) => nested(name, `first: ${first}`)).join('\n    ')}
  } ${PAGE_INFO} }
}`;
}

export interface TopUp {
  readonly id: string;
  readonly list: NestedName;
  readonly after: string | null;
  /** Entries to ask for: few at first, more when the list turns out to be very long. */
  readonly first: number;
}

/** Points that one entry of a list costs, for batches that stay under the limit of one query. */
const ENTRY_POINTS: Record<NestedName, number> = {
  history: HISTORY_POINTS,
  comments: COMMENT_POINTS,
  relations: 4.5,
  inverseRelations: 4.5,
  stateHistory: 2.5,
  needs: 2.3,
  attachments: 2.4,
};

/** How many entries to ask for after `before` of a list that still goes on. */
export function topUpFirst(before: number | null): number {
  return TOP_UP_STEPS.find((step) => before === null || step > before) ?? before ?? TOP_UP_STEPS[0];
}

/** How many of the waiting lists fit into one query. */
export function topUpBatch(waiting: readonly TopUp[]): number {
  let points = 0;
  let count = 0;
  for (const { list, first } of waiting) {
    points += 2 + first * ENTRY_POINTS[list];
    if (points > QUERY_BUDGET && count > 0) break;
    count++;
  }
  return count;
}

/** One query for the next parts of many issues' long lists; the answers are named t0, t1, … */
export function topUpQuery(batch: readonly TopUp[]): { query: string; variables: Record<string, unknown> } {
  const declared = batch.map((_, index) => `$i${index}: String!, $a${index}: String`).join(', ');
  const parts = batch.map(
    ({ list, first }, index) =>
      `t${index}: issue(id: $i${index}) { ${nested(list, `first: ${first}, after: $a${index}`)} }`,
  );
  const variables = Object.fromEntries(
    batch.flatMap(({ id, after }, index) => [
      [`i${index}`, id],
      [`a${index}`, after],
    ]),
  );
  return { query: `query TopUp(${declared}) { ${parts.join('\n')} }`, variables };
}
