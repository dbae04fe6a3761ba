import type {
  DeclaredRole,
  Instant,
  Item,
  ItemKey,
  Person,
  RoadmapEntry,
  Sprint,
  StatusCategory,
} from '../../history/team-history.ts';
import type { FieldRoles } from './fields.ts';
import { Flaws } from './flaws.ts';
import type { SavedFlaws } from './flaws.ts';
import { byKey, usedPeople, usedStatuses } from './history.ts';
import type { Gathered, VersionInfo } from './issue.ts';
import { People } from './people.ts';
import { touchedAt } from './roadmap.ts';
import { Sprints } from './sprints.ts';
import { Statuses } from './statuses.ts';
import type { SavedStatus } from './statuses.ts';

/** What a sync leaves for the next one, a half-finished one included. JSON. */
export interface JiraCursor {
  readonly version: 3;
  /** What was read: another board or project starts again. */
  readonly scope: string;
  readonly phase: 'items' | 'sweep' | 'done';
  /** Changes since then are asked for; null: everything. */
  readonly since: Instant | null;
  /** The server's time when the present run, or the last finished one, began. */
  readonly started: Instant;
  /** Where the list of issues goes on. */
  readonly at: string | null;
  /** Issues stored so far in this run. */
  readonly stored: number;
  readonly gathered: SavedGathered;
}

export interface SavedGathered {
  readonly roles: FieldRoles | null;
  readonly boards: readonly string[];
  readonly columns: readonly (readonly string[])[];
  readonly sharedBoard: boolean;
  readonly declaredRoles: readonly DeclaredRole[];
  readonly settled: boolean;
  readonly people: readonly Person[];
  readonly usedPeople: readonly string[];
  readonly usedStatuses: readonly string[];
  readonly statuses: readonly SavedStatus[];
  readonly sprints: readonly Sprint[];
  readonly goalsRecorded: boolean;
  readonly priorities: readonly (readonly [string, string | null])[];
  readonly prioritiesListed: boolean;
  readonly types: readonly (readonly [string, string])[];
  readonly epics: readonly (readonly [ItemKey, Epic])[];
  readonly under: readonly (readonly [string, readonly ItemKey[]])[];
  readonly versionsTouched: readonly (readonly [string, Instant])[];
  readonly flaws: SavedFlaws;
  /** Parents in the project that no list shows: the token may not see them. */
  readonly referred: readonly ItemKey[];
}

interface Epic {
  readonly title: string;
  readonly status: string;
  readonly due: Instant | null;
  readonly touched: Instant;
}

/** What is known of a project beyond its items, kept from run to run: items come page by page, the history's header at the end. */
export class ProjectState {
  readonly gathered: Gathered;
  roles: FieldRoles | null;
  /** Boards whose sprints are the project's. */
  boards: readonly string[];
  /** The boards' sprints belong to several boards. */
  sharedBoard: boolean;
  declaredRoles: readonly DeclaredRole[];
  /** How the project is set up was read whole. */
  settled: boolean;
  /** Priorities stand in the order in which Jira lists them. */
  prioritiesListed: boolean;
  readonly flaws: Flaws;
  readonly referred: Set<ItemKey>;
  readonly usedPeople: Set<string>;
  readonly usedStatuses: Set<string>;
  private readonly epics: Map<ItemKey, Epic>;
  private readonly under: Map<string, Set<ItemKey>>;
  private readonly versionsTouched: Map<string, Instant>;

  constructor(saved: SavedGathered | null) {
    this.gathered = {
      people: People.restored(saved?.people ?? []),
      statuses: Statuses.restored(saved?.statuses ?? []),
      sprints: Sprints.restored(saved?.sprints ?? [], saved?.goalsRecorded ?? false),
      priorities: new Map(saved?.priorities),
      types: new Map(saved?.types),
      versions: new Map(),
    };
    this.gathered.statuses.columns = saved?.columns ?? [];
    this.roles = saved?.roles ?? null;
    this.boards = saved?.boards ?? [];
    this.sharedBoard = saved?.sharedBoard ?? false;
    this.declaredRoles = saved?.declaredRoles ?? [];
    this.settled = saved?.settled ?? false;
    this.prioritiesListed = saved?.prioritiesListed ?? false;
    this.flaws = new Flaws(saved?.flaws);
    this.referred = new Set(saved?.referred);
    this.usedPeople = new Set(saved?.usedPeople);
    this.usedStatuses = new Set(saved?.usedStatuses);
    this.epics = new Map(saved?.epics);
    this.under = new Map(saved?.under.map(([group, keys]) => [group, new Set(keys)]));
    this.versionsTouched = new Map(saved?.versionsTouched);
  }

