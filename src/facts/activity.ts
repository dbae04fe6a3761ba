import type { Instant, Item, PersonId, TeamHistory } from '../history/team-history.ts';
import { isTouchedSince } from '../history/timeline.ts';
import { between } from './in-time.ts';

/** A change of state that somebody made, or an item that somebody was given. */
interface Act {
  readonly at: Instant;
  readonly person: PersonId;
}

/** Transitions and assignments of a team's items, for counting who was active when. */
export class Activity {
  private readonly acts: readonly Act[];

  /**
   * @param skip items of the history that do not count, as those that belong to another team's history too
   * @param since what was done earlier is left out
   */
  constructor(
    history: TeamHistory,
    skip: (item: Item) => boolean = () => false,
    since: Instant = Number.NEGATIVE_INFINITY,
  ) {
    const acts: Act[] = [];
    for (const item of history.items) if (isTouchedSince(item, since) && !skip(item)) collect(item, acts);
    this.acts = acts.filter((act) => act.at >= since).sort((a, b) => a.at - b.at);
  }

  /** Transitions made and assignments received by each person in [from, to). */
  counts(from: Instant, to: Instant): Map<PersonId, number> {
    const counts = new Map<PersonId, number>();
    for (const { person } of between(this.acts, from, to)) counts.set(person, (counts.get(person) ?? 0) + 1);
    return counts;
  }
}

function collect(item: Item, acts: Act[]): void {
  let assigned = false;
  for (const change of item.changes) {
    if (change.field === 'assignee') {
      if (!assigned && change.from !== null) acts.push({ at: item.created, person: change.from });
      assigned = true;
      if (change.to !== null) acts.push({ at: change.at, person: change.to });
    }
    if (change.field === 'status' && change.by !== null && change.automated !== true)
      acts.push({ at: change.at, person: change.by });
  }
  if (!assigned && item.assignee !== null) acts.push({ at: item.created, person: item.assignee });
}
