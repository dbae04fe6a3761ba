import { readFile, stat } from 'node:fs/promises';
import { UsageError } from '../../errors.ts';
import type { Fact, ReasonCode } from '../../history/reasons.ts';
import { FACTS } from '../../history/reasons.ts';
import type { Instant, Item, TeamHistory } from '../../history/team-history.ts';
import type { FileReader, FileSample } from './reader.ts';
import { decode } from './sample.ts';

/** One story a line: title = the line, key = `LINE-n` by the line's number in the file, order = line order. */
export const plainTextStories: FileReader = {
  id: 'plain-text',
  title: 'plain text (one story a line)',
  recognises: (sample) =>
    ['txt', 'md', 'text', ''].includes(sample.extension) &&
    !/^\s*[[{]\s*["[{]/.test(sample.head) &&
    isText(sample.head),
  async read(files, context) {
    const histories: TeamHistory[] = [];
    for (const file of files) {
      // A list of lines tells no times: they were written when the file was, so that reading it twice gives the same.
      const written = Math.min(context.now, Math.floor((await stat(file.path)).mtimeMs));
      const items = itemsOf(decode(await readFile(file.path)), written);
      if (items.length === 0) {
        throw new UsageError({
          code: 'FILE_EMPTY',
          message: `${file.path} has no line with text.`,
          next: 'Write one story a line.',
        });
      }
      histories.push(historyOf(file, items, context.teamName ?? file.name, written));
    }
    return histories;
  },
};

function isText(head: string): boolean {
  return !head.includes('\u0000');
}

/** What a list of lines can show: the items and their order. Everything else it has no place for. */
const RECORDED = new Set<Fact>(['items', 'order', 'acceptanceCriteria']);
const CODES: Partial<Record<Fact, ReasonCode>> = {
  sprints: 'NO_SPRINTS',
  sprintGoals: 'NO_GOAL_FIELD',
  goals: 'NO_GOAL_LOCATION',
  roadmap: 'NO_HIERARCHY',
  hierarchy: 'NO_HIERARCHY',
  areas: 'NO_AREAS',
  types: 'NO_TYPES',
  estimates: 'NO_ESTIMATES',
  checklists: 'NO_CHECKLISTS',
  boardStates: 'NO_WAIT_STATES',
  links: 'NO_BLOCK_CONVENTION',
  comments: 'NO_CONVERSATION',
  roster: 'NO_ROSTER',
  pullRequests: 'NO_PR_LINK',
  releases: 'NO_RELEASE_DATA',
  improvementItems: 'NO_IMPROVEMENT_CONVENTION',
  customerSignals: 'KEPT_ELSEWHERE',
  updates: 'KEPT_ELSEWHERE',
};
const HISTORY = [
  'changes',
  'statusHistory',
  'assigneeHistory',
  'rankHistory',
  'priorityHistory',
  'descriptionHistory',
  'estimateHistory',
  'sprintHistory',
] as const;

function unrecorded(): TeamHistory['unrecorded'] {
  const codes: Partial<Record<Fact, readonly ReasonCode[]>> = {};
  for (const fact of HISTORY) codes[fact] = ['NO_CHANGELOG'];
  for (const fact of FACTS) {
    const code = CODES[fact];
    if (code !== undefined && !RECORDED.has(fact)) codes[fact] = [code];
  }
  return codes;
}

function itemsOf(text: string, at: Instant): Item[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [itemOf(line.trim(), index + 1, at)]));
}

function itemOf(title: string, line: number, at: Instant): Item {
  return {
    key: `LINE-${line}`,
    level: 'base',
    type: null,
    title,
    description: null,
    acceptanceCriteria: null,
    checklist: [],
    status: 'open',
    resolution: null,
    priority: null,
    rank: String(line).padStart(9, '0'),
    estimate: null,
    assignee: null,
    creator: null,
    created: at,
    updated: at,
    due: null,
    labels: [],
    areas: [],
    parent: null,
    serves: [],
    sprints: [],
    flagged: false,
    links: [],
    comments: [],
    changes: [],
    attachments: 0,
    customerSignals: 0,
    pullRequests: [],
    versions: [],
    teamField: null,
  };
}

function historyOf(file: FileSample, items: Item[], name: string, at: Instant): TeamHistory {
  return {
    schemaVersion: 1,
    team: {
      name,
      tracker: 'text',
      project: null,
      itemUrlBase: null,
      automaticSprints: false,
      cooldownDays: 0,
      sharedBoard: false,
    },
    readAt: at,
    unrecorded: unrecorded(),
    complete: true,
    gaps: [{ what: 'everything but titles and their order', why: `${file.name} is a plain list of lines` }],
    people: [],
    statuses: [{ id: 'open', name: 'Open', category: 'todo', position: 0, idea: false, dropped: false }],
    priorities: [],
    items,
    sprints: [],
    events: [],
    eventSources: [],
    snapshots: [],
    pullRequests: [],
    releases: [],
    roadmap: [],
    goals: [],
    updates: [],
    declaredRoles: [],
    listedMembers: null,
  };
}
