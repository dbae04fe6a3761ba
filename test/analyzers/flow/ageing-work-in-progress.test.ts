import { describe, expect, it } from 'vitest';
import { finishedItems } from '../../support/flow.ts';
import { day } from '../../support/team-builder.ts';

const RULE = 'ageing-work-in-progress';
const USUAL = Array.from({ length: 20 }, (_, index) => 1 + (index % 3));

describe(RULE, () => {
  it('detects two items, 30 % of those in progress, above the 85th percentile', () => {
    const builder = finishedItems(USUAL);
    builder.item().move('doing', day(70));
    builder.item().move('doing', day(72));
    builder.item().move('doing', day(81));
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'high', sample: 20 });
    expect(outcome.state === 'detected' && outcome.evidence?.map((note) => note.key)).toEqual([
      'T-21',
      'T-22',
    ]);
  });

  it('is medium for a single extreme item', () => {
    const builder = finishedItems(USUAL);
    builder.item().move('doing', day(60));
    for (let index = 0; index < 4; index++) builder.item().move('doing', day(81));
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'detected',
      severity: 'medium',
      value: 0.2,
    });
  });

  it('is clear while items are young', () => {
    const builder = finishedItems(USUAL);
    builder.item().move('doing', day(81));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('says nothing where nothing is in progress', () => {
    expect(finishedItems(USUAL).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: null,
      sample: 0,
      summary: 'Nothing is in progress, so there is no age to judge.',
    });
  });

  it('guard: going back to the backlog resets the age once', () => {
    const builder = finishedItems(USUAL);
    builder.item().move('doing', day(40)).move('todo', day(50)).move('doing', day(81));
    expect(builder.examine(RULE).outcome.state).toBe('clear');
  });

  it('needs twelve finished items', () => {
    expect(finishedItems([1, 2, 3]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable without changes of state', () => {
    const builder = finishedItems(USUAL);
    builder.header = { unrecorded: { statusHistory: ['NO_STATUS_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_STATUS_HISTORY'],
    });
  });
});
