import type { Frame, OrderFacts } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import type { Severity } from '../../reports/report.ts';
import type { EvidenceNote, Outcome } from '../analyzer.ts';
import { clear, detected, insufficientSample, notObservable } from '../outcome.ts';
import { count, percent, portion, sentence } from './words.ts';

/** Rules of item quality look at the items for this sprint (Now) and the two after it (Next); rules §1, group K. */

export type NearZone = 'now' | 'next';

/** Items of Now and Next together below which nothing is said (group K). */
const MIN_ITEMS = 10;

const ZONE_NAMES: Readonly<Record<NearZone, string>> = {
  now: 'the next sprint',
  next: 'the two sprints after it',
};

const ONE_LOWER: Readonly<Record<Severity, Severity>> = {
  critical: 'high',
  high: 'medium',
  medium: 'low',
  low: 'low',
};

export interface ZoneQuestion {
  readonly order: Pick<OrderFacts, 'zones'>;
  /** Items the rule is about; the others are left out. */
  readonly concerns: (item: Item) => boolean;
  readonly isHit: (item: Item) => boolean;
  /** Share of a zone, 0–1. */
  readonly threshold: number;
  readonly minInZone: number;
  readonly severity: Severity;
  /** "consist of a title": what the hit items do. */
  readonly finding: string;
  /** "items", "stories": what is counted, plural. */
  readonly things?: string;
  readonly evidence: (item: Item) => string;
  /** A remark at the end of the summary. */
  readonly note?: string;
}

/** Judges the share of hit items in each zone: listed severity in Now, one lower in Next. */
export function judgeZones(question: ZoneQuestion): Outcome {
  const zones = (['now', 'next'] as const).map((zone) => {
    const items = question.order.zones[zone].filter(question.concerns);
    const hits = items.filter(question.isHit);
    return { zone, items, hits, share: items.length === 0 ? 0 : hits.length / items.length };
  });
  const total = zones.reduce((sum, { items }) => sum + items.length, 0);
  const things = question.things ?? 'items';
  const [now] = zones;
  if (total < MIN_ITEMS || now === undefined) {
    return insufficientSample(
      total === 0 ? null : (now?.share ?? 0),
      total,
      `Only ${count(total, singular(things), things)} near the top could be judged; ${MIN_ITEMS} are needed.`,
    );
  }
  const fires = zones.find(
    ({ items, share }) => items.length >= question.minInZone && share >= question.threshold,
  );
  // A zone that holds nothing of the kind is no measure of it.
  const filled = zones.filter(({ items }) => items.length > 0);
  const measured = fires ?? filled[0] ?? now;
  const figures = filled
    .map(({ zone, items, hits }) =>
      portion(
        hits.length,
        items.length,
        `${singular(things)} for ${ZONE_NAMES[zone]}`,
        `${things} for ${ZONE_NAMES[zone]}`,
      ),
    )
    .join(' and ');
  const seen = {
    value: measured.share,
    sample: measured.items.length,
    confidenceSample: total,
    summary: `${sentence(figures)} ${question.finding}; the limit is ${percent(question.threshold)}.${question.note === undefined ? '' : ` ${question.note}`}`,
  };
  if (fires === undefined) return clear(seen);
  const evidence: EvidenceNote[] = zones.flatMap(({ hits }) =>
    hits.map((item) => ({ kind: 'item' as const, text: question.evidence(item), key: item.key, at: null })),
  );
  return detected({
    ...seen,
    severity: fires.zone === 'now' ? question.severity : ONE_LOWER[question.severity],
    evidence,
  });
}

function singular(things: string): string {
  return things.replace(/^stories/, 'story').replace(/^items/, 'item');
}

/** Items of Now and Next that the rule is about. */
export function nearItems(order: Pick<OrderFacts, 'zones'>, concerns: (item: Item) => boolean): Item[] {
  return [...order.zones.now, ...order.zones.next].filter(concerns);
}

/** Not-observable where fewer than half of the items are in a language that can be judged; null when they can. */
export function unseenLanguage(
  quality: Frame['quality'],
  items: readonly Item[],
  judgeable: (item: Item) => boolean,
): Outcome | null {
  if (quality.unseenTexts.length > 0)
    return notObservable(quality.unseenTexts, 'The history holds no texts.');
  const readable = items.filter(judgeable).length;
  if (items.length === 0 || readable >= items.length / 2) return null;
  return notObservable(
    ['NO_LANGUAGE'],
    `Only ${readable} of ${count(items.length, 'item')} near the top are in a language that can be judged.`,
  );
}
