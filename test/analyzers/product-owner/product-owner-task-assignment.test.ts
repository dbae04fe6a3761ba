import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'product-owner-task-assignment';

/** `n` items assigned on days of six sprints; `by` decides who assigns the n-th. */
function assigned(
  n: number,
  by: (index: number, to: string) => string,
  prepare: (item: ItemBuilder, at: number, to: string) => void = () => undefined,
): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  for (let index = 0; index < n; index++) {
    const to = `dev${(index % 4) + 1}`;
    const at = day((index % 6) * 14 + 1, 10 + (index % 5));
    const item = built.item();
    prepare(item, at, to);
    item.assign(to, at, by(index, to)).doneBetween(at + HOUR, at + 48 * HOUR, to);
  }
  return built;
}

describe(RULE, () => {
  it('detects a Product Owner who assigns work', () => {
    const { outcome } = assigned(30, (index, to) => (index < 15 ? 'po' : to)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 30 });
    expect(outcome.summary).toContain('15 of 30 assignments (50 %)');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(15);
    expect(JSON.stringify(outcome)).not.toMatch(/Name |dev1/);
  });

  it('is clear when Developers take their work', () => {
    expect(assigned(30, (_, to) => to).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs three different people who were given work', () => {
    const built = assigned(30, (index, to) => (index % 4 < 2 ? 'po' : to));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 16 / 30 });
  });

  it('says that a share just over the limit may be chance', () => {
    expect(assigned(20, (index, to) => (index < 5 ? 'po' : to)).examine(RULE).outcome.state).toBe(
      'insufficient-sample',
    );
  });

  it('guard: handing back for acceptance or to an earlier holder', () => {
    const toOwner = assigned(30, (_, to) => to);
    for (const item of toOwner.items.slice(6)) item.assign('po', day(80), 'dev1');
    expect(toOwner.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 30 });
    const back = assigned(30, (_, to) => to);
    for (const [index, item] of back.items.slice(6).entries())
      item.assign('po', day(78, 9), 'dev1').assign(`dev${(index % 4) + 1}`, day(78, 12), 'po');
    expect(back.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 30 });
  });

  it('guard: handing an item to a tester while it is tested', () => {
    const given = (index: number, to: string): string => (index < 15 ? 'po' : to);
    const inState = (id: string) => (item: ItemBuilder, at: number) => void item.move(id, at - HOUR, 'dev1');
    const tested = assigned(30, given, (item, at) => inState('qa')(item, at));
    tested.status({ id: 'qa', name: 'In Test', category: 'doing', position: 3, idea: false, dropped: false });
    expect(tested.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
    const worked = assigned(30, given, (item, at) => inState('doing')(item, at));
    expect(worked.examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 30 });
  });

  it('guard: default assignees and automation', () => {
    const built = assigned(30, (_, to) => to);
    for (const item of built.items.slice(6)) item.change('assignee', 'dev1', day(78), 'po', null, true);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 30 });
  });

  it('guard: items of a triage rota', () => {
    const built = assigned(30, (index, to) => (index < 15 ? 'po' : to));
    for (const item of built.items.slice(6, 21)) item.set({ labels: ['triage'] });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 15 });
  });

  it('guard: the person had just offered to take it', () => {
    const built = assigned(
      30,
      (index, to) => (index < 15 ? 'po' : to),
      (item, at, to) => item.comment('I’ll take it', at - HOUR / 12, to),
    );
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: null,
      sample: 0,
    });
  });

  it('needs 20 assignments', () => {
    expect(assigned(19, () => 'po').examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 19,
    });
  });

  it('is not observable without assignees or a known Product Owner', () => {
    const built = team(day(84));
    built.closedSprints(6);
    for (let index = 0; index < 20; index++) built.item().doneBetween(day(15), day(17));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ASSIGNEES'] });
    const nobody = assigned(30, () => 'po').agree({ roles: {} });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
  });
});
