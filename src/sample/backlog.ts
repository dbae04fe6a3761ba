import type { Instant, ItemLevel, PersonId } from '../history/team-history.ts';
import { IMPROVEMENT_LABEL, PRIORITIES, STATUS, TYPE } from './board.ts';
import { comment, rerank, set, setEstimate, type DraftItem } from './draft.ts';
import { DAY, MINUTE, at, during, workdays } from './hours.ts';
import { EPICS } from './texts/stories.ts';
import { REFINEMENT_NOTES, STAKEHOLDER_NOTES } from './texts/other-work.ts';
import type { ImprovementText, Manner, WorkKind, WorkText } from './texts/render.ts';
import { newKey, type Card, type World } from './world.ts';

/** How long before the first Sprint the Product Backlog was begun. */
const BEGUN_DAYS = 100;
/** Before the first Sprint the team only orders and refines. */
export const PREPARED_DAYS = 21;
const CREATED_BY = [
  ['product-owner', 0.62],
  ['developer', 0.28],
  ['stakeholder', 0.1],
] as const;
const NEW_PRIORITY = [
  [1, 0.12],
  [2, 0.46],
  [3, 0.28],
  [4, 0.14],
] as const;

export function createEpics(world: World): void {
  const { options, cast } = world;
  for (const [index, text] of EPICS.entries()) {
    const created = at(options.start - (BEGUN_DAYS + 20 - index) * DAY, 10);
    const epic = blank(world, 'above', TYPE.epic, text.title, created, cast.productOwner.id);
    epic.description = `${text.about}\n\n${text.goals[0]}.`;
    epic.areas = [text.area];
    epic.status = STATUS.progress;
    world.epics.push(epic);
  }
}

/** The items that waited when the first Sprint began. */
export function createInitialBacklog(world: World): void {
  const random = world.random('initial');
  const days = workdays(world.options.start - BEGUN_DAYS * DAY, world.options.start - PREPARED_DAYS * DAY);
  const times = Array.from({ length: world.options.backlog }, () =>
    during(random, random.pick(days), 9, 17),
  ).sort((a, b) => a - b);
  for (const time of times) createItem(world, time);
}

/** Somebody writes down a new piece of work; it gets a place in the order. */
export function createItem(world: World, time: Instant, wanted?: WorkKind): Card {
  const random = world.random('backlog');
  const text = world.texts.take(wanted ?? pickKind(world));
  const { cast, options } = world;
  const creator = random.weighted(CREATED_BY);
  const by =
    creator === 'product-owner'
      ? cast.productOwner
      : random.pick(creator === 'developer' ? cast.developers : cast.stakeholders);
  const item = blank(world, 'base', TYPE[text.kind], text.title, time, by.id);
  item.description = random.chance(0.75) ? text.idea : null;
  item.areas = [text.area];
  item.parent = parentOf(world, text);
  if (random.chance(options.customerSignals)) customerSignal(world, item, time);
  const priority = text.kind === 'bug' ? random.int(1, 2) : random.weighted(NEW_PRIORITY);
  item.priority = PRIORITIES[priority] as string;
  const card = newCard(item, text, priority);
  world.cards.set(item, card);
  insertByPriority(world, card);
  return card;
}

/** Stories belong to their epic; some of the other work supports the epic of its area, defects stand alone. */
function parentOf(world: World, text: WorkText): string | null {
  if (text.epic !== null) return (world.epics[text.epic] as DraftItem).key;
  if (text.kind === 'bug' || !world.random('parents').chance(0.4)) return null;
  return world.epics.find(({ areas }) => areas[0] === text.area)?.key ?? null;
}

function pickKind(world: World): WorkKind {
  const { bugs, debt, spikes } = world.options;
  return world.random('backlog').weighted([
    ['bug', bugs],
    ['debt', debt],
    ['spike', spikes],
    ['task', 0.05],
    ['story', Math.max(0, 0.95 - bugs - debt - spikes)],
  ] as const);
}

function customerSignal(world: World, item: DraftItem, time: Instant): void {
  const random = world.random('signals');
  item.customerSignals = random.int(1, 4);
  const who = random.pick(world.cast.stakeholders);
  comment(item, time + random.int(1, 50) * MINUTE, who.id, random.pick(STAKEHOLDER_NOTES));
}

/** More important items enter higher up, none straight at the top. */
function insertByPriority(world: World, card: Card): void {
  const random = world.random('order');
  const low = [0.1, 0.25, 0.4, 0.6, 0.75][card.priority] ?? 0.5;
  const place = Math.round(world.order.length * random.between(low, low + 0.25));
  world.order.splice(Math.max(place, unrefinedFrom(world)), 0, card);
}

