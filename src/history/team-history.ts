import type { Fact, ReasonCode } from './reasons.ts';

/**
 * The normalised history of one team. Every connector fills it; nothing to the right of `history/` knows a tracker.
 * Times are milliseconds since 1970 UTC; the published form (`history.schema.json`) writes them as ISO 8601.
 */

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** A person's id inside one history: opaque, stable between runs. Never shown in a report. */
export type PersonId = string;
/** An item's key as people write it (`CHK-12`, `MOB-7`, `#41`): unique inside one history. */
export type ItemKey = string;
export type SprintId = string;
/** A status's id inside one history, looked up in `statuses`. */
export type StatusId = string;

export type TrackerKind = 'jira' | 'linear' | 'github' | 'csv' | 'text';

export interface TeamHistory {
  readonly schemaVersion: 1;
  /** Name, and the project or board it was read from. */
  readonly team: TeamSource;
  /** When the history was read, or for a file the newest time in it. Nothing later is in it. */
  readonly readAt: Instant;
  /** For each fact whether the source can record it at all, and if not, why. A fact that is absent is recorded. */
  readonly unrecorded: Partial<Record<Fact, readonly ReasonCode[]>>;
  /** True when everything that was asked for could be read. */
  readonly complete: boolean;
  /** What could not be read or used, in plain words. */
  readonly gaps: readonly Gap[];
  readonly people: readonly Person[];
  readonly statuses: readonly Status[];
  /** Priority values from the highest to the lowest, as the tracker orders them. */
  readonly priorities: readonly string[];
  readonly items: readonly Item[];
  readonly sprints: readonly Sprint[];
  readonly events: readonly ScrumEvent[];
  /** Calendars and wikis that were read for Scrum events. Empty: none is connected. */
  readonly eventSources: readonly EventSource[];
  readonly snapshots: readonly Snapshot[];
  readonly pullRequests: readonly PullRequest[];
  readonly releases: readonly Release[];
  readonly roadmap: readonly RoadmapEntry[];
  readonly goals: readonly GoalText[];
  readonly updates: readonly StakeholderUpdate[];
  /** Who holds which role by the tracker's own declaration (project roles, team leads, group names). */
  readonly declaredRoles: readonly DeclaredRole[];
  /** Members by the tracker's own list; null where it has none. */
  readonly listedMembers: readonly PersonId[] | null;
}

export interface TeamSource {
  readonly name: string;
  readonly tracker: TrackerKind;
  /** Project key, team key or owner/repository: what the items belong to. Null when the source does not say. */
  readonly project: string | null;
  /** Base for links to items (`https://acme.atlassian.net/browse/`); links are built, never copied. Null: no links. */
  readonly itemUrlBase: string | null;
  /** Sprints close and carry work over by themselves (Linear cycles). */
  readonly automaticSprints: boolean;
  /** Pause between sprints that the tracker itself plans, in days. */
  readonly cooldownDays: number;
  /** A board shows sprints of several teams (other teams' sprints may run in parallel). */
  readonly sharedBoard: boolean;
}

export interface Gap {
  readonly what: string;
  readonly why: string;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly email: string | null;
  /** Logins, account ids and former names under which the person appears. */
  readonly handles: readonly string[];
  /** Apps, bots and automation rules are no people and are removed before anything is counted. */
  readonly bot: boolean;
  /** False when the account was closed since. */
  readonly active: boolean;
}

export type StatusCategory = 'todo' | 'doing' | 'done';

export interface Status {
  readonly id: StatusId;
  readonly name: string;
  readonly category: StatusCategory;
  /** Column from left to right; the last states of the flow have the highest. */
  readonly position: number;
  /** Ideas, triage, icebox: not yet accepted into the Product Backlog. */
  readonly idea: boolean;
  /** Reaching this Done state means the item was dropped (cancelled, duplicate), where the state says so itself. */
  readonly dropped: boolean;
}

/** `base`: at the board's level (a Product Backlog Item); `sub`: sub-task; `above`: epic and higher. */
export type ItemLevel = 'base' | 'sub' | 'above';

