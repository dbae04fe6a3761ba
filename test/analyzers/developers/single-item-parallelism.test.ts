import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { pullRequest } from '../../support/pull-requests.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'single-item-parallelism';

/** Six sprints of eight items, all in progress from the second day to the end, each with one assignee. */
function alone(
  act: (item: ItemBuilder, start: number, builder: TeamBuilder) => void = () => undefined,
  options: { readonly perSprint?: number; readonly days?: number; readonly values?: Partial<Item> } = {},
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(6)) {
    const start = sprint.start as number;
    const perSprint = options.perSprint ?? 8;
    for (let index = 0; index < perSprint; index++) {
      const by = `dev${(index % 4) + 1}`;
      const item = builder
        .item({ created: start - 5 * DAY, ...options.values })
        .addTo(sprint.id, start - DAY)
        .assign(by, start)
        .doneBetween(start, start + (options.days ?? 11) * DAY + index, by);
      act(item, start, builder);
    }
  }
  return builder;
}

describe(RULE, () => {
  it('detects that nearly every item has one contributor while many are in progress', () => {
    const { outcome } = alone().examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 48 });
    expect(outcome.summary).toContain(
      'A median of 8 items were in progress at a time, for 6 members of the team',
    );
    expect(JSON.stringify(outcome)).not.toMatch(/Name|dev1/);
  });

  it('is clear where fewer items are in progress than there are people', () => {
    expect(alone(undefined, { days: 2 }).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it.each([
    ['hand the item on', (item: ItemBuilder, at: number) => item.assign('sm', at + 2 * DAY)],
    ['comment on it', (item: ItemBuilder, at: number) => item.comment('The tax is missing.', at + DAY, 'po')],
    [
      'have a part of it',
      (item: ItemBuilder, at: number, builder: TeamBuilder) =>
        builder.item({ level: 'sub', parent: item.key, created: at, assignee: 'sm' }),
    ],
  ])('is clear where others %s', (_, act) => {
    expect(alone(act).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('does not take a comment from outside the team for help', () => {
    const builder = alone((item, at) => item.comment('When does it come?', at + DAY, 'customer')).person(
      'customer',
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('guard: co-authors and reviewers of code count', () => {
    for (const help of [
      { coAuthors: ['sm'], reviews: [] },
      { coAuthors: [], reviews: [{ at: 0, by: 'sm' }] },
    ]) {
      const builder = alone();
      builder.header = {
        pullRequests: builder.items.map(({ key }, index) => pullRequest(index, { items: [key], ...help })),
      };
      expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    }
  });

  it('guard: items labelled as worked on together are never alone', () => {
    expect(alone((item) => item.set({ labels: ['mob'] })).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: support queues do not count', () => {
    expect(alone(undefined, { values: { type: 'Support' } }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('guard: teams of fewer than four are not judged', () => {
    const builder = alone().agree({ members: ['dev1'] });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
  });

  it('needs 30 Done items', () => {
    expect(alone(undefined, { perSprint: 4 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 24,
    });
  });

  it('is not observable without code or without assignees', () => {
    const noCode = alone();
    noCode.header = { unrecorded: { pullRequests: ['NO_PR_LINK'] } };
    expect(noCode.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_PR_LINK'] });
    const unused = alone();
    for (const item of unused.items)
      item.set({ assignee: null, changes: item.draft.changes.filter(({ field }) => field !== 'assignee') });
    expect(unused.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ASSIGNEES'],
    });
  });

  it('is off unless the team switches it on', () => {
    expect(alone().examine(RULE).rule.tier).toBe('opt-in');
  });
});
