/** Weak words of a criterion, and what makes it measurable all the same. */

/** The rule card's list and its nearest relatives; words that often stand in testable criteria ("clear", "some") are left out. */
const WEAK: readonly string[] = [
  'fast',
  'faster',
  'quick',
  'quickly',
  'easy',
  'easily',
  'easier',
  'intuitive',
  'intuitively',
  'user-friendly',
  'user friendly',
  'userfriendly',
  'robust',
  'appropriate',
  'appropriately',
  'etc',
  'etc.',
  'as needed',
  'as required',
  'as appropriate',
  'should work',
  'works correctly',
  'work correctly',
  'works well',
  'work well',
  'works as expected',
  'work as expected',
  'works fine',
  'works properly',
  'as expected',
  'and so on',
  'properly',
  'correctly',
  'optimise',
  'optimised',
  'optimize',
  'optimized',
  'optimal',
  'nice',
  'nicely',
  'nicer',
  'good',
  'great',
  'well',
  'modern',
  'beautiful',
  'beautifully',
  'pretty',
  'efficient',
  'efficiently',
  'effective',
  'effectively',
  'seamless',
  'seamlessly',
  'smooth',
  'smoothly',
  'if possible',
  'where possible',
  'if necessary',
  'user experience',
  'reasonable',
  'reasonably',
  'performant',
  'state of the art',
  'high quality',
  'high-quality',
  'flexible',
  'scalable',
  'suitable',
  'adequate',
  'adequately',
  'convenient',
  'comfortable',
  'better',
  'improved',
  'and more',
];

const escaped = (term: string): string => term.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const PATTERN = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[...WEAK]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|')})(?![\\p{L}\\p{N}-])`,
  'giu',
);

const CONDITION =
  /\b(?:if|when|unless|until|at least|at most|no more than|no less than|less than|more than|fewer than|within|exactly|except|e\.g\.|for example|for instance|such as|as long as|instead of|equals?)\b/i;
const LINKED = /https?:\/\/|\b(?:NFR|SLO|SLA|WCAG|RFC|ISO)[- ]?\w*/;
const NUMBER = /\d|\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|twice|half)\b/i;

/** The weak words in a criterion; words inside quotes are somebody's interface text and do not count. */
export function weakTerms(bullet: string): string[] {
  const spoken = bullet
    .slice(0, 2_000)
    .replace(/\bas well\b(?: as)?/gi, ' ')
    .replace(
      /"[^"]{0,200}"|“[^”]{0,200}”|«[^»]{0,200}»|„[^“”]{0,200}[“”]|‘[^’]{0,200}’|`[^`]{0,200}`|(?<=\s|^)'[^']{0,200}'(?=\s|$|[.,])/g,
      ' ',
    );
  return [...new Set((spoken.match(PATTERN) ?? []).map((term) => term.toLowerCase()))];
}

/** Whether something in the criterion can be measured: a number, a condition, an example, a linked requirement. */
export function isMeasurable(bullet: string): boolean {
  return NUMBER.test(bullet) || CONDITION.test(bullet) || LINKED.test(bullet) || /["“„«`]/.test(bullet);
}

/** A criterion with a weak word and nothing measurable; returns its weak words, else an empty list. */
export function vagueWords(bullet: string): string[] {
  const terms = weakTerms(bullet);
  return terms.length > 0 && !isMeasurable(bullet) ? terms : [];
}
