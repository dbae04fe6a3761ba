import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { readFiles } from '../../src/connectors/file/index.ts';
import { decodeHistory, encodeHistory, historyJsonSchema } from '../../src/history/saved-history.ts';
import type { TeamHistory } from '../../src/history/team-history.ts';
import { historyProblems, repaired } from '../../src/history/validate.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';
import { folderOfFiles } from '../connectors/file/files.ts';
import { quiet } from '../connectors/file/quiet.ts';

const { write } = folderOfFiles();
const { history } = sampleTeam({ sprints: 3 });

/** As a file holds it. */
const saved = (
  changes: (document: {
    items: Record<string, unknown>[];
    sprints: Record<string, unknown>[];
  }) => void = () => undefined,
): string => {
  const document = JSON.parse(JSON.stringify(encodeHistory(history))) as Parameters<typeof changes>[0];
  changes(document);
  return JSON.stringify(document);
};

describe('a saved history', () => {
  it('decodes to the same history', () => {
    expect(decodeHistory(JSON.parse(saved()))).toEqual({ history });
  });

  it('writes times as ISO 8601 and nothing else', () => {
    const text = saved();
    expect(text).toContain(`"readAt":"${new Date(history.readAt).toISOString()}"`);
    expect(text).not.toMatch(/":1[0-9]{12}[,}]/);
  });

  it('is what the published schema describes', () => {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const validate = ajv.compile(historyJsonSchema());
    expect(validate(JSON.parse(saved()))).toBe(true);
    expect(validate(JSON.parse(saved((document) => (document.items[0]!.created = 5))))).toBe(false);
  });

  it('has its schema published as it is', () => {
    expect(JSON.parse(readFileSync('schema/history.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(historyJsonSchema())),
    );
  });

  it('may leave out what has a default', () => {
    const decoded = decodeHistory({
      schemaVersion: 1,
      team: { name: 'A', tracker: 'jira' },
      readAt: '2026-01-02T00:00:00Z',
      statuses: [{ id: '1', name: 'Open', category: 'todo', position: 0 }],
      items: [
        {
          key: 'A-1',
          title: 'x',
          status: '1',
          created: '2026-01-01T00:00:00+01:00',
          updated: '2026-01-01T00:00:00Z',
        },
      ],
    });
    expect(decoded).toMatchObject({
      history: { items: [{ key: 'A-1', level: 'base', created: Date.UTC(2025, 11, 31, 23), changes: [] }] },
    });
  });

  it('is read by the file connector, under another name if one is given', async () => {
    const path = write('team.history.json', saved());
    expect(await readFiles([path], {}, quiet)).toEqual([history]);
    expect((await readFiles([path], { teamName: 'Other' }, quiet))[0]?.team.name).toBe('Other');
  });

  it.each([
    [
      'a wrong type',
      (d: { items: Record<string, unknown>[] }) => (d.items[1]!.estimate = 'three'),
      /items\[1\] \(CHK-2\)\.estimate/,
    ],
    [
      'an unknown member',
      (d: { items: Record<string, unknown>[] }) => (d.items[2]!.colour = 'red'),
      /items\[2\] \(CHK-3\)/,
    ],
    [
      'dates that run backwards',
      (d: { items: Record<string, unknown>[] }) => (d.items[0]!.updated = '2001-01-01T00:00:00Z'),
      /item CHK-1 was updated before it was created/,
    ],
    [
      'changes that run backwards',
      (d: { items: { changes?: unknown[] }[] }) => d.items[12]!.changes!.reverse(),
      /item CHK-13 has changes whose dates run backwards/,
    ],
    [
      'an unknown status',
      (d: { items: Record<string, unknown>[] }) => (d.items[0]!.status = 'nowhere'),
      /item CHK-1 has the unknown status "nowhere"/,
    ],
    [
      'an unknown person',
      (d: { items: Record<string, unknown>[] }) => (d.items[0]!.assignee = 'nobody'),
      /item CHK-1 names the unknown person "nobody"/,
    ],
    [
      'an unknown sprint',
      (d: { items: Record<string, unknown>[] }) => (d.items[0]!.sprints = ['99']),
      /item CHK-1 is in the unknown sprint "99"/,
    ],
    [
      'a key that stands twice',
      (d: { items: Record<string, unknown>[] }) => d.items.push(d.items[0]!),
      /item CHK-1 stands in the history twice/,
    ],
    [
      'a sprint that ends before it starts',
      (d: { sprints: Record<string, unknown>[] }) => (d.sprints[0]!.end = '2001-01-01T00:00:00Z'),
      /ends before it starts/,
    ],
  ])('with %s is refused, naming the place', async (name, change, message) => {
    const path = write(`${name.replaceAll(' ', '-')}.json`, saved(change as never));
    await expect(readFiles([path], {}, quiet)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('a tracker’s history that contradicts itself', () => {
  const broken = (
    change: (history: {
      items: TeamHistory['items'][number][];
      sprints: TeamHistory['sprints'][number][];
    }) => void,
  ): TeamHistory => {
    const copy = structuredClone(history) as never as Parameters<typeof change>[0];
    change(copy);
    return copy as never as TeamHistory;
  };

  it('is put right and says so', () => {
    const backwards = broken(
      (h) => (h.items[12] = { ...h.items[12]!, changes: [...h.items[12]!.changes].reverse(), updated: 0 }),
    );
    const fixed = repaired(backwards);
    expect(historyProblems(backwards)).not.toEqual([]);
    expect(historyProblems(fixed)).toEqual([]);
    expect(fixed.items[12]?.changes.map((change) => change.at)).toEqual(
      history.items[12]?.changes.map((change) => change.at),
    );
    expect(fixed.complete).toBe(false);
    expect(fixed.gaps.map((gap) => gap.what)).toEqual([
      'the order of changes of 1 item',
      'the last update of 1 item',
    ]);
  });

  it('is left alone when it does not', () => {
    expect(repaired(history)).toEqual(history);
  });
});
