import { joinPeople } from '../people.ts';
import type { Gap, Item, Person, Snapshot, Sprint, TeamHistory } from '../../history/team-history.ts';

/**
 * Two histories of one team as one: items by key, the one updated last wins; everything else by its id, the newer history's
 * wins. The result reads like one export: what one of them cannot record, the whole cannot.
 * @param older what is already there
 * @param newer what was read now; its team keeps the older one's name
 */
export function mergeHistories(older: TeamHistory, newer: TeamHistory): TeamHistory {
  // Exports of two trackers name one person differently.
  return joinPeople({
    ...newer,
    team: {
      ...newer.team,
      name: older.team.name,
      itemUrlBase: newer.team.itemUrlBase ?? (sameProject(older, newer) ? older.team.itemUrlBase : null),
      sharedBoard: older.team.sharedBoard || newer.team.sharedBoard,
    },
    readAt: Math.max(older.readAt, newer.readAt),
    unrecorded: { ...older.unrecorded, ...newer.unrecorded },
    complete: older.complete && newer.complete,
    gaps: unique([...older.gaps, ...newer.gaps], (gap: Gap) => `${gap.what}\n${gap.why}`),
    people: byId(older.people, newer.people, (person: Person) => person.id),
    statuses: statusesOf(older.statuses, newer.statuses),
    priorities: [...new Set([...newer.priorities, ...older.priorities])],
    items: mergeItems(older.items, newer.items),
    sprints: byId(older.sprints, newer.sprints, (sprint: Sprint) => sprint.id),
    events: byId(older.events, newer.events, (event) => event.id),
    eventSources: byId(older.eventSources, newer.eventSources, (source) => `${source.kind} ${source.name}`),
    snapshots: byId(older.snapshots, newer.snapshots, (snapshot: Snapshot) => String(snapshot.at)),
    pullRequests: byId(older.pullRequests, newer.pullRequests, (request) => request.id),
    releases: byId(older.releases, newer.releases, (release) => release.name),
    roadmap: byId(older.roadmap, newer.roadmap, (entry) => entry.id),
    goals: byId(older.goals, newer.goals, (goal) => goal.where),
    updates: byId(older.updates, newer.updates, (update) => `${update.at} ${update.channel}`),
    declaredRoles: byId(older.declaredRoles, newer.declaredRoles, (role) => `${role.role} ${role.person}`),
    listedMembers: newer.listedMembers ?? older.listedMembers,
  });
}

/** A CSV does not tell the tracker's address; another export of the project may have. */
function sameProject({ team: one }: TeamHistory, { team: other }: TeamHistory): boolean {
  return one.project !== null && one.project === other.project;
}

function mergeItems(older: readonly Item[], newer: readonly Item[]): Item[] {
  const merged = new Map(older.map((item) => [item.key, item]));
  for (const item of newer) {
    const known = merged.get(item.key);
    if (known === undefined || item.updated >= known.updated) merged.set(item.key, item);
  }
  return [...merged.values()];
}

function byId<T>(older: readonly T[], newer: readonly T[], idOf: (value: T) => string): T[] {
  const merged = new Map(older.map((value) => [idOf(value), value]));
  for (const value of newer) merged.set(idOf(value), value);
  return [...merged.values()];
}

function unique<T>(values: readonly T[], idOf: (value: T) => string): T[] {
  return [...new Map(values.map((value) => [idOf(value), value])).values()];
}

const RANK = { todo: 0, doing: 1, done: 2 } as const;

/** Statuses of two boards in one row: by category, then as they stood. */
function statusesOf(older: TeamHistory['statuses'], newer: TeamHistory['statuses']): TeamHistory['statuses'] {
  const known = new Set(newer.map((status) => status.id));
  if (older.every((status) => known.has(status.id))) return newer;
  const all = byId(older, newer, (status) => status.id);
  const ordered = all.sort((a, b) => RANK[a.category] - RANK[b.category] || a.position - b.position);
  return ordered.map((status, position) => ({ ...status, position }));
}
