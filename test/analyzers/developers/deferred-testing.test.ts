import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'deferred-testing';

/** Sprints of ten items; the first `hit` of each are handled by `act`, the others finish. */
function sprintsWith(
  sprints: number,
  hit: number,
  act: (
    item: ItemBuilder,
    sprint: { start: number; completed: number; index: number },
    builder: TeamBuilder,
  ) => void,
  options: { readonly state?: boolean; readonly perSprint?: number; readonly values?: Partial<Item> } = {},
): TeamBuilder {
  const builder = team();
  if (options.state !== false)
    builder.status({
      id: 'test',
      name: 'In Test',
      category: 'doing',
      position: 3,
      idea: false,
      dropped: false,
    });
  const perSprint = options.perSprint ?? 10;
  for (const [index, sprint] of builder.closedSprints(sprints).entries()) {
    fillSprint(builder, sprint, { committed: perSprint, done: 0, values: options.values ?? {} }).forEach(
      (item, n) => {
        const [start, completed] = [sprint.start as number, sprint.completed as number];
        item.move('doing', start + DAY);
        if (n < hit) act(item, { start, completed, index }, builder);
        else item.move('done', start + 4 * DAY);
      },
    );
  }
  return builder;
}

const waits = (item: ItemBuilder, { completed }: { completed: number }): void => {
  item.move('test', completed - DAY).move('done', completed + 3 * DAY);
};

/** A finished item whose test item comes into the next sprint. */
function testedLater(values: Partial<Item> = {}, sameSprint = false) {
  return (
    item: ItemBuilder,
    { start, index }: { start: number; index: number },
    builder: TeamBuilder,
  ): void => {
    item.move('done', start + 4 * DAY);
    builder
      .item({
        type: 'Test',
        title: 'Check the basket',
        created: start,
        links: [{ kind: 'tests', key: item.key, outside: false, otherDone: null }],
        ...values,
      })
      .addTo(`s${index + (sameSprint ? 1 : 2)}`, start + DAY);
  };
}

describe(RULE, () => {
  it('detects items that wait for testing when their sprint closes', () => {
    const { outcome } = sprintsWith(6, 4, waits).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.4, sample: 60 });
    expect(outcome.summary).toContain('24 of 60 sprint items (40 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toContain('Sprint 6: in testing');
  });

  it('is clear where testing ends with the sprint', () => {
    const tested = (item: ItemBuilder, { completed }: { completed: number }): void => {
      item.move('test', completed - 2 * DAY).move('done', completed - DAY);
    };
    expect(sprintsWith(6, 4, tested).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('detects test items that come one sprint later', () => {
    const { outcome } = sprintsWith(6, 4, testedLater(), { state: false }).examine(RULE);
    // The test items of the sixth sprint have no later one yet; those that came are committed to as well.
    expect(outcome).toMatchObject({ state: 'detected', value: 0, sample: 80 });
    expect(outcome.summary).toContain('20 of 80 sprint items (25 %) got a test item in a later sprint');
  });

  it('is clear where the test item is in the sprint of the work', () => {
    expect(sprintsWith(6, 3, testedLater({}, true), { state: false }).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: acceptance by customers and the watching of a release follow a sprint rightly', () => {
    for (const label of ['UAT', 'customer-acceptance', 'monitoring'])
      expect(
        sprintsWith(6, 4, (item, sprint) => waits(item.set({ labels: [label] }), sprint)).examine(RULE)
          .outcome,
      ).toMatchObject({ state: 'clear', value: 0, sample: 36 });
  });

  it('guard: automating tests and covering old code is no deferred testing', () => {
    for (const values of [{ title: 'Automate the tests of the basket' }, { labels: ['legacy'] }])
      expect(sprintsWith(6, 3, testedLater(values)).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs 20 items in three sprints, and more than the bare threshold in few', () => {
    expect(sprintsWith(2, 8, waits, { perSprint: 12 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 24,
    });
    expect(sprintsWith(4, 2, waits, { perSprint: 4 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 16,
    });
    const builder = sprintsWith(4, 0, waits, { perSprint: 5 });
    builder.items.slice(0, 6).forEach((item, index) => {
      const close = builder.sprints[Math.floor(index / 5)]?.completed as number;
      item.draft.changes.length = 2;
      waits(item, { completed: close });
    });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: 0.3,
      sample: 20,
    });
  });

  it('is not observable without a state or type for testing, without changes of state and without sprints', () => {
    const bare = sprintsWith(6, 0, waits, { state: false });
    expect(bare.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_TEST_STATE'] });
    const flat = sprintsWith(6, 4, waits);
    flat.header = { unrecorded: { statusHistory: ['NO_STATUS_HISTORY'] } };
    expect(flat.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
    const builder = sprintsWith(6, 4, waits);
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
    const none = team();
    none.status({ id: 'test', name: 'In Test', category: 'doing', position: 3, idea: false, dropped: false });
    expect(none.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
