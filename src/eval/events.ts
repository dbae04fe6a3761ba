import { classifyRecord } from '../events/records.ts';

/** How titles of public issues about Scrum events are understood, against people's labels. */

interface Labelled {
  readonly title: string;
  readonly labels: readonly string[];
  readonly state: string;
  readonly excerpt: string;
  readonly kind: string;
}

export type EventTable = ReadonlyMap<string, ReadonlyMap<string, number>>;

const FOUND = ['record', 'action-item', 'unclear', 'about', 'nothing'] as const;
const LABELLED = ['record', 'action-item', 'ambiguous', 'preparation', 'lookalike'] as const;

/** Confusion table: labelled kind, then what hatcheck takes it for, in number of issues. */
export function evaluateEvents(jsonLines: string): EventTable {
  const table = new Map<string, Map<string, number>>();
  for (const line of jsonLines.trim().split('\n')) {
    const row = JSON.parse(line) as Labelled;
    const found = classifyRecord({
      title: row.title,
      labels: row.labels,
      type: null,
      text: row.excerpt,
      done: row.state === 'closed',
    });
    const counts = table.get(row.kind) ?? new Map<string, number>();
    const as = found?.as ?? 'nothing';
    counts.set(as, (counts.get(as) ?? 0) + 1);
    table.set(row.kind, counts);
  }
  return table;
}

/** The section "Records of Scrum events" of docs/accuracy.md. */
export function eventSection(table: EventTable, date: string): string {
  const total = [...table.values()].flatMap((counts) => [...counts.values()]).reduce((sum, n) => sum + n, 0);
  return [
    `Measured ${date} with \`npm run eval:events\` on ${total} public issues that mention a Scrum event, labelled by people. Only what is found as a record counts as evidence that an event took place; a work item about events never does.`,
    [
      `| labelled as | ${FOUND.join(' | ')} |`,
      `| --- | ${FOUND.map(() => '---:').join(' | ')} |`,
      ...LABELLED.map(
        (kind) => `| ${kind} | ${FOUND.map((as) => table.get(kind)?.get(as) ?? 0).join(' | ')} |`,
      ),
    ].join('\n'),
  ].join('\n\n');
}
