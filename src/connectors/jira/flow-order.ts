import type { Item, StatusId } from '../../history/team-history.ts';

/**
 * How early each status comes in the flow, from how items went through them: for each pair the one that more items entered
 * first. Stands in for the board's columns where a source tells none. Lower is earlier.
 */
export function flowOrder(items: readonly Item[]): Map<StatusId, number> {
  const votes = new Map<string, number>();
  const seen = new Set<StatusId>();
  for (const item of items) {
    const path = firstEntries(item);
    for (const [index, before] of path.entries()) {
      seen.add(before);
      for (const after of path.slice(index + 1))
        votes.set(`${before}\n${after}`, (votes.get(`${before}\n${after}`) ?? 0) + 1);
    }
  }
  const ids = [...seen];
  const later = (a: StatusId, b: StatusId): number =>
    Math.sign((votes.get(`${b}\n${a}`) ?? 0) - (votes.get(`${a}\n${b}`) ?? 0));
  return new Map(ids.map((id) => [id, ids.reduce((sum, other) => sum + later(id, other), 0)]));
}

function firstEntries(item: Item): StatusId[] {
  const path: StatusId[] = [];
  for (const change of item.changes) {
    if (change.field !== 'status') continue;
    for (const id of [change.from, change.to]) if (id !== null && !path.includes(id)) path.push(id);
  }
  return path;
}
