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

/** Whether anything happened on the item since then: it was created, changed, finished or commented. */
export function isTouchedSince(item: Item, since: Instant): boolean {
  return (
    item.created >= since ||
    isChangedSince(item, since) ||
    (item.finished ?? Number.NEGATIVE_INFINITY) >= since ||
    (item.comments[item.comments.length - 1]?.at ?? Number.NEGATIVE_INFINITY) >= since
  );
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
  /** Made on first use: of most items of a long history only start and finish are ever asked. */
  readonly moves: readonly Move[];
  /** The status after the last move, and when that was; null without a move. */
  readonly last: Status;
  readonly lastAt: Instant | null;
  /** First entry into a status in progress, reset once if the item went back to to do; null if never. */
  readonly start: Instant | null;
  /** Last entry into Done; null while not Done now. */
  readonly finish: Instant | null;
  /** Whether any change took it from Done to another category. */
  readonly leftDone: boolean;
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
  if (recorded) return new RecordedTimeline(item, present, statusOf);
  const finish = present.category === 'done' ? (item.finished ?? null) : null;
  return { initial: present, moves: [], last: present, lastAt: null, start: null, finish, leftDone: false };
}

class RecordedTimeline implements StatusTimeline {
  readonly initial: Status;
  readonly last: Status;
  readonly lastAt: Instant | null;
  readonly start: Instant | null;
  readonly finish: Instant | null;
  readonly leftDone: boolean;
  private known: readonly Move[] | null = null;

  constructor(
    private readonly item: Item,
    present: Status,
    private readonly statusOf: (id: string) => Status,
  ) {
    const changes = item.changes;
    const first = changes.findIndex(isStatusMove);
    this.initial = initialStatus(changes[first], statusOf) ?? present;
    let start: Instant | null = this.initial.category === 'doing' ? item.created : null;
    let finish: Instant | null = this.initial.category === 'done' ? item.created : null;
    let [last, lastAt]: [Status, Instant | null] = [this.initial, null];
    let [wasReset, leftDone] = [false, false];
    for (let index = Math.max(first, 0); index < changes.length; index++) {
      const change = changes[index] as Change;
      if (change.field !== 'status' || change.to === null) continue;
      const category = last.category;
      last = statusOf(change.to);
      lastAt = change.at;
      const next = last.category;
      if (next !== 'done' && statusOf(change.from ?? item.status).category === 'done') leftDone = true;
      if (next === category) continue;
      if (next === 'doing' && start === null) start = change.at;
      if (next === 'todo' && start !== null && !wasReset) {
        start = null;
        wasReset = true;
      }
      finish = next === 'done' ? change.at : null;
    }
    this.last = last;
    this.lastAt = lastAt;
    this.start = start;
    this.finish = finish;
    this.leftDone = leftDone;
  }

  get moves(): readonly Move[] {
    const { item, statusOf } = this;
    this.known ??= item.changes.filter(isStatusMove).map((change) => ({
      at: change.at,
      by: change.by,
      automated: change.automated === true,
      from: statusOf(change.from ?? item.status),
      to: statusOf(change.to as string),
    }));
    return this.known;
  }
}

function initialStatus(first: Change | undefined, statusOf: (id: string) => Status): Status | null {
  const id = first?.from ?? first?.to ?? null;
  return id === null ? null : statusOf(id);
}

function isStatusMove(change: Change): boolean {
  return change.field === 'status' && change.to !== null;
}
