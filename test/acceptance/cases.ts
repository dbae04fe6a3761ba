import {
  asOf,
  begin,
  change,
  DAY,
  finish,
  history,
  HOUR,
  iso,
  open,
  rows,
  STATUSES,
  type Json,
  type Plan,
} from './kit.ts';

/** One history and what the card of the rule says of it. */
export interface Case {
  readonly rule: string;
  readonly name: string;
  readonly plan: Plan;
  /** Lines of the team's configuration. */
  readonly config?: string;
  readonly expected: Json;
}

const measure = (value: number | null, sample: number) => ({ value, sample });
const unseen = (...reasons: string[]) => ({
  state: 'not-observable',
  reason: reasons[0],
  reasons,
  measure: null,
});
const lacks = (fact: string, ...reasons: string[]): Json => ({ unrecorded: { [fact]: reasons } });

const cases: Case[] = [];
const of = (rule: string, name: string, plan: Plan, expected: Json, config?: string) =>
  cases.push({ rule, name, plan, expected, ...(config === undefined ? {} : { config }) });

// E1: goal text under 15 characters, recurrence gated, at least 3 closed Sprints
const goals = (...without: number[]): Plan => ({
  goal: (s) => (without.includes(s) ? 'x'.repeat(14) : 'y'.repeat(15)),
});
of('missing-sprint-goal', 'three of six', goals(0, 2, 4), {
  state: 'detected',
  severity: 'high',
  confidence: 0.5,
  measure: measure(0.5, 6),
});
of('missing-sprint-goal', 'the last two of six', goals(4, 5), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0.33, 6),
});
of('missing-sprint-goal', 'the first two of six', goals(0, 1), {
  state: 'clear',
  severity: 'high',
  measure: measure(0.33, 6),
});
of(
  'missing-sprint-goal',
  'two Sprints',
  { ...goals(0, 1), sprints: 2 },
  { state: 'insufficient-sample', measure: measure(1, 2) },
);
of(
  'missing-sprint-goal',
  'no field',
  { ...goals(0), more: lacks('sprintGoals', 'NO_GOAL_FIELD') },
  unseen('NO_GOAL_FIELD'),
);

// E8: (A + R) / C, third highest of the last five with C >= 8
const creep = (counts: number[], size = 8): Plan => ({
  rows: (s) => [...rows(size), ...rows(counts[s] as number, () => ({ added: 60, start: 70, done: 90 }))],
});
of('sprint-scope-creep', 'a quarter in three of five', creep([0, 0, 0, 2, 2, 2]), {
  state: 'detected',
  severity: 'high',
  confidence: 0.83,
  measure: measure(0.25, 5),
});
of('sprint-scope-creep', 'a quarter in two of five', creep([2, 0, 0, 1, 2, 2]), {
  state: 'clear',
  measure: measure(0.13, 5),
});
of('sprint-scope-creep', 'small Sprints', creep([2, 2, 2, 2, 2, 2], 7), { state: 'insufficient-sample' });
of(
  'sprint-scope-creep',
  'membership has no history',
  { ...creep([2, 2, 2, 2, 2, 2]), more: lacks('sprintHistory', 'NO_ITERATION_HISTORY') },
  unseen('NO_ITERATION_HISTORY'),
);
of(
  'sprint-scope-creep',
  'removed counts too',
  { rows: (s) => rows(8, (i) => (s > 2 && i < 2 ? { removed: 100, start: null, done: null } : {})) },
  {
    state: 'detected',
    measure: measure(0.25, 5),
  },
);

// E7: carried share of C, and straight to the next Sprint without an edit
const carry = (count: number): Plan => ({
  sprints: 7,
  rows: (s) => rows(10 - count, (i) => (s < 6 && i < count ? { carried: true } : {})),
});
of('automatic-spillover', 'two of ten', carry(2), {
  state: 'detected',
  severity: 'medium',
  measure: { value: 0.2 },
});
of('automatic-spillover', 'one of ten', carry(1), { state: 'clear' });
of(
  'automatic-spillover',
  'no history',
  { ...carry(2), more: lacks('sprintHistory', 'NO_ITERATION_HISTORY') },
  unseen('NO_ITERATION_HISTORY'),
);

