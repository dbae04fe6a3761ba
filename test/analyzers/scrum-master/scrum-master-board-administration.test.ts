import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'scrum-master-board-administration';

/** `n` items of Developers, each started and reviewed; `by` says who moves the n-th. */
function moving(n: number, by: (index: number, owner: string) => string, automated = false): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  for (let index = 0; index < n; index++) {
    const owner = `dev${(index % 4) + 1}`;
    const at = day((index % 6) * 14 + 1 + (index % 3), 11);
    const item = built.item().assign(owner, at - HOUR, owner);
    item.change('status', 'doing', at, by(index, owner), undefined, automated);
    item.change('status', 'review', at + 6 * HOUR, by(index, owner), undefined, automated);
    item.move('done', at + 8 * HOUR, owner);
  }
  return built;
}

describe(RULE, () => {
  it('detects cards that the Scrum Master moves for others', () => {
    const { outcome } = moving(20, () => 'sm').examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 60 });
    expect(outcome.summary).toContain('40 of 60 moves between states (67 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toMatch(
      /^moved to .* for somebody else$/,
    );
  });

  it('counts the Product Owner too, and is clear when Developers move their own', () => {
    expect(moving(20, () => 'po').examine(RULE).outcome.state).toBe('detected');
    expect(moving(20, (_, owner) => owner).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('a holder of a role who does the work moves their own cards', () => {
    const built = moving(20, () => 'sm');
    for (const { draft } of built.items.slice(6)) {
      draft.assignee = 'sm';
      draft.changes = draft.changes.map((change) =>
        change.field === 'assignee' ? { ...change, to: 'sm' } : change,
      );
    }
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: accepting is the Product Owner’s to do', () => {
    const built = moving(20, (_, owner) => owner);
    for (const item of built.items.slice(6))
      item.move('review', day(80, 9), 'dev1').move('done', day(80, 10), 'po');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: sending an item back from acceptance is the Product Owner’s to do too', () => {
    const sentBack = (state: string) => {
      const built = moving(20, (_, owner) => owner);
      built.status({
        id: 'accept',
        name: 'Acceptance',
        category: 'doing',
        position: 3,
        idea: false,
        dropped: false,
      });
      for (const item of built.items.slice(6))
        for (const hour of [9, 11, 13])
          item.move(state, day(78, hour), 'dev1').move('doing', day(78, hour + 1), 'po');
      return built.examine(RULE).outcome;
    };
    expect(sentBack('accept')).toMatchObject({ state: 'clear', value: 0 });
    expect(sentBack('review')).toMatchObject({ value: 60 / 180 });
  });

  it('guard: moves around a Daily Scrum do not count', () => {
    const built = moving(20, () => 'sm');
    for (let n = 0; n < 6; n++)
      for (const offset of [1, 2, 3])
        built.event('daily', day(n * 14 + offset, 11), { end: day(n * 14 + offset, 11) + HOUR / 4 });
    expect(built.examine(RULE).outcome).toMatchObject({ sample: 40, state: 'detected', value: 0.5 });
    for (let n = 0; n < 6; n++)
      for (const offset of [1, 2, 3]) built.event('daily', day(n * 14 + offset, 17));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 20 });
  });

  it('guard: where automation moves most cards nothing is said', () => {
    expect(moving(20, () => 'sm', true).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['AUTOMATED'],
    });
  });

  it('says that a share just over the limit may be chance, and needs 40 moves', () => {
    expect(moving(14, (index, owner) => (index < 9 ? 'sm' : owner)).examine(RULE).outcome).toMatchObject({
      sample: 42,
    });
    expect(moving(13, () => 'sm').examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 39,
    });
  });

  it('is not observable without assignees or known roles', () => {
    const built = moving(20, () => 'sm');
    for (const { draft } of built.items) {
      draft.assignee = null;
      draft.changes = draft.changes.filter((change) => change.field !== 'assignee');
    }
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ASSIGNEES'] });
    const nobody = moving(20, () => 'sm').agree({ roles: {} });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
  });
});
