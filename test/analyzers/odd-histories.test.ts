import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../src/analyzers/catalogue.ts';
import { examiner } from '../../src/analyzers/examine.ts';
import { findingOf } from '../../src/analyzers/finding.ts';
import { buildFacts } from '../../src/facts/build.ts';
import { NO_AGREEMENTS, type Agreements } from '../../src/facts/agreements.ts';
import { joinSet, type Item, type Sprint, type TeamHistory } from '../../src/history/team-history.ts';
import { day, team } from '../support/team-builder.ts';

/** Histories that no tracker should deliver and some do: each rule must answer, with figures that are numbers. */
const PEOPLE = ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4', 'nobody-known', null] as const;
const when = fc.integer({ min: -400, max: 200 }).map((n) => day(n, n % 24));
const person = fc.constantFrom(...PEOPLE);

const change = fc.record({
  at: when,
  by: person,
  what: fc.constantFrom(
    ['status', 'doing'],
    ['status', 'done'],
    ['status', 'todo'],
    ['status', 'review'],
    ['status', 'unknown'],
    ['status', 'cancelled'],
    ['sprint', 's1'],
    ['sprint', 's2'],
    ['sprint', joinSet(['s1', 's2', 's3'])],
    ['sprint', null],
    ['sprint', 'gone'],
    ['assignee', 'dev1'],
    ['assignee', 'dev2'],
    ['assignee', null],
    ['priority', 'High'],
    ['priority', 'Nonsense'],
    ['rank', null],
    ['estimate', '5'],
    ['estimate', 'many'],
    ['estimate', null],
    ['flagged', 'true'],
    ['flagged', null],
    ['description', 'Given a card When paid Then done'],
    ['description', null],
    ['title', ''],
    ['link', 'blocked-by T-1'],
    ['labels', 'retro'],
    ['other:worklog', '1'],
  ) as fc.Arbitrary<[string, string | null]>,
});

const sprint = fc.record({
  start: fc.option(when),
  length: fc.integer({ min: -3, max: 50 }),
  late: fc.integer({ min: -2, max: 70 }),
  state: fc.constantFrom('closed', 'active', 'future'),
  goal: fc.constantFrom(null, '', 'A goal that can be read', '• a\n• b\n• c'),
});

const item = fc.record({
  created: when,
  level: fc.constantFrom('base', 'base', 'base', 'sub', 'above'),
  type: fc.constantFrom('Story', 'Bug', 'Task', 'Spike', null, '🤷', 'Epic'),
  title: fc.constantFrom(
    '',
    'As a user, I want this, so that it helps',
    '🙂🙂🙂',
    'مرحبا بالعالم',
    'x'.repeat(3000),
    'Fix it',
  ),
  description: fc.constantFrom(
    null,
    '',
    'h2. Acceptance criteria\n* fast\n* easy',
    '<b>bold</b> & <script>',
    '```\ncode\n```',
  ),
  status: fc.constantFrom('todo', 'doing', 'done', 'unknown', 'cancelled'),
  labels: fc.constantFrom([], ['retro-action'], ['blocked'], ['expedite']),
  parent: fc.constantFrom(null, 'T-1', 'T-2', 'missing'),
  estimate: fc.constantFrom(null, 0, 3, -1, 1e9),
  rank: fc.constantFrom(null, 'a', 'b', 'c'),
  changes: fc.array(change, { maxLength: 12 }),
  comments: fc.array(
    fc.record({ at: when, by: person, text: fc.constantFrom(null, 'Why?', '@po what about this?', 'ok') }),
    { maxLength: 3 },
  ),
});

const history = fc.record({
  sprints: fc.array(sprint, { maxLength: 8 }),
  items: fc.array(item, { maxLength: 40 }),
  tracker: fc.constantFrom('jira', 'linear', 'github', 'csv', 'text'),
  unrecorded: fc.constantFrom(
    {},
    { changes: ['NO_CHANGELOG'] },
    { sprintHistory: ['NO_ITERATION_HISTORY'] },
    { rankHistory: ['NO_RANK_HISTORY'] },
    { items: ['PERMISSION_DENIED'] },
    { changes: ['HISTORY_TRUNCATED'] },
  ),
  declared: fc.boolean(),
});

type Odd = typeof history extends fc.Arbitrary<infer T> ? T : never;

function oddHistory(odd: Odd): { history: TeamHistory; agreements: Agreements } {
  const builder = team(day(120));
  odd.sprints.forEach((values, index) => {
    const start = values.start;
    const end = start === null ? null : start + values.length * 86_400_000;
    builder.sprint(index + 1, {
      start,
      end,
      completed: values.state === 'closed' && end !== null ? end + values.late * 86_400_000 : null,
      state: values.state as Sprint['state'],
      goal: values.goal,
    });
  });
  for (const values of odd.items) {
    const { changes, ...rest } = values;
    builder.item({
      ...(rest as Partial<Item>),
      changes: [...changes]
        .sort((a, b) => a.at - b.at)
        .map(({ at, by, what: [field, to] }) => ({ at, by, field: field as 'status', from: null, to })),
    });
  }
  builder.header = {
    team: { ...builder.history().team, tracker: odd.tracker as 'jira' },
    unrecorded: odd.unrecorded as never,
  };
  return { history: builder.history(), agreements: odd.declared ? builder.agreements : NO_AGREEMENTS };
}

function outcomes(input: { history: TeamHistory; agreements: Agreements }, asOf = day(120)): unknown[] {
  const { facts } = buildFacts({ ...input, asOf });
  const rules = examiner(facts);
  return CATALOGUE.map((rule) =>
    findingOf(rules.examine(rule.id), {
      setting: undefined,
      suppressed: null,
      urlOf: (key) => facts.items.url(key),
    }),
  );
}

describe('odd histories', () => {
  it('get an answer with finite figures from every rule', () => {
    fc.assert(
      fc.property(history, (odd) => {
        for (const finding of outcomes(oddHistory(odd)) as ReturnType<typeof findingOf>[]) {
          const rule = CATALOGUE.find((entry) => entry.id === finding.rule);
          expect(finding.summary.trim(), finding.rule).not.toBe('');
          expect(finding.summary, finding.rule).not.toMatch(/NaN|Infinity|undefined|null/);
          if (finding.measure !== null && finding.measure.value !== null)
            expect(Number.isFinite(finding.measure.value), finding.rule).toBe(true);
          for (const reason of finding.reasons) expect(rule?.reasons, finding.rule).toContain(reason);
          expect(finding.state === 'not-observable', finding.rule).toBe(finding.reasons.length > 0);
          for (const note of finding.evidence)
            expect(note.text, finding.rule).not.toMatch(/NaN|Infinity|undefined/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('do not depend on the order of the rows', () => {
    fc.assert(
      fc.property(history, (odd) => {
        const input = oddHistory(odd);
        const shuffled = {
          ...input.history,
          items: [...input.history.items].reverse(),
          sprints: [...input.history.sprints].reverse(),
          people: [...input.history.people].reverse(),
        };
        expect(outcomes({ ...input, history: shuffled })).toEqual(outcomes(input));
      }),
      { numRuns: 60 },
    );
  });
});
