import { MAX_CHARS } from './markup.ts';
import { singleSpaced } from './words.ts';

/** A user story taken apart. Offsets are not kept; the parts are as written, trimmed. */
export interface Story {
  readonly form: 'user-story' | 'job-story' | 'other';
  /** Who: "registered customer". */
  readonly role: string | null;
  /** What they want to do: "cancel an order". */
  readonly means: string | null;
  /** What for: "I get my money back". */
  readonly ends: string | null;
  /** Further story templates in the same text. */
  readonly further: number;
  /** Text after the story that belongs to none of its parts. */
  readonly rest: string | null;
}

const ROLE_START = /(?:^|[^\p{L}])as\s+(?:an?|the|any|one|each|every|another|our)\s+/iu;
/** "As campus admin, I want": without an article the comma and the wish must follow. */
const BARE_ROLE = /(?:^|[.\n#:]\s*)as\s+([\p{L}\p{N}][^,.;:\n]{1,80}?)\s*,\s*(?=(?:i|we)\b)/iu;
const WISH =
  /\b(?:i|we)\s*(?:(?:also|really|just|still|only|then|sometimes|often|always)\s+)?(?:['’]d like|would (?:like|love|prefer|be able)|['’]?(?:ll)? ?(?:want|need|wish|expect|require)s?|should (?:be able|have)|must (?:be able|have)|(?:can|could|must|should|shall|may|will)(?:not|n['’]t)?|(?:am|['’]m|are|['’]re) (?:able|interested|concerned|looking)|have|get|prefer|['’]?d prefer|do(?:n['’]t| not) want|hope|aim|intend|seek)(?![\p{L}])/iu;
/** Openings of the wish that say nothing: the capability starts after them. */
const WISH_FILLER =
  /^(?:\s*(?:(?:to )?(?:be able|have the (?:ability|possibility|option|opportunity|chance)) to|(?:it )?to be possible (?:to|for me to)|to be (?:allowed|enabled) to|the (?:ability|possibility|option|opportunity) (?:to|of)|a (?:way|means|possibility|chance) to|able to|to|that)(?=\s))+/iu;
const ENDS_MARKS: readonly RegExp[] = [
  /[,;.]?\s*\bso\s+(?:that\s+)+/iu,
  /[,;.]?\s*\bsuch that\s+/iu,
  /[,;.]?\s*\bin order (?:to|that|for)\s+/iu,
  /[,;.]?\s*\b(?:because|since)\s+(?!\d|\p{Lu}\p{L}+ \d|last\b|yesterday\b|the last\b)/iu,
  /[,;.]\s*so\s+(?=(?:i|we|you|he|she|it|they|my|our|the|this|that|there|people|users?|customers?|everyone|others?|no|data|all|patients?|future|these|any|only|each|new)\b)/iu,
  /\s+so\s+(?=(?:i|we|they|it|users?|customers?|people)\b\s*(?:can|could|will|would|am|are|is|may|know|don|do|have|has|get|won|'))/iu,
  /[,;]\s*which (?:allows|enables|helps|lets|means)\b\s*/iu,
  /[,;]\s*(?:thus|thereby|therefore|that way|this way|hence)\s+/iu,
  /\s+for the (?:purpose|sake) of\s+/iu,
];
const PURPOSE =
  /,?\s+(?=to (?:ensure|make sure|account for|avoid|improve|increase|reduce|help|better|prevent|enhance|support|facilitate|promote|enable|allow|save|minimi[sz]e|maximi[sz]e)\b)/iu;

const JOB =
  /(?:^|[.\n]\s*)(?:when|whenever|while)\s+([^\n]{3,200}?),\s*(?=(?:i|we)\s*(?:['’]d|would|want|need|should|can|must)\b)/iu;

/**
 * Takes a story apart: "As a ⟨role⟩, I want ⟨means⟩ so that ⟨ends⟩", with its usual variants (benefit first, job
 * stories, "I can", "we need"). Reads the first story of the text. Null when no part of a story is there.
 */
export function parseStory(raw: string): Story | null {
  const text = singleSpaced(raw.slice(0, MAX_CHARS))
    .replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '')
    .trim();
  const roles = roleStarts(text);
  const first = roles[0];
  if (first === undefined) return jobStory(text);
  // The next "as a" inside the same sentence is a comparison, not another story: it needs its own wish.
  const next = roles
    .slice(1)
    .find((start) => WISH.test(text.slice(start.end, start.end + 160).split(/[.!?]\s/)[0] ?? ''));
  const piece = text.slice(first.end, next?.start ?? text.length);
  const before = text.slice(0, first.start).trim();
  const wish = WISH.exec(piece.slice(0, 400));
  const role = first.name ?? cleanRole(piece, wish?.index ?? null);
  const further = countFurther(text, roles);
  if (!wish)
    return role === null ? null : { form: 'user-story', role, means: null, ends: null, further, rest: null };
  const after = piece.slice(wish.index + wish[0].length);
  const { story, rest } = cutAtSentence(after);
  const cut = splitEnds(story);
  const ends = cut.ends ?? endsIn(rest) ?? leadingBenefit(before);
  const means = cleanMeans(cut.means);
  return { form: 'user-story', role, means, ends, further, rest: rest === '' ? null : rest };
}

interface RoleStart {
  readonly start: number;
  readonly end: number;
  readonly name: string | null;
}

function roleStarts(text: string): RoleStart[] {
  const found: RoleStart[] = [];
  const pattern = new RegExp(ROLE_START.source, 'giu');
  for (let match = pattern.exec(text); match !== null && found.length < 50; match = pattern.exec(text)) {
    const start = match.index;
    const before = text.slice(0, start).trimEnd();
    const opensSentence =
      before === '' ||
      /[.!?:;,#\])>|–—-]$/.test(before) ||
      /^[^\p{L}\p{N}]*$/u.test(before) ||
      /\b(?:story|and|to [^.]{1,120},?)$/iu.test(before);
    if (opensSentence || WISH.test(text.slice(start, start + 120)))
      found.push({ start, end: start + match[0].length, name: null });
  }
  if (found.length === 0) {
    const bare = BARE_ROLE.exec(text);
    if (bare)
      found.push({ start: bare.index, end: bare.index + bare[0].length, name: (bare[1] as string).trim() });
  }
  return found;
}

/** How many more whole stories ("as a … I want") the text holds. */
function countFurther(text: string, roles: readonly RoleStart[]): number {
  let stories = 0;
  for (const role of roles) {
    const sentence = text.slice(role.end, role.end + 200).split(/[.!?]\s/)[0] ?? '';
    if (WISH.test(sentence)) stories++;
  }
  return Math.max(0, stories - 1);
}

function cleanRole(piece: string, wishAt: number | null): string | null {
  const comma = piece.search(/[,;:]|\s[-–—]\s/);
  const limit = wishAt ?? (comma >= 0 ? comma : Math.min(piece.length, 60));
  let role = piece.slice(0, limit).trim();
  const clause = /^(.*?)\s*,?\s+(?:who|which|that|whose|when|whenever|if)\b/iu.exec(role);
  if (
    wishAt !== null &&
    comma >= 0 &&
    comma < wishAt &&
    !/,\s*(?:and|or)?\s*[^,]{1,40}(?:,|$)/.test(role.slice(comma))
  )
    role = role.slice(0, comma);
  else role = role.replace(/[\s,;:–—-]+$/, '');
  if (role.length > 80 && clause) role = clause[1] as string;
  role = role.replace(/[\s,;:.–—-]+$/, '').trim();
  return role === '' || role.length > 120 || !/[\p{L}]/u.test(role) ? null : role;
}

/** The story's own sentence; what follows it is rest. Abbreviations do not end it. */
function cutAtSentence(text: string): { story: string; rest: string } {
  const pattern = /[.!?](?=\s+["“(]?\p{Lu}|\s*$)/gu;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (/\b(?:e\.g|i\.e|etc|vs|cf|no|st|dr|mr|mrs|ca|approx)$/iu.test(text.slice(0, match.index))) continue;
    return { story: text.slice(0, match.index).trim(), rest: text.slice(match.index + 1).trim() };
  }
  return { story: text.trim(), rest: '' };
}

function splitEnds(text: string): { means: string; ends: string | null } {
  let best: { at: number; length: number } | null = null;
  for (const mark of ENDS_MARKS) {
    const match = mark.exec(text);
    if (match && match.index > 0 && (best === null || match.index < best.at))
      best = { at: match.index, length: match[0].length };
  }
  if (best) {
    const ends = text
      .slice(best.at + best.length)
      .replace(/[\s.]+$/, '')
      .trim();
    return { means: text.slice(0, best.at), ends: ends === '' ? null : ends };
  }
  const purpose = PURPOSE.exec(text);
  if (purpose && purpose.index > 12) {
    return {
      means: text.slice(0, purpose.index),
      ends: text
        .slice(purpose.index)
        .replace(/^,?\s*/, '')
        .trim(),
    };
  }
  return { means: text, ends: null };
}

/** "So that …" written as a sentence of its own after the wish. */
function endsIn(rest: string): string | null {
  const match =
    /^(?:and )?(?:so (?:that )?|in order (?:to|that) |because )(\S.{3,400}?)(?:[.!?](?:\s|$)|$)/iu.exec(
      rest.slice(0, 600),
    );
  return match ? (match[1] as string).trim() : null;
}

/** "In order to save time, as a clerk I want …". */
function leadingBenefit(before: string): string | null {
  const match = /\bin order to\s+(\S.{2,200}?)\s*,?\s*$/iu.exec(before.slice(-260));
  return match ? (match[1] as string).trim() : null;
}

function cleanMeans(raw: string): string | null {
  const means = raw
    .replace(WISH_FILLER, '')
    .replace(/^[\s,:–—-]+|[\s,;:.]+$/g, '')
    .trim();
  return means === '' || !/[\p{L}]/u.test(means) ? null : means;
}

function jobStory(text: string): Story | null {
  const job = JOB.exec(text.slice(0, 1_000));
  if (job) {
    const after = text.slice(job.index + job[0].length);
    const wish = WISH.exec(after);
    if (wish) {
      const { story, rest } = cutAtSentence(after.slice(wish.index + wish[0].length));
      const cut = splitEnds(story);
      return {
        form: 'job-story',
        role: null,
        means: cleanMeans(cut.means),
        ends: cut.ends ?? endsIn(rest),
        further: 0,
        rest: rest === '' ? null : rest,
      };
    }
  }
  const wish = /^(?:i|we)\s+(?:want|need|would like|should be able|can)\b/iu.exec(text);
  if (!wish) return null;
  const { story, rest } = cutAtSentence(text.slice(wish[0].length));
  const cut = splitEnds(story);
  return {
    form: 'other',
    role: null,
    means: cleanMeans(cut.means),
    ends: cut.ends ?? endsIn(rest),
    further: 0,
    rest: rest === '' ? null : rest,
  };
}

/** Roles that build the product: nobody outside is better off by the story as written. */
export function isSelfReferential(role: string): boolean {
  return /^(?:(?:software|web|backend|back-end|frontend|front-end|full[- ]?stack|mobile|ios|android|senior|junior|lead|java|qa|test|devops|platform|system|systems?|database|machine learning|ml|ai) )*(?:developers?|devs?|programmers?|coders?|engineers?|testers?|qa|product owners?|po|product managers?|scrum masters?|team|dev(?:elopment)? team|system|application|app|software|architects?|designer|admin of the backlog|team member|analyst on the team|quality assurance (?:specialist|engineer|analyst)|software architects?|system architects?)$/iu.test(
    role.trim(),
  );
}
