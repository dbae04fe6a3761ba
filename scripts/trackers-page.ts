import { DECLARATIONS, type Declaration } from '../src/connectors/declarations.ts';
import type { FactRecord, Keeps } from '../src/connectors/records.ts';
import { FACTS, type Fact } from '../src/history/reasons.ts';

const MARKS: Readonly<Record<Keeps, string>> = { yes: '●', partly: '◐', snapshots: '◔', no: '–' };

/** What each fact is, for people. */
const TITLES: Readonly<Record<Fact, string>> = {
  items: 'items',
  changes: 'changes over time',
  statusHistory: 'moves between states',
  assigneeHistory: 'changes of the assignee',
  rankHistory: 'changes of the order',
  priorityHistory: 'changes of the priority',
  descriptionHistory: 'edits of texts',
  estimateHistory: 'changes of estimates',
  order: 'the order of the Product Backlog',
  sprints: 'sprints with their dates',
  sprintHistory: 'who was in a sprint when',
  sprintGoals: 'Sprint Goals',
  goals: 'places for a Product Goal',
  roadmap: 'roadmap',
  hierarchy: 'parents and parts',
  areas: 'areas of the product',
  types: 'types of items',
  estimates: 'estimates',
  acceptanceCriteria: 'acceptance criteria',
  checklists: 'checklists',
  boardStates: 'states of the board',
  links: 'links between items',
  comments: 'comments',
  events: 'records of Scrum events',
  attendees: 'attendees of events',
  roles: 'declared accountabilities',
  roster: 'members of the team',
  pullRequests: 'pull requests',
  releases: 'releases',
  wiki: 'pages',
  improvementItems: 'improvement items',
  customerSignals: 'traces of customers',
  updates: 'updates for stakeholders',
};

/** `docs/trackers.md`: the table of facts and trackers, from the connectors' own declarations. */
export function trackersPage(): string {
  const head = ['fact', ...DECLARATIONS.map(({ title }) => title)];
  const rows = FACTS.map((fact) => [
    TITLES[fact],
    ...DECLARATIONS.map(({ records }) => MARKS[records[fact].keeps]),
  ]);
  return `${[
    '<!-- Written by "npm run generate" from the code: do not edit here. -->',
    '# What each tracker records',
    'The same rules judge every team. What a tracker cannot show is never guessed: rules that need it answer "not observable" and say why. This table is made from what the connectors declare; a test reads one sample team through all of them and holds every history against it.',
    '● recorded · ◐ in part, or depending on how the team works there · ◔ not by the tracker itself: daily snapshots (`hatcheck snapshot`) make it observable after two sprints · – not recorded',
    table(head, rows),
    'A saved history (`hatcheck export --history`) records what its own source did. Plain text holds items and their order. Exports of Jira as REST JSON record what Jira does, as far as the changelog is in them.',
    ...DECLARATIONS.filter(({ live }) => live).flatMap(notes),
    '## Snapshots',
    '`hatcheck snapshot` stores what no tracker keeps: the order of open items, the items of every sprint that is not over, Sprint Goals and estimates; no other texts, no names. Run it once a day, at the end of the day, by cron or a scheduled Action. A sprint counts as covered with a snapshot on the day of its start (or at most four days before) and one in its last four days. With two covered sprints their scope, the changes of the order and of estimates are judged. Snapshots know that something changed, not who changed it: rules that need the person stay as they are.',
    '## One person, several accounts',
    'Accounts are joined in this order: what the team declares (`samePeople` in the configuration: logins and addresses that are one person), the same e-mail address, exactly the same login. Names never join anybody, however alike they are.',
  ].join('\n\n')}\n`;
}

function notes({ title, records, sprints }: Declaration): string[] {
  const lines = FACTS.filter((fact) => records[fact].note !== '').map(
    (fact) => `- ${MARKS[records[fact].keeps]} ${TITLES[fact]}: ${noteOf(records[fact])}`,
  );
  return [`## ${title}`, `Sprints are ${sprints}.`, lines.join('\n')];
}

function noteOf({ note, codes }: FactRecord): string {
  return codes.length === 0 ? note : `${note} (${codes.map((code) => `\`${code}\``).join(', ')})`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : ':-:'))), ...rows.map(line)].join(
    '\n',
  );
}
