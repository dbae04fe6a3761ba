import { isRecord, listOf, ownText, recordOf, recordsOf, textOf } from './json.ts';
import { isSprintValue } from './sprints.ts';

/** Which custom field holds what: ids, by what the field is for. Several where a site has several. */
export interface FieldRoles {
  readonly sprint: readonly string[];
  readonly rank: readonly string[];
  /** In order of preference: the board's own first. */
  readonly estimate: readonly string[];
  readonly flagged: readonly string[];
  readonly epicLink: readonly string[];
  readonly epicName: readonly string[];
  readonly acceptanceCriteria: readonly string[];
  readonly checklist: readonly string[];
  readonly team: readonly string[];
}

/** Configured names or ids. */
export interface ConfiguredFields {
  readonly estimate?: string;
  readonly acceptanceCriteria?: string;
}

/** Fields that every site has and that are asked for. */
export const ISSUE_FIELDS = [
  'summary',
  'issuetype',
  'project',
  'status',
  'priority',
  'resolution',
  'resolutiondate',
  'creator',
  'reporter',
  'assignee',
  'created',
  'updated',
  'duedate',
  'labels',
  'components',
  'fixVersions',
  'parent',
  'issuelinks',
  'description',
  'comment',
  'attachment',
  'votes',
];

type Role = keyof FieldRoles;

const BY_SCHEMA: readonly [RegExp, Role][] = [
  [/^com\.pyxis\.greenhopper\.jira:gh-sprint$/, 'sprint'],
  [/^com\.pyxis\.greenhopper\.jira:gh-lexo-rank$/, 'rank'],
  [/^com\.pyxis\.greenhopper\.jira:jsw-story-points$/, 'estimate'],
  [/^com\.pyxis\.greenhopper\.jira:gh-epic-link$/, 'epicLink'],
  [/^com\.atlassian\.jpo:jpo-custom-field-parent$/, 'epicLink'],
  [/^com\.pyxis\.greenhopper\.jira:gh-epic-label$/, 'epicName'],
  [/^com\.atlassian\.teams:rm-teams-custom-field-team$/, 'team'],
  [/checklist/i, 'checklist'],
];

/** Well-known names, for what no schema tells apart and for exports that carry no schema. English and German. */
const BY_NAME: readonly [RegExp, Role][] = [
  [/^sprint$/i, 'sprint'],
  [/^(rank|rang)$/i, 'rank'],
  [/^(story ?points?|story point estimate|storypoints|story[- ]?points?[- ]?schätzung)$/i, 'estimate'],
  [/^(flagged|markiert)$/i, 'flagged'],
  [/^(epic link|epos-?verknüpfung|parent link)$/i, 'epicLink'],
  [/^(epic name|epos-?name)$/i, 'epicName'],
  [
    /^(acceptance criteria|acceptance criterion|akzeptanzkriterien|akzeptanzkriterium|abnahmekriterien)$/i,
    'acceptanceCriteria',
  ],
  [/^(checklist|checkliste|smart checklist|checklists)$/i, 'checklist'],
];

/** The role a well-known field name stands for; null for all others. */
export function roleByName(name: string): Role | null {
  return BY_NAME.find(([words]) => words.test(name.trim()))?.[1] ?? null;
}

/** Roles as they are found, from a list of fields, from names in an export, or from the values themselves. */
export class FieldFinder {
  private readonly found: Record<Role, Map<string, number>> = {
    sprint: new Map(),
    rank: new Map(),
    estimate: new Map(),
    flagged: new Map(),
    epicLink: new Map(),
    epicName: new Map(),
    acceptanceCriteria: new Map(),
    checklist: new Map(),
    team: new Map(),
  };

  constructor(private readonly configured: ConfiguredFields = {}) {}

  /** An entry of `/field`, or of `schema` in a page of issues. The schema decides; names only where schemas do not differ. */
  field(field: unknown): void {
    if (!isRecord(field)) return;
    const id = ownText(field, 'id');
    if (id === null || !id.startsWith('customfield_')) return;
    const schema = recordOf(field.schema);
    const custom = textOf(schema.custom) ?? '';
    const bySchema = BY_SCHEMA.find(([pattern]) => pattern.test(custom))?.[1];
    const names = [ownText(field, 'untranslatedName'), ownText(field, 'name')].filter(
      (name) => name !== null,
    );
    if (bySchema !== undefined) this.add(bySchema, id, 3);
    for (const name of names) this.named(id, name, bySchema === undefined ? custom : null);
  }

