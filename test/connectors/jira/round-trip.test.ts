import { describe, expect, it } from 'vitest';
import { readFiles } from '../../../src/connectors/file/index.ts';
import { writeJiraExport } from '../../../src/sample/jira-export.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';
import { folderOfFiles } from '../file/files.ts';
import { quiet } from '../file/quiet.ts';
import { whatJiraRecords } from './what-jira-records.ts';

const { folder } = folderOfFiles();

describe('the sample team written as Jira writes it', () => {
  it.each([
    ['Cloud', 'adf', false],
    ['Cloud, as verbose as it is', 'adf', true],
    ['Data Center', 'string', false],
  ] as const)('%s: reads back with nothing lost that Jira can record', async (name, text, verbose) => {
    const { history } = sampleTeam({ sprints: 4 });
    const path = `${folder}/${name}.json`;
    await writeJiraExport(history, path, { site: 'https://freshcart.example', text, verbose, bytes: 0 });
    const [read] = await readFiles([path], {}, quiet);
    expect(read === undefined ? null : whatJiraRecords(read)).toEqual(whatJiraRecords(history));
    expect(read?.complete).toBe(true);
  });
});
