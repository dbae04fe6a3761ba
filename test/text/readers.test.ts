import { describe, expect, it } from 'vitest';
import { benefitIn } from '../../src/text/benefit.ts';
import { compoundOf } from '../../src/text/compound.ts';
import { implementationCues, layerOf } from '../../src/text/cues.ts';
import { filledLines, hasReferenceLink, informativeTokens } from '../../src/text/informative.ts';
import { languageOf } from '../../src/text/language.ts';
import { inline, readLines } from '../../src/text/markup.ts';
import { extraText } from '../../src/text/minimal.ts';
import { isPlaceholder, isTemplateHeading, isTemplateSentence } from '../../src/text/placeholders.ts';
import { isMeasurable, vagueWords, weakTerms } from '../../src/text/weak-terms.ts';
import { contentWords, wordOverlap, words } from '../../src/text/words.ts';

const kinds = (text: string): string[] => readLines(text).map(({ kind, text: said }) => `${kind}: ${said}`);

describe('language', () => {
  it.each([
    ['en', 'As a shopper, I want to cancel my order, so that I get my money back'],
    ['de', 'Als Kunde möchte ich meine Bestellung stornieren, damit ich mein Geld zurück bekomme'],
    ['fr', 'En tant que client, je veux annuler ma commande afin de récupérer mon argent'],
    ['es', 'Como cliente quiero cancelar mi pedido para que me devuelvan el dinero'],
    ['nl', 'Als klant wil ik mijn bestelling annuleren zodat ik het geld terug krijg'],
    ['it', 'Come cliente voglio annullare il mio ordine per avere i soldi della spesa'],
    ['pl', 'Jako klient chcę anulować zamówienie, aby otrzymać zwrot pieniędzy na konto'],
    ['ja', '顧客として、注文をキャンセルしたい'],
    ['he', 'כלקוח אני רוצה לבטל את ההזמנה שלי'],
    ['ru', 'Как покупатель я хочу отменить заказ, чтобы вернуть деньги'],
  ])('%s', (code, text) => {
    expect(languageOf(text)).toBe(code);
  });

  it.each([[''], ['🎉🎉🎉'], ['12345 678'], ['Login'], ['— …']])('%j is not guessed', (text) => {
    expect(languageOf(text)).toBeNull();
  });
});

describe('markup', () => {
  it('Markdown', () => {
    expect(
      kinds('# Why\nBecause **it** matters.\n- one\n- [x] two\n> said\n```js\ncode();\n```\nend'),
    ).toEqual([
      'heading: Why',
      'text: Because it matters.',
      'bullet: one',
      'task: two',
      'quote: said',
      'code: code();',
      'text: end',
    ]);
  });

  it("Jira's markup", () => {
    expect(
      kinds(
        'h2. Why\n{color:red}Red{color} and {{mono}}\n* one\n# two\n{code:java}\nint a;\n{code}\nbq. said\n[Page|https://a.example]',
      ),
    ).toEqual([
      'heading: Why',
      'text: Red and mono',
      'bullet: one',
      'bullet: two',
      'code: int a;',
      'quote: said',
      'text: Page',
    ]);
  });

  it('HTML; entities are decoded once, slots in angle brackets stay', () => {
    expect(
      kinds(
        '<h2>Why</h2><p>A &amp; B &amp;lt;b&amp;gt;</p><ul><li>one</li><li>two</li></ul><p>As a &lt;role&gt;</p>',
      ),
    ).toEqual(['heading: Why', 'text: A & B &lt;b&gt;', 'bullet: one', 'bullet: two', 'text: As a <role>']);
  });

  it('comments are no content, a comment that never closes is text', () => {
    expect(kinds('a <!-- hint --> b')).toEqual(['text: a b']);
    expect(kinds('a <!-- hint')).toEqual(['text: a <!-- hint']);
  });

  it('a code block that never closes is code to the end', () => {
    expect(kinds('```\na\nb')).toEqual(['code: a', 'code: b']);
  });

  it('emphasis, pictures and links keep their words only', () => {
    expect(inline('See [the design](https://a.example/x) ![pic](b.png) *now*, `x`')).toBe(
      'See the design now, x',
    );
  });
});

