/**
 * A Product Backlog scored item by item and compared for duplicates: time, memory, and growth with its size.
 * Run by `npm run bench -- backlog`.
 */
import { bundle, measured, withFolder } from './shared.mjs';

export const name = 'backlog';
export const title = 'Scoring a large Product Backlog';
export const about =
  'Open items with a description of about 100 words, acceptance criteria and an estimate; one in ten says nearly the same as another one. Every item gets all criteria, then the score, the edits and the groups of duplicates are made, in one process; times are processor time, so that what else the machine does is not counted. Growth compares the time per item: 1 is independent of the size.';

const MODULES = [
  'src/facts/build.ts',
  'src/facts/agreements.ts',
  'src/analyzers/examine.ts',
  'src/assessment/backlog.ts',
];
const FINISHED = 240;

export async function run({ quick, say }) {
  return withFolder(async (folder) => {
    const module = await bundle(folder, 'backlog', MODULES);
    const rows = [];
    const perItem = [];
    const sizes = quick ? [1000, 4000] : [2000, 20_000];
    for (const size of sizes) {
      say(`${size} items`);
      const { result, memory } = measured(scored(module, size));
      const large = size === 20_000;
      const about = `${size.toLocaleString('en')} open items`;
      perItem.push(result.seconds / size);
      if (result.items !== size || result.groups === 0)
        throw new Error(`scored ${result.items} of ${size} items`);
      rows.push(
        {
          case: about,
          measure: 'scored and compared',
          value: result.seconds,
          unit: 's',
          ...(large ? { limit: 10 } : {}),
        },
        { case: about, measure: 'of it, comparing for duplicates', value: result.comparing, unit: 's' },
        { case: about, measure: 'time per item', value: (result.seconds / size) * 1000, unit: 'ms' },
        { case: about, measure: 'peak memory', value: memory, unit: 'MB', ...(large ? { limit: 400 } : {}) },
      );
    }
    rows.push({
      case: sizes.map((size) => size.toLocaleString('en')).join(' to '),
      measure: 'growth of the time per item',
      value: perItem[1] / perItem[0],
      limit: 1.5,
    });
    return rows;
  });
}

/** A made-up history with the given number of open items, scored; the making of it is not counted. */
function scored(module, size) {
  return `import { buildFacts, NO_AGREEMENTS, examiner, scoreBacklog } from ${JSON.stringify(module)};
    ${history.toString()}
    const made = history(${size}, ${FINISHED});
    const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
    const began = cpu();
    const { facts } = buildFacts({ history: made, agreements: NO_AGREEMENTS, asOf: made.readAt, neighbours: [] });
    const rules = examiner(facts);
    const before = cpu();
    const groups = facts.quality.duplicates.length;
    const comparing = cpu() - before;
    const { scored } = scoreBacklog(facts, (id) => rules.examine(id).outcome);
    result = { items: scored.length, groups, comparing, seconds: cpu() - began };`;
}

function history(size, finished) {
  const DAY = 86_400_000;
  const origin = Date.UTC(2026, 0, 5);
  const asOf = origin + 84 * DAY;
  const nouns =
    'basket order voucher receipt slot address card refund coupon parcel locker invoice price list search filter review stock return label map alert note plan code door mail page'.split(
      ' ',
    );
  const verbs = 'see change cancel print share compare sort export move keep find copy'.split(' ');
  let seed = 7;
  const next = (limit) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % limit;
  };
  const noun = () => nouns[next(nouns.length)];
  const text = (words) =>
    Array.from(
      { length: words },
      (_, at) =>
        (at % 4 === 1 ? 'of the ' : '') +
        noun() +
        (next(2) === 0 ? nouns[next(nouns.length)] + nouns[next(nouns.length)] : ''),
    ).join(' ');
  const base = {
    level: 'base',
    type: 'Story',
    checklist: [],
    resolution: null,
    priority: 'Medium',
    assignee: null,
    creator: 'po',
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
    comments: [],
  };
  const items = [];
  for (let index = 0; index < size + finished; index++) {
    const twin = index % 10 === 9 ? items[index - 1] : null;
    const created = origin + (index % 60) * DAY;
    const done = index >= size;
    const started = origin + (index % 80) * DAY;
    items.push({
      ...base,
      key: 'B-' + (index + 1),
      title:
        twin?.title ??
        'As a shopper, I want to ' +
          verbs[next(verbs.length)] +
          ' the ' +
          noun() +
          ' of my ' +
          noun() +
          ' ' +
          index +
          ', so that I save a call',
      description:
        twin?.description ??
        '## Why\nShoppers call because the ' + text(60) + '.\n\n## Notes\n- ' + text(20) + '\n- ' + text(20),
      acceptanceCriteria:
        '- The ' +
        text(6) +
        ' shows ' +
        index +
        ' entries\n- An empty ' +
        noun() +
        ' shows a hint\n- At most ' +
        next(50) +
        ' are listed',
      status: done ? 'done' : 'todo',
      rank: 'r' + String(index).padStart(8, '0'),
      estimate: [1, 2, 3, 5, 8][index % 5],
      created: done ? started - DAY : created,
      updated: created,
      changes: done
        ? [
            { at: started, by: 'dev', field: 'status', from: 'todo', to: 'doing' },
            { at: started + 2 * DAY, by: 'dev', field: 'status', from: 'doing', to: 'done' },
          ]
        : [
            {
              at: created + DAY,
              by: 'dev',
              field: 'estimate',
              from: null,
              to: String([1, 2, 3, 5, 8][index % 5]),
            },
          ],
    });
  }
  const person = (id) => ({ id, name: id, email: null, handles: [], bot: false, active: true });
  const status = (id, category, position) => ({
    id,
    name: id,
    category,
    position,
    idea: false,
    dropped: false,
  });
  return {
    schemaVersion: 1,
    team: {
      name: 'Large',
      tracker: 'jira',
      project: 'B',
      itemUrlBase: null,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: asOf,
    unrecorded: {},
    complete: true,
    gaps: [],
    people: [person('po'), person('dev')],
    statuses: [status('todo', 'todo', 0), status('doing', 'doing', 1), status('done', 'done', 2)],
    priorities: ['High', 'Medium', 'Low'],
    items,
    sprints: [1, 2, 3, 4, 5, 6].map((n) => ({
      id: 's' + n,
      name: 'Sprint ' + n,
      goal: null,
      state: 'closed',
      start: origin + (n - 1) * 14 * DAY,
      end: origin + (n * 14 - 3) * DAY,
      completed: origin + (n * 14 - 3) * DAY,
      board: '1',
      goalMet: null,
    })),
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: [],
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}
