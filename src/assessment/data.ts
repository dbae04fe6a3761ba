import type { TeamFacts } from '../facts/build.ts';
import type { Context } from '../facts/context.ts';
import type { PersonId, TeamHistory } from '../history/team-history.ts';
import { DAY } from '../history/working-time.ts';
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

/** Days after which the newest sprint with items no longer describes how the team works today. */
const OLD_SPRINT_DAYS = 84;

/** One line for each reason, so that twenty empty sprints do not bury the gap that matters. */
function windowGaps(facts: TeamFacts): DataSummary['gaps'] {
  const words = {
    undated: ['it has no dates', 'they have no dates'],
    empty: ['it held no item', 'they held no item'],
    'no length': ['it ended before it began', 'they ended before they began'],
  } as const;
  const gaps: DataSummary['gaps'] = [];
  for (const [why, [one, many]] of Object.entries(words)) {
    const names = facts.window.leftOut.filter((entry) => entry.why === why).map(({ sprint }) => sprint.name);
    if (names.length === 0) continue;
    gaps.push({
      what:
        names.length === 1
          ? `${names[0]} is left out of the window`
          : `${names.length} sprints are left out of the window: ${names.join(', ')}`,
      why: names.length === 1 ? one : many,
    });
  }
  return [...gaps, ...oldWindow(facts)];
}

/** Said where the window lies far back: its findings are about that time. */
function oldWindow(facts: TeamFacts): DataSummary['gaps'] {
  const last = facts.window.sprints[facts.window.sprints.length - 1];
  if (last === undefined) return [];
  const days = Math.floor((facts.asOf - last.end) / DAY);
  if (days <= OLD_SPRINT_DAYS) return [];
  return [
    {
      what: `the last sprint with items ended ${days} days before this report`,
      why: 'what is said about sprints is about that time, not about today',
    },
  ];
}
