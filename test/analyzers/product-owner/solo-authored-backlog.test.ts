import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'solo-authored-backlog';

/** Sprints of five items written by the Product Owner; `help` is what happens to each before the start. */
function sprintsWith(
  help: (item: ItemBuilder, index: number, before: number) => void = () => undefined,
  sprints = 6,
): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(sprints)) {
    const start = sprint.start!;
    for (let n = 0; n < 5; n++) {
      const index = built.items.length;
      const item = built.item({ created: start - 20 * DAY, creator: 'po' }).addTo(sprint.id, start - HOUR);
      // Somebody asks from outside, so that people can be told apart.
      item.comment('When will this be ready?', start - 9 * DAY, 'sm');
      help(item, index, start - 5 * DAY);
      item.doneBetween(start + DAY, start + 3 * DAY);
    }
  }
  return built;
}

describe(RULE, () => {
  it('detects items that no Developer touched before the start', () => {
    const { outcome } = sprintsWith().examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 30 });
    expect(outcome.summary).toContain('30 of 30 sprint items');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(30);
  });

  it.each([
    ['a comment', (item: ItemBuilder, at: number) => item.comment('Which carriers?', at, 'dev1')],
    ['an edit', (item: ItemBuilder, at: number) => item.change('description', 'With carriers', at, 'dev1')],
    ['an estimate', (item: ItemBuilder, at: number) => item.estimate(3, at, 'dev2')],
    ['writing it', (item: ItemBuilder) => item.set({ creator: 'dev1' })],
  ])('is clear when Developers contribute by %s', (_, act) => {
    const built = sprintsWith((item, __, before) => void act(item, before));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('is clear when Developers break the items down before the start', () => {
    const built = sprintsWith();
    for (const item of [...built.items])
      built.item({
        level: 'sub',
        type: 'Sub-task',
        parent: item.key,
        creator: 'dev1',
        created: item.draft.created + DAY,
      });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('does not count what comes after the start', () => {
    const built = sprintsWith((item, _, before) => item.comment('Which carriers?', before + 9 * DAY, 'dev1'));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('guard: a refinement in the calendar is where people talk', () => {
    const built = sprintsWith().event('refinement', day(9, 10));
    const { outcome } = built.examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('1 refinement took place');
  });

  it('guard: five estimates typed in one session are the team’s, four are not', () => {
    const together = (many: number) =>
      sprintsWith((item, index, before) => {
        const minutes = index % 5 < many ? index % 5 : 60 * (index % 5);
        item.estimate(3, before + minutes * 60_000, 'sm');
      });
    expect(together(5).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(together(4).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('needs 20 items in three closed sprints', () => {
    expect(sprintsWith(undefined, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 15,
    });
    expect(sprintsWith(undefined, 2).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 10,
    });
  });

  it('is not observable with one account for everybody, or without known roles', () => {
    const built = sprintsWith();
    for (const { draft } of built.items) draft.comments.length = 0;
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['SHARED_ACCOUNT'],
    });
    const nobody = sprintsWith().agree({ roles: {} });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
  });
});