  save(): SavedGathered {
    const { people, statuses, sprints, priorities, types } = this.gathered;
    return {
      roles: this.roles,
      boards: this.boards,
      sharedBoard: this.sharedBoard,
      columns: statuses.columns,
      declaredRoles: this.declaredRoles,
      settled: this.settled,
      people: people.list(this.usedPeople),
      usedPeople: [...this.usedPeople].sort(),
      usedStatuses: [...this.usedStatuses].sort(),
      statuses: statuses.save(),
      sprints: sprints.all(),
      goalsRecorded: sprints.goalsRecorded,
      priorities: [...priorities],
      prioritiesListed: this.prioritiesListed,
      types: [...types],
      epics: [...this.epics],
      under: [...this.under].map(([group, keys]) => [group, [...keys]]),
      versionsTouched: [...this.versionsTouched],
      flaws: this.flaws.save(),
      referred: [...this.referred],
    };
  }

  /** Notes what an item says about what is kept beside items. */
  note(item: Item, isBot: (person: string | null) => boolean): void {
    for (const id of usedPeople([item])) this.usedPeople.add(id);
    for (const id of usedStatuses([item])) this.usedStatuses.add(id);
    this.unplace(item.key);
    if (item.level === 'above') {
      this.epics.set(item.key, {
        title: item.title,
        status: item.status,
        due: item.due,
        touched: touchedAt(item, isBot),
      });
    }
    if (item.parent !== null && item.level !== 'sub') this.group(item.parent).add(item.key);
    for (const version of item.versions) {
      this.group(versionId(version)).add(item.key);
      this.versionsTouched.set(version, Math.max(item.updated, this.versionsTouched.get(version) ?? 0));
    }
  }

  /** Drops an item that is gone. */
  forget(key: ItemKey): void {
    this.flaws.forget(key);
    this.unplace(key);
  }

  private unplace(key: ItemKey): void {
    this.epics.delete(key);
    for (const [group, keys] of this.under) if (keys.delete(key) && keys.size === 0) this.under.delete(group);
  }

  roadmap(categoryOf: (status: string) => { category: StatusCategory; idea: boolean }): RoadmapEntry[] {
    const itemsOf = (group: string): ItemKey[] =>
      [...(this.under.get(group) ?? [])]
        .map((key) => ({ key }))
        .sort(byKey)
        .map(({ key }) => key);
    const epics = [...this.epics].map(([key, epic]): RoadmapEntry => {
      const { category, idea } = categoryOf(epic.status);
      const state = category === 'done' ? 'closed' : idea ? 'idea' : 'open';
      return {
        id: key,
        title: epic.title,
        kind: 'epic',
        state,
        due: epic.due,
        touched: epic.touched,
        items: itemsOf(key),
      };
    });
    const dated = [...this.gathered.versions.values()].filter((version) => version.at !== null);
    const versions = dated.map((version) => this.versionEntry(version, itemsOf(versionId(version.name))));
    return [...epics, ...versions].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  private versionEntry(version: VersionInfo, items: readonly ItemKey[]): RoadmapEntry {
    return {
      id: versionId(version.name),
      title: version.name,
      kind: 'version',
      state: version.released ? 'closed' : 'open',
      due: version.at,
      touched: this.versionsTouched.get(version.name) ?? version.at ?? 0,
      items,
    };
  }

  private group(name: string): Set<ItemKey> {
    const keys = this.under.get(name) ?? new Set<ItemKey>();
    this.under.set(name, keys);
    return keys;
  }
}

function versionId(name: string): string {
  return `version:${name}`;
}

/** The cursor of an earlier run if it fits; null: start again. */
export function usableCursor(cursor: unknown, scope: string): JiraCursor | null {
  if (typeof cursor !== 'object' || cursor === null) return null;
  const candidate = cursor as JiraCursor;
  return candidate.version === 3 && candidate.scope === scope ? candidate : null;
}
