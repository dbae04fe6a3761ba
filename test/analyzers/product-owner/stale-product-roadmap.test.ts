import { describe, expect, it } from 'vitest';
import type { RoadmapEntry } from '../../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'stale-product-roadmap';
const NOW = day(400);
const fresh = { touched: day(380) };
const past = { due: day(380), touched: day(390) };
const untouched = { touched: day(200) };

function roadmap(...entries: readonly Partial<RoadmapEntry>[]): TeamBuilder {
  const built = team(NOW);
  built.item({ created: day(1) });
  built.header = {
    roadmap: entries.map((entry, index) => ({
      id: `e${index}`,
      title: `Plan ${index}`,
      kind: 'epic',
      state: 'open',
      due: null,
      touched: day(380),
      items: [],
      ...entry,
    })),
  };
  return built;
}

describe(RULE, () => {
  it('detects plans past their date or untouched for half a year', () => {
    const { outcome } = roadmap(past, untouched, untouched, fresh, fresh).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.6, sample: 5 });
    expect(outcome.summary).toContain('3 of 5 open roadmap entries (60 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.map(({ text }) => text)).toEqual([
      'Plan 1: nobody changed it for 200 days',
      'Plan 2: nobody changed it for 200 days',
      'Plan 0: its date passed 20 days ago',
    ]);
  });

  it('is clear when most plans are alive', () => {
    expect(roadmap(past, untouched, fresh, fresh, fresh).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0.4,
    });
  });

  it('leaves out closed plans and ideas', () => {
    const closed = { state: 'closed', touched: day(1) } as const;
    const idea = { state: 'idea', touched: day(1) } as const;
    expect(roadmap(closed, idea, fresh, fresh, fresh, fresh, fresh).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 5,
    });
  });

  it('a change of an item under it keeps a plan alive', () => {
    const built = roadmap(...Array.from({ length: 5 }, () => ({ ...untouched, items: ['T-1'] })));
    built.items[0]!.change('description', 'A longer text than before', day(390), 'po');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: an undated plan with an item Done in the window is not stale', () => {
    const built = roadmap(...Array.from({ length: 5 }, () => ({ ...untouched, items: ['T-1'] })));
    built.items[0]!.move('done', day(380), 'dev1');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a date moved to another past date is a touch, and the plan stays stale', () => {
    const moved = { due: day(370), touched: day(399) };
    expect(roadmap(moved, moved, moved, fresh, fresh).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 0.6,
    });
  });

  it('guard: dates that the team hardly ever fills mean nothing', () => {
    expect(roadmap(past, fresh, fresh, fresh, fresh, fresh).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('guard: bulk edits are no touch', () => {
    const built = roadmap(...Array.from({ length: 5 }, () => ({ ...untouched, items: ['T-1'] })));
    for (let index = 0; index < 25; index++) built.item({ created: day(1) });
    for (const [index, item] of built.items.entries())
      item.change('description', 'x', day(390) + index * 1000, 'po');
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('needs five open entries, and some plan at all', () => {
    expect(roadmap(untouched, untouched).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 2,
      value: 1,
    });
    expect(roadmap().examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_HIERARCHY'],
    });
  });
});
