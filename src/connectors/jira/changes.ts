import { joinSet } from '../../history/team-history.ts';
import type { Change, ChangeField } from '../../history/team-history.ts';
import type { Draft, RawChange } from './draft.ts';
import type { FieldRoles } from './fields.ts';
import { roleByName } from './fields.ts';
import type { Gathered } from './issue.ts';
import { instantOf, numberOf } from './json.ts';
import { linkKind } from './links.ts';
import { outcomeOf } from './outcomes.ts';

/** What a changelog needs to be understood. */
export interface ChangeContext {
  readonly roles: FieldRoles;
  readonly gathered: Pick<Gathered, 'people' | 'statuses' | 'types'>;
  /** Issue id → key, for parents of which a changelog tells only the id. */
  readonly keys: ReadonlyMap<string, string>;
}

/** System fields by id, and by the name that changelogs write where they tell no id (never translated by Jira). */
const SYSTEM: Readonly<Record<string, ChangeField>> = {
  status: 'status',
  assignee: 'assignee',
  priority: 'priority',
  resolution: 'resolution',
  issuetype: 'type',
  summary: 'title',
  description: 'description',
  labels: 'labels',
  components: 'areas',
  component: 'areas',
  fixversions: 'versions',
  'fix version': 'versions',
  duedate: 'due',
  parent: 'parent',
  issueparentassociation: 'parent',
  link: 'link',
  issuelinks: 'link',
  project: 'project',
};

const KEY = /^[A-Z][A-Z0-9_]+-\d+$/;
/** Enough to tell what a change of an unread field was; whole texts would only take room. */
const OTHER_LENGTH = 200;

/**
 * The changes of an issue in order of time, one for each single field change that Jira recorded. Fields that nothing reads keep
 * their name behind `other:`, so that every change counts.
 */
export function changesOf(draft: Draft, context: ChangeContext): Change[] {
  const raw = [...(draft.changes ?? [])].sort((a, b) => a.at - b.at || a.edit - b.edit);
  const changes = raw.map((change) => changeOf(change, context));
  wholeSets(changes, 'areas', draft.areas);
  wholeSets(changes, 'versions', draft.versions);
  return changes;
}

/** The field that a recorded change is about. */
export function fieldOf(change: Pick<RawChange, 'field' | 'fieldId'>, roles: FieldRoles): ChangeField {
  const id = change.fieldId ?? '';
  const system =
    SYSTEM[id.toLowerCase()] ?? (change.fieldId === null ? SYSTEM[change.field.toLowerCase()] : undefined);
  if (system !== undefined) return system;
  if (roles.sprint.includes(id)) return 'sprint';
  if (roles.rank.includes(id)) return 'rank';
  if (roles.flagged.includes(id)) return 'flagged';
  if (roles.epicLink.includes(id)) return 'parent';
  if (roles.acceptanceCriteria[0] === id) return 'acceptanceCriteria';
  if (roles.checklist.includes(id)) return 'checklist';
  if (roles.estimate[0] === id) return 'estimate';
  // Data Center tells no field id before 8: there the name is all there is.
  const byName = change.fieldId === null ? BY_ROLE[roleByName(change.field) ?? ''] : undefined;
  return byName ?? `other:${change.field}`;
}

const BY_ROLE: Readonly<Record<string, ChangeField>> = {
  sprint: 'sprint',
  rank: 'rank',
  estimate: 'estimate',
  flagged: 'flagged',
  epicLink: 'parent',
  acceptanceCriteria: 'acceptanceCriteria',
  checklist: 'checklist',
};

function changeOf(raw: RawChange, context: ChangeContext): Change {
  const field = fieldOf(raw, context.roles);
  return {
    at: raw.at,
    by: raw.by,
    field,
    from: valueOf(field, raw.from, raw.fromText, context),
    to: valueOf(field, raw.to, raw.toText, context),
  };
}

/** One end of a change: Jira gives an id and a text, and which of them counts depends on the field. */
function valueOf(
  field: ChangeField,
  id: string | null,
  text: string | null,
  context: ChangeContext,
): string | null {
  const { people, statuses, types } = context.gathered;
  switch (field) {
    case 'status':
      return statuses.mention(id ?? text, text);
    case 'assignee':
      return people.mention(id, text);
    case 'sprint':
      return joinSet(splitBy(id, /,\s*/));
    case 'labels':
      return joinSet(splitBy(text, /\s+/));
    case 'type':
      return (id === null ? undefined : types.get(id)) ?? text;
    case 'resolution':
      return text === null ? null : outcomeOf(text);
    case 'estimate':
      return numberOf(text) === null && numberOf(id) === null ? null : String(numberOf(text) ?? numberOf(id));
    case 'flagged':
      return (id ?? text) === null || id === '[]' ? null : 'true';
    case 'due':
      return instantOf(id ?? text) === null ? null : String(instantOf(id ?? text));
    case 'parent':
      return parentOf(id, text, context.keys);
    case 'link':
      return id === null ? null : `${linkKind((text ?? '').replace(id, ''))} ${id}`;
    case 'rank':
    case 'checklist':
      return null;
    default:
      return field.startsWith('other:') ? shortened(text ?? id) : (text ?? id);
  }
}

function parentOf(id: string | null, text: string | null, keys: ReadonlyMap<string, string>): string | null {
  if (text !== null && KEY.test(text)) return text;
  return id === null ? null : (keys.get(id) ?? (KEY.test(id) ? id : null));
}

function splitBy(text: string | null, separator: RegExp): string[] {
  return text === null ? [] : text.split(separator).filter((part) => part !== '');
}

function shortened(text: string | null): string | null {
  return text !== null && text.length > OTHER_LENGTH ? text.slice(0, OTHER_LENGTH) : text;
}

/**
 * Components and versions are recorded one value at a time ("added v2", "removed v1"): the whole sets follow from the present
 * one, going back in time.
 */
function wholeSets(changes: Change[], field: ChangeField, present: readonly string[]): void {
  let after: readonly string[] = present;
  for (let index = changes.length - 1; index >= 0; index -= 1) {
    const change = changes[index] as Change;
    if (change.field !== field) continue;
    const before = after.filter((name) => name !== change.to);
    if (change.from !== null && !before.includes(change.from)) before.push(change.from);
    changes[index] = { ...change, from: joinSet(before), to: joinSet(after) };
    after = before;
  }
}
