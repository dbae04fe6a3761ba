import { describe, expect, it } from 'vitest';
import { checklistOf, plainText } from '../../../src/connectors/jira/markup.ts';

const text = (value: string, ...marks: string[]): unknown => ({
  type: 'text',
  text: value,
  marks: marks.map((type) => ({ type })),
});
const paragraph = (...content: unknown[]): unknown => ({ type: 'paragraph', content });
const doc = (...content: unknown[]): unknown => ({ type: 'doc', version: 1, content });
const item = (...content: unknown[]): unknown => ({ type: 'listItem', content });

describe('rich text', () => {
  it('keeps headings, lists and task lists, so that acceptance criteria stay readable', () => {
    const document = doc(
      paragraph(text('As a shopper I want '), text('parts', 'strong'), text('.')),
      { type: 'heading', attrs: { level: 2 }, content: [text('Acceptance criteria')] },
      {
        type: 'orderedList',
        content: [
          item(paragraph(text('first'))),
          item(paragraph(text('second')), { type: 'bulletList', content: [item(paragraph(text('deeper')))] }),
        ],
      },
      {
        type: 'taskList',
        content: [
          { type: 'taskItem', attrs: { state: 'DONE' }, content: [text('plan shown')] },
          { type: 'taskItem', attrs: { state: 'TODO' }, content: [text('plan saved')] },
        ],
      },
    );
    expect(plainText(document)).toBe(
      [
        'As a shopper I want parts.',
        '## Acceptance criteria',
        '1. first\n2. second\n  * deeper',
        '- [x] plan shown\n- [ ] plan saved',
      ].join('\n\n'),
    );
    expect(checklistOf(plainText(document))).toEqual([
      { text: 'plan shown', done: true },
      { text: 'plan saved', done: false },
    ]);
  });

  it('keeps a paragraph that is bold as a whole as what it stands for', () => {
    expect(plainText(doc(paragraph(text('Done when', 'strong')), paragraph(text('it works'))))).toBe(
      '**Done when**\n\nit works',
    );
  });

  it('reads tables, code, quotes, mentions, cards, dates and what it does not know', () => {
    const cell = (value: string): unknown => ({ type: 'tableCell', content: [paragraph(text(value))] });
    const document = doc(
      { type: 'table', content: [{ type: 'tableRow', content: [cell('Given'), cell('Then')] }] },
      { type: 'codeBlock', content: [text('a = 1')] },
      {
        type: 'panel',
        content: [
          paragraph({ type: 'mention', attrs: { text: '@Ana' } }, text(' see '), {
            type: 'inlineCard',
            attrs: { url: 'https://acme.example/1' },
          }),
        ],
      },
      {
        type: 'paragraph',
        content: [
          { type: 'date', attrs: { timestamp: '1767225600000' } },
          { type: 'hardBreak' },
          { type: 'emoji', attrs: { shortName: ':x:' } },
        ],
      },
      { type: 'somethingNew', content: [paragraph(text('still read'))] },
      { type: 'mediaSingle', content: [{ type: 'media', attrs: { id: '1' } }] },
    );
    expect(plainText(document)).toBe(
      '| Given | Then |\n\n```\na = 1\n```\n\n@Ana see https://acme.example/1\n\n2026-01-01\n:x:\n\nstill read',
    );
  });

  it('leaves wiki markup as it is and makes nothing of nothing', () => {
    expect(plainText('h2. Criteria\r\n* one')).toBe('h2. Criteria\n* one');
    expect([plainText(null), plainText(''), plainText(doc()), plainText(doc(paragraph(text(' '))))]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
