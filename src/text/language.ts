import { detectAll } from 'tinyld';
import { readPlainWords, type PlainWords } from './plain-words.ts';
import { isAscii, words } from './words.ts';

/** ISO 639-1 code, `null` when the text is too short or has no words. */
export type LanguageCode = string | null;

/** Enough of a text to tell its language. */
const SAMPLE_CHARS = 1_500;
/** Enough for n-grams, which cost a hundred times as much as small words. */
const NGRAM_CHARS = 400;

const FUNCTION_WORDS: readonly (readonly [string, string])[] = [
  [
    'en',
    'the a an and or of to in on for with is are be as i want so that when then should can must from by it this not have user add fix show allow after before into we my',
  ],
  [
    'de',
    'der die das und oder ein eine einen einem einer ist sind nicht mit für auf von zu im dem den des als ich möchte damit wenn dann wird werden soll kann bei nach aus beim zum zur auch wie',
  ],
  [
    'fr',
    'le la les un une des et ou du de en pour avec est sont dans que qui je veux afin pas sur au aux par ne ce cette lorsque quand alors',
  ],
  [
    'es',
    'el la los las un una y o de del en para con es son que quiero como por no se al lo cuando entonces poder desde',
  ],
  [
    'pt',
    'o a os as um uma e ou de do da dos das em no na para com é são que eu quero como por não se ao quando então poder',
  ],
  [
    'nl',
    'de het een en of van in op voor met is zijn niet dat die ik wil zodat als wanneer dan wordt worden kan moet bij naar uit door te',
  ],
  [
    'it',
    'il lo la i gli le un una e o di del della in per con è sono che io voglio come non si al quando allora da nel alla',
  ],
  ['pl', 'i lub w na z do dla jest są nie że jako chcę aby gdy kiedy wtedy przez po od się oraz'],
  ['sv', 'och eller en ett är inte med för på av till som jag vill så att när då ska kan från'],
  ['da', 'og eller en et er ikke med for på af til som jeg vil så at når skal kan fra'],
  ['cs', 'a nebo v na s do pro je jsou není že jako chci aby když pak po od se'],
];

const LANGUAGES = FUNCTION_WORDS.map(([code]) => code);
/** For each small word the languages it is one of, by their places in LANGUAGES. */
const MARKERS = new Map<string, number[]>();
FUNCTION_WORDS.forEach(([, list], language) => {
  for (const word of list.split(' ')) MARKERS.set(word, [...(MARKERS.get(word) ?? []), language]);
});

/** The small words letter by letter, so that a text's words need not be made into strings to be looked up. */
interface Letters {
  readonly next: (Letters | undefined)[];
  languages: readonly number[];
}
const FIRST_LETTERS: Letters = { next: [], languages: [] };
for (const [word, languages] of MARKERS) {
  let place = FIRST_LETTERS;
  for (let at = 0; at < word.length; at++)
    place = place.next[word.charCodeAt(at)] ??= { next: [], languages: [] };
  place.languages = languages;
}

/** The languages that the present word is a small word of. */
function languagesOf(word: PlainWords): readonly number[] {
  let place: Letters | undefined = FIRST_LETTERS;
  for (let at = word.start; at < word.end && place !== undefined; at++) place = place.next[word.code(at)];
  return place?.languages ?? [];
}

/**
 * The language of a text: by its script, by the small words of the common languages, and by n-grams (tinyld) where
 * those say nothing. Short texts without small words give `null` rather than a guess.
 */
export function languageOf(text: string): LanguageCode {
  const sample = text.slice(0, SAMPLE_CHARS);
  const script = scriptOf(sample);
  if (script !== 'latin')
    return script === null ? null : (detectAll(sample.slice(0, NGRAM_CHARS))[0]?.lang ?? script);
  const { tokens, votes } = smallWordVotes(sample);
  if (tokens < 2) return null;
  const [first, second] = votes;
  if (first && first[1] >= 2 && first[1] >= 1.5 * (second?.[1] ?? 0) && first[1] / tokens >= 0.12)
    return first[0];
  // A list of terms has few small words; where they are all of one language, that is as clear.
  if (first && first[1] >= 5 && first[1] >= 3 * (second?.[1] ?? 0) && first[1] / tokens >= 0.05)
    return first[0];
  if (tokens < 6) return first && first[1] >= 1 && !second ? first[0] : null;
  const guesses = detectAll(sample.slice(0, NGRAM_CHARS));
  const [best, next] = guesses;
  if (best && best.accuracy >= 0.25 && best.accuracy >= 1.5 * (next?.accuracy ?? 0)) return best.lang;
  if (first && best && first[0] === best.lang) return best.lang;
  return first && first[1] >= 2 && first[1] > (second?.[1] ?? 0) ? first[0] : null;
}

/** How many words a text has, and what its small words say: languages with their votes, the most first. */
function smallWordVotes(sample: string): { tokens: number; votes: [string, number][] } {
  const votes = new Float64Array(LANGUAGES.length);
  let tokens = 0;
  const count = (languages: readonly number[]): void => {
    tokens++;
    for (const one of languages) votes[one] = (votes[one] as number) + 1 / languages.length;
  };
  const plain = readPlainWords(sample);
  if (plain !== null) while (plain.next()) count(languagesOf(plain));
  else for (const word of words(sample)) count(MARKERS.get(word) ?? []);
  const ranked = LANGUAGES.map((code, at): [string, number] => [code, votes[at] as number])
    .filter(([, given]) => given > 0)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return { tokens, votes: ranked };
}

/** `latin`, the code of a language that owns the dominant script, or null without letters. */
function scriptOf(sample: string): string | null {
  if (isAscii(sample)) return /[a-z]/i.test(sample) ? 'latin' : null;
  const letters = sample.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return null;
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter)).length;
  if (latin >= letters.length / 2) return 'latin';
  for (const [pattern, code] of SCRIPTS) if (pattern.test(sample)) return code;
  return 'und';
}

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Greek}/u, 'el'],
];