/** Place from which on items wait that nobody has talked through yet. */
export function unrefinedFrom({ options, order }: World): number {
  return Math.min(order.length, Math.round(options.refinedAhead * options.planned));
}

export function newCard(item: DraftItem, text: WorkText, priority: number): Card {
  return {
    item,
    text,
    status: STATUS.todo,
    refined: false,
    planned: false,
    estimate: 3,
    priority,
    assignee: null,
    started: 0,
    left: 0,
    blockedUntil: 0,
    everBlocked: false,
    touched: item.created,
    subTasks: [],
    pullRequest: null,
    finished: null,
    reopens: null,
  };
}

export function blank(
  world: World,
  level: ItemLevel,
  type: string,
  title: string,
  created: Instant,
  creator: PersonId,
): DraftItem {
  const item: DraftItem = {
    key: newKey(world),
    level,
    type,
    title,
    description: null,
    acceptanceCriteria: null,
    checklist: [],
    status: STATUS.todo,
    resolution: null,
    priority: PRIORITIES[2],
    rank: null,
    estimate: null,
    assignee: null,
    creator,
    created,
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
  world.draft.items.push(item);
  return item;
}

/** The team talks an item through: full text, an estimate, a note of what was said. */
export function refine(world: World, card: Card, time: Instant): void {
  const random = world.random('refinement');
  const { cast, options } = world;
  const { item } = card;
  const manner: Manner = {
    criteria: random.chance(options.criteria),
    benefit: random.chance(options.benefit),
    form: random.weighted([
      ['list', 0.6],
      ['gherkin', 0.15],
      ['field', 0.25],
    ] as const),
  };
  const refined = card.text.refined(manner);
  set(item, 'description', refined.description, time, cast.productOwner.id);
  if (refined.acceptanceCriteria !== null)
    set(item, 'acceptanceCriteria', refined.acceptanceCriteria, time, cast.productOwner.id);
  const developer = random.pick(cast.developers);
  comment(item, time + 3 * MINUTE, developer.id, random.pick(REFINEMENT_NOTES));
  card.estimate = random.weighted([
    [1, 0.15],
    [2, 0.25],
    [3, 0.3],
    [5, 0.3],
  ] as const);
  const estimator = random.chance(options.estimatedByDevelopers)
    ? random.pick(cast.developers)
    : cast.productOwner;
  setEstimate(item, card.estimate, time + 5 * MINUTE, estimator.id);
  card.refined = true;
  card.touched = time;
}

/** A Refinement of an hour: the highest items that are not refined yet, as far as the team looks ahead. */
export function refineAhead(world: World, day: Instant, hour = 14): void {
  const wanted = Math.round(world.options.refinedAhead * world.options.planned);
  const due = world.order
    .slice(0, wanted)
    .filter((card) => !card.refined && card.item.created < at(day, hour));
  for (const [index, card] of due.slice(0, 10).entries())
    refine(world, card, at(day, hour) + (index * 6 + 1) * MINUTE);
}

export function createImprovement(world: World, text: ImprovementText, time: Instant, owner: PersonId): Card {
  const { cast } = world;
  const item = blank(world, 'base', TYPE.task, text.title, time, cast.scrumMaster.id);
  item.description = text.text;
  item.labels = [IMPROVEMENT_LABEL, ...(text.rule === null ? [] : [text.rule])];
  item.areas = ['Team'];
  const card = newCard(item, improvementWork(text), 2);
  card.refined = true;
  card.estimate = 1;
  set(item, 'assignee', owner, time + 2 * MINUTE, owner);
  setEstimate(item, 1, time + 3 * MINUTE, owner);
  card.assignee = owner;
  world.cards.set(item, card);
  return card;
}

function improvementWork(text: ImprovementText): WorkText {
  return {
    kind: 'task',
    title: text.title,
    area: 'Team',
    epic: null,
    idea: text.text,
    refined: () => ({ description: text.text, acceptanceCriteria: null }),
  };
}

/** Moves a card to a place in the order; the tracker records that, not where to. */
export function move(world: World, card: Card, place: number, time: Instant, by: PersonId): void {
  const from = world.order.indexOf(card);
  if (from < 0) return;
  world.order.splice(from, 1);
  world.order.splice(place, 0, card);
  rerank(card.item, time, by);
}
