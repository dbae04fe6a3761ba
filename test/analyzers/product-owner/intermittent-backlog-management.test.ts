import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'intermittent-backlog-management';

/** Six sprints with `late` ordering sessions around each start and `early` ones in the middle; `arrivals` new items each. */
function ordering(late: number, early: number, arrivals = 6): TeamBuilder {
  const built = team(day(84));
  const backlog = Array.from({ length: 10 }, () => built.item());
  for (const sprint of built.closedSprints(6)) {
    const start = sprint.start!;
    built.item({ created: start - 2 * DAY }).addTo(sprint.id, start - HOUR);
    for (let index = 0; index < late; index++) backlog[index]!.rank(start + (index + 1) * HOUR, 'po');
    for (let index = 0; index < early; index++) backlog[index]!.rank(start + (3 + index) * DAY, 'po');
    for (let index = 0; index < arrivals; index++) built.item({ created: start + DAY + index * HOUR });
  }
  return built;
}

describe(RULE, () => {
  it('detects a backlog ordered only around the start of sprints', () => {
    const { outcome } = ordering(5, 0).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 30 });
    expect(outcome.summary).toContain('30 of 30 sessions');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'sprint',
      key: 'Sprint 6',
    });
  });

  it('is clear when ordering goes on during the sprint', () => {
    expect(ordering(2, 4).examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 36 });
  });

  it('detects ordering on fewer than a tenth of the working days, whenever it takes place', () => {
    const built = ordering(0, 0);
    for (let index = 0; index < 20; index++)
      built.items[0]!.rank(day(16 + (index % 2) * 14, 9 + index * 0.5), 'po');
    const { outcome } = built.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected' });
    expect(outcome.summary).toContain('ordered on 2 of');
  });

  it('counts sessions of writing acceptance criteria', () => {
    const built = ordering(2, 0);
    for (let index = 0; index < 24; index++)
      built.items[index % 10]!.change('acceptanceCriteria', `v${index}`, day(5 + index * 3), 'po');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 36 });
  });

  it('guard: sessions on the agreed refinement day are not late', () => {
    const built = ordering(5, 0).agree({ refinementDay: 'mon' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 30 });
  });

  it('guard: few new items need little ordering', () => {
    const { outcome } = ordering(5, 0, 2).examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.summary).toContain('needs little ordering');
  });

  it('needs 20 sessions in four closed sprints', () => {
    expect(ordering(3, 0).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 18 });
  });

  it('is not observable without a history of ranks', () => {
    const built = ordering(5, 0);
    built.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] } };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY'],
    });
  });
});
