import type {
  Comment,
  Instant,
  ItemLevel,
  LinkKind,
  PersonId,
  SprintId,
  StatusId,
} from '../../history/team-history.ts';

/** One recorded change of one field, as Jira states it, with its surroundings already resolved. */
export interface RawChange {
  readonly at: Instant;
  /** Number of the edit: Jira counts up, so it orders what happened in the same moment. */
  readonly edit: number;
  readonly by: PersonId | null;
  readonly field: string;
  readonly fieldId: string | null;
  readonly from: string | null;
  readonly fromText: string | null;
  readonly to: string | null;
  readonly toText: string | null;
}

export interface DraftLink {
  readonly kind: LinkKind;
  readonly key: string;
  readonly otherDone: boolean | null;
}

/**
 * An issue after the first reading: everything that can be told from the issue alone is told, and the verbose rest (avatars,
 * empty fields, addresses) is gone. What depends on the meaning of custom fields waits until all fields are known.
 */
export interface Draft {
  readonly id: string;
  readonly key: string;
  readonly project: string;
  readonly projectName: string | null;
  readonly host: string | null;
  readonly level: ItemLevel;
  readonly type: string | null;
  readonly typeId: string | null;
  readonly title: string;
  readonly description: string | null;
  readonly status: StatusId;
  readonly resolution: string | null;
  readonly resolved: Instant | null;
  readonly priority: string | null;
  readonly estimateAlone: number | null;
  readonly assignee: PersonId | null;
  readonly creator: PersonId | null;
  readonly created: Instant;
  readonly updated: Instant;
  readonly due: Instant | null;
  readonly labels: readonly string[];
  readonly areas: readonly string[];
  readonly versions: readonly string[];
  readonly parent: string | null;
  readonly sprints: readonly SprintId[];
  readonly flagged: boolean;
  readonly links: readonly DraftLink[];
  comments: readonly Comment[];
  readonly commentsMissing: number;
  readonly attachments: number;
  readonly votes: number;
  /** Custom fields that are not empty. */
  readonly customs: ReadonlyMap<string, unknown>;
  /** Null: the source carries no changelog for the issue. */
  changes: RawChange[] | null;
  /** Ids of the histories read, to take no history twice. */
  histories: Set<string>;
  /** How many histories Jira says there are. */
  historyTotal: number | null;
  /** Histories came in no order of time. */
  disordered: boolean;
  /** Jira no longer knows who made some of the changes, or the issue itself. */
  faceless: boolean;
  /** What the export's rows say they belong to; null where they say nothing. */
  readonly scope: string | null;
}
