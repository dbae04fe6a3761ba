import type {
  Change,
  Instant,
  Item,
  ItemLink,
  Person,
  Sprint,
  Status,
  TeamHistory,
} from '../history/team-history.ts';
import { adf } from './jira-adf.ts';
import { JIRA_FIELDS, LINK, RESOLUTION, changeEntry, type LookUp } from './jira-changelog.ts';

/** How Jira would hand the history out. */
export interface JiraShape {
  /** Base of every `self` link. */
  readonly site: string;
  /** Rich text as Atlassian Document Format (REST v3) or as a string (v2, Data Center). */
  readonly text: 'adf' | 'string';
  /** Avatars, empty custom fields and the like, as Jira sends them. */
  readonly verbose: boolean;
  /** Least size of an issue in bytes, reached with development data as Jira's integrations store it; 0: as it comes. */
  readonly bytes: number;
}

export const JIRA_SHAPE: JiraShape = {
  site: 'https://freshcart.example',
  text: 'adf',
  verbose: false,
  bytes: 0,
};

type Json = Record<string, unknown>;

/** Turns a history into Jira's REST resources. */
export class JiraWriter {
  private readonly people: ReadonlyMap<string, Json>;
  private readonly statuses: ReadonlyMap<string, Json>;
  private readonly sprints: ReadonlyMap<string, Sprint>;
  private readonly ids: ReadonlyMap<string, string>;
  private readonly children: ReadonlyMap<string, readonly Item[]>;
  private readonly items: ReadonlyMap<string, Item>;
  private readonly lookUp: LookUp;
  private nextId = 500_000;

  constructor(
    readonly history: TeamHistory,
    readonly shape: JiraShape = JIRA_SHAPE,
  ) {
    this.people = new Map(history.people.map((person) => [person.id, this.user(person)]));
    this.statuses = new Map(history.statuses.map((status) => [status.id, this.status(status)]));
    this.sprints = new Map(history.sprints.map((sprint) => [sprint.id, sprint]));
    this.ids = new Map(history.items.map(({ key }, index) => [key, String(10_000 + index)]));
    const children = new Map<string, Item[]>();
    for (const item of history.items)
      if (item.parent !== null && item.level === 'sub')
        children.set(item.parent, [...(children.get(item.parent) ?? []), item]);
    this.children = children;
    this.items = new Map(history.items.map((item) => [item.key, item]));
    this.lookUp = {
      ids: this.ids,
      statusNames: new Map(history.statuses.map(({ id, name }) => [id, name])),
      personNames: new Map(history.people.map(({ id, name }) => [id, name])),
      sprintNames: new Map(history.sprints.map(({ id, name }) => [id, name])),
      priorities: history.priorities,
    };
  }

  /** One issue as `GET /issue/{key}?expand=changelog` answers. */
  issue(item: Item): Json {
    const id = this.ids.get(item.key) as string;
    const issue: Json = {
      expand: 'operations,versionedRepresentations,editmeta,changelog,renderedFields',
      id,
      self: `${this.shape.site}/rest/api/3/issue/${id}`,
      key: item.key,
      fields: this.fields(item),
      changelog: this.changelog(item),
    };
    return this.shape.bytes > 0 ? this.padded(issue) : issue;
  }

  user(person: Person): Json {
    const self = `${this.shape.site}/rest/api/3/user?accountId=${person.id}`;
    return {
      self,
      accountId: person.id,
      ...(person.email === null ? {} : { emailAddress: person.email }),
      ...(this.shape.verbose ? { avatarUrls: avatars(person.id) } : {}),
      displayName: person.name,
      active: person.active,
      timeZone: 'Etc/UTC',
      accountType: person.bot ? 'app' : 'atlassian',
    };
  }

  status(status: Status): Json {
    const category = {
      todo: [2, 'new', 'blue-gray'],
      doing: [4, 'indeterminate', 'yellow'],
      done: [3, 'done', 'green'],
    } as const;
    const [id, key, colorName] = category[status.category];
    return {
      self: `${this.shape.site}/rest/api/3/status/${status.id}`,
      description: '',
      iconUrl: `${this.shape.site}/images/icons/statuses/generic.png`,
      name: status.name,
      id: status.id,
      statusCategory: {
        self: `${this.shape.site}/rest/api/3/statuscategory/${id}`,
        id,
        key,
        colorName,
        name: CATEGORY_NAME[status.category],
      },
    };
  }

