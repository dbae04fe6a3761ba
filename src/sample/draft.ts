import { joinSet, splitSet } from '../history/team-history.ts';
import type {
  Change,
  ChangeField,
  Comment,
  Instant,
  Item,
  PersonId,
  ScrumEvent,
  Sprint,
  TeamHistory,
} from '../history/team-history.ts';

/**
 * A history that is still being written. An item holds its values at creation and what was set later, in any order;
 * `freeze` sorts by time and derives every `from` and the present values, so that a history cannot contradict itself.
 */
export type Draft = Omit<Mutable<TeamHistory>, 'items' | 'sprints' | 'events' | 'people' | 'statuses'> & {
  items: DraftItem[];
  sprints: Mutable<Sprint>[];
  events: Mutable<ScrumEvent>[];
  people: TeamHistory['people'][number][];
  statuses: TeamHistory['statuses'][number][];
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

export interface DraftItem extends Omit<Mutable<Item>, 'changes' | 'comments' | 'updated'> {
  comments: Comment[];
  changes: DraftChange[];
}

/** `to` for plain values; `add` and `remove` for a member of a set (`sprint`, `labels`, `areas`, `versions`). */
export interface DraftChange {
  at: Instant;
  by: PersonId | null;
  readonly field: ChangeField;
  to?: string | null;
  readonly add?: string;
  readonly remove?: string;
  /** For fields without a present value of their own (`link`, `other:…`). */
  readonly from?: string | null;
  readonly automated?: true;
}

const SETS = ['sprint', 'labels', 'areas', 'versions'] as const;
type SetField = (typeof SETS)[number];
const SET_PROPERTY = { sprint: 'sprints', labels: 'labels', areas: 'areas', versions: 'versions' } as const;

const VALUES = [
  'status',
  'assignee',
  'priority',
  'title',
  'description',
  'acceptanceCriteria',
  'parent',
  'type',
  'resolution',
] as const;
type ValueField = (typeof VALUES)[number];

export function set(
  item: DraftItem,
  field: ValueField,
  to: string | null,
  at: Instant,
  by: PersonId | null,
  extra: Pick<DraftChange, 'automated'> = {},
): void {
  item.changes.push({ at, by, field, to, ...extra });
}

export function setEstimate(item: DraftItem, points: number | null, at: Instant, by: PersonId | null): void {
  item.changes.push({ at, by, field: 'estimate', to: points === null ? null : String(points) });
}

export function setFlag(item: DraftItem, flagged: boolean, at: Instant, by: PersonId | null): void {
  item.changes.push({ at, by, field: 'flagged', to: flagged ? 'true' : null });
}

export function addTo(
  item: DraftItem,
  field: SetField,
  member: string,
  at: Instant,
  by: PersonId | null,
): void {
  item.changes.push({ at, by, field, add: member });
}

export function removeFrom(
  item: DraftItem,
  field: SetField,
  member: string,
  at: Instant,
  by: PersonId | null,
): void {
  item.changes.push({ at, by, field, remove: member });
}

/** A move in the order; trackers do not store from where to where. */
export function rerank(item: DraftItem, at: Instant, by: PersonId | null): void {
  item.changes.push({ at, by, field: 'rank' });
}

export function comment(item: DraftItem, at: Instant, by: PersonId | null, text: string): void {
  item.comments.push({ at, by, text });
}

/** The finished history: changes in order, present values derived, nothing later than `readAt`. */
export function freeze(draft: Draft): TeamHistory {
  const items = draft.items
    .filter((item) => item.created <= draft.readAt)
    .map((item) => freezeItem(item, draft.readAt));
  return { ...draft, items, sprints: [...draft.sprints], events: [...draft.events] };
}

function freezeItem(item: DraftItem, until: Instant): Item {
  const values = initialValues(item);
  const changes: Change[] = [];
  const ordered = item.changes.filter((change) => change.at <= until).sort((a, b) => a.at - b.at);
  for (const change of ordered) {
    const { at, by, field } = change;
    const automated = change.automated === true ? { automated: true as const } : {};
    if (!values.has(field)) {
      changes.push({ at, by, field, from: change.from ?? null, to: change.to ?? null, ...automated });
      continue;
    }
    const from = values.get(field) ?? null;
    const to = isSet(field) ? setAfter(from, change) : (change.to ?? null);
    if (from === to) continue;
    values.set(field, to);
    changes.push({ at, by, field, from, to, ...automated });
  }
  const comments = item.comments.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
  const updated = Math.max(item.created, changes.at(-1)?.at ?? 0, comments.at(-1)?.at ?? 0);
  return { ...item, ...presentValues(values), changes, comments, updated } as Item;
}

function isSet(field: ChangeField): field is SetField {
  return (SETS as readonly string[]).includes(field);
}

function setAfter(from: string | null, change: DraftChange): string | null {
  const members = splitSet(from).filter((member) => member !== change.remove);
  if (change.add !== undefined && !members.includes(change.add)) members.push(change.add);
  return joinSet(members);
}

function initialValues(item: DraftItem): Map<ChangeField, string | null> {
  const values = new Map<ChangeField, string | null>();
  for (const field of VALUES) values.set(field, item[field]);
  for (const field of SETS) values.set(field, joinSet(item[SET_PROPERTY[field]]));
  values.set('estimate', item.estimate === null ? null : String(item.estimate));
  values.set('flagged', item.flagged ? 'true' : null);
  return values;
}

function presentValues(values: ReadonlyMap<ChangeField, string | null>): Partial<Item> {
  const present: Record<string, unknown> = {};
  for (const field of VALUES) present[field] = values.get(field);
  for (const field of SETS) present[SET_PROPERTY[field]] = splitSet(values.get(field) ?? null);
  const estimate = values.get('estimate') ?? null;
  present.estimate = estimate === null ? null : Number(estimate);
  present.flagged = values.get('flagged') === 'true';
  return present;
}

/** Opens a finished history for changes: values are rolled back to those at creation. */
export function thaw(history: TeamHistory): Draft {
  return {
    ...structuredClone({ ...history, items: [] }),
    items: history.items.map(thawItem),
  } as Draft;
}

function thawItem(item: Item): DraftItem {
  const values = initialValues(item as unknown as DraftItem);
  for (const change of [...item.changes].reverse())
    if (values.has(change.field)) values.set(change.field, change.from);
  const changes = item.changes.flatMap((change): DraftChange[] => {
    const { at, by, field } = change;
    const automated = change.automated === true ? { automated: true as const } : {};
    if (!isSet(field)) return [{ at, by, field, from: change.from, to: change.to, ...automated }];
    const before = splitSet(change.from);
    const after = splitSet(change.to);
    return [
      ...before
        .filter((member) => !after.includes(member))
        .map((remove) => ({ at, by, field, remove, ...automated })),
      ...after
        .filter((member) => !before.includes(member))
        .map((add) => ({ at, by, field, add, ...automated })),
    ];
  });
  return {
    ...structuredClone(item),
    ...presentValues(values),
    comments: [...item.comments],
    changes,
  } as DraftItem;
}
