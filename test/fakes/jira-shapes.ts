import type { Item, Person, Sprint, TeamHistory } from '../../src/history/team-history.ts';
import { JIRA_FIELD_LIST, JIRA_FIELDS } from '../../src/sample/jira-changelog.ts';
import { JiraWriter } from '../../src/sample/jira-json.ts';

export type Json = Record<string, unknown>;

interface Issue extends Json {
  readonly id: string;
  readonly key: string;
  readonly fields: Json;
  readonly changelog: { readonly total: number; readonly histories: readonly Json[] };
}

/** A history in the shapes in which Jira Cloud or Data Center hands it out. */
export class JiraShapes {
  private readonly writer: JiraWriter;
  private readonly issues = new Map<string, Issue>();
  private readonly logins: ReadonlyMap<string, Person>;

  constructor(
    readonly history: TeamHistory,
    readonly site: string,
    private readonly dataCenter: boolean,
    private readonly uncategorised: ReadonlySet<string> = new Set(),
  ) {
    this.writer = new JiraWriter(history, {
      site,
      text: dataCenter ? 'string' : 'adf',
      verbose: true,
      bytes: 0,
    });
    this.logins = new Map(history.people.map((person) => [person.id, person]));
  }

  issue(item: Item): Issue {
    const known = this.issues.get(item.key);
    if (known !== undefined) return known;
    // A round through JSON drops what is undefined, as a server does.
    const cloud = this.withoutCategories(JSON.parse(JSON.stringify(this.writer.issue(item)))) as Issue;
    const issue = this.dataCenter ? this.asDataCenter(cloud) : cloud;
    this.issues.set(item.key, issue);
    return issue;
  }

  fieldList(): Json[] {
    const system = ['summary', 'status', 'assignee', 'description'].map((id) => ({
      id,
      key: id,
      name: `Feld ${id}`,
      custom: false,
      schema: { type: 'string', system: id },
    }));
    // Names are translated: only schemas and untranslated names tell what a field is.
    const custom = JIRA_FIELD_LIST.map((field) => ({
      ...field,
      name: field.name === 'Acceptance Criteria' ? field.name : `Feld ${field.id}`,
    }));
    return [
      ...system,
      ...(this.dataCenter
        ? custom.map(({ untranslatedName, ...field }) => ({ ...field, name: untranslatedName }))
        : custom),
    ];
  }

  statuses(): Json[] {
    return this.history.statuses.map((status) => this.withoutCategories(this.writer.status(status)) as Json);
  }

  priorities(): Json[] {
    return this.history.priorities.map((name, index) => ({ id: String(index + 1), name, isDefault: false }));
  }

  user(person: Person): Json {
    return this.dataCenter ? this.dataCenterUser(person.id) : this.writer.user(person);
  }

  sprint(sprint: Sprint): Json {
    return this.writer.sprint(sprint);
  }

  /** Columns from left to right: one for each status. */
  boardConfiguration(board: number, type: string): Json {
    return {
      id: board,
      name: `${this.history.team.name} board`,
      type,
      self: `${this.site}/rest/agile/1.0/board/${board}/configuration`,
      filter: { id: '10001' },
      columnConfig: {
        columns: this.history.statuses.map(({ id, name }) => ({
          name,
          statuses: [{ id, self: `${this.site}/rest/api/2/status/${id}` }],
        })),
        constraintType: 'issueCount',
      },
      ...(type === 'scrum'
        ? {
            estimation: {
              type: 'field',
              field: { fieldId: JIRA_FIELDS.estimate, displayName: 'Story Points' },
            },
          }
        : {}),
      ranking: { rankCustomFieldId: Number(JIRA_FIELDS.rank.replace('customfield_', '')) },
    };
  }

  versions(): Json[] {
    const dated = this.history.roadmap.filter((entry) => entry.kind === 'version');
    const released = this.history.releases.map((release) => ({
      name: release.name,
      released: true,
      archived: false,
      releaseDate: new Date(release.at).toISOString().slice(0, 10),
      description: release.notes ?? undefined,
    }));
    const open = dated
      .filter(
        (entry) =>
          entry.state !== 'closed' && !this.history.releases.some((release) => release.name === entry.title),
      )
      .map((entry) => ({
        name: entry.title,
        released: false,
        archived: false,
        ...(entry.due === null ? {} : { releaseDate: new Date(entry.due).toISOString().slice(0, 10) }),
      }));
    return [...released, ...open].map((version, index) => ({
      id: String(20_000 + index),
      self: `${this.site}/rest/api/2/version/${20_000 + index}`,
      ...version,
    }));
  }

  /** Jira has a category for statuses without one. */
  private withoutCategories(value: unknown): unknown {
    if (this.uncategorised.size === 0 || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((entry) => this.withoutCategories(entry));
    const record = value as Json;
    if (record.statusCategory !== undefined && this.uncategorised.has(String(record.id)))
      return { ...record, statusCategory: { id: 1, key: 'undefined', name: 'No Category' } };
    return Object.fromEntries(
      Object.entries(record).map(([name, member]) => [name, this.withoutCategories(member)]),
    );
  }

  /** Account ids become keys and logins, sprints strings. */
  private asDataCenter(issue: Issue): Issue {
    const copy = this.withoutAccounts(issue) as Issue;
    const sprints = copy.fields[JIRA_FIELDS.sprint];
    if (Array.isArray(sprints)) copy.fields[JIRA_FIELDS.sprint] = (sprints as Json[]).map(greenhopper);
    return copy;
  }

  private withoutAccounts(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((entry) => this.withoutAccounts(entry));
    if (typeof value !== 'object' || value === null) return value;
    const record = value as Json;
    if (typeof record.accountId === 'string') return this.dataCenterUser(record.accountId);
    return Object.fromEntries(
      Object.entries(record).map(([name, member]) => [name, this.withoutAccounts(member)]),
    );
  }

  private dataCenterUser(id: string): Json {
    const person = this.logins.get(id);
    return {
      self: `${this.site}/rest/api/2/user?username=${id}`,
      name: person?.handles[0] ?? id,
      key: id,
      ...(person?.email == null ? {} : { emailAddress: person.email }),
      displayName: person?.name ?? id,
      active: person?.active ?? true,
      timeZone: 'Europe/Berlin',
    };
  }
}

function greenhopper(sprint: Json): string {
  const value = (name: string): string =>
    sprint[name] === undefined || sprint[name] === '' ? '<null>' : String(sprint[name]);
  return `com.atlassian.greenhopper.service.sprint.Sprint@6e3f[id=${value('id')},rapidViewId=${value('boardId')},state=${value('state').toUpperCase()},name=${value('name')},startDate=${value('startDate')},endDate=${value('endDate')},completeDate=${value('completeDate')},activatedDate=${value('startDate')},sequence=${value('id')},goal=${value('goal')}]`;
}
