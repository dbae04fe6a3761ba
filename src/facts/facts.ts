import type { ReasonCode } from '../history/reasons.ts';
import type {
  Attendee,
  ChecklistEntry,
  EventKind,
  GoalText,
  Instant,
  Item,
  ItemKey,
  LinkKind,
  PersonId,
  PullRequest,
  Release,
  RoadmapEntry,
  Role,
  ScrumEvent,
  Snapshot,
  Sprint,
  Status,
  StatusCategory,
  StatusId,
} from '../history/team-history.ts';
import type { WorkingTime } from '../history/working-time.ts';
import type { Agreements } from './agreements.ts';

/**
 * What analyzers may ask of a team's history: one slice for each name of the closed list of facts (`needs`).
 * Bots are removed, nothing later than `asOf` exists, populations are those of the rule table.
 * `unseen` is empty when the slice can be observed; otherwise it holds why not, and its values are empty.
 */
export interface Facts {
  readonly items: ItemFacts;
  readonly changes: ChangeFacts;
  readonly statusHistory: StatusFacts;
  readonly assigneeHistory: AssigneeFacts;
  readonly rankHistory: OrderingFacts;
  readonly priorityHistory: OrderingFacts;
  readonly descriptionHistory: DescriptionFacts;
  readonly estimateHistory: EstimateHistoryFacts;
  readonly order: OrderFacts;
  readonly sprints: SprintFacts;
  readonly sprintHistory: SprintHistoryFacts;
  readonly sprintGoals: SprintGoalFacts;
  readonly goals: GoalFacts;
  readonly roadmap: RoadmapFacts;
  readonly hierarchy: HierarchyFacts;
  readonly areas: AreaFacts;
  readonly types: TypeFacts;
  readonly estimates: EstimateFacts;
  readonly acceptanceCriteria: AcceptanceCriteriaFacts;
  readonly checklists: ChecklistFacts;
  readonly boardStates: BoardStateFacts;
  readonly links: LinkFacts;
  readonly comments: CommentFacts;
  readonly events: EventFacts;
  readonly attendees: AttendeeFacts;
  readonly roles: RoleFacts;
  readonly roster: RosterFacts;
  readonly pullRequests: PullRequestFacts;
  readonly releases: ReleaseFacts;
  readonly wiki: Slice;
  readonly improvementItems: ImprovementFacts;
  readonly customerSignals: CustomerSignalFacts;
  readonly updates: UpdateFacts;
}

/** Given to every analyzer beside the facts it needs. */
export interface Frame {
  readonly asOf: Instant;
  readonly window: Window;
  readonly clock: WorkingTime;
  readonly agreements: Agreements;
  /** Readiness and text quality of single items. */
  readonly quality: QualityFacts;
  readonly words: Vocabulary;
}

/** How people and items are called, for evidence and guards; always given, never a fact to judge by. */
export interface Vocabulary {
  kindOf(item: Item): ItemKind;
  isExpedite(item: Item): boolean;
  categoryOf(status: StatusId): StatusCategory;
  nameOf(status: StatusId): string;
  /** In a state for ideas, triage or an icebox: not yet accepted into the Product Backlog. */
  isIdea(item: Item): boolean;
  /** `unknown` for nobody, and while a role or the team is not known. */
  roleOf(person: PersonId | null): 'product-owner' | 'scrum-master' | 'developer' | 'outside' | 'unknown';
  /** Members, where known. */
  readonly teamSize: number | null;
  /** Scrum events that were found in [from, to), for guards: that none was found proves nothing. */
  meetings(kind: EventKind, from: Instant, to: Instant): readonly ScrumEvent[];
}

export interface Slice {
  readonly unseen: readonly ReasonCode[];
}

/** A sprint of the past with all its dates. */
export interface ClosedSprint extends Sprint {
  readonly state: 'closed';
  readonly start: Instant;
  readonly end: Instant;
  readonly completed: Instant;
}

