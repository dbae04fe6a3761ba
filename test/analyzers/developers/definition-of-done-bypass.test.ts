import { describe, expect, it } from 'vitest';
import type { Item, PullRequest } from '../../../src/history/team-history.ts';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { pullRequest, pullRequests } from '../../support/pull-requests.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'definition-of-done-bypass';

/** 30 Done items in six sprints; `flaw` is applied to the first of each sprint's five. */
function doneItems(
  flaw: (item: ItemBuilder, finish: number, builder: TeamBuilder) => void,
  perSprint = 5,
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(6)) {
    fillSprint(builder, sprint, { committed: perSprint }).forEach((item, index) => {
      if (index < 2) flaw(item, item.draft.changes.at(-1)?.at as number, builder);
    });
  }
  return builder;
}

function sub(parent: ItemBuilder, builder: TeamBuilder, values: Partial<Item> = {}): ItemBuilder {
  return builder.item({ level: 'sub', parent: parent.key, created: parent.draft.created, ...values });
}

const ticked = [
  { text: 'Tested', done: true },
  { text: 'Reviewed', done: true },
];

function withCode(values: (finish: number) => Partial<PullRequest>): TeamBuilder {
  const requests: PullRequest[] = [];
  const builder = doneItems((item, finish) => {
    requests.push(
      pullRequest(requests.length, {
        items: [item.key],
        created: finish - DAY,
        ready: finish - DAY,
        ...values(finish),
      }),
    );
  });
  builder.header = { pullRequests: requests };
  return builder;
}

describe(RULE, () => {
  it('detects open sub-items when the item became Done', () => {
    const { outcome } = doneItems((item, finish, builder) => {
      sub(item, builder).doneBetween(finish, finish + DAY);
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.4, sample: 30 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'item',
      text: 'Done with 1 open sub-item',
    });
  });

  it('is clear where sub-items were finished before, or together with the item', () => {
    const { outcome } = doneItems((item, finish, builder) => {
      sub(item, builder).doneBetween(finish - DAY, finish - HOUR);
      sub(item, builder).doneBetween(finish - DAY, finish + 5 * 60_000);
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0, sample: 30 });
  });

  it('detects unticked boxes of a checklist that the team uses', () => {
    const builder = doneItems((item) =>
      item.set({ checklist: [...ticked, { text: 'Documented', done: false }] }),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.4 });
  });

  it.each([
    ['unmerged', () => ({ merged: null, closed: null }), '1 unmerged pull request'],
    ['merged later', (at: number) => ({ merged: at + DAY, closed: at + DAY }), '1 unmerged pull request'],
    [
      'with failed checks',
      (at: number) => ({ merged: at, closed: at, checks: 'failed' as const }),
      '1 pull request whose checks failed',
    ],
  ])('detects code %s', (_, values, text) => {
    const { outcome } = withCode(values).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.4 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe(`Done with ${text}`);
  });

  it('is clear for merged, given up and later code', () => {
    expect(withCode((at) => ({ merged: at, closed: at })).examine(RULE).outcome.state).toBe('clear');
    expect(withCode((at) => ({ merged: null, closed: at })).examine(RULE).outcome.state).toBe('clear');
    expect(
      withCode((at) => ({ created: at + DAY, merged: null, closed: null })).examine(RULE).outcome.state,
    ).toBe('clear');
  });

  it('guard: cancelled sub-items count as resolved', () => {
    const builder = doneItems((item, finish, all) => {
      sub(item, all).move('cancelled', finish + 3 * DAY);
      sub(item, all, { resolution: 'dropped' });
    });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: checklists that nobody ticks are not looked at', () => {
    const builder = doneItems((item) =>
      item.set({ checklist: ticked.map((box) => ({ ...box, done: false })) }),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable' });
  });

  it('names merges without a review, and counts pairs as reviewed', () => {
    const flawed = (values: Partial<PullRequest>): TeamBuilder => {
      const builder = doneItems((item, finish, all) => void sub(item, all).doneBetween(finish, finish + DAY));
      builder.header = {
        pullRequests: pullRequests(20, () => ({ reviews: [], comments: 0, ...values })).map((request) => ({
          ...request,
          merged: request.created + 10 * 60_000,
        })),
      };
      return builder;
    };
    const notes = (builder: TeamBuilder): string => {
      const { outcome } = builder.examine(RULE);
      return outcome.state === 'detected' ? (outcome.evidence?.[0]?.text ?? '') : '';
    };
    expect(notes(flawed({}))).toContain('20 of 20 merged pull requests (100 %) had no review');
    expect(notes(flawed({ coAuthors: ['dev2'] }))).toBe('Done with 1 open sub-item');
    expect(notes(flawed({ comments: 2 }))).toBe('Done with 1 open sub-item');
    expect(notes(flawed({ reviews: [{ at: 0, by: 'dev2' }] }))).toBe('Done with 1 open sub-item');
  });

  it('says that no item mentions a Definition of Done, only where texts can be read', () => {
    const silent = doneItems((item, finish, all) => {
      item.set({ description: 'The basket stays.' });
      sub(item, all).doneBetween(finish, finish + DAY);
    });
    expect(silent.examine(RULE).outcome.summary).toContain('None of them mentions a Definition of Done');
    const written = doneItems((item, finish, all) => {
      item.set({ description: 'Definition of Done: tested and reviewed' });
      sub(item, all).doneBetween(finish, finish + DAY);
    });
    expect(written.examine(RULE).outcome.summary).not.toContain('Definition of Done');
  });

  it('needs 20 Done items, and more than the bare threshold in few', () => {
    const late = (item: ItemBuilder, finish: number, all: TeamBuilder): void =>
      void sub(item, all).doneBetween(finish, finish + DAY);
    expect(doneItems(late, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 18,
    });
    const builder = doneItems(() => undefined, 4);
    for (const item of builder.items.slice(0, 5))
      sub(item, builder).doneBetween(builder.asOf - 2 * DAY, builder.asOf - DAY);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 24 });
  });

  it('is not observable where no item has a checklist, a sub-item or code', () => {
    expect(doneItems(() => undefined).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_PR_LINK', 'NO_HIERARCHY', 'NO_CHECKLISTS'],
    });
  });

  it('takes present states where changes are not recorded, with less confidence', () => {
    const builder = doneItems((item, _, all) => {
      item.set({ checklist: [...ticked, { text: 'Documented', done: false }] });
      sub(item, all);
    });
    for (const item of builder.items) {
      const finish = item.draft.changes.at(-1)?.at;
      if (finish !== undefined) item.set({ finished: finish });
    }
    builder.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', strength: 0.5 });
  });
});
