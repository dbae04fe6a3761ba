import type {
  EventKind,
  EventSource,
  Gap,
  GoalText,
  ImprovementAction,
  Instant,
  ScrumEvent,
  StakeholderUpdate,
} from '../history/team-history.ts';

/** How a calendar or wiki names somebody: an e-mail address, an account id, a login or a name. */
export type PersonReference = string;

/** An event as a calendar or wiki holds it: people are not yet those of the team's history. */
export interface CollectedEvent {
  readonly id: string;
  readonly kind: EventKind;
  readonly source: ScrumEvent['source'];
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant | null;
  readonly cancelled: boolean;
  readonly organiser: PersonReference | null;
  /** Null when the source carries no attendees. */
  readonly attendees: readonly CollectedAttendee[] | null;
  readonly actions: readonly CollectedAction[];
  readonly text: string | null;
  readonly key: string | null;
}

export interface CollectedAttendee {
  readonly who: PersonReference;
  /** The source itself says that it is a group. */
  readonly group: boolean;
  readonly answer: 'accepted' | 'declined' | 'unknown';
}

export type CollectedAction = Omit<ImprovementAction, 'owner'> & { readonly owner: PersonReference | null };

/** What one calendar or wiki gave. */
export interface EventReading {
  /** Null when it could not be read at all. */
  readonly source: EventSource | null;
  readonly events: readonly CollectedEvent[];
  readonly goals: readonly GoalText[];
  readonly updates: readonly StakeholderUpdate[];
  /** What could not be read or used, in plain words. */
  readonly gaps: readonly Gap[];
  /** Everything that was asked for could be read; a remark about zones leaves it true. */
  readonly complete: boolean;
}

/** A reading of a source that could not be read: the run goes on without it. */
export function unreadable(what: string, why: string): EventReading {
  return { source: null, events: [], goals: [], updates: [], gaps: [{ what, why }], complete: false };
}
