import { joinSet, type Change, type Item, type TeamHistory } from '../../src/history/team-history.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';

/** A small team with something of everything that trackers record: for the fakes' own tests. */
export const START = Date.UTC(2026, 0, 5, 9);
export const at = (day: number, hour = 0): number => START + day * DAY + hour * HOUR;

const ITEM: Item = {
  key: 'MOB-1',
  level: 'base',
  type: 'Story',
  title: 'Pay by invoice',
  description: null,
  acceptanceCriteria: null,
  checklist: [],
  status: 'todo',
  resolution: null,
  priority: 'Medium',
  rank: null,
  estimate: null,
  assignee: null,
  creator: 'po',
  created: at(-3),
  updated: at(-3),
  due: null,
  labels: [],
  areas: [],
  parent: null,
  serves: [],
  sprints: [],
  flagged: false,
  links: [],
  comments: [],
  changes: [],
  attachments: 0,
  customerSignals: 0,
  pullRequests: [],
  versions: [],
  teamField: null,
};

export function smallItem(number: number, values: Partial<Item> = {}): Item {
  const item = { ...ITEM, key: `MOB-${number}`, rank: String(number).padStart(5, '0'), ...values };
  const times = [
    item.created,
    ...item.changes.map((change) => change.at),
    ...item.comments.map((comment) => comment.at),
  ];
  return { ...item, updated: Math.max(...times) };
}

export function change(
  day: number,
  by: string | null,
  field: Change['field'],
  from: string | null,
  to: string | null,
): Change {
  return { at: at(day), by, field, from, to };
}

export function smallTeam(): TeamHistory {
  const people = ['po', 'sm', 'dev1', 'dev2', 'guest'].map((id) => ({
    id,
    name: `Name ${id}`,
    email: `${id}@example.com`,
    handles: [`${id}-login`],
    bot: false,
    active: true,
  }));
  return {
    schemaVersion: 1,
    team: {
      name: 'Mobile',
      tracker: 'jira',
      project: 'MOB',
      itemUrlBase: null,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: at(30),
    unrecorded: {},
    complete: true,
    gaps: [],
    people: [
      ...people,
      { id: 'robot', name: 'Robot', email: null, handles: ['robot'], bot: true, active: true },
    ],
    statuses: [
      { id: 'ideas', name: 'Ideas', category: 'todo', position: 0, idea: true, dropped: false },
      { id: 'todo', name: 'To Do', category: 'todo', position: 1, idea: false, dropped: false },
      { id: 'doing', name: 'In Progress', category: 'doing', position: 2, idea: false, dropped: false },
      { id: 'review', name: 'PO Review', category: 'doing', position: 3, idea: false, dropped: false },
      { id: 'done', name: 'Done', category: 'done', position: 4, idea: false, dropped: false },
      { id: 'dropped', name: "Won't do", category: 'done', position: 5, idea: false, dropped: true },
    ],
    priorities: ['Urgent', 'High', 'Medium', 'Low'],
    items: smallItems(),
    sprints: [0, 1, 2].map((index) => ({
      id: `s${index + 1}`,
      name: `Sprint ${index + 1}`,
      goal: index === 1 ? null : `Guests can finish step ${index + 1}`,
      state: index === 2 ? ('active' as const) : ('closed' as const),
      start: at(index * 14),
      end: at(index * 14 + 14),
      completed: index === 2 ? null : at(index * 14 + 14),
      board: null,
      goalMet: null,
    })),
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: [],
    goals: [{ where: 'Initiative', text: 'Every guest can pay the way they like.', updated: at(-20) }],
    updates: [{ at: at(10), channel: 'project-update', text: 'Invoices work for half of the guests.' }],
    declaredRoles: [],
    listedMembers: ['dev1', 'dev2', 'po', 'sm'],
  };
}

function smallItems(): Item[] {
  return [
    smallItem(1, {
      description: 'Guests want invoices.\n\n- [ ] address\n- [x] tax',
      checklist: [
        { text: 'address', done: false },
        { text: 'tax', done: true },
      ],
      status: 'done',
      resolution: 'done',
      estimate: 5,
      assignee: 'dev1',
      labels: ['billing', 'guest'],
      sprints: ['s1'],
      priority: 'High',
      customerSignals: 2,
      comments: [
        { at: at(2), by: 'dev1', text: 'Which countries?' },
        { at: at(3), by: 'po', text: 'Germany first.' },
      ],
      changes: [
        change(-2, 'po', 'priority', 'Medium', 'High'),
        change(-2, 'po', 'labels', 'billing', joinSet(['billing', 'guest'])),
        change(-1, 'dev1', 'estimate', null, '5'),
        change(0, 'po', 'sprint', null, 's1'),
        change(1, 'dev1', 'assignee', null, 'dev1'),
        change(1, 'dev1', 'status', 'todo', 'doing'),
        change(4, 'po', 'description', null, null),
        change(5, 'dev1', 'status', 'doing', 'review'),
        change(6, 'po', 'status', 'review', 'done'),
      ],
    }),
    smallItem(2, {
      status: 'doing',
      sprints: ['s2'],
      links: [{ kind: 'blocked-by', key: 'MOB-3', outside: false, otherDone: null }],
      changes: [
        change(0, 'po', 'sprint', null, 's1'),
        change(3, 'dev2', 'status', 'todo', 'doing'),
        change(4, 'sm', 'link', null, 'blocked-by MOB-3'),
        { ...change(14, null, 'sprint', 's1', 's2'), automated: true },
      ],
    }),
    smallItem(3, {
      links: [{ kind: 'blocks', key: 'MOB-2', outside: false, otherDone: null }],
      priority: 'Low',
      changes: [change(4, 'sm', 'link', null, 'blocks MOB-2')],
    }),
    smallItem(4, { type: 'Epic', level: 'above', title: 'Invoices', rank: null }),
    smallItem(5, {
      parent: 'MOB-4',
      type: 'Bug',
      creator: 'guest',
      changes: [change(5, 'po', 'title', 'Broken', 'Pay by invoice')],
    }),
    smallItem(6, { parent: 'MOB-5', level: 'sub', type: null, priority: null, creator: 'dev1' }),
    smallItem(7, {
      status: 'dropped',
      resolution: 'dropped',
      changes: [change(8, 'po', 'status', 'todo', 'dropped')],
    }),
    smallItem(8, { status: 'ideas', creator: 'guest' }),
  ];
}
