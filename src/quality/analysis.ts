import type { AcceptanceCriteria, TextQuality } from '../facts/facts.ts';
import type { Item } from '../history/team-history.ts';
import { readAcceptanceCriteria } from '../text/acceptance-criteria.ts';
import { benefitIn } from '../text/benefit.ts';
import { compoundOf } from '../text/compound.ts';
import { implementationCues, layerOf } from '../text/cues.ts';
import { filledLines, hasReferenceLink, informativeLines, informativeTokens } from '../text/informative.ts';
import { languageOf, type LanguageCode } from '../text/language.ts';
import { readLines, type Line } from '../text/markup.ts';
import { extraText } from '../text/minimal.ts';
import { editSimilarity } from '../text/similarity.ts';
import { isSelfReferential, parseStory, type Story } from '../text/story.ts';
import { vagueWords } from '../text/weak-terms.ts';
import { words } from '../text/words.ts';

/** Fewer informative words than this, and nothing else: the item is its title (card K1). */
export const TITLE_ONLY_TOKENS = 20;
/** Criteria this near to the title say nothing that the title does not (card K3). */
export const RESTATES_TITLE = 0.8;
/** Words in brackets from which on they are an aside, not a label. */
const ASIDE_WORDS = 2;

/** Languages in which acceptance criteria are recognised: their absence means something. */
const CRITERIA_LANGUAGES: ReadonlySet<string> = new Set(['en', 'de', 'fr', 'es', 'pt', 'nl', 'it', 'pl']);

export type ItemTexts = Pick<
  Item,
  'title' | 'description' | 'acceptanceCriteria' | 'checklist' | 'attachments' | 'labels'
>;

/** What one reading of an item's texts gives; everything further is derived from it. */
export interface Analysis extends TextQuality {
  readonly code: LanguageCode;
  /** What somebody wrote, with the headings it stands under. */
  readonly lines: readonly Line[];
  readonly criteria: AcceptanceCriteria | null;
  /** Where the benefit stands, in the item's words. */
  readonly benefitText: string | null;
  /** Vague criteria with their weak words. */
  readonly vague: readonly { readonly bullet: string; readonly words: readonly string[] }[];
  /** An aside in brackets in the title or story. */
  readonly aside: string | null;
}

/**
 * Reads an item's texts once.
 * @param teamLanguage what the team usually writes; stands in where the text is too short to tell
 */
export function analyse(texts: ItemTexts, teamLanguage: LanguageCode): Analysis {
  const lines = texts.description === null ? [] : readLines(texts.description);
  const informative = informativeLines(lines);
  const filled = filledLines(lines);
  const tokens = informativeTokens(lines);
  const code =
    languageOf(sampleOf(texts, informative)) ?? (words(texts.title).length > 0 ? teamLanguage : null);
  const english = code === 'en';
  const criteria = readAcceptanceCriteria(texts);
  const story = english ? storyOf(texts.title, informative) : null;
  const reference = texts.attachments > 0 || hasReferenceLink(texts.description);
  const vague = english && criteria !== null ? vagueBullets(criteria) : [];
  const titleSimilarity = criteria === null ? 0 : editSimilarity(criteria.bullets.join(' '), texts.title);
  const benefitText = english
    ? (story?.ends ?? benefitIn(filled) ?? benefitIn([{ kind: 'text', text: texts.title, done: false }]))
    : null;
  const aside = english ? asideIn(texts.title, story) : null;
  return {
    language: code === null ? 'unknown' : english ? 'en' : 'other',
    code,
    lines: filled,
    informativeTokens: tokens,
    titleOnly: tokens < TITLE_ONLY_TOKENS && criteria === null && !reference,
    criteria,
    bullets: criteria?.bullets.length ?? 0,
    criteriaFrom: criteria?.from ?? null,
    weakBullets: vague.length,
    vague,
    titleSimilarity,
    criteriaRestateTitle: titleSimilarity >= RESTATES_TITLE,
    reference,
    criteriaReadable: criteria !== null || code === null || CRITERIA_LANGUAGES.has(code),
    keptElsewhere: tokens <= 6 && /https?:\/\//i.test(texts.description ?? ''),
    story: story === null ? null : described(story),
    benefit: benefitText !== null,
    benefitText,
    compound: english ? joinedNeeds(texts.title, story, aside) : null,
    aside,
    implementationCues: english
      ? implementationCues(`${texts.title}\n${informative.map((line) => line.text).join('\n')}`)
      : [],
    layer: layerOf(texts.title, texts.labels),
  };
}

function sampleOf(texts: ItemTexts, informative: readonly Line[]): string {
  const body = informative
    .filter((line) => line.kind !== 'code')
    .slice(0, 40)
    .map((line) => line.text)
    .join(' ');
  return `${texts.title} ${body} ${body.length < 200 ? (texts.acceptanceCriteria ?? '') : ''}`;
}

/** The story in the title, else the first one in the description. */
function storyOf(title: string, lines: readonly Line[]): Story | null {
  const own = parseStory(title);
  if (own !== null && own.means !== null && own.form !== 'other') return own;
  const body = lines
    .filter((line) => line.kind !== 'code')
    .map((line) => line.text)
    .join('\n');
  if (!/\b(?:as an?|as the|i want|we want|i need|i would|i can)\b/i.test(body)) return own;
  const told = parseStory(body);
  return told !== null && told.means !== null && (told.role !== null || told.form === 'job-story')
    ? told
    : (own ?? told);
}

function described(story: Story): NonNullable<TextQuality['story']> {
  return {
    template: story.form === 'job-story' ? story.means !== null : story.role !== null && story.means !== null,
    role: story.role,
    means: story.means,
    ends: story.ends,
    selfReferential: story.role !== null && isSelfReferential(story.role),
    further: story.further,
  };
}

function vagueBullets(criteria: AcceptanceCriteria): { bullet: string; words: string[] }[] {
  const found: { bullet: string; words: string[] }[] = [];
  for (const bullet of criteria.bullets) {
    const weak = vagueWords(bullet);
    if (weak.length > 0) found.push({ bullet, words: weak });
  }
  return found;
}

function asideIn(title: string, story: Story | null): string | null {
  const extra = extraText(story?.means ?? title);
  return extra?.kind === 'brackets' && words(extra.text).length >= ASIDE_WORDS ? extra.text : null;
}

function joinedNeeds(title: string, story: Story | null, aside: string | null): string | null {
  const joined = compoundOf(story?.means ?? title.replace(/^\s*[[(][^\])]{1,40}[\])]\s*/, ''));
  if (joined !== null) return `“${joined.left}” ${joined.joint} “${joined.right}”`;
  if ((story?.further ?? 0) > 0) return `${(story?.further ?? 0) + 1} user stories in one text`;
  return aside === null ? null : `the aside “${aside.slice(0, 60)}”`;
}
