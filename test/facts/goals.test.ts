import { describe, expect, it } from 'vitest';
import { day, team } from '../support/team-builder.ts';

describe('places of the Product Goal', () => {
  it('are the configuration, goal items that are open, and what the source lists', () => {
    const build = team().agree({ productGoal: 'https://acme.example/goal' });
    build.item({
      level: 'above',
      type: 'Product Goal',
      title: 'Half of the shoppers pay in one step',
      updated: day(3),
    });
    build
      .item({ level: 'above', type: 'Epic', labels: ['product-goal'], title: 'Old goal' })
      .move('done', day(2));
    build.item({ labels: ['sprint-goal'] });
    build.header = {
      goals: [
        { where: 'project description', text: 'Checkout without help', updated: day(1) },
        { where: 'pinned issue', text: ' ', updated: day(2) },
      ],
    };
    const { goals } = build.facts();
    expect(goals.texts.map((goal) => goal.where)).toEqual([
      'the configuration',
      'T-1',
      'project description',
    ]);
    expect(goals.locations).toBe(4);
    expect(goals.unseen).toEqual([]);
  });

  it('include a connected wiki, even an empty one', () => {
    const build = team();
    expect(build.facts().goals.unseen).toEqual(['NO_GOAL_LOCATION']);
    build.header = { eventSources: [{ kind: 'wiki', name: 'CHK', complete: false }] };
    expect(build.facts().goals).toMatchObject({ locations: 1, texts: [], unseen: [] });
    expect(build.facts().wiki.unseen).toEqual([]);
  });

  it('stay out of reach without permission', () => {
    const build = team();
    build.header = { unrecorded: { goals: ['PERMISSION_DENIED'] } };
    expect(build.facts().goals.unseen).toEqual(['PERMISSION_DENIED']);
    expect(build.facts().wiki.unseen).toEqual(['NO_WIKI']);
  });
});
