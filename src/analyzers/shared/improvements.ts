import type { Agreements } from '../../facts/agreements.ts';
import { plainName } from '../../facts/names.ts';
import type { Item } from '../../history/team-history.ts';

const IMPROVEMENT = /\b(?:retro|retrospective|improvement|kaizen|verbesserung)\b/u;

/** Whether an item's labels or type say that it improves how the team works; for guards. */
export function looksLikeImprovement(item: Item, agreements: Agreements): boolean {
  const configured = agreements.labels.improvement.map(plainName);
  return [...item.labels, item.type ?? '']
    .map(plainName)
    .some((name) => (configured.length > 0 ? configured.includes(name) : IMPROVEMENT.test(name)));
}
