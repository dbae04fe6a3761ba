import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { jiraExport, writeJiraExport } from '../../src/sample/jira-export.ts';
import { JIRA_SHAPE } from '../../src/sample/jira-json.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';

const { history } = sampleTeam({ seed: 8, sprints: 2 });

interface Exported {
  issues: {
    key: string;
    fields: Record<string, unknown> & { status: { name: string } };
    changelog: { total: number; histories: { created: string; items: Record<string, unknown>[] }[] };
  }[];
  total: number;
}

describe('the sample team as Jira issues', () => {
  const exported = JSON.parse([...jiraExport(history)].join('')) as Exported;

  it('holds every item with every change, newest first', () => {
    expect(exported.total).toBe(history.items.length);
    expect(exported.issues).toHaveLength(history.items.length);
    for (const [index, item] of history.items.entries()) {
      const issue = exported.issues[index];
      expect(issue?.key).toBe(item.key);
      expect(issue?.changelog.histories.flatMap(({ items }) => items)).toHaveLength(item.changes.length);
      const times = issue?.changelog.histories.map(({ created }) => Date.parse(created)) ?? [];
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }
  });

  it('writes ids and names as Jira does', () => {
    const entries = exported.issues.flatMap(({ changelog }) =>
      changelog.histories.flatMap(({ items }) => items),
    );
    const status = entries.find(({ field, from }) => field === 'status' && from === 'todo');
    expect(status).toMatchObject({
      fieldId: 'status',
      fromString: 'To Do',
      to: 'progress',
      toString: 'In Progress',
    });
    expect(entries.find(({ field }) => field === 'Sprint')).toMatchObject({
      from: '',
      to: '101',
      toString: 'Sprint 1',
    });
    expect(entries.find(({ field }) => field === 'Rank')).toMatchObject({ from: '', to: '' });
  });

  it('is as large as asked for and can be written to a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hatcheck-sample-'));
    const path = join(folder, 'export.json');
    await writeJiraExport(history, path, { ...JIRA_SHAPE, verbose: true, bytes: 25_000 });
    const read = JSON.parse(await readFile(path, 'utf8')) as Exported;
    await rm(folder, { recursive: true });
    const sizes = read.issues.map((issue) => JSON.stringify(issue).length);
    expect(Math.min(...sizes)).toBeGreaterThan(23_000);
  });
});
