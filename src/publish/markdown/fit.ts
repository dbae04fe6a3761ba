import { blockText, sectionText, type Block, type Section } from './blocks.ts';

export interface FitOptions {
  /** Most that the page may measure. */
  readonly limit: number;
  /** What a text measures: characters or bytes. */
  readonly measure: (text: string) => number;
  /** Titles of sections, most important first; others follow in their order. */
  readonly order: readonly string[];
  /** Where the rest is: ends the sentence "This part is left out here". */
  readonly elsewhere: string;
}

const BETWEEN = '\n\n';

/**
 * The page within its limit, cut by section, the most important kept first: what fits stays whole, of what does not as many
 * blocks and list items as fit; a table stays whole or goes. Sections keep their places. What was cut is said.
 */
export function fit(sections: readonly Section[], options: FitOptions): string {
  const { measure, limit, order } = options;
  const rank = (section: Section): number => {
    const place = order.indexOf(section.title);
    return place === -1 ? order.length : place;
  };
  const ranked = sections
    .map((section, place) => ({ section, place }))
    .sort((a, b) => rank(a.section) - rank(b.section) || a.place - b.place);
  const kept = new Map<number, string>();
  let left = limit;
  for (const { section, place } of ranked) {
    const whole = sectionText(section);
    const room = left - measure(BETWEEN);
    const text = measure(whole) <= room ? whole : cutSection(section, room, options);
    if (text === null) continue;
    kept.set(place, text);
    left -= measure(text) + measure(BETWEEN);
  }
  return sections.flatMap((_, place) => kept.get(place) ?? []).join(BETWEEN);
}

/** As much of a section as fits, with its note; null where not even that does. */
function cutSection(section: Section, room: number, options: FitOptions): string | null {
  const { measure, elsewhere } = options;
  const note = `*The rest of this part is left out here${elsewhere}.*`;
  const parts = section.heading === '' ? [] : [section.heading];
  let left = room - measure(note) - measure(BETWEEN) - parts.reduce((sum, part) => sum + measure(part), 0);
  if (left < 0) return null;
  for (const block of section.blocks) {
    const text = cutBlock(block, left - measure(BETWEEN), options);
    if (text === null) break;
    parts.push(text);
    left -= measure(text) + measure(BETWEEN);
    if (text !== blockText(block)) break;
  }
  return [...parts, note].join(BETWEEN);
}

function cutBlock(block: Block, room: number, options: FitOptions): string | null {
  const whole = blockText(block);
  if (options.measure(whole) <= room) return whole;
  if (block.kind === 'list') return cutList(block.items, room, options);
  if (block.kind === 'folded') return cutFolded(block, room, options);
  return null;
}

function cutList(items: readonly string[], room: number, { measure }: FitOptions): string | null {
  const longest = `- … and ${items.length} more`;
  let left = room - measure(longest);
  const kept: string[] = [];
  for (const item of items) {
    left -= measure(item) + 1;
    if (left < 0) break;
    kept.push(item);
  }
  return kept.length === 0 ? null : [...kept, `- … and ${items.length - kept.length} more`].join('\n');
}

function cutFolded(
  block: Extract<Block, { kind: 'folded' }>,
  room: number,
  options: FitOptions,
): string | null {
  const empty = blockText({ ...block, inside: [] });
  let left = room - options.measure(empty);
  const parts: Block[] = [];
  for (const inner of block.inside) {
    const text = left < 0 ? null : cutBlock(inner, left - options.measure(BETWEEN), options);
    if (text === null) break;
    parts.push({ kind: 'text', text });
    left -= options.measure(text) + options.measure(BETWEEN);
    if (text !== blockText(inner)) break;
  }
  return parts.length === 0 ? null : blockText({ ...block, inside: parts });
}
