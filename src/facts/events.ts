import { hasDailyPeak, largestSession, type Act } from '../events/activity.ts';
import { type Candidate, datedSprints, type Placed, placeEvents } from '../events/windows.ts';
import { inCatalogueOrder, type ReasonCode } from '../history/reasons.ts';
import {
  type EventKind,
  type Instant,
  type ScrumEvent,
  type Sprint,
  type SprintId,
  splitSet,
} from '../history/team-history.ts';
import { DAY, HOUR } from '../history/working-time.ts';
import type { Context } from './context.ts';
import {
  IMPROVEMENT_ITEM,
  improvementCandidates,
  ofEvent,
  trackerRecords,
  updateCandidates,
} from './event-candidates.ts';
import type { ClosedSprint, EventEvidence, EventFacts } from './facts.ts';
import { lazy, memo } from './lazy.ts';
import { sinceLookBack } from './window.ts';

/** Strength of a calendar's entry, of something written, and of activity that only looks like the event. */
const CALENDAR_STRENGTH = 0.8;
const ARTEFACT_STRENGTH = 1;
const ACTIVITY_STRENGTH = 0.7;

/** Acts of one session within these hours of the start that look like planning (card E6). */
const BURST_EVENTS = 5;
const BURST_HOURS = 48;
/** Unfinished items carried over by closing a sprint are no planning. */
const ROLLOVER_TOLERANCE = 2 * 60_000;
/** How long before its start a sprint may be planned and still be read from the recent items alone. */
const PLANNED_BEFORE = 7 * DAY;
/** An event belongs to a sprint within a few working days of it, whatever the holidays. */
const AROUND_SPRINT = 30 * DAY;
/** Around W in which another event shows that a calendar holds the team's events. */
const SLACK = 7 * DAY;

/** Evidence of Scrum events from calendars, wikis, the tracker and activity (rules §3). */
export function eventFacts(context: Context): EventFacts {
  const { history } = context;
  const finder = new EvidenceFinder(context);
  return {
    get unseen() {
      return finder.unseen();
    },
    of: (kind, sprint) => finder.of(kind, sprint),
    unseenFor: (kind) => finder.unseenFor(kind),
    occurrences: (kind, from, to) => finder.occurrences(kind, from, to),
    planningActivity: (sprint, hours) => finder.planningActivity(sprint, hours),
    cancelledIn: (kind, sprint) => finder.placedIn(kind, sprint).some((one) => one.event.cancelled),
    completionOf: (sprint) => completionOf(context, sprint),
    calendarConnected: history.eventSources.some((source) => source.kind === 'calendar'),
    wikiConnected: history.eventSources.some((source) => source.kind === 'wiki'),
  };
}

type PlacedEvents = ReadonlyMap<SprintId, readonly Placed[]>;

class EvidenceFinder {
  private readonly sprints = lazy(() => datedSprints(this.context.history.sprints));
  private readonly records = lazy(() => trackerRecords(this.context));
  private readonly planningActs: (from: Instant) => readonly Act[];
  private readonly moves: (from: Instant) => readonly Instant[];
  private readonly placedOf: (key: { kind: EventKind }) => (from: Instant) => PlacedEvents;
  private readonly candidatesOf: (key: { kind: EventKind }) => readonly Candidate[];
  private readonly keys = new Map<EventKind, { kind: EventKind }>();

  constructor(private readonly context: Context) {
    // A sprint is planned before it starts, and its first day begins before it does.
    this.planningActs = sinceLookBack(
      context.window,
      (since) => planningActs(context, since),
      PLANNED_BEFORE,
    );
    this.moves = sinceLookBack(context.window, (since) => boardMoves(context, since), DAY);
    this.candidatesOf = memo(({ kind }) => this.findCandidates(kind));
    this.placedOf = memo(({ kind }) =>
      sinceLookBack(
        context.window,
        (since) => placeEvents(kind, this.candidatesSince(kind, since), this.sprints(), context.clock),
        AROUND_SPRINT,
      ),
    );
  }