// L5: median of C and D / C below 70 %
const completed = (count: number, sprints = 6): Plan => ({
  sprints,
  rows: () => rows(10, (i) => (i < count ? {} : { start: null, done: null })),
});
of('unreliable-sprint-forecast', 'six of ten', completed(6), {
  state: 'detected',
  severity: 'medium',
  confidence: 0.75,
  measure: measure(0.6, 6),
});
of('unreliable-sprint-forecast', 'seven of ten', completed(7), { state: 'clear', measure: measure(0.7, 6) });
of('unreliable-sprint-forecast', 'three Sprints', completed(6, 3), {
  state: 'insufficient-sample',
  measure: measure(0.6, 3),
});

// E4: C above the highest before, completion below 80 %
of('sprint-overcommitment', 'more than ever finished, again and again', completed(7, 8), {
  state: 'detected',
  severity: 'high',
});
of('sprint-overcommitment', 'four fifths finished', completed(8, 8), { state: 'clear' });
of('sprint-overcommitment', 'four Sprints', completed(7, 4), { state: 'insufficient-sample' });

// E11: nothing Done in two Sprints in a row
const empty = (size: number, ...without: number[]): Plan => ({
  rows: (s) => rows(size, () => (without.includes(s) ? { start: null, done: null } : {})),
});
of('zero-increment-sprint', 'two in a row', empty(3, 2, 3), {
  state: 'detected',
  severity: 'high',
  measure: measure(2, 6),
});
of('zero-increment-sprint', 'two apart', empty(3, 2, 4), { state: 'clear', measure: measure(1, 6) });
of('zero-increment-sprint', 'two items a Sprint', empty(2, 2, 3), { state: 'insufficient-sample' });
of(
  'zero-increment-sprint',
  'only chores',
  { rows: (s) => rows(3, () => (s === 2 || s === 3 ? { type: 'Chore' } : {})) },
  { state: 'detected', measure: measure(2, 6) },
);

// E10: irregular Sprints
const short = (...which: number[]): Plan => ({
  sprint: (s) =>
    which.includes(s) ? { end: iso(finish(s) - 30 * HOUR), completed: iso(finish(s) - 30 * HOUR) } : {},
});
of('irregular-sprint-cadence', 'two shorter by 30 hours of work', short(1, 3), {
  state: 'detected',
  severity: 'medium',
  confidence: 1,
  measure: measure(2, 6),
});
of('irregular-sprint-cadence', 'one shorter', short(1), { state: 'clear', measure: measure(1, 6) });
of(
  'irregular-sprint-cadence',
  'two Sprints',
  { sprints: 2 },
  { state: 'insufficient-sample', measure: measure(0, 2) },
);

// L4: 1.4826 MAD / median of what is Done in a Sprint
const done = (counts: number[], sprints = 6): Plan => ({ sprints, rows: (s) => rows(counts[s] as number) });
of('throughput-volatility', 'four or ten', done([4, 10, 4, 10, 4, 10]), {
  state: 'detected',
  severity: 'low',
  measure: measure(0.64, 6),
});
of('throughput-volatility', 'five or seven', done([5, 7, 5, 7, 5, 7]), {
  state: 'clear',
  measure: measure(0.25, 6),
});
of('throughput-volatility', 'median below five', done([2, 7, 2, 7, 2, 7]), { state: 'clear' });
of('throughput-volatility', 'five periods', done([4, 10, 4, 10, 4], 5), { state: 'insufficient-sample' });

