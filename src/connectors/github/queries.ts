/**
 * Our GraphQL queries and the shapes they give, checked against GitHub's schema in the tests. A list gives at most 100
 * nodes; a query's cost is its connection calls / 100 (apis.md §4.3). Bodies are read as Markdown.
 */

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor: string | null;
}

export interface Connection<Node> {
  readonly nodes: readonly (Node | null)[];
  readonly pageInfo: PageInfo;
}

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const ACTOR = '__typename login ... on User { id name }';

export interface GithubActor {
  readonly __typename: string;
  readonly login: string;
  readonly id?: string;
  readonly name?: string | null;
}

export interface GithubMilestone {
  readonly number: number;
  readonly title: string;
  readonly description: string | null;
  readonly state: 'OPEN' | 'CLOSED';
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly dueOn: string | null;
  readonly closedAt: string | null;
}

const MILESTONE = 'number title description state createdAt updatedAt dueOn closedAt';

export interface GithubRelease {
  readonly name: string | null;
  readonly tagName: string;
  readonly description: string | null;
  readonly publishedAt: string | null;
  readonly isDraft: boolean;
}

export interface GithubDiscussion {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly author: GithubActor | null;
  readonly category: { readonly name: string };
}

export interface GithubRepository {
  readonly nameWithOwner: string;
  readonly url: string;
  readonly hasIssuesEnabled: boolean;
  readonly issues: { readonly totalCount: number };
  readonly milestones: Connection<GithubMilestone> | null;
  readonly releases: Connection<GithubRelease> | null;
  readonly pinnedIssues: { readonly nodes: readonly { readonly issue: PinnedIssue }[] } | null;
  readonly discussions: Connection<GithubDiscussion> | null;
}

export interface PinnedIssue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly updatedAt: string;
}

export const REPOSITORY = `query Repository($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name, followRenames: true) {
    nameWithOwner url hasIssuesEnabled
    issues { totalCount }
    milestones(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ${MILESTONE} } ${PAGE_INFO} }
    releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { name tagName description publishedAt isDraft } ${PAGE_INFO} }
    pinnedIssues(first: 3) { nodes { issue { number title body updatedAt } } }
    discussions(first: 50, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { id number title body createdAt author { ${ACTOR} } category { name } } ${PAGE_INFO}
    }
  }
}`;

export const MILESTONES = `query Milestones($owner: String!, $name: String!, $cursor: String) {
  repository(owner: $owner, name: $name) {
    milestones(first: 100, after: $cursor, orderBy: { field: CREATED_AT, direction: DESC }) { nodes { ${MILESTONE} } ${PAGE_INFO} }
  }
}`;

export interface ProjectField {
  readonly __typename: string;
  readonly id: string;
  readonly name: string;
  readonly dataType: string;
  readonly options?: readonly { readonly id: string; readonly name: string }[];
  readonly configuration?: {
    readonly iterations: readonly Iteration[];
    readonly completedIterations: readonly Iteration[];
  };
}

export interface Iteration {
  readonly id: string;
  readonly title: string;
  readonly startDate: string;
  /** Days. */
  readonly duration: number;
}

export interface GithubProject {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly readme: string | null;
  readonly shortDescription: string | null;
  readonly updatedAt: string;
  readonly fields: Connection<ProjectField>;
  readonly statusUpdates: {
    readonly nodes: readonly { readonly createdAt: string; readonly body: string | null }[];
  };
}

const ITERATION = 'id title startDate duration';
const PROJECT = `id number title readme shortDescription updatedAt
  fields(first: 50) { nodes { __typename ... on ProjectV2FieldCommon { id name dataType }
    ... on ProjectV2IterationField { configuration { iterations { ${ITERATION} } completedIterations { ${ITERATION} } } }
    ... on ProjectV2SingleSelectField { options { id name } } } ${PAGE_INFO} }
  statusUpdates(first: 50) { nodes { createdAt body } }`;

