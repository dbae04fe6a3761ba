import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'solution-prescriptive-item';

describe(RULE, () => {
  const dictated = (index: number) => ({
    title: `Add a dropdown with ${index} entries to the basket`,
    description:
      'Create a column is_open in the orders table and add a REST endpoint that fills the dropdown next to the total at the top.',
    acceptanceCriteria: null,
    creator: 'po',
  });
  const on = { [RULE]: { on: true } };

  it('is detected when a quarter of the items written by the Product Owner dictate the how', () => {
    const { outcome } = nearTeam([...times(2, dictated), ...times(16, goodStory)]).examine(RULE, on);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'low', sample: 6 });
  });

  it('is clear when a problem or benefit is named', () => {
    const reasoned = (index: number) => ({
      ...dictated(index),
      description: `${dictated(index).description} Today shoppers cannot change the slot, so that they call us.`,
    });
    const { outcome } = nearTeam(times(18, reasoned)).examine(RULE, on);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('None of 6 items');
  });

  it('leaves items by Developers and corrections of texts alone', () => {
    const own = times(6, (index) => ({ ...dictated(index), creator: 'dev1' }));
    const copy = times(6, (index) => ({
      ...dictated(index),
      title: `Fix the wording of the dropdown ${index}`,
    }));
    expect(nearTeam([...own, ...copy, ...times(6, goodStory)]).examine(RULE, on).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('takes endpoints for the vocabulary of a product for programs', () => {
    const api = (index: number) => ({
      ...goodStory(index),
      title: `Return page ${index} of orders`,
      description:
        'The REST endpoint returns the orders in pages as a JSON payload from Postgres with twenty entries each and a link to the next.',
      acceptanceCriteria: null,
    });
    expect(nearTeam(times(18, api)).examine(RULE, on).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs ten items', () => {
    expect(nearTeam(times(9, dictated)).examine(RULE, on).outcome.state).toBe('insufficient-sample');
  });

  it('cannot tell without a Product Owner', () => {
    const builder = nearTeam(times(12, dictated)).agree({ roles: {}, members: ['dev1', 'dev2'] });
    expect(builder.examine(RULE, on).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
  });
});
