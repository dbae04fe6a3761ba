import type { Instant, PersonId } from './team-history.ts';

/** Events of one kind by one actor within this time of the one before are one session (rules §0.3). */
export const SESSION_GAP = 10 * 60_000;

export interface SessionEvent<T> {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly what: T;
}

export interface SessionOf<T> {
  readonly by: PersonId | null;
  readonly from: Instant;
  readonly to: Instant;
  readonly events: readonly T[];
}

/**
 * Collapses events of one kind: the same actor, each within 10 minutes of the one before. Sessions in order of their
 * start; independent of the order of the input.
 */
export function collapseSessions<T>(events: readonly SessionEvent<T>[]): SessionOf<T>[] {
  const sorted = [...events].sort((a, b) => a.at - b.at);
  const open = new Map<PersonId | null, { by: PersonId | null; from: Instant; to: Instant; events: T[] }>();
  const sessions: SessionOf<T>[] = [];
  for (const event of sorted) {
    const current = open.get(event.by);
    if (current !== undefined && event.at - current.to <= SESSION_GAP) {
      current.to = event.at;
      current.events.push(event.what);
      continue;
    }
    const session = { by: event.by, from: event.at, to: event.at, events: [event.what] };
    open.set(event.by, session);
    sessions.push(session);
  }
  return sessions.sort((a, b) => a.from - b.from || (String(a.by) < String(b.by) ? -1 : 1));
}
