import { plain } from './text.ts';

const BREAK = '\u200B';

/**
 * Text for one line or table cell of GitHub-flavoured Markdown: shown as written. No markup, no HTML, no link, and
 * no mention, issue reference or address that GitHub would turn into a link (and a notification).
 */
export function escapeMarkdown(text: string): string {
  return (
    plain(text)
      .replace(/[\\`*_[\]#|~$]/g, '\\$&')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/@(?=[\p{L}\p{N}_\\-])/gu, `@${BREAK}`)
      .replace(/#(?=\d)/g, `#${BREAK}`)
      .replace(/\b(GH)-(?=\d)/gi, `$1-${BREAK}`)
      // `://` makes a link; `::` at the start of a line is a command to a runner whose log shows the page.
      .replace(/:(?=\/\/|:)/g, `:${BREAK}`)
      .replace(/www\./gi, (www) => `${www.slice(0, 3)}${BREAK}.`)
      .replace(/(mailto|xmpp):/gi, `$1${BREAK}:`)
      .replace(
        /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{7,40}\b/gi,
        (hash) => `${hash.slice(0, 4)}${BREAK}${hash.slice(4)}`,
      )
      .replace(/^([-+=])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}
