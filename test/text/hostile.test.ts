import { describe, expect, it } from 'vitest';
import { analyse, type Analysis } from '../../src/quality/analysis.ts';
import { atomic, negotiable, testable, testableSpike, valueOf, whoWhat } from '../../src/quality/rubrics.ts';
import { readAcceptanceCriteria } from '../../src/text/acceptance-criteria.ts';
import { benefitIn } from '../../src/text/benefit.ts';
import { compoundOf } from '../../src/text/compound.ts';
import { implementationCues, layerOf } from '../../src/text/cues.ts';
import { hasReferenceLink, informativeTokens } from '../../src/text/informative.ts';
import { languageOf } from '../../src/text/language.ts';
import { inline, readLines } from '../../src/text/markup.ts';
import { extraText } from '../../src/text/minimal.ts';
import { isPlaceholder, isTemplateSentence, stripSlots } from '../../src/text/placeholders.ts';
import { editSimilarity, shingles } from '../../src/text/similarity.ts';
import { isSelfReferential, parseStory } from '../../src/text/story.ts';
import { isMeasurable, vagueWords } from '../../src/text/weak-terms.ts';

/**
 * Texts that make a careless regular expression run for minutes. What bounded reading takes is well below a second; the limit
 * of each test leaves room for a slow machine and is far below what a reader without bounds would take.
 */
const LIMIT = 5_000;
const MB = 1_000_000;

const fill = (piece: string, end = ''): string => piece.repeat(Math.ceil(MB / piece.length)) + end;

const RUNAWAYS: readonly (readonly [string, string])[] = [
  ['open angle brackets', fill('<')],
  ['tags that never close', fill('<a ')],
  ['open square brackets', fill('[')],
  ['open links', fill('[a](')],
  ['open braces', fill('{')],
  ['macros that never close', fill('{code')],
  ['exclamation marks', fill('!', 'a')],
  ['pictures that never close', fill('![')],
  ['hashes behind a heading', `## a ${fill('#', 'x')}`],
  ['blanks inside a heading', `## a${fill(' ', 'x')}`],
  ['blanks between words', `a${fill(' ', 'b')}`],
  ['dashes inside a word', `a${fill('-', 'b')}`],
  ['dashes of all kinds', `As a clerk${fill('–-', 'b')} x`],
  ['dots inside a word', `As a clerk, I want x${fill('.', 'b')}`],
  ['commas', `As a clerk${fill(',', 'b')}`],
  ['stars', fill('*', 'a')],
  ['underscores', fill('_', 'a')],
  ['equals signs', fill('=', 'a')],
  ['bars', fill('|', 'a')],
  ['quotes', fill('>', 'a')],
  ['back ticks', fill('`', 'a')],
  ['ampersands', fill('&')],
  ['line breaks', fill('\n', 'a')],
  ['bullets', fill('- a\n')],
  ['colons', fill('a:', 'b')],
  ['abbreviations', `As a clerk, I want ${fill('e.g. A ')}`],
  ['wishes', fill('as a clerk I want to ')],
  ['roles without a wish', fill('as a clerk. ')],
  ['givens', fill('given a ')],
  ['givens and whens', fill('given a when b ')],
  ['when without then', fill('when a, ')],
  ['joined verbs', `Add ${fill('and remove ')}`],
  ['done when', fill('done when ')],
  ['in order to', fill('in order to ')],
  ['so', `As a clerk, I want x ${fill(' so that')}`],
  ['to', `As a clerk, I want x ${fill(' to')}`],
  ['opening quotes', fill('“')],
  ['one word', fill('a')],
  ['words joined by points', fill('a.')],
  ['numbers', fill('1')],
  ['numbers with units', fill('1 ')],
  ['upper case', fill('Aa')],
  ['mentions', fill('@a')],
  ['addresses', fill('https://a ')],
  ['emoji', fill('🎉👩‍💻')],
  ['right to left', fill('שלום عالم ')],
  ['ideographs', fill('漢字')],
  ['control characters', fill('\u0000\u0007')],
  ['marks that combine', `a${fill('\u0301')}`],
];

const STORY = { labels: [], attachments: 0, checklist: [] } as const;

/** Everything that is ever asked of an item's texts. */
function askAll(analysis: Analysis, title: string): unknown[] {
  return [
    ...(['story', 'bug', 'spike', 'task', 'debt'] as const).flatMap((kind) => [
      whoWhat(analysis, title, kind),
      valueOf(analysis, kind, { serves: false, signal: false, priority: null }),
      kind === 'spike' ? testableSpike(analysis, title) : testable(analysis, kind, { repeated: 1 }),
      atomic(analysis, kind),
      negotiable(analysis, kind),
    ]),
    analysis.titleOnly,
    analysis.keptElsewhere,
    analysis.layer,
  ];
}

describe.each(RUNAWAYS)('a megabyte of %s', (_, text) => {
  it('is read as a description', { timeout: LIMIT }, () => {
    const asked = askAll(
      analyse({ ...STORY, title: 'Add x', description: text, acceptanceCriteria: null }, 'en'),
      'Add x',
    );
    expect(asked).toHaveLength(28);
  });

  it('is read as acceptance criteria and as a title', { timeout: LIMIT }, () => {
    const one = analyse({ ...STORY, title: text, description: null, acceptanceCriteria: text }, 'en');
    expect(askAll(one, text)).toHaveLength(28);
  });

  it('is read by every reader for itself', { timeout: LIMIT }, () => {
    const lines = readLines(text);
    const line = text.slice(0, 40_000);
    const read: readonly unknown[] = [
      benefitIn(lines),
      informativeTokens(lines),
      compoundOf(text),
      implementationCues(text),
      layerOf(text, [text]),
      hasReferenceLink(text),
      languageOf(text),
      inline(line),
      extraText(text),
      isPlaceholder(line),
      isTemplateSentence(line),
      stripSlots(line),
      editSimilarity(text, `${text}b`),
      shingles(text).length,
      isSelfReferential(line),
      parseStory(text),
      isMeasurable(line),
      vagueWords(line),
      readAcceptanceCriteria({ title: text, description: text, acceptanceCriteria: null, checklist: [] }),
    ];
    expect(read).toHaveLength(19);
  });
});