export const PROJECT_OF_OWNER = `query Project($owner: String!, $number: Int!) {
  repositoryOwner(login: $owner) {
    __typename
    ... on Organization { projectV2(number: $number) { ${PROJECT} } }
    ... on User { projectV2(number: $number) { ${PROJECT} } }
  }
}`;

/** What a token sees, newest first: for picking when a team is connected. */
export const REPOSITORIES = `query Repositories {
  viewer { repositories(first: 50, orderBy: { field: PUSHED_AT, direction: DESC }, affiliations: [OWNER, COLLABORATOR, ORGANIZATION_MEMBER], ownerAffiliations: [OWNER, COLLABORATOR, ORGANIZATION_MEMBER]) {
    nodes { nameWithOwner }
  } }
}`;

export const PROJECTS = `query Projects($owner: String!) {
  repositoryOwner(login: $owner) {
    __typename
    ... on Organization { projectsV2(first: 50) { nodes { number title closed } } }
    ... on User { projectsV2(first: 50) { nodes { number title closed } } }
  }
}`;

export interface FieldValue {
  readonly __typename: string;
  readonly field?: { readonly name?: string };
  readonly iterationId?: string;
  readonly name?: string | null;
  readonly number?: number | null;
}

const FIELD_NAME = 'field { ... on ProjectV2FieldCommon { name } }';
const FIELD_VALUES = `fieldValues(first: 30) { nodes { __typename
  ... on ProjectV2ItemFieldIterationValue { iterationId ${FIELD_NAME} }
  ... on ProjectV2ItemFieldSingleSelectValue { name ${FIELD_NAME} }
  ... on ProjectV2ItemFieldNumberValue { number ${FIELD_NAME} } } }`;

export interface ProjectItem {
  readonly id: string;
  readonly isArchived: boolean;
  readonly updatedAt: string;
  readonly content: {
    readonly __typename: string;
    readonly number?: number;
    readonly repository?: { readonly nameWithOwner: string };
  } | null;
  readonly fieldValues: { readonly nodes: readonly (FieldValue | null)[] };
}

export const PROJECT_ITEMS = `query ProjectItems($project: ID!, $cursor: String) {
  node(id: $project) { ... on ProjectV2 {
    items(first: 100, after: $cursor) { totalCount nodes { id isArchived updatedAt
      content { __typename ... on Issue { number repository { nameWithOwner } } }
      ${FIELD_VALUES} } ${PAGE_INFO} }
  } }
}`;

export interface TimelineEvent {
  readonly __typename: string;
  readonly createdAt: string;
  readonly actor: GithubActor | null;
  readonly assignee?: GithubActor | null;
  readonly label?: { readonly name: string };
  readonly milestoneTitle?: string;
  readonly stateReason?: string | null;
  readonly closer?: { readonly __typename: string } | null;
  readonly previousTitle?: string;
  readonly currentTitle?: string;
  readonly previousStatus?: string;
  readonly status?: string;
  readonly wasAutomated?: boolean;
  readonly project?: { readonly number: number } | null;
  readonly issueField?: { readonly name?: string } | null;
  readonly previousValue?: string | null;
  readonly newValue?: string | null;
  readonly value?: string | null;
  readonly issueType?: { readonly name: string } | null;
  readonly prevIssueType?: { readonly name: string } | null;
  readonly parent?: RelatedIssue | null;
  readonly subIssue?: RelatedIssue | null;
  readonly blockingIssue?: RelatedIssue | null;
  readonly blockedIssue?: RelatedIssue | null;
  readonly canonical?: RelatedIssue | null;
  readonly fromRepository?: { readonly nameWithOwner: string } | null;
}

export interface RelatedIssue {
  readonly number: number;
  readonly state?: string;
  readonly repository: { readonly nameWithOwner: string };
}

const RELATED = 'number state repository { nameWithOwner }';
const KNOWN = 'number repository { nameWithOwner }';
/** GitHub Enterprise Server lags behind: `basic` leaves out what older servers do not know. */
export type Level = 'full' | 'basic';

const ASSIGNEE = `assignee { __typename ... on User { id login name } ... on Bot { login } ... on Mannequin { login } }`;
const CANONICAL = `canonical { ... on Issue { ${KNOWN} } }`;
const FIELD = 'issueField { ... on IssueFieldCommon { name } }';

