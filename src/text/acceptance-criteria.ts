import type { AcceptanceCriteria } from '../facts/facts.ts';
import type { ChecklistEntry } from '../history/team-history.ts';
import { readLines, type Line } from './markup.ts';
import { isPlaceholder, isTemplateSentence, stripSlots } from './placeholders.ts';

export interface CriteriaParts {
  readonly title: string;
  readonly description: string | null;
  readonly acceptanceCriteria: string | null;
  readonly checklist: readonly ChecklistEntry[];
  /** Further headings that stand for acceptance criteria in this team (its field's name). */
  readonly fieldNames?: readonly string[];
}

const HEADINGS = [
  // English
  'acceptance(?: criteri(?:a|on|ons|um)| tests?| conditions?| scenarios?| checklist| requirements)?',
  'a\\/?cs?',
  'accept(?:ance|ed) (?:when|if)',
  'criteria(?: for acceptance)?',
  'success criteri(?:a|on)',
  'exit criteri(?:a|on)',
  'completion criteri(?:a|on)',
  'conditions? of (?:satisfaction|acceptance)',
  'cos',
  "(?:it |this |story |task )?(?:is |are )?(?:we're )?(?:done|finished|complete[d]?) (?:when|if|once)",
  'done criteri(?:a|on)',
  'definition of done(?: for this (?:item|story|ticket|task))?',
  'how to (?:test|verify|demo|check)',
  'test(?:ing)? (?:cases?|criteri(?:a|on)|scenarios?|plan)',
  'scenarios?',
  'examples?',
  'verification',
  'expected (?:results?|outcomes?)',
  'user acceptance criteri(?:a|on)',
  // German
  'akzeptanz[- ]?(?:kriteri(?:en|um)|tests?|bedingung(?:en)?)',
  'abnahme[- ]?(?:kriteri(?:en|um)|tests?|bedingung(?:en)?)',
  'aks?',
  '(?:fertig|erledigt|abgeschlossen)(?: ist (?:es|das|die story))?,? wenn',
  'erfolgskriteri(?:en|um)',
  'testkriterien',
  // French
  "crit[èe]res? (?:d['’]acceptation|d['’]acceptance|de (?:validation|succ[èe]s|r[ée]ussite|recette))",
  "conditions? (?:de satisfaction|d['’]acceptation)",
  '(?:termin[ée]e?|fini|fait) (?:quand|lorsque|si)',
  // Spanish
  'criterios? de (?:aceptaci[óo]n|[ée]xito|validaci[óo]n)',
  'condici(?:[óo]n|ones) de (?:aceptaci[óo]n|satisfacci[óo]n)',
  '(?:hecho|terminado|listo) (?:cuando|si)',
  // Portuguese
  'crit[ée]rios? de (?:aceita[çc][ãa]o|aceite|sucesso)',
  'condi[çc](?:[ãa]o|[õo]es) de (?:aceita[çc][ãa]o|aceite)',
  '(?:pronto|feito|conclu[íi]do) (?:quando|se)',
  // Dutch
  'acceptatie[- ]?(?:criteri(?:a|um)|tests?|voorwaarden)',
  '(?:klaar|gereed|af|done) (?:wanneer|als)',
  'succescriteria',
  // Italian
  "criteri(?:o)? (?:di |d['’])accettazione",
  'condizion[ei] di (?:accettazione|soddisfazione)',
  '(?:fatto|finito|completato|pronto) (?:quando|se)',
  // Polish
  'kryteri(?:a|um) (?:akceptacji|akceptacyjne|odbioru|sukcesu)',
  'warunk(?:i|ów) (?:akceptacji|odbioru|satysfakcji)',
  '(?:gotowe|zrobione|uko[ńn]czone),? (?:gdy|kiedy|je[śs]li)',
  // More, where the words are unmistakable
  'критерии (?:приемки|приёмки)',
  '验收(?:标准|条件)',
  '受け入れ(?:条件|基準)',
  '완료 조건',
  'acceptanskriterier',
  'acceptkriterier',
  'akceptační kritéria',
].join('|');

