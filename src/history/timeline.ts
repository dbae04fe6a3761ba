import type { Change, ChangeField, Instant, Item, Status } from './team-history.ts';

const NO_CHANGES: readonly Change[] = [];

/** The changes of one field of an item, in order. */
export function changesOf(item: Item, field: ChangeField): readonly Change[] {
  // A plain loop: this is asked millions of times over a long history, and most items have none of most fields.
  let found: Change[] | null = null;
  for (const change of item.changes) {
    if (change.field !== field) continue;
    if (found === null) found = [change];
    else found.push(change);
  }
  return found ?? NO_CHANGES;
}

/** Whether anything of the item was changed since then; looks at its last change alone. */
export function isChangedSince(item: Item, since: Instant): boolean {
  const last = item.changes[item.changes.length - 1];
  return last !== undefined && last.at >= since;
}

/**
 * A field's value at a past time from its changes: the last one before or at `at`, else what the next later one
 * started from, else the present value.
 * @param changes the changes of that field alone, in order
 */
export function valueAt(changes: readonly Change[], at: Instant, present: string | null): string | null {
  let later: Change | undefined;
  for (let index = changes.length - 1; index >= 0; index--) {
    const change = changes[index] as Change;
    if (change.at <= at) return later === undefined ? change.to : later.from;
    later = change;
  }
  return later === undefined ? present : later.from;
}

export interface Move {
  readonly at: Instant;
  readonly by: string | null;
  readonly automated: boolean;
  readonly from: Status;
  readonly to: Status;
}

/** How an item went through its statuses. */
export interface StatusTimeline {
  readonly initial: Status;
  readonly moves: readonly Move[];
  /** First entry into a status in progress, reset once if the item went back to to do; null if never. */
  readonly start: Instant | null;
  /** Last entry into Done; null while not Done now. */
  readonly finish: Instant | null;
}

/**
 * Reads an item's status changes.
 * @param statusOf gives the status of an id; unknown ids must give a status too
 * @param recorded whether the source records changes of state; if not, only the present status is known
 */
export function statusTimeline(
  item: Item,
  statusOf: (id: string) => Status,
  recorded: boolean,
): StatusTimeline {
  const present = statusOf(item.status);
  if (!recorded) return { initial: present, moves: [], start: null, finish: statedFinish(item, present) };
  const changes = changesOf(item, 'status').filter((change) => change.to !== null);
  const initial =
    changes.length === 0
      ? present
      : statusOf((changes[0] as Change).from ?? (changes[0] as Change).to ?? item.status);
  const moves = changes.map((change): Move => ({
    at: change.at,
    by: change.by,
    automated: change.automated === true,
    from: statusOf(change.from ?? item.status),
    to: statusOf(change.to as string),
  }));
  return { initial, moves, ...startAndFinish(item, initial, moves) };
}

function statedFinish(item: Item, present: Status): Instant | null {
  return present.category === 'done' ? (item.finished ?? null) : null;
}

function startAndFinish(
  item: Item,
  initial: Status,
  moves: readonly Move[],
): { start: Instant | null; finish: Instant | null } {
  let start: Instant | null = initial.category === 'doing' ? item.created : null;
  let finish: Instant | null = initial.category === 'done' ? item.created : null;
  let category = initial.category;
  let wasReset = false;
  for (const move of moves) {
    const next = move.to.category;
    if (next === category) continue;
    if (next === 'doing' && start === null) start = move.at;
    if (next === 'todo' && start !== null && !wasReset) {
      start = null;
      wasReset = true;
    }
    finish = next === 'done' ? move.at : null;
    category = next;
  }
  return { start, finish };
}
