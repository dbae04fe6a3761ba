import { buildFacts, type TeamFacts } from '../../src/facts/build.ts';
import { NO_AGREEMENTS, type Agreements } from '../../src/facts/agreements.ts';
import { examiner, type Examination, type RuleSettings } from '../../src/analyzers/examine.ts';
import { joinSet } from '../../src/history/team-history.ts';
import type {
  Change,
  ChangeField,
  Instant,
  Item,
  ItemKey,
  Person,
  PersonId,
  ScrumEvent,
  Sprint,
  Status,
  TeamHistory,
} from '../../src/history/team-history.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { awkwardIn } from './wording.ts';

/**
 * Builds small histories for tests, in plain steps: people, sprints, items and what happened to them. Times are given
 * as `day(n, hour)`: n days after Monday 2026-01-05 00:00 UTC.
 */
export const ORIGIN: Instant = Date.UTC(2026, 0, 5);

export function day(n: number, hour = 10): Instant {
  return ORIGIN + n * DAY + hour * HOUR;
}

const STATUSES: readonly Status[] = [
  { id: 'todo', name: 'To Do', category: 'todo', position: 0, idea: false, dropped: false },
  { id: 'doing', name: 'In Progress', category: 'doing', position: 1, idea: false, dropped: false },
  { id: 'review', name: 'Code Review', category: 'doing', position: 2, idea: false, dropped: false },
  { id: 'done', name: 'Done', category: 'done', position: 9, idea: false, dropped: false },
  { id: 'cancelled', name: 'Cancelled', category: 'done', position: 10, idea: false, dropped: true },
];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Draft = Mutable<Item> & {
  changes: Change[];
  comments: { at: Instant; by: PersonId | null; text: string | null }[];
};

/** One item under construction: every step records a change and updates the present value. */
export class ItemBuilder {
  constructor(readonly draft: Draft) {}

  get key(): ItemKey {
    return this.draft.key;
  }

  set(values: Partial<Item>): this {
    Object.assign(this.draft, values);
    return this;
  }

  /** Records a change; the present value is set where the field has one. */
  change(
    field: ChangeField,
    to: string | null,
    at: Instant,
    by: PersonId | null = 'dev1',
    from?: string | null,
    automated = false,
  ): this {
    const before = from === undefined ? this.present(field) : from;
    this.draft.changes.push({
      at,
      by,
      field,
      from: before,
      to,
      ...(automated ? { automated: true as const } : {}),
    });
    this.apply(field, to);
    this.draft.updated = Math.max(this.draft.updated, at);
    return this;
  }

  move(status: string, at: Instant, by: PersonId | null = 'dev1'): this {
    return this.change('status', status, at, by);
  }

  /** To do → doing → Done. */
  doneBetween(start: Instant, finish: Instant, by: PersonId | null = 'dev1'): this {
    return this.move('doing', start, by).move('done', finish, by);
  }

  assign(to: PersonId | null, at: Instant, by: PersonId | null = to): this {
    return this.change('assignee', to, at, by);
  }

  estimate(value: number, at: Instant, by: PersonId | null = 'dev1'): this {
    return this.change('estimate', String(value), at, by);
  }

  rank(at: Instant, by: PersonId | null = 'po'): this {
    return this.change('rank', null, at, by, null);
  }

  /** Adds to a sprint, keeping the ones it is in. */
  addTo(sprint: string, at: Instant, by: PersonId | null = 'po'): this {
    return this.change('sprint', joinSet([...this.draft.sprints, sprint]), at, by);
  }

  removeFrom(sprint: string, at: Instant, by: PersonId | null = 'po'): this {
    return this.change('sprint', joinSet(this.draft.sprints.filter((id) => id !== sprint)), at, by);
  }

  comment(text: string, at: Instant, by: PersonId | null = 'dev1'): this {
    this.draft.comments.push({ at, by, text });
    return this;
  }

  private present(field: ChangeField): string | null {
    const { draft } = this;
    switch (field) {
      case 'sprint':
        return joinSet(draft.sprints);
      case 'labels':
      case 'areas':
      case 'versions':
      case 'serves':
        return joinSet(draft[field]);
      case 'estimate':
        return draft.estimate === null ? null : String(draft.estimate);
      case 'flagged':
        return draft.flagged ? 'true' : null;
      case 'status':
      case 'assignee':
      case 'priority':
      case 'title':
      case 'description':
      case 'acceptanceCriteria':
      case 'parent':
      case 'type':
      case 'resolution':
        return draft[field];
      default:
        return null;
    }
  }

  private apply(field: ChangeField, to: string | null): void {
    const { draft } = this;
    const set = to === null ? [] : to.split('\n');
    if (field === 'sprint') draft.sprints = set;
    else if (field === 'labels' || field === 'areas' || field === 'versions' || field === 'serves')
      draft[field] = set;
    else if (field === 'estimate') draft.estimate = to === null ? null : Number(to);
    else if (field === 'flagged') draft.flagged = to !== null;
    else if (field === 'status') draft.status = to ?? draft.status;
    else if (field === 'title') draft.title = to ?? draft.title;
    else if (
      field === 'assignee' ||
      field === 'priority' ||
      field === 'description' ||
      field === 'acceptanceCriteria' ||
      field === 'parent' ||
      field === 'type'
    )
      draft[field] = to;
    else if (field === 'resolution') draft.resolution = to as Item['resolution'];
  }
}

