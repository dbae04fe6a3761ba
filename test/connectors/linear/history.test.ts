import { describe, expect, it } from 'vitest';
import { itemOf, type LinearWorld } from '../../../src/connectors/linear/map-issue.ts';
import {
  eventsOf,
  goalsOf,
  membersOf,
  roadmapOf,
  sprintOf,
  statusesOf,
  updatesOf,
} from '../../../src/connectors/linear/map-team.ts';
import type {
  LinearCycle,
  LinearHistory,
  LinearIssue,
  LinearProject,
  LinearUser,
} from '../../../src/connectors/linear/queries.ts';
import { PeopleDirectory } from '../../../src/connectors/people.ts';
import type { Item } from '../../../src/history/team-history.ts';

const T = (minute: number): string => new Date(Date.UTC(2026, 2, 2, 9, minute)).toISOString();
const page = <Node>(
  ...nodes: Node[]
): { nodes: Node[]; pageInfo: { hasNextPage: false; endCursor: null } } => ({
  nodes,
  pageInfo: { hasNextPage: false, endCursor: null },
});
const STATES = [
  { id: 'triage', name: 'Triage', type: 'triage', position: 0 },
  { id: 'backlog', name: 'Backlog', type: 'backlog', position: 1 },
  { id: 'todo', name: 'Todo', type: 'unstarted', position: 2 },
  { id: 'doing', name: 'Doing', type: 'started', position: 3 },
  { id: 'done', name: 'Done', type: 'completed', position: 4 },
  { id: 'dup', name: 'Duplicate', type: 'duplicate', position: 5 },
];

function people(): PeopleDirectory {
  const directory = new PeopleDirectory();
  for (const id of ['ana', 'ben'])
    directory.add({ id, name: id, email: null, handles: [], bot: false, active: true });
  return directory;
}

function world(values: Partial<LinearWorld> = {}): LinearWorld {
  const label = (
    id: string,
    parent: string | null,
  ): [string, { id: string; name: string; parent: { name: string } | null }] => [
    id,
    { id, name: id, parent: parent === null ? null : { name: parent } },
  ];
  return {
    teamKey: 'MOB',
    teamId: 'team-1',
    states: new Map(STATES.map((state) => [state.id, state])),
    labels: new Map([
      label('Bug', 'Type'),
      label('Feature', 'Type'),
      label('billing', null),
      label('Epic', null),
    ]),
    projects: new Map([['p1', { name: 'Wallet', initiatives: ['Pay anywhere'] }]]),
    people: people(),
    identifiers: new Map([['i9', 'MOB-9']]),
    ...values,
  };
}

const ENTRY = {
  actorId: 'ana',
  botActor: null,
  descriptionUpdatedBy: null,
  issueImport: null,
  workflowMetadata: null,
  triageResponsibilityAutoAssigned: null,
  autoClosed: null,
  autoArchived: null,
  archived: null,
  updatedDescription: null,
  addedLabelIds: null,
  removedLabelIds: null,
  attachmentId: null,
  relationChanges: null,
} as unknown as LinearHistory;
const NOTHING = Object.fromEntries(
  ['State', 'Assignee', 'Cycle', 'Project', 'Parent', 'Team'].flatMap((name) => [
    [`from${name}Id`, null],
    [`to${name}Id`, null],
  ]),
);
const PLAIN = Object.fromEntries(
  ['Priority', 'Estimate', 'Title', 'DueDate'].flatMap((name) => [
    [`from${name}`, null],
    [`to${name}`, null],
  ]),
);
const entry = (minute: number, values: Partial<LinearHistory>): LinearHistory => ({
  ...ENTRY,
  ...NOTHING,
  ...PLAIN,
  createdAt: T(minute),
  ...values,
});

function issue(entries: readonly LinearHistory[], values: Partial<LinearIssue> = {}): LinearIssue {
  return {
    id: 'i1',
    identifier: 'MOB-1',
    previousIdentifiers: [],
    title: 'Pay',
    description: 'Why\n\n- [x] a\n- [ ] b',
    priority: 0,
    sortOrder: -12.5,
    estimate: null,
    createdAt: T(0),
    updatedAt: T(50),
    archivedAt: null,
    trashed: null,
    dueDate: null,
    labelIds: [],
    customerTicketCount: 0,
    team: { key: 'MOB' },
    state: { id: 'todo' },
    creator: { id: 'ana' },
    botActor: null,
    externalUserCreator: null,
    asksRequester: null,
    assignee: null,
    cycle: null,
    project: null,
    projectMilestone: null,
    parent: null,
    needs: page(),
    attachments: page(),
    stateHistory: page(),
    history: page(...entries),
    comments: page(),
    relations: page(),
    inverseRelations: page(),
    ...values,
  } as LinearIssue;
}