/** A sprint of W, or two consecutive ISO weeks in a team without sprints. */
export interface Period {
  readonly name: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly sprint: ClosedSprint | null;
}

/** W: the last 6 sprints completed by `asOf`, else the last 12 complete ISO weeks; oldest first. */
export interface Window {
  readonly from: Instant | null;
  readonly to: Instant | null;
  readonly sprints: readonly ClosedSprint[];
  /** Up to 12 sprints, W included, for rules that need more. */
  readonly lookBack: readonly ClosedSprint[];
  readonly periods: readonly Period[];
  /** Sprints that were left out, with the reason, for the data notes. */
  readonly leftOut: readonly { readonly sprint: Sprint; readonly why: 'undated' | 'empty' | 'no length' }[];
}

export interface ItemFacts extends Slice {
  /** Product Backlog Items, oldest first. */
  readonly pbis: readonly Item[];
  /** PBIs on which anything happened at or after the time: created, changed, finished, commented. Oldest first. */
  pbisSince(since: Instant): readonly Item[];
  readonly subs: readonly Item[];
  readonly above: readonly Item[];
  /** PBIs whose status category is not Done. */
  readonly open: readonly Item[];
  /** Open PBIs that have entered a status in progress and are not back in to do. */
  readonly started: readonly Item[];
  /** Done PBIs, not dropped. */
  readonly done: readonly Item[];
  /** Open PBIs that are not started and not in an active sprint. */
  readonly backlog: readonly Item[];
  get(key: ItemKey): Item | undefined;
  children(key: ItemKey): readonly Item[];
  url(key: ItemKey): string | null;
  /** Last entry into Done; null while open, dropped, or where the source does not say. */
  finishOf(item: Item): Instant | null;
}

export interface ChangeFacts extends Slice {
  /** Single field changes by humans in [from, to), any item, in order of time. */
  between(from: Instant, to: Instant): readonly ItemChange[];
  /** Last substantive human change: texts, estimate, rank session, comment; bulk edits do not count. */
  lastTouch(item: Item): Instant;
  /** Items of every level created in [from, to), oldest first. */
  createdBetween(from: Instant, to: Instant): readonly Item[];
}

export interface ItemChange {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly automated: boolean;
}

export interface Transition {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly automated: boolean;
  readonly from: Status;
  readonly to: Status;
}

export interface StatusSpan {
  readonly status: Status;
  readonly from: Instant;
  /** `asOf` for the present status. */
  readonly to: Instant;
}

export interface StatusFacts extends Slice {
  /** First entry into a status in progress, reset once if the item went back to to do; null if never. */
  startOf(item: Item): Instant | null;
  /** Last entry into Done; null while open or dropped. */
  finishOf(item: Item): Instant | null;
  /** Start to finish in working days; null without both. */
  cycleDays(item: Item): number | null;
  /** Start to `asOf` in working days; null when not in progress. */
  ageDays(item: Item): number | null;
  statusAt(item: Item, at: Instant): Status | null;
  categoryAt(item: Item, at: Instant): StatusCategory | null;
  /** All moves between statuses, automated ones too, in order. */
  transitions(item: Item): readonly Transition[];
  /** Moves of all PBIs in [from, to), in order of time. */
  transitionsBetween(from: Instant, to: Instant): readonly Transition[];
  spans(item: Item): readonly StatusSpan[];
  /** PBIs finished in [from, to). */
  finishedBetween(from: Instant, to: Instant): readonly Item[];
  /** PBIs with a move between statuses in [from, to). */
  touchedBetween(from: Instant, to: Instant): readonly Item[];
  /** PBIs that were started and unfinished at some time of [from, to), with a recorded move before its end. */
  inWorkBetween(from: Instant, to: Instant): readonly Item[];
  /** PBIs that ever went back from Done. */
  readonly reopened: readonly Item[];
  /** PBIs in a status in progress at that time. */
  inProgressAt(at: Instant): readonly Item[];
  /** PBIs finished in each period of W. */
  readonly throughput: readonly number[];
  /** Empty when completion dates are known, from changes of state or as the source states them. */
  readonly unseenFinishes: readonly ReasonCode[];
}

