import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'technical-layer-slicing';

describe(RULE, () => {
  const LAYERS = ['FE: ', 'BE: ', '[DB] '];
  /** Parents with three items each, the first `sliced` of them cut by layer. */
  const families = (parents: number, sliced: number, child = {}) =>
    Array.from({ length: parents }, (_, parent) =>
      times(3, (index) => ({
        title: `${parent < sliced ? LAYERS[index] : 'Shopper sees '}step ${index} of part ${parent}`,
        acceptanceCriteria: null,
        description: null,
        parent: `T-E${parent}`,
        ...child,
      })),
    ).flat();

  it('is detected when a third of the parents are cut by layer', () => {
    const { outcome } = nearTeam(families(6, 2)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 6 });
    expect(outcome).toHaveProperty('value', 2 / 6);
    expect(outcome).toHaveProperty('evidence.0', {
      kind: 'item',
      text: '3 of its 3 items are cut by layer: frontend, backend and database',
      key: 'T-E0',
      at: null,
    });
  });

  it('is clear when few are', () => {
    const { outcome } = nearTeam(families(6, 1)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', sample: 6 });
    expect(outcome.summary).toContain('1 of 6 open parents (17 %)');
  });

  it('lets items with criteria of their own stand', () => {
    expect(
      nearTeam(families(6, 6, { acceptanceCriteria: '- the order shows 2 rows' })).examine(RULE).outcome,
    ).toMatchObject({ state: 'clear', value: 0 });
  });

  it('takes platform twins and sub-tasks for a normal plan', () => {
    const twins = Array.from({ length: 6 }, (_, parent) =>
      times(3, (index) => ({
        title: `${['iOS', 'Android', 'Web'][index]}: step ${parent}`,
        parent: `T-E${parent}`,
      })),
    ).flat();
    expect(nearTeam(twins).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(nearTeam(families(6, 6, { level: 'sub' })).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('looks at open parents only', () => {
    const builder = nearTeam(families(6, 6));
    for (let parent = 0; parent < 6; parent++)
      builder.item({ key: `T-E${parent}`, level: 'above', type: 'Epic', status: 'done' });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('needs five parents', () => {
    expect(nearTeam(families(4, 4)).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('cannot tell without parents', () => {
    expect(nearTeam(times(18, goodStory)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_HIERARCHY'],
    });
  });
});
