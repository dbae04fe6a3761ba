import { describe, expect, it } from 'vitest';
import type { StakeholderUpdate } from '../../../src/history/team-history.ts';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-stakeholder-updates';
const TEXT = 'Shoppers can now pay by invoice; shipping prices follow next week.';

/** Six sprints; an update in each of the given ones. */
function updatesIn(sprints: readonly number[], values: Partial<StakeholderUpdate> = {}): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
  built.header = {
    updates: sprints.map((n) => ({
      at: day((n - 1) * 14 + 10),
      channel: 'project-update',
      text: TEXT,
      ...values,
    })),
  };
  return built;
}

describe(RULE, () => {
  it('detects that half of the periods hold no update', () => {
    const { outcome } = updatesIn([1, 3, 5]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6 });
    expect(outcome.state === 'detected' && outcome.evidence?.map(({ key }) => key)).toEqual([
      'Sprint 6',
      'Sprint 4',
      'Sprint 2',
    ]);
  });

  it('is clear when most periods hold one', () => {
    expect(updatesIn([1, 2, 3, 5]).examine(RULE).outcome).toMatchObject({ state: 'clear' });
  });

  it('does not count texts of less than 40 characters', () => {
    const built = updatesIn([1, 2, 3, 4, 5, 6], { text: 'All good' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'not-observable' });
  });

  it('counts releases with notes and invitations of people outside the team to reviews', () => {
    const built = updatesIn([]);
    built.header = {
      releases: [1, 2, 3].map((n) => ({ name: `v${n}`, at: day((n - 1) * 14 + 5), notes: TEXT })),
    };
    for (const n of [4, 5])
      built.event('review', day((n - 1) * 14 + 11), {
        attendees: [{ person: null, address: 'client@elsewhere.example', group: false, answer: 'accepted' }],
      });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 / 6 });
  });

  it('guard: nothing is said where no channel ever held an update', () => {
    const { outcome } = updatesIn([]).examine(RULE);
    expect(outcome.state).toBe('not-observable');
    expect(outcome).toHaveProperty('reasons', expect.arrayContaining(['KEPT_ELSEWHERE', 'NO_WIKI']));
  });

  it('guard: an agreed release interval gives as much time', () => {
    const built = updatesIn([1, 3, 5]).agree({ releaseIntervalDays: 28 });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: for a platform team other teams are stakeholders', () => {
    const built = updatesIn([]).person('neighbour');
    for (const n of [1, 2, 3, 4, 5, 6])
      built.event('review', day((n - 1) * 14 + 11), {
        attendees: [{ person: 'neighbour', address: null, group: false, answer: 'unknown' }],
      });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs four periods', () => {
    const built = team(day(40));
    for (const sprint of built.closedSprints(3)) built.item().addTo(sprint.id, sprint.start! - HOUR);
    built.header = { updates: [{ at: day(5), channel: 'wiki', text: TEXT }] };
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 3 });
  });
});
