import { historyAsOf } from '../history/as-of.ts';
import { withoutBots } from '../history/people.ts';
import { inCatalogueOrder, type Fact, type ReasonCode } from '../history/reasons.ts';
import type { Instant, Status, StatusId, TeamHistory } from '../history/team-history.ts';
import { workingTime, type WorkingTime } from '../history/working-time.ts';
import type { Agreements } from './agreements.ts';
import type { Facts, Window } from './facts.ts';

/** What every slice is made from: the history as of `asOf` without bots, the team's clock and the other slices. */
export interface Context {
  readonly history: TeamHistory;
  readonly asOf: Instant;
  readonly agreements: Agreements;
  readonly clock: WorkingTime;
  readonly window: Window;
  /** The other slices; each is made on first use. */
  readonly facts: Facts;
  /** Histories of the other configured teams without bots; what is later than `asOf` may be in them. */
  readonly neighbours: readonly TeamHistory[];
  statusOf(id: StatusId): Status;
  /** Why the source cannot record the fact; empty when it can. */
  unrecorded(fact: Fact): readonly ReasonCode[];
}

export interface TeamInput {
  readonly history: TeamHistory;
  readonly agreements: Agreements;
  readonly asOf: Instant;
  readonly neighbours?: readonly TeamHistory[];
}

/** Facts that are changes over time: without any recorded change only NO_CHANGELOG is given for them. */
const HISTORY_FACTS: ReadonlySet<Fact> = new Set([
  'changes',
  'statusHistory',
  'assigneeHistory',
  'rankHistory',
  'priorityHistory',
  'descriptionHistory',
  'estimateHistory',
  'sprintHistory',
]);

export interface Prepared {
  readonly history: TeamHistory;
  readonly clock: WorkingTime;
  readonly neighbours: readonly TeamHistory[];
  statusOf(id: StatusId): Status;
  unrecorded(fact: Fact): readonly ReasonCode[];
}

/** The history as it stood at `asOf`, without bots. */
export function prepare(input: TeamInput): Prepared {
  const history = withoutBots(historyAsOf(input.history, input.asOf));
  const statuses = new Map(history.statuses.map((status) => [status.id, status]));
  return {
    history,
    clock: workingTime(input.agreements),
    neighbours: (input.neighbours ?? []).map(neighbour),
    statusOf: (id) => statuses.get(id) ?? unknownStatus(id),
    unrecorded: (fact) => unrecordedReasons(history, fact),
  };
}

const cleaned = new WeakMap<TeamHistory, TeamHistory>();

/** Cleaned once for all teams that ask: fifty teams have fifty times forty-nine neighbours. */
function neighbour(other: TeamHistory): TeamHistory {
  const known = cleaned.get(other) ?? withoutBots(other);
  cleaned.set(other, known);
  return known;
}

/** A status that the source no longer lists counts as to do: it claims neither work nor completion. */
function unknownStatus(id: StatusId): Status {
  return { id, name: id, category: 'todo', position: 0, idea: false, dropped: false };
}

function unrecordedReasons(history: TeamHistory, fact: Fact): readonly ReasonCode[] {
  const own = history.unrecorded[fact] ?? [];
  if (!HISTORY_FACTS.has(fact)) return own;
  const changes = history.unrecorded.changes ?? [];
  if (changes.includes('NO_CHANGELOG')) return ['NO_CHANGELOG'];
  return inCatalogueOrder([...changes, ...own]);
}
