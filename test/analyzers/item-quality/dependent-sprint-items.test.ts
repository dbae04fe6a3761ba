import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'dependent-sprint-items';

describe(RULE, () => {
  /** Each second item of the first `sprints` sprints waits for the one before it. */
  function tied(sprints: number): TeamBuilder {
    const builder = nearTeam(times(6, goodStory));
    for (let sprint = 0; sprint < sprints; sprint++) {
      for (let index = 1; index < 6; index += 2) link(builder, sprint * 6 + index, sprint * 6 + index - 1);
    }
    return builder;
  }

  function link(builder: TeamBuilder, blocked: number, blocker: number): void {
    const key = builder.items[blocker]?.key ?? '';
    builder.items[blocked]?.set({ links: [{ kind: 'blocked-by', key, outside: false, otherDone: null }] });
  }

  it('is detected when a quarter of the committed items are tied, in two sprints', () => {
    const { outcome } = tied(3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 36 });
    expect(outcome).toHaveProperty('value', 0.25);
    expect(outcome.summary).toContain('9 ties in 3 sprints');
  });

  it('counts ties to unfinished items outside, and those that texts state', () => {
    const builder = nearTeam(times(6, goodStory));
    for (let index = 0; index < 18; index += 2) {
      builder.items[index]?.set({
        links: [{ kind: 'blocked-by', key: 'OPS-1', outside: true, otherDone: false }],
      });
      builder.items[index + 1]?.set({ description: 'This depends on T-40 being there first.' });
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.5 });
  });

  it('is clear when they are rare, with figures', () => {
    const { outcome } = tied(1).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear' });
    expect(outcome.summary).toContain('3 of 36 sprint items (8 %)');
  });

  it('leaves ties to Done items and to parents alone', () => {
    const builder = nearTeam(times(6, goodStory));
    // Items of the second sprint wait for items that the first one finished.
    for (let index = 6; index < 36; index++) link(builder, index, index % 6);
    builder.items[1]?.set({
      parent: 'T-1',
      links: [{ kind: 'blocked-by', key: 'T-1', outside: false, otherDone: null }],
    });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs ten committed items', () => {
    const builder = team(day(30));
    const sprint = builder.sprint(1);
    const first = builder.item().addTo(sprint.id, day(-1));
    builder
      .item({ links: [{ kind: 'blocked-by', key: first.key, outside: false, otherDone: null }] })
      .addTo(sprint.id, day(-1));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 2 });
  });

  it('cannot tell where nothing is ever tied', () => {
    expect(nearTeam(times(6, goodStory)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_BLOCK_CONVENTION'],
    });
  });

  it('cannot tell without sprints', () => {
    const builder = tied(3);
    builder.sprints.length = 0;
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
