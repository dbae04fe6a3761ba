import type { Item, TeamHistory } from '../../../src/history/team-history.ts';

/** The parts of a history that Jira holds, in an order of their own, to compare what went in with what came out. */
export function whatJiraRecords(history: TeamHistory): unknown {
  const used = new Set(
    history.items.flatMap((item) => [
      item.status,
      ...item.changes.flatMap((change) => (change.field === 'status' ? [change.from, change.to] : [])),
    ]),
  );
  const inUse = new Set(history.items.flatMap((item) => item.sprints));
  const known = new Set(
    history.items.flatMap((item) => [
      item.assignee,
      item.creator,
      ...item.comments.map((comment) => comment.by),
      ...item.changes.map((change) => change.by),
    ]),
  );
  return {
    items: Object.fromEntries(history.items.map((item) => [item.key, itemInJira(item)])),
    sprints: Object.fromEntries(
      history.sprints.filter((sprint) => inUse.has(sprint.id)).map((sprint) => [sprint.id, sprint]),
    ),
    statuses: history.statuses
      .filter((status) => used.has(status.id))
      .map(({ position: _place, ...status }) => status),
    priorities: history.priorities,
    people: Object.fromEntries(
      history.people
        .filter((person) => known.has(person.id))
        .map((person) => [person.id, [person.name, person.bot, person.active]]),
    ),
    team: [history.team.name, history.team.project, history.team.itemUrlBase],
  };
}

/** Pull requests are linked from elsewhere. */
function itemInJira({ pullRequests: _elsewhere, finished: _derived, ...item }: Item): unknown {
  return item;
}
