import { splitSet } from '../history/team-history.ts';
import type { Change, ItemLink } from '../history/team-history.ts';

export const JIRA_FIELDS = {
  rank: 'customfield_10019',
  sprint: 'customfield_10020',
  estimate: 'customfield_10016',
  flagged: 'customfield_10021',
  acceptanceCriteria: 'customfield_10040',
} as const;

/** Entries of `GET /field` for the custom fields in use. */
export const JIRA_FIELD_LIST = [
  field(JIRA_FIELDS.rank, 'Rank', 'any', 'com.pyxis.greenhopper.jira:gh-lexo-rank', 10019),
  field(JIRA_FIELDS.sprint, 'Sprint', 'array', 'com.pyxis.greenhopper.jira:gh-sprint', 10020),
  field(
    JIRA_FIELDS.estimate,
    'Story point estimate',
    'number',
    'com.pyxis.greenhopper.jira:jsw-story-points',
    10016,
  ),
  field(
    JIRA_FIELDS.flagged,
    'Flagged',
    'array',
    'com.atlassian.jira.plugin.system.customfieldtypes:multicheckboxes',
    10021,
  ),
  field(
    JIRA_FIELDS.acceptanceCriteria,
    'Acceptance Criteria',
    'string',
    'com.atlassian.jira.plugin.system.customfieldtypes:textarea',
    10040,
  ),
];

function field(id: string, name: string, type: string, custom: string, customId: number) {
  return { id, key: id, name, untranslatedName: name, custom: true, schema: { type, custom, customId } };
}

export const RESOLUTION = { done: 'Done', dropped: "Won't Do", duplicate: 'Duplicate' } as const;

export const LINK: Readonly<Record<ItemLink['kind'], readonly [string, string, string, 'in' | 'out']>> = {
  blocks: ['Blocks', 'is blocked by', 'blocks', 'out'],
  'blocked-by': ['Blocks', 'is blocked by', 'blocks', 'in'],
  relates: ['Relates', 'relates to', 'relates to', 'out'],
  duplicates: ['Duplicate', 'is duplicated by', 'duplicates', 'out'],
  'duplicated-by': ['Duplicate', 'is duplicated by', 'duplicates', 'in'],
  'split-to': ['Issue split', 'split from', 'split to', 'out'],
  'split-from': ['Issue split', 'split from', 'split to', 'in'],
  causes: ['Problem/Incident', 'is caused by', 'causes', 'out'],
  'caused-by': ['Problem/Incident', 'is caused by', 'causes', 'in'],
  tests: ['Test', 'is tested by', 'tests', 'out'],
  'tested-by': ['Test', 'is tested by', 'tests', 'in'],
};

/** Names and numbers that changes are written with. */
export interface LookUp {
  readonly ids: ReadonlyMap<string, string>;
  readonly statusNames: ReadonlyMap<string, string>;
  readonly personNames: ReadonlyMap<string, string>;
  readonly sprintNames: ReadonlyMap<string, string>;
  readonly priorities: readonly string[];
}

const CHANGE_FIELD: Readonly<Record<string, readonly [string, string]>> = {
  status: ['status', 'status'],
  assignee: ['assignee', 'assignee'],
  priority: ['priority', 'priority'],
  rank: ['Rank', JIRA_FIELDS.rank],
  estimate: ['Story point estimate', JIRA_FIELDS.estimate],
  sprint: ['Sprint', JIRA_FIELDS.sprint],
  title: ['summary', 'summary'],
  description: ['description', 'description'],
  acceptanceCriteria: ['Acceptance Criteria', JIRA_FIELDS.acceptanceCriteria],
  labels: ['labels', 'labels'],
  areas: ['Component', 'components'],
  parent: ['IssueParentAssociation', 'IssueParentAssociation'],
  type: ['issuetype', 'issuetype'],
  resolution: ['resolution', 'resolution'],
  flagged: ['Flagged', JIRA_FIELDS.flagged],
  link: ['Link', 'issuelinks'],
  versions: ['Fix Version', 'fixVersions'],
  due: ['duedate', 'duedate'],
  project: ['project', 'project'],
};

/** One entry of a changelog's `items`. */
export function changeEntry(change: Change, names: LookUp): Record<string, unknown> {
  const other = change.field.replace(/^other:/, '');
  const [field, fieldId] = CHANGE_FIELD[change.field] ?? [other, other];
  const [from, fromString] = end(change, change.from, names);
  const [to, text] = end(change, change.to, names);
  const fieldtype = fieldId.startsWith('customfield') ? 'custom' : 'jira';
  return {
    field,
    fieldtype,
    fieldId,
    from,
    fromString,
    to,
    toString: change.field === 'rank' ? 'Ranked higher' : text,
  };
}

type End = readonly [id: string | null, text: string | null];

/** Id and text of one end of a change, as each field writes them. */
function end(change: Change, value: string | null, names: LookUp): End {
  switch (change.field) {
    case 'rank':
      return ['', ''];
    case 'status':
      return named(value, names.statusNames);
    case 'assignee':
      return named(value, names.personNames);
    case 'priority':
      return [value === null ? null : String(names.priorities.indexOf(value) + 1), value];
    case 'sprint': {
      const ids = splitSet(value);
      return [ids.join(', '), ids.map((id) => names.sprintNames.get(id) ?? id).join(', ')];
    }
    case 'labels':
      return ['', splitSet(value).join(' ')];
    case 'resolution':
      return [value, value === null ? null : RESOLUTION[value as keyof typeof RESOLUTION]];
    case 'parent':
      return [value === null ? null : (names.ids.get(value) ?? null), value];
    case 'flagged':
      return value === null ? ['', ''] : ['[10019]', 'Impediment'];
    case 'link':
      return linkEnd(value);
    case 'areas':
    case 'versions':
      return [value, value];
    default:
      return [null, value];
  }
}

function named(value: string | null, texts: ReadonlyMap<string, string>): End {
  return [value, value === null ? null : (texts.get(value) ?? value)];
}

function linkEnd(value: string | null): End {
  if (value === null) return [null, null];
  const [kind = '', key = ''] = value.split(' ');
  const [, inward, outward, direction] = LINK[kind as ItemLink['kind']] ?? LINK.relates;
  return [key, `This issue ${direction === 'out' ? outward : inward} ${key}`];
}
