import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { historyAsOf, itemAsOf, sprintAsOf } from '../../src/history/as-of.ts';
import type { Item, Sprint } from '../../src/history/team-history.ts';
import { day, team } from '../support/team-builder.ts';

describe('the roll-back of an item', () => {
  it('gives back the item itself when nothing happened later', () => {
    const item = team().item().move('doing', day(1)).draft;
    expect(itemAsOf(item, day(2))).toBe(item);
  });

  it('takes back status, assignee, priority, estimate, texts, labels, parent, sprint and flag', () => {
    const builder = team().item({ priority: 'Low', labels: ['a'], title: 'Old', description: 'old text' });
    const before: Item = structuredClone(builder.draft);
    builder
      .move('doing', day(2))
      .assign('dev1', day(2))
      .change('priority', 'High', day(2))
      .estimate(5, day(2))
      .change('title', 'New', day(2))
      .change('description', null, day(2))
      .change('labels', 'a\nb', day(2))
      .change('parent', 'E-1', day(2))
      .addTo('s1', day(2))
      .change('flagged', 'true', day(2))
      .comment('later', day(2));
    const { finished, ...back } = itemAsOf(builder.draft, day(1));
    expect(finished ?? null).toBeNull();
    expect(back).toEqual(before);
  });

  it('keeps a text whose source records only that it was edited', () => {
    const builder = team().item({ description: 'present text' });
    builder.draft.changes.push({ at: day(2), by: 'po', field: 'description', from: null, to: null });
    expect(itemAsOf(builder.draft, day(1)).description).toBe('present text');
  });

  it('takes back links both ways', () => {
    const builder = team().item({ links: [{ kind: 'blocks', key: 'T-9', outside: false, otherDone: null }] });
    builder.draft.changes.push(
      { at: day(2), by: 'po', field: 'link', from: null, to: 'blocks T-9' },
      { at: day(3), by: 'po', field: 'link', from: 'relates T-8', to: null },
    );
    expect(itemAsOf(builder.draft, day(1)).links).toEqual([
      { kind: 'relates', key: 'T-8', outside: false, otherDone: null },
    ]);
  });

  it('gives at any time what a history that ended there would have given', () => {
    const step = fc.record({
      at: fc.integer({ min: 1, max: 30 }),
      field: fc.constantFrom('status', 'priority', 'estimate', 'assignee'),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), fc.integer({ min: 0, max: 31 }), (steps, cut) => {
        const sorted = [...steps].sort((a, b) => a.at - b.at);
        const play = (until: number): Item => {
          const item = team().item();
          sorted
            .filter(({ at }) => at <= until)
            .forEach(({ at, field }, index) => {
              const value = {
                status: ['doing', 'done', 'todo'],
                priority: ['High', 'Low', 'Medium'],
                estimate: ['1', '2', '3'],
                assignee: ['dev1', 'dev2', 'dev3'],
              }[field]?.[index % 3] as string;
              item.change(field as 'status', value, day(at));
            });
          return item.draft;
        };
        const { finished: _, ...rolledBack } = itemAsOf(play(31), day(cut));
        expect(rolledBack).toEqual(play(cut));
      }),
      { numRuns: 200 },
    );
  });
});

describe('the state of a sprint', () => {
  const sprint = (values: Partial<Sprint>): Sprint => ({
    id: 's',
    name: 'S',
    goal: null,
    state: 'closed',
    start: day(10),
    end: day(20),
    completed: day(21),
    board: null,
    goalMet: true,
    ...values,
  });

  it('follows from its dates', () => {
    expect(sprintAsOf(sprint({}), day(5), day(40)).state).toBe('future');
    expect(sprintAsOf(sprint({}), day(15), day(40))).toMatchObject({
      state: 'active',
      completed: null,
      goalMet: null,
    });
    expect(sprintAsOf(sprint({}), day(21), day(40))).toMatchObject({ state: 'closed', completed: day(21) });
  });

  it('stays in the future while it was never started, and active while it was never closed', () => {
    expect(sprintAsOf(sprint({ state: 'future', completed: null }), day(30), day(40)).state).toBe('future');
    expect(sprintAsOf(sprint({ state: 'active', completed: null }), day(30), day(40)).state).toBe('active');
  });

  it('does not exist before it began', () => {
    const builder = team();
    builder.closedSprints(3);
    expect(historyAsOf(builder.history(), day(16)).sprints.map(({ name }) => name)).toEqual([
      'Sprint 1',
      'Sprint 2',
    ]);
  });
});

describe('the history as of a time', () => {
  it('holds no later item, event, release, review or merge', () => {
    const builder = team();
    builder.item({ created: day(1) });
    builder.item({ created: day(9) });
    builder.event('review', day(3)).event('review', day(8));
    builder.header = {
      releases: [
        { name: '1', at: day(2), notes: null },
        { name: '2', at: day(7), notes: null },
      ],
      pullRequests: [
        {
          id: 'p',
          title: '',
          author: null,
          created: day(1),
          ready: day(2),
          merged: day(8),
          closed: day(8),
          changedLines: 1,
          labels: [],
          items: [],
          reviews: [{ at: day(7), by: null }],
          comments: 0,
          coAuthors: [],
          checks: null,
        },
      ],
    };
    const past = historyAsOf(builder.history(), day(5));
    expect(past.items).toHaveLength(1);
    expect(past.events).toHaveLength(1);
    expect(past.releases).toHaveLength(1);
    expect(past.pullRequests[0]).toMatchObject({ ready: day(2), merged: null, closed: null, reviews: [] });
  });
});
