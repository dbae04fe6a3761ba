import type { Sprint, SprintId } from '../../history/team-history.ts';
import { instantOf, isRecord, listOf, ownText, textOf } from './json.ts';
import type { Json } from './json.ts';

/** `com.atlassian.greenhopper.service.sprint.Sprint@1f39[id=7,rapidViewId=8,state=CLOSED,name=…]` of Data Center. */
const GREENHOPPER = /^com\.atlassian\.greenhopper\.service\.sprint\.Sprint@[^[]*\[(.*)\]$/s;
const PAIR =
  /(id|rapidViewId|state|name|goal|startDate|endDate|completeDate|activatedDate|sequence|synced|autoStartStop|incompleteIssuesDestinationId)=/g;

/** Sprints that an export or a project knows, gathered from lists of sprints and from the values of the sprint field. */
export class Sprints {
  private readonly known = new Map<SprintId, Sprint>();
  /** Whether any sprint carries a `goal` key at all: older Data Centers have none. */
  goalsRecorded = false;

  /** The sprints of an earlier run. */
  static restored(saved: readonly Sprint[], goalsRecorded: boolean): Sprints {
    const sprints = new Sprints();
    for (const sprint of saved) sprints.known.set(sprint.id, sprint);
    sprints.goalsRecorded = goalsRecorded;
    return sprints;
  }

  /** Notes a sprint of the project's own list: what it says replaces what older copies said. */
  list(value: unknown): SprintId | null {
    if (isRecord(value) && isSprint(value)) this.known.delete(textOf(value.id) ?? '');
    return this.note(value);
  }

  /** Notes a sprint in any of its forms; null when it is none. */
  note(value: unknown): SprintId | null {
    const json = typeof value === 'string' ? fromGreenhopper(value) : value;
    if (!isRecord(json) || !isSprint(json)) return null;
    const sprint = sprintOf(json);
    if (Object.hasOwn(json, 'goal')) this.goalsRecorded = true;
    this.known.set(sprint.id, merged(this.known.get(sprint.id), sprint));
    return sprint.id;
  }

  /** Drops a sprint that was deleted. */
  forget(id: SprintId): void {
    this.known.delete(id);
  }

  get(id: SprintId): Sprint | undefined {
    return this.known.get(id);
  }

  all(): Sprint[] {
    return [...this.known.values()].sort(byStart);
  }
}

/** Whether a value of a custom field is the value of a sprint field: what tells the field where no schema does. */
export function isSprintValue(value: unknown): boolean {
  return listOf(value).some((entry) =>
    typeof entry === 'string' ? GREENHOPPER.test(entry) : isSprint(entry),
  );
}

/** A sprint object: an id, a name, one of Jira's three states, and no fields of other things. */
export function isSprint(value: unknown): boolean {
  if (!isRecord(value) || textOf(value.id) === null || textOf(value.name) === null) return false;
  return (
    ['future', 'active', 'closed'].includes(String(value.state).toLowerCase()) &&
    !Object.hasOwn(value, 'fields')
  );
}

function sprintOf(json: Json): Sprint {
  const state = String(json.state).toLowerCase() as Sprint['state'];
  return {
    id: textOf(json.id) ?? '',
    name: textOf(json.name) ?? '',
    goal: ownText(json, 'goal'),
    state,
    start: instantOf(json.startDate),
    end: instantOf(json.endDate),
    completed: instantOf(json.completeDate),
    board: textOf(json.originBoardId) ?? textOf(json.boardId) ?? textOf(json.rapidViewId),
    goalMet: null,
  };
}

const PROGRESS = { future: 0, active: 1, closed: 2 } as const;

/** Copies inside issues may be older than the list: the one that is further on wins, and fills its gaps from the other. */
function merged(old: Sprint | undefined, next: Sprint): Sprint {
  if (old === undefined) return next;
  const [base, other] = PROGRESS[next.state] >= PROGRESS[old.state] ? [next, old] : [old, next];
  return {
    ...base,
    goal: base.goal ?? other.goal,
    start: base.start ?? other.start,
    end: base.end ?? other.end,
    completed: base.completed ?? other.completed,
    board: base.board ?? other.board,
  };
}

function fromGreenhopper(text: string): Json | null {
  const inner = GREENHOPPER.exec(text)?.[1];
  if (inner === undefined) return null;
  const pairs: Json = {};
  const marks = [...inner.matchAll(PAIR)].filter((mark) => mark.index === 0 || inner[mark.index - 1] === ',');
  marks.forEach((mark, index) => {
    const end = marks[index + 1]?.index ?? inner.length + 1;
    const value = inner.slice(mark.index + mark[0].length, end - 1);
    if (value !== '<null>') pairs[mark[1] as string] = value;
  });
  if (inner.includes('goal=')) pairs.goal ??= '';
  return pairs;
}

function byStart(a: Sprint, b: Sprint): number {
  return (a.start ?? Infinity) - (b.start ?? Infinity) || (a.id < b.id ? -1 : 1);
}
