import type { Instant, Item } from '../history/team-history.ts';
import type { Context } from './context.ts';

/**
 * Whether an item was work of the team at a time: in a running sprint; in a team without sprints: in progress.
 * @param to end of a stretch of time of which any part counts; absent: the instant alone
 */
export function inWorkTest(context: Context): (item: Item, at: Instant, to?: Instant) => boolean {
  const { facts, history } = context;
  const running = history.sprints.flatMap((sprint) =>
    sprint.start === null || sprint.state === 'future'
      ? []
      : [{ id: sprint.id, start: sprint.start, close: sprint.completed ?? Infinity }],
  );
  const starts = new Map(running.map((sprint) => [sprint.id, sprint]));
  if (running.length === 0) return (item, at, to) => inProgress(context, item, at, to ?? at);
  const at = (item: Item, time: Instant): boolean =>
    facts.sprintHistory.sprintsAt(item, time).some((id) => {
      const sprint = starts.get(id);
      return sprint !== undefined && sprint.start <= time && time < sprint.close;
    });
  return (item, from, to) => {
    if (to === undefined || at(item, from)) return at(item, from);
    const moments = item.changes.filter((change) => change.field === 'sprint').map((change) => change.at);
    return [...moments, ...running.map((sprint) => sprint.start)].some(
      (time) => time >= from && time < to && at(item, time),
    );
  };
}

function inProgress(context: Context, item: Item, from: Instant, to: Instant): boolean {
  return context.facts.statusHistory
    .spans(item)
    .some((span) => span.status.category === 'doing' && span.from <= to && from <= span.to);
}
