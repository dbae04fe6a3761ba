import { plain } from './text.ts';

/**
 * Text for a terminal or a build log: no control sequence, one line, and nothing that a build runner takes for a
 * command (`::error::`, `##[group]`, `##vso[`), wherever in the line it stands.
 */
export function escapeTerminal(text: string): string {
  return plain(text)
    .replace(/:(?=:)/g, ':\u200B')
    .replace(/#(?=#)/g, '#\u200B');
}
