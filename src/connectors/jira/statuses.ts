import type { Gap, Status, StatusCategory, StatusId } from '../../history/team-history.ts';
import { isRecord, ownText, recordOf } from './json.ts';
import { categoryByKey, categoryByName, isIdeaName, outcomeOf } from './outcomes.ts';

interface Known {
  name: string;
  listed: StatusCategory | null;
  /** How often items carry the status with each category, where no list says it. */
  readonly seen: Record<StatusCategory, number>;
  readonly order: number;
}

export interface SavedStatus {
  readonly id: StatusId;
  readonly name: string;
  readonly listed: StatusCategory | null;
  readonly seen: Readonly<Record<StatusCategory, number>>;
}

/**
 * Statuses and their categories. A list of statuses decides; without one what the items themselves say; a status that only old
 * changes name is told by a well-known name, and otherwise stays to do and is named among the gaps.
 */
export class Statuses {
  private readonly known = new Map<StatusId, Known>();
  /** Board columns from left to right. */
  columns: readonly (readonly StatusId[])[] = [];

  /** The statuses of an earlier run. */
  static restored(saved: readonly SavedStatus[]): Statuses {
    const statuses = new Statuses();
    for (const { id, name, listed, seen } of saved)
      statuses.known.set(id, { name, listed, seen: { ...seen }, order: statuses.known.size });
    return statuses;
  }

  save(): SavedStatus[] {
    return [...this.known].map(([id, { name, listed, seen }]) => ({ id, name, listed, seen }));
  }

  /** Notes the status object of an item. */
  note(status: unknown): StatusId | null {
    if (!isRecord(status)) return null;
    const name = ownText(status, 'name');
    const id = ownText(status, 'id') ?? name;
    if (id === null) return null;
    const known = this.of(id, name ?? id);
    const category = categoryByKey(recordOf(status.statusCategory).key);
    if (category !== null) known.seen[category] += 1;
    return id;
  }

  /** Notes an entry of the site's or project's list of statuses. */
  list(status: unknown): void {
    const id = this.note(status);
    if (id === null || !isRecord(status)) return;
    const known = this.of(id, id);
    known.listed = categoryByKey(recordOf(status.statusCategory).key) ?? known.listed;
  }

  /** Notes a status of which a changelog tells only id and name. */
  mention(id: string | null, name: string | null): StatusId | null {
    if (id === null) return null;
    this.of(id, name ?? id);
    return id;
  }

  /** Notes a status that a source knows by name and perhaps by category. */
  named(name: string, category: StatusCategory | null): StatusId {
    const known = this.of(name, name);
    if (category !== null) known.seen[category] += 1;
    return name;
  }

  isDone(id: StatusId): boolean {
    const known = this.known.get(id);
    return known !== undefined && categoryOf(known) === 'done';
  }

  nameOf(id: StatusId): string {
    return this.known.get(id)?.name ?? id;
  }

  /**
   * The used statuses and those on the board, from left to right, and what had to be guessed.
   * @param flow how early each status comes, for statuses that are on no board
   */
  resolve(
    used: ReadonlySet<StatusId>,
    flow: ReadonlyMap<StatusId, number> = new Map(),
  ): { statuses: Status[]; gaps: Gap[] } {
    const wanted = new Set([...used, ...this.columns.flat().filter((id) => this.known.has(id))]);
    const unknown: string[] = [];
    const statuses = [...wanted].map((id) => {
      const known = this.of(id, id);
      const category = categoryOf(known);
      if (category === null) unknown.push(known.name);
      return this.statusOf(id, known, category ?? 'todo');
    });
    const order = (id: StatusId): number => this.known.get(id)?.order ?? 0;
    statuses.sort(
      (a, b) =>
        a.position - b.position || (flow.get(a.id) ?? 0) - (flow.get(b.id) ?? 0) || order(a.id) - order(b.id),
    );
    return { statuses: statuses.map((status, position) => ({ ...status, position })), gaps: gapsOf(unknown) };
  }

  private statusOf(id: StatusId, known: Known, category: StatusCategory): Status {
    const column = this.columns.findIndex((ids) => ids.includes(id));
    // Statuses that are on no board stand after the columns of their category.
    const position = RANK[category] * 1000 + (column === -1 ? 999 : column);
    const dropped = category === 'done' && outcomeOf(known.name) !== 'done';
    return {
      id,
      name: known.name,
      category,
      position,
      idea: category === 'todo' && isIdeaName(known.name),
      dropped,
    };
  }

  private of(id: StatusId, name: string): Known {
    const known = this.known.get(id) ?? {
      name,
      listed: null,
      seen: { todo: 0, doing: 0, done: 0 },
      order: this.known.size,
    };
    if (known.name === id) known.name = name;
    this.known.set(id, known);
    return known;
  }
}

function categoryOf(known: Known): StatusCategory | null {
  return known.listed ?? mostSeen(known.seen) ?? categoryByName(known.name);
}

const RANK: Record<StatusCategory, number> = { todo: 0, doing: 1, done: 2 };

function mostSeen(seen: Record<StatusCategory, number>): StatusCategory | null {
  const categories = Object.keys(seen) as StatusCategory[];
  const most = Math.max(...categories.map((category) => seen[category]));
  return most === 0 ? null : (categories.find((category) => seen[category] === most) ?? null);
}

function gapsOf(unknown: readonly string[]): Gap[] {
  if (unknown.length === 0) return [];
  const names = [...unknown].sort().join(', ');
  return [
    {
      what: `statuses whose meaning is unknown: ${names}`,
      why: 'Jira gives them no category that is known; they count as to do',
    },
  ];
}