/** Name in the enumeration, type, fields beside time and actor. */
const BASIC_EVENTS: readonly (readonly [string, string, string])[] = [
  ['ASSIGNED', 'AssignedEvent', ASSIGNEE],
  ['UNASSIGNED', 'UnassignedEvent', ASSIGNEE],
  ['LABELED', 'LabeledEvent', 'label { name }'],
  ['UNLABELED', 'UnlabeledEvent', 'label { name }'],
  ['MILESTONED', 'MilestonedEvent', 'milestoneTitle'],
  ['DEMILESTONED', 'DemilestonedEvent', 'milestoneTitle'],
  ['CLOSED', 'ClosedEvent', 'stateReason closer { __typename }'],
  ['REOPENED', 'ReopenedEvent', ''],
  ['RENAMED_TITLE', 'RenamedTitleEvent', 'previousTitle currentTitle'],
  ['TRANSFERRED', 'TransferredEvent', 'fromRepository { nameWithOwner }'],
  ['MARKED_AS_DUPLICATE', 'MarkedAsDuplicateEvent', CANONICAL],
  ['UNMARKED_AS_DUPLICATE', 'UnmarkedAsDuplicateEvent', CANONICAL],
];

const NEWER_EVENTS: typeof BASIC_EVENTS = [
  ['ADDED_TO_PROJECT_V2', 'AddedToProjectV2Event', 'project { number }'],
  ['REMOVED_FROM_PROJECT_V2', 'RemovedFromProjectV2Event', 'project { number }'],
  [
    'PROJECT_V2_ITEM_STATUS_CHANGED',
    'ProjectV2ItemStatusChangedEvent',
    'previousStatus status wasAutomated project { number }',
  ],
  ['ISSUE_TYPE_ADDED', 'IssueTypeAddedEvent', 'issueType { name }'],
  ['ISSUE_TYPE_CHANGED', 'IssueTypeChangedEvent', 'issueType { name } prevIssueType { name }'],
  ['ISSUE_TYPE_REMOVED', 'IssueTypeRemovedEvent', 'issueType { name }'],
  ['ISSUE_FIELD_ADDED', 'IssueFieldAddedEvent', `value ${FIELD}`],
  ['ISSUE_FIELD_CHANGED', 'IssueFieldChangedEvent', `previousValue newValue ${FIELD}`],
  ['ISSUE_FIELD_REMOVED', 'IssueFieldRemovedEvent', FIELD],
  ['PARENT_ISSUE_ADDED', 'ParentIssueAddedEvent', `parent { ${KNOWN} }`],
  ['PARENT_ISSUE_REMOVED', 'ParentIssueRemovedEvent', `parent { ${KNOWN} }`],
  ['SUB_ISSUE_ADDED', 'SubIssueAddedEvent', `subIssue { ${KNOWN} }`],
  ['SUB_ISSUE_REMOVED', 'SubIssueRemovedEvent', `subIssue { ${KNOWN} }`],
  ['BLOCKED_BY_ADDED', 'BlockedByAddedEvent', `blockingIssue { ${KNOWN} }`],
  ['BLOCKED_BY_REMOVED', 'BlockedByRemovedEvent', `blockingIssue { ${KNOWN} }`],
  ['BLOCKING_ADDED', 'BlockingAddedEvent', `blockedIssue { ${KNOWN} }`],
  ['BLOCKING_REMOVED', 'BlockingRemovedEvent', `blockedIssue { ${KNOWN} }`],
];

const eventsAt = (level: Level): typeof BASIC_EVENTS =>
  level === 'full' ? [...BASIC_EVENTS, ...NEWER_EVENTS] : BASIC_EVENTS;
const eventFields = (level: Level): string =>
  [
    '__typename',
    ...eventsAt(level).map(([, type, fields]) => `... on ${type} { createdAt actor { ${ACTOR} } ${fields} }`),
  ].join(' ');