  /** As in the list of a board's sprints. */
  sprint(sprint: Sprint): Json {
    return {
      id: Number(sprint.id),
      self: `${this.shape.site}/rest/agile/1.0/sprint/${sprint.id}`,
      state: sprint.state,
      name: sprint.name,
      ...(sprint.start === null ? {} : { startDate: new Date(sprint.start).toISOString() }),
      ...(sprint.end === null ? {} : { endDate: new Date(sprint.end).toISOString() }),
      ...(sprint.completed === null ? {} : { completeDate: new Date(sprint.completed).toISOString() }),
      originBoardId: Number(sprint.board ?? 12),
      goal: sprint.goal ?? '',
    };
  }

  private fields(item: Item): Json {
    const { site } = this.shape;
    const done = item.changes.filter(({ field: name }) => name === 'resolution').at(-1);
    return {
      summary: item.title,
      issuetype: this.type(item),
      project: {
        self: `${site}/rest/api/3/project/10003`,
        id: '10003',
        key: this.history.team.project,
        name: this.history.team.name,
        projectTypeKey: 'software',
        simplified: false,
      },
      status: this.statuses.get(item.status) ?? { id: item.status, name: item.status },
      priority: item.priority === null ? null : this.priority(item.priority),
      resolution:
        item.resolution === null
          ? null
          : {
              self: `${site}/rest/api/3/resolution/${item.resolution}`,
              id: item.resolution,
              name: RESOLUTION[item.resolution],
            },
      resolutiondate: item.resolution === null || done === undefined ? null : jiraTime(done.at),
      creator: this.userOf(item.creator),
      reporter: this.userOf(item.creator),
      assignee: this.userOf(item.assignee),
      created: jiraTime(item.created),
      updated: jiraTime(item.updated),
      duedate: item.due === null ? null : new Date(item.due).toISOString().slice(0, 10),
      labels: item.labels,
      components: item.areas.map((name) => ({
        self: `${site}/rest/api/3/component/${name}`,
        id: name,
        name,
      })),
      fixVersions: item.versions.map((name) => this.version(name)),
      parent: item.parent === null ? undefined : { id: this.ids.get(item.parent), key: item.parent },
      subtasks: (this.children.get(item.key) ?? []).map((child) => ({
        id: this.ids.get(child.key),
        key: child.key,
      })),
      issuelinks: item.links.map((link, index) => this.link(item, link, index)),
      description: this.rich(item.description),
      comment: this.comments(item),
      attachment: Array.from({ length: item.attachments }, (_, index) => ({
        id: String(index),
        filename: `sketch-${index}.png`,
      })),
      votes: {
        self: `${site}/rest/api/3/issue/${item.key}/votes`,
        votes: item.customerSignals,
        hasVoted: false,
      },
      [JIRA_FIELDS.rank]: item.rank,
      [JIRA_FIELDS.sprint]:
        item.sprints.length === 0 ? null : item.sprints.flatMap((id) => this.sprintValue(id)),
      [JIRA_FIELDS.estimate]: item.estimate,
      [JIRA_FIELDS.flagged]: item.flagged
        ? [{ self: `${site}/rest/api/3/customFieldOption/10019`, value: 'Impediment', id: '10019' }]
        : null,
      [JIRA_FIELDS.acceptanceCriteria]: this.rich(item.acceptanceCriteria),
      ...(this.shape.verbose ? emptyFields(item.key, site) : {}),
    };
  }

  private type(item: Item): Json {
    const name = item.type ?? 'Task';
    return {
      self: `${this.shape.site}/rest/api/3/issuetype/${name}`,
      id: name,
      description: '',
      iconUrl: `${this.shape.site}/images/icons/issuetypes/${name.toLowerCase()}.svg`,
      name,
      subtask: item.level === 'sub',
      hierarchyLevel: item.level === 'sub' ? -1 : item.level === 'above' ? 1 : 0,
    };
  }

  private priority(name: string): Json {
    const id = String(this.history.priorities.indexOf(name) + 1);
    return {
      self: `${this.shape.site}/rest/api/3/priority/${id}`,
      iconUrl: `${this.shape.site}/images/icons/priorities/${name.toLowerCase()}.svg`,
      name,
      id,
    };
  }

  private version(name: string): Json {
    const release = this.history.releases.find((one) => one.name === name);
    return {
      self: `${this.shape.site}/rest/api/3/version/${name}`,
      id: name,
      name,
      archived: false,
      released: release !== undefined,
      ...(release === undefined
        ? {}
        : { description: release.notes, releaseDate: new Date(release.at).toISOString().slice(0, 10) }),
    };
  }

  private sprintValue(id: string): Json[] {
    const sprint = this.sprints.get(id);
    if (sprint === undefined) return [];
    const { originBoardId, self, ...value } = this.sprint(sprint);
    return [{ ...value, boardId: originBoardId, ...(this.shape.verbose ? { self } : {}) }];
  }