// D5: reopened, share test
const reopened = (count: number, all = 30): Plan => ({
  sprints: 6,
  rows: (s) =>
    rows(all / 6, (i) => {
      const n = s * (all / 6) + i;
      if (n >= count) return { done: 48, start: 24 };
      const at = (h: number) => begin(s) + h * HOUR;
      return {
        done: 48,
        start: 24,
        changes: [change(at(50), 'status', 'done', 'doing'), change(at(72), 'status', 'doing', 'done')],
      };
    }),
});
of('reopened-work', 'two of thirty', reopened(2), { state: 'clear', measure: measure(0.07, 30) });
of('reopened-work', 'three of thirty: over the threshold, not certain', reopened(3), {
  state: 'insufficient-sample',
  measure: measure(0.1, 30),
});
of('reopened-work', 'four of thirty: not certain', reopened(4), {
  state: 'insufficient-sample',
  measure: measure(0.13, 30),
});
of('reopened-work', 'five of thirty', reopened(5), {
  state: 'detected',
  severity: 'medium',
  confidence: 0.5,
  measure: measure(0.17, 30),
});
of('reopened-work', 'six of thirty', reopened(6), {
  state: 'detected',
  severity: 'high',
  measure: measure(0.2, 30),
});
of('reopened-work', 'twenty-four items', reopened(8, 24), {
  state: 'insufficient-sample',
  measure: measure(0.33, 24),
});
of(
  'reopened-work',
  'no changes of state',
  { ...reopened(5), more: lacks('statusHistory', 'NO_STATUS_HISTORY') },
  unseen('NO_STATUS_HISTORY'),
);

// J1: open items / median Done in a period
const backlog = (
  count: number,
  days: (i: number) => number = () => 5,
  more: (i: number) => Json = () => ({}),
): Json[] => Array.from({ length: count }, (_, i) => open(i, asOf(), days(i), more(i)));
const sevens = done([7, 7, 7, 7, 7, 7]);
of(
  'oversized-product-backlog',
  '60 to 7',
  { ...sevens, items: backlog(60) },
  { state: 'detected', severity: 'low', measure: measure(8.57, 60) },
);
of(
  'oversized-product-backlog',
  '92 to 7',
  { ...sevens, items: backlog(92) },
  { state: 'detected', severity: 'medium', measure: measure(13.14, 92) },
);
of(
  'oversized-product-backlog',
  '64 to 8: exactly eight',
  { items: backlog(64) },
  { state: 'clear', severity: 'medium', measure: measure(8, 64) },
);
of(
  'oversized-product-backlog',
  '59 open',
  { ...sevens, items: backlog(59) },
  { state: 'insufficient-sample', measure: measure(8.43, 59) },
);
of(
  'oversized-product-backlog',
  'three periods',
  { ...sevens, sprints: 3, items: backlog(60) },
  { state: 'insufficient-sample' },
);

// J2: untouched for more than 90 calendar days
const stale = (count: number, all = 40): Plan => ({
  items: backlog(all, (i) => (i >= all - count ? 91 : 10)),
});
of('stale-backlog-items', '16 of 40', stale(16), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0.4, 40),
  confidence: 0.5,
});
of('stale-backlog-items', '15 of 40', stale(15), { state: 'clear', measure: measure(0.38, 40) });
of('stale-backlog-items', '39 items', stale(39, 39), {
  state: 'insufficient-sample',
  measure: measure(1, 39),
});
of(
  'stale-backlog-items',
  'exactly 90 days',
  { items: backlog(40, (i) => (i >= 24 ? 90 : 10)) },
  { state: 'clear', measure: measure(0, 40) },
);
of(
  'stale-backlog-items',
  'a quarter of the top three Sprints',
  { items: backlog(40, (i) => (i < 6 ? 57 : 10)) },
  { state: 'detected', measure: measure(0, 40) },
);

// J7: without parent among the top 3 T (21 of them)
const orphans = (count: number): Plan => ({
  ...sevens,
  items: [
    ...backlog(
      40,
      () => 5,
      (i) => (i < count ? {} : { parent: 'ALP-9000' }),
    ),
    { ...open(4000, asOf(), 5), key: 'ALP-9000', level: 'above', type: 'Epic' },
  ],
});
of('orphan-backlog-items', '11 of 21', orphans(11), {
  state: 'detected',
  severity: 'low',
  measure: measure(0.52, 21),
});
of('orphan-backlog-items', '10 of 21', orphans(10), { state: 'clear', measure: measure(0.48, 21) });
of('orphan-backlog-items', 'hierarchy unused', orphans(40), unseen('NO_HIERARCHY'));

// J8: clusters of the same title
const twins = (count: number, all = 30): Plan => ({
  items: backlog(
    all,
    () => 5,
    (i) =>
      i < count
        ? {
            title: i < 2 ? 'Export invoices as spreadsheet' : 'Show the delivery date on the receipt',
            description: null,
          }
        : {},
  ),
});
of('duplicate-backlog-items', 'five of thirty', twins(5), {
  state: 'detected',
  severity: 'low',
  measure: measure(0.17, 30),
});
of('duplicate-backlog-items', 'four of thirty', twins(4), { state: 'clear', measure: measure(0.13, 30) });
of('duplicate-backlog-items', '29 items', twins(5, 29), { state: 'insufficient-sample' });

