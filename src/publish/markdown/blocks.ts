/** A part of a page that is shown whole or left out whole. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly text: string; readonly rows: number }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** A folded part: its summary line, and what is inside. */
  | { readonly kind: 'folded'; readonly head: string; readonly inside: readonly Block[] };

export interface Section {
  /** Heading without its marks; '' for what stands before the first. */
  readonly title: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
}

const ITEM = /^(?:[-*]|\d+\.) /;

/** Takes a page of ours apart at its `##` headings. Tracker text cannot make one: it is escaped and stands inside a line. */
export function sectionsOf(markdown: string): Section[] {
  const sections: { title: string; heading: string; lines: string[] }[] = [
    { title: '', heading: '', lines: [] },
  ];
  for (const line of markdown.split('\n')) {
    if (line.startsWith('## ')) sections.push({ title: line.slice(3).trim(), heading: line, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections
    .map(({ title, heading, lines }) => ({ title, heading, blocks: blocksOf(lines) }))
    .filter(({ heading, blocks }) => heading !== '' || blocks.length > 0);
}

/** Groups lines: tables, lists and folded parts by themselves, everything else by blank lines. */
export function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let text: string[] = [];
  const flush = (): void => {
    if (text.length > 0) blocks.push({ kind: 'text', text: text.join('\n') });
    text = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '<details>') {
      flush();
      const end = lines.indexOf('</details>', at);
      const close = end === -1 ? lines.length : end;
      const head = lines[at + 1] ?? '';
      blocks.push({ kind: 'folded', head, inside: blocksOf(lines.slice(at + 2, close)) });
      at = close;
    } else if (line.startsWith('|') || ITEM.test(line)) {
      flush();
      const same = line.startsWith('|')
        ? (next: string) => next.startsWith('|')
        : (next: string) => ITEM.test(next);
      let end = at;
      while (end + 1 < lines.length && same(lines[end + 1] ?? '')) end += 1;
      const run = lines.slice(at, end + 1);
      blocks.push(
        line.startsWith('|')
          ? { kind: 'table', text: run.join('\n'), rows: Math.max(0, run.length - 2) }
          : { kind: 'list', items: run },
      );
      at = end;
    } else if (line.trim() === '') flush();
    else text.push(line);
  }
  flush();
  return blocks;
}

export function blockText(block: Block): string {
  if (block.kind === 'list') return block.items.join('\n');
  if (block.kind === 'folded')
    return ['<details>', block.head, '', block.inside.map(blockText).join('\n\n'), '', '</details>'].join(
      '\n',
    );
  return block.text;
}

export function sectionText(section: Section): string {
  return [section.heading, ...section.blocks.map(blockText)].filter((part) => part !== '').join('\n\n');
}