export interface Assignment {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly to: PersonId;
  readonly from: PersonId | null;
  readonly automated: boolean;
}

export interface AssigneeFacts extends Slice {
  /** Assignments of PBIs to a person in [from, to), in order. */
  between(from: Instant, to: Instant): readonly Assignment[];
  assigneeAt(item: Item, at: Instant): PersonId | null;
  /** Everybody who ever had the item or one of its sub-items. */
  assigneesOf(item: Item): readonly PersonId[];
  /** Share of Done PBIs that were ever assigned. */
  readonly usedShare: number;
  /** PBIs finished in [from, to). */
  doneBetween(from: Instant, to: Instant): readonly Item[];
  /** Assigned PBIs in progress at that time. */
  activeAt(at: Instant): readonly Item[];
}

/** Events of one kind by one actor, each within 10 minutes of the one before. */
export interface Session {
  readonly by: PersonId | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly items: readonly Item[];
  readonly events: number;
}

export interface OrderingFacts extends Slice {
  /**
   * Ordering sessions on unstarted PBIs outside an active sprint, in [from, to). Rank changes within 60 s of a sprint
   * change by the same actor are dropped. Sessions seen only as the difference of two snapshots have no actor.
   */
  sessions(from: Instant, to: Instant): readonly Session[];
  /** Priority values from the highest to the lowest. */
  readonly priorities: readonly string[];
  /** Snapshots that hold the order of the backlog, oldest first. */
  readonly snapshots: readonly Snapshot[];
}

export interface TextEdit {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly field: 'title' | 'description' | 'acceptanceCriteria' | 'checklist';
  /** Null where the source records that, not what, was edited. */
  readonly from: string | null;
  readonly to: string | null;
}

export interface DescriptionFacts extends Slice {
  edits(item: Item): readonly TextEdit[];
  /** False where the source records that, not what, was edited (Linear). */
  readonly withTexts: boolean;
  /** The item as its texts stood at that time. */
  textsAt(item: Item, at: Instant): Pick<Item, 'title' | 'description' | 'acceptanceCriteria'>;
}

export interface EstimateSetting {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly value: number;
}

export interface EstimateHistoryFacts extends Slice {
  /** First estimate of each PBI that was made in [from, to). */
  firstEstimates(from: Instant, to: Instant): readonly EstimateSetting[];
  estimateAt(item: Item, at: Instant): number | null;
  settings(item: Item): readonly EstimateSetting[];
}

export type Zone = 'now' | 'next' | 'later';

export interface OrderFacts extends Slice {
  /** Backlog items from the top: by rank, else by priority and sprint. */
  readonly backlog: readonly Item[];
  readonly basis: 'rank' | 'priority' | null;
  /** T: median number of PBIs Done per period, rounded half up, at least 1. */
  readonly throughputPerPeriod: number;
  zoneOf(item: Item): Zone;
  /** First 1×T, up to 3×T, the rest. */
  readonly zones: Readonly<Record<Zone, readonly Item[]>>;
  readonly snapshots: readonly Snapshot[];
}

export interface SprintFacts extends Slice {
  readonly all: readonly Sprint[];
  readonly active: readonly Sprint[];
  readonly future: readonly Sprint[];
  /** Closed and dated, oldest first (more than W). */
  readonly closed: readonly ClosedSprint[];
  /** Times at which items of the sprint changed their status, from its start to its completion. */
  movesOf(sprint: ClosedSprint): readonly Instant[];
  /** PBIs that belonged to the sprint at that time. */
  itemsAt(sprint: Sprint, at: Instant): readonly Item[];
  readonly automatic: boolean;
  readonly cooldownDays: number;
  readonly sharedBoard: boolean;
}

export interface ScopeChange {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly automated: boolean;
}

