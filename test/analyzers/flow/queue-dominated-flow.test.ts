import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'queue-dominated-flow';

/** Items that work one day, wait `waiting` days, and work half a day. */
function queueing(items: number, waiting: number, flagged = false): TeamBuilder {
  const builder = team(day(82));
  builder.closedSprints(6);
  builder.status({
    id: 'wait',
    name: 'Waiting for deployment',
    category: 'doing',
    position: 3,
    idea: false,
    dropped: false,
  });
  for (let index = 0; index < items; index++) {
    const start = day((index % 6) * 14, 9) + index;
    const item = builder.item({ created: start - DAY }).move('doing', start);
    if (flagged)
      item
        .change('flagged', 'true', start + DAY / 2)
        .change('flagged', null, start + DAY / 2 + waiting * DAY)
        .move('done', start + (waiting + 1) * DAY);
    else item.move('wait', start + DAY).move('done', start + (1 + waiting) * DAY);
  }
  return builder;
}

describe(RULE, () => {
  it('detects items that mostly wait, and names the queue', () => {
    const { outcome } = queueing(24, 3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.75, sample: 24 });
    expect(outcome.summary).toContain('“Waiting for deployment”');
  });

  it('counts flagged time', () => {
    expect(queueing(24, 3, true).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.75 });
  });

  it('is clear when work prevails', () => {
    expect(queueing(24, 0.5).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs twenty finished items', () => {
    expect(queueing(10, 3).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable without waiting states', () => {
    const builder = queueing(24, 3);
    builder.statuses = builder.statuses.map((status) =>
      status.id === 'wait' ? { ...status, name: 'Development' } : status,
    );
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_WAIT_STATES'],
    });
  });

  it('guard: the mapping can be mended', () => {
    const builder = queueing(24, 3);
    builder.statuses = builder.statuses.map((status) =>
      status.id === 'wait' ? { ...status, name: 'Parking' } : status,
    );
    builder.agree({ states: { acceptance: [], waiting: ['parking'], testing: [], blocked: [], ready: [] } });
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });
});
