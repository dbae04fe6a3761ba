import type { Criterion, CriterionId, ItemKind } from '../facts/facts.ts';
import { isMeasurable } from '../text/weak-terms.ts';
import { words } from '../text/words.ts';
import type { Analysis } from './analysis.ts';

/** Criteria that the texts alone decide. Each says why in words that point into the text. */

export type Value = Criterion['value'];

export function criterion(id: CriterionId, value: Value, why: string): Criterion {
  return { id, value, why };
}

const OTHER_LANGUAGE = 'Not judged: wording is judged in English only.';
const TOO_SHORT = 'Not judged: the text is too short to tell its language.';

function unjudged(id: CriterionId, analysis: Analysis): Criterion {
  return criterion(id, null, analysis.language === 'unknown' ? TOO_SHORT : OTHER_LANGUAGE);
}

export function quoted(text: string, length = 70): string {
  const short = text.length > length ? `${text.slice(0, length - 1).trimEnd()}…` : text;
  return `“${short}”`;
}

/** People who are better off or do something, for items that follow no template. */
const WHO =
  /\b(?:users?|customers?|clients?|visitors?|members?|admins?|administrators?|buyers?|sellers?|shoppers?|guests?|subscribers?|readers?|editors?|authors?|managers?|agents?|operators?|employees?|staff|clerks?|accountants?|patients?|doctors?|nurses?|students?|teachers?|parents?|drivers?|riders?|players?|hosts?|merchants?|partners?|suppliers?|owners?|applicants?|candidates?|recruiters?|developers? using|people|persons?|everyone|anyone|support(?: team| agents?)?|sales(?: team)?|moderators?|reviewers?|participants?|attendees?|travellers?|passengers?|publishers?|consumers?|citizens?|tenants?|residents?|we|i)\b/i;

/** c1: who wants what. */
export function whoWhat(analysis: Analysis, title: string, kind: ItemKind): Criterion {
  const id = 'who-what';
  if (analysis.language !== 'en') return unjudged(id, analysis);
  const { story } = analysis;
  if (story?.template) {
    if (story.selfReferential) {
      return criterion(
        id,
        0.5,
        `The role ${quoted(story.role ?? '')} builds the product; the person who is better off is not named.`,
      );
    }
    const who = story.role === null ? 'the situation' : quoted(story.role, 40);
    return criterion(id, 1, `Names ${who} and what is wanted: ${quoted(story.means ?? '')}.`);
  }
  const titleWords = words(title).length;
  if (kind !== 'story') {
    if (titleWords >= 3) return criterion(id, 1, `The title says what is meant: ${quoted(title)}.`);
    return analysis.informativeTokens >= 8
      ? criterion(id, 0.5, `The title ${quoted(title)} is short; the description explains it.`)
      : criterion(id, 0, `The title ${quoted(title)} does not say what is meant, and nothing explains it.`);
  }
  return whoWhatOfPlainStory(analysis, title, titleWords);
}

function whoWhatOfPlainStory(analysis: Analysis, title: string, titleWords: number): Criterion {
  const id = 'who-what';
  const text = `${title}\n${analysis.lines.map((line) => line.text).join('\n')}`.slice(0, 6_000);
  const who = analysis.story?.role ?? WHO.exec(text)?.[0] ?? null;
  const what = titleWords >= 3 || analysis.informativeTokens >= 12;
  if (who !== null && what)
    return criterion(id, 1, `Says who (${quoted(who, 40)}) and what: ${quoted(title)}.`);
  if (what) return criterion(id, 0.5, `Says what (${quoted(title)}), but not for whom.`);
  return criterion(id, 0, `The title ${quoted(title)} says neither who nor what, and nothing explains it.`);
}

