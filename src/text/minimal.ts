import { singleSpaced } from './words.ts';

/** Extra text that does not belong to the need itself (quality criterion "minimal"). */

/** What was found: an aside in brackets, examples, or further sentences. */
export interface Extra {
  readonly kind: 'brackets' | 'sentences';
  readonly text: string;
}

/**
 * An aside in brackets or a further sentence in a title or story. Abbreviations and plurals in brackets ("(GDPR)",
 * "user(s)") explain a word and are no aside.
 * @param text a title or a story, not a whole description
 */
export function extraText(text: string): Extra | null {
  const source = singleSpaced(text.slice(0, 2_000)).trim();
  for (const match of source.matchAll(/(?<=\s|^)[([{]([^()[\]{}]{2,300})[)\]}]/gu)) {
    const inner = (match[1] as string).trim();
    if (!isAbbreviation(inner) && !isTag(source, match.index)) return { kind: 'brackets', text: inner };
  }
  for (const match of source.matchAll(/[.!?](?=\s+["“]?\p{Lu})/gu)) {
    const before = source.slice(0, match.index);
    if (/\b(?:e\.g|i\.e|etc|vs|cf|no|st|dr|mr|mrs|ca|approx|\p{Lu})$/iu.test(before)) continue;
    const rest = source.slice(match.index + 1).trim();
    // "So that …" written as a sentence of its own is the benefit, not more.
    if (/^(?:so|in order|because|and so)\b/i.test(rest)) continue;
    return { kind: 'sentences', text: rest };
  }
  return null;
}

function isAbbreviation(inner: string): boolean {
  return (
    inner.split(/\s+/).every((part) => /^[\p{Lu}\p{N}][\p{Lu}\p{N}.&/-]*s?$/u.test(part)) &&
    inner.length <= 20
  );
}

/** "[iOS] Login": a tag in front names the place, not a second need. */
function isTag(source: string, at: number): boolean {
  return (
    source
      .slice(0, at)
      .replace(/[[\](){}\p{L}\p{N}\s:|-]{0,40}/u, '')
      .trim() === '' &&
    at <= 40 &&
    /^[[(]/.test(source)
  );
}
