import { describe, expect, it } from 'vitest';
import type { PullRequest, RoadmapEntry } from '../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../support/team-builder.ts';

function areasOf(build: TeamBuilder, key: string): readonly string[] {
  const facts = build.facts();
  return facts.areas.areasOf(facts.items.get(key)!);
}

describe('areas', () => {
  it('are components, else area-like labels, else parents', () => {
    const build = team();
    const item = build.item({ parent: 'E-1', labels: ['area: billing', 'urgent', 'urgent-bug'] });
    expect(areasOf(build, item.key)).toEqual(['area: billing']);
    item.set({ areas: ['Billing'] });
    expect(areasOf(build, item.key)).toEqual(['Billing']);
    item.set({ areas: [], labels: [] });
    expect(areasOf(build, item.key)).toEqual(['E-1']);
    item.set({ parent: null });
    expect(build.facts().areas.unseen).toEqual(['NO_AREAS']);
  });

  it('have one basis for the team: a lone component does not hide the labels that everybody uses', () => {
    const build = team();
    build.item({ areas: ['Billing'] });
    for (let index = 0; index < 9; index++) build.item({ labels: ['backend'] });
    expect(areasOf(build, 'T-2')).toEqual(['backend']);
    expect(areasOf(build, 'T-1')).toEqual([]);
  });
});

describe('hierarchy', () => {
  it('is unused without parents, goals and sub-items', () => {
    const build = team();
    build.item();
    expect(build.facts().hierarchy).toMatchObject({ unseen: ['NO_HIERARCHY'], usedShare: 0 });
  });

  it('counts parents, goals and sub-items', () => {
    const build = team();
    const parent = build.item({ parent: 'E-1' }).doneBetween(day(1), day(2));
    build.item({ labels: ['goal: faster'] }).doneBetween(day(1), day(2));
    build.item({ serves: ['Project X'] });
    build.item();
    const sub = build.item({ level: 'sub', parent: parent.key });
    const { hierarchy, items } = build.facts();
    expect(hierarchy).toMatchObject({ unseen: [], usedShare: 0.75, decomposedShare: 0.5 });
    expect(hierarchy.childrenOf(items.get(parent.key)!).map((item) => item.key)).toEqual([sub.key]);
    expect(hierarchy.subs.map((item) => item.key)).toEqual([sub.key]);
  });
});

describe('sources that a team may not have', () => {
  const request: PullRequest = {
    id: '1',
    title: 'Change',
    author: 'dev1',
    created: day(1),
    ready: day(1),
    merged: day(2),
    closed: day(2),
    changedLines: 20,
    labels: [],
    items: [],
    reviews: [],
    comments: 0,
    coAuthors: [],
    checks: null,
  };
  const entry: RoadmapEntry = {
    id: 'E-1',
    title: 'Plan',
    kind: 'epic',
    state: 'open',
    due: null,
    touched: day(1),
    items: [],
  };

  it('say so', () => {
    const build = team();
    build.header = { unrecorded: { pullRequests: ['NO_PR_LINK'], roadmap: ['PERMISSION_DENIED'] } };
    const facts = build.facts();
    expect(facts.pullRequests.unseen).toEqual(['NO_PR_LINK']);
    expect(facts.roadmap.unseen).toEqual(['PERMISSION_DENIED']);
    expect(facts.releases.unseen).toEqual(['NO_RELEASE_DATA']);
    expect(facts.wiki.unseen).toEqual(['NO_WIKI']);
    expect(team().facts().roadmap.unseen).toEqual(['NO_HIERARCHY']);
  });

  it('are given in order', () => {
    const build = team();
    build.header = {
      pullRequests: [{ ...request, id: '2', merged: day(5) }, request, { ...request, id: '3', merged: null }],
      releases: [
        { name: 'b', at: day(4), notes: null },
        { name: 'a', at: day(3), notes: null },
      ],
      roadmap: [{ ...entry, id: 'E-2' }, entry],
    };
    const facts = build.facts();
    expect(facts.pullRequests.mergedBetween(day(2), day(5)).map((one) => one.id)).toEqual(['1']);
    expect(facts.pullRequests.mergedBetween(day(2), day(6)).map((one) => one.id)).toEqual(['1', '2']);
    expect(facts.releases.all.map((one) => one.name)).toEqual(['a', 'b']);
    expect(facts.roadmap.entries.map((one) => one.id)).toEqual(['E-1', 'E-2']);
    expect([facts.pullRequests.unseen, facts.releases.unseen, facts.roadmap.unseen]).toEqual([[], [], []]);
  });
});