  /** A field of which only id and name are known (a changelog, the `names` of a page). */
  named(id: string, name: string, custom: string | null = ''): void {
    if (!id.startsWith('customfield_')) return;
    if (sameField(this.configured.estimate, id, name)) this.add('estimate', id, 9);
    if (sameField(this.configured.acceptanceCriteria, id, name)) this.add('acceptanceCriteria', id, 9);
    const role = custom === null ? null : roleByName(name);
    if (role !== null && fits(role, custom ?? '')) this.add(role, id, 2);
  }

  /** A configured field that is given by its id. */
  withConfiguredIds(): this {
    for (const role of ['estimate', 'acceptanceCriteria'] as const) {
      const id = this.configured[role];
      if (id?.startsWith('customfield_') === true) this.add(role, id, 9);
    }
    return this;
  }

  /** The board's own settings decide over everything but the configuration. */
  board(configuration: unknown): void {
    if (!isRecord(configuration)) return;
    const estimate = ownText(recordOf(recordOf(configuration.estimation).field), 'fieldId');
    if (estimate?.startsWith('customfield_') === true) this.add('estimate', estimate, 8);
    const rank = ownText(recordOf(configuration.ranking), 'rankCustomFieldId');
    if (rank !== null) this.add('rank', `customfield_${rank.replace(/^customfield_/, '')}`, 8);
  }

  /** A value, for exports without names: only shapes that nothing else has. */
  value(id: string, value: unknown): void {
    if (typeof value === 'string') {
      if (/^\d\|[0-9a-z]+:[0-9a-z]*$/.test(value)) this.add('rank', id, 1);
    } else if (Array.isArray(value)) {
      if (isSprintValue(value)) this.add('sprint', id, 1);
      else if (isFlag(value)) this.add('flagged', id, 1);
    } else if (isRecord(value) && Object.hasOwn(value, 'isShared') && ownText(value, 'name') !== null)
      this.add('team', id, 1);
  }

  roles(): FieldRoles {
    const of = (role: Role): string[] =>
      [...this.found[role]].sort(([idA, a], [idB, b]) => b - a || (idA < idB ? -1 : 1)).map(([id]) => id);
    return {
      sprint: of('sprint'),
      rank: of('rank'),
      estimate: of('estimate'),
      flagged: of('flagged'),
      epicLink: of('epicLink'),
      epicName: of('epicName'),
      acceptanceCriteria: of('acceptanceCriteria'),
      checklist: of('checklist'),
      team: of('team'),
    };
  }

  private add(role: Role, id: string, weight: number): void {
    this.found[role].set(id, Math.max(weight, this.found[role].get(id) ?? 0));
  }
}

function sameField(wanted: string | undefined, id: string, name: string): boolean {
  return wanted !== undefined && (wanted === id || wanted.toLowerCase() === name.toLowerCase());
}

/** A name alone does not make a field: a text called "Story Points" is no estimate. `''`: the schema is unknown. */
function fits(role: Role, custom: string): boolean {
  if (custom === '') return true;
  if (role === 'estimate') return /:float$/.test(custom);
  if (role === 'flagged') return /checkboxes$/.test(custom);
  if (role === 'acceptanceCriteria') return /text(area|field)$/.test(custom);
  return role === 'checklist';
}

/** Jira's flag is a check box with one option, whose name stays English in most languages. */
function isFlag(value: readonly unknown[]): boolean {
  return (
    recordsOf(value).length > 0 &&
    recordsOf(value).every((entry) => entry.value === 'Impediment' || entry.value === 'Hindernis')
  );
}

/** Text of a custom field whose value may be a string, an option, or a list of either. */
export function fieldText(value: unknown): string | null {
  if (isRecord(value)) return textOf(value.value) ?? textOf(value.name) ?? textOf(value.title);
  if (Array.isArray(value)) {
    const parts = listOf(value)
      .map(fieldText)
      .filter((part) => part !== null);
    return parts.length === 0 ? null : parts.join('\n');
  }
  return textOf(value);
}
