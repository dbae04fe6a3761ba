import { describe, expect, it } from 'vitest';
import { splitSet, type Change, type Item, type TeamHistory } from '../../src/history/team-history.ts';
import { demoTeam } from '../../src/sample/demo-team.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';
import { freeze, thaw } from '../../src/sample/draft.ts';

const SEEDS = [1, 2, 3, 17, 99];

function bases(history: TeamHistory): Item[] {
  return history.items.filter(({ level }) => level === 'base');
}

/** A move in the order has no value, and a change of links names one link, not all of them. */
const WITHOUT_VALUE: ReadonlySet<string> = new Set(['rank', 'link']);

/** The links that changes added and did not take away again. */
function linksLeft(item: Item): string[] {
  const left = new Set<string>();
  for (const { field, from, to } of item.changes) {
    if (field !== 'link') continue;
    if (from !== null) left.delete(from);
    if (to !== null) left.add(to);
  }
  return [...left].sort();
}

function presentOf(item: Item, field: Change['field']): string | null {
  switch (field) {
    case 'estimate':
      return item.estimate === null ? null : String(item.estimate);
    case 'sprint':
      return item.sprints.length === 0 ? null : item.sprints.join('\n');
    case 'flagged':
      return item.flagged ? 'true' : null;
    case 'labels':
    case 'versions':
      return item[field].length === 0 ? null : item[field].join('\n');
    default:
      return (item as unknown as Record<string, string | null>)[field] ?? null;
  }
}

describe('the sample team', () => {
  it('is the same for the same seed and another one for another seed', () => {
    expect(JSON.stringify(sampleTeam({ seed: 5 }))).toBe(JSON.stringify(sampleTeam({ seed: 5 })));
    expect(JSON.stringify(sampleTeam({ seed: 5 }).history)).not.toBe(
      JSON.stringify(sampleTeam({ seed: 6 }).history),
    );
  });

  it('runs twelve closed Sprints and one that is running', () => {
    const { history } = sampleTeam();
    expect(history.sprints.filter(({ state }) => state === 'closed')).toHaveLength(12);
    expect(history.sprints.filter(({ state }) => state === 'active')).toHaveLength(1);
  });

  it.each(SEEDS)('never contradicts itself (seed %i)', (seed) => {
    const { history } = sampleTeam({ seed });
    expect(new Set(history.items.map(({ key }) => key)).size).toBe(history.items.length);
    const people = new Set(history.people.map(({ id }) => id));
    for (const item of history.items) {
      const last = new Map<string, string | null>();
      let before = item.created;
      for (const change of item.changes) {
        expect(change.at, `${item.key} ${change.field}`).toBeGreaterThanOrEqual(before);
        expect(Number.isInteger(change.at)).toBe(true);
        expect(change.by === null || people.has(change.by)).toBe(true);
        before = change.at;
        if (WITHOUT_VALUE.has(change.field)) continue;
        if (last.has(change.field)) expect(change.from).toBe(last.get(change.field));
        last.set(change.field, change.to);
      }
      expect(linksLeft(item)).toEqual(item.links.map(({ kind, key }) => `${kind} ${key}`).sort());
      for (const [field, value] of last) expect(presentOf(item, field as Change['field'])).toBe(value);
      for (const comment of item.comments) expect(comment.at).toBeGreaterThanOrEqual(item.created);
      expect(item.updated).toBeLessThanOrEqual(history.readAt);
    }
  });

  it.each(SEEDS)('works on weekdays in office hours (seed %i)', (seed) => {
    const { history } = sampleTeam({ seed });
    for (const item of history.items)
      for (const { at, field } of item.changes) {
        const time = new Date(at);
        expect([0, 6], `${item.key} ${field} ${time.toISOString()}`).not.toContain(time.getUTCDay());
        expect(time.getUTCHours()).toBeGreaterThanOrEqual(8);
        expect(time.getUTCHours()).toBeLessThan(18);
      }
  });

  it.each(SEEDS)('plans, finishes and carries over as Jira records it (seed %i)', (seed) => {
    const { history } = sampleTeam({ seed });
    const known = new Set(history.sprints.map(({ id }) => id));
    for (const item of bases(history))
      for (const sprint of item.sprints) expect(known.has(sprint)).toBe(true);
    for (const sprint of history.sprints.filter(({ state }) => state === 'closed')) {
      const planned = bases(history).filter((item) =>
        item.changes.some((change) => change.field === 'sprint' && splitSet(change.to).includes(sprint.id)),
      );
      expect(planned.length).toBeGreaterThanOrEqual(10);
      const unfinished = planned.filter(
        (item) =>
          item.sprints.includes(sprint.id) &&
          !item.changes.some(
            ({ field, to, at }) => field === 'resolution' && to !== null && at <= (sprint.completed ?? 0),
          ),
      );
      for (const item of unfinished) expect(item.sprints.length).toBeGreaterThan(1);
      expect(unfinished.length).toBeLessThanOrEqual(5);
    }
  });

  it('gives every open item another title', () => {
    const { history } = sampleTeam();
    const titles = bases(history)
      .filter(({ status }) => status !== 'done')
      .map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('survives opening and closing without a change', () => {
    const { history } = sampleTeam({ seed: 3 });
    expect(freeze(thaw(history))).toEqual(history);
  });

  it('shows in the demo what its description promises', () => {
    const { history, agreements } = demoTeam();
    expect(agreements.roles?.['product-owner']).toEqual(agreements.roles?.['scrum-master']);
    const retrospectives = history.events.filter(({ kind }) => kind === 'retrospective');
    expect(retrospectives).toHaveLength(10);
    expect(history.events.filter(({ kind }) => kind === 'review')).toHaveLength(12);
    expect(history.sprints.filter(({ goal }) => goal !== null)).toHaveLength(13);
  });
});
