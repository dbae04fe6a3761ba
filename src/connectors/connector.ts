import type { Instant, Item, ItemKey, TeamHistory } from '../history/team-history.ts';

/**
 * One tracker. It reads a team's project and hands over pages of the normalised history; paging, retry, budgets and
 * errors are written once in `manners/`, storing once in `store/`.
 */
export interface Connector {
  readonly id: 'jira' | 'linear' | 'github' | 'file';
  /** Pulls what changed since `cursor` (everything when it is null). Rejects with an `ExpectedError` of `errors.ts`. */
  collect(context: CollectContext): Promise<void>;
  /** Tests credentials, permissions and mappings without storing anything. */
  diagnose?(context: DiagnoseContext): Promise<readonly DiagnosisLine[]>;
}

export interface CollectContext {
  /** What the last run left, a half-finished one included; null at first and with `--full`. JSON. */
  readonly cursor: unknown;
  readonly sink: Sink;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly now: Instant;
}

export interface DiagnoseContext {
  readonly signal: AbortSignal;
  readonly now: Instant;
}

export interface DiagnosisLine {
  readonly ok: boolean | null;
  readonly what: string;
  /** What to do when it is not ok. */
  readonly next: string | null;
  /** Of the error behind a line that is not ok: 3 credentials, 4 tracker. */
  readonly exitCode?: number;
}

/** Where pages go: the store's side of a sync of one team. */
export interface Sink {
  /** Stores one page with the cursor to continue from, in one transaction. */
  put(page: Page): Promise<void>;
  /** Keys that the store holds for the team, to find deletions and moves. */
  keys(): Promise<ReadonlySet<ItemKey>>;
  /** The stored item, for connectors that read a change in parts; null when unknown. */
  item(key: ItemKey): Promise<Item | null>;
}

export interface Page {
  /** Whole items; each replaces the stored one of the same key. */
  readonly items?: readonly Item[];
  /** Deleted or moved away. */
  readonly removed?: readonly ItemKey[];
  /** Replaces the given parts of the history's header (people, statuses, sprints, …) as a whole. */
  readonly header?: Partial<HistoryHeader>;
  readonly cursor: unknown;
}

export type HistoryHeader = Omit<TeamHistory, 'schemaVersion' | 'items'>;

export interface Progress {
  /** One line a step where stderr is no terminal. `total` is null while unknown. */
  step(what: string, done: number, total: number | null): void;
  warn(text: string): void;
}
