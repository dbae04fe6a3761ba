import { reportTime } from '../analyzers/examine.ts';
import type { TeamFacts } from '../facts/build.ts';
import type { SprintReport } from '../reports/report.ts';

/** The running sprint, the one that started last where several run; null without one. */
export function runningSprint(facts: TeamFacts): SprintReport | null {
  const running = facts.sprints.active.filter((sprint) => sprint.start !== null && sprint.end !== null);
  const sprint = running[running.length - 1];
  if (sprint === undefined || sprint.start === null || sprint.end === null) return null;
  const scope = facts.sprintHistory.scope(sprint);
  return {
    name: sprint.name,
    start: reportTime(sprint.start),
    end: reportTime(sprint.end),
    goal: facts.sprintGoals.goalOf(sprint),
    committed: scope.committed.length,
    added: scope.added.length,
    removed: scope.removed.length,
    done: scope.done.length,
  };
}
