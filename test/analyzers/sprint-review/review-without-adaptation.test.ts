import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'review-without-adaptation';

/** End of the n-th sprint (0 first), and the first working hours after it. */
const END = (n: number): number => day(n * 14 + 11, 17);
const AFTER = (n: number): number => day(n * 14 + 14, 8);

/** Sprints with a backlog beside them; `act` is done after the n-th with its waiting item. */
function sprintsWith(
  act: (n: number, item: ItemBuilder, builder: TeamBuilder) => void,
  sprints = 6,
): TeamBuilder {
  const builder = sprintsOf(repeated(sprints, { committed: 4, values: { created: day(-100) } }));
  for (let n = 0; n < sprints; n++) act(n, builder.item({ created: day(-100) }), builder);
  return builder;
}

/** A review in the calendar on the last morning of each sprint. */
function withReviews(builder: TeamBuilder): TeamBuilder {
  builder.sprints.forEach((_, n) => builder.event('review', day(n * 14 + 11, 10)));
  return builder;
}

describe(RULE, () => {
  it('detects that nothing changes after the sprints', () => {
    const { outcome } = sprintsWith(() => undefined).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 6, atMost: 'medium', strength: 1 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'sprint',
      key: 'Sprint 6',
      text: '0 sessions of changes and no new item after the review',
    });
  });

  it.each<[string, (n: number, item: ItemBuilder, builder: TeamBuilder) => void]>([
    ['the order changed', (n, item) => item.rank(AFTER(n))],
    ['a priority changed', (n, item) => item.change('priority', 'High', AFTER(n), 'po')],
    ['a text was rewritten', (n, item) => item.change('description', 'Now with tax', AFTER(n), 'po')],
    [
      'an item was dropped',
      (n, item) => item.change('resolution', 'dropped', AFTER(n), 'po').set({ status: 'cancelled' }),
    ],
    ['an item was created', (n, _, builder) => builder.item({ created: AFTER(n) })],
  ])('is clear where %s', (_, act) => {
    expect(sprintsWith(act).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('compares with how often the backlog is changed at other times', () => {
    const always = sprintsWith((n, item) => {
      // Twice on every working day.
      for (const at of [0, 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15])
        item.rank(day(n * 14 + at, 9) + n * 60_000).rank(day(n * 14 + at, 15) + n * 60_000);
    });
    const { outcome } = always.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(outcome.summary).toContain('usual are 4 sessions');
  });

  it('is clear where one sprint in three changed something', () => {
    expect(sprintsWith((n, item) => n % 3 === 0 && item.rank(AFTER(n))).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 4 / 6,
    });
  });

  it('counts from the review where its time is known', () => {
    const builder = withReviews(sprintsWith((n, item) => item.rank(day(n * 14 + 11, 12))));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, strength: 0.8 });
    const unknown = sprintsWith((n, item) => item.rank(day(n * 14 + 11, 12)));
    expect(unknown.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: putting items into a sprint is planning, not adaptation', () => {
    const builder = sprintsWith((n, item) => item.addTo(`s${n + 2}`, AFTER(n)));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('guard: nights count, weekends do not: Tuesday still lies within 48 hours of Friday', () => {
    const tuesday = sprintsWith((n, item) => item.rank(day(n * 14 + 15, 12)));
    expect(tuesday.examine(RULE).outcome.state).toBe('clear');
    const wednesday = sprintsWith((n, item) => item.rank(day(n * 14 + 16, 12)));
    expect(wednesday.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: a sprint whose successor begins at once is left out where the review is unknown', () => {
    const builder = sprintsWith(() => undefined);
    builder.sprints.forEach((sprint, n) => {
      if (n > 0) builder.sprints[n] = { ...sprint, start: END(n - 1) + HOUR };
    });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR'],
    });
    expect(withReviews(builder).examine(RULE).outcome.state).toBe('detected');
  });

  it('needs five sprints', () => {
    expect(sprintsWith(() => undefined, 4).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('is not observable where neither the order nor priorities are recorded', () => {
    const builder = sprintsWith(() => undefined);
    builder.header = {
      unrecorded: { rankHistory: ['NO_RANK_HISTORY'], priorityHistory: ['NO_RANK_HISTORY'] },
    };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
  });
});
