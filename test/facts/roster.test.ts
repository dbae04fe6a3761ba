import { describe, expect, it } from 'vitest';
import { buildFacts } from '../../src/facts/build.ts';
import { day, team, type TeamBuilder } from '../support/team-builder.ts';

/** Items that a person starts and finishes in sprint n. */
function work(build: TeamBuilder, person: string, sprint: number, items = 2): void {
  for (let index = 0; index < items; index++) {
    const from = (sprint - 1) * 14 + 1;
    build
      .item({ created: day(from - 1, 8) })
      .addTo(`s${sprint}`, day(from - 1, 8))
      .doneBetween(day(from, 10), day(from + 2, 10), person);
  }
}

describe('who belongs to the team', () => {
  it('is inferred from 3 transitions or assignments in each of 2 sprints; role holders always belong', () => {
    const build = team()
      .person('guest')
      .person('once')
      .agree({ members: null, delegates: { 'product-owner': ['dev4'] } });
    build.closedSprints(3);
    for (const sprint of [1, 2]) work(build, 'dev1', sprint);
    work(build, 'once', 3, 5);
    work(build, 'guest', 1, 1);
    work(build, 'guest', 2, 1);
    const { roster } = build.facts();
    expect(roster.members).toEqual(['dev1', 'dev4', 'po', 'sm']);
    expect(roster.isOutsider('once')).toBe(true);
    expect(roster.isOutsider('po')).toBe(false);
    expect(roster.listed).toBeNull();
  });

  it('counts what somebody was given', () => {
    const build = team().agree({ members: null, roles: {} });
    build.closedSprints(2);
    for (const sprint of [1, 2])
      for (let index = 0; index < 3; index++)
        build
          .item()
          .addTo(`s${sprint}`, day((sprint - 1) * 14, 8))
          .assign('dev2', day((sprint - 1) * 14 + 1), 'po');
    expect(build.facts().roster.members).toEqual(['dev2']);
  });

  it('is unknown without members, roles and activity', () => {
    expect(team().agree({ members: null, roles: {} }).facts().roster.unseen).toEqual(['NO_ROSTER']);
  });

  it('names as active only members with 3 or more acts in the period', () => {
    const build = team();
    build.closedSprints(1);
    work(build, 'dev1', 1);
    work(build, 'dev2', 1, 1);
    const facts = build.facts();
    expect(facts.roster.activeMembers(facts.window.periods[0]!)).toEqual(['dev1']);
  });
});

describe('work for other teams', () => {
  it('is matched by e-mail address or handle; items that both teams hold do not count', () => {
    const own = team().person('x', { email: null, handles: ['octo'] });
    own.closedSprints(1);
    work(own, 'dev1', 1);
    const other = team();
    other.people.length = 0;
    other.person('u1', { email: 'DEV1@example.com' }).person('u2', { email: null, handles: ['Octo'] });
    other.closedSprints(1);
    work(other, 'u1', 1);
    work(other, 'u2', 1);
    other.header = { team: { ...own.history().team, project: 'OTHER' } };
    const facts = (): ReturnType<typeof own.facts> =>
      buildFacts({
        history: own.history(),
        agreements: own.agreements,
        asOf: own.asOf,
        neighbours: [other.history()],
      }).facts;
    const period = facts().window.periods[0]!;
    expect(['dev1', 'x', 'dev2'].map((id) => facts().roster.teamsOf(id, period))).toEqual([1, 1, 0]);
    other.header = {
      team: own.history().team,
      items: own
        .history()
        .items.map((item) => ({ ...item, changes: item.changes.map((change) => ({ ...change, by: 'u1' })) })),
    };
    expect(facts().roster.teamsOf('dev1', period)).toBe(0);
  });
});

describe('accounts of several people', () => {
  it.each([
    ['Checkout Team', null, true],
    ['Shared account', null, true],
    ['Pat Doe', 'dev-team@example.com', true],
    ['Pat Doe', 'info@example.com', true],
    ['Pat Doe', 'pat@example.com', false],
    ['Team Lead', null, false],
    ['Dev-3', null, false],
  ])('%s <%s>: %s', (name, email, shared) => {
    expect(team().person('p', { name, email }).facts().roster.isShared('p')).toBe(shared);
  });
});
