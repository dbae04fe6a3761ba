import { readLines, type Line } from './markup.ts';
import { isPlaceholder, isTemplateHeading, isTemplateSentence, stripSlots } from './placeholders.ts';
import { words } from './words.ts';

const URL = /(?:https?:\/\/|www\.)[^\s)\]>]{1,500}/gi;
const MENTION = /(?:^|\s)@[\w.-]{1,60}|\[~[^\]]{1,80}\]/g;

/** The lines of a description that somebody wrote: no template headings, hints, placeholders or links. */
export function informativeLines(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    if (line.kind === 'heading' && (isTemplateHeading(line.text) || isPlaceholder(line.text))) continue;
    const label = /^([\p{L}][\p{L} ]{1,40})\s*[:：]\s*(.*)$/u.exec(line.text.slice(0, 400));
    const text =
      label && isTemplateHeading(label[1] as string)
        ? line.text.slice(line.text.indexOf(label[2] as string, (label[1] as string).length))
        : line.text;
    const bare = stripSlots(text.replace(URL, ' ').replace(MENTION, ' ')).trim();
    if (bare === '' || isPlaceholder(bare) || isTemplateSentence(bare)) continue;
    kept.push({ ...line, text: bare });
  }
  return kept;
}

/** Number of words in a description beyond its template. */
export function informativeTokens(description: string | null): number {
  if (description === null) return 0;
  return informativeLines(readLines(description)).reduce((sum, line) => sum + words(line.text).length, 0);
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

/** Nothing but a link: the text is kept in another place. */
export function isOnlyALink(description: string | null): boolean {
  if (description === null) return false;
  const text = description.slice(0, 40_000);
  return /https?:\/\//i.test(text) && informativeTokens(description) <= 6;
}