describe('placeholders', () => {
  it.each([
    'TBD',
    'n/a',
    '…',
    '-',
    '',
    '<describe the role>',
    '[insert text here]',
    'to be defined',
    'Lorem ipsum dolor',
    'xxx',
    '___',
    'Given when then',
    'As a, I want, so that',
    'noch zu klären',
    'à définir',
    'pendiente',
    'Acceptance criterion 1',
    'Add a description here',
  ])('%j says nothing', (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });

  it.each([
    'Refund within 5 days',
    '[API] Refunds',
    'No refund after 30 days',
    'To do list shows 5 entries',
    'The role is shown',
    'None of the slots is double booked',
  ])('%j says something', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('headings and sentences of templates', () => {
    expect(isTemplateHeading('Steps to reproduce:')).toBe(true);
    expect(isTemplateHeading('Refund rules')).toBe(false);
    expect(isTemplateSentence('A clear and concise description of what the bug is.')).toBe(true);
    expect(isTemplateSentence('A clear message is shown.')).toBe(false);
  });

  it('an unfilled template holds no words, a filled one those of its author', () => {
    const template =
      '## Description\n<!-- say it -->\nTBD\n## Steps to reproduce\n1. \n2. \n## Expected behaviour\n';
    expect(informativeTokens(readLines(template))).toBe(0);
    expect(
      informativeTokens(readLines(template.replace('TBD', 'The total is wrong https://a.example/x'))),
    ).toBe(4);
    expect(filledLines(readLines('## Why\nTBD\n## What\nPay by card')).map(({ text }) => text)).toEqual([
      'What',
      'Pay by card',
    ]);
  });

  it('links to designs and pictures', () => {
    expect(hasReferenceLink('see https://www.figma.com/file/x')).toBe(true);
    expect(hasReferenceLink('!screen.png|thumbnail!')).toBe(true);
    expect(hasReferenceLink('see https://acme.example')).toBe(false);
  });
});

describe('compound needs', () => {
  it.each([
    'add a product and remove a product',
    'edit or delete comments',
    'upload my invoice and send it to the accountant',
  ])('%j holds two', (text) => {
    expect(compoundOf(text)).not.toBeNull();
  });

  it.each([
    'drag and drop files',
    'see terms and conditions',
    'read questions and answers',
    'pay by card or voucher',
    'use alerts to find and fix errors',
    'see names and addresses of customers',
    '',
  ])('%j holds one', (text) => {
    expect(compoundOf(text)).toBeNull();
  });

  it('names both sides and the joint', () => {
    expect(compoundOf('add a product and remove a product')).toEqual({
      joint: 'and',
      left: 'add a product',
      right: 'remove a product',
    });
  });
});

describe('asides', () => {
  it('brackets with words are more, abbreviations and tags are not', () => {
    expect(extraText('Export orders (also those of last year)')).toEqual({
      kind: 'brackets',
      text: 'also those of last year',
    });
    for (const text of ['Delete my data (GDPR)', '[iOS] Login', 'Invite user(s)', 'Export orders'])
      expect(extraText(text)).toBeNull();
  });

  it('a further sentence is more, a benefit is not', () => {
    expect(extraText('Export orders. Use the blue icon')?.kind).toBe('sentences');
    expect(extraText('Export orders, e.g. Refunds')).toBeNull();
    expect(extraText('Export orders. So that I can check them')).toBeNull();
  });
});

describe('weak words', () => {
  it.each([
    ['The page loads fast', ['fast']],
    ['It should work', ['should work']],
    ['Easy and intuitive to use', ['easy', 'intuitive']],
  ])('%j cannot be tested', (text, found) => {
    expect(vagueWords(text)).toEqual(found);
  });

  it.each([
    'The page loads fast, within 2 seconds',
    'The label says “easy”',
    'Fast lane is shown when the slot is free',
    'Meets WCAG 2.1 and is easy to read',
    'Shows the total as well as the tax',
    'Breakfast is listed',
  ])('%j can', (text) => {
    expect(vagueWords(text)).toEqual([]);
  });

  it('are found each once, without regard to case', () => {
    expect(weakTerms('Fast, FAST and fast')).toEqual(['fast']);
    expect(isMeasurable('at most one mail')).toBe(true);
    expect(isMeasurable('a nice mail')).toBe(false);
  });
});

describe('how it is built', () => {
  it('cues of a solution, each kind once with the words found', () => {
    expect(
      implementationCues('Add a column to the orders table and call the REST endpoint, then the REST call'),
    ).toHaveLength(2);
    expect(implementationCues('Shoppers see what they saved')).toEqual([]);
  });

  it.each([
    ['FE: basket page', 'frontend'],
    ['[API] Refunds', 'interface'],
    ['Refunds (backend)', 'backend'],
    ['[iOS] Refunds', null],
    ['Refunds in the shop', null],
  ])('%j is cut to the layer %s', (title, layer) => {
    expect(layerOf(title)).toBe(layer);
  });

  it('the layer of a label', () => {
    expect(layerOf('Refunds', ['layer:backend'])).toBe('backend');
  });
});

describe('benefit', () => {
  it.each([
    ['a section', '## Why\nShoppers leave when they cannot pay'],
    ['a label', 'Value: fewer calls at the service desk'],
    ['a clause', 'We do this so that shoppers find their basket again'],
    ['a measure', 'Conversion of new shoppers fell below the last quarter'],
  ])('%s', (_, text) => {
    expect(benefitIn(readLines(text))).not.toBeNull();
  });

  it.each([
    ['nothing', ''],
    ['an unfilled section', '## Why\nTBD'],
    ['plain facts', 'The page shows the orders of last week'],
    ['code', '```\nso that it works\n```'],
  ])('none in %s', (_, text) => {
    expect(benefitIn(readLines(text))).toBeNull();
  });
});

describe('words', () => {
  it('of any script, lower case, one for an ideograph', () => {
    expect(words("Don't PAY 3.5 €")).toEqual(["don't", 'pay', '3.5']);
    expect(words('Größe café')).toEqual(['größe', 'café']);
    expect(words('漢字')).toEqual(['漢', '字']);
    expect(words('🎉')).toEqual([]);
  });

  it('share of common words that carry meaning', () => {
    expect(contentWords('The basket of the shopper')).toEqual(['basket', 'shopper']);
    expect(wordOverlap('the basket of a shopper', 'basket and order')).toBeCloseTo(1 / 3);
    expect(wordOverlap('the of', 'basket')).toBe(0);
  });
});
