import type { ChecklistEntry } from '../../history/team-history.ts';
import { isRecord, listOf, numberOf, recordOf, recordsOf, textOf } from './json.ts';
import type { Json } from './json.ts';

/**
 * A rich text as Markdown-like plain text: Atlassian Document Format (Cloud, REST v3) is turned into headings, lists and task
 * lists; strings (wiki markup of Data Center, REST v2 and CSV) stay as they are. Null when nothing is left.
 */
export function plainText(body: unknown): string | null {
  if (typeof body === 'string') return emptyToNull(body.replace(/\r\n?/g, '\n'));
  if (!isRecord(body)) return null;
  return emptyToNull(blocks(listOf(body.content), '').join('\n\n'));
}

function emptyToNull(text: string): string | null {
  const trimmed = text.replace(/[ \t]+\n/g, '\n').trim();
  return trimmed === '' ? null : trimmed;
}

function blocks(nodes: readonly unknown[], indent: string): string[] {
  return nodes
    .filter(isRecord)
    .map((node) => block(node, indent))
    .filter((text) => text !== '');
}

function block(node: Json, indent: string): string {
  const content = listOf(node.content);
  const attrs = recordOf(node.attrs);
  switch (node.type) {
    case 'heading':
      return `${'#'.repeat(numberOf(attrs.level) ?? 1)} ${inline(content)}`;
    case 'bulletList':
    case 'decisionList':
      return items(content, indent, () => '*');
    case 'orderedList':
      return items(content, indent, (index) => `${(numberOf(attrs.order) ?? 1) + index}.`);
    case 'taskList':
      return items(content, indent, (_, item) => (recordOf(item.attrs).state === 'DONE' ? '- [x]' : '- [ ]'));
    case 'codeBlock':
      return `\`\`\`\n${inline(content)}\n\`\`\``;
    case 'blockquote':
      return blocks(content, indent).join('\n\n').replace(/^/gm, '> ');
    case 'rule':
      return '---';
    case 'table':
      return recordsOf(content)
        .map((row) => `| ${recordsOf(row.content).map(cell).join(' | ')} |`)
        .join('\n');
    case 'expand':
    case 'nestedExpand':
      return [textOf(attrs.title) ?? '', ...blocks(content, indent)]
        .filter((text) => text !== '')
        .join('\n\n');
    case 'paragraph':
      return paragraph(content);
    default:
      return content.some((child) => isRecord(child) && child.type === 'text')
        ? inline(content)
        : blocks(content, indent).join('\n\n');
  }
}

/** A paragraph that is bold as a whole stands for a heading and keeps its stars. */
function paragraph(content: readonly unknown[]): string {
  const text = inline(content).trim();
  const bold = recordsOf(content).every((node) =>
    recordsOf(node.marks).some((mark) => mark.type === 'strong'),
  );
  return bold && text !== '' && content.length > 0 ? `**${text}**` : text;
}

function cell(node: Json): string {
  return blocks(listOf(node.content), '').join(' ').replace(/\n+/g, ' ');
}

function items(
  nodes: readonly unknown[],
  indent: string,
  mark: (index: number, item: Json) => string,
): string {
  const lines: string[] = [];
  let index = 0;
  for (const item of recordsOf(nodes)) {
    if (item.type === 'taskList' || item.type === 'bulletList' || item.type === 'orderedList') {
      lines.push(block(item, `${indent}  `));
      continue;
    }
    const content = listOf(item.content);
    const isInline = content.some(
      (child) => isRecord(child) && (child.type === 'text' || child.type === 'mention'),
    );
    const parts = isInline ? [inline(content)] : blocks(content, `${indent}  `);
    lines.push(`${indent}${mark(index, item)} ${parts.join('\n')}`);
    index += 1;
  }
  return lines.join('\n');
}

function inline(nodes: readonly unknown[]): string {
  return recordsOf(nodes).map(inlineNode).join('');
}

function inlineNode(node: Json): string {
  const attrs = recordOf(node.attrs);
  switch (node.type) {
    case 'text':
      return textOf(node.text) ?? '';
    case 'hardBreak':
      return '\n';
    case 'emoji':
      return textOf(attrs.text) ?? textOf(attrs.shortName) ?? '';
    case 'mention':
    case 'status':
      return textOf(attrs.text) ?? '';
    case 'inlineCard':
    case 'blockCard':
      return textOf(attrs.url) ?? '';
    case 'date':
      return new Date(numberOf(attrs.timestamp) ?? 0).toISOString().slice(0, 10);
    default:
      return inline(listOf(node.content));
  }
}

const TASK = /^\s*(?:[-*+]\s+)?\[([ xX✓])\]\s+(.+)$/;

/** Entries of task lists in a text, in order. */
export function checklistOf(text: string | null): ChecklistEntry[] {
  if (text === null || !text.includes('[')) return [];
  const entries: ChecklistEntry[] = [];
  for (const line of text.split('\n')) {
    const [, mark, entry] = TASK.exec(line) ?? [];
    if (entry !== undefined) entries.push({ text: entry.trim(), done: mark !== ' ' });
  }
  return entries;
}
