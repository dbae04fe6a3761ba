import { shorten } from '../escape/text.ts';
import { safeUrl } from '../escape/url.ts';
import type { BacklogItem, BacklogReport } from '../report.ts';
import { count, number, percent } from './figures.ts';
import { LONGEST } from './findings.ts';
import { BAND_WORDS, CRITERION_WORDS, PART_WORDS, SCORE_REASON_WORDS } from './words.ts';

export interface BacklogView {
  score: number | null;
  band: string | null;
  headline: string;
  coverage: string | null;
  parts: { name: string; what: string; value: string; share: number | null }[];
  /** How many ready items are missing to a sprint's worth. */
  gap: string | null;
  /** Whether ready items did better. */
  outcomes: string | null;
  edits: { text: string; items: { key: string; url: string | null }[]; more: number; gain: string }[];
  worst: ItemView[];
  items: ItemView[];
  itemsMore: number;
}

export interface ItemView {
  key: string;
  url: string | null;
  title: string;
  zone: string;
  readiness: string;
  share: number | null;
  missing: string;
}

const MOST_ITEMS = 300;
const MOST_KEYS = 8;
const WORST = 5;
const ZONE_WORDS = { now: 'Now', next: 'Next', later: 'Later' } as const;

export function backlogView(backlog: BacklogReport): BacklogView {
  const urls = new Map(backlog.items.map((item) => [item.key, safeUrl(item.url)]));
  const items = backlog.items.slice(0, MOST_ITEMS).map(itemView);
  const worst = backlog.items
    .filter((item) => item.zone !== 'later' && item.readiness !== null && item.readiness < 0.8)
    .sort((a, b) => (a.readiness ?? 0) - (b.readiness ?? 0) || (a.key < b.key ? -1 : 1))
    .slice(0, WORST)
    .map(itemView);
  return {
    score: backlog.score,
    band: backlog.band === null ? null : BAND_WORDS[backlog.band],
    headline: headline(backlog),
    coverage:
      backlog.coverage === null
        ? null
        : `${backlog.coverage >= 1 ? 'All' : percent(backlog.coverage)} of what makes up the score could be seen.`,
    parts: (Object.keys(PART_WORDS) as (keyof typeof PART_WORDS)[]).map((part) => {
      const share = backlog.parts[part];
      return { ...PART_WORDS[part], share, value: share === null ? 'not seen' : percent(share) };
    }),
    gap: gapNote(backlog),
    outcomes: outcomeNote(backlog.calibration ?? null),
    edits: grouped(backlog.edits).map((edit) => ({
      text: shorten(edit.text, LONGEST),
      items: edit.keys
        .slice(0, MOST_KEYS)
        .map((key) => ({ key: shorten(key, 80), url: urls.get(key) ?? null })),
      more: Math.max(0, edit.keys.length - MOST_KEYS),
      gain: `+${number(edit.gain)} points${edit.each ? ' each' : ''}`,
    })),
    worst,
    items,
    itemsMore: backlog.items.length - items.length,
  };
}

function headline(backlog: BacklogReport): string {
  if (backlog.score === null || backlog.band === null) {
    return backlog.scoreReason === null ? 'There is no score.' : SCORE_REASON_WORDS[backlog.scoreReason];
  }
  return `${backlog.score} of 100: ${BAND_WORDS[backlog.band]}.`;
}

type Edit = BacklogReport['edits'][number] & { each: boolean };

/** The same edit on several items, with the same gain, is one line: five lines of the same words are read as one. */
function grouped(edits: BacklogReport['edits']): Edit[] {
  const groups = new Map<string, Edit>();
  for (const edit of edits) {
    const text = withoutKey(edit);
    const name = `${text} ${number(edit.gain)}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { text, keys: [...edit.keys], gain: edit.gain, each: false });
    else groups.set(name, { ...group, keys: [...group.keys, ...edit.keys], each: true });
  }
  return [...groups.values()];
}

/** The items stand beside the text as links: a key at its head would stand there twice. */
function withoutKey({ text, keys }: BacklogReport['edits'][number]): string {
  const [key] = keys;
  if (keys.length !== 1 || key === undefined || !text.startsWith(`${key}: `)) return text;
  return capital(text.slice(key.length + 2));
}

function gapNote({ readyGap }: BacklogReport): string | null {
  if (readyGap === null || readyGap === undefined) return null;
  if (readyGap <= 0) return 'The items next in line are ready for a whole sprint’s worth.';
  return `Among the items next in line, ${readyGap} more must become ready for a whole sprint’s worth.`;
}

/** Fewest items of a kind from which a share of them says something. */
const FEWEST_FOLLOWED = 10;

/** Did ready items do better? The question every score must answer. */
function outcomeNote(calibration: BacklogReport['calibration']): string | null {
  if (calibration === null) return null;
  const { ready, unready, predictive } = calibration;
  const verdict =
    predictive === null
      ? 'That is too little to compare; whether being ready makes a difference here cannot be said.'
      : predictive
        ? 'Being ready makes a difference here.'
        : 'Being ready made no clear difference here.';
  return `In the last twelve sprints, ${followed(ready, 'ready when their sprint began')} ${capital(followed(unready, 'not ready'))} ${verdict} Going well means: Done in that sprint, not changed, not reopened.`;
}

function followed({ items, wentWell }: { items: number; wentWell: number | null }, state: string): string {
  if (items === 0) return `no item was ${state}.`;
  if (wentWell === null || items < FEWEST_FOLLOWED)
    return `only ${count(items, 'item was', 'items were')} ${state}, too few to say how they went.`;
  return `${count(items, 'item')} were ${state}, and ${percent(wentWell)} of them went well.`;
}

function itemView(item: BacklogItem): ItemView {
  const open = item.criteria.filter((criterion) => criterion.value !== null && criterion.value < 1);
  const missing = [...open]
    .sort((a, b) => (a.value ?? 0) - (b.value ?? 0))
    .slice(0, 4)
    .map((criterion) => `${CRITERION_WORDS[criterion.id]}: ${criterion.why.trim().replace(/[.]$/, '')}`);
  return {
    key: shorten(item.key, 80),
    url: safeUrl(item.url),
    title: shorten(item.title, LONGEST),
    zone: ZONE_WORDS[item.zone],
    readiness: item.readiness === null ? 'not rated' : percent(item.readiness),
    share: item.readiness,
    missing: missing.length === 0 ? 'nothing' : shorten(missing.join('; '), 400),
  };
}

function capital(text: string): string {
  return text.replace(/^./u, (letter) => letter.toUpperCase());
}
