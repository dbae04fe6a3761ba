import nlp from 'compromise/two';

/** A joined pair of needs: what stands on the left and on the right of the joining word. */
export interface Compound {
  readonly joint: string;
  readonly left: string;
  readonly right: string;
}

interface Term {
  readonly text: string;
  readonly tags: ReadonlySet<string>;
  /** Punctuation after the word. */
  readonly post: string;
  readonly pre: string;
}

const JOINT = /\b(?:and|or|plus|as well as|and also|and then)\b|&|\s\+\s|\//i;
/** Joined words that are one thing. */
const GLOSSARY =
  /\b(?:r ?& ?d|q ?& ?a|terms (?:and|&) conditions|drag[- ](?:and|&|n)[- ]drop|copy (?:and|&) paste|search (?:and|&) filter bar|pros (?:and|&) cons|look (?:and|&) feel|rock (?:and|&) roll|research (?:and|&) development|questions? (?:and|&) answers?|read\/write|and\/or|yes\/no|on\/off|ci\/cd|tcp\/ip|i\/o|n\/a|a\/b|24\/7|w\/o?|input\/output|client\/server|and so on|back and forth|more and more|again and again|up and running|trial and error|mix and match|point and click|command and control|cut and paste|find and replace|search and replace|sign up and sign in|sign[- ]in\/sign[- ]up|log ?in (?:and|or) log ?out|now and then|click and collect|pick and choose|check and balance|try and (?:see|find)|go and (?:see|get)|come and (?:see|get)|wait and see)\b/gi;

/**
 * Whether a title or the wish of a story joins two verb phrases ("import orders and export invoices"). Noun pairs
 * ("search and filter bar"), fixed expressions and a shared object's list ("name and address") are one need.
 * @param text English; a title or the means of a story, not a whole description
 */
export function compoundOf(text: string): Compound | null {
  const source = text.slice(0, 600).replace(GLOSSARY, ' it ');
  if (!JOINT.test(source)) return null;
  const terms = tag(source);
  for (let index = 1; index < terms.length - 1; index++) {
    const joint = jointAt(terms, index);
    if (joint === null) continue;
    const right = verbAfter(terms, index);
    if (right < 0) continue;
    const left = verbBefore(terms, index);
    if (left < 0 || !isParallel(terms, left, right, index)) continue;
    return {
      joint,
      left: phrase(terms, left, index),
      right: phrase(terms, right, Math.min(terms.length, right + 5)),
    };
  }
  return null;
}

function tag(text: string): Term[] {
  const sentences = nlp(text.replace(/\s*&\s*|\s[+/]\s/g, ' and ')).json({
    terms: { text: true, tags: true, whitespace: true },
  }) as {
    terms: { text: string; tags: string[]; post: string; pre: string }[];
  }[];
  return sentences.flatMap((sentence) =>
    sentence.terms.map((term) => ({
      text: term.text.toLowerCase(),
      tags: new Set(term.tags),
      post: term.post,
      pre: term.pre,
    })),
  );
}

function jointAt(terms: readonly Term[], index: number): string | null {
  const text = terms[index]?.text ?? '';
  return text === 'and' || text === 'or' || text === 'plus' || text === 'then' ? text : null;
}

/** Verbs that the tagger often takes for nouns, in the places where a list of actions has them. */
const ACTION_WORDS = new Set(
  (
    'access add adjust allocate analyze analyse approve archive assign attach block book browse buy calculate cancel change check choose clear click close comment compare complete configure confirm connect contact ' +
    'control copy correct create customize define delete deliver deploy design detect develop disable display download edit email enable enter evaluate export extract filter find fix follow generate get give group handle hide ' +
    'identify implement import improve include input install integrate invite keep label link list load lock log login logout maintain make manage map mark match measure merge message monitor move navigate notify open order organize pay plan post ' +
    'predict preprocess preview print process provide publish query rate read receive record refine register reject release remove rename render reorder replace reply report request reset resize restore retrieve return review ' +
    'save schedule search see select send set share show sign sort specify split start stop store submit subscribe summarize support switch sync tag test track train transfer transmit translate understand unlock update upgrade upload use validate verify view visualize visualise vote write'
  ).split(' '),
);

function isVerbLike(term: Term | undefined, position: 'bare' | 'any'): boolean {
  if (term === undefined) return false;
  if (term.tags.has('Infinitive') || (position === 'any' && term.tags.has('PresentTense')))
    return !NOT_VERBS.has(term.text);
  return ACTION_WORDS.has(term.text) && !NOT_VERBS.has(term.text);
}

const NOT_VERBS = new Set([
  'is',
  'are',
  'be',
  'was',
  'were',
  'am',
  'been',
  'has',
  'have',
  'had',
  'can',
  'will',
  'must',
  'should',
  'may',
  'do',
  'does',
]);

/** Words that are as often nouns as verbs: after the joint they need an object of their own to count as a verb. */
const AMBIGUOUS = new Set(
  (
    'access book change comment complete contact control cost design email end feedback filter group impact influence input interest label link list lock log login logout map mark market match measure message name network order outcome ' +
    'phone plan post practice process query rate record release report request reset return review risk schedule search select set share sign signal sort start stop support switch sync tag test time track trade transfer trend trust type upgrade ' +
    'use view vote benefit transfer work open clear correct separate present export import download upload'
  ).split(' '),
);

