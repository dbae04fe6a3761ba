import type { Person, PersonId } from '../history/team-history.ts';
import { PhraseMatcher, type Hit } from './matcher.ts';

export const SOMEBODY = '[person]';

/** What may not leave, what may, and how a person is called instead. */
export interface ScrubberOptions {
  readonly people: readonly Person[];
  /** Names that the configuration declares and that may match nobody. */
  readonly declared: readonly string[];
  /** Configured team, project and repository names: never touched. */
  readonly exempt: readonly string[];
  /** Prefixes of item keys (`CHK` of `CHK-12`), lower case. */
  readonly keyPrefixes: ReadonlySet<string>;
  /** What stands for a person; `[person]` for everybody under `aggregate`. */
  readonly call: (person: PersonId) => string;
}

export interface Scrubber {
  /** The text with nobody in it. */
  text(text: string): string;
}

/** Leaves everything as it is (`privacy: names`). */
export const NO_SCRUBBER: Scrubber = { text: (text) => text };

type Found = { readonly keep: true } | { readonly keep: false; readonly by: string };
const KEEP: Found = { keep: true };

/** Shorter logins and ids would take ordinary words and figures out of a report; with an @ they are found at any length. */
const MIN_LOGIN = 3;
/** Words of hatcheck's own sentences: a login of that name tells nothing about anybody. */
const OWN_WORDS = new Set(
  (
    'acceptance action actions active agile backlog blocked board bug build calendar change changes check clear comment ' +
    'comments complete critical daily data days design developer developers done epic event events finding findings flow ' +
    'forecast goal goals high item items jira linear github kanban label labels low master medium missing none open order ' +
    'owner person planning product project ready refinement release releases report retro retrospective review reviews role ' +
    'rule rules scope scrum source sprint sprints state status story support task tasks team teams test testing the time ' +
    'todo tracker user wait waiting week weeks wiki work workflow'
  ).split(' '),
);
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Atlassian account ids and mentions, whoever they are. */
const ACCOUNT =
  /\[~(?:accountid:)?[^\]\s]{1,128}\]|\b\d{6}:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const MENTION =
  /(?<![\p{L}\p{N}_.@/-])@[\p{L}\p{N}][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*(?![\p{L}\p{N}_/])/gu;

/** Builds one matcher over everybody's names, addresses, logins and ids. */
export function createScrubber(options: ScrubberOptions): Scrubber {
  const matcher = new PhraseMatcher<Found>();
  for (const name of options.exempt) matcher.add(name, KEEP);
  const callOf = namesWithOwners(options);
  for (const [phrase, by] of callOf) matcher.add(phrase, { keep: false, by });
  const mentions = mentionMap(options);
  return {
    text: (text) => (text === '' ? text : scrub(text, matcher, mentions, options.keyPrefixes)),
  };
}

/** Every phrase that stands for somebody, with what replaces it; one that two people share stands for nobody in particular. */
function namesWithOwners(options: ScrubberOptions): Map<string, string> {
  const phrases = new Map<string, string>();
  const add = (phrase: string, by: string): void => {
    for (const form of new Set([phrase.normalize('NFC'), phrase.normalize('NFD')])) {
      const key = form.trim().toLowerCase();
      if (key === '') continue;
      const known = phrases.get(key);
      phrases.set(key, known === undefined || known === by ? by : SOMEBODY);
    }
  };
  for (const person of options.people) {
    const by = options.call(person.id);
    if (isFullName(person.name)) add(person.name, by);
    if (person.email !== null) add(person.email, by);
    for (const handle of [person.id, ...person.handles]) if (isTelling(handle)) add(handle, by);
  }
  for (const name of options.declared) {
    const telling = name.includes('@') || isFullName(name) || isTelling(name);
    if (telling && !phrases.has(name.trim().toLowerCase())) add(name, options.call(name));
  }
  return phrases;
}

/** Two or more words, or a name in a script that writes none apart. */
function isFullName(name: string): boolean {
  const trimmed = name.trim();
  return /\S\s+\S/.test(trimmed) || (CJK.test(trimmed) && trimmed.length >= 2);
}

function isTelling(handle: string): boolean {
  const trimmed = handle.trim();
  if (trimmed.length < MIN_LOGIN || OWN_WORDS.has(trimmed.toLowerCase())) return false;
  return !/^\d{1,5}$/.test(trimmed);
}

/** Logins as they stand behind an @, of any length. */
function mentionMap(options: ScrubberOptions): Map<string, string> {
  const mentions = new Map<string, string>();
  for (const person of options.people) {
    for (const handle of [person.id, ...person.handles])
      mentions.set(handle.toLowerCase(), options.call(person.id));
  }
  return mentions;
}

function scrub(
  text: string,
  matcher: PhraseMatcher<Found>,
  mentions: ReadonlyMap<string, string>,
  keyPrefixes: ReadonlySet<string>,
): string {
  const hits = [...phraseHits(text, matcher, keyPrefixes)];
  if (text.includes('@')) hits.push(...emailHits(text), ...mentionHits(text, mentions));
  if (text.includes(':')) hits.push(...accountHits(text));
  if (hits.length === 0) return text;
  return replace(text, hits);
}

function* phraseHits(
  text: string,
  matcher: PhraseMatcher<Found>,
  keyPrefixes: ReadonlySet<string>,
): Generator<Hit<Found>> {
  for (const hit of matcher.hits(text)) {
    if (!standsAlone(text, hit)) continue;
    if (!hit.value.keep && isKey(text, hit, keyPrefixes)) continue;
    // An @ before a login belongs to it.
    yield !hit.value.keep && text[hit.start - 1] === '@' ? { ...hit, start: hit.start - 1 } : hit;
  }
}

/** Not a part of a longer word; scripts without spaces have no such border. */
function standsAlone(text: string, { start, end }: Hit<Found>): boolean {
  return !continues(text, start - 1, start) && !continues(text, end - 1, end);
}

function continues(text: string, left: number, right: number): boolean {
  const a = text[left];
  const b = text[right];
  if (a === undefined || b === undefined) return false;
  if (CJK.test(a) || CJK.test(b)) return false;
  return WORD.test(a) && WORD.test(b);
}

/** The prefix of an item key is no login: `ana-12` where items are called so. */
function isKey(text: string, { start, end }: Hit<Found>, keyPrefixes: ReadonlySet<string>): boolean {
  return keyPrefixes.has(text.slice(start, end).toLowerCase()) && /^-\d/.test(text.slice(end, end + 2));
}

/** Addresses of anybody, found from the @ outwards so that long texts without one cost nothing. */
function* emailHits(text: string): Generator<Hit<Found>> {
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (
      start > 0 &&
      at - start < 64 &&
      /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u.test(text[start - 1] as string)
    )
      start--;
    while (start < at && /[.'*_`~(/-]/.test(text[start] as string)) start++;
    let end = at + 1;
    while (end < text.length && end - at < 255 && /[\p{L}\p{N}.-]/u.test(text[end] as string)) end++;
    while (end > at + 1 && /[.-]/.test(text[end - 1] as string)) end--;
    if (start < at && text.slice(at + 1, end).includes('.'))
      yield { start, end, value: { keep: false, by: SOMEBODY } };
  }
}

function* mentionHits(text: string, mentions: ReadonlyMap<string, string>): Generator<Hit<Found>> {
  for (const match of text.matchAll(MENTION)) {
    const by = mentions.get(match[0].slice(1).toLowerCase()) ?? SOMEBODY;
    yield { start: match.index, end: match.index + match[0].length, value: { keep: false, by } };
  }
}

function* accountHits(text: string): Generator<Hit<Found>> {
  for (const match of text.matchAll(ACCOUNT)) {
    yield { start: match.index, end: match.index + match[0].length, value: { keep: false, by: SOMEBODY } };
  }
}

/** The leftmost, then longest match wins; of equal ones the exempt, then the one that knows who it is. */
function replace(text: string, hits: Hit<Found>[]): string {
  hits.sort((a, b) => a.start - b.start || b.end - a.end || rank(a.value) - rank(b.value));
  let result = '';
  let position = 0;
  for (const hit of hits) {
    if (hit.start < position) continue;
    result += text.slice(position, hit.start);
    result += hit.value.keep ? text.slice(hit.start, hit.end) : hit.value.by;
    position = hit.end;
  }
  return result + text.slice(position);
}

function rank(found: Found): number {
  return found.keep ? 0 : found.by === SOMEBODY ? 2 : 1;
}
