import { describe, expect, it } from 'vitest';
import {
  boardOf,
  iterationSprints,
  labelPriority,
  milestoneSprints,
  statusesOf,
} from '../../../src/connectors/github/board.ts';
import { itemOf, type GithubWorld } from '../../../src/connectors/github/map-issue.ts';
import type {
  GithubIssue,
  GithubMilestone,
  GithubProject,
  TimelineEvent,
} from '../../../src/connectors/github/queries.ts';
import { pinnedSprintGoal } from '../../../src/connectors/github/map-repository.ts';
import { PeopleDirectory } from '../../../src/connectors/people.ts';
import type { Item } from '../../../src/history/team-history.ts';

const T = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
const page = <Node>(
  ...nodes: Node[]
): { nodes: Node[]; pageInfo: { hasNextPage: false; endCursor: null } } => ({
  nodes,
  pageInfo: { hasNextPage: false, endCursor: null },
});
const user = (login: string): { __typename: string; login: string; id: string; name: string } => ({
  __typename: 'User',
  login,
  id: `U_${login}`,
  name: login,
});
const ANA = user('ana');

const PROJECT = {
  number: 7,
  title: 'Plan',
  fields: page(
    {
      __typename: 'ProjectV2SingleSelectField',
      id: '1',
      name: 'Status',
      dataType: 'SINGLE_SELECT',
      options: ['Backlog', 'In progress', 'Done'].map((name) => ({ id: name, name })),
    },
    {
      __typename: 'ProjectV2SingleSelectField',
      id: '2',
      name: 'Prio',
      dataType: 'SINGLE_SELECT',
      options: [{ id: 'p', name: 'P1' }],
    },
    { __typename: 'ProjectV2Field', id: '3', name: 'Aufwand', dataType: 'NUMBER' },
  ),
} as unknown as GithubProject;

function world(values: Partial<GithubWorld> = {}): GithubWorld {
  const board = boardOf(PROJECT, {});
  return {
    repository: 'acme/app',
    names: {},
    board,
    sprintsFrom: 'milestones',
    priorityFrom: 'project',
    milestoneIds: new Map([['Sprint 2', 'milestone/2']]),
    people: new PeopleDirectory(),
    fields: () => ({ status: 'Backlog', iteration: null, priority: null, estimate: null }),
    rank: () => null,
    isDone: (name) => name === 'Done',
    ...values,
  };
}

function issue(events: readonly Partial<TimelineEvent>[], values: Partial<GithubIssue> = {}): GithubIssue {
  return {
    id: 'I_1',
    number: 1,
    title: 'Pay',
    body: '## Why\n\n- [ ] a\n- [x] b',
    state: 'OPEN',
    stateReason: null,
    createdAt: T(0),
    updatedAt: T(50),
    closedAt: null,
    author: ANA,
    milestone: null,
    issueType: null,
    parent: null,
    duplicateOf: null,
    reactions: { totalCount: 0 },
    assignees: page(),
    issueFieldValues: page(),
    projectItems: page(),
    labels: page(),
    blockedBy: page(),
    blocking: page(),
    closedByPullRequestsReferences: page(),
    comments: page(),
    userContentEdits: page(),
    timelineItems: page(...events.map((event) => ({ actor: ANA, ...event }))),
    ...values,
  } as unknown as GithubIssue;
}

const read = (
  events: readonly Partial<TimelineEvent>[],
  values: Partial<GithubIssue> = {},
  around: Partial<GithubWorld> = {},
): Item => itemOf(issue(events, values), world(around));
const told = (item: Item): unknown[] => item.changes.map(({ field, from, to }) => [field, from, to]);
const event = (
  __typename: string,
  minute: number,
  values: Partial<TimelineEvent> = {},
): Partial<TimelineEvent> => ({
  __typename,
  createdAt: T(minute),
  ...values,
});
const move = (
  minute: number,
  previousStatus: string,
  status: string,
  values: Partial<TimelineEvent> = {},
): Partial<TimelineEvent> =>
  event('ProjectV2ItemStatusChangedEvent', minute, {
    previousStatus,
    status,
    project: { number: 7 },
    ...values,
  });