// A1: declared for both
const members = 'members: [d1@example.com, d2@example.com, d3@example.com, d4@example.com, d5@example.com]';
of(
  'combined-product-owner-scrum-master',
  'one for both',
  {},
  { state: 'detected', severity: 'high', confidence: 1, measure: { value: 1 } },
  `roles: { product-owner: [po@example.com], scrum-master: [po@example.com] }\n    ${members}`,
);
of(
  'combined-product-owner-scrum-master',
  'in a team of three',
  {},
  { state: 'detected', severity: 'medium', confidence: 1 },
  `roles: { product-owner: [d1@example.com], scrum-master: [d1@example.com] }\n    members: [d1@example.com, d2@example.com, d3@example.com]`,
);
of(
  'combined-product-owner-scrum-master',
  'two',
  {},
  { state: 'clear', confidence: 1, measure: { value: 0 } },
  `roles: { product-owner: [po@example.com], scrum-master: [sm@example.com] }\n    ${members}`,
);
of(
  'combined-product-owner-scrum-master',
  'five sessions of 30',
  {},
  { state: 'insufficient-sample', reason: null },
);

// B3: a readable place with a text of 40 characters
const goal = (length: number, days = 10): Plan => ({
  more: { goals: [{ where: 'Initiative', text: 'g'.repeat(length), updated: iso(asOf() - days * DAY) }] },
});
of('missing-product-goal', '40 characters', goal(40), { state: 'clear', measure: measure(1, 1) });
of('missing-product-goal', '39 characters', goal(39), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0, 1),
});
of('missing-product-goal', 'over a year old', goal(40, 400), { state: 'detected', measure: measure(0, 1) });
of('missing-product-goal', 'no place', {}, unseen('NO_WIKI', 'NO_GOAL_LOCATION'));
of(
  'missing-product-goal',
  'configured',
  {},
  { state: 'clear', measure: measure(1, 1) },
  'productGoal: https://acme.example/goal',
);

// H1 and I1: events of a calendar
const events = (kind: string, ...missing: number[]): Plan => ({
  more: {
    eventSources: [{ kind: 'calendar', name: 'team.ics', complete: true }],
    events: Array.from({ length: 6 }, (_, s) => s)
      .filter((s) => !missing.includes(s))
      .map((s) => ({
        id: `e${s}`,
        kind,
        source: 'calendar',
        title: kind,
        start: iso(finish(s) - 3 * HOUR),
        end: iso(finish(s) - 2 * HOUR),
        cancelled: false,
      })),
  },
});
of('missing-sprint-review', 'three apart', events('review', 0, 2, 4), {
  state: 'detected',
  severity: 'medium',
  confidence: 0.6,
  measure: measure(0.5, 6),
});
of('missing-sprint-review', 'three, two in a row', events('review', 0, 1, 4), {
  state: 'detected',
  severity: 'high',
  measure: measure(0.5, 6),
});
of('missing-sprint-review', 'two in a row', events('review', 0, 1), {
  state: 'clear',
  measure: measure(0.33, 6),
});
of('missing-sprint-review', 'no calendar', {}, unseen('NO_CALENDAR', 'NO_WIKI'));
of('missing-retrospective', 'two in a row', events('retrospective', 0, 1), {
  state: 'detected',
  severity: 'high',
  confidence: 0.6,
  measure: measure(0.33, 6),
});
of('missing-retrospective', 'two apart', events('retrospective', 0, 2), {
  state: 'clear',
  measure: measure(0.33, 6),
});
of('missing-retrospective', 'no calendar', {}, unseen('NO_CALENDAR', 'NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'));

