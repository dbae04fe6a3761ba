import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'declared-role-mismatch';

/** Six sprints in which the given person does what a Product Owner does, several times a week. */
function ownedBy(owner: string, sprints: readonly number[] = [1, 2, 3, 4, 5, 6]): TeamBuilder {
  const built = team(day(84)).agree({ roles: { 'product-owner': ['po'] } });
  const backlog = Array.from({ length: 12 }, () => built.item({ creator: null }));
  for (const sprint of built.closedSprints(6))
    built.item({ creator: null }).addTo(sprint.id, sprint.start! - HOUR, null);
  for (const n of sprints)
    for (let index = 0; index < 6; index++) {
      const at = day((n - 1) * 14 + 1 + index, 10);
      backlog[index]!.rank(at, owner);
      backlog[index + 6]!.change('description', `text ${n}.${index}`, at + HOUR, owner);
      backlog[index]!.change('priority', index % 2 === 0 ? 'High' : 'Low', at + 2 * HOUR, owner);
      built.item({ creator: owner, created: at + 3 * HOUR });
    }
  return built;
}

describe(RULE, () => {
  it('detects that somebody else acts as the declared Product Owner', () => {
    const { outcome } = ownedBy('dev1').examine(RULE);
    expect(outcome.state).toBe('detected');
    expect(outcome.state === 'detected' && outcome.value).toBeLessThan(0.2);
    expect(outcome.summary).toContain('the strongest other person');
    expect(JSON.stringify(outcome)).not.toMatch(/Name |dev1/);
  });

  it('is clear when the declared person acts as such', () => {
    const { outcome } = ownedBy('po').examine(RULE);
    expect(outcome.state).toBe('clear');
    expect(outcome.state === 'clear' && outcome.value).toBeGreaterThan(0.45);
  });

  it('guard: delegates count as the declared person', () => {
    const built = ownedBy('dev1').agree({ delegates: { 'product-owner': ['dev1'] } });
    expect(built.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: periods in which the declared person was away do not count', () => {
    const built = ownedBy('dev1', [4, 5, 6]);
    const [first] = built.items;
    for (const n of [1, 2, 3])
      for (let index = 0; index < 9; index++) {
        const at = day((n - 1) * 14 + 1 + index, 11);
        first!.rank(at, 'po').change('description', `own ${n}.${index}`, at + HOUR, 'po');
      }
    expect(built.examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: it asks and does not assert', () => {
    const { rule } = ownedBy('dev1').examine(RULE);
    expect(rule.coaching.question).toMatch(/\?$/);
  });

  it('needs 30 sessions in three periods', () => {
    expect(ownedBy('dev1', [6]).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample' });
  });

  it('is not observable without a declared role, or without changes', () => {
    const built = ownedBy('dev1').agree({ roles: {} });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ROLE_MAP'] });
    const blind = ownedBy('dev1');
    blind.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(blind.examine(RULE).outcome).toHaveProperty('reasons', expect.arrayContaining(['NO_CHANGELOG']));
  });
});