describe('an issue’s timeline', () => {
  it('one status from the board and from open and closed', () => {
    const item = read(
      [
        move(1, '', 'Backlog'),
        move(10, 'Backlog', 'In progress'),
        event('ClosedEvent', 20, { stateReason: 'COMPLETED', closer: null }),
        move(20, 'In progress', 'Done', { wasAutomated: true }),
        event('ReopenedEvent', 30),
        move(31, 'Done', 'In progress'),
        event('ClosedEvent', 40, { stateReason: 'NOT_PLANNED', closer: null }),
      ],
      { state: 'CLOSED', stateReason: 'NOT_PLANNED' },
      { fields: () => ({ status: 'In progress', iteration: null, priority: null, estimate: null }) },
    );
    expect(told(item)).toEqual([
      ['status', 'status/Backlog', 'status/In progress'],
      ['status', 'status/In progress', 'closed'],
      ['status', 'closed', 'status/Done'],
      ['status', 'status/Done', 'status/In progress'],
      ['status', 'status/In progress', 'not-planned'],
    ]);
    expect(item.changes[2]?.automated).toBe(true);
    expect([item.status, item.resolution]).toEqual(['not-planned', 'dropped']);
  });

  it('moves on another team’s board are not this team’s', () => {
    expect(told(read([move(5, 'Backlog', 'Done', { project: { number: 9 } })]))).toEqual([]);
  });

  it('closed by a merge is automation, closed as a duplicate drops it', () => {
    const merged = read([
      event('ClosedEvent', 5, { stateReason: 'COMPLETED', closer: { __typename: 'PullRequest' } }),
    ]);
    expect(merged.changes[0]).toMatchObject({ field: 'status', to: 'closed', automated: true });
    const double = read(
      [
        event('MarkedAsDuplicateEvent', 4, {
          canonical: { number: 9, repository: { nameWithOwner: 'acme/app' } },
        }),
        event('ClosedEvent', 5, { stateReason: 'DUPLICATE' }),
      ],
      {
        state: 'CLOSED',
        stateReason: 'DUPLICATE',
        duplicateOf: { number: 9, state: 'OPEN', repository: { nameWithOwner: 'acme/app' } },
      },
    );
    expect(told(double)).toEqual([
      ['link', null, 'duplicates #9'],
      ['status', 'status/Backlog', 'duplicate'],
    ]);
    expect(double.resolution).toBe('duplicate');
    expect(double.links).toEqual([{ kind: 'duplicates', key: '#9', outside: false, otherDone: null }]);
  });

  it('deleted users are nobody, bots are bots', () => {
    const people = new PeopleDirectory();
    const item = read(
      [
        event('RenamedTitleEvent', 5, {
          previousTitle: 'A',
          currentTitle: 'B',
          actor: { __typename: 'User', login: 'ghost' },
        }),
        event('RenamedTitleEvent', 6, { previousTitle: 'B', currentTitle: 'C', actor: null }),
        event('LabeledEvent', 7, {
          label: { name: 'deps' },
          actor: { __typename: 'Bot', login: 'dependabot' },
        }),
      ],
      { author: { __typename: 'User', login: 'ghost' }, labels: page({ name: 'deps' }) },
      { people },
    );
    expect(item.creator).toBeNull();
    expect(item.changes.map(({ by }) => by)).toEqual([null, null, 'login:dependabot']);
    expect(people.list()).toEqual([expect.objectContaining({ id: 'login:dependabot', bot: true })]);
  });

  it('a transferred issue says where it came from', () => {
    expect(
      told(read([event('TransferredEvent', 5, { fromRepository: { nameWithOwner: 'acme/old' } })])),
    ).toEqual([['project', 'acme/old', 'acme/app']]);
  });

  it('types, parents, sub-issues and blockers, in other repositories too', () => {
    const other = { number: 4, state: 'CLOSED', repository: { nameWithOwner: 'acme/lib' } };
    const item = read(
      [
        event('IssueTypeChangedEvent', 2, { prevIssueType: { name: 'Task' }, issueType: { name: 'Bug' } }),
        event('ParentIssueAddedEvent', 3, { parent: other }),
        event('SubIssueAddedEvent', 4, {
          subIssue: { number: 8, repository: { nameWithOwner: 'acme/app' } },
        }),
        event('BlockedByAddedEvent', 5, { blockingIssue: other }),
        event('BlockedByRemovedEvent', 6, { blockingIssue: other }),
      ],
      { blocking: page(other) } as Partial<GithubIssue>,
    );
    expect(told(item)).toEqual([
      ['type', 'Task', 'Bug'],
      ['parent', null, 'acme/lib#4'],
      ['other:sub-issue', null, '#8'],
      ['link', null, 'blocked-by acme/lib#4'],
      ['link', 'blocked-by acme/lib#4', null],
    ]);
    expect(item.links).toEqual([{ kind: 'blocks', key: 'acme/lib#4', outside: true, otherDone: true }]);
  });

  it('issue fields of the organisation are priority and estimate with a history', () => {
    const field = (name: string): { issueField: { name: string } } => ({ issueField: { name } });
    const item = read(
      [
        event('IssueFieldAddedEvent', 2, { ...field('Priority'), value: 'Low' }),
        event('IssueFieldChangedEvent', 3, { ...field('Priority'), previousValue: 'Low', newValue: 'High' }),
        event('IssueFieldAddedEvent', 4, { ...field('Effort'), value: '5' }),
        event('IssueFieldRemovedEvent', 5, field('Effort')),
        event('IssueFieldAddedEvent', 6, { ...field('Team'), value: 'Red' }),
      ],
      {
        issueFieldValues: page({ name: 'High', field: { name: 'Priority' } }),
      } as unknown as Partial<GithubIssue>,
      { priorityFrom: 'issue-field' },
    );
    expect(told(item)).toEqual([
      ['priority', null, 'Low'],
      ['priority', 'Low', 'High'],
      ['estimate', null, '5'],
      ['estimate', '5', null],
      ['other:Team', null, 'Red'],
    ]);
    expect(item.priority).toBe('High');
  });

  it('labels can hold the priority', () => {
    const item = read(
      [
        event('LabeledEvent', 2, { label: { name: 'P2' } }),
        event('UnlabeledEvent', 3, { label: { name: 'P2' } }),
        event('LabeledEvent', 4, { label: { name: 'priority: high' } }),
      ],
      { labels: page({ name: 'priority: high' }) } as Partial<GithubIssue>,
      { priorityFrom: 'labels' },
    );
    expect(
      item.changes.filter(({ field }) => field === 'priority').map(({ from, to }) => [from, to]),
    ).toEqual([
      [null, 'P2'],
      ['P2', null],
      [null, 'high'],
    ]);
    expect(item.priority).toBe('high');
    expect(['P1', 'prio/urgent', 'bug', 'top priority'].map(labelPriority)).toEqual([
      'P1',
      'urgent',
      null,
      null,
    ]);
  });

  it('a milestone that was renamed since is the one that it is now', () => {
    const item = read([event('MilestonedEvent', 2, { milestoneTitle: 'Sprint two' })], {
      milestone: { number: 2, title: 'Sprint 2' },
    } as Partial<GithubIssue>);
    expect(told(item)).toEqual([['sprint', null, 'milestone/2']]);
    expect(item.sprints).toEqual(['milestone/2']);
  });

  it('several assignees: the first counts, the others are changes of their own', () => {
    const ben = user('ben');
    const item = read(
      [
        event('AssignedEvent', 1, { assignee: ANA }),
        event('AssignedEvent', 2, { assignee: ben }),
        event('UnassignedEvent', 3, { assignee: ANA }),
      ],
      { assignees: page(ben) } as Partial<GithubIssue>,
    );
    expect(told(item)).toEqual([
      ['assignee', null, 'U_ana'],
      ['other:assignee', null, 'U_ben'],
      ['assignee', 'U_ana', 'U_ben'],
    ]);
    expect(item.assignee).toBe('U_ben');
  });

  it('bodies are Markdown with their task lists', () => {
    expect(read([]).checklist).toEqual([
      { text: 'a', done: false },
      { text: 'b', done: true },
    ]);
    expect(read([], { body: ' \n' }).description).toBeNull();
  });
});

