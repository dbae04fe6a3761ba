import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'cross-team-dependency-wait';

const link = (kind: 'blocked-by' | 'blocks' | 'relates', outside = true): Partial<Item> => ({
  links: [{ kind, key: 'OPS-7', outside, otherDone: null }],
});

/** Six sprints of eight items of two working days; the first `hit` of each are dependent and take `days`. */
function sprintsWith(hit: number, values: Partial<Item> = {}, days = 8, perSprint = 8): TeamBuilder {
  const builder = team().person('outsider');
  for (const [status, name] of [
    ['ops', 'Waiting for Operations'],
    ['qa', 'Waiting for Review'],
  ] as const)
    builder.status({ id: status, name, category: 'doing', position: 4, idea: false, dropped: false });
  for (const sprint of builder.closedSprints(6)) {
    const start = sprint.start as number;
    for (let index = 0; index < perSprint; index++) {
      const dependent = index < hit;
      builder
        .item({ created: start - 5 * DAY, ...(dependent ? values : {}) })
        .addTo(sprint.id, start - DAY)
        .doneBetween(start, start + (dependent ? days : 2) * DAY + index);
    }
  }
  return builder;
}

/** Puts a step into each dependent item, between its start and its end. */
function between(builder: TeamBuilder, step: (item: ItemBuilder, start: number) => void): TeamBuilder {
  builder.items.forEach((item, index) => {
    if (index % 8 < 3) step(item, item.draft.changes.find((change) => change.to === 'doing')?.at as number);
  });
  return builder;
}

/** A stay in another state on the second day. */
const stay = (state: string) => (item: ItemBuilder, start: number) => {
  const changes = item.draft.changes;
  const done = changes.pop();
  item
    .move(state, start + DAY)
    .move('doing', start + 2 * DAY)
    .move('done', done?.at as number);
};

describe(RULE, () => {
  it('detects items that need another team and take longer', () => {
    const { outcome } = sprintsWith(3, link('blocked-by')).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.375, sample: 48 });
    expect(outcome.summary).toContain('They take a median of 6 days, 3 times the usual 2 days');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toContain(
      'blocked by work of another team',
    );
  });

  it('detects it too where most items depend on others', () => {
    expect(sprintsWith(6, link('blocked-by')).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.75,
    });
    // With fewer than eight others there is nothing else to compare with.
    expect(sprintsWith(8, link('blocked-by')).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 1,
    });
  });

  it('is clear where few items depend on others', () => {
    expect(sprintsWith(1, link('blocked-by')).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0.125,
    });
  });

  it('is clear where dependent items take no longer, or too few are finished to tell', () => {
    expect(sprintsWith(3, link('blocked-by'), 2).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0.375,
    });
    const open = sprintsWith(3, link('blocked-by'));
    open.items.forEach((item, index) => {
      if (index % 8 < 3 && index > 16) {
        item.draft.changes.pop();
        item.set({ status: 'doing' });
      }
    });
    const { outcome } = open.examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('7 of them were finished, 8 are needed');
  });

  it('sees states that wait for somebody outside, and not those of the team itself', () => {
    expect(between(sprintsWith(3), stay('ops')).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.375,
    });
    expect(between(sprintsWith(3), stay('qa')).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
    });
  });

  it('sees items that were given to somebody outside and came back', () => {
    const away = between(sprintsWith(3), (item, start) => {
      item.assign('outsider', start + DAY, 'dev1').assign('dev1', start + 3 * DAY, 'outsider');
    });
    expect(away.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.375 });
    const inside = between(sprintsWith(3), (item, start) => {
      item.assign('dev2', start + DAY, 'dev1').assign('dev1', start + 3 * DAY, 'dev2');
    });
    expect(inside.examine(RULE).outcome.state).toBe('not-observable');
  });

  it('guard: links that only inform do not count, nor links to the team’s own items', () => {
    expect(sprintsWith(3, link('relates')).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(sprintsWith(3, link('blocks')).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(sprintsWith(3, link('blocked-by', false)).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: labelled approvals by a vendor do not count', () => {
    for (const label of ['vendor-approval', 'third party', 'external approval'])
      expect(sprintsWith(3, { ...link('blocked-by'), labels: [label] }).examine(RULE).outcome).toMatchObject({
        state: 'clear',
        value: 0,
      });
  });

  it('needs eight items, and more than the bare threshold in few', () => {
    const builder = sprintsWith(1, link('blocked-by'), 8, 1);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 6 });
    const few = sprintsWith(2, link('blocked-by'), 8, 5).examine(RULE, { [RULE]: { threshold: 0.4 } });
    expect(few.outcome).toMatchObject({ state: 'insufficient-sample', value: 0.4, sample: 30 });
  });

  it('is not observable where nothing can point outside', () => {
    expect(sprintsWith(0).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
  });

  it('is not observable without changes of state, of membership, or sprints', () => {
    const builder = sprintsWith(3, link('blocked-by'));
    builder.header = { unrecorded: { statusHistory: ['NO_STATUS_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
    expect(team().examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