  of(kind: EventKind, sprint: ClosedSprint): EventEvidence {
    const placed = this.placedIn(kind, sprint);
    const held = placed.filter((one) => !one.weak && !one.event.cancelled);
    const found = (
      state: EventEvidence['state'],
      from: readonly Placed[],
      strength: number,
    ): EventEvidence => ({
      kind,
      sprint,
      state,
      events: from.map((one) => one.event),
      source: from[0]?.where ?? null,
      strength,
    });
    if (held.length > 0)
      return found('found-strong', held, Math.max(...held.map((one) => strengthOf(one.event))));
    const cancelled = placed.filter((one) => !one.weak && one.event.cancelled);
    if (cancelled.length > 0) return found('cancelled', cancelled, CALENDAR_STRENGTH);
    const weak = placed.filter((one) => one.weak);
    if (weak.length > 0) return found('found-weak', weak, ACTIVITY_STRENGTH);
    const activity = this.activity(kind, sprint);
    if (activity !== null) return { ...found('found-weak', [], ACTIVITY_STRENGTH), source: activity };
    if (this.unseenFor(kind).length > 0) return found('not-observable', [], ACTIVITY_STRENGTH);
    return found('not-found', [], this.absenceStrength(kind));
  }

  placedIn(kind: EventKind, sprint: Sprint): readonly Placed[] {
    const from = sprint.start ?? Number.NEGATIVE_INFINITY;
    return this.placedOf(this.keyOf(kind))(from).get(sprint.id) ?? [];
  }

  occurrences(kind: EventKind, from: Instant, to: Instant): readonly ScrumEvent[] {
    return this.candidates(kind)
      .filter((one) => !one.weak && !one.event.cancelled && one.event.start >= from && one.event.start < to)
      .filter((one) => one.where !== IMPROVEMENT_ITEM)
      .map((one) => one.event)
      .sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  }

  /** Only a source that could have shown the event lets its absence count (rules §3). */
  unseenFor(kind: EventKind): readonly ReasonCode[] {
    const denied = this.context.unrecorded('events').filter((code) => code === 'PERMISSION_DENIED');
    if (this.calendarShows() || (kind !== 'daily' && this.wikiShows())) return [];
    if (kind === 'daily') return inCatalogueOrder(['NO_CALENDAR', ...denied]);
    const written: ReasonCode[] = ['NO_CALENDAR', 'NO_WIKI', ...denied];
    if (kind === 'planning') {
      const membership = this.planningUnseen();
      return membership.length === 0 ? [] : inCatalogueOrder([...written, ...membership]);
    }
    if (this.records().some((one) => one.event.kind === kind && !one.weak) || this.hasTrackerEvent(kind))
      return [];
    if (kind !== 'retrospective') return inCatalogueOrder(written);
    const { improvementItems } = this.context.facts;
    if (improvementItems.unseen.length === 0) return [];
    return inCatalogueOrder([...written, 'NO_IMPROVEMENT_CONVENTION', ...improvementItems.unseen]);
  }

  /** Acts of the largest planning session (adding to the sprint, estimating, assigning) around the sprint's start. */
  planningActivity(sprint: Sprint, hours: number): number {
    if (sprint.start === null) return 0;
    const [from, to] = [sprint.start - hours * HOUR, sprint.start + hours * HOUR];
    return largestSession(this.planningActs(from), from, to);
  }

  unseen(): readonly ReasonCode[] {
    const { history } = this.context;
    const denied = this.context.unrecorded('events').filter((code) => code === 'PERMISSION_DENIED');
    const any = history.eventSources.length > 0 || history.events.length > 0 || this.records().length > 0;
    return any ? denied : inCatalogueOrder(['NO_CALENDAR', ...denied]);
  }

  /** As strong as the source that could have shown it; for planning without one the activity had to. */
  private absenceStrength(kind: EventKind): number {
    if (this.calendarShows()) return CALENDAR_STRENGTH;
    return kind === 'planning' && !this.wikiShows() ? ACTIVITY_STRENGTH : ARTEFACT_STRENGTH;
  }

  private candidates(kind: EventKind): readonly Candidate[] {
    return this.candidatesOf(this.keyOf(kind));
  }

  private candidatesSince(kind: EventKind, since: Instant): readonly Candidate[] {
    return this.candidates(kind).filter(({ times }) => times.some((at) => at >= since));
  }

  private keyOf(kind: EventKind): { kind: EventKind } {
    const key = this.keys.get(kind) ?? { kind };
    this.keys.set(kind, key);
    return key;
  }

  private findCandidates(kind: EventKind): readonly Candidate[] {
    const { history } = this.context;
    const own = history.events.filter((event) => event.kind === kind).map(ofEvent);
    const known = new Set(history.events.map((event) => event.key));
    const records = this.records().filter((one) => one.event.kind === kind && !known.has(one.event.key));
    if (kind === 'retrospective') return [...own, ...records, ...improvementCandidates(this.context)];
    if (kind === 'review') return [...own, ...records, ...updateCandidates(this.context)];
    return [...own, ...records];
  }

