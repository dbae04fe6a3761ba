import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import type { ItemBuilder } from '../../support/team-builder.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'pre-assigned-sprint-backlog';

/** Sprints of five items; `prepare` acts on each a day before the sprint starts. */
function sprintsWith(
  count: number,
  prepare: (item: ItemBuilder, index: number, at: number) => void,
  committed = 5,
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(count)) {
    const start = sprint.start as number;
    fillSprint(builder, sprint, { committed }).forEach((item, index) => prepare(item, index, start - DAY));
  }
  // Everybody ends with an assignee, so that the team uses the field.
  for (const item of builder.items)
    if (item.draft.assignee === null) item.assign('dev1', (builder.asOf as number) - DAY, 'dev1');
  return builder;
}

const byOther = (item: ItemBuilder, index: number, at: number): void => {
  item.assign(`dev${(index % 4) + 1}`, at, 'po');
};

describe(RULE, () => {
  it('detects a sprint backlog that somebody else divided before the start', () => {
    const { outcome } = sprintsWith(6, byOther).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 30 });
    expect(outcome.summary).toContain('30 of 30 sprint items (100 %)');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(30);
    expect(JSON.stringify(outcome)).not.toContain('Name dev');
  });

  it('is clear where fewer than 80 % are assigned at the start', () => {
    const { outcome } = sprintsWith(6, (item, index, at) => index < 3 && byOther(item, index, at)).examine(
      RULE,
    );
    expect(outcome).toMatchObject({ state: 'clear', value: 0.6 });
  });

  it('counts what was assigned within the first day as planning', () => {
    const { outcome } = sprintsWith(6, (item, index, at) => byOther(item, index, at + DAY + DAY / 2)).examine(
      RULE,
    );
    expect(outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('guard: taking an item oneself is how it should be', () => {
    const { outcome } = sprintsWith(6, (item, index, at) => {
      item.assign(`dev${(index % 4) + 1}`, at);
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('guard: items carried over keep their assignee and do not count', () => {
    const builder = sprintsWith(6, () => undefined);
    for (let n = 1; n < 6; n++) {
      const [from, to] = [builder.sprints[n - 1], builder.sprints[n]];
      for (let index = 0; index < 30; index++) {
        builder
          .item({ created: (from?.start as number) - 5 * DAY })
          .addTo(from?.id as string, (from?.start as number) - DAY)
          .assign('dev2', (from?.start as number) + 3 * DAY, 'po')
          .addTo(to?.id as string, from?.completed as number);
      }
    }
    // Left out of the later sprint, the carried items stand unassigned at the start of their first one.
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 180 });
  });

  it('guard: a default assignee or a rule says nothing about people', () => {
    const byDefault = sprintsWith(6, (item) => item.set({ assignee: 'dev1' }));
    expect(byDefault.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['AUTOMATED'],
    });
    const byRule = sprintsWith(6, (item, index, at) =>
      item.change('assignee', `dev${(index % 4) + 1}`, at, null, null, true),
    );
    expect(byRule.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['AUTOMATED'] });
  });

  it('needs three sprints and fifteen items', () => {
    expect(sprintsWith(2, byOther, 10).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 20,
    });
    expect(sprintsWith(3, byOther, 4).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 12,
    });
  });

  it('needs more than a share at the threshold in few items', () => {
    const { outcome } = sprintsWith(3, (item, index, at) => index < 4 && byOther(item, index, at)).examine(
      RULE,
      {
        [RULE]: { threshold: 0.8 },
      },
    );
    expect(outcome.state).toBe('detected');
    const few = sprintsWith(3, (item, index, at) => index < 2 && byOther(item, index, at)).examine(RULE, {
      [RULE]: { threshold: 0.4 },
    });
    expect(few.outcome).toMatchObject({ state: 'insufficient-sample', value: 0.4, sample: 15 });
  });

  it('is not observable without assignees, without changes and without sprints', () => {
    const unused = team();
    for (const sprint of unused.closedSprints(6)) fillSprint(unused, sprint, { committed: 5 });
    expect(unused.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ASSIGNEES'],
    });
    const flat = sprintsWith(6, byOther);
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(flat.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_CHANGELOG'] });
    const fixed = sprintsWith(6, byOther);
    fixed.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(fixed.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
    expect(team().examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
