import { describe, expect, it } from 'vitest';
import { snapshotOf } from '../../src/commands/snapshot.ts';
import { NO_AGREEMENTS } from '../../src/facts/agreements.ts';
import { buildFacts, type TeamFacts } from '../../src/facts/build.ts';
import { examiner } from '../../src/analyzers/examine.ts';
import { historyAsOf } from '../../src/history/as-of.ts';
import type { Item, Snapshot, TeamHistory } from '../../src/history/team-history.ts';
import { DAY, HOUR } from '../../src/history/working-time.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';

const whole = sampleTeam({ sprints: 4, runningDays: 3, addedPerSprint: 3, removedPerSprint: 1 }).history;

/** What `hatcheck snapshot` stores every evening. */
function evenings(history: TeamHistory, from: number, to: number): Snapshot[] {
  const snapshots: Snapshot[] = [];
  for (let time = from; time < to; time += DAY)
    snapshots.push(snapshotOf({ ...historyAsOf(history, time), readAt: time }));
  return snapshots;
}

const midnight = (time: number): number => Math.floor(time / DAY) * DAY;
const first = midnight(whole.sprints[0]?.start as number);
const daily = evenings(whole, first - 2 * DAY + 18 * HOUR, whole.readAt);

/** The same team in a tracker that keeps present iterations, order and numbers, and none of their changes. */
function forgetful(snapshots: readonly Snapshot[]): TeamHistory {
  const forgotten = new Set(['sprint', 'rank', 'estimate']);
  const items = whole.items.map((item): Item => ({
    ...item,
    sprints: item.sprints.slice(-1),
    changes: item.changes.filter(({ field }) => !forgotten.has(field)),
  }));
  const unrecorded = {
    sprintHistory: ['NO_ITERATION_HISTORY'],
    rankHistory: ['NO_RANK_HISTORY'],
    estimateHistory: ['NO_ESTIMATES'],
  } as const;
  return { ...whole, items, snapshots, unrecorded: { ...whole.unrecorded, ...unrecorded } };
}

const factsOf = (history: TeamHistory, asOf = whole.readAt): TeamFacts =>
  buildFacts({ history, agreements: NO_AGREEMENTS, asOf }).facts;
const keys = (items: readonly { readonly key: string }[]): string[] => items.map(({ key }) => key).sort();

describe('before two sprints have snapshots', () => {
  it.each([
    ['no snapshot', []],
    ['one day', daily.slice(0, 1)],
    ['one whole sprint', daily.filter(({ at }) => at < first + 15 * DAY)],
  ])(
    '%s: scope, order and estimates over time are not observable, everything else as without',
    (_, snapshots) => {
      const facts = factsOf(forgetful(snapshots));
      expect(facts.sprintHistory.unseen).toEqual(['NO_ITERATION_HISTORY']);
      expect(facts.rankHistory.unseen).toEqual(['NO_RANK_HISTORY']);
      expect(facts.estimateHistory.unseen).toEqual(['NO_ESTIMATES']);
      expect(facts.window.sprints.map(({ id }) => id)).toEqual(
        factsOf(forgetful([])).window.sprints.map(({ id }) => id),
      );
    },
  );

  it('rules that need them say why', () => {
    const rules = examiner(factsOf(forgetful([])));
    const { outcome } = rules.examine('sprint-scope-creep');
    expect(outcome.state === 'not-observable' && outcome.reasons).toEqual(['NO_ITERATION_HISTORY']);
  });
});

