import type { Change, Item, ItemKey, RoadmapEntry, StatusCategory } from '../../history/team-history.ts';
import type { VersionInfo } from './issue.ts';

/** Fields whose change says that somebody thought about a plan, and not only moved or linked it. */
const SUBSTANTIVE = new Set<Change['field']>([
  'status',
  'title',
  'description',
  'acceptanceCriteria',
  'due',
  'assignee',
  'priority',
  'estimate',
  'resolution',
]);

/** Epics and higher levels, and versions with a date: what Jira has as a roadmap. In order of id. */
export function roadmapOf(
  items: readonly Item[],
  versions: Iterable<VersionInfo>,
  categoryOf: (item: Item) => { category: StatusCategory; idea: boolean },
  isBot: (person: string | null) => boolean,
): RoadmapEntry[] {
  const children = groupBy(items, (item) => (item.parent === null ? [] : [item.parent]));
  const planned = groupBy(items, (item) => item.versions);
  const epics = items
    .filter((item) => item.level === 'above')
    .map((item): RoadmapEntry => {
      const { category, idea } = categoryOf(item);
      return {
        id: item.key,
        title: item.title,
        kind: 'epic',
        state: category === 'done' ? 'closed' : idea ? 'idea' : 'open',
        due: item.due,
        touched: touchedAt(item, isBot),
        items: children.get(item.key) ?? [],
      };
    });
  const dated = [...versions]
    .filter((version) => version.at !== null)
    .map((version) => versionEntry(version, planned.get(version.name) ?? [], items));
  return [...epics, ...dated].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Jira tells no edits of a version: its items stand for it. */
function versionEntry(version: VersionInfo, keys: readonly ItemKey[], items: readonly Item[]): RoadmapEntry {
  const under = new Set(keys);
  const touched = items.reduce(
    (latest, item) => (under.has(item.key) ? Math.max(latest, item.updated) : latest),
    0,
  );
  return {
    id: `version:${version.name}`,
    title: version.name,
    kind: 'version',
    state: version.released ? 'closed' : 'open',
    due: version.at,
    touched: touched === 0 ? (version.at ?? 0) : touched,
    items: keys,
  };
}

/** Last substantive change by a person on the item itself; its creation when there is none. */
export function touchedAt(item: Item, isBot: (person: string | null) => boolean): number {
  let touched = item.created;
  for (const change of item.changes) {
    if (SUBSTANTIVE.has(change.field) && change.automated !== true && !isBot(change.by))
      touched = Math.max(touched, change.at);
  }
  return touched;
}

function groupBy(items: readonly Item[], groups: (item: Item) => readonly string[]): Map<string, ItemKey[]> {
  const byGroup = new Map<string, ItemKey[]>();
  for (const item of items) {
    for (const group of groups(item)) {
      const keys = byGroup.get(group) ?? [];
      keys.push(item.key);
      byGroup.set(group, keys);
    }
  }
  return byGroup;
}