  private link(item: Item, link: ItemLink, index: number): Json {
    const [type, inward, outward, direction] = LINK[link.kind];
    const other = {
      id: this.ids.get(link.key) ?? '1',
      key: link.key,
      fields: { summary: link.key, status: this.linkedStatus(link) },
    };
    return {
      id: `${this.ids.get(item.key)}${index}`,
      type: { id: type, name: type, inward, outward },
      [direction === 'out' ? 'outwardIssue' : 'inwardIssue']: other,
    };
  }

  private linkedStatus(link: ItemLink): Json | undefined {
    const item = this.items.get(link.key);
    if (item !== undefined) return this.statuses.get(item.status);
    const status = this.history.statuses.find(
      ({ category }) => (category === 'done') === (link.otherDone === true),
    );
    return status === undefined ? undefined : this.statuses.get(status.id);
  }

  private comments(item: Item): Json {
    const self = `${this.shape.site}/rest/api/3/issue/${this.ids.get(item.key)}/comment`;
    const comments = item.comments.map((comment, index) => ({
      self: `${self}/${index}`,
      id: `${this.ids.get(item.key)}${index}`,
      author: this.userOf(comment.by),
      body: this.rich(comment.text),
      updateAuthor: this.userOf(comment.by),
      created: jiraTime(comment.at),
      updated: jiraTime(comment.at),
      jsdPublic: true,
    }));
    return { comments, self, maxResults: comments.length, total: comments.length, startAt: 0 };
  }

  private changelog(item: Item): Json {
    const histories: Json[] = [];
    let previous: Change | undefined;
    for (const change of item.changes) {
      const entry = changeEntry(change, this.lookUp);
      const last = histories.at(-1);
      if (last !== undefined && previous?.at === change.at && previous.by === change.by)
        (last.items as Json[]).push(entry);
      else
        histories.push({
          id: String(this.nextId++),
          author: this.userOf(change.by),
          created: jiraTime(change.at),
          items: [entry],
        });
      previous = change;
    }
    // Jira hands the newest out first.
    return {
      startAt: 0,
      maxResults: histories.length,
      total: histories.length,
      histories: histories.reverse(),
    };
  }

  private userOf(id: string | null): Json | null {
    return id === null ? null : (this.people.get(id) ?? null);
  }

  private rich(text: string | null): unknown {
    if (text === null) return null;
    return this.shape.text === 'adf' ? adf(text) : text;
  }

  private padded(issue: Json): Json {
    const missing = this.shape.bytes - Buffer.byteLength(JSON.stringify(issue));
    if (missing < 40) return issue;
    const commit =
      '{"repository":{"overall":{"count":1,"type":"repository"},"byInstanceType":{"bitbucket":{"count":1}}}}';
    const data = commit
      .repeat(Math.ceil(missing / (commit.length * 1.2)))
      .slice(0, Math.floor(missing / 1.2));
    return { ...issue, fields: { ...(issue.fields as Json), customfield_10000: data } };
  }
}

const CATEGORY_NAME = { todo: 'To Do', doing: 'In Progress', done: 'Done' } as const;

/** `2026-05-25T11:00:00.000+0000`. */
export function jiraTime(time: Instant): string {
  return new Date(time).toISOString().replace('Z', '+0000');
}

function avatars(id: string): Json {
  const url = `https://avatar-management.example/initials/${id}/a1b2c3d4-e5f6-4a1b-8c2d-0e9f8a7b6c5d`;
  return { '48x48': `${url}/48`, '24x24': `${url}/24`, '16x16': `${url}/16`, '32x32': `${url}/32` };
}

/** What Jira sends along whether anybody uses it or not. */
function emptyFields(key: string, site: string): Json {
  const fields: Json = {
    timespent: null,
    aggregatetimespent: null,
    timeestimate: null,
    aggregatetimeestimate: null,
    timeoriginalestimate: null,
    workratio: -1,
    environment: null,
    security: null,
    lastViewed: null,
    timetracking: {},
    progress: { progress: 0, total: 0 },
    aggregateprogress: { progress: 0, total: 0 },
    versions: [],
    watches: { self: `${site}/rest/api/3/issue/${key}/watchers`, watchCount: 1, isWatching: false },
    worklog: { startAt: 0, maxResults: 20, total: 0, worklogs: [] },
    issuerestriction: { issuerestrictions: {}, shouldDisplay: false },
  };
  for (let id = 10_050; id < 10_150; id++) fields[`customfield_${id}`] = null;
  return fields;
}