// I3: improvement actions completed within two Sprints
const actions = (finished: number, all = 6): Plan => ({
  rows: (s) => [
    ...rows(8),
    ...(s === 0
      ? rows(all, (i) => ({
          ...(i < finished ? {} : { start: null, done: null }),
          more: { labels: ['retro-action'], created: iso(begin(0)) },
          added: 1,
        }))
      : []),
  ],
});
of('abandoned-improvement-actions', 'two of six', actions(2), {
  state: 'detected',
  severity: 'high',
  measure: measure(0.33, 6),
});
of('abandoned-improvement-actions', 'six of six', actions(6), { state: 'clear', measure: measure(1, 6) });
of('abandoned-improvement-actions', 'five actions', actions(0, 5), {
  state: 'insufficient-sample',
  measure: measure(0, 5),
});
of('abandoned-improvement-actions', 'no label', {}, unseen('NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'));

// D4: sub-tasks open when the item was Done
const bypass = (count: number): Plan => ({
  sprints: 4,
  rows: () => rows(5),
  items: Array.from({ length: 20 }, (_, n) => {
    const [s, i] = [Math.floor(n / 5), n % 5];
    const parent = `ALP-${(s + 1) * 100 + i}`;
    const base = {
      key: `ALP-${8000 + n}`,
      level: 'sub',
      type: 'Sub-task',
      title: `part ${n}`,
      parent,
      created: iso(begin(s)),
    };
    if (n < count) return { ...base, status: 'todo', updated: iso(begin(s)) };
    const at = begin(s) + 8 * HOUR;
    return {
      ...base,
      status: 'done',
      resolution: 'done',
      updated: iso(at),
      changes: [change(at, 'status', 'todo', 'done')],
    };
  }),
});
of('definition-of-done-bypass', 'three of twenty', bypass(3), { state: 'clear', measure: measure(0.15, 20) });
of('definition-of-done-bypass', 'four of twenty: not certain', bypass(4), {
  state: 'insufficient-sample',
  measure: measure(0.2, 20),
});
of('definition-of-done-bypass', 'six of twenty', bypass(6), {
  state: 'detected',
  severity: 'high',
  measure: measure(0.3, 20),
  confidence: 0.5,
});

// F3: half of what is Done in the last 15 %
const cliff = (...late: number[]): Plan => ({
  rows: (s) =>
    rows(8, (i) =>
      late.includes(s) && i < 4 ? { done: 250 + i * 3 } : { done: 24 * [1, 2, 3, 4][i % 4]! + i },
    ),
});
of('sprint-end-completion-cliff', 'three of six', cliff(0, 2, 4), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0.5, 6),
  confidence: 1,
});
of('sprint-end-completion-cliff', 'two of six', cliff(0, 2), { state: 'clear', measure: measure(0.33, 6) });
of('sprint-end-completion-cliff', 'small', { rows: () => rows(7) }, { state: 'insufficient-sample' });
of(
  'sprint-end-completion-cliff',
  'no changes of state',
  { ...cliff(0, 2, 4), more: lacks('statusHistory', 'NO_STATUS_HISTORY') },
  unseen('NO_STATUS_HISTORY'),
);

// L2: ages of what is in progress against P85 of what was finished
const ages = (old: number, all: number): Plan => ({
  items: Array.from({ length: all }, (_, i) => {
    const at = asOf() - (i < old ? 30 * DAY : 4 * HOUR);
    return open(i, asOf(), 40, {
      status: 'doing',
      updated: iso(at),
      changes: [change(at, 'status', 'todo', 'doing')],
    });
  }),
});
of('ageing-work-in-progress', 'three of ten', ages(3, 10), {
  state: 'detected',
  severity: 'high',
  measure: measure(0.3, 48),
});
of('ageing-work-in-progress', 'two of ten, beyond P95', ages(2, 10), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0.2, 48),
});
of('ageing-work-in-progress', 'none', ages(0, 10), { state: 'clear', measure: measure(0, 48) });
of(
  'ageing-work-in-progress',
  'eleven finished',
  { ...ages(3, 10), sprints: 1, rows: () => rows(11) },
  { state: 'insufficient-sample' },
);