const read = (entries: readonly LinearHistory[], values: Partial<LinearIssue> = {}): Item =>
  itemOf(issue(entries, values), world());
const told = (item: Item): unknown[] =>
  item.changes.map(({ by, field, from, to, automated }) => [by, field, from, to, automated]);

describe('an issue’s history', () => {
  it('bots, automations, auto-close and rotas are no people', () => {
    const status = { fromStateId: 'todo', toStateId: 'doing' };
    const by = (values: Partial<LinearHistory>): unknown => {
      const [change] = read([entry(1, { ...status, ...values })], { state: { id: 'doing' } }).changes;
      return [change?.by, change?.automated];
    };
    expect(by({})).toEqual(['ana', undefined]);
    expect(by({ actorId: null, botActor: { type: 'github' } })).toEqual([null, true]);
    expect(by({ botActor: { type: 'workflow' } })).toEqual([null, true]);
    expect(by({ actorId: null })).toEqual([null, true]);
    expect(by({ autoClosed: true })).toEqual(['ana', true]);
    expect(by({ triageResponsibilityAutoAssigned: true })).toEqual(['ana', true]);
    expect(by({ workflowMetadata: { __typename: 'IssueHistoryWorkflowMetadata' } })).toEqual(['ana', true]);
  });

  it('an import keeps the item and its time, and loses author and changes', () => {
    const item = read([entry(1, { issueImport: { id: 'x' }, toPriority: 2, fromPriority: 0 })]);
    expect([item.creator, item.created, item.changes]).toEqual([null, Date.parse(T(0)), []]);
  });

  it('several fields in one entry are one change each, oldest first whichever way they come', () => {
    const first = entry(1, { fromPriority: 0, toPriority: 1, fromEstimate: null, toEstimate: 5 });
    const second = entry(2, { fromAssigneeId: 'ana', toAssigneeId: 'ben' });
    const wanted = [
      ['ana', 'priority', null, 'Urgent', undefined],
      ['ana', 'estimate', null, '5', undefined],
      ['ana', 'assignee', 'ana', 'ben', undefined],
    ];
    expect(told(read([first, second]))).toEqual(wanted);
    expect(told(read([second, first]))).toEqual(wanted);
  });

  it('parents by key, projects with their initiatives, cycles, teams, dates', () => {
    const item = read([
      entry(1, { toParentId: 'i9' }),
      entry(2, { fromProjectId: null, toProjectId: 'p1' }),
      entry(3, { fromCycleId: 'c1', toCycleId: 'c2' }),
      entry(4, { fromTeamId: 'other', toTeamId: 'team-1' }),
      entry(5, { fromDueDate: null, toDueDate: '2026-04-01' }),
    ]);
    expect(item.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['parent', null, 'MOB-9'],
      ['serves', null, 'Wallet\nPay anywhere'],
      ['sprint', 'c1', 'c2'],
      ['project', 'other', 'team-1'],
      ['due', null, String(Date.parse('2026-04-01'))],
    ]);
  });

  it('who edited the description, one change each, without the text', () => {
    const item = read([
      entry(1, { updatedDescription: true, descriptionUpdatedBy: [{ id: 'ben' }, { id: 'ana' }] }),
    ]);
    expect(told(item)).toEqual([
      ['ben', 'description', null, null, undefined],
      ['ana', 'description', null, null, undefined],
    ]);
  });

  it('labels as whole sets; those of the group Type are the type', () => {
    const item = read(
      [
        entry(1, { addedLabelIds: ['Feature', 'billing'] }),
        entry(2, { addedLabelIds: ['Bug'], removedLabelIds: ['Feature'] }),
      ],
      { labelIds: ['Bug', 'billing'] },
    );
    expect([item.type, item.labels]).toEqual(['Bug', ['billing']]);
    expect(item.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['type', null, 'Feature'],
      ['labels', null, 'billing'],
      ['type', 'Feature', 'Bug'],
    ]);
  });

  it('links by Linear’s codes; codes that nobody knows are counted, not read', () => {
    const item = read([
      entry(1, { relationChanges: [{ identifier: 'MOB-2', type: 'ab' }] }),
      entry(2, { relationChanges: [{ identifier: 'MOB-2', type: 'rx' }] }),
      entry(3, { relationChanges: [{ identifier: 'MOB-2', type: 'zz' }] }),
    ]);
    expect(item.changes.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['link', null, 'blocked-by MOB-2'],
      ['link', 'blocks MOB-2', null],
      ['other:relation', null, 'zz MOB-2'],
    ]);
  });

  it('archiving an open issue takes it off the board, archiving a finished one changes nothing', () => {
    const open = read([entry(3, { archived: true, autoArchived: true })], { archivedAt: T(3) });
    expect([open.status, open.resolution]).toEqual(['archived', 'dropped']);
    expect(open.changes.find(({ field }) => field === 'status')).toMatchObject({
      from: 'todo',
      to: 'archived',
      automated: true,
    });
    const finished = read([], { archivedAt: T(3), state: { id: 'done' } });
    expect([finished.status, finished.resolution, finished.changes]).toEqual(['done', 'done', []]);
  });
});