export interface Item {
  readonly key: ItemKey;
  readonly level: ItemLevel;
  /** The tracker's own type name; null where the tracker has none. */
  readonly type: string | null;
  readonly title: string;
  /** Markdown-like plain text; null when empty; absent texts of an anonymised history are null too (`OPTED_OUT`). */
  readonly description: string | null;
  /** Text of a field of its own for acceptance criteria; null where there is none or it is empty. */
  readonly acceptanceCriteria: string | null;
  readonly checklist: readonly ChecklistEntry[];
  readonly status: StatusId;
  /** How it ended, where the tracker tells: `dropped` is won't do or cancelled. */
  readonly resolution: 'done' | 'dropped' | 'duplicate' | null;
  readonly priority: string | null;
  /** Present order: sorts ascending as text (Lexorank, padded numbers); null where unknown. */
  readonly rank: string | null;
  readonly estimate: number | null;
  readonly assignee: PersonId | null;
  readonly creator: PersonId | null;
  readonly created: Instant;
  readonly updated: Instant;
  readonly due: Instant | null;
  /** Completion date as the source states it, for sources without changes of state; absent: not stated. */
  readonly finished?: Instant | null;
  readonly labels: readonly string[];
  /** Components, areas, paths. */
  readonly areas: readonly string[];
  readonly parent: ItemKey | null;
  /** Titles of goals, projects or milestones that the item serves beside its parent. */
  readonly serves: readonly string[];
  /** Sprints it belongs to now (Jira keeps the past ones too). */
  readonly sprints: readonly SprintId[];
  readonly flagged: boolean;
  readonly links: readonly ItemLink[];
  readonly comments: readonly Comment[];
  /** In order of time; ties keep the source's order. */
  readonly changes: readonly Change[];
  readonly attachments: number;
  /** Requests, tickets, votes or reactions of customers attached to it. */
  readonly customerSignals: number;
  /** Pull requests that name it. */
  readonly pullRequests: readonly string[];
  /** Versions or releases it is planned for or shipped in. */
  readonly versions: readonly string[];
  /** Other team that the item's team field names, where a board holds several teams. */
  readonly teamField: string | null;
}

export interface ChecklistEntry {
  readonly text: string;
  readonly done: boolean;
}

export type LinkKind =
  | 'blocks'
  | 'blocked-by'
  | 'relates'
  | 'duplicates'
  | 'duplicated-by'
  | 'split-from'
  | 'split-to'
  | 'caused-by'
  | 'causes'
  | 'tests'
  | 'tested-by';

export interface ItemLink {
  readonly kind: LinkKind;
  readonly key: ItemKey;
  /** The other item belongs to another project, team or repository. */
  readonly outside: boolean;
  /** Whether the other item is Done, for items that are not in this history; null when unknown or in the history. */
  readonly otherDone: boolean | null;
}

export interface Comment {
  readonly at: Instant;
  readonly by: PersonId | null;
  /** Null in an anonymised history. */
  readonly text: string | null;
}

/**
 * Fields that analyzers read. Other fields keep the tracker's name behind `other:`, so that every recorded change is counted.
 * `status` holds status ids; `assignee` person ids; `sprint`, `labels`, `areas`, `versions` sets joined by newlines
 * (`splitSet`); `parent` a key; `estimate` a number as text; `flagged` 'true' or null; `link` `kind key`;
 * `rank` and (where the tracker stores no text) `description` carry no values.
 */
export type KnownField =
  | 'status'
  | 'assignee'
  | 'priority'
  | 'rank'
  | 'estimate'
  | 'sprint'
  | 'title'
  | 'description'
  | 'acceptanceCriteria'
  | 'checklist'
  | 'labels'
  | 'areas'
  | 'parent'
  | 'type'
  | 'resolution'
  | 'flagged'
  | 'link'
  | 'versions'
  | 'due'
  | 'serves'
  | 'project';

export type ChangeField = KnownField | `other:${string}`;

export interface Change {
  readonly at: Instant;
  /** Null when unknown or automated. */
  readonly by: PersonId | null;
  readonly field: ChangeField;
  readonly from: string | null;
  readonly to: string | null;
  /** Made by automation (a merge rule, a rollover) even when the tracker names a person. */
  readonly automated?: true;
}

export interface Sprint {
  readonly id: SprintId;
  readonly name: string;
  readonly goal: string | null;
  readonly state: 'future' | 'active' | 'closed';
  readonly start: Instant | null;
  readonly end: Instant | null;
  readonly completed: Instant | null;
  /** Board it belongs to; null when the source does not say. */
  readonly board: string | null;
  /** The team recorded whether the goal was met; null when it does not record that. */
  readonly goalMet: boolean | null;
}

