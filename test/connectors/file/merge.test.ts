import { describe, expect, it } from 'vitest';
import { mergeHistories } from '../../../src/connectors/file/index.ts';
import type { Item, TeamHistory } from '../../../src/history/team-history.ts';
import { historyProblems } from '../../../src/history/validate.ts';
import { sampleTeam } from '../../../src/sample/sample-team.ts';

const { history } = sampleTeam({ sprints: 2 });
const withItems = (items: readonly Item[], readAt = history.readAt): TeamHistory => ({
  ...history,
  items,
  readAt,
});
const byKey = (a: Item, b: Item): number => (a.key < b.key ? -1 : 1);

describe('merging two histories of a team', () => {
  it('with itself changes nothing', () => {
    expect(mergeHistories(history, history)).toEqual(history);
  });

  it('joins by key, and the newest update wins whichever comes second', () => {
    const [first, ...rest] = history.items as [Item, ...Item[]];
    const older = { ...first, title: 'old', updated: 1000 };
    const newer = { ...first, title: 'new', updated: 2000 };
    const onlyOld = rest.slice(0, 5);
    const onlyNew = rest.slice(5);
    for (const [a, b] of [
      [older, newer],
      [newer, older],
    ] as const) {
      const merged = mergeHistories(withItems([a, ...onlyOld], 10), withItems([b, ...onlyNew], 20));
      expect(merged.items.find((item) => item.key === first.key)?.title).toBe('new');
      expect([...merged.items].sort(byKey).map((item) => item.key)).toEqual(
        [...history.items].sort(byKey).map((item) => item.key),
      );
      expect(merged.readAt).toBe(20);
      expect(historyProblems(merged).filter((problem) => problem.problem.includes('twice'))).toEqual([]);
    }
  });

  it('keeps what one of the two cannot record', () => {
    const merged = mergeHistories({ ...history, unrecorded: { changes: ['NO_CHANGELOG'] } }, history);
    expect(merged.unrecorded.changes).toEqual(['NO_CHANGELOG']);
  });
});
