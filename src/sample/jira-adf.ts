type Node = Record<string, unknown>;

/** Plain text with `* ` and `1. ` lists as a document in the Atlassian Document Format. */
export function adf(text: string): Node {
  const content: Node[] = [];
  for (const block of text.split(/\n{2,}/)) content.push(...blockNodes(block.split('\n')));
  return { type: 'doc', version: 1, content };
}

function blockNodes(lines: readonly string[]): Node[] {
  const nodes: Node[] = [];
  let list: { type: string; items: Node[] } | null = null;
  let plain: string[] = [];
  const flush = (): void => {
    if (plain.length > 0) nodes.push(paragraph(plain));
    if (list !== null) nodes.push({ type: list.type, content: list.items });
    plain = [];
    list = null;
  };
  for (const line of lines) {
    const type = /^[*-] /.test(line) ? 'bulletList' : /^\d+\. /.test(line) ? 'orderedList' : null;
    if (type === null) {
      if (list !== null) flush();
      plain.push(line);
      continue;
    }
    if (plain.length > 0 || (list as { type: string } | null)?.type !== type) flush();
    list ??= { type, items: [] };
    list.items.push({ type: 'listItem', content: [paragraph([line.replace(/^([*-]|\d+\.) /, '')])] });
  }
  flush();
  return nodes;
}

function paragraph(lines: readonly string[]): Node {
  const content = lines.flatMap((line, index): Node[] => [
    ...(index === 0 ? [] : [{ type: 'hardBreak' }]),
    ...(line === '' ? [] : [{ type: 'text', text: line }]),
  ]);
  return { type: 'paragraph', content };
}