export class TeamBuilder {
  readonly people: Person[] = [];
  readonly sprints: Sprint[] = [];
  readonly events: ScrumEvent[] = [];
  readonly items: ItemBuilder[] = [];
  header: Partial<TeamHistory> = {};
  agreements: Agreements = NO_AGREEMENTS;
  statuses: Status[] = [...STATUSES];
  asOf: Instant;
  private counter = 0;

  /** Four Developers, a Product Owner `po`, a Scrum Master `sm`; roles declared, members configured. */
  constructor(asOf: Instant = day(12 * 14)) {
    this.asOf = asOf;
    for (const id of ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4']) this.person(id);
    this.agree({
      roles: { 'product-owner': ['po'], 'scrum-master': ['sm'] },
      members: ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4'],
    });
  }

  agree(values: Partial<Agreements>): this {
    this.agreements = { ...this.agreements, ...values };
    return this;
  }

  person(id: PersonId, values: Partial<Person> = {}): this {
    this.people.push({
      id,
      name: `Name ${id}`,
      email: `${id}@example.com`,
      handles: [],
      bot: false,
      active: true,
      ...values,
    });
    return this;
  }

  status(values: Status): this {
    this.statuses.push(values);
    return this;
  }

  /** A closed two-week sprint `s<n>` from Monday 9:00 to Friday 17:00 of the second week. */
  sprint(n: number, values: Partial<Sprint> = {}): Sprint {
    const start = day((n - 1) * 14, 9);
    const end = day((n - 1) * 14 + 11, 17);
    const sprint: Sprint = {
      id: `s${n}`,
      name: `Sprint ${n}`,
      goal: `Shoppers can finish step ${n} of the checkout without help`,
      state: 'closed',
      start,
      end,
      completed: end,
      board: '1',
      goalMet: null,
      ...values,
    };
    this.sprints.push(sprint);
    return sprint;
  }

  closedSprints(count: number): Sprint[] {
    return Array.from({ length: count }, (_, index) => this.sprint(index + 1));
  }

  item(values: Partial<Item> = {}): ItemBuilder {
    this.counter++;
    const created = values.created ?? day(0, 8);
    const draft: Draft = {
      key: `T-${this.counter}`,
      level: 'base',
      type: 'Story',
      title: `As a shopper, I want option ${this.counter}, so that I save time`,
      description: null,
      acceptanceCriteria: null,
      checklist: [],
      status: 'todo',
      resolution: null,
      priority: 'Medium',
      rank: `r${String(this.counter).padStart(6, '0')}`,
      estimate: null,
      assignee: null,
      creator: 'po',
      created,
      updated: created,
      due: null,
      labels: [],
      areas: [],
      parent: null,
      serves: [],
      sprints: [],
      flagged: false,
      links: [],
      attachments: 0,
      customerSignals: 0,
      pullRequests: [],
      versions: [],
      teamField: null,
      ...values,
      changes: [...(values.changes ?? [])],
      comments: [...(values.comments ?? [])],
    };
    const builder = new ItemBuilder(draft);
    this.items.push(builder);
    return builder;
  }

  event(kind: ScrumEvent['kind'], start: Instant, values: Partial<ScrumEvent> = {}): this {
    this.events.push({
      id: `e${this.events.length + 1}`,
      kind,
      source: 'calendar',
      title: kind,
      start,
      end: start + HOUR,
      cancelled: false,
      organiser: null,
      attendees: null,
      actions: [],
      text: null,
      key: null,
      ...values,
    });
    return this;
  }

  history(): TeamHistory {
    return {
      schemaVersion: 1,
      team: {
        name: 'Team',
        tracker: 'jira',
        project: 'T',
        itemUrlBase: 'https://acme.example/browse/',
        automaticSprints: false,
        cooldownDays: 0,
        sharedBoard: false,
      },
      readAt: this.asOf,
      unrecorded: {},
      complete: true,
      gaps: [],
      people: this.people,
      statuses: this.statuses,
      priorities: ['Highest', 'High', 'Medium', 'Low', 'Lowest'],
      items: this.items.map(({ draft }) => ({
        ...draft,
        changes: [...draft.changes].sort((a, b) => a.at - b.at),
        comments: [...draft.comments].sort((a, b) => a.at - b.at),
      })),
      sprints: this.sprints,
      events: this.events,
      eventSources: this.events.some((event) => event.source === 'calendar')
        ? [{ kind: 'calendar', name: 'team.ics', complete: false }]
        : [],
      snapshots: [],
      pullRequests: [],
      releases: [],
      roadmap: [],
      goals: [],
      updates: [],
      declaredRoles: [],
      listedMembers: null,
      ...this.header,
    };
  }

  facts(): TeamFacts {
    return buildFacts({ history: this.history(), agreements: this.agreements, asOf: this.asOf }).facts;
  }

  /** Every clear outcome of every test of a rule has to read as good news, also where nothing was counted. */
  examine(ruleId: string, settings: RuleSettings = {}): Examination {
    const examination = examiner(this.facts(), settings).examine(ruleId);
    const { outcome } = examination;
    const awkward = outcome.state === 'clear' ? awkwardIn(outcome.summary) : null;
    if (awkward !== null) throw new Error(awkward);
    return examination;
  }
}

export function team(asOf?: Instant): TeamBuilder {
  return new TeamBuilder(asOf);
}
