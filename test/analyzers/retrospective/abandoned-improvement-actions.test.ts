import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'abandoned-improvement-actions';

/** Twelve sprints and `count` owned actions from the first ones; the first `done` are finished after a week. */
function actions(
  count: number,
  done: number,
  values: (index: number) => Partial<Item> = () => ({}),
): TeamBuilder {
  const builder = sprintsOf(repeated(12, { committed: 2 }));
  for (let index = 0; index < count; index++) {
    const created = day(20 + index * 10);
    const item = builder.item({ labels: ['retro-action'], created, assignee: 'dev1', ...values(index) });
    if (index < done) item.doneBetween(created + DAY, created + 7 * DAY);
  }
  return builder;
}

describe(RULE, () => {
  it('detects that fewer than half of the actions are completed within two sprints', () => {
    const { outcome } = actions(8, 3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 3 / 8, sample: 8 });
    expect(outcome.summary).toContain('3 of 8 improvement actions were completed within 2 sprints (38 %)');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(5);
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toBe('still open');
  });

  it('counts what was completed later as not completed in time', () => {
    const builder = actions(8, 0);
    for (const item of builder.items.slice(-8))
      item.doneBetween(item.draft.created + DAY, item.draft.created + 40 * DAY);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it('is clear where most are completed in time', () => {
    expect(actions(8, 8).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('detects that half of the actions have no owner', () => {
    const { outcome } = actions(8, 8, (index) => (index < 4 ? { assignee: null } : {})).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(outcome.summary).toContain('4 have no owner');
    expect(actions(8, 8, (index) => (index < 3 ? { assignee: null } : {})).examine(RULE).outcome.state).toBe(
      'clear',
    );
  });

  it('detects open actions with a median age of more than three sprints', () => {
    const { outcome } = actions(8, 7).examine(RULE);
    // The last one was written down on day 90 of 168, 5.6 sprints ago.
    expect(outcome).toMatchObject({ state: 'detected', value: 7 / 8 });
    expect(outcome.summary).toContain('1 is open for 5.6 sprints in the median');
    const young = actions(8, 7, (index) => (index === 7 ? { created: day(135) } : {}));
    expect(young.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: an action dropped on purpose counts as resolved', () => {
    const builder = actions(8, 0);
    for (const item of builder.items.slice(-8)) item.move('cancelled', item.draft.created + 5 * DAY);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('guard: actions for the organisation are named and not counted', () => {
    const { outcome } = actions(14, 8, (index) =>
      index >= 8 ? { labels: ['retro-action', 'org'] } : {},
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1, sample: 8 });
    expect(outcome.summary).toContain('6 actions for the organisation are not counted');
  });

  it('reads actions of pages', () => {
    const builder = sprintsOf(repeated(12, { committed: 2 }));
    for (let n = 0; n < 6; n++)
      builder.event('retrospective', day(n * 14 + 11, 14), {
        source: 'wiki',
        actions: [
          { text: 'Secret', owner: null, created: day(n * 14 + 11), done: null, due: null, dropped: false },
        ],
      });
    builder.header = { eventSources: [{ kind: 'wiki', name: 'wiki', complete: false }] };
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0, sample: 6 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'event',
      text: 'still open, no owner',
    });
    expect(JSON.stringify(outcome)).not.toContain('Secret');
  });

  it('works without sprints, with two weeks for a sprint', () => {
    const builder = team();
    for (let index = 0; index < 8; index++)
      builder.item({ labels: ['retro-action'], created: day(60 + index), assignee: 'dev1' });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0, sample: 8 });
  });

  it('needs six actions that are old enough', () => {
    expect(actions(5, 0).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 5 });
    const young = actions(8, 0, () => ({ created: day(150) }));
    expect(young.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('is not observable where no label, type or page was ever used', () => {
    expect(actions(8, 0, () => ({ labels: [] })).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'],
    });
  });
});
