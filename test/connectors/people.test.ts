import { describe, expect, it } from 'vitest';
import { mergeHistories } from '../../src/connectors/file/index.ts';
import { joinPeople, PeopleDirectory, type SeenPerson } from '../../src/connectors/people.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { buildFacts } from '../../src/facts/build.ts';
import type { Person, TeamHistory } from '../../src/history/team-history.ts';
import { historyProblems } from '../../src/history/validate.ts';
import { DAY } from '../../src/history/working-time.ts';
import { at, change, smallItem, smallTeam } from '../fakes/small-team.ts';

const seen = (id: string, values: Partial<SeenPerson> = {}): SeenPerson => ({
  id,
  name: id,
  email: null,
  handles: [],
  bot: false,
  active: true,
  ...values,
});
const person = (id: string, values: Partial<Person> = {}): Person => ({ ...seen(id), ...values });

describe('one person with several handles', () => {
  it('is one by the declared map first, then by e-mail, then by exact login', () => {
    const people = new PeopleDirectory([['ana@acme.example', 'ana-gh']]);
    const linear = people.add(seen('u1', { email: 'Ana@acme.example', name: 'Ana' }));
    expect(people.add(seen('U_9', { handles: ['ana-gh'], name: 'somebody' }))).toBe(linear);
    const ben = people.add(seen('u2', { email: 'ben@acme.example' }));
    expect(people.add(seen('u7', { email: 'BEN@acme.example' }))).toBe(ben);
    const cy = people.add(seen('u3', { handles: ['cy-dev'] }));
    expect(people.add(seen('u8', { handles: ['CY-dev'] }))).toBe(cy);
    expect(people.list()).toHaveLength(3);
  });

  it('never by a similar or even the same name', () => {
    const people = new PeopleDirectory();
    const names = ['Maria Lopez', 'Maria López', 'Maria Lopez', 'M. Lopez'];
    const ids = names.map((name, index) =>
      people.add(seen(`u${index}`, { name, handles: [`mlopez${index}`] })),
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('keeps the id of an earlier run', () => {
    const first = new PeopleDirectory();
    first.add(seen('u1', { email: 'ana@acme.example' }));
    const second = new PeopleDirectory([], first.list());
    expect(second.add(seen('u5', { email: 'ana@acme.example' }))).toBe('u1');
  });
});

/** One team's history in which a person works under two accounts. */
function twoAccounts(): TeamHistory {
  const base = smallTeam();
  const item = smallItem(1, {
    creator: 'gh-1',
    assignee: 'gh-1',
    comments: [{ at: at(2), by: 'gh-1', text: 'Done' }],
    changes: [
      change(1, 'dev1', 'assignee', null, 'dev1'),
      change(2, 'dev1', 'assignee', 'dev1', 'gh-1'),
      change(3, 'gh-1', 'status', 'todo', 'doing'),
    ],
  });
  return {
    ...base,
    items: [item],
    people: [...base.people, person('gh-1', { name: 'D', handles: ['dev-one'] })],
    listedMembers: ['dev1', 'gh-1'],
    declaredRoles: [
      { role: 'product-owner', person: 'gh-1' },
      { role: 'product-owner', person: 'dev1' },
    ],
  };
}

describe('joining the people of a history', () => {
  it('writes the one id everywhere, and a hand-over to oneself is none', () => {
    const joined = joinPeople(twoAccounts(), [['dev1@example.com', 'dev-one']]);
    expect(JSON.stringify(joined)).not.toContain('"gh-1"}');
    expect(joined.people.map(({ id }) => id)).toEqual(['dev1', 'dev2', 'guest', 'po', 'robot', 'sm']);
    expect(joined.items[0]).toMatchObject({ creator: 'dev1', assignee: 'dev1', comments: [{ by: 'dev1' }] });
    expect(joined.items[0]?.changes.map(({ by, field, to }) => [by, field, to])).toEqual([
      ['dev1', 'assignee', 'dev1'],
      ['dev1', 'status', 'doing'],
    ]);
    expect(joined.listedMembers).toEqual(['dev1']);
    expect(joined.declaredRoles).toEqual([{ role: 'product-owner', person: 'dev1' }]);
    expect(historyProblems(joined)).toEqual([]);
    const one = joined.people.find(({ id }) => id === 'dev1');
    expect(one).toMatchObject({
      email: 'dev1@example.com',
      handles: ['dev-one', 'dev1', 'dev1-login', 'gh-1'],
    });
  });

  it('leaves a history untouched where there is nobody to join', () => {
    const history = smallTeam();
    expect(joinPeople(history)).toBe(history);
  });

  it('does not depend on the order of people', () => {
    const history = twoAccounts();
    const turned = { ...history, people: [...history.people].reverse() };
    const declared = [['dev1@example.com', 'dev-one']];
    expect(joinPeople(turned, declared)).toEqual(joinPeople(history, declared));
  });

  it('never joins by name, nor an app with a person, nor by a former name that stands among the handles', () => {
    const people = [
      person('a', { name: 'Ana Costa', handles: ['Ana C'] }),
      person('b', { name: 'Ana Costa', handles: ['Ana C'] }),
      person('c', { handles: ['deploy'] }),
      person('d', { handles: ['deploy'], bot: true }),
    ];
    expect(joinPeople({ ...smallTeam(), items: [], listedMembers: null, people }).people).toHaveLength(4);
  });
});

describe('people across trackers', () => {
  it('two exports of one team are one set of people: by e-mail, then by login', () => {
    const jira = { ...smallTeam(), items: [smallItem(1, { creator: 'acc-1', assignee: null, changes: [] })] };
    const github = {
      ...smallTeam(),
      items: [smallItem(2, { creator: 'login:ana', assignee: null, changes: [] })],
    };
    const merged = mergeHistories(
      {
        ...jira,
        listedMembers: null,
        people: [person('acc-1', { email: 'ana@acme.example', handles: ['ana'] })],
      },
      { ...github, listedMembers: null, people: [person('login:ana', { handles: ['ana'], name: 'Ana' })] },
    );
    expect(merged.people.map(({ id, name, email }) => [id, name, email])).toEqual([
      ['acc-1', 'Ana', 'ana@acme.example'],
    ]);
    expect(merged.items.map(({ creator }) => creator)).toEqual(['acc-1', 'acc-1']);
  });

  it('somebody who works in a team on another tracker is found by the declared map, e-mail or login', () => {
    const busy = (id: string): TeamHistory['items'] =>
      Array.from({ length: 12 }, (_, index) =>
        smallItem(index + 1, {
          creator: 'po',
          changes: [
            change(1 + index * 2, id, 'status', 'todo', 'doing'),
            change(2 + index * 2, id, 'status', 'doing', 'done'),
          ],
          status: 'done',
          sprints: ['s1'],
        }),
      );
    const linear: TeamHistory = { ...smallTeam(), items: busy('dev1') };
    const other = (people: Person[], id: string): TeamHistory => ({
      ...smallTeam(),
      team: { ...smallTeam().team, tracker: 'github', project: 'acme/app', name: 'Platform' },
      items: busy(id),
      people: [...smallTeam().people.filter((one) => one.id === 'po'), ...people],
      listedMembers: null,
    });
    const teams = (own: TeamHistory, neighbour: TeamHistory): number => {
      const asOf = at(30);
      const { facts } = buildFacts({
        history: own,
        agreements: NO_AGREEMENTS,
        asOf,
        neighbours: [neighbour],
      });
      return facts.roster.teamsOf('dev1', { name: '', from: at(0), to: at(0) + 28 * DAY, sprint: null });
    };
    const stranger = person('U_1', { name: 'Name dev1', handles: ['octo'] });
    expect(teams(linear, other([stranger], 'U_1'))).toBe(0);
    expect(teams(linear, other([person('U_1', { email: 'DEV1@example.com' })], 'U_1'))).toBe(1);
    expect(teams(linear, other([person('U_1', { handles: ['Dev1-Login'] })], 'U_1'))).toBe(1);
    const declared = [['dev1@example.com', 'octo']];
    expect(teams(linear, joinPeople(other([stranger], 'U_1'), declared))).toBe(1);
    expect(teams(joinPeople(linear, declared), other([stranger], 'U_1'))).toBe(1);
  });
});
