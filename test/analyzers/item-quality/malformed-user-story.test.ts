import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'malformed-user-story';

describe(RULE, () => {
  const formless = (index: number) => ({
    ...goodStory(index),
    title: `Basket page rework ${index}`,
    description:
      'The page of the basket gets the new look of the shop with its colours and its grid for all sizes.',
  });

  it('is detected when half of the stories name no user or capability', () => {
    const { outcome } = nearTeam([...times(3, formless), ...times(15, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'low', sample: 6, value: 0.5 });
    expect(outcome).toHaveProperty('evidence.0.text', 'names neither a user role nor a capability');
  });

  it('flags roles that build the product', () => {
    const own = (index: number) => ({
      ...goodStory(index),
      title: `As a developer, I want table ${index} to be split, so that queries are shorter`,
    });
    const { outcome } = nearTeam([...times(6, own), ...times(12, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(outcome).toHaveProperty(
      'evidence.0.text',
      'the role “developer” builds the product and is no user of it',
    );
  });

  it('is clear when they do', () => {
    const { outcome } = nearTeam(times(18, goodStory)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('None of 6 stories for the next sprint and none of 12');
  });

  it('accepts job stories and scenarios', () => {
    const jobs = times(3, (index) => ({
      ...goodStory(index),
      title: `When I travel ${index} hours, I want to keep my basket, so I can pay at home`,
    }));
    const scenarios = times(3, (index) => ({
      title: `Basket ${index}`,
      acceptanceCriteria: null,
      description:
        'Given a basket with 2 items\nWhen I log in on another device\nThen I see the same 2 items',
    }));
    expect(nearTeam([...jobs, ...scenarios, ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('needs ten stories', () => {
    expect(nearTeam(times(9, formless)).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('does not judge a team with another convention', () => {
    const { outcome } = nearTeam(times(18, formless), formless).examine(RULE);
    expect(outcome).toMatchObject({ state: 'not-observable', reasons: ['OUTSIDE_SCOPE'] });
  });

  it('cannot tell without types', () => {
    const builder = nearTeam(
      times(18, (index) => ({ ...goodStory(index), type: null })),
      () => ({ type: null }),
    );
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_TYPES'] });
  });
});