/** The verb that follows the joint at once (an adverb or "to" may stand between); -1 when a noun follows. */
function verbAfter(terms: readonly Term[], joint: number): number {
  let index = joint + 1;
  while (index < terms.length && (terms[index]?.tags.has('Adverb') || SKIPPED.has(terms[index]?.text ?? '')))
    index++;
  const term = terms[index];
  if (term === undefined || !isVerbLike(term, 'bare')) return -1;
  const next = terms[index + 1];
  if (!AMBIGUOUS.has(term.text)) return next === undefined && !ACTION_WORDS.has(term.text) ? -1 : index;
  if (
    DISTINCT_ACTIONS.has(term.text) &&
    terms[joint - 1] &&
    isVerbLike(terms[joint - 1], 'bare') &&
    (joint === 1 || terms[joint - 2]?.text === 'to')
  )
    return index;
  if (next === undefined) return -1;
  const plainObject =
    DISTINCT_ACTIONS.has(term.text) && next.tags.has('Plural') && terms[joint - 1]?.tags.has('Plural');
  return startsObject(next) || plainObject ? index : -1;
}

const SKIPPED = new Set(['to', 'also', 'then', 'be', 'able']);

function startsObject(term: Term): boolean {
  return (
    ['Determiner', 'Pronoun', 'Possessive', 'Value'].some((tag) => term.tags.has(tag)) ||
    OBJECT_STARTS.has(term.text)
  );
}

const OBJECT_STARTS = new Set(
  'the a an my our your their its his her all any each every this that these those them it how which what new other another'.split(
    ' ',
  ),
);

/** Actions that make a feature each: joined over one object ("edit or delete comments") they are two needs. */
const DISTINCT_ACTIONS = new Set(
  'add approve archive assign book cancel change copy create delete deploy disable download edit enable export hide import invite merge move pay print publish register reject remove rename reset restore send share update upload'.split(
    ' ',
  ),
);

/**
 * The verb before the joint that is its partner, on the level of the wish itself; -1 without one. Verbs of a purpose
 * ("use alerts to find and fix errors") are what the wish is for, not a second wish.
 */
function verbBefore(terms: readonly Term[], joint: number): number {
  for (let index = joint - 1; index >= 0; index--) {
    const term = terms[index] as Term;
    if (!isVerbLike(term, 'any')) continue;
    const before = terms[lastContent(terms, index)];
    if (before === undefined) return index;
    if (before.text === 'to') return isWishOf(terms, lastContent(terms, index)) ? index : -1;
    const opens =
      /[,;]/.test(before.post) ||
      before.tags.has('Modal') ||
      ['and', 'or', 'plus', 'me', 'us', 'them', 'can'].includes(before.text) ||
      SUBJECTS.test(before.text);
    if (opens) return index;
  }
  return -1;
}

/** Position of the nearest word before that is no adverb; -1 at the start. */
function lastContent(terms: readonly Term[], index: number): number {
  let at = index - 1;
  while (at >= 0 && terms[at]?.tags.has('Adverb')) at--;
  return at;
}

/** "the system to detect …", "me to see …", "able to …", or "to" at the very start: the wish itself, no purpose. */
function isWishOf(terms: readonly Term[], to: number): boolean {
  if (to <= 0) return true;
  const before = terms[to - 1] as Term;
  if (/[,;]/.test(before.post)) return false;
  const subject =
    SUBJECTS.test(before.text) ||
    ['able', 'possible', 'me', 'us', 'and', 'or', 'ability', 'option', 'way'].includes(before.text);
  return (
    subject &&
    !terms
      .slice(0, to)
      .some(
        (term) =>
          term.tags.has('Gerund') &&
          /ing$/.test(term.text) &&
          ['allowing', 'enabling', 'helping'].includes(term.text),
      )
  );
}

const SUBJECTS =
  /^(?:i|we|you|he|she|it|they|that|who|which|users?|systems?|app|tool|application|platform|customers?|people|admins?|members?|robot|product|server|service)$/;

/** Verbs side by side over one object count only when each is a feature ("edit or delete comments"). */
function isParallel(terms: readonly Term[], left: number, right: number, joint: number): boolean {
  const between = terms.slice(left + 1, joint).filter((term) => !term.tags.has('Adverb'));
  const linked = between.some((term) =>
    [
      'because',
      'since',
      'when',
      'if',
      'while',
      'before',
      'after',
      'where',
      'whether',
      'how',
      'until',
    ].includes(term.text),
  );
  if (linked || terms[joint - 1]?.tags.has('Adjective')) return false;
  const lone = between.every(
    (term) => isVerbLike(term, 'any') && /[,;]/.test(terms[terms.indexOf(term) - 1]?.post ?? ''),
  );
  if (!lone) return true;
  const [a, b] = [terms[left]?.text ?? '', terms[right]?.text ?? ''];
  return DISTINCT_ACTIONS.has(a) && DISTINCT_ACTIONS.has(b) && !SAME_STEP.has(`${a} ${b}`);
}

/** Pairs that are one step of work. */
const SAME_STEP = new Set([
  'add update',
  'create publish',
  'edit update',
  'copy move',
  'upload publish',
  'add assign',
  'create send',
  'create share',
  'create add',
]);

function phrase(terms: readonly Term[], from: number, to: number): string {
  return terms
    .slice(from, Math.min(to, from + 6))
    .map((term) => term.text)
    .join(' ');
}