const eventTypes = (level: Level): string =>
  eventsAt(level)
    .map(([name]) => `${name}_EVENT`)
    .join(', ');

export interface GithubComment {
  readonly createdAt: string;
  readonly body: string;
  readonly author: GithubActor | null;
}

export interface BodyEdit {
  readonly editedAt: string;
  readonly editor: GithubActor | null;
  readonly diff: string | null;
}

export interface IssueFieldValue {
  readonly __typename: string;
  readonly field?: { readonly name?: string } | null;
  readonly name?: string;
  readonly numberValue?: number;
}

export interface GithubIssue {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: 'OPEN' | 'CLOSED';
  readonly stateReason: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly author: GithubActor | null;
  readonly milestone: { readonly number: number; readonly title: string } | null;
  readonly issueType?: { readonly name: string } | null;
  readonly parent?: (RelatedIssue & { readonly issueType: { readonly name: string } | null }) | null;
  readonly duplicateOf?: RelatedIssue | null;
  readonly reactions: { readonly totalCount: number };
  readonly assignees: { readonly nodes: readonly (GithubActor | null)[] };
  readonly labels: Connection<{ readonly name: string }> | null;
  readonly blockedBy?: Connection<RelatedIssue>;
  readonly blocking?: Connection<RelatedIssue>;
  readonly closedByPullRequestsReferences: Connection<{
    readonly number: number;
    readonly repository: { readonly nameWithOwner: string };
  }> | null;
  readonly issueFieldValues?: { readonly nodes: readonly (IssueFieldValue | null)[] } | null;
  readonly projectItems: {
    readonly nodes: readonly ({
      readonly isArchived: boolean;
      readonly project: { readonly number: number };
      readonly fieldValues: { readonly nodes: readonly (FieldValue | null)[] };
    } | null)[];
  } | null;
  readonly timelineItems: Connection<TimelineEvent>;
  readonly comments: Connection<GithubComment>;
  readonly userContentEdits: Connection<BodyEdit> | null;
}

export type NestedName =
  | 'timelineItems'
  | 'comments'
  | 'userContentEdits'
  | 'labels'
  | 'blockedBy'
  | 'blocking'
  | 'closedByPullRequestsReferences';

/** What a page of issues brings of each list at once; longer lists are topped up. */
const AT_ONCE: Record<NestedName, number> = {
  timelineItems: 50,
  comments: 20,
  userContentEdits: 10,
  labels: 20,
  blockedBy: 10,
  blocking: 10,
  closedByPullRequestsReferences: 5,
};

export const NESTED_NAMES = Object.keys(AT_ONCE) as readonly NestedName[];
const BASIC_NAMES = NESTED_NAMES.filter((name) => name !== 'blockedBy' && name !== 'blocking');

function nested(name: NestedName, args: string, level: Level): string {
  const fields: Record<NestedName, string> = {
    timelineItems: eventFields(level),
    comments: `createdAt body author { ${ACTOR} }`,
    userContentEdits: `editedAt editor { ${ACTOR} } diff`,
    labels: 'name',
    blockedBy: RELATED,
    blocking: RELATED,
    closedByPullRequestsReferences: KNOWN,
  };
  const more =
    name === 'timelineItems'
      ? `, itemTypes: [${eventTypes(level)}]`
      : name === 'closedByPullRequestsReferences'
        ? ', includeClosedPrs: true'
        : '';
  return `${name}(${args}${more}) { nodes { ${fields[name]} } ${PAGE_INFO} }`;
}

const NEWER = `stateReason(enableDuplicate: true) issueType { name } duplicateOf { ${KNOWN} } parent { ${RELATED} issueType { name } }
        issueFieldValues(first: 20) { nodes { __typename
          ... on IssueFieldValueCommon { field { ... on IssueFieldCommon { name } } }
          ... on IssueFieldSingleSelectValue { name } ... on IssueFieldNumberValue { numberValue: value } } }`;

