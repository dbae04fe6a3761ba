import { words } from './words.ts';

/** Words of a template that nobody filled in. They count as nothing. */

const WHOLE = new Set(
  [
    'tbd tba tbc tbh todo to do n/a na n.a none nil null empty unknown xxx xx x wip pending later see above same same as above placeholder',
    'lorem ipsum',
  ]
    .join(' ')
    .split(' '),
);

const PHRASES: readonly RegExp[] = [
  /^to be (?:defined|determined|done|added|filled(?: in)?|discussed|clarified|decided|announced|confirmed|specified|written|completed)$/,
  /^(?:still )?(?:to|need to) (?:define|add|fill(?: in)?|clarify|discuss|write)$/,
  /^(?:will be|needs? to be|must be) (?:added|defined|filled(?: in)?|discussed|clarified|specified)(?: later)?$/,
  /^(?:no|not yet|nothing|none)(?: yet| so far| defined| given| provided| specified| available)*$/,
  /^(?:no response|no description(?: provided| given)?|not applicable|see title|as discussed|as above|self[- ]explanatory)$/,
  /^(?:add|enter|insert|describe|write|put|list|provide|specify|fill in)(?: (?:your|the|a|an|any|some|more|here|in|of|text|details?|description|acceptance|criteria|criterion|steps?|information|context|scenario|expected|behaviou?r|result|value|reason|problem|bug|issue|feature|story|user|goal|below))*$/,
  /^(?:acceptance )?(?:criteri(?:a|on)|ac|scenario|condition|item|step|test|bullet|point|requirement|example|rule)\s*#?(?:\d{1,3}|[a-z]|one|two|three|four)?$/,
  /^(?:your |the )?(?:text|description|details?|content|title|name|role|persona|goal|benefit|reason|context|action|outcome|precondition|result|capability|feature|value)(?: (?:goes )?here)?$/,
  /^(?:folgt|offen|noch offen|noch zu (?:klären|definieren|ergänzen)|wird (?:noch )?(?:ergänzt|definiert|nachgereicht)|zu klären|keine?|unklar)$/,
  /^(?:à (?:définir|compléter|préciser)|aucune?|néant)$/,
  /^(?:por definir|pendiente|ninguno|a definir|pendente|nenhum|em aberto)$/,
  /^(?:nog te bepalen|volgt|geen|da definire|nessuno|do (?:ustalenia|uzupełnienia)|brak)$/,
  /^lorem ipsum/,
];

/** All of them in one, tried on every line of every item. */
const PHRASE = new RegExp(PHRASES.map((phrase) => phrase.source).join('|'));

/** The number of a step that nobody wrote. */
const EMPTY_STEP = /^\(?\d{1,2}[.)]$/;

/** True for a line that says nothing: `TBD`, `n/a`, `<describe here>`, `…`, an empty bullet, Lorem ipsum. */
export function isPlaceholder(text: string): boolean {
  if (EMPTY_STEP.test(text.trim())) return true;
  const bare = withoutMarks(stripSlots(text).toLowerCase());
  if (bare === '' || !/[\p{L}\p{N}]/u.test(bare)) return true;
  if (bare.length > 120) return bare.startsWith('lorem ipsum');
  if (WHOLE.has(bare)) return true;
  return areWhole(bare) || PHRASE.test(bare) || isEmptyScenario(bare);
}

/** Up to three words of a template and nothing else. */
function areWhole(bare: string): boolean {
  if (!WHOLE.has(/[^\s,;/]+/.exec(bare)?.[0] ?? '')) return false;
  const parts = bare.split(/[\s,;/]+/).filter((part) => part !== '');
  return parts.length <= 3 && parts.every((part) => WHOLE.has(part));
}

const MARK = /[\s\-*•:.,;!?()]/;

