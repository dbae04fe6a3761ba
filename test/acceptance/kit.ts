/**
 * Smallest saved histories, written as the JSON that `history.schema.json` describes: nothing of the program is used
 * to make them, so that what the program says of them is judged by the cards of the catalogue alone.
 */

export type Json = Record<string, unknown>;

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A Monday, 09:00 UTC. */
export const FIRST = Date.UTC(2026, 5, 1, 9);
/** From the Monday 09:00 to the Friday of the week after, 17:00. */
export const LENGTH = 11 * DAY + 8 * HOUR;
/** Offsets of working days inside a Sprint at which items are finished, one after the other. */
const FINISH = [1, 2, 3, 4, 7, 8, 9];
const DEVELOPERS = ['d1', 'd2', 'd3', 'd4', 'd5'];

export const iso = (at: number) => new Date(at).toISOString().replace('.000Z', 'Z');
export const begin = (sprint: number) => FIRST + sprint * 14 * DAY;
export const finish = (sprint: number) => begin(sprint) + LENGTH;

/** Hours are counted from the start of the Sprint. */
export interface Row {
  readonly key?: string;
  readonly type?: string;
  /** When it joined the Sprint; a day before its start unless told. */
  readonly added?: number;
  readonly removed?: number;
  /** Null: never started. */
  readonly start?: number | null;
  /** Null: not finished in this Sprint. */
  readonly done?: number | null;
  /** Moved to the next Sprint at the close, and finished there. */
  readonly carried?: boolean;
  readonly more?: Json;
  readonly changes?: readonly Json[];
}

export interface Plan {
  readonly sprints?: number;
  readonly rows?: (sprint: number) => readonly Row[];
  readonly items?: readonly Json[];
  readonly goal?: (sprint: number) => string | null;
  readonly sprint?: (sprint: number) => Json;
  readonly more?: Json;
  readonly statuses?: readonly Json[];
}

const GOAL = 'Customers can pay a whole basket with one click';

export function rows(count: number, more: (index: number) => Row = () => ({})): Row[] {
  return Array.from({ length: count }, (_, index) => more(index));
}

export const change = (at: number, field: string, from: string | null, to: string | null, by = 'd1') => ({
  at: iso(at),
  by,
  field,
  from,
  to,
});

/** An item that went through one Sprint. */
function worked(sprint: number, index: number, row: Row): Json {
  const at = (hours: number) => begin(sprint) + hours * HOUR;
  const day = (FINISH[index % FINISH.length] as number) * 24;
  const done = row.done === undefined ? (row.carried === true ? null : day) : row.done;
  const start = row.start === undefined ? (done ?? day) - 20 : row.start;
  const by = DEVELOPERS[index % DEVELOPERS.length] as string;
  const id = `s${sprint}`;
  const next = `s${sprint + 1}`;
  const changes = [change(at(row.added ?? -24), 'sprint', null, id, 'd1')];
  if (start !== null) changes.push(change(at(start), 'status', 'todo', 'doing', by));
  if (done !== null) changes.push(change(at(done), 'status', start === null ? 'todo' : 'doing', 'done', by));
  if (row.removed !== undefined) changes.push(change(at(row.removed), 'sprint', id, null, 'd1'));
  if (row.carried === true) {
    changes.push(change(finish(sprint), 'sprint', id, `${id}\n${next}`, 'd1'));
    changes.push(change(begin(sprint + 1) + 30 * HOUR, 'status', 'doing', 'done', by));
  }
  const all = [...changes, ...(row.changes ?? [])].sort((a, b) =>
    String(a['at']) < String(b['at']) ? -1 : 1,
  );
  const ended = done !== null || row.carried === true;
  return {
    key: row.key ?? `ALP-${(sprint + 1) * 100 + index}`,
    type: row.type ?? 'Story',
    title: `Basket step ${sprint} number ${index}`,
    status: ended ? 'done' : start === null ? 'todo' : 'doing',
    resolution: ended ? 'done' : null,
    assignee: by,
    creator: 'd1',
    created: iso(begin(sprint) - 10 * DAY),
    updated: all.at(-1)?.['at'],
    sprints: row.removed !== undefined ? [] : row.carried === true ? [id, next] : [id],
    changes: all,
    ...row.more,
  };
}

/** An open item of the Product Backlog, `days` days after its last change. */
export function open(index: number, at: number, days: number, more: Json = {}): Json {
  return {
    key: `ALP-${5000 + index}`,
    type: 'Story',
    title: `${WORDS[index % WORDS.length]} ${WORDS[(index * 7 + 3) % WORDS.length]} ${WORDS[Math.floor(index / 3) % WORDS.length]} ${index}`,
    description: `Somebody wants part ${index}.`,
    status: 'todo',
    rank: String(index).padStart(4, '0'),
    created: iso(at - days * DAY),
    updated: iso(at - days * DAY),
    creator: 'd2',
    ...more,
  };
}

const WORDS =
  'alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa quebec romeo'.split(
    ' ',
  );

export const STATUSES = [
  { id: 'todo', name: 'To Do', category: 'todo', position: 0 },
  { id: 'doing', name: 'In Progress', category: 'doing', position: 1 },
  { id: 'done', name: 'Done', category: 'done', position: 2 },
];

export function history(plan: Plan): Json {
  const count = plan.sprints ?? 6;
  const numbers = Array.from({ length: count }, (_, index) => index);
  const made = plan.rows ?? (() => rows(8));
  const items = [
    ...numbers.flatMap((sprint) => made(sprint).map((row, index) => worked(sprint, index, row))),
    ...(plan.items ?? []),
  ];
  const newest = items.map((item) => Date.parse(String(item['updated'])));
  return {
    schemaVersion: 1,
    team: { name: 'Alpha', tracker: 'jira', project: 'ALP' },
    readAt: iso(Math.max(asOf(count), ...newest)),
    people: [...DEVELOPERS, 'po', 'sm', 'out'].map((id) => ({
      id,
      name: `Person ${id}`,
      email: `${id}@example.com`,
    })),
    statuses: plan.statuses ?? STATUSES,
    items,
    sprints: numbers.map((sprint) => ({
      id: `s${sprint}`,
      name: `Sprint ${sprint + 1}`,
      goal: plan.goal === undefined ? GOAL : plan.goal(sprint),
      state: 'closed',
      start: iso(begin(sprint)),
      end: iso(finish(sprint)),
      completed: iso(finish(sprint)),
      ...plan.sprint?.(sprint),
    })),
    ...plan.more,
  };
}

/** An hour after the last Sprint closed. */
export const asOf = (sprints = 6) => finish(sprints - 1) + HOUR;