describe('a board', () => {
  it('finds its fields by type and well-known names, or by the names that are configured', () => {
    expect(boardOf(PROJECT, {})).toMatchObject({
      statusField: 'Status',
      priorityField: 'Prio',
      estimateField: 'Aufwand',
      iterationField: null,
    });
    expect(boardOf(PROJECT, { priority: 'status' }).priorityField).toBe('Status');
  });

  it('reads statuses by their words, else by their place', () => {
    const kinds = (names: string[]): unknown[] =>
      statusesOf(names).map(({ category, idea, dropped }) => [category, idea, dropped]);
    expect(kinds(['🆕 New', '📋 Backlog', '🏗 In progress', '👀 In review', '✅ Done'])).toEqual([
      ['todo', false, false],
      ['todo', false, false],
      ['doing', false, false],
      ['doing', false, false],
      ['done', false, false],
    ]);
    expect(kinds(['Alpha', 'Beta', 'Gamma'])).toEqual([
      ['todo', false, false],
      ['doing', false, false],
      ['done', false, false],
    ]);
    expect(kinds(['Ideas', 'Offen', 'In Arbeit', 'Fertig', 'Won’t do'])).toEqual([
      ['todo', true, false],
      ['todo', false, false],
      ['doing', false, false],
      ['done', false, false],
      ['done', false, true],
    ]);
  });
});