/** The sets of a sprint (rules §0.3). */
export interface SprintScope {
  readonly sprint: Sprint;
  /** Everything that was in the sprint at any time between its start and its completion. */
  readonly items: readonly Item[];
  /** C: in the sprint at start + grace. */
  readonly committed: readonly Item[];
  /** A: entered later. */
  readonly added: readonly ScopeChange[];
  /** R: left before the close. */
  readonly removed: readonly ScopeChange[];
  /** D: Done at close (for a running sprint: by now). */
  readonly done: readonly Item[];
  /** K: in the sprint at close and neither Done nor dropped. */
  readonly carriedOver: readonly Item[];
  /** start + grace (24 h or 10 % of the length, the smaller). */
  readonly graceEnd: Instant;
}

export interface SprintHistoryFacts extends Slice {
  scope(sprint: Sprint): SprintScope;
  /** Whether a closed sprint before this one ended with the item in it and not Done. */
  wasCarriedOver(item: Item, into: ClosedSprint): boolean;
  /** Sprints that hold the item at that time. */
  sprintsAt(item: Item, at: Instant): readonly string[];
  /** Changes of sprint membership of all PBIs in [from, to). */
  moves(from: Instant, to: Instant): readonly ItemChange[];
}

export interface SprintGoalFacts extends Slice {
  /** Goal of the sprint by its own field, or by the newest snapshot inside it; null without one. */
  goalOf(sprint: Sprint): string | null;
  /** 1 where snapshots show the goal while the sprint ran, else 0.5: the present value stands for the past. */
  readonly strength: number;
}

export interface GoalFacts extends Slice {
  /** Texts found in the locations that can hold a Product Goal, newest first; empty texts are not listed. */
  readonly texts: readonly GoalText[];
  /** Number of readable locations, empty ones included. */
  readonly locations: number;
}

export interface RoadmapFacts extends Slice {
  readonly entries: readonly RoadmapEntry[];
}

export interface HierarchyFacts extends Slice {
  /** Share of the PBIs that have a parent. */
  readonly usedShare: number;
  /** Share of the Done PBIs that have sub-items. */
  readonly decomposedShare: number;
  parentOf(item: Item): ItemKey | null;
  /** Whether the item serves a parent, goal, project or milestone. */
  serves(item: Item): boolean;
  /** Items under it, oldest first. */
  childrenOf(item: Item): readonly Item[];
  itemOf(key: ItemKey): Item | undefined;
  /** All sub-tasks and sub-issues, oldest first. */
  readonly subs: readonly Item[];
}

export interface AreaFacts extends Slice {
  /** Components, else area-like labels, else parents. */
  areasOf(item: Item): readonly string[];
}

export type ItemKind = 'story' | 'bug' | 'spike' | 'debt' | 'task' | 'support' | 'test';

export interface TypeFacts extends Slice {
  kindOf(item: Item): ItemKind;
  isStory(item: Item): boolean;
  isExpedite(item: Item): boolean;
  /** Bug, support or expedite. */
  isInterrupt(item: Item): boolean;
}

export interface EstimateFacts extends Slice {
  /** Share of the Done PBIs that carry an estimate. */
  readonly usedShare: number;
}

export interface AcceptanceCriteria {
  /** Single criteria as written, template words and placeholders removed. */
  readonly bullets: readonly string[];
  readonly from: 'field' | 'heading' | 'gherkin' | 'checklist' | 'phrase';
}

export interface AcceptanceCriteriaFacts extends Slice {
  /** Null when the item has none. */
  of(item: Item): AcceptanceCriteria | null;
  /** Share of the Done stories that have or ever had acceptance criteria, 0–1. */
  readonly usedShare: number;
  /** Whether that share is below the given one; reads no more texts than needed to know. */
  usedBelow(share: number): boolean;
  readonly doneStories: number;
}

export interface ChecklistFacts extends Slice {
  of(item: Item): readonly ChecklistEntry[];
}