const SEVERITY =
  /\b(?:severity|impact|affected|affects|every (?:user|customer|time)|all (?:users|customers)|frequency|workaround|data loss|security|crash(?:es)?|cannot|can['’]t|unable|blocked|blocks)\b/i;

/** c2: what it is good for. */
export function valueOf(
  analysis: Analysis,
  kind: ItemKind,
  links: { readonly serves: boolean; readonly signal: boolean; readonly priority: string | null },
): Criterion {
  const id = 'value';
  if (links.signal) return criterion(id, 1, 'A request of a customer is attached.');
  if (analysis.language === 'en') {
    if (analysis.benefitText !== null)
      return criterion(id, 1, `Says what for: ${quoted(analysis.benefitText)}.`);
    if (kind === 'bug') return valueOfBug(analysis, links.priority);
  }
  if (links.serves)
    return criterion(id, 0.5, 'Belongs to a parent or goal, but does not say itself what it is good for.');
  if (analysis.language !== 'en') return unjudged(id, analysis);
  const missing =
    kind === 'debt' || kind === 'task' ? 'the risk or the cost of waiting' : 'what changes for whom';
  return criterion(id, 0, `Does not say ${missing}, and belongs to no goal.`);
}

function valueOfBug(analysis: Analysis, priority: string | null): Criterion {
  const told = analysis.lines.find((line) => line.kind !== 'code' && SEVERITY.test(line.text));
  if (told) return criterion('value', 1, `Says how bad it is: ${quoted(told.text)}.`);
  return priority === null
    ? criterion('value', 0, 'Says neither whom the defect hits nor how badly.')
    : criterion('value', 0.5, `Only its priority (${quoted(priority, 20)}) says how bad it is.`);
}

export interface CriteriaGuards {
  /** Number of open items with the same criteria, this one included. */
  readonly repeated: number;
}

/** Items with the same criteria from which on they are a template (rules §5.4). */
const TEMPLATE_REPEATS = 3;
/** Share of concrete criteria that makes an item testable. */
const CONCRETE_SHARE = 0.5;

/** c3: when it is done. */
export function testable(analysis: Analysis, kind: ItemKind, guards: CriteriaGuards): Criterion {
  if (kind === 'bug') {
    const reproduction = testableBug(analysis);
    if (reproduction.value !== 0 || analysis.criteria === null) return reproduction;
  }
  if (kind === 'spike') return testableSpike(analysis);
  const id = 'testable';
  const { criteria } = analysis;
  if (criteria === null)
    return criterion(id, 0, 'Does not say when it is done: no acceptance criteria were found.');
  if (guards.repeated >= TEMPLATE_REPEATS) {
    return criterion(
      id,
      0,
      `The same acceptance criteria stand in ${guards.repeated} items, so they say nothing about this one.`,
    );
  }
  if (analysis.criteriaRestateTitle)
    return criterion(id, 0, 'The acceptance criteria only repeat the title.');
  const count = criteria.bullets.length;
  if (analysis.language !== 'en') {
    const concrete = count >= 2 || criteria.from === 'gherkin' || criteria.bullets.some(isMeasurable);
    return criterion(
      id,
      concrete ? 1 : 0.5,
      `Has ${plural(count)}; their wording is judged in English only.`,
    );
  }
  const vague = analysis.vague[0];
  const concreteShare = (count - analysis.weakBullets) / count;
  if (vague === undefined)
    return criterion(
      id,
      1,
      `Has ${plural(count)} that can be checked, for example ${quoted(criteria.bullets[0] ?? '')}.`,
    );
  const remark = `${quoted(vague.bullet)} cannot be tested: ${vague.words.map((word) => quoted(word, 20)).join(', ')} has no number or example`;
  if (concreteShare >= CONCRETE_SHARE)
    return criterion(id, 1, `${count - analysis.weakBullets} of ${plural(count)} can be checked; ${remark}.`);
  return criterion(id, 0.5, `${analysis.weakBullets} of ${plural(count)} cannot be tested. ${remark}.`);
}

function plural(count: number): string {
  return `${count} acceptance ${count === 1 ? 'criterion' : 'criteria'}`;
}

const STEPS =
  /\b(?:steps? to reproduce|steps|how to reproduce|reproduc\w*|to reproduce|repro|schritte|reproduzier\w*|étapes|pasos|passos|stappen|passi|kroki)\b/iu;
const EXPECTED =
  /\b(?:expect(?:ed|s)?|should(?:n['’]t)?|erwartet\w*|soll(?:te)?|attendu\w*|esperad\w*|verwacht\w*|atteso|oczekiwan\w*)\b/iu;
const ACTUAL =
  /\b(?:actual(?:ly)?|instead|observed|currently|but (?:it|i|the)|gets?|got|fails?|error|crash\w*|tatsächlich\w*|stattdessen|aktuell|obtenu|observé|actualmente|atualmente|werkelijk|effettivo|rzeczywist\w*)\b/iu;
const ENVIRONMENT =
  /\b(?:environment|browser|chrome|firefox|safari|edge|ios|android|windows|macos|linux|version|v\d+\.\d+|staging|production|device|umgebung|environnement|entorno|ambiente|omgeving|środowisko)\b/iu;

/** A defect is testable when somebody else can see it: steps, expected and actual, environment. */
export function testableBug(analysis: Analysis): Criterion {
  const id = 'testable';
  const text = analysis.lines
    .map((line) => line.text)
    .join('\n')
    .slice(0, 20_000);
  const numbered = analysis.lines.filter((line) => line.kind === 'bullet').length >= 2;
  const steps = STEPS.test(text) && (numbered || words(text).length >= 15);
  const outcome = EXPECTED.test(text) && ACTUAL.test(text);
  const where = ENVIRONMENT.test(text);
  const missing = [
    steps ? null : 'steps to see it',
    outcome ? null : 'what was expected and what happened',
    where ? null : 'where it happens',
  ].filter((part) => part !== null);
  if (steps && outcome)
    return criterion(
      id,
      1,
      missing.length === 0
        ? 'Gives the steps, expected and actual result, and where.'
        : 'Gives the steps, the expected and the actual result.',
    );
  if (steps || outcome) return criterion(id, 0.5, `Lacks ${missing.join(' and ')}.`);
  return criterion(id, 0, 'Gives neither steps nor what was expected and what happened instead.');
}

const QUESTION =
  /\?|\b(?:find out|investigate|evaluate|compare|decide|determine|explore|assess|research|whether|which|question|frage|klären|herausfinden|untersuchen)\b/iu;
const TIMEBOX =
  /\b(?:time ?-?box(?:ed)?|max(?:imum|\.)?|at most|no more than|up to|limit(?:ed)? to|within)\b[^.\n]{0,30}\b\d|\b(?:\d+|one|two|half an?) ?-? ?(?:hours?|h|days?|d|stunden?|tage?)\b/iu;
const OUTPUT =
  /\b(?:output|outcome|result|deliverable|document(?:ation|ed)?|recommendation|proposal|prototype|decision|report|summary|adr|write[- ]?up|estimate|ergebnis|empfehlung|entscheidung)\b/iu;

/** Research is done when a question is answered in a given time, with something to show. */
export function testableSpike(analysis: Analysis, title = ''): Criterion {
  const id = 'testable';
  const text =
    `${title}\n${analysis.lines.map((line) => line.text).join('\n')}\n${analysis.criteria?.bullets.join('\n') ?? ''}`.slice(
      0,
      20_000,
    );
  const parts = [
    ['a question', QUESTION.test(text)],
    ['a time limit', TIMEBOX.test(text)],
    ['the expected result', OUTPUT.test(text)],
  ] as const;
  const missing = parts.filter(([, there]) => !there).map(([name]) => name);
  if (missing.length === 0) return criterion(id, 1, 'Has a question, a time limit and an expected result.');
  if (missing.length < parts.length) return criterion(id, 0.5, `Lacks ${missing.join(' and ')}.`);
  return criterion(id, 0, 'Has neither a question nor a time limit nor an expected result.');
}

/** Working days of a spike's time limit as written; null without one. */
export function timeboxDays(analysis: Analysis, title: string): number | null {
  const text =
    `${title}\n${analysis.lines.map((line) => line.text).join('\n')}\n${analysis.criteria?.bullets.join('\n') ?? ''}`.slice(
      0,
      20_000,
    );
  const match =
    /\b(\d{1,3}(?:[.,]\d)?|one|two|three|half an?) ?-? ?(hours?|h|days?|d|stunden?|tage?|weeks?)\b/iu.exec(
      text,
    );
  if (!match) return null;
  const amount =
    { one: 1, two: 2, three: 3, 'half a': 0.5, 'half an': 0.5 }[(match[1] as string).toLowerCase()] ??
    Number((match[1] as string).replace(',', '.'));
  const unit = (match[2] as string).toLowerCase();
  return unit.startsWith('h') || unit.startsWith('s')
    ? amount / 8
    : unit.startsWith('w')
      ? amount * 5
      : amount;
}

/** c7: one need. */
export function atomic(analysis: Analysis, kind: ItemKind): Criterion {
  const id = 'atomic';
  if (kind === 'bug' || kind === 'support' || kind === 'test')
    return criterion(id, null, 'Not judged for this kind of item.');
  if (analysis.language !== 'en') return unjudged(id, analysis);
  if (analysis.aside !== null && analysis.compound === `the aside “${analysis.aside.slice(0, 60)}”`) {
    return criterion(id, 0.5, `The aside ${quoted(analysis.aside)} may be a second need.`);
  }
  if (analysis.compound !== null) return criterion(id, 0, `Seems to hold two needs: ${analysis.compound}.`);
  return criterion(id, 1, 'Holds one need.');
}

/** c8: leaves the how open. */
export function negotiable(analysis: Analysis, kind: ItemKind, cuesNeeded = 2): Criterion {
  const id = 'negotiable';
  if (kind !== 'story') return criterion(id, null, 'Not judged for this kind of item.');
  if (analysis.language !== 'en') return unjudged(id, analysis);
  const cues = analysis.implementationCues;
  if (cues.length < cuesNeeded) return criterion(id, 1, 'Leaves the solution open.');
  const named = cues.slice(0, 2).join(' and ');
  return analysis.benefit
    ? criterion(id, 0.5, `Names ${named}, but says what for.`)
    : criterion(id, 0, `Dictates ${named} and does not say what for.`);
}
