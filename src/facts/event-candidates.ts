import { classifyRecord } from '../events/records.ts';
import { eventsInTitle } from '../events/titles.ts';
import type { Candidate } from '../events/windows.ts';
import type { EventKind, Instant, Item, ScrumEvent } from '../history/team-history.ts';
import type { Context } from './context.ts';

/** What may be a Scrum event, before it is given to a sprint. */

export const IMPROVEMENT_ITEM = 'an improvement item';

const WHERE = { calendar: 'the calendar', wiki: 'a wiki page', tracker: 'an entry in the tracker' } as const;

/** An event that a calendar, a page or the tracker itself states. */
export function ofEvent(event: ScrumEvent): Candidate {
  return { event, times: [event.start], weak: false, where: WHERE[event.source] };
}

/** Items that are the record of an event: found when created or finished in its window; an open one only announces. */
export function trackerRecords(context: Context): readonly Candidate[] {
  const found: Candidate[] = [];
  for (const item of context.facts.items.pbis.concat(context.facts.items.subs)) {
    // Most items name no event: the rest of what an item says is read of the others alone.
    if (eventsInTitle(item.title).length === 0) continue;
    const done = context.statusOf(item.status).category === 'done';
    const known = classifyRecord({
      title: item.title,
      labels: item.labels,
      type: item.type,
      text: item.description,
      done,
    });
    if (known === null || (known.as !== 'record' && known.as !== 'unclear')) continue;
    const finish = done ? (context.facts.statusHistory.finishOf(item) ?? item.updated) : null;
    found.push({
      event: trackerEvent(`item/${item.key}`, known.kind, item, finish ?? item.created),
      times: finish === null ? [item.created] : [finish, item.created],
      weak: known.as === 'unclear',
      where: 'an item in the tracker',
    });
  }
  return found;
}

function trackerEvent(
  id: string,
  kind: EventKind,
  item: Pick<Item, 'title' | 'creator' | 'key'>,
  start: Instant,
): ScrumEvent {
  return {
    id,
    kind,
    source: 'tracker',
    title: item.title,
    start,
    end: null,
    cancelled: false,
    organiser: item.creator,
    attendees: null,
    actions: [],
    text: null,
    key: item.key,
  };
}

/** An improvement item created in the window of a retrospective is what that retrospective left behind. */
export function improvementCandidates(context: Context): readonly Candidate[] {
  return context.facts.improvementItems.all.flatMap((improvement) => {
    const item = improvement.key === null ? undefined : context.facts.items.get(improvement.key);
    if (item === undefined) return [];
    const event = trackerEvent(`improvement/${item.key}`, 'retrospective', item, improvement.created);
    return [{ event, times: [improvement.created], weak: false, where: IMPROVEMENT_ITEM }];
  });
}

/** Written updates and releases around the end of a sprint go with a review, and prove none. */
export function updateCandidates(context: Context): readonly Candidate[] {
  const at = (id: string, time: Instant, where: string): Candidate => ({
    event: { ...trackerEvent(id, 'review', { title: where, creator: null, key: '' }, time), key: null },
    times: [time],
    weak: true,
    where,
  });
  const updates = context.history.updates.filter((update) => update.channel === 'project-update');
  return [
    ...updates.map((update, index) =>
      at(`update/${index}`, update.at, 'a project update around the end of the sprint'),
    ),
    ...context.history.releases.map((release) =>
      at(`release/${release.name}`, release.at, 'a release around the end of the sprint'),
    ),
  ];
}
