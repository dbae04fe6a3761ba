import { describe, expect, it } from 'vitest';
import { historiesOf } from '../../../src/connectors/jira/history.ts';
import type { Json } from '../../../src/connectors/jira/json.ts';
import { JiraReading } from '../../../src/connectors/jira/reading.ts';
import type { Item, TeamHistory } from '../../../src/history/team-history.ts';

const STATUS = { id: '3', name: 'In Arbeit', statusCategory: { key: 'indeterminate' } };

/** One issue of Data Center 8 with the given fields and histories, read. */
function read(
  fields: Json,
  histories: Json[] | null = null,
  more: Json = {},
): { item: Item; history: TeamHistory } {
  const reading = new JiraReading();
  const issue = {
    id: '10',
    key: 'DC-1',
    self: 'https://jira.example/tracker/rest/api/2/issue/10',
    fields: {
      summary: 'A',
      created: '2026-01-05T10:00:00.000+0100',
      updated: '2026-01-06T10:00:00.000+0100',
      status: STATUS,
      ...fields,
    },
    ...(histories === null ? {} : { changelog: { total: histories.length, histories } }),
    ...more,
  };
  reading.issue(issue, null);
  const [history] = historiesOf(reading, null, 0);
  return { item: history!.items[0]!, history: history! };
}

const edit = (id: number, items: Json[], created = '2026-01-05T12:00:00.000+0100'): Json => ({
  id: String(id),
  created,
  author: { key: 'JIRAUSER1', name: 'ana', displayName: 'Ana Souza' },
  items,
});

