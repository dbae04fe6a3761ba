import type { EventKind, Instant, ScrumEvent, Sprint, SprintId } from '../history/team-history.ts';
import { DAY, type WorkingTime } from '../history/working-time.ts';

/** Something that may be the trace of an event, with every time at which it may count (an item: created, finished). */
export interface Candidate {
  readonly event: ScrumEvent;
  readonly times: readonly Instant[];
  /** Activity or an announcement: supports "held", never counts as the event itself. */
  readonly weak: boolean;
  /** Where it was seen, in plain words. */
  readonly where: string;
}

export interface Placed extends Candidate {
  readonly at: Instant;
}

/** Working days before and after the anchor (rules §3): planning around the start, the others around the end. */
export const EVENT_WINDOWS = {
  planning: { anchor: 'start', before: 2, after: 1 },
  review: { anchor: 'end', before: 2, after: 2 },
  retrospective: { anchor: 'end', before: 1, after: 3 },
} as const;

interface DatedSprint {
  readonly id: SprintId;
  readonly start: Instant;
  readonly end: Instant;
}

/** Sprints with dates, oldest first; the end is the completion, while it runs the planned end. */
export function datedSprints(sprints: readonly Sprint[]): readonly DatedSprint[] {
  const dated: DatedSprint[] = [];
  for (const sprint of sprints) {
    const end = sprint.completed ?? sprint.end;
    if (sprint.start !== null && end !== null) dated.push({ id: sprint.id, start: sprint.start, end });
  }
  return dated.sort((a, b) => a.start - b.start || a.end - b.end || (a.id < b.id ? -1 : 1));
}

/**
 * Gives each candidate to one sprint at most: planning, review and retrospective to the one whose start or end is nearest
 * (a tie goes to the earlier), if it lies in its window; daily and refinement to the sprint during which they take place.
 */
export function placeEvents(
  kind: EventKind,
  candidates: readonly Candidate[],
  sprints: readonly DatedSprint[],
  clock: WorkingTime,
): ReadonlyMap<SprintId, readonly Placed[]> {
  const placed = new Map<SprintId, Placed[]>();
  for (const candidate of candidates) {
    const found =
      kind === 'daily' || kind === 'refinement'
        ? during(candidate, sprints)
        : nearest(kind, candidate, sprints, clock);
    if (found === null) continue;
    const list = placed.get(found.sprint.id);
    const one: Placed = { ...candidate, at: found.at };
    if (list === undefined) placed.set(found.sprint.id, [one]);
    else list.push(one);
  }
  for (const list of placed.values()) list.sort((a, b) => a.at - b.at || (a.event.id < b.event.id ? -1 : 1));
  return placed;
}

/** Far beyond any window, whatever the holidays: saves counting working days. */
const FARTHEST = 120 * DAY;

interface Place {
  readonly sprint: DatedSprint;
  readonly at: Instant;
}

function during(candidate: Candidate, sprints: readonly DatedSprint[]): Place | null {
  for (const at of candidate.times) {
    const sprint = sprints.find((one) => one.start <= at && at <= one.end);
    if (sprint !== undefined) return { sprint, at };
  }
  return null;
}

function nearest(
  kind: keyof typeof EVENT_WINDOWS,
  candidate: Candidate,
  sprints: readonly DatedSprint[],
  clock: WorkingTime,
): Place | null {
  const { anchor, before, after } = EVENT_WINDOWS[kind];
  let best: Place | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const at of candidate.times) {
    const sprint = nearestSprint(at, anchor, sprints);
    if (sprint === null) continue;
    const distance = Math.abs(at - sprint[anchor]);
    if (distance > FARTHEST || distance >= bestDistance) continue;
    const inWindow = at >= clock.add(sprint[anchor], -before) && at <= clock.add(sprint[anchor], after);
    if (inWindow) {
      best = { sprint, at };
      bestDistance = distance;
    }
  }
  return best;
}

/** Sprints come oldest first, so that a tie goes to the earlier. */
function nearestSprint(
  at: Instant,
  anchor: 'start' | 'end',
  sprints: readonly DatedSprint[],
): DatedSprint | null {
  let best: DatedSprint | null = null;
  for (const sprint of sprints) {
    if (best === null || Math.abs(at - sprint[anchor]) < Math.abs(at - best[anchor])) best = sprint;
  }
  return best;
}