/** What states mean beyond their category: configured, else well-known names. */
export interface BoardStateFacts extends Slice {
  isAcceptance(status: Status): boolean;
  isWaiting(status: Status): boolean;
  isTesting(status: Status): boolean;
  isBlocked(status: Status): boolean;
  isReady(status: Status): boolean;
  isApproval(status: Status): boolean;
  /** Each empty when such a state exists. */
  readonly unseenAcceptance: readonly ReasonCode[];
  readonly unseenTesting: readonly ReasonCode[];
  readonly unseenWaiting: readonly ReasonCode[];
  get(id: StatusId): Status | null;
}

export interface BlockEpisode {
  readonly item: Item;
  readonly from: Instant;
  /** Null while it lasts. */
  readonly to: Instant | null;
  readonly via: 'flag' | 'label' | 'state' | 'link';
  readonly startedBy: PersonId | null;
  readonly endedBy: PersonId | null;
  /** The item was in a running sprint while it lasted; without sprints: it was in progress. */
  readonly inWork: boolean;
}

export interface LinkFacts extends Slice {
  /** Times during which the item was marked blocked, in order, merged where they overlap. */
  blockEpisodes(item: Item): readonly BlockEpisode[];
  /** The episodes of all PBIs that still lasted at or after the time, by their start. */
  episodesSince(from: Instant): readonly BlockEpisode[];
  /** Items of this history that it is linked to by one of these kinds, whichever of the two records the link. */
  linkedItems(item: Item, kinds: readonly LinkKind[]): readonly Item[];
  /** Keys of unfinished items that block it now. */
  openBlockers(item: Item): readonly ItemKey[];
  isBlockedAt(item: Item, at: Instant): boolean;
}

export interface ItemComment {
  readonly item: Item;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly text: string | null;
  /** The item was in a running sprint then; without sprints: it was in progress. */
  readonly inWork: boolean;
}

export interface CommentFacts extends Slice {
  /** Comments by humans, in order. */
  of(
    item: Item,
  ): readonly { readonly at: Instant; readonly by: PersonId | null; readonly text: string | null }[];
  /** People whom a text mentions by name or login. */
  mentions(text: string): readonly PersonId[];
  /** Comments on PBIs in [from, to), in order of time. */
  between(from: Instant, to: Instant): readonly ItemComment[];
}

export type EventState = 'found-strong' | 'found-weak' | 'cancelled' | 'not-found' | 'not-observable';

export interface EventEvidence {
  readonly kind: EventKind;
  readonly sprint: Sprint;
  readonly state: EventState;
  readonly events: readonly ScrumEvent[];
  /** Where it was seen, in plain words; null when not found. */
  readonly source: string | null;
  /** 1 tracker or wiki artefact, 0.8 calendar, 0.7 inferred from activity. */
  readonly strength: number;
}

export interface EventFacts extends Slice {
  /** Evidence of one event for one sprint (rules §3). */
  of(kind: EventKind, sprint: ClosedSprint): EventEvidence;
  /** Why absence of this kind of event cannot be told; empty when a source could have shown it. */
  unseenFor(kind: EventKind): readonly ReasonCode[];
  /** Events of the kind that were not cancelled, in [from, to). */
  occurrences(kind: EventKind, from: Instant, to: Instant): readonly ScrumEvent[];
  /** Acts of the largest session of one person that plans (adds to the sprint, estimates, assigns), within hours of the start. */
  planningActivity(sprint: Sprint, hours: number): number;
  /** An event of the kind was cancelled in the sprint, or moved to another day. */
  cancelledIn(kind: EventKind, sprint: Sprint): boolean;
  /** Share of the sprint's items that were Done at its close; null without items or history. */
  completionOf(sprint: Sprint): number | null;
  readonly calendarConnected: boolean;
  readonly wikiConnected: boolean;
}

