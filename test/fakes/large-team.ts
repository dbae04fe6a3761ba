import type { Change, Comment, Item, TeamHistory } from '../../src/history/team-history.ts';
import { HOUR } from '../../src/history/working-time.ts';
import { at, smallItem, smallTeam } from './small-team.ts';

/**
 * A team with many issues for the benches: most have some 15 changes and a few comments, every twentieth has a long
 * history and a long conversation. Deterministic.
 */
export function largeTeam(count: number): TeamHistory {
  const items = Array.from({ length: count }, (_, index) => largeItem(index + 1));
  return { ...smallTeam(), items };
}

function largeItem(number: number): Item {
  const long = number % 20 === 0;
  const changes = changesOf(number, long ? 45 + (number % 40) : 5 + (number % 19));
  const comments = commentsOf(number, long ? 12 + (number % 30) : number % 8);
  const sprint = `s${1 + (number % 3)}`;
  return smallItem(number, {
    title: `Guests can finish step ${number}`,
    description: `As a guest, I want step ${number}, so that I can go on.\n\n- [ ] it works\n- [ ] it is fast`,
    created: at(-200) + number * HOUR,
    estimate: 1 + (number % 8),
    assignee: number % 2 === 0 ? 'dev1' : 'dev2',
    labels: number % 3 === 0 ? ['billing'] : [],
    sprints: number % 4 === 0 ? [sprint] : [],
    status: number % 2 === 0 ? 'done' : 'todo',
    resolution: number % 2 === 0 ? 'done' : null,
    changes,
    comments,
  });
}

function changesOf(number: number, count: number): Change[] {
  return Array.from({ length: count }, (_, index) => ({
    at: at(-100) + number * HOUR + index * HOUR,
    by: index % 2 === 0 ? 'po' : 'dev1',
    ...(index % 3 === 0
      ? { field: 'title' as const, from: `Step ${index}`, to: `Step ${index + 1}` }
      : {
          field: 'assignee' as const,
          from: index % 2 === 0 ? 'dev1' : 'dev2',
          to: index % 2 === 0 ? 'dev2' : 'dev1',
        }),
  }));
}

function commentsOf(number: number, count: number): Comment[] {
  return Array.from({ length: count }, (_, index) => ({
    at: at(-90) + number * HOUR + index * HOUR,
    by: index % 2 === 0 ? 'dev2' : 'po',
    text: `What about case ${index}?`,
  }));
}
