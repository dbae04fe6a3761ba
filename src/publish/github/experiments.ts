import { defuse } from '../defuse.ts';
import { escapeMarkdown } from '../../reports/escape/markdown.ts';
import { shorten } from '../../reports/escape/text.ts';
import type { Experiment } from '../../reports/report.ts';

/** A line of the task list. */
export interface Task {
  readonly text: string;
  readonly done: boolean;
}

const OPEN = '<!-- hatcheck:experiments -->';
const CLOSE = '<!-- /hatcheck:experiments -->';
const LINE = /^\s*[-*] \[([ xX])\] (.+)$/;
const MOST = 20;
const LONGEST = 400;

/** The tasks of an issue's body, ticked or not, also those that people added. */
export function tasksOf(body: string): Task[] {
  const start = body.indexOf(OPEN);
  const end = body.indexOf(CLOSE, start);
  if (start === -1 || end === -1) return [];
  return body
    .slice(start, end)
    .split('\n')
    .flatMap((line) => {
      const [, mark, text] = LINE.exec(line) ?? [];
      return text === undefined ? [] : [{ text: defuse(shorten(text.trim(), LONGEST)), done: mark !== ' ' }];
    })
    .slice(0, MOST);
}

/**
 * What this week's issue lists: the experiments of the report that still run, this week's lines as people left them, and
 * last week's that were not ticked. One that the configuration has ended is not carried on.
 */
export function tasksFor(
  experiments: readonly Experiment[],
  asOf: string,
  thisWeek: readonly Task[],
  lastWeek: readonly Task[],
): Task[] {
  const ended = experiments.filter((each) => each.until !== null && each.until < asOf);
  const over = new Set(ended.map((each) => keyOf(escapeMarkdown(each.text))));
  const tasks = new Map<string, Task>();
  const running = experiments.filter((each) => !ended.includes(each));
  for (const { text } of running) {
    const line = escapeMarkdown(shorten(text, LONGEST));
    tasks.set(keyOf(line), { text: line, done: false });
  }
  for (const task of lastWeek)
    if (!task.done && !tasks.has(keyOf(task.text))) tasks.set(keyOf(task.text), task);
  for (const task of thisWeek) {
    const known = tasks.get(keyOf(task.text));
    tasks.set(keyOf(task.text), known === undefined ? task : { ...known, done: task.done });
  }
  return [...tasks]
    .filter(([key]) => !over.has(key))
    .map(([, task]) => task)
    .slice(0, MOST);
}

/** The list as it stands in the issue; people may tick, change and add lines between its hidden marks. */
export function taskList(tasks: readonly Task[]): string {
  return [
    'Tick what is done; add lines of your own. What is open goes on into next week’s issue.',
    '',
    OPEN,
    ...tasks.map(({ text, done }) => `- [${done ? 'x' : ' '}] ${text}`),
    CLOSE,
  ].join('\n');
}

function keyOf(text: string): string {
  return text
    .replace(/[\u200B\\]/g, '')
    .trim()
    .toLowerCase();
}