describe('an issue of Jira', () => {
  it('of Data Center: sprint strings, user keys and logins, links under a context path', () => {
    const sprint =
      'com.atlassian.greenhopper.service.sprint.Sprint@1f39a0[id=7,rapidViewId=8,state=CLOSED,name=Sprint, the 7th,startDate=2026-01-05T09:00:00.000+01:00,endDate=2026-01-19T09:00:00.000+01:00,completeDate=2026-01-19T10:00:00.000+01:00,activatedDate=<null>,sequence=7,goal=Pay, in parts]';
    const { item, history } = read(
      {
        assignee: { key: 'JIRAUSER1', name: 'ana', displayName: 'Ana Souza' },
        customfield_1: [sprint],
        customfield_2: '0|i0000x:',
      },
      [
        edit(1, [
          {
            field: 'assignee',
            fieldtype: 'jira',
            from: null,
            fromString: null,
            to: 'ana',
            toString: 'Ana Souza',
          },
        ]),
      ],
    );
    expect(history.team.itemUrlBase).toBe('https://jira.example/tracker/browse/');
    expect(history.sprints).toEqual([
      {
        id: '7',
        name: 'Sprint, the 7th',
        goal: 'Pay, in parts',
        state: 'closed',
        start: Date.UTC(2026, 0, 5, 8),
        end: Date.UTC(2026, 0, 19, 8),
        completed: Date.UTC(2026, 0, 19, 9),
        board: '8',
        goalMet: null,
      },
    ]);
    expect(item).toMatchObject({ sprints: ['7'], rank: '0|i0000x:', assignee: 'JIRAUSER1' });
    expect(item.changes).toMatchObject([{ field: 'assignee', by: 'JIRAUSER1', from: null, to: 'JIRAUSER1' }]);
    expect(history.people).toEqual([
      {
        id: 'JIRAUSER1',
        name: 'Ana Souza',
        email: null,
        handles: ['JIRAUSER1', 'ana'],
        bot: false,
        active: true,
      },
    ]);
  });

  it('gives one change for each recorded field change, several of a field in one edit included', () => {
    const version = (from: string | null, to: string | null): Json => ({
      field: 'Fix Version',
      fieldtype: 'jira',
      fieldId: 'fixVersions',
      from: from && '1',
      fromString: from,
      to: to && '2',
      toString: to,
    });
    const { item } = read({ fixVersions: [{ name: 'v2' }, { name: 'v3' }] }, [
      edit(1, [version(null, 'v1'), version(null, 'v2')]),
      edit(2, [
        version('v1', null),
        version(null, 'v3'),
        {
          field: 'Magic',
          fieldtype: 'custom',
          fieldId: 'customfield_9',
          from: null,
          fromString: 'a',
          to: null,
          toString: 'b',
        },
      ]),
    ]);
    const sorted = (value: string | null): string | null =>
      value === null ? null : value.split('\n').sort().join('\n');
    expect(item.changes.map((change) => [change.field, sorted(change.from), sorted(change.to)])).toEqual([
      ['versions', null, 'v1'],
      ['versions', 'v1', 'v1\nv2'],
      ['versions', 'v1\nv2', 'v2'],
      ['versions', 'v2', 'v2\nv3'],
      ['other:Magic', 'a', 'b'],
    ]);
  });

  it('finds the fields of an export without names by the changes and shapes that tell them', () => {
    const { item } = read(
      {
        customfield_5: 8,
        customfield_6: [{ value: 'Impediment', id: '1' }],
        customfield_7: 'DC-9',
        customfield_8: 'Given …',
      },
      [
        edit(1, [
          {
            field: 'Story Points',
            fieldtype: 'custom',
            fieldId: 'customfield_5',
            from: null,
            fromString: '5',
            to: null,
            toString: '8',
          },
        ]),
        edit(2, [
          {
            field: 'Epic Link',
            fieldtype: 'custom',
            fieldId: 'customfield_7',
            from: null,
            fromString: null,
            to: '99',
            toString: 'DC-9',
          },
        ]),
        edit(3, [
          {
            field: 'Acceptance Criteria',
            fieldtype: 'custom',
            fieldId: 'customfield_8',
            from: null,
            fromString: null,
            to: null,
            toString: 'Given …',
          },
        ]),
        edit(4, [
          {
            field: 'Flagged',
            fieldtype: 'custom',
            fieldId: 'customfield_6',
            from: null,
            fromString: null,
            to: '[1]',
            toString: 'Impediment',
          },
        ]),
      ],
    );
    expect(item).toMatchObject({ estimate: 8, flagged: true, parent: 'DC-9', acceptanceCriteria: 'Given …' });
    expect(item.changes.map((change) => [change.field, change.from, change.to])).toEqual([
      ['estimate', '5', '8'],
      ['parent', null, 'DC-9'],
      ['acceptanceCriteria', null, 'Given …'],
      ['flagged', null, 'true'],
    ]);
  });

  it('tells the category of a status from the list, else from the items, else from a well-known name, else names the gap', () => {
    const status = (id: string, text: string): Json => ({
      field: 'status',
      fieldtype: 'jira',
      fieldId: 'status',
      from: id,
      fromString: text,
      to: '3',
      toString: 'In Arbeit',
    });
    const { history } = read({}, [
      edit(1, [status('8', 'Erledigt')]),
      edit(2, [status('9', 'Zwischenraum')]),
    ]);
    expect(Object.fromEntries(history.statuses.map(({ name, category }) => [name, category]))).toEqual({
      'In Arbeit': 'doing',
      Erledigt: 'done',
      Zwischenraum: 'todo',
    });
    expect(history.gaps[0]?.what).toContain('Zwischenraum');
    expect(history.complete).toBe(false);
  });

  it.each([
    ["Won't Do", 'dropped'],
    ['Cannot Reproduce', 'dropped'],
    ['Duplikat', 'duplicate'],
    ['Nicht reproduzierbar', 'dropped'],
    ['Abandonné', 'dropped'],
    ['无法重现', 'dropped'],
    ['完成', 'done'],
    ['Fixed', 'done'],
  ])('reads the resolution %s as %s', (name, outcome) => {
    const done = { id: '5', name: 'Zu', statusCategory: { key: 'done' } };
    expect(read({ status: done, resolution: { name } }).item.resolution).toBe(outcome);
  });

  it('says when the history is only a part, and when there is none', () => {
    expect(
      read({}, [edit(1, [])], { changelog: { total: 60, histories: [edit(1, [])] } }).history.unrecorded
        .changes,
    ).toEqual(['HISTORY_TRUNCATED']);
    expect(read({}).history.unrecorded.changes).toEqual(['NO_CHANGELOG']);
    expect(read({}, []).history.unrecorded.changes).toBeUndefined();
  });

  it('says when sprints carry no goal at all', () => {
    const sprint = { id: 1, name: 'S', state: 'active', startDate: '2026-01-05T00:00:00Z' };
    expect(read({ customfield_1: [sprint] }).history.unrecorded.sprintGoals).toEqual(['NO_GOAL_FIELD']);
    expect(read({ customfield_1: [{ ...sprint, goal: '' }] }).history.unrecorded.sprintGoals).toBeUndefined();
  });

  it('takes apps for bots and keeps the names of people who left', () => {
    const author = { accountId: 'a1', accountType: 'app', displayName: 'Rule' };
    const left = { accountId: 'a2', displayName: 'Former user', active: false };
    const { history } = read({ creator: left }, [
      {
        id: '1',
        created: '2026-01-05T12:00:00.000+0100',
        author,
        items: [{ field: 'summary', fieldId: 'summary', fromString: 'x', toString: 'A' }],
      },
    ]);
    expect(history.people.map((person) => [person.id, person.bot, person.active])).toEqual([
      ['a1', true, true],
      ['a2', false, false],
    ]);
  });

  it('does not take Object.prototype.toString for a value', () => {
    expect(
      read({}, [edit(1, [{ field: 'priority', fieldId: 'priority', from: '3', fromString: 'Medium' }])]).item
        .changes[0],
    ).toMatchObject({ from: 'Medium', to: null });
  });
});