describe('an issue', () => {
  it('reads task lists, links, customers and pull requests', () => {
    const related = (identifier: string, type: string): { identifier: string; state: { type: string } } => ({
      identifier,
      state: { type },
    });
    const item = read([], {
      priority: 1,
      relations: page(
        { type: 'blocks', relatedIssue: related('WEB-3', 'completed') },
        { type: 'similar', relatedIssue: related('MOB-4', 'started') },
      ),
      inverseRelations: page({ type: 'blocks', issue: related('MOB-5', 'started') }),
      needs: page({ id: 'n1' }),
      customerTicketCount: 2,
      attachments: page(
        { url: 'https://github.example/acme/app/pull/7', sourceType: 'github' },
        { url: 'https://docs.example/x', sourceType: null },
      ),
    });
    expect(item.priority).toBe('Urgent');
    expect(item.checklist).toEqual([
      { text: 'a', done: true },
      { text: 'b', done: false },
    ]);
    expect(item.links).toEqual([
      { kind: 'blocked-by', key: 'MOB-5', outside: false, otherDone: null },
      { kind: 'blocks', key: 'WEB-3', outside: true, otherDone: true },
    ]);
    expect(item.customerSignals).toBe(3);
    expect(item.pullRequests).toEqual(['https://github.example/acme/app/pull/7']);
  });

  it('stands above with an epic label, at the base below an epic, below with any other parent', () => {
    const parent = (labelIds: string[]): Partial<LinearIssue> => ({
      parent: { id: 'i9', identifier: 'MOB-9', labelIds },
    });
    expect(read([], { labelIds: ['Epic'] }).level).toBe('above');
    expect(read([], parent(['Epic'])).level).toBe('base');
    expect(read([], parent([])).level).toBe('sub');
  });
});