/** Issues in the order of their last change, so that an interrupted pass can go on where it stopped. */
export function issuesQuery(level: Level): string {
  const lists = level === 'full' ? NESTED_NAMES : BASIC_NAMES;
  return `query Issues($owner: String!, $name: String!, $cursor: String, $since: DateTime, $first: Int!) {
  repository(owner: $owner, name: $name) {
    issues(first: $first, after: $cursor, filterBy: { since: $since }, orderBy: { field: UPDATED_AT, direction: ASC }) {
      totalCount
      nodes {
        id number title body state createdAt updatedAt closedAt author { ${ACTOR} } milestone { number title }
        ${level === 'full' ? NEWER : 'stateReason'}
        reactions { totalCount }
        assignees(first: 10) { nodes { __typename login id name } }
        projectItems(first: 5, includeArchived: true) { nodes { isArchived project { number } ${FIELD_VALUES} } }
        ${lists.map((list) => nested(list, `first: ${AT_ONCE[list]}`, level)).join('\n        ')}
      } ${PAGE_INFO}
    }
  }
}`;
}

export const ISSUE_NUMBERS = `query IssueNumbers($owner: String!, $name: String!, $cursor: String) {
  repository(owner: $owner, name: $name) { issues(first: 100, after: $cursor) { nodes { number } ${PAGE_INFO} } }
}`;

export interface TopUp {
  readonly id: string;
  readonly list: NestedName;
  readonly after: string | null;
}

export const TOP_UP_BATCH = 20;

/** One query for the next parts of many issues' long lists; the answers are named t0, t1, … */
export function topUpQuery(
  batch: readonly TopUp[],
  level: Level = 'full',
): { query: string; variables: Record<string, unknown> } {
  const declared = batch.map((_, index) => `$i${index}: ID!, $a${index}: String`).join(', ');
  const parts = batch.map(
    ({ list }, index) =>
      `t${index}: node(id: $i${index}) { ... on Issue { ${nested(list, `first: 100, after: $a${index}`, level)} } }`,
  );
  const variables = Object.fromEntries(
    batch.flatMap(({ id, after }, index) => [
      [`i${index}`, id],
      [`a${index}`, after],
    ]),
  );
  return { query: `query TopUp(${declared}) { ${parts.join('\n')} }`, variables };
}

export interface GithubPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly mergedAt: string | null;
  readonly closedAt: string | null;
  readonly isDraft: boolean;
  readonly additions: number;
  readonly deletions: number;
  readonly totalCommentsCount: number | null;
  readonly author: GithubActor | null;
  readonly labels: { readonly nodes: readonly ({ readonly name: string } | null)[] } | null;
  readonly closingIssuesReferences: { readonly nodes: readonly (RelatedIssue | null)[] } | null;
  readonly reviews: {
    readonly nodes: readonly ({
      readonly submittedAt: string | null;
      readonly author: GithubActor | null;
    } | null)[];
  } | null;
  readonly timelineItems: { readonly nodes: readonly ({ readonly createdAt?: string } | null)[] };
  readonly commits: {
    readonly nodes: readonly ({
      readonly commit: {
        readonly statusCheckRollup: { readonly state: string } | null;
        readonly authors: { readonly nodes: readonly ({ readonly user: GithubActor | null } | null)[] };
      };
    } | null)[];
  };
}

export const PULLS = `query PullRequests($owner: String!, $name: String!, $cursor: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: 50, after: $cursor, orderBy: { field: UPDATED_AT, direction: DESC }) {
      nodes {
        number title body createdAt updatedAt mergedAt closedAt isDraft additions deletions totalCommentsCount author { ${ACTOR} }
        labels(first: 20) { nodes { name } }
        closingIssuesReferences(first: 10) { nodes { ${KNOWN} } }
        reviews(first: 30) { nodes { submittedAt author { ${ACTOR} } } }
        timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT]) { nodes { ... on ReadyForReviewEvent { createdAt } } }
        commits(last: 1) { nodes { commit { statusCheckRollup { state } authors(first: 5) { nodes { user { __typename login id name } } } } } }
      } ${PAGE_INFO}
    }
  }
}`;

export const VIEWER = `query Viewer { viewer { login } rateLimit { limit remaining } }`;
