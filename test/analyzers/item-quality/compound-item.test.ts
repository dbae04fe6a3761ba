import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'compound-item';

describe(RULE, () => {
  const joined = (index: number) => ({
    ...goodStory(index),
    title: `As a shopper, I want to import list ${index} and to invite my family, so that we plan together`,
  });

  it('is detected when a quarter of the items hold two needs', () => {
    const { outcome } = nearTeam([...times(2, joined), ...times(16, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'medium', sample: 6 });
    expect(outcome).toHaveProperty('value', 2 / 6);
  });

  it('sees two stories in one text', () => {
    const two = (index: number) => ({
      ...goodStory(index),
      title: `Lists ${index}`,
      description: 'As a shopper, I want to share lists. As a cook, I want to print lists.',
    });
    expect(nearTeam([...times(6, two), ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
    });
  });

  it('is clear with figures when each holds one', () => {
    const { outcome } = nearTeam(times(18, goodStory)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('and none of 12 items for the two sprints after it seem to');
  });

  it('takes pairs of nouns, fixed expressions and two verbs of one step for one need', () => {
    const titles = [
      'Search and filter bar for the list',
      'Show terms and conditions',
      'Add drag and drop to the list',
      'Develop and test the export',
      'R&D budget on the first page',
      'Show name and address',
    ];
    const single = times(6, (index) => ({ ...goodStory(index), title: titles[index] ?? '' }));
    expect(nearTeam([...single, ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('leaves bugs out', () => {
    const bugs = times(6, (index) => ({ ...joined(index), type: 'Bug' }));
    expect(nearTeam([...bugs, ...times(12, goodStory)]).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs ten items', () => {
    expect(nearTeam(times(9, joined)).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('cannot tell without types', () => {
    const builder = nearTeam(
      times(18, (index) => ({ ...joined(index), type: null })),
      () => ({ type: null }),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_TYPES'] });
  });
});
