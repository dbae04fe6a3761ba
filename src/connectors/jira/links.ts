import type { LinkKind } from '../../history/team-history.ts';

/**
 * What a link says, by its phrase. Link types are a site's own data in the language it was set up in, so the phrase is read by
 * words, passive forms first; what is not recognised only relates. English, German, French, Spanish, Chinese.
 */
const PHRASES: readonly [LinkKind, RegExp][] = [
  [
    'blocked-by',
    /\b(is |was )?blocked by|depends on|wird blockiert|blockiert (von|durch)|hängt ab von|est bloqué|bloqueado por|被.*(阻|屏蔽)/i,
  ],
  ['blocks', /\bblocks?\b|is depended on by|is a dependency of|blockiert|bloque|阻塞|阻碍|屏蔽/i],
  ['duplicated-by', /duplicated by|wird dupliziert|est dupliqué|duplicado por|被.*(重复|复制)/i],
  ['duplicates', /\bduplicates?\b|dupliziert|duplique|duplica|重复/i],
  ['split-from', /split from|aufgeteilt (von|aus)|abgeteilt/i],
  ['split-to', /split to|split into|aufgeteilt in/i],
  ['caused-by', /caused by|verursacht (durch|von)/i],
  ['causes', /\bcauses?\b|verursacht/i],
  ['tested-by', /tested by|getestet (durch|von)/i],
  ['tests', /\btests?\b|testet/i],
];

/** @param phrase the link's inward or outward description, or a changelog's "This issue blocks CHK-2" */
export function linkKind(phrase: string): LinkKind {
  return PHRASES.find(([, words]) => words.test(phrase))?.[0] ?? 'relates';
}
