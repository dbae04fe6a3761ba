import type { Item, ItemLink, ItemKey } from '../../history/team-history.ts';
import type { ChangeContext } from './changes.ts';
import { changesOf } from './changes.ts';
import type { Draft } from './draft.ts';
import { fieldText } from './fields.ts';
import type { FieldRoles } from './fields.ts';
import type { Gathered } from './issue.ts';
import { numberOf, ownText, recordOf } from './json.ts';
import { checklistOf, plainText } from './markup.ts';
import { outcomeOf } from './outcomes.ts';

export interface MapContext extends ChangeContext {
  readonly gathered: Gathered;
  /** Keys of the team's project: links to others lead outside. */
  readonly projects: ReadonlySet<string>;
  /** Keys that are in the history; null while not all are known (a page of a running sync). */
  readonly present: ReadonlySet<ItemKey> | null;
}

/** Second reading: the item, once it is known which custom field holds what. */
export function itemOf(draft: Draft, context: MapContext): Item {
  const { roles, gathered } = context;
  const acceptanceCriteria = plainText(first(draft, roles.acceptanceCriteria)) ?? null;
  const done = gathered.statuses.isDone(draft.status);
  return {
    key: draft.key,
    level: epicByField(draft, roles) ? 'above' : draft.level,
    type: (draft.typeId === null ? undefined : gathered.types.get(draft.typeId)) ?? draft.type,
    title: draft.title,
    description: draft.description,
    acceptanceCriteria,
    checklist: [
      ...checklistOf(draft.description),
      ...checklistOf(acceptanceCriteria),
      ...checklistField(draft, roles),
    ],
    status: draft.status,
    resolution: resolutionOf(draft, done, gathered),
    priority: draft.priority,
    rank: rankOf(draft, roles),
    estimate: estimateOf(draft, roles),
    assignee: draft.assignee,
    creator: draft.creator,
    created: draft.created,
    updated: draft.updated,
    due: draft.due,
    // Where changes are recorded they say when it was finished.
    ...(draft.changes === null && done ? { finished: draft.resolved } : {}),
    labels: [...draft.labels],
    areas: [...draft.areas],
    parent: draft.parent ?? parentField(draft, context),
    serves: [],
    sprints: sprintsOf(draft, roles, gathered),
    flagged: draft.flagged || roles.flagged.some((id) => draft.customs.has(id)),
    links: draft.links.map((link) => linkOf(link, context)),
    comments: [...draft.comments],
    changes: changesOf(draft, context),
    attachments: draft.attachments,
    customerSignals: draft.votes,
    pullRequests: [],
    versions: [...draft.versions],
    teamField: ownText(recordOf(first(draft, roles.team)), 'name'),
  };
}

/** How the item ended. Only a Done item ended at all; Done without a resolution is done unless its status says otherwise. */
function resolutionOf(draft: Draft, done: boolean, gathered: Gathered): Item['resolution'] {
  const byName = draft.resolution === null ? null : outcomeOf(draft.resolution);
  if (!done) return byName === 'done' ? null : byName;
  const byStatus = outcomeOf(gathered.statuses.nameOf(draft.status));
  return byName === null || byName === 'done' ? byStatus : byName;
}

function linkOf(link: Draft['links'][number], context: MapContext): ItemLink {
  const here = context.present?.has(link.key) ?? false;
  const outside = !here && !context.projects.has(link.key.replace(/-\d+$/, ''));
  return {
    kind: link.kind,
    key: link.key,
    outside,
    otherDone: here || (context.present === null && !outside) ? null : link.otherDone,
  };
}

function first(draft: Draft, ids: readonly string[]): unknown {
  for (const id of ids) if (draft.customs.has(id)) return draft.customs.get(id);
  return null;
}

function epicByField(draft: Draft, roles: FieldRoles): boolean {
  return draft.level === 'base' && roles.epicName.some((id) => draft.customs.has(id));
}

function rankOf(draft: Draft, roles: FieldRoles): string | null {
  const rank = first(draft, roles.rank);
  return typeof rank === 'string' ? rank : null;
}

function estimateOf(draft: Draft, roles: FieldRoles): number | null {
  return numberOf(first(draft, roles.estimate)) ?? draft.estimateAlone;
}

function parentField(draft: Draft, context: MapContext): string | null {
  const value = first(draft, context.roles.epicLink);
  const key =
    typeof value === 'string'
      ? value
      : (ownText(recordOf(recordOf(value).data), 'key') ?? ownText(recordOf(value), 'key'));
  return key === null || key === '' ? null : (context.keys.get(key) ?? key);
}

function sprintsOf(draft: Draft, roles: FieldRoles, gathered: Gathered): string[] {
  const ids = new Set(draft.sprints);
  for (const field of roles.sprint) {
    const value = draft.customs.get(field);
    for (const entry of Array.isArray(value) ? value : [value]) {
      const id = gathered.sprints.note(entry) ?? (typeof entry === 'number' ? String(entry) : null);
      if (id !== null) ids.add(id);
    }
  }
  return [...ids];
}

function checklistField(draft: Draft, roles: FieldRoles): Item['checklist'] {
  return roles.checklist.flatMap((id) =>
    checklistOf(plainText(draft.customs.get(id)) ?? fieldText(draft.customs.get(id))),
  );
}