describe('after two sprints of snapshots', () => {
  const facts = factsOf(forgetful(daily));
  const truth = factsOf(whole);

  it('the scope of every covered sprint is what the history would have told', () => {
    expect(facts.sprintHistory.unseen).toEqual([]);
    expect(truth.window.sprints).toHaveLength(4);
    for (const sprint of truth.window.sprints) {
      const [seen, known] = [facts.sprintHistory.scope(sprint), truth.sprintHistory.scope(sprint)];
      // What came and went between two evenings no evening can show.
      const shown = new Set(daily.flatMap(({ scope }) => scope[sprint.id] ?? []));
      const evening = (items: readonly { readonly key: string }[]): string[] =>
        keys(items).filter((key) => shown.has(key));
      expect(keys(seen.committed)).toEqual(keys(known.committed));
      expect(keys(seen.added.map(({ item }) => item))).toEqual(evening(known.added.map(({ item }) => item)));
      expect(keys(seen.removed.map(({ item }) => item))).toEqual(
        evening(known.removed.map(({ item }) => item)),
      );
      expect(keys(seen.done)).toEqual(keys(known.done));
      expect(keys(seen.carriedOver)).toEqual(keys(known.carriedOver));
    }
  });

  it('nobody is named: snapshots know that something changed, not who changed it', () => {
    const moves = truth.window.sprints.flatMap((sprint) => facts.sprintHistory.scope(sprint).added);
    expect(moves.length).toBeGreaterThan(0);
    expect(new Set(moves.map(({ by }) => by))).toEqual(new Set([null]));
    const settings = facts.items.pbis.flatMap((item) => facts.estimateHistory.settings(item));
    expect(settings.length).toBeGreaterThan(0);
    expect(new Set(settings.map(({ by }) => by))).toEqual(new Set([null]));
  });

  it('the order was touched on the day on which an item moved', () => {
    // Changes of rank carry no positions, so the order of these evenings is made by hand.
    const moved = daily.map((snapshot, index) => {
      const order = [...(snapshot.order ?? [])];
      return index < 20 ? snapshot : { ...snapshot, order: [order.at(-1) as string, ...order.slice(0, -1)] };
    });
    const { rankHistory, changes } = factsOf(forgetful(moved));
    expect(rankHistory.unseen).toEqual([]);
    const sessions = rankHistory.sessions(first, whole.readAt);
    expect(sessions.map(({ by, from, items }) => [by, from, keys(items)])).toEqual([
      [null, moved[20]?.at, [moved[20]?.order?.[0]]],
    ]);
    const [item] = sessions[0]?.items ?? [];
    expect(changes.lastTouch(item as Item)).toBeGreaterThanOrEqual(moved[20]?.at as number);
    const unmoved = factsOf(forgetful(daily));
    const same = unmoved.items.get(item?.key ?? '');
    expect(unmoved.changes.lastTouch(same as Item)).toBeLessThan(moved[20]?.at as number);
  });

  it('estimates at a past time are those of that time', () => {
    expect(facts.estimateHistory.unseen).toEqual([]);
    const sprint = truth.window.sprints[2];
    const evening = midnight(sprint?.start as number) + 18 * HOUR;
    const wrong = truth.sprintHistory
      .scope(sprint as never)
      .committed.filter(
        (item) =>
          facts.estimateHistory.estimateAt(item, evening) !== truth.estimateHistory.estimateAt(item, evening),
      );
    expect(keys(wrong)).toEqual([]);
  });

  it('goals are those that stood while the sprint ran', () => {
    expect(facts.sprintGoals.strength).toBe(1);
    const rewritten = forgetful(daily);
    const later = {
      ...rewritten,
      sprints: rewritten.sprints.map((sprint) => ({ ...sprint, goal: 'Rewritten afterwards' })),
    };
    const closed = truth.sprints.closed[0];
    expect(factsOf(later).sprintGoals.goalOf(closed as never)).toBe(closed?.goal);
  });

  it('goals that the tracker shows for the running sprint alone are judged once the whole window has snapshots', () => {
    const noGoals = (history: TeamHistory): TeamHistory => ({
      ...history,
      sprints: history.sprints.map((sprint) => ({ ...sprint, goal: null })),
      unrecorded: { ...history.unrecorded, sprintGoals: ['NO_GOAL_FIELD'] },
    });
    const whole = factsOf(noGoals(forgetful(daily))).sprintGoals;
    expect(whole.unseen).toEqual([]);
    expect(whole.goalOf(truth.sprints.closed[1] as never)).toBe(truth.sprints.closed[1]?.goal);
    const partial = forgetful(daily.filter(({ at }) => at > first + 20 * DAY));
    expect(factsOf(noGoals(partial)).sprintGoals.unseen).toEqual(['NO_GOAL_FIELD']);
    const goalless = daily.map((snapshot) => ({
      ...snapshot,
      goals: Object.fromEntries(Object.keys(snapshot.goals).map((id) => [id, null])),
    }));
    expect(factsOf(noGoals(forgetful(goalless))).sprintGoals.unseen).toEqual(['NO_GOAL_FIELD']);
  });

  it('a sprint that snapshots do not cover is not judged, and stays in the window', () => {
    const partial = factsOf(forgetful(daily.filter(({ at }) => at > first + 20 * DAY)));
    expect(partial.sprintHistory.unseen).toEqual([]);
    expect(partial.window.sprints).toHaveLength(4);
    const sizes = partial.window.sprints.map(
      (sprint) => partial.sprintHistory.scope(sprint).committed.length,
    );
    expect(sizes.slice(0, 2)).toEqual([0, 0]);
    expect(Math.min(...sizes.slice(2))).toBeGreaterThan(5);
  });

  it('adds no change of its own to those that were recorded', () => {
    const count = (from: TeamFacts): number => from.changes.between(0, whole.readAt + 1).length;
    expect(count(facts)).toBe(count(factsOf(forgetful([]))));
  });

  it('snapshots later than asOf do not exist', () => {
    const early = factsOf(forgetful(daily), first + 16 * DAY);
    expect(early.sprintHistory.unseen).toEqual(['NO_ITERATION_HISTORY']);
  });
});