describe('a team', () => {
  const NOW = Date.parse('2026-03-10T00:00:00Z');
  const cycle = (values: Partial<LinearCycle>): LinearCycle => ({
    id: 'c1',
    number: 4,
    name: null,
    description: null,
    startsAt: '2026-03-02T00:00:00Z',
    endsAt: '2026-03-16T00:00:00Z',
    completedAt: null,
    uncompletedIssuesUponClose: page(),
    documents: page(),
    ...values,
  });
  const document = (title: string, content: string): LinearCycle['documents']['nodes'][number] => ({
    id: title,
    title,
    content,
    createdAt: '2026-03-13T15:00:00Z',
    updatedAt: '2026-03-13T15:00:00Z',
    creator: { id: 'ana' },
  });

  it('states in the order of the flow; the backlog is the Product Backlog where nothing else is to do', () => {
    expect(
      statusesOf([...STATES].reverse()).map(({ id, category, idea, dropped }) => [
        id,
        category,
        idea,
        dropped,
      ]),
    ).toEqual([
      ['triage', 'todo', true, false],
      ['backlog', 'todo', true, false],
      ['todo', 'todo', false, false],
      ['doing', 'doing', false, false],
      ['done', 'done', false, false],
      ['dup', 'done', false, true],
      ['archived', 'done', false, true],
    ]);
    const plain = statusesOf(STATES.filter(({ type }) => type !== 'unstarted'));
    expect(plain.find(({ id }) => id === 'backlog')?.idea).toBe(false);
  });

  it('a goal stands in the description, else in a document called goal, or where the team says', () => {
    const both = cycle({
      name: 'Guests pay',
      description: ' Pay by card ',
      documents: page(document('Sprint Goal', '# Goal\n\n- Pay by cash')),
    });
    expect(sprintOf(both, null, NOW).goal).toBe('Pay by card');
    expect(sprintOf({ ...both, description: '' }, null, NOW).goal).toBe('Pay by cash');
    expect(sprintOf(both, 'document', NOW).goal).toBe('Pay by cash');
    expect(sprintOf(both, 'name', NOW).goal).toBe('Guests pay');
    expect(sprintOf(cycle({}), null, NOW)).toMatchObject({
      name: 'Cycle 4',
      goal: null,
      state: 'active',
      completed: null,
    });
  });

  it('a cycle that is over closes by itself', () => {
    const over = sprintOf(cycle({}), null, Date.parse('2026-04-01T00:00:00Z'));
    expect([over.state, over.completed]).toEqual(['closed', Date.parse('2026-03-16T00:00:00Z')]);
    expect(sprintOf(cycle({}), null, 0).state).toBe('future');
  });

  it('documents of a cycle that are named after an event record it', () => {
    const cycles = [
      cycle({ documents: page(document('Retro cycle 4', 'We…'), document('Architecture', 'x')) }),
    ];
    expect(
      eventsOf(cycles, people()).map(({ kind, organiser, source }) => [kind, organiser, source]),
    ).toEqual([['retrospective', 'ana', 'tracker']]);
  });

  it('projects, milestones and initiatives are the roadmap, their texts the places of a Product Goal', () => {
    const update = (
      id: string,
      body: string,
    ): { id: string; createdAt: string; body: string; user: null } => ({
      id,
      createdAt: T(1),
      body,
      user: null,
    });
    const initiative = {
      id: 'n1',
      name: 'Pay anywhere',
      description: 'Every guest pays',
      content: null,
      status: 'Active',
      targetDate: '2026-12-31',
      updatedAt: T(2),
      owner: null,
      initiativeUpdates: page(update('u2', 'On track')),
    };
    const project = (id: string, type: string): LinearProject => ({
      id,
      name: id,
      description: '',
      content: null,
      status: { type },
      targetDate: null,
      updatedAt: T(3),
      trashed: null,
      lead: null,
      projectUpdates: page(update(`u-${id}`, 'Half done')),
      projectMilestones: page({
        id: `${id}-m`,
        name: 'Beta',
        status: 'next',
        targetDate: null,
        updatedAt: T(3),
      }),
      initiatives: page(initiative),
    });
    const projects = [project('p1', 'started'), project('p2', 'completed')];
    const roadmap = roadmapOf(projects, (id) => [`${id}-item`]);
    expect(roadmap.map(({ kind, title, state, items }) => [kind, title, state, items])).toEqual([
      ['project', 'p1', 'open', ['p1-item']],
      ['milestone', 'Beta', 'open', []],
      ['project', 'p2', 'closed', ['p2-item']],
      ['milestone', 'Beta', 'closed', []],
      ['initiative', 'Pay anywhere', 'open', ['p1-item', 'p2-item']],
    ]);
    expect(goalsOf(projects).map(({ where, text }) => [where, text])).toEqual([
      ['Initiative', 'Every guest pays'],
      ['project description', ''],
    ]);
    expect(updatesOf(projects).map(({ text }) => text)).toEqual(['Half done', 'Half done', 'On track']);
  });

  it('members are people with an open account', () => {
    const user = (id: string, values: Partial<LinearUser> = {}): { user: LinearUser } => ({
      user: { id, name: id, displayName: id, email: null, active: true, app: false, ...values },
    });
    const ids = membersOf(
      [user('b'), user('a'), user('bot', { app: true }), user('gone', { active: false })],
      new PeopleDirectory(),
    );
    expect(ids).toEqual(['a', 'b']);
  });
});