const HEADING = new RegExp(
  `^(?:\\d{1,2}[.)]\\s*)?(?:${HEADINGS})(?:\\s*\\([^()]{0,60}\\))?\\s*[:：?.…-]*$`,
  'iu',
);
/** "Acceptance criteria: the list loads" on one line; short words need the colon to be unmistakable. */
const INLINE_HEADING = new RegExp(`^(?:${HEADINGS})\\s*(?:\\([^()]{0,40}\\))?\\s*[:：]\\s*(\\S.*)$`, 'iu');
const DONE_WHEN =
  /(?:^|[.;!?]\s+)(?:(?:this|it|the (?:story|task|item|ticket|work)|we(?:'re| are))?\s*(?:is|are|will be)?\s*(?:done|finished|complete|completed|accepted|fertig|erledigt)\s*,?\s*(?:when|once|as soon as|wenn|sobald))\s+(\S[^.;!?]{8,400})/iu;

type Step = 'given' | 'when' | 'then' | 'and';

const STEPS: readonly (readonly [Step, RegExp])[] = [
  [
    'given',
    /^(?:given|angenommen|gegeben(?: sei(?:en)?| ist)?|[ée]tant donn[ée]e?s?|soit|dad[oa]s?|gegeven|stel(?: dat)?|dat[oaie]|zak[łl]adaj[ąa]c|maj[ąa]c|biorąc pod uwagę)\b(?!\s*[:.]?\s*$)/iu,
  ],
  ['when', /^(?:when|wenn|quand|lorsque|cuando|quando|als|wanneer|je[żz]eli|je[śs]li|gdy|kiedy)\b/iu],
  ['then', /^(?:then|dann|alors|entonces|ent[ãa]o|dan|allora|wtedy|wówczas)\b/iu],
  ['and', /^(?:and|but|und|aber|et|mais|y|pero|e|mas|en|maar|ma|i|oraz|ale)\b/iu],
];

const ONE_LINE = /\bgiven\b.{1,300}\bwhen\b.{1,300}\bthen\b|\bwhen\b.{3,300},\s*then\b/i;

/**
 * The acceptance criteria of an item, wherever the team writes them: a field of its own, a heading in eight languages,
 * Given/When/Then, "done when", or a checklist. Headings and placeholders of an unfilled template count as nothing;
 * comments are never read. Null when there are none.
 */
export function readAcceptanceCriteria(parts: CriteriaParts): AcceptanceCriteria | null {
  const field = fromField(parts.acceptanceCriteria);
  if (field.length > 0) return { bullets: field, from: 'field' };
  const lines = parts.description === null ? [] : readLines(parts.description);
  const headed = underHeading(lines, parts.fieldNames ?? []);
  if (headed.length > 0) return { bullets: headed, from: 'heading' };
  const scenarios = gherkin(lines);
  if (scenarios.length > 0) return { bullets: scenarios, from: 'gherkin' };
  const tasks = [
    ...parts.checklist.map((entry) => entry.text),
    ...lines.filter((line) => line.kind === 'task').map((line) => line.text),
  ];
  const checklist = meaningful(tasks);
  if (checklist.length > 0) return { bullets: checklist, from: 'checklist' };
  const phrases = doneWhen(lines);
  return phrases.length > 0 ? { bullets: phrases, from: 'phrase' } : null;
}

function fromField(text: string | null): string[] {
  if (text === null || text.trim() === '') return [];
  const lines = readLines(text).filter(
    (line) => !(line.kind === 'heading' && isCriteriaHeading(line.text, [])),
  );
  return bulletsOf(lines);
}

function isCriteriaHeading(text: string, names: readonly string[]): boolean {
  const bare = text.trim();
  return bare.length <= 90 && (HEADING.test(bare) || names.some((name) => sameName(name, bare)));
}

function sameName(name: string, heading: string): boolean {
  return name.trim() !== '' && heading.replace(/\s*[:：]$/u, '').toLowerCase() === name.trim().toLowerCase();
}

function underHeading(lines: readonly Line[], names: readonly string[]): string[] {
  const found: Line[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] as Line;
    if (line.kind === 'code') continue;
    const sameLine = line.text.length <= 2_000 ? INLINE_HEADING.exec(line.text) : null;
    if (sameLine) found.push({ kind: 'bullet', text: sameLine[1] as string, done: false });
    else if (!isCriteriaHeading(line.text, names)) continue;
    while (index + 1 < lines.length && !endsSection(lines[index + 1] as Line, names))
      found.push(lines[++index] as Line);
  }
  return bulletsOf(found);
}

/** The next heading ends the criteria, but "Scenario 2:" or a criterion written in bold does not. */
function endsSection(line: Line, names: readonly string[]): boolean {
  if (line.kind !== 'heading') return false;
  if (isCriteriaHeading(line.text, names)) return true;
  return !/^(?:scenario|szenario|sc[ée]nario|case|rule|regel|ac|ak|criteri(?:on|um)|example|beispiel|given|when|then)\b/iu.test(
    line.text,
  );
}

/** Single criteria: bullets where there are some, scenarios joined, else one a line or sentence. */
function bulletsOf(lines: readonly Line[]): string[] {
  const usable = lines.filter(
    (line) => line.kind !== 'code' || STEPS.some(([, step]) => step.test(line.text)),
  );
  const scenarios = gherkin(usable);
  const rest = scenarios.length > 0 ? usable.filter((line) => stepOf(line.text) === null) : usable;
  const listed = rest
    .filter((line) => line.kind === 'bullet' || line.kind === 'task')
    .map((line) => line.text);
  const prose = rest.filter((line) => line.kind === 'text' || line.kind === 'quote').map((line) => line.text);
  const own = listed.length > 0 ? listed : prose.flatMap(sentences);
  const kept = scenarios.length > 0 && listed.length === 0 ? [] : meaningful(own);
  // `concat` makes a list of just the length; a spread one has room for seventeen, on each of thousands of items.
  return scenarios.concat(kept);
}

function meaningful(texts: readonly string[]): string[] {
  return texts
    .map((text) => text.trim())
    .filter((text) => !isPlaceholder(text) && !isTemplateSentence(text) && !isCriteriaHeading(text, []));
}

function sentences(text: string): string[] {
  return text.split(/(?<=[.;!?])\s+(?=\p{Lu})|\s*;\s+/u).filter((part) => part.trim() !== '');
}

function stepOf(text: string): Step | null {
  for (const [step, pattern] of STEPS) if (pattern.test(text)) return step;
  return null;
}

/** Scenarios of Given/When/Then lines (a "then" and one more kind), each as one criterion. */
function gherkin(lines: readonly Line[]): string[] {
  const scenarios: string[] = [];
  let steps: { step: Step; text: string }[] = [];
  const flush = (): void => {
    const kinds = new Set(steps.map((entry) => entry.step));
    if (kinds.has('then') && (kinds.has('given') || kinds.has('when'))) {
      const filled = steps.filter((entry) => !isPlaceholder(entry.text) && !isBareStep(entry.text));
      if (filled.some((entry) => entry.step === 'then'))
        scenarios.push(filled.map((entry) => entry.text).join(' '));
    }
    steps = [];
  };
  for (const line of lines) {
    const step = line.kind === 'heading' && !stepOf(line.text) ? null : stepOf(line.text);
    if (step === null) {
      if (/^(?:scenario|szenario|sc[ée]nario)\b/iu.test(line.text)) flush();
      else if (line.text.length < 2_000 && ONE_LINE.test(line.text) && !isPlaceholder(line.text)) {
        flush();
        scenarios.push(line.text);
      } else if (steps.length > 0 && steps[steps.length - 1]?.step === 'then') flush();
      continue;
    }
    if (line.text.length < 2_000 && ONE_LINE.test(line.text)) {
      flush();
      if (!isPlaceholder(line.text)) scenarios.push(line.text);
      continue;
    }
    const last = steps[steps.length - 1]?.step;
    if (step === 'given' && last !== undefined && steps.some((entry) => entry.step === 'then')) flush();
    if (step === 'when' && steps.some((entry) => entry.step === 'then')) flush();
    if (step === 'and' && steps.length === 0) continue;
    steps.push({ step: step === 'and' && last ? last : step, text: line.text });
  }
  flush();
  return scenarios;
}

function isBareStep(text: string): boolean {
  return (
    stripSlots(text)
      .split(/\s+/)
      .filter((part) => part !== '').length <= 1
  );
}

function doneWhen(lines: readonly Line[]): string[] {
  const found: string[] = [];
  for (const line of lines) {
    if (line.kind === 'code' || line.kind === 'heading') continue;
    const match = DONE_WHEN.exec(line.text.slice(0, 2_000));
    if (match && !isPlaceholder(match[1] as string)) found.push((match[1] as string).trim());
  }
  return found;
}
