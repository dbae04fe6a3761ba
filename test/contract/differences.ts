import { DECLARATIONS } from '../../src/connectors/declarations.ts';
import type { FactRecord, Records } from '../../src/connectors/records.ts';
import { FACTS, type Fact } from '../../src/history/reasons.ts';
import { PROJECTIONS } from './projections.ts';
import {
  throughGithub,
  throughJira,
  throughJiraJson,
  throughLinear,
  throughSavedHistory,
  type Read,
} from './sources.ts';

export interface Source {
  readonly name: string;
  readonly read: Read;
  readonly records: Records;
  /** How a fact that is kept in part is compared: the same on both sides. Facts without an entry are left out. */
  readonly partly: Partial<Record<Fact, (value: unknown) => unknown>>;
  /** Parts of the sample team that this way in has no place for, and why. */
  readonly lost: Partial<Record<Fact, string>>;
}

const declared = (title: string): Records => {
  const found = DECLARATIONS.find((one) => one.title === title);
  if (found === undefined) throw new Error(`Nothing is declared for ${title}.`);
  return found.records;
};

type Edit = readonly [at: number, by: string | null, from: unknown, to: unknown];
type Dated = { readonly name: string; readonly state: string; readonly start: number; readonly end: number };

/** Edits with their time and person, without the texts. */
const whoAndWhen = (value: unknown): unknown =>
  Object.entries(value as Record<string, Edit[]>).map(([key, edits]) => [
    key,
    edits.map(([at, by]) => [at, by]),
  ]);
const DAY = 86_400_000;
/** Sprints by the days they begin and end on. */
const wholeDays = (value: unknown): unknown =>
  (value as Dated[]).map(({ name, state, start, end }) => [
    name,
    state,
    Math.floor(start / DAY),
    Math.ceil(end / DAY),
  ]);
const same = (value: unknown): unknown => value;

const JIRA_PARTLY = { rankHistory: same, sprintGoals: same, customerSignals: same };

/** Every way in which one sample team is read. */
export const SOURCES: readonly Source[] = [
  {
    name: 'Jira Cloud',
    read: throughJira('cloud'),
    records: declared('Jira'),
    partly: JIRA_PARTLY,
    lost: {},
  },
  {
    name: 'Jira Data Center',
    read: throughJira('data-center'),
    records: declared('Jira'),
    partly: JIRA_PARTLY,
    lost: {},
  },
  {
    name: 'Jira, exported',
    read: throughJiraJson,
    records: declared('Jira'),
    partly: JIRA_PARTLY,
    lost: { goals: 'an export of issues holds no description of the project' },
  },
  {
    name: 'Linear',
    read: throughLinear,
    records: declared('Linear'),
    partly: { descriptionHistory: whoAndWhen, sprintGoals: same, types: same },
    lost: {},
  },
  {
    name: 'GitHub, milestones',
    read: throughGithub('milestones'),
    records: declared('GitHub, milestones'),
    partly: { sprintGoals: same, links: same, customerSignals: same },
    lost: {},
  },
  {
    name: 'GitHub, iterations',
    read: throughGithub('iterations'),
    records: declared('GitHub, iterations'),
    partly: { sprints: wholeDays, links: same, customerSignals: same },
    lost: {},
  },
];

export const SAVED: Read = throughSavedHistory;

/** Facts that the sample team's tracker does not show, or shows in a way of its own, and why they are not compared. */
export const NOT_COMPARED: Partial<Record<Fact, string>> = {
  roadmap: 'each tracker has plans of its own kind: epics, projects, milestones',
  areas: 'components are Jira’s alone; elsewhere labels stand for them, and labels are compared',
  acceptanceCriteria: 'they stand in the description, which is compared',
  checklists: 'the sample team has none; the connectors’ own tests hold task lists',
  improvementItems: 'they follow from labels, which are compared',
  releases: 'versions, releases of a repository: the portable team has none',
  updates: 'the sample team writes none',
  roles: 'declared in the configuration',
  events: 'calendars and wikis',
  attendees: 'calendars and wikis',
  wiki: 'calendars and wikis',
};

/** How a source and the original are compared on a fact; null where the source declares that it keeps nothing of it. */
export function comparisonOf(source: Source, fact: Fact): ((value: unknown) => unknown) | null {
  const { keeps } = source.records[fact];
  if (keeps === 'yes') return same;
  return keeps === 'partly' ? (source.partly[fact] ?? null) : null;
}

/** Facts that are changes of one kind each: what "changes" is made of. */
const HISTORIES = FACTS.filter((fact) => fact.endsWith('History'));

/** What a source declares not to keep as it is of the facts that a rule needs: why it may judge differently. */
export function whyDifferent(records: Records, needs: readonly Fact[]): [Fact, FactRecord][] {
  const all = needs.includes('changes') ? [...needs, ...HISTORIES] : needs;
  return FACTS.filter((fact) => all.includes(fact) && records[fact].keeps !== 'yes').map((fact) => [
    fact,
    records[fact],
  ]);
}

export const COMPARED = FACTS.filter((fact) => PROJECTIONS[fact] !== undefined);
