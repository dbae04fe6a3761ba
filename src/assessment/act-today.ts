import { MIN_PERCENTILE_SAMPLES, quantile } from '../analyzers/shared/statistics.ts';
import { workingDays } from '../analyzers/shared/words.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { Item } from '../history/team-history.ts';
import type { ActToday } from '../reports/report.ts';
import { cycleTimesOfWindow } from './flow.ts';

const MAX_ROWS = 10;
/** Working days after which a block or silence is worth a word today (impediment-ageing, hidden-impediments). */
const BLOCKED_DAYS = 2;
const SILENT_DAYS = 5;

interface Row {
  readonly item: Item;
  readonly why: string;
  readonly weight: number;
}

/** Items somebody could move on today: blocked, older than usual, or silent; at most ten, the most pressing first. */
export function actToday(facts: TeamFacts): ActToday[] {
  if (facts.statusHistory.unseen.length > 0) return [];
  const cycleTimes = cycleTimesOfWindow(facts);
  const usual = cycleTimes.length >= MIN_PERCENTILE_SAMPLES ? quantile(cycleTimes, 0.85) : null;
  const rows: Row[] = [];
  for (const item of facts.items.started) {
    const row = blockedRow(facts, item) ?? ageingRow(facts, item, usual) ?? silentRow(facts, item);
    if (row !== null) rows.push(row);
  }
  rows.sort((a, b) => b.weight - a.weight || (a.item.key < b.item.key ? -1 : 1));
  return rows
    .slice(0, MAX_ROWS)
    .map(({ item, why }) => ({ key: item.key, title: item.title, url: facts.items.url(item.key), why }));
}

function blockedRow(facts: TeamFacts, item: Item): Row | null {
  if (facts.links.unseen.length > 0) return null;
  const open = facts.links.blockEpisodes(item).find((episode) => episode.to === null);
  if (open === undefined) return null;
  const days = facts.clock.days(open.from, facts.asOf);
  return days > BLOCKED_DAYS ? { item, why: `blocked for ${workingDays(days)}`, weight: 1000 + days } : null;
}

function ageingRow(facts: TeamFacts, item: Item, usual: number | null): Row | null {
  const age = facts.statusHistory.ageDays(item);
  if (usual === null || age === null || age <= usual) return null;
  return {
    item,
    why: `in progress for ${workingDays(age)}; 85 % of the items finish within ${workingDays(usual)}`,
    weight: 500 + age,
  };
}

function silentRow(facts: TeamFacts, item: Item): Row | null {
  const days = facts.clock.days(item.updated, facts.asOf);
  return days > SILENT_DAYS
    ? { item, why: `in progress without any change for ${workingDays(days)}`, weight: days }
    : null;
}
