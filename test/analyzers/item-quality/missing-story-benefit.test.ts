import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'missing-story-benefit';

describe(RULE, () => {
  const pointless = (index: number) => ({
    title: `As a shopper, I want to see page ${index} of the list`,
    description: 'The list has pages with twenty entries each and a row of numbers below it.',
    acceptanceCriteria: null,
  });

  it('is detected when half of the near stories give no reason, Now and Next together', () => {
    const { outcome } = nearTeam([...times(9, goodStory), ...times(9, pointless)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 18 });
    expect(outcome).not.toHaveProperty('severity');
    expect(outcome.summary).toContain('9 of 18 stories near the top (50 %)');
  });

  it('is clear when they do, in a clause, a section, a goal or a request', () => {
    const told = [
      ...times(5, goodStory),
      ...times(5, (index) => ({
        ...pointless(index),
        description: '## Why\nShoppers leave when they cannot find the second page.',
      })),
      ...times(4, (index) => ({ ...pointless(index), serves: ['Grow repeat orders'] })),
      ...times(4, (index) => ({ ...pointless(index), customerSignals: 1 })),
    ];
    expect(nearTeam(told).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 18 });
  });

  it('needs ten stories', () => {
    expect(nearTeam(times(9, pointless)).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: 1,
      sample: 9,
    });
  });

  it('leaves bugs and tiny fixes of the interface out', () => {
    const bugs = times(4, (index) => ({ ...pointless(index), type: 'Bug' }));
    const fixes = times(4, (index) => ({ ...pointless(index), title: `Fix the typo on page ${index}` }));
    expect(nearTeam([...bugs, ...fixes, ...times(10, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      sample: 10,
    });
  });

  it('cannot tell in another language', () => {
    const french = (index: number) => ({
      title: `En tant que client, je veux voir la page ${index} de la liste des produits`,
      description: 'La liste des produits est divisée en pages de vingt articles avec une navigation en bas.',
    });
    expect(nearTeam(times(12, french)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_LANGUAGE'],
    });
  });
});
