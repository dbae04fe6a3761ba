import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { repeated, sprintsOf, type SprintPlan } from '../../support/sprints.ts';

const RULE = 'unready-sprint-items';
const READY = {
  title: 'As a shopper, I want to pay with a gift card, so that I can use what I was given',
  description:
    'Shoppers who hold a gift card cannot use it online today, and support answers about forty mails a week about it.\n\nAcceptance criteria:\n- A valid card lowers the total by its balance\n- An expired card shows "This card expired on" with its date\n- The rest of the balance is shown after payment',
  estimate: 3,
};
const BARE = { title: 'Gift cards', description: null };
const ready: SprintPlan = { committed: 6, values: READY };
const bare: SprintPlan = { committed: 6, values: BARE };

describe(RULE, () => {
  it('detects 30 % of the items without criteria, size or description', () => {
    const { outcome } = sprintsOf([ready, bare, bare, ready]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 24 });
  });

  it('is clear when items were ready at the start', () => {
    expect(sprintsOf(repeated(4, ready)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('reads the item as it stood when the sprint began', () => {
    const builder = sprintsOf([ready, bare, bare, ready]);
    for (const item of builder.items) {
      if (item.draft.description !== null) continue;
      item.change('description', READY.description, (builder.sprints[3]?.completed as number) + DAY, 'po');
      item.change('title', READY.title, (builder.sprints[3]?.completed as number) + DAY, 'po');
    }
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.5, strength: 1 });
  });

  it('guard: urgent items of an expedite lane are exempt', () => {
    const builder = sprintsOf([
      ready,
      { committed: 6, values: { ...BARE, labels: ['expedite'] } },
      ready,
      ready,
    ]);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 18 });
  });

  it('needs ten items', () => {
    expect(
      sprintsOf([
        { committed: 4, values: READY },
        { committed: 4, values: BARE },
      ]).examine(RULE).outcome.state,
    ).toBe('insufficient-sample');
  });

  it('is not observable without changes of membership', () => {
    const builder = sprintsOf([ready, bare, bare]);
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ITERATION_HISTORY'],
    });
  });

  it('is not observable in a language without word lists', () => {
    const builder = sprintsOf(
      repeated(4, {
        committed: 5,
        values: {
          title: 'Als klant wil ik met een cadeaubon betalen, zodat ik het geld niet kwijt ben',
          description:
            'Klanten met een cadeaubon kunnen die nu niet online gebruiken en bellen daarom met de winkel over het geld.',
        },
      }),
    );
    expect(builder.examine(RULE).outcome.state).toBe('not-observable');
  });
});
