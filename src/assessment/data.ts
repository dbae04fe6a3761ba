import type { TeamFacts } from '../facts/build.ts';
import type { Context } from '../facts/context.ts';
import type { PersonId, TeamHistory } from '../history/team-history.ts';
import type { DataSummary } from '../reports/report.ts';

/** What was read: counts as of `asOf`, bots left out, and what could not be read or used. */
export function dataSummary(context: Context, facts: TeamFacts): DataSummary {
  const { history } = context;
  let changes = 0;
  let comments = 0;
  for (const item of history.items) {
    for (const change of item.changes) if (!(change.automated === true && change.by === null)) changes++;
    comments += item.comments.length;
  }
  const base = history.items.filter((item) => item.level === 'base').length;
  return {
    issues: base,
    other: history.items.length - base,
    changes,
    comments,
    sprints: history.sprints.length,
    events: history.events.length,
    people: peopleSeen(history).size,
    complete: history.complete,
    gaps: [...history.gaps.map(({ what, why }) => ({ what, why })), ...windowGaps(facts)],
  };
}

/** Everybody who did something or is responsible for something. */
function peopleSeen(history: TeamHistory): ReadonlySet<PersonId> {
  const seen = new Set<PersonId>();
  const add = (person: PersonId | null): void => {
    if (person !== null) seen.add(person);
  };
  for (const item of history.items) {
    add(item.creator);
    add(item.assignee);
    for (const change of item.changes) add(change.by);
    for (const comment of item.comments) add(comment.by);
  }
  for (const event of history.events) add(event.organiser);
  return seen;
}

function windowGaps(facts: TeamFacts): DataSummary['gaps'] {
  const words = {
    undated: 'it has no dates',
    empty: 'it held no item',
    'no length': 'it ended before it began',
  } as const;
  return facts.window.leftOut.map(({ sprint, why }) => ({
    what: `${sprint.name} is left out of the window`,
    why: words[why],
  }));
}