export interface AttendeeFacts extends Slice {
  of(event: ScrumEvent): readonly Attendee[];
  /** Whether invitations can be matched to the person: an e-mail address is known, or they appear in one. */
  addressKnown(person: PersonId): boolean;
}

export interface RoleHolder {
  readonly role: Role;
  /** Empty when nobody is known. */
  readonly people: readonly PersonId[];
  readonly basis: 'declared' | 'tracker' | 'inferred' | 'none';
  /** 1 declared or by the tracker's own role; inferred its own, at most 0.9; null for none. */
  readonly confidence: number | null;
  readonly unseen: readonly ReasonCode[];
}

export interface RoleFacts extends Slice {
  readonly productOwner: RoleHolder;
  readonly scrumMaster: RoleHolder;
  /** Holder or delegate. */
  isProductOwner(person: PersonId | null): boolean;
  isScrumMaster(person: PersonId | null): boolean;
  /** A team member who is neither PO nor SM; PO or SM count as Developers for items they do themselves. */
  isDeveloper(person: PersonId | null, item?: Item): boolean;
  /** Several people act through this account. */
  isShared(person: PersonId): boolean;
  /** Observed scores for every person with evidence, strongest first; the basis of inference and comparison. */
  scores(
    role: Role,
    during?: readonly { readonly from: Instant; readonly to: Instant }[],
  ): readonly RoleScore[];
  /** The same for any hat, the Developers' included. */
  hatScores(
    hat: Role | 'developers',
  ): readonly (Omit<RoleScore, 'role'> & { readonly role: Role | 'developers' })[];
  /** First place by behaviour since the last change of hands; null below the evidence gate. */
  candidate(role: Role): RoleScore | null;
  /** Every signal of the hat with the team's sessions in W; not observable where the source cannot record it. */
  signals(hat: Role | 'developers'): readonly RoleSignal[];
  /** Why the observed scores cannot be used; empty when they can. */
  readonly unseenScores: readonly ReasonCode[];
  /** Role-relevant sessions of the team in W after collapsing. */
  readonly sessions: number;
  /** A change of first place in two consecutive 3-sprint windows. */
  readonly handovers: readonly { readonly role: Role; readonly around: Instant }[];
}

export interface RoleSignal {
  readonly id: string;
  /** What the person does, in plain words. */
  readonly title: string;
  readonly weight: number;
  readonly saturation: number;
  readonly observable: boolean;
  readonly sessions: number;
}

export interface RoleScore {
  readonly person: PersonId;
  readonly role: Role;
  readonly score: number;
  /** 0–0.9; 0 for people below the gates of rules §2.2. */
  readonly confidence: number;
  /** How much of the role's evidence could be seen and was, 0–1. */
  readonly evidence: number;
  /** Lead over the best other person. */
  readonly margin: number;
  /** Share of the resamples of weeks with this person first. */
  readonly stability: number;
  readonly signals: readonly {
    readonly id: string;
    readonly share: number;
    readonly count: number;
    readonly weight: number;
  }[];
}

export interface RosterFacts extends Slice {
  readonly members: readonly PersonId[];
  isMember(person: PersonId | null): boolean;
  /** Appears in the data and is no member, role holder, delegate or bot. */
  isOutsider(person: PersonId | null): boolean;
  /** Members with 3 or more transitions or assignments in the period. */
  activeMembers(period: Period): readonly PersonId[];
  /** Members by list or configuration; null when only inferred. */
  readonly listed: number | null;
  /** For each member: number of other configured teams where the person was active in the period. */
  teamsOf(person: PersonId, period: Period): number;
  /** Other teams that are in scope. */
  readonly otherTeams: number;
  /** Several people act through this account. */
  isShared(person: PersonId): boolean;
  /** The board holds several teams, and neither a team field nor a list of members tells them apart. */
  readonly spansTeams: boolean;
}

export interface PullRequestFacts extends Slice {
  readonly all: readonly PullRequest[];
  /** Those that name the item, oldest first. */
  naming(key: ItemKey): readonly PullRequest[];
  mergedBetween(from: Instant, to: Instant): readonly PullRequest[];
}

