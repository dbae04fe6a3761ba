import { joinSet, type Change, type ChangeField, type LinkKind } from '../../history/team-history.ts';
import { ARCHIVED, dateOf, isTypeLabel, plainLabels, priorityName, type LinearWorld } from './map-issue.ts';
import type { LinearHistory, LinearIssue } from './queries.ts';

/**
 * An issue's recorded history as changes, in order of time. Entries without a person, by bots, workflows, auto-close and
 * triage rotas are marked automated; entries of an import are left out (rules §0.3).
 */
export function changesOfIssue(issue: LinearIssue, world: LinearWorld, shelved: boolean): Change[] {
  const entries = inOrder(issue.history.nodes).filter((entry) => entry.issueImport === null);
  const changes = entries.flatMap((entry) => changesOfEntry(entry, world));
  changes.push(...labelChanges(issue, entries, world));
  if (shelved) changes.push(...archiving(issue, entries));
  const sorted = stableByTime(changes);
  return stableByTime([...sorted, ...missingMoves(issue, sorted)]);
}

/** Oldest first; the order of the answer breaks ties, whichever way round it came. */
function inOrder(nodes: readonly LinearHistory[]): LinearHistory[] {
  const first = nodes[0];
  const last = nodes[nodes.length - 1];
  const entries =
    first !== undefined && last !== undefined && first.createdAt > last.createdAt
      ? [...nodes].reverse()
      : [...nodes];
  return entries.sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt));
}

function stableByTime(changes: readonly Change[]): Change[] {
  return [...changes].sort((a, b) => a.at - b.at);
}

type Author = Pick<Change, 'at' | 'by' | 'automated'>;

function authorOf(entry: LinearHistory, world: LinearWorld): Author {
  const automated =
    entry.botActor !== null ||
    entry.autoClosed === true ||
    entry.autoArchived === true ||
    entry.triageResponsibilityAutoAssigned === true ||
    entry.workflowMetadata !== null ||
    entry.actorId === null;
  const by = entry.botActor === null ? world.people.idOf(entry.actorId) : null;
  return { at: Date.parse(entry.createdAt), by, ...(automated ? { automated: true as const } : {}) };
}

function changesOfEntry(entry: LinearHistory, world: LinearWorld): Change[] {
  const author = authorOf(entry, world);
  const changes: Change[] = [];
  const add = (field: ChangeField, from: string | null, to: string | null): void => {
    if (from !== to) changes.push({ ...author, field, from, to });
  };
  add('project', entry.fromTeamId, entry.toTeamId);
  add('serves', projectName(entry.fromProjectId, world), projectName(entry.toProjectId, world));
  add('parent', keyOf(entry.fromParentId, world), keyOf(entry.toParentId, world));
  add('title', entry.fromTitle, entry.toTitle);
  if (entry.updatedDescription === true) changes.push(...descriptionEdits(entry, author, world));
  add('priority', priorityName(entry.fromPriority), priorityName(entry.toPriority));
  add('estimate', numberText(entry.fromEstimate), numberText(entry.toEstimate));
  add('due', numberText(dateOf(entry.fromDueDate)), numberText(dateOf(entry.toDueDate)));
  add('sprint', entry.fromCycleId, entry.toCycleId);
  add('assignee', world.people.idOf(entry.fromAssigneeId), world.people.idOf(entry.toAssigneeId));
  add('status', entry.fromStateId, entry.toStateId);
  for (const change of entry.relationChanges ?? []) addLink(change, add);
  add('other:attachment', null, entry.attachmentId);
  if (entry.archived !== null) add('other:archived', String(!entry.archived), String(entry.archived));
  return changes;
}

/** That, not what, was edited; one change for each person that Linear names. */
function descriptionEdits(entry: LinearHistory, author: Author, world: LinearWorld): Change[] {
  const editors = (entry.descriptionUpdatedBy ?? [])
    .map(({ id }) => world.people.idOf(id))
    .filter((id) => id !== null);
  const edit = { field: 'description' as const, from: null, to: null };
  if (editors.length === 0) return [{ ...author, ...edit }];
  return editors.map((by) => ({ ...author, by, ...edit }));
}

function projectName(id: string | null, world: LinearWorld): string | null {
  if (id === null) return null;
  const project = world.projects.get(id);
  return project === undefined ? id : joinSet([project.name, ...project.initiatives]);
}

function keyOf(id: string | null, world: LinearWorld): string | null {
  return id === null ? null : (world.identifiers.get(id) ?? id);
}

function numberText(value: number | null): string | null {
  return value === null ? null : String(value);
}

