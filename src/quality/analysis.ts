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
import { editSimilarity, isEditSimilar } from '../text/similarity.ts';
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
  /** Lets go of the lines and the story, several times as large as what was found in them; they are read again if need be. */
  forgetLines(): void;
}

/**
 * Reads an item's texts, each part on first use: most questions need the language and the story alone, and a long history
 * holds many items.
 * @param teamLanguage what the team usually writes; stands in where the text is too short to tell
 * @param criteriaOf the item's acceptance criteria, where somebody has read them already
 */
export function analyse<T extends ItemTexts>(
  texts: T,
  teamLanguage: LanguageCode,
  criteriaOf: (texts: T) => AcceptanceCriteria | null = readAcceptanceCriteria,
): Analysis {
  return new Reading(texts, teamLanguage, criteriaOf);
}

class Reading<T extends ItemTexts> implements Analysis {
  private readonly known: { -readonly [Name in keyof Parts]?: Parts[Name] } = {};
  private passing: { -readonly [Name in keyof PassingParts]?: PassingParts[Name] } | null = null;

  constructor(
    private readonly texts: T,
    private readonly teamLanguage: LanguageCode,
    private readonly criteriaOf: (texts: T) => AcceptanceCriteria | null,
  ) {}

  forgetLines(): void {
    this.passing = null;
  }

  private part<Name extends keyof Parts>(name: Name, read: () => Parts[Name]): Parts[Name] {
    if (!(name in this.known)) this.known[name] = read();
    return this.known[name] as Parts[Name];
  }

  private get raw(): readonly Line[] {
    const { description } = this.texts;
    return ((this.passing ??= {}).raw ??= description === null ? [] : readLines(description));
  }

  private get informative(): readonly Line[] {
    const { raw } = this;
    return ((this.passing ??= {}).informative ??= informativeLines(raw));
  }

  private get told(): Story | null {
    const passing = (this.passing ??= {});
    if (passing.told === undefined)
      passing.told = this.english ? storyOf(this.texts.title, this.informative) : null;
    return passing.told;
  }

  private get english(): boolean {
    return this.code === 'en';
  }

  get code(): LanguageCode {
    return this.part(
      'code',
      () =>
        languageOf(sampleOf(this.texts, this.informative)) ??
        (words(this.texts.title).length > 0 ? this.teamLanguage : null),
    );
  }

  get language(): TextQuality['language'] {
    return this.code === null ? 'unknown' : this.english ? 'en' : 'other';
  }

  get lines(): readonly Line[] {
    const { raw, informative } = this;
    return ((this.passing ??= {}).lines ??= filledLines(raw, informative));
  }

  get informativeTokens(): number {
    return this.part('tokens', () => informativeTokens(this.informative));
  }

  get titleOnly(): boolean {
    return this.criteria === null && this.informativeTokens < TITLE_ONLY_TOKENS && !this.reference;
  }

  get criteria(): AcceptanceCriteria | null {
    return this.part('criteria', () => this.criteriaOf(this.texts));
  }

  get bullets(): number {
    return this.criteria?.bullets.length ?? 0;
  }

  get criteriaFrom(): TextQuality['criteriaFrom'] {
    return this.criteria?.from ?? null;
  }

  get vague(): Analysis['vague'] {
    return this.part('vague', () =>
      this.english && this.criteria !== null ? vagueBullets(this.criteria) : [],
    );
  }

  get weakBullets(): number {
    return this.vague.length;
  }

  get titleSimilarity(): number {
    return this.part('titleSimilarity', () =>
      this.criteria === null ? 0 : editSimilarity(this.criteria.bullets.join(' '), this.texts.title),
    );
  }

  get criteriaRestateTitle(): boolean {
    const { criteria } = this;
    return criteria !== null && isEditSimilar(criteria.bullets.join(' '), this.texts.title, RESTATES_TITLE);
  }

  get reference(): boolean {
    return this.part(
      'reference',
      () => this.texts.attachments > 0 || hasReferenceLink(this.texts.description),
    );
  }

  get criteriaReadable(): boolean {
    return this.criteria !== null || this.code === null || CRITERIA_LANGUAGES.has(this.code);
  }

  get keptElsewhere(): boolean {
    return this.informativeTokens <= 6 && /https?:\/\//i.test(this.texts.description ?? '');
  }

  get story(): TextQuality['story'] {
    return this.part('story', () => (this.told === null ? null : described(this.told)));
  }

  get benefit(): boolean {
    return this.benefitText !== null;
  }

  get benefitText(): string | null {
    return this.part('benefitText', () =>
      this.english
        ? (this.told?.ends ??
          benefitIn(this.lines) ??
          benefitIn([{ kind: 'text', text: this.texts.title, done: false }]))
        : null,
    );
  }

  get compound(): string | null {
    return this.part('compound', () =>
      this.english ? joinedNeeds(this.texts.title, this.told, this.aside) : null,
    );
  }

  get aside(): string | null {
    return this.part('aside', () => (this.english ? asideIn(this.texts.title, this.told) : null));
  }

  get implementationCues(): readonly string[] {
    return this.part('cues', () =>
      this.english
        ? implementationCues(`${this.texts.title}\n${this.informative.map((line) => line.text).join('\n')}`)
        : [],
    );
  }

  get layer(): string | null {
    return this.part('layer', () => layerOf(this.texts.title, this.texts.labels));
  }
}

/** What is read on the way to the other parts. */
interface PassingParts {
  readonly raw: readonly Line[];
  readonly informative: readonly Line[];
  readonly lines: readonly Line[];
  readonly told: Story | null;
}

/** What is read once and kept. */
interface Parts {
  readonly code: LanguageCode;
  readonly tokens: number;
  readonly criteria: AcceptanceCriteria | null;
  readonly vague: Analysis['vague'];
  readonly titleSimilarity: number;
  readonly reference: boolean;
  readonly story: TextQuality['story'];
  readonly benefitText: string | null;
  readonly compound: string | null;
  readonly aside: string | null;
  readonly cues: readonly string[];
  readonly layer: string | null;
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