export interface ReleaseFacts extends Slice {
  readonly all: readonly Release[];
}

/** An improvement item or an action recorded on an event's page. */
export interface Improvement {
  readonly key: ItemKey | null;
  readonly text: string | null;
  readonly created: Instant;
  readonly started: Instant | null;
  /** When it was Done or dropped on purpose. */
  readonly resolved: Instant | null;
  readonly owned: boolean;
  readonly organisational: boolean;
}

export interface ImprovementFacts extends Slice {
  /** All known, oldest first. */
  readonly all: readonly Improvement[];
  isImprovement(item: Item): boolean;
}

export interface CustomerSignalFacts extends Slice {
  hasSignal(item: Item): boolean;
}

export interface Update {
  readonly at: Instant;
  readonly channel: 'release' | 'project-update' | 'discussion' | 'wiki' | 'invitation';
  /** Length of its text; null for invitations. */
  readonly chars: number | null;
}

export interface UpdateFacts extends Slice {
  readonly all: readonly Update[];
}

export type CriterionId =
  | 'who-what'
  | 'value'
  | 'testable'
  | 'small'
  | 'sized'
  | 'independent'
  | 'atomic'
  | 'negotiable'
  | 'traceable'
  | 'conversation'
  | 'fresh';

export interface Criterion {
  readonly id: CriterionId;
  readonly value: 0 | 0.5 | 1 | null;
  /** In words that point into the text. */
  readonly why: string;
}

export interface Readiness {
  /** R in [0, 1]; null when no criterion applies. */
  readonly value: number | null;
  readonly criteria: readonly Criterion[];
}

/** Text findings of one item for the rules of group K; null where the language is not supported. */
export interface TextQuality {
  readonly language: 'en' | 'other' | 'unknown';
  /** Informative words of the description without template headings, placeholders and links. */
  readonly informativeTokens: number;
  readonly titleOnly: boolean;
  /** Vague criteria: bullets with a weak term and nothing measurable. */
  readonly weakBullets: number;
  readonly criteriaRestateTitle: boolean;
  /** Acceptance criteria in all, and how near they are to the title taken together (0–1). */
  readonly bullets: number;
  readonly criteriaFrom: AcceptanceCriteria['from'] | null;
  readonly titleSimilarity: number;
  /** An attachment, a picture or a link to a design or page. */
  readonly reference: boolean;
  /** The description is a link to somewhere else and nothing more. */
  readonly keptElsewhere: boolean;
  /** False in a language whose words for acceptance criteria are not known, unless some were found. */
  readonly criteriaReadable: boolean;
  readonly story: {
    readonly template: boolean;
    readonly role: string | null;
    readonly means: string | null;
    readonly ends: string | null;
    readonly selfReferential: boolean;
    /** Whole stories in the same text beyond the first. */ readonly further: number;
  } | null;
  readonly benefit: boolean;
  /** Two needs in one item, in a few of its words; null when there is one. */
  readonly compound: string | null;
  readonly implementationCues: readonly string[];
  readonly layer: string | null;
}

export interface QualityFacts {
  /** Readiness now, or as the texts and sizes stood at an earlier time. */
  readiness(item: Item, zone: Zone, at?: Instant): Readiness;
  text(item: Item): TextQuality;
  /** Groups of two or more open PBIs that say the same. */
  readonly duplicates: readonly (readonly Item[])[];
  /** The same with another least similarity (0–1). */
  duplicatesAt(similarity: number): readonly (readonly Item[])[];
  /** The first `periods` × T backlog items in their order. */
  topOfBacklog(periods: number): readonly Item[];
  /** Last human change of 20 or more characters or ordering of the item; its creation without one. */
  lastSubstantiveTouch(item: Item): Instant;
  /** `OPTED_OUT` where the history holds no texts; else empty. */
  readonly unseenTexts: readonly ReasonCode[];
}