describe('sprints', () => {
  const now = Date.parse('2026-03-20T00:00:00Z');
  const milestone = (
    number: number,
    dueOn: string | null,
    values: Partial<GithubMilestone> = {},
  ): GithubMilestone => ({
    number,
    title: `Sprint ${number}`,
    description: null,
    state: 'OPEN',
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
    dueOn,
    closedAt: null,
    ...values,
  });

  it('milestones begin where the one before is due; one left open is over when the next has begun', () => {
    const sprints = milestoneSprints(
      [
        milestone(2, '2026-03-16T00:00:00Z'),
        milestone(1, '2026-03-02T00:00:00Z', { closedAt: '2026-03-03T00:00:00Z', state: 'CLOSED' }),
        milestone(3, '2026-03-30T00:00:00Z'),
        milestone(9, null),
      ],
      now,
    );
    expect(
      sprints.map(({ id, state, start }) => [
        id,
        state,
        start === null ? null : new Date(start).toISOString().slice(0, 10),
      ]),
    ).toEqual([
      ['milestone/1', 'closed', '2026-01-01'],
      ['milestone/2', 'closed', '2026-03-02'],
      ['milestone/3', 'active', '2026-03-16'],
      ['milestone/9', 'future', null],
    ]);
  });

  it('a pinned issue may hold the goal of the sprint that runs', () => {
    const pin = (
      title: string,
      body = '',
    ): { issue: { number: number; title: string; body: string; updatedAt: string } } => ({
      issue: { number: 1, title, body, updatedAt: T(0) },
    });
    expect(pinnedSprintGoal([pin('Roadmap', 'x'), pin('Sprint goal', ' Guests pay ')])).toBe('Guests pay');
    expect(pinnedSprintGoal([pin('Sprint Goal: guests can pay')])).toBe('guests can pay');
    expect(pinnedSprintGoal([pin('Sprint 5 – Sprintziel')])).toBeNull();
    expect(pinnedSprintGoal([pin('Product Goal', 'Everybody pays')])).toBeNull();
  });

  it('iterations take their state from their dates', () => {
    const iterations = ['2026-03-02', '2026-03-16', '2026-03-30'].map((startDate, index) => ({
      id: `i${index}`,
      title: `S${index}`,
      startDate,
      duration: 14,
    }));
    expect(iterationSprints(iterations, now).map(({ state }) => state)).toEqual([
      'closed',
      'active',
      'future',
    ]);
  });
});
