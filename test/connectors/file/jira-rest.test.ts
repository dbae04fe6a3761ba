import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseRows } from '../../../src/connectors/file/csv.ts';
import { readFiles } from '../../../src/connectors/file/index.ts';
import { jsonElements } from '../../../src/connectors/file/elements.ts';
import { splitSet } from '../../../src/history/team-history.ts';
import type { TeamHistory } from '../../../src/history/team-history.ts';
import { historyProblems } from '../../../src/history/validate.ts';
import { quiet } from './quiet.ts';

const FOLDER = '../shared/data/jira-rest';

/** Rows of a table that another tool extracted from the same data. */
function expected(table: string): Record<string, string>[] {
  const path = `${FOLDER}/expected/${table}.csv`;
  const rows = [...parseRows(readFileSync(path, 'utf8'), ',', path)].map((row) => row.cells);
  const [header = [], ...body] = rows;
  return body.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ''])));
}

const counted = (values: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
};

describe.skipIf(!existsSync(FOLDER))(
  'a company’s Jira export against what another tool extracts from it',
  () => {
    let team: TeamHistory;
    let other: TeamHistory;

    beforeAll(async () => {
      const histories = await readFiles([FOLDER], {}, quiet);
      [team, other] = histories as [TeamHistory, TeamHistory];
      expect(histories).toHaveLength(2);
    });

    it('reads 33 issues of two projects', () => {
      expect([team.team.project, team.items.length]).toEqual(['EE', 30]);
      expect([other.team.project, other.items.length]).toEqual(['K5', 3]);
    });

    it('gives every sprint with exactly the expected dates and board', () => {
      const sprints = team.sprints.map((sprint) => [
        sprint.id,
        sprint.name,
        sprint.state,
        sprint.start,
        sprint.end,
        sprint.completed,
        sprint.board,
      ]);
      const wanted = expected('_tool_jira_sprints').map((row) => [
        row.sprint_id,
        row.name,
        row.state,
        Date.parse(row.start_date ?? ''),
        Date.parse(row.end_date ?? ''),
        Date.parse(row.complete_date ?? ''),
        row.origin_board_id,
      ]);
      const byId = (a: readonly unknown[], b: readonly unknown[]): number => Number(a[0]) - Number(b[0]);
      expect(sprints.sort(byId)).toEqual(wanted.sort(byId));
    });

    it('gives exactly one change for every recorded field change', async () => {
      const raw: string[] = [];
      for await (const element of jsonElements(`${FOLDER}/issues.json`, [])) {
        const { data } = element.value as {
          data: { key: string; changelog: { histories: { id: string; items: { field: string }[] }[] } };
        };
        if (data.key.startsWith('EE-'))
          for (const history of data.changelog.histories)
            for (const item of history.items) raw.push(`${history.id} ${item.field}`);
      }
      // The other tool keys its table by history and field and so loses repetitions of a field within one edit.
      expect([...new Set(raw)].sort()).toEqual(
        expected('_tool_jira_issue_changelog_items')
          .map((row) => `${row.changelog_id} ${row.field}`)
          .sort(),
      );
      expect(team.items.reduce((sum, item) => sum + item.changes.length, 0)).toBe(raw.length);
    });

    it('gives the same values at both ends of status, assignee, sprint and title changes', () => {
      const wanted = expected('_tool_jira_issue_changelog_items');
      for (const [field, name] of [
        ['status', 'status'],
        ['assignee', 'assignee'],
        ['Sprint', 'sprint'],
      ]) {
        const theirs = wanted
          .filter((row) => row.field === field)
          .map((row) => `${row.from_value} > ${row.to_value}`);
        const ours = team.items.flatMap((item) => item.changes.filter((change) => change.field === name));
        expect(
          counted(
            ours.map((change) => `${splitSet(change.from).join(', ')} > ${splitSet(change.to).join(', ')}`),
          ),
        ).toEqual(counted(theirs));
      }
    });

    it('puts the same items into the same sprints', () => {
      const ids = new Map(expected('_tool_jira_issues').map((row) => [row.issue_key, row.issue_id]));
      const ours = team.items.flatMap((item) =>
        item.sprints.map((sprint) => `${sprint} ${ids.get(item.key)}`),
      );
      expect(ours.sort()).toEqual(
        expected('_tool_jira_sprint_issues')
          .map((row) => `${row.sprint_id} ${row.issue_id}`)
          .sort(),
      );
    });

    it('tells statuses by category, never by name', () => {
      const categories = new Map(team.statuses.map((status) => [status.name, status.category]));
      expect(categories.get('已完成')).toBe('done');
      expect(categories.get('Closed')).toBe('done');
      expect(categories.get('In Progress')).toBe('doing');
    });

    it('tells won’t do from done, and levels by hierarchy', () => {
      const item = new Map(team.items.map((entry) => [entry.key, entry]));
      expect(item.get('EE-20')?.resolution).toBe('dropped');
      expect(item.get('EE-1')?.resolution).toBe('done');
      expect(item.get('EE-25')?.level).toBe('sub');
      expect(other.items.map((entry) => entry.level)).toEqual(['base', 'base', 'above']);
      expect(other.items[0]?.parent).toBe('K5-1');
    });

    it('contradicts itself nowhere', () => {
      expect(historyProblems(team)).toEqual([]);
      expect(historyProblems(other)).toEqual([]);
    });

    it('says which history entries belong to no issue of the export', () => {
      expect(team.gaps.map((gap) => gap.what)).toContain('279 history entries of 3 issues');
    });
  },
);