  private activity(kind: EventKind, sprint: ClosedSprint): string | null {
    if (kind === 'planning' && this.planningActivity(sprint, BURST_HOURS) >= BURST_EVENTS)
      return 'items planned in one go around the start of the sprint';
    if (
      kind === 'daily' &&
      hasDailyPeak(this.moves(sprint.start - DAY), sprint.start, sprint.completed, this.context.clock)
    )
      return 'the board moves at the same time every day';
    return null;
  }

  private calendarShows(): boolean {
    return this.sourceShows('calendar');
  }

  private wikiShows(): boolean {
    return this.sourceShows('wiki');
  }

  /** Declared complete, or another Scrum event of the team in it around W. Refinement is no event of the Scrum Guide. */
  private sourceShows(kind: 'calendar' | 'wiki'): boolean {
    const { history, window } = this.context;
    const sources = history.eventSources.filter((source) => source.kind === kind);
    if (sources.length === 0) return false;
    if (sources.some((source) => source.complete)) return true;
    const from = (window.from ?? Number.NEGATIVE_INFINITY) - SLACK;
    const to = (window.to ?? Number.POSITIVE_INFINITY) + SLACK;
    return history.events.some(
      (event) =>
        event.source === kind && event.kind !== 'refinement' && event.start >= from && event.start <= to,
    );
  }

  private hasTrackerEvent(kind: EventKind): boolean {
    return this.context.history.events.some((event) => event.source === 'tracker' && event.kind === kind);
  }

  /** Planning also shows as activity, unless items enter sprints by themselves or membership is not recorded. */
  private planningUnseen(): readonly ReasonCode[] {
    const { sprintHistory } = this.context.facts;
    if (sprintHistory.unseen.length > 0) return sprintHistory.unseen;
    return entersAutomatically(this.context) ? ['AUTOMATED'] : [];
  }
}

function strengthOf(event: ScrumEvent): number {
  return event.source === 'calendar' ? CALENDAR_STRENGTH : ARTEFACT_STRENGTH;
}

/** Adding to a sprint, estimating and assigning by people; items that only roll over from a closing sprint are left out. */
function planningActs(context: Context, since: Instant): readonly Act[] {
  const closes = context.history.sprints.flatMap((sprint) =>
    sprint.completed === null ? [] : [sprint.completed],
  );
  const acts: Act[] = [];
  for (const item of context.facts.items.pbisSince(since)) {
    for (const change of item.changes) {
      if (change.at < since) continue;
      if (change.automated === true || change.by === null || change.to === null) continue;
      if (change.field === 'estimate' || change.field === 'assignee') acts.push(change);
      if (change.field !== 'sprint') continue;
      const before = splitSet(change.from);
      const added = splitSet(change.to).some((id) => !before.includes(id));
      const rolledOver =
        before.length > 0 && closes.some((close) => Math.abs(close - change.at) <= ROLLOVER_TOLERANCE);
      if (added && !rolledOver) acts.push(change);
    }
  }
  return acts.sort((a, b) => a.at - b.at);
}

function completionOf(context: Context, sprint: Sprint): number | null {
  const { sprintHistory } = context.facts;
  if (sprintHistory.unseen.length > 0) return null;
  const { items, done } = sprintHistory.scope(sprint);
  return items.length === 0 ? null : done.length / items.length;
}

function boardMoves(context: Context, since: Instant): readonly Instant[] {
  return context.facts.items
    .pbisSince(since)
    .flatMap((item) =>
      item.changes
        .filter((change) => change.field === 'status' && change.automated !== true)
        .map((change) => change.at),
    )
    .sort((a, b) => a - b);
}

/** More than half of what enters the sprints of W around their start is put there by automation. */
function entersAutomatically(context: Context): boolean {
  let entries = 0;
  let automated = 0;
  for (const sprint of context.window.sprints) {
    for (const move of context.facts.sprintHistory.moves(
      sprint.start - BURST_HOURS * HOUR,
      sprint.start + BURST_HOURS * HOUR,
    )) {
      if (!splitSet(move.to).includes(sprint.id) || splitSet(move.from).includes(sprint.id)) continue;
      entries++;
      if (move.automated) automated++;
    }
  }
  return entries === 0 ? context.facts.sprints.automatic : automated > entries / 2;
}
