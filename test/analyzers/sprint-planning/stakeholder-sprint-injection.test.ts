import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { sprintsOf, type SprintPlan } from '../../support/sprints.ts';
import type { TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'stakeholder-sprint-injection';

function injected(plans: readonly SprintPlan[]): TeamBuilder {
  return sprintsOf(plans).person('boss');
}

const BY_BOSS: SprintPlan = { committed: 8, added: 2, addedBy: 'boss' };
const QUIET: SprintPlan = { committed: 8 };

describe(RULE, () => {
  it('detects three items in two sprints put in from outside', () => {
    expect(injected([BY_BOSS, QUIET, BY_BOSS, QUIET]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 4,
      sample: 4,
    });
  });

  it('counts a raised priority and an assignment from outside', () => {
    const builder = injected([QUIET, QUIET, QUIET]);
    builder.items[0]?.change('priority', 'Highest', (builder.sprints[0]?.start as number) + 4 * DAY, 'boss');
    builder.items[1]?.assign('dev1', (builder.sprints[0]?.start as number) + 4 * DAY, 'boss');
    builder.items[8]?.change('priority', 'Highest', (builder.sprints[1]?.start as number) + 4 * DAY, 'boss');
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 3 });
  });

  it('detects 15 % of ten or more additions', () => {
    const builder = injected([
      { committed: 8, added: 10 },
      { committed: 8, added: 2, addedBy: 'boss' },
      QUIET,
    ]);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 2 });
  });

  it('is clear when the Product Owner adds', () => {
    expect(injected([{ committed: 8, added: 3 }, QUIET, QUIET]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: an agreed expedite lane is left out', () => {
    const builder = injected([
      { ...BY_BOSS, addedValues: { labels: ['expedite'] } },
      { ...BY_BOSS, addedValues: { labels: ['expedite'] } },
      QUIET,
    ]);
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: creating an item is fine', () => {
    const builder = injected([QUIET, QUIET, QUIET]);
    builder.item({ creator: 'boss', created: (builder.sprints[0]?.start as number) + 3 * DAY });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs three closed sprints', () => {
    expect(injected([BY_BOSS, BY_BOSS]).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable while the team is unknown', () => {
    const builder = injected([BY_BOSS, BY_BOSS, QUIET]);
    builder.agree({ members: null, roles: {} });
    for (const item of builder.items)
      item.draft.changes = item.draft.changes.map((change) => ({ ...change, by: null }));
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY', 'NO_ROSTER'],
    });
  });
});
