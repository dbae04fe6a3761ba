import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type { TeamHistory } from '../history/team-history.ts';
import { JIRA_FIELD_LIST } from './jira-changelog.ts';
import { JIRA_SHAPE, JiraWriter, type JiraShape } from './jira-json.ts';

/** A history as one page of Jira's search answer, in pieces: never the whole in memory. */
export function* jiraExport(history: TeamHistory, shape: JiraShape = JIRA_SHAPE): Generator<string> {
  const writer = new JiraWriter(history, shape);
  const names = Object.fromEntries(JIRA_FIELD_LIST.map(({ id, name }) => [id, name]));
  const schema = Object.fromEntries(JIRA_FIELD_LIST.map(({ id, schema: one }) => [id, one]));
  yield `{"expand":"names,schema","names":${JSON.stringify(names)},"schema":${JSON.stringify(schema)},"issues":[`;
  for (const [index, item] of history.items.entries())
    yield `${index === 0 ? '\n' : ',\n'}${JSON.stringify(writer.issue(item))}`;
  yield `\n],"total":${history.items.length}}\n`;
}

/** Writes the export to a file. */
export async function writeJiraExport(
  history: TeamHistory,
  path: string,
  shape: JiraShape = JIRA_SHAPE,
): Promise<void> {
  await pipeline(Readable.from(jiraExport(history, shape)), createWriteStream(path));
}
