import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import type { Sprint } from '../../../src/history/team-history.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'sprint-scope-creep';

/** Ten items committed to, `added` put in on day 4, all finished one a day. */
function fill(
  builder: TeamBuilder,
  sprint: Sprint,
  added: number,
  addedValues: Parameters<TeamBuilder['item']>[0] = {},
): ItemBuilder[] {
  const start = sprint.start as number;
  for (let index = 0; index < 10; index++) {
    builder
      .item({ created: start - 5 * DAY })
      .addTo(sprint.id, start - DAY)
      .doneBetween(start + DAY, start + 8 * DAY + index);
  }
  return Array.from({ length: added }, () =>
    builder
      .item({ created: start - 5 * DAY, ...addedValues })
      .addTo(sprint.id, start + 4 * DAY)
      .doneBetween(start + 5 * DAY, start + 9 * DAY),
  );
}

function withAdditions(
  perSprint: readonly number[],
  values: Parameters<TeamBuilder['item']>[0] = {},
): TeamBuilder {
  const builder = team();
  perSprint.forEach((added, index) => fill(builder, builder.sprint(index + 1), added, values));
  return builder;
}

describe(RULE, () => {
  it('detects a change of 25 % or more in three of the last five sprints', () => {
    const { outcome } = withAdditions([0, 3, 0, 3, 4, 0]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.3, sample: 5 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'sprint',
      key: 'Sprint 5',
    });
  });

  it('counts removals too', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      fill(builder, sprint, 1);
      const start = sprint.start as number;
      builder
        .item({ created: start - 5 * DAY })
        .addTo(sprint.id, start - DAY)
        .removeFrom(sprint.id, start + 3 * DAY);
      builder
        .item({ created: start - 5 * DAY })
        .addTo(sprint.id, start - DAY)
        .removeFrom(sprint.id, start + 3 * DAY);
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.25 });
  });

  it('is clear when only two sprints changed that much, and names them', () => {
    const { outcome } = withAdditions([0, 0, 0, 0, 5, 5]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('Sprint 6 with 50 %');
  });

  it('takes additions within the first day as planning', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      fill(builder, sprint, 0);
      for (let index = 0; index < 5; index++)
        builder.item().addTo(sprint.id, (sprint.start as number) + DAY / 2);
    }
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('needs three sprints with eight or more items', () => {
    expect(withAdditions([5, 5]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 2,
    });
  });

  it('guard: items split off from the sprint or below its items do not count', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      const added = fill(builder, sprint, 4);
      const parent = builder.items[(n - 1) * 14]?.key as string;
      added[0]?.set({ parent });
      added[1]?.set({ parent });
      added[2]?.set({ links: [{ kind: 'split-from', key: parent, outside: false, otherDone: null }] });
      added[3]?.set({ links: [{ kind: 'split-from', key: parent, outside: false, otherDone: null }] });
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: pulling in more after everything was Done is fine', () => {
    const builder = team();
    for (let n = 1; n <= 4; n++) {
      const sprint = builder.sprint(n);
      fill(builder, sprint, 0);
      const start = sprint.start as number;
      for (let index = 0; index < 4; index++)
        builder.item({ created: start }).addTo(sprint.id, start + 9 * DAY);
    }
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('is not observable without changes of membership, and without sprints', () => {
    const builder = withAdditions([3, 3, 3]);
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
    expect(team().examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
