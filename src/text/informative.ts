import type { Line } from './markup.ts';
import { isPlaceholder, isTemplateHeading, isTemplateSentence, stripSlots } from './placeholders.ts';
import { countWords } from './words.ts';

const URL = /(?:https?:\/\/|www\.)[^\s)\]>]{1,500}/gi;
/** What links and mentions have in them; most lines have none. */
const LINK_SIGNS = /:\/\/|www\.|@|\[~/i;
const MENTION = /(?:^|\s)@[\w.-]{1,60}|\[~[^\]]{1,80}\]/g;

/** The lines of a description that somebody wrote: no template headings, hints, placeholders or links. */
export function informativeLines(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    if (line.kind === 'heading' && (isTemplateHeading(line.text) || isPlaceholder(line.text))) continue;
    const text = ownWords(line.text);
    if (text === '' || isPlaceholder(text) || isTemplateSentence(text)) continue;
    kept.push(line);
  }
  return kept;
}

/**
 * The same with those headings that somebody wrote something under.
 * @param informative the informative ones of the lines, where they are known already
 */
export function filledLines(
  lines: readonly Line[],
  informative: readonly Line[] = informativeLines(lines),
): Line[] {
  const filled: Line[] = [];
  let headings: Line[] = [];
  let unfilled = false;
  let at = 0;
  for (const line of lines) {
    const says = line === informative[at];
    if (says) at++;
    if (line.kind === 'heading') {
      headings = unfilled ? [line] : [...headings, line];
      unfilled = false;
    } else if (says) {
      filled.push(...headings, line);
      headings = [];
      unfilled = false;
    } else unfilled = true;
  }
  return filled;
}

/** Number of words in a description beyond its template. */
export function informativeTokens(lines: readonly Line[]): number {
  return informativeLines(lines).reduce((sum, line) => sum + countWords(ownWords(line.text)), 0);
}

/** A line without a template's label in front ("Expected: …"), without slots, links and mentions. */
function ownWords(text: string): string {
  const start = text.slice(0, 60);
  const label = /[:：]/.test(start) ? /^([\p{L}][\p{L} ]{1,40})\s*[:：]\s*/u.exec(start) : null;
  const rest = label !== null && isTemplateHeading(label[1] as string) ? text.slice(label[0].length) : text;
  return stripSlots(LINK_SIGNS.test(rest) ? rest.replace(URL, ' ').replace(MENTION, ' ') : rest).trim();
}

/** Links to a design, a document or a picture in the text. */
export function hasReferenceLink(description: string | null): boolean {
  if (description === null) return false;
  const text = description.slice(0, 40_000);
  return (
    /(?:figma|sketch|invisionapp|zeplin|miro|whimsical|balsamiq|lucid|axure|adobe|marvelapp|uxpin|excalidraw|draw\.io|mural)\.(?:com|co|app|io|net)|\/wiki\/|\/pages\/|confluence|docs\.google|notion\.(?:so|site)|sharepoint|onedrive|dropbox/i.test(
      text,
    ) ||
    /!\[[^\]]{0,200}\]\([^()\s]{1,500}\)|![^!\s|]{1,200}\.(?:png|jpe?g|gif|svg)(?:\|[^!]{0,100})?!|<img\s/i.test(
      text,
    )
  );
}