/** Second letter of Linear's two-letter codes: what the issue is to the other one. */
const RELATIONS: Record<string, LinkKind> = {
  b: 'blocked-by',
  x: 'blocks',
  r: 'relates',
  d: 'duplicates',
  c: 'duplicated-by',
};

/** `ab ENG-1`: added "blocked by ENG-1"; `rx`: removed "blocks". Codes we do not know are counted, not read. */
function addLink(
  change: { readonly identifier: string; readonly type: string },
  add: (field: ChangeField, from: string | null, to: string | null) => void,
): void {
  const [action, code] = change.type;
  const kind = code === undefined ? undefined : RELATIONS[code];
  if (kind === undefined || change.type.length !== 2 || (action !== 'a' && action !== 'r')) {
    add('other:relation', null, `${change.type} ${change.identifier}`);
    return;
  }
  const value = `${kind} ${change.identifier}`;
  if (action === 'a') add('link', null, value);
  else add('link', value, null);
}

/** Label changes name what came and went; the whole sets follow from the present one, walking backwards. */
function labelChanges(issue: LinearIssue, entries: readonly LinearHistory[], world: LinearWorld): Change[] {
  const present = new Set(issue.labelIds);
  const changes: Change[] = [];
  for (const entry of [...entries].reverse()) {
    const added = entry.addedLabelIds ?? [];
    const removed = entry.removedLabelIds ?? [];
    if (added.length + removed.length === 0) continue;
    const after = setsOf(present, world);
    for (const id of added) present.delete(id);
    for (const id of removed) present.add(id);
    const before = setsOf(present, world);
    const author = authorOf(entry, world);
    if (before.labels !== after.labels)
      changes.unshift({ ...author, field: 'labels', from: before.labels, to: after.labels });
    if (before.type !== after.type)
      changes.unshift({ ...author, field: 'type', from: before.type, to: after.type });
  }
  return changes;
}

function setsOf(
  ids: ReadonlySet<string>,
  world: LinearWorld,
): { labels: string | null; type: string | null } {
  const labels = [...ids].map((id) => world.labels.get(id)).filter((label) => label !== undefined);
  return {
    labels: joinSet(plainLabels(labels)),
    type: labels.find((label) => isTypeLabel(label))?.name ?? null,
  };
}

/** Archiving an open issue takes it off the board: a move to the status that stands for it. */
function archiving(issue: LinearIssue, entries: readonly LinearHistory[]): Change[] {
  const at = Date.parse(issue.archivedAt ?? issue.updatedAt);
  const byItself = entries.some((entry) => entry.autoArchived === true);
  return [
    {
      at,
      by: null,
      field: 'status',
      from: issue.state.id,
      to: ARCHIVED,
      ...(byItself ? { automated: true as const } : {}),
    },
  ];
}

/** Whether the moves that the history names do not join up to the present state: quick changes were grouped. */
export function hasHole(issue: LinearIssue): boolean {
  const moves = inOrder(issue.history.nodes).filter(
    ({ fromStateId, toStateId, issueImport }) => issueImport === null && fromStateId !== toStateId,
  );
  const broken = moves.some((move, index) => index > 0 && moves[index - 1]?.toStateId !== move.fromStateId);
  const last = moves[moves.length - 1];
  return broken || (last !== undefined && last.toStateId !== issue.state.id);
}

/**
 * Linear may group quick changes into one entry, so that the chain of states has a hole; the state spans fill it, without
 * an actor. Where the chain is whole nothing is added.
 */
function missingMoves(issue: LinearIssue, changes: readonly Change[]): Change[] {
  const moves = changes.filter((change) => change.field === 'status');
  const spans = [...issue.stateHistory.nodes].sort(
    (a, b) => Date.parse(a.startedAt) - Date.parse(b.startedAt),
  );
  const steps = spans.slice(1).map((span, index) => ({
    at: Date.parse(span.startedAt),
    from: spans[index]?.stateId ?? null,
    to: span.stateId,
  }));
  const between = (from: number, to: number): Change[] =>
    steps
      .filter((step) => step.at > from && step.at < to && step.from !== step.to)
      .map((step) => ({ at: step.at, by: null, field: 'status', from: step.from, to: step.to }));
  const filled: Change[] = [];
  let previous: Change | null = null;
  for (const move of moves) {
    if (previous !== null && previous.to !== move.from) filled.push(...between(previous.at, move.at));
    previous = move;
  }
  const last = previous?.to ?? spans[0]?.stateId ?? issue.state.id;
  if (last !== issue.state.id && last !== ARCHIVED)
    filled.push(...between(previous?.at ?? 0, Number.POSITIVE_INFINITY));
  return filled;
}