/** Without bullets and punctuation at both ends. */
function withoutMarks(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && MARK.test(text.charAt(start))) start++;
  while (end > start && MARK.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** What slots are made of; most lines have none, and each replacement would copy them. */
const SLOT_SIGNS = /[<[{…]|_{3}|\.{3}|x{3}/i;

/** Takes out slots of a template: `<role>`, `[describe …]`, `{value}`, `_____`, `…`. */
export function stripSlots(text: string): string {
  if (!SLOT_SIGNS.test(text)) return text.trim();
  return text
    .replace(/<[^<>]{0,120}>/g, ' ')
    .replace(/\[(?:[^[\]]{0,120})\]/g, (slot) => (isSlot(slot) ? ' ' : slot))
    .replace(/\{[^{}]{0,120}\}/g, ' ')
    .replace(/_{3,}|\.{3,}|…|x{3,}/gi, ' ')
    .trim();
}

/** `[describe the role]` is a slot; `[API]` or `[EU-only] prices` is somebody's word. */
function isSlot(slot: string): boolean {
  const inner = slot.slice(1, -1).trim().toLowerCase();
  if (inner === '' || /^(?:\.+|…|_+|-+|\?+)$/.test(inner)) return true;
  return /^(?:insert|enter|add|describe|type|your|some|a |an |the |e\.g|what|who|why|how|which|role|persona|user ?type|type of|action|goal|feature|benefit|reason|value|outcome|context|capability|precondition|result|placeholder|tbd|todo|name)/.test(
    inner,
  );
}

const SCENARIO_WORDS = new Set(
  'given when then and but scenario as a an i want to so that in order feature background examples'.split(
    ' ',
  ),
);

/** "Given … when … then …" without anything in it, or "As a, I want, so that". */
function isEmptyScenario(bare: string): boolean {
  const first = /[a-z]+/.exec(bare);
  if (first === null || !SCENARIO_WORDS.has(first[0])) return false;
  const tokens = words(bare);
  return tokens.length > 0 && tokens.length <= 12 && tokens.every((token) => SCENARIO_WORDS.has(token));
}

const TEMPLATE_HEADING = new RegExp(
  `^(?:${[
    'acceptance criteri(?:a|on)',
    'description',
    'summary',
    'background',
    'context',
    'goal',
    'goals',
    'motivation',
    'problem',
    'why',
    'what',
    'how',
    'who',
    'value',
    'benefit',
    'impact',
    'user story',
    'story',
    'scope',
    'out of scope',
    'notes?',
    'additional (?:context|information|notes?)',
    'steps to reproduce',
    'reproduction',
    'expected(?: (?:behaviou?r|result))?',
    'actual(?: (?:behaviou?r|result))?',
    'environment',
    'screenshots?',
    'design',
    'designs',
    'attachments?',
    'links?',
    'tasks?',
    'definition of (?:done|ready)',
    'technical (?:notes?|details?)',
    'test(?:s|ing|cases?)?',
    'dependencies',
    'risks?',
    'assumptions',
    'questions?',
    'open questions?',
    'beschreibung',
    'hintergrund',
    'ziel',
    'nutzen',
    'akzeptanzkriterien',
    'anmerkungen?',
    'describe the (?:bug|feature|problem|solution)[^\\n]{0,60}',
    'is your feature request[^\\n]{0,60}',
    'to reproduce',
    'describe alternatives[^\\n]{0,60}',
    'desktop[^\\n]{0,40}',
    'smartphone[^\\n]{0,40}',
  ].join('|')})\\s*\\??:?$`,
  'i',
);

/** A heading that a template brings along. */
export function isTemplateHeading(text: string): boolean {
  return TEMPLATE_HEADING.test(text.trim());
}

/** Sentences that templates carry and that say nothing about the item. */
export function isTemplateSentence(text: string): boolean {
  return /^(?:a clear and concise description of|if applicable, add|add any other context|please (?:describe|provide|fill|add|include)|steps to reproduce the behaviou?r|describe (?:the|your|what|here)|explain (?:the|your|what|why|how)|use this (?:template|section)|i have (?:searched|read|checked|verified)|i (?:agree|searched|am willing|'m willing)|by (?:submitting|opening)|ex\. i'm always frustrated|thanks for (?:taking|reporting|contributing)|what (?:is|do|did|does) (?:you|the problem)[^?]{0,60}\?$)/i.test(
    text.trim(),
  );
}