export interface EventSource {
  readonly kind: 'calendar' | 'wiki';
  /** File name, host or space, for the reader. */
  readonly name: string;
  /** The team declares that every Scrum event would be in it. */
  readonly complete: boolean;
}

export type EventKind = 'planning' | 'daily' | 'review' | 'retrospective' | 'refinement';

export interface ScrumEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly source: 'calendar' | 'wiki' | 'tracker';
  readonly title: string;
  readonly start: Instant;
  /** Null where the source has no end (a page, an item). */
  readonly end: Instant | null;
  readonly cancelled: boolean;
  /** Who organises it or wrote its page. */
  readonly organiser: PersonId | null;
  /** Invited people, or the participants a page lists; null when the source carries none. */
  readonly attendees: readonly Attendee[] | null;
  /** Improvement actions recorded on the event's page. */
  readonly actions: readonly ImprovementAction[];
  /** Text of its page, only where the team opened it. */
  readonly text: string | null;
  /** The tracker item or page behind it. */
  readonly key: string | null;
}

export interface Attendee {
  /** Null when the address belongs to nobody known (somebody outside) or to a group. */
  readonly person: PersonId | null;
  /** Lower-case address, where the source gives one. */
  readonly address: string | null;
  readonly group: boolean;
  readonly answer: 'accepted' | 'declined' | 'unknown';
}

export interface ImprovementAction {
  readonly text: string | null;
  readonly owner: PersonId | null;
  readonly created: Instant;
  readonly done: Instant | null;
  readonly due: Instant | null;
  /** Dropped on purpose counts as resolved. */
  readonly dropped: boolean;
}

/** What trackers do not record: taken by `hatcheck snapshot`. No texts but goals, no names. */
export interface Snapshot {
  readonly at: Instant;
  /** Open items from the top; null where the source has no order. */
  readonly order: readonly ItemKey[] | null;
  readonly scope: Readonly<Record<SprintId, readonly ItemKey[]>>;
  readonly goals: Readonly<Record<SprintId, string | null>>;
  readonly estimates: Readonly<Record<ItemKey, number>>;
}

export interface PullRequest {
  readonly id: string;
  readonly title: string;
  readonly author: PersonId | null;
  readonly created: Instant;
  /** When it left draft; null while a draft. */
  readonly ready: Instant | null;
  readonly merged: Instant | null;
  readonly closed: Instant | null;
  readonly changedLines: number | null;
  readonly labels: readonly string[];
  readonly items: readonly ItemKey[];
  readonly reviews: readonly Review[];
  readonly comments: number;
  readonly coAuthors: readonly PersonId[];
  readonly checks: 'passed' | 'failed' | null;
}

export interface Review {
  readonly at: Instant;
  readonly by: PersonId | null;
}

export interface Release {
  readonly name: string;
  readonly at: Instant;
  readonly notes: string | null;
}

export interface RoadmapEntry {
  readonly id: string;
  readonly title: string;
  readonly kind: 'epic' | 'version' | 'project' | 'initiative' | 'milestone';
  readonly state: 'idea' | 'open' | 'closed';
  readonly due: Instant | null;
  /** Last substantive change by a human on the entry itself. */
  readonly touched: Instant;
  /** Items under it that are in this history. */
  readonly items: readonly ItemKey[];
}

export interface GoalText {
  /** Where it stands, in plain words: "project description", "Initiative", "pinned issue". */
  readonly where: string;
  readonly text: string;
  readonly updated: Instant;
}

export interface StakeholderUpdate {
  readonly at: Instant;
  readonly channel: 'release' | 'project-update' | 'discussion' | 'wiki';
  readonly text: string | null;
}

export type Role = 'product-owner' | 'scrum-master';

export interface DeclaredRole {
  readonly role: Role;
  readonly person: PersonId;
}

const SET_SEPARATOR = '\n';

/** The members of a set-valued change value (`sprint`, `labels`, …). */
export function splitSet(value: string | null): string[] {
  return value === null || value === '' ? [] : value.split(SET_SEPARATOR);
}

/** The form in which a change stores a set; null for the empty set. */
export function joinSet(values: readonly string[]): string | null {
  return values.length === 0 ? null : values.join(SET_SEPARATOR);
}