// B6: time in the acceptance state
const accept = (hours: number, count = 2): Plan => ({
  statuses: [
    ...STATUSES.slice(0, 2),
    { id: 'acc', name: 'PO Review', category: 'doing', position: 2 },
    { ...STATUSES[2], position: 3 },
  ],
  rows: (s) =>
    rows(count, () => {
      const at = (h: number) => begin(s) + h * HOUR;
      return {
        start: 1,
        done: null,
        more: { status: 'done', resolution: 'done' },
        changes: [change(at(23), 'status', 'doing', 'acc'), change(at(23 + hours), 'status', 'acc', 'done')],
      };
    }),
});
of('delayed-acceptance', '25 hours', accept(25), {
  state: 'detected',
  severity: 'medium',
  measure: measure(1, 12),
});
of('delayed-acceptance', '2 hours', accept(2), { state: 'clear', measure: measure(0.1, 12) });
of('delayed-acceptance', 'six items', accept(25, 1), {
  state: 'insufficient-sample',
  measure: measure(1, 6),
});
of('delayed-acceptance', 'no state', {}, unseen('NO_ACCEPT_STATE'));

// E12: releases
const releases = (days: number, count = 4): Plan => ({
  more: {
    releases: Array.from({ length: count }, (_, i) => ({
      name: `v${i}`,
      at: iso(asOf() - DAY - i * days * DAY),
    })),
  },
});
of('infrequent-release', '31 days apart', releases(31), {
  state: 'detected',
  severity: 'medium',
  measure: measure(31, 4),
});
of('infrequent-release', '28 days apart', releases(28), { state: 'clear', measure: measure(28, 4) });
of('infrequent-release', 'none', {}, unseen('NO_RELEASE_DATA'));
of(
  'infrequent-release',
  'agreed on 40 days',
  releases(31),
  { state: 'clear', measure: { value: 31, threshold: 40 } },
  'agreements: { releaseIntervalDays: 40 }',
);

// L1: work in progress above the configured limit
const busy = (items: number): Plan => ({
  rows: (s) => rows(items, () => ({ start: s === 0 ? 1 : -60, done: 264 })),
});
of(
  'excessive-work-in-progress',
  'four at a limit of two',
  busy(4),
  { state: 'detected', severity: 'high' },
  'agreements: { wipLimit: 2 }',
);
of(
  'excessive-work-in-progress',
  'three at a limit of two',
  busy(3),
  { state: 'detected', severity: 'medium' },
  'agreements: { wipLimit: 2 }',
);
of(
  'excessive-work-in-progress',
  'two at a limit of two',
  busy(2),
  { state: 'clear', measure: { value: 0 } },
  'agreements: { wipLimit: 2 }',
);
of(
  'excessive-work-in-progress',
  'no changes of state',
  { ...busy(4), more: lacks('statusHistory', 'NO_STATUS_HISTORY') },
  unseen('NO_STATUS_HISTORY'),
  'agreements: { wipLimit: 2 }',
);

// A9: active members
const crowd = (people: number): Plan => ({
  rows: () => rows(people * 2),
  more: { people: Array.from({ length: people }, (_, i) => ({ id: `m${i}`, name: `Person m${i}` })) },
});
const crowded = (people: number): Plan => {
  const made = history(crowd(people));
  const items = (made['items'] as Json[]).map((item, i) => ({
    ...item,
    assignee: `m${i % people}`,
    creator: null,
    changes: (item['changes'] as Json[]).map((c) => ({
      ...c,
      by: c['field'] === 'status' ? `m${i % people}` : null,
    })),
  }));
  return { ...crowd(people), rows: () => [], items };
};
of('oversized-scrum-team', 'eleven', crowded(11), {
  state: 'detected',
  severity: 'low',
  measure: measure(11, 6),
});
of('oversized-scrum-team', 'ten', crowded(10), { state: 'clear', measure: measure(10, 6) });
of('oversized-scrum-team', 'fifteen', crowded(15), {
  state: 'detected',
  severity: 'medium',
  measure: measure(15, 6),
});

