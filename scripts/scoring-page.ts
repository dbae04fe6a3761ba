import { bandOf } from '../src/assessment/backlog.ts';
import { PART_WEIGHTS } from '../src/assessment/backlog-parts.ts';
import { CAPS, WEIGHTS } from '../src/quality/weights.ts';

const CRITERIA: Readonly<Record<keyof typeof WEIGHTS, string>> = {
  'who-what': 'says who wants what',
  value: 'says what it is good for',
  testable: 'has acceptance criteria that can be checked',
  small: 'fits into a Sprint',
  sized: 'is estimated, where the team estimates',
  independent: 'waits for nothing else',
  atomic: 'is one thing',
  negotiable: 'says what is wanted, not how to build it',
  traceable: 'belongs to something larger: an epic, a goal',
  conversation: 'was talked about',
  fresh: 'was looked at lately',
};

const PARTS: Readonly<Record<keyof typeof PART_WEIGHTS, string>> = {
  ready: 'one Sprint of ready items on top; full detail far down takes off',
  value: 'items near the top say what they are good for',
  order: 'the backlog is ordered, and worked on in that order',
  lean: 'not more than some Sprints of work, few duplicates, little that nobody touches',
  alive: 'ordered and refined on several days of each Sprint',
};

/** What the score of the backlog is made of, with the numbers of the code. */
export function scoringParts(): string[] {
  const weights = Object.entries(WEIGHTS).map(
    ([id, { now, next, later }]) =>
      `| \`${id}\` | ${CRITERIA[id as keyof typeof WEIGHTS]} | ${now} | ${next} | ${later} |`,
  );
  const parts = Object.entries(PART_WEIGHTS).map(
    ([id, weight]) => `| ${id} | ${PARTS[id as keyof typeof PART_WEIGHTS]} | ${weight} |`,
  );
  const bands = [...new Set(Array.from({ length: 101 }, (_, score) => bandOf(score)))]
    .reverse()
    .map((band) => {
      const scores = Array.from({ length: 101 }, (_, score) => score).filter(
        (score) => bandOf(score) === band,
      );
      return `| ${band} | ${Math.min(...scores)} to ${Math.max(...scores)} |`;
    });
  return [
    'The score helps to find the edits that gain most before the next Sprint Planning. It judges texts and their order, never the Product Owner.',
    '## Readiness of an item',
    'Scored are open Product Backlog Items that are not started and in no active Sprint. The first Sprint’s worth of work (measured by what the team finishes) is **now**, the next two **next**, the rest **later**. Detail is wanted near the top only, so each criterion weighs by zone:',
    ['| criterion | the item … | now | next | later |', '| --- | --- | --: | --: | --: |', ...weights].join(
      '\n',
    ),
    'A criterion is met (1), partly (0.5) or not (0). One that does not apply, or cannot be seen, counts for nothing and against nobody: bugs, technical tasks and spikes are asked what suits them. Readiness is the weighted mean.',
    `Some things hold an item of **now** down whatever else is good: a title without a description at ${CAPS.titleOnly}, no acceptance criteria at ${CAPS.noCriteria}, too big for a Sprint at ${CAPS.tooBig}, blocked at ${CAPS.blocked}.`,
    '```sh\nhatcheck backlog\nhatcheck backlog lint CHK-1\nhatcheck backlog --format json\n```',
    '`lint` shows every criterion of one item with its reason; `--format json` and `csv` give every scored item.',
    '## Score of the backlog',
    'From 0 to 100, of five parts that are also shown by themselves:',
    ['| part | what it asks | weight |', '| --- | --- | --: |', ...parts].join('\n'),
    ['| band | score |', '| --- | --- |', ...bands].join('\n'),
    'There is no score where it would promise too much: `COVERAGE` (too little of the weight can be seen), `TOO_FEW_ITEMS` (fewer than 20 items), `NOT_PREDICTIVE` (in the team’s own past, ready items did not fare better than unready ones). The parts, the items and the edits are shown all the same.',
    '## Edits that gain most',
    'For each thing that could be changed hatcheck computes the score with it done; the edits with the largest gain come first. They name items, so that refinement can start with them.',
    '## Does it hold?',
    'Every item that was taken into a past Sprint is read as it stood then and followed to its end: done in its Sprint, not rewritten, not reopened. The report says how ready and unready items of this team fared. [accuracy.md](accuracy.md) measures the criteria against people’s labels.',
  ];
}
