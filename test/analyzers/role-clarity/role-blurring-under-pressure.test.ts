import { describe, expect, it } from 'vitest';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'role-blurring-under-pressure';

/** In each sprint Developers move 6 items early and 4 late; then `late` of other people's items are moved by the Scrum Master. */
function build(
  sprints: number,
  early: number,
  late: number,
  cross: (item: ItemBuilder, at: number) => void = bySm,
): TeamBuilder {
  const built = team(day(sprints * 14 + 4));
  built.closedSprints(sprints);
  for (let sprint = 0; sprint < sprints; sprint++) {
    const start = sprint * 14;
    const item = (): ItemBuilder =>
      built.item({ created: day(start - 1), assignee: 'dev1' }).addTo(`s${sprint + 1}`, day(start, 8));
    for (let index = 0; index < 6; index++) item().move('doing', day(start + 1 + index, 10));
    for (let index = 0; index < 4; index++) item().move('doing', day(start + 10, 10 + index));
    for (let index = 0; index < early; index++) cross(item(), day(start + 2, 11 + index));
    for (let index = 0; index < late; index++) cross(item(), day(start + 10, 12 + index));
  }
  return built;
}

function bySm(item: ItemBuilder, at: number): void {
  item.assign('dev2', at, 'sm');
}

describe(RULE, () => {
  it('is detected when crossing changes rise near the end', () => {
    const { outcome } = build(4, 1, 4).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 20 });
    expect(outcome).toHaveProperty('value', expect.closeTo(4 / 4 / (1 / 6)));
    expect(outcome).toHaveProperty(
      'evidence',
      expect.arrayContaining([expect.objectContaining({ kind: 'sprint', key: 'Sprint 1' })]),
    );
  });

  it('is clear when they spread over the sprint', () => {
    expect(build(4, 6, 4).examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 40 });
  });

  it('guard: Developers who help each other do not count', () => {
    const built = build(4, 1, 4, (item, at) => void item.assign('dev2', at, 'dev3'));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('guard: items labelled for a release do not count', () => {
    const built = build(4, 1, 4);
    for (const item of built.items) item.set({ labels: ['release-week'] });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('guard: the Product Owner accepting items does not count', () => {
    const built = build(4, 1, 4, (item, at) => void item.move('accept', at - 1000).move('done', at, 'po'));
    built.status({
      id: 'accept',
      name: 'PO Review',
      category: 'doing',
      position: 3,
      idea: false,
      dropped: false,
    });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('counts Developers who rank the backlog, and the Product Owner who moves cards', () => {
    expect(build(4, 1, 4, (item, at) => void item.move('done', at, 'po')).examine(RULE).outcome.state).toBe(
      'detected',
    );
    const built = build(4, 0, 0);
    for (let sprint = 0; sprint < 4; sprint++)
      for (let index = 0; index < 4; index++)
        built
          .item({ created: day(sprint * 14 - 1) })
          .rank(day(sprint * 14 + 10, 10 + index), `dev${index + 1}`);
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 16 });
  });

  it('is not observable while a role is unknown', () => {
    const built = build(4, 1, 4).agree({ roles: { 'product-owner': ['po'] } });
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
  });

  it('needs 15 crossing changes in four sprints', () => {
    expect(build(4, 1, 2).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 12 });
    expect(build(3, 1, 6).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 21 });
  });
});
