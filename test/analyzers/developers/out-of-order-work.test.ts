import { describe, expect, it } from 'vitest';
import type { Item, Snapshot } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'out-of-order-work';
const PRIORITIES = ['High', 'High', 'Medium', 'Medium', 'Low'] as const;

/**
 * Sprints of five items (two High, two Medium, one Low), started one a day in the order of `sequence`.
 * @param top values of the items of the highest priority
 */
function started(
  sequence: readonly number[],
  options: {
    readonly sprints?: number;
    readonly top?: Partial<Item>;
    readonly priorities?: readonly (string | null)[];
    readonly gap?: number;
    readonly snapshots?: boolean;
  } = {},
): TeamBuilder {
  const builder = team();
  const snapshots: Snapshot[] = [];
  for (const sprint of builder.closedSprints(options.sprints ?? 6)) {
    const start = sprint.start as number;
    const priorities = options.priorities ?? PRIORITIES;
    const items: ItemBuilder[] = priorities.map((priority, index) =>
      builder
        .item({ priority, created: start - 5 * DAY, ...(index < 2 ? options.top : {}) })
        .addTo(sprint.id, start - DAY),
    );
    if (options.snapshots === true)
      for (let n = 0; n < 12; n++)
        snapshots.push({
          at: start + n * DAY,
          order: items.map(({ key }) => key),
          scope: {},
          goals: {},
          estimates: {},
        });
    sequence.forEach((index, n) => {
      const at = start + DAY + n * (options.gap ?? DAY);
      items[index]?.move('doing', at).move('done', start + 9 * DAY + n);
    });
  }
  builder.header = { snapshots };
  return builder;
}

const IN_ORDER = [0, 1, 2, 3, 4];
const BACKWARDS = [4, 3, 2, 1, 0];

describe(RULE, () => {
  it('detects starts that pass over a higher priority', () => {
    const { outcome } = started(BACKWARDS).examine(RULE);
    // Low passes over all, both Medium over High; High items pass over nothing.
    expect(outcome).toMatchObject({ state: 'detected', value: 0.6, sample: 30 });
    expect(outcome).not.toHaveProperty('severity');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toMatch(
      /^started while T-\d+ waited/,
    );
  });

  it('is clear where work starts from the top', () => {
    expect(started(IN_ORDER).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 30 });
  });

  it('reads the order from snapshots where there are some: three places count, two do not', () => {
    const order = { priorities: Array.from({ length: 6 }, () => 'Medium'), snapshots: true } as const;
    expect(started([5, 4, 3, 2, 1, 0], order).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
    });
    expect(started([2, 0, 1, 5, 4, 3], order).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: low severity, unless items that must be done are passed over as often', () => {
    const { outcome } = started(BACKWARDS, { top: { labels: ['must-have'] } }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'medium' });
    expect(outcome.summary).toContain('18 of them passed over an item that must be done');
  });

  it.each([
    ['flagged', { flagged: true }],
    ['labelled as blocked', { labels: ['blocked'] }],
    [
      'blocked by something unknown',
      { links: [{ kind: 'blocked-by', key: 'OPS-1', outside: true, otherDone: false }] },
    ],
  ] as const)('guard: an item %s was not passed over', (_, values) => {
    const { outcome } = started(BACKWARDS, { top: values as Partial<Item> }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.2 });
  });

  it('guard: what starts within the same ten minutes starts together', () => {
    expect(started(BACKWARDS, { gap: 60_000 }).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('needs 20 starts, and more than the bare threshold in few', () => {
    expect(started(BACKWARDS, { sprints: 3 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 15,
    });
    const few = started([2, 3, 4, 0, 1], { sprints: 4 }).examine(RULE, { [RULE]: { threshold: 0.6 } });
    expect(few.outcome.state).toBe('detected');
    const unsure = started([0, 2, 1, 3, 4], { sprints: 4 }).examine(RULE, { [RULE]: { threshold: 0.2 } });
    expect(unsure.outcome).toMatchObject({ state: 'insufficient-sample', value: 0.2, sample: 20 });
  });

  it('is not observable with two priorities and no snapshots', () => {
    const two = started(BACKWARDS, { priorities: ['High', 'High', 'Low', 'Low', 'Low'] });
    expect(two.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
  });

  it('is not observable without changes and without sprints', () => {
    const flat = started(BACKWARDS);
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    const { outcome } = flat.examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons[0]).toBe('NO_CHANGELOG');
    const none = team();
    none.item();
    const { outcome: without } = none.examine(RULE);
    expect(without.state === 'not-observable' && without.reasons).toContain('NOT_SCRUM');
  });
});
