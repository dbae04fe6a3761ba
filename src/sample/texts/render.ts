import type { Random } from '../random.ts';
import { EPICS } from './stories.ts';
import { BUGS, DEBTS, IMPROVEMENTS, SPIKES, TASKS } from './other-work.ts';

export type WorkKind = 'story' | 'bug' | 'spike' | 'debt' | 'task';

/** One piece of work as words: what is written when the idea comes up, and what refinement makes of it. */
export interface WorkText {
  readonly kind: WorkKind;
  readonly title: string;
  readonly area: string;
  /** Place in `EPICS`; null for work that serves no epic. */
  readonly epic: number | null;
  /** The first, short note. */
  readonly idea: string | null;
  readonly refined: (manner: Manner) => Refined;
}

/** How a refined item is written down. */
export interface Manner {
  readonly criteria: boolean;
  readonly benefit: boolean;
  /** Criteria as a list under a heading, as Given/When/Then, or in a field of their own. */
  readonly form: 'list' | 'gherkin' | 'field';
}

export interface Refined {
  readonly description: string;
  readonly acceptanceCriteria: string | null;
}

interface Row {
  readonly cells: readonly string[];
}

function rows(table: string): Row[] {
  return table
    .trim()
    .split('\n')
    .map((line) => ({ cells: line.split('|').map((cell) => cell.trim()) }));
}

function list(cell: string | undefined): string[] {
  return (cell ?? '').split(';').map((part) => part.trim());
}

const bulletList = (lines: readonly string[]): string => lines.map((line) => `* ${line}`).join('\n');
const numbered = (lines: readonly string[]): string =>
  lines.map((line, index) => `${index + 1}. ${line}`).join('\n');

function storyText(cells: readonly string[], epic: number): WorkText {
  const [title = '', who = '', want = '', benefit = ''] = cells;
  const criteria = list(cells[4]);
  return {
    kind: 'story',
    title,
    area: (EPICS[epic] as (typeof EPICS)[number]).area,
    epic,
    idea: `Idea for ${withArticle(who)}: ${want}.`,
    refined: (manner) => {
      const sentence = `As ${withArticle(who)} I want to ${want}${manner.benefit ? `, so that ${benefit}` : ''}.`;
      if (!manner.criteria)
        return { description: `${sentence}\n\n${CONTEXT[epic % CONTEXT.length]}`, acceptanceCriteria: null };
      if (manner.form === 'field') return { description: sentence, acceptanceCriteria: bulletList(criteria) };
      const written =
        manner.form === 'gherkin' ? gherkin(title, who, criteria.slice(0, 2)) : bulletList(criteria);
      return { description: `${sentence}\n\nAcceptance criteria\n\n${written}`, acceptanceCriteria: null };
    },
  };
}

/** Said about a story when nobody wrote criteria. */
const CONTEXT = [
  'The page exists already, the data comes from the price service. Design sent two sketches, the second one is the newer.',
  'Operations knows about this and has a person who can answer questions about the tours and their limits.',
  'We talked about this with care last month; the texts of the old page can be used for the first version.',
];

