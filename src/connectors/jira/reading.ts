import type { SprintId } from '../../history/team-history.ts';
import type { Draft } from './draft.ts';
import { FieldFinder } from './fields.ts';
import type { ConfiguredFields } from './fields.ts';
import { addHistories, draftOf, noteType, noteVersion } from './issue.ts';
import type { Gathered } from './issue.ts';
import { isRecord, listOf, ownText, recordOf, recordsOf, textOf } from './json.ts';
import type { Json } from './json.ts';
import { People } from './people.ts';
import { Sprints } from './sprints.ts';
import { Statuses } from './statuses.ts';

export interface ProjectInfo {
  readonly key: string;
  readonly name: string | null;
  readonly description: string | null;
}

/** Everything that was read of one export, in whatever order its parts came. */
export class JiraReading {
  readonly gathered: Gathered = {
    people: new People(),
    statuses: new Statuses(),
    sprints: new Sprints(),
    priorities: new Map(),
    types: new Map(),
    versions: new Map(),
  };
  readonly finder: FieldFinder;
  readonly drafts = new Map<string, Draft>();
  readonly projects = new Map<string, ProjectInfo>();
  /** Sprints that a list names, with what the list's rows belong to. */
  readonly listedSprints = new Map<SprintId, string | null>();
  /** Histories whose issue had not been read when they came: by issue id. */
  private readonly loose = new Map<string, Json[]>();
  /** Issues that could not be used, and why. */
  readonly unusable: string[] = [];
  /** Changes and issues of the export that belong to nothing in it. */
  looseHistories = 0;
  looseIssues = 0;

  constructor(configured: ConfiguredFields = {}) {
    this.finder = new FieldFinder(configured).withConfiguredIds();
  }

  issue(issue: Json, scope: string | null): void {
    const draft = draftOf(issue, this.gathered, scope);
    if (draft === null) {
      this.unusable.push(
        `${ownText(issue, 'key') ?? 'an issue without key'}: it lacks its ${missingOf(issue)}`,
      );
      return;
    }
    this.names(issue);
    for (const [id, value] of draft.customs) this.finder.value(id, value);
    for (const change of draft.changes ?? [])
      if (change.fieldId !== null) this.finder.named(change.fieldId, change.field);
    const known = this.drafts.get(draft.key);
    if (known === undefined || draft.updated >= known.updated) this.drafts.set(draft.key, draft);
  }

  /** One history from a list of its own. */
  history(history: Json, issue: string): void {
    const list = this.loose.get(issue) ?? [];
    list.push(history);
    this.loose.set(issue, list);
  }

  sprint(sprint: Json, scope: string | null): void {
    const id = this.gathered.sprints.note(sprint);
    if (id !== null) this.listedSprints.set(id, scope);
  }

  project(project: Json): void {
    const key = ownText(project, 'key');
    if (key !== null)
      this.projects.set(key, {
        key,
        name: ownText(project, 'name'),
        description: textOf(project.description),
      });
  }

  board(configuration: Json): void {
    this.finder.board(configuration);
    const columns = recordsOf(recordOf(configuration.columnConfig).columns);
    this.gathered.statuses.columns = columns.map((column) =>
      recordsOf(column.statuses)
        .map((status) => ownText(status, 'id'))
        .filter((id) => id !== null),
    );
  }

  type(type: Json): void {
    noteType(type, this.gathered);
  }

  version(version: Json): void {
    noteVersion(version, this.gathered);
  }

  /** `names` and `schema` of a page or an issue, where it was asked for with them. */
  names(page: Json): void {
    const schema = recordOf(page.schema);
    for (const [id, name] of Object.entries(recordOf(page.names)))
      this.finder.field({ id, name, schema: schema[id] });
  }

  /** Joins histories with their issues, once everything has been read. */
  settle(): void {
    const byId = new Map(
      [...this.drafts.values()].flatMap((draft) => [[draft.id, draft] as const, [draft.key, draft] as const]),
    );
    for (const [issue, histories] of this.loose) {
      const draft = byId.get(issue);
      if (draft === undefined) {
        this.looseHistories += histories.length;
        this.looseIssues += 1;
        continue;
      }
      addHistories(draft, histories, this.gathered);
      for (const change of draft.changes ?? [])
        if (change.fieldId !== null) this.finder.named(change.fieldId, change.field);
    }
    this.loose.clear();
  }
}

function missingOf(issue: Json): string {
  const fields = recordOf(issue.fields);
  const missing = ['created', 'status'].filter(
    (name) =>
      !isRecord(fields[name]) && typeof fields[name] !== 'string' && listOf(fields[name]).length === 0,
  );
  return missing.length === 0 ? 'creation time' : missing.join(' and ');
}