// C1: the Scrum Master hands out the work
const handed = (count: number): Plan => ({
  sprints: 5,
  rows: (s) =>
    rows(4, (i) => {
      const n = s * 4 + i;
      return {
        changes: [
          change(
            begin(s) + (i + 1) * 2 * HOUR,
            'assignee',
            null,
            `d${(n % 5) + 1}`,
            n < count ? 'sm' : `d${(n % 5) + 1}`,
          ),
        ],
      };
    }),
});
const roles = `roles: { product-owner: [po@example.com], scrum-master: [sm@example.com] }\n    ${members}`;
of(
  'scrum-master-task-assignment',
  'eight of twenty',
  handed(8),
  { state: 'detected', severity: 'high', measure: measure(0.4, 20), confidence: 0.5 },
  roles,
);
of(
  'scrum-master-task-assignment',
  'four of twenty: not certain',
  handed(4),
  { state: 'insufficient-sample', measure: measure(0.2, 20) },
  roles,
);
of(
  'scrum-master-task-assignment',
  'three of twenty',
  handed(3),
  { state: 'clear', measure: measure(0.15, 20) },
  roles,
);
of('scrum-master-task-assignment', 'nobody known as Scrum Master', handed(8), unseen('ROLE_NOT_INFERABLE'));

// L8: added late and bugs
const unplanned = (bugs: number[]): Plan => ({
  rows: (s) => [
    ...rows(10 - (bugs[s] as number)),
    ...rows(bugs[s] as number, () => ({ type: 'Bug', added: 60, start: 70, done: 90 })),
  ],
});
of('unplanned-work-load', 'three or six of ten', unplanned([0, 0, 1, 3, 6, 6]), {
  state: 'detected',
  severity: 'medium',
});
of('unplanned-work-load', 'always three', unplanned([3, 3, 3, 3, 3, 3]), {
  state: 'clear',
  measure: measure(0.3, 5),
});
of('unplanned-work-load', 'two of ten', unplanned([2, 2, 2, 2, 2, 2]), {
  state: 'clear',
  measure: measure(0.2, 5),
});
of(
  'unplanned-work-load',
  'small Sprints',
  { rows: () => rows(9, (i) => (i < 4 ? { type: 'Bug', added: 60, start: 70, done: 90 } : {})) },
  { state: 'insufficient-sample' },
);

// L3: P85 / P50
const spread = (long: number): Plan => ({
  rows: () => rows(8, (i) => (i < 2 ? { start: 2, done: 2 + long * 2 } : { start: 2, done: 4 })),
});
of('unpredictable-cycle-time', 'more than three times', spread(4), {
  state: 'detected',
  severity: 'medium',
  measure: measure(4, 48),
});
of('unpredictable-cycle-time', 'three times', spread(3), { state: 'clear', measure: measure(3, 48) });
of(
  'unpredictable-cycle-time',
  'eleven finished',
  { sprints: 1, rows: () => rows(11) },
  { state: 'insufficient-sample' },
);

// F2: days with a change of state
const quiet = (...still: number[]): Plan => ({
  rows: (s) =>
    rows(8, (i) =>
      still.includes(s)
        ? { start: 24 + (i % 2) * 3, done: 48 + (i % 2) * 3 }
        : { start: 24 * (i % 5), done: 24 * (i % 4) + 168 },
    ),
});
of('stale-sprint-board', 'three of six', quiet(0, 2, 4), {
  state: 'detected',
  severity: 'medium',
  measure: measure(0.5, 6),
});
of('stale-sprint-board', 'two of six', quiet(0, 2), { state: 'clear', measure: measure(0.33, 6) });
of(
  'stale-sprint-board',
  'no changes of state',
  { ...quiet(0, 2, 4), more: lacks('statusHistory', 'NO_STATUS_HISTORY') },
  unseen('NO_STATUS_HISTORY'),
);

// D2: areas with one contributor
const areas = (own: number): Plan => ({
  rows: (s) =>
    rows(8, (i) => ({
      more: i < 2 ? { areas: ['Billing'], assignee: s * 2 + i < own ? 'd1' : 'd2' } : { areas: ['Shop'] },
    })),
});
of(
  'knowledge-silo',
  'eleven of twelve',
  areas(11),
  { state: 'detected', severity: 'low', measure: { value: 1 } },
  members,
);
of(
  'knowledge-silo',
  'ten of twelve, the second a sixth',
  areas(10),
  { state: 'clear', measure: { value: 0 } },
  members,
);
of('knowledge-silo', 'no areas', {}, unseen('NO_AREAS'), members);

// every rule of window "sprints" without Sprints
of('missing-sprint-goal', 'no Sprints', { sprints: 0, items: backlog(5) }, unseen('NOT_SCRUM'));

export { cases };