function gherkin(title: string, who: string, criteria: readonly string[]): string {
  return criteria
    .map(
      (criterion, index) =>
        `Scenario: ${title} (${index + 1})\n  Given ${withArticle(who)} in the checkout\n  When the order is at this step\n  Then ${lowerFirst(criterion)}`,
    )
    .join('\n\n');
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function withArticle(who: string): string {
  return `${/^[aeiou]/i.test(who) ? 'an' : 'a'} ${who}`;
}

function bugText({ cells }: Row): WorkText {
  const [title = '', steps, expected = '', actual = '', impact = '', area = ''] = cells;
  const head = `Steps to reproduce\n\n${numbered(list(steps))}`;
  return {
    kind: 'bug',
    title,
    area,
    epic: null,
    idea: `${actual}.`,
    refined: (manner) => ({
      description: manner.criteria
        ? `${head}\n\nExpected: ${expected}.\n\nActual: ${actual}.\n\nEnvironment: production, web and phone.\n\nImpact: ${impact}.`
        : `${actual}. ${impact}. Seen in production by two people of customer care this week.`,
      acceptanceCriteria: null,
    }),
  };
}

function spikeText({ cells }: Row): WorkText {
  const [title = '', output = '', days = '', area = ''] = cells;
  return {
    kind: 'spike',
    title,
    area,
    epic: null,
    idea: null,
    refined: () => ({
      description: `Question: ${title}\n\nTimebox: ${days} days.\n\nExpected output: ${lowerFirst(output)}, so that we can decide about the next step in the review.`,
      acceptanceCriteria: null,
    }),
  };
}

function debtText({ cells }: Row): WorkText {
  const [title = '', why = '', done, area = ''] = cells;
  return {
    kind: 'debt',
    title,
    area,
    epic: null,
    idea: `${why}.`,
    refined: () => ({
      description: `Why: ${why}.\n\nDone when\n\n${bulletList(list(done))}`,
      acceptanceCriteria: null,
    }),
  };
}

const TASK_DONE = [
  'The result is written on this item, with a link to where it is kept',
  'Somebody who works with it every day has checked it',
];

function taskText({ cells }: Row): WorkText {
  const [title = '', text = '', area = ''] = cells;
  return {
    kind: 'task',
    title,
    area,
    epic: null,
    idea: text,
    refined: () => ({
      description: `${text}\n\nDone when\n\n${bulletList(TASK_DONE)}`,
      acceptanceCriteria: null,
    }),
  };
}

const POOL: Record<WorkKind, readonly WorkText[]> = {
  story: EPICS.flatMap((epic, index) => rows(epic.stories).map(({ cells }) => storyText(cells, index))),
  bug: rows(BUGS).map(bugText),
  spike: rows(SPIKES).map(spikeText),
  debt: rows(DEBTS).map(debtText),
  task: rows(TASKS).map(taskText),
};

/** The words behind a title, for transformations that write an item anew. */
export function workByTitle(title: string): WorkText | undefined {
  return BY_TITLE.get(title);
}

const BY_TITLE = new Map(
  Object.values(POOL)
    .flat()
    .map((text) => [text.title, text]),
);

/** Where a text is used again after the pool ran out: titles stay unique, as people would write them. */
const VARIANTS = [
  'the phone app',
  'business customers',
  'the Austrian shop',
  'the tablet page',
  'the English pages',
  'partner shops',
  'the staff shop',
  'new regions',
  'the night service',
  'large households',
];

export class TextPool {
  private readonly left = new Map<WorkKind, WorkText[]>();
  private readonly round = new Map<WorkKind, number>();

  constructor(private readonly random: Random) {}

  /** The next text of a kind; each is given once before any is given again for another market. */
  take(kind: WorkKind): WorkText {
    let left = this.left.get(kind) ?? [];
    if (left.length === 0) {
      this.round.set(kind, (this.round.get(kind) ?? -1) + 1);
      left = this.random.shuffled(POOL[kind]);
    }
    const text = left.pop() as WorkText;
    this.left.set(kind, left);
    return variant(text, this.round.get(kind) ?? 0);
  }
}

function variant(text: WorkText, round: number): WorkText {
  if (round === 0) return text;
  const market = VARIANTS[(round - 1) % VARIANTS.length] as string;
  const release = Math.floor((round - 1) / VARIANTS.length);
  const where = release === 0 ? market : `${market}, release ${release + 1}`;
  return {
    ...text,
    title: text.title.endsWith('?') ? `For ${where}: ${lowerFirst(text.title)}` : `${text.title} in ${where}`,
    refined: (manner) => {
      const refined = text.refined(manner);
      return {
        ...refined,
        description: `This is about ${where}; the web shop has it since spring.\n\n${refined.description}`,
      };
    },
  };
}

export interface ImprovementText {
  readonly title: string;
  readonly text: string;
  /** The rule whose measure the team wants to move; null where it looks at something else. */
  readonly rule: string | null;
}

export const IMPROVEMENT_TEXTS: readonly ImprovementText[] = rows(IMPROVEMENTS).map(({ cells }) => ({
  title: cells[0] ?? '',
  text: cells[1] ?? '',
  rule: cells[2] ?? null,
}));
