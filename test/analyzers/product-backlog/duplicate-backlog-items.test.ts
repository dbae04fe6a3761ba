import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'duplicate-backlog-items';
const NEEDS = [
  'Print the invoice on paper',
  'Show the tax of every article',
  'Invite a colleague by mail',
  'Change the language of the shop',
  'Archive old orders after a year',
  'Search articles by colour',
  'Pay with a gift card',
  'Rate an article after delivery',
  'Follow the parcel on a map',
  'Return an article without a label',
  'Save several addresses',
  'Compare three articles side by side',
  'Remember the last basket',
  'Filter reviews by stars',
  'Export customers as a table',
  'Block stolen cards',
  'Warn when stock runs low',
  'Plan a campaign for spring',
  'Reset a forgotten password',
  'Sign in with a passkey',
  'Delete an account for good',
  'Choose a delivery day',
  'Collect points for every order',
  'Split a bill between friends',
  'Read articles aloud',
  'Zoom into pictures',
  'Chat with a person',
  'Book a call with an expert',
  'Subscribe to coffee every month',
  'Hide articles without stock',
  'Donate the change',
  'Wrap an order as a present',
  'Measure the size of a foot',
  'Try glasses with the camera',
  'Translate reviews',
  'Report a wrong price',
  'Reserve an article in a store',
  'Order samples of fabric',
  'Show the carbon of a delivery',
  'Combine two orders',
];

/** 40 different needs, and the given items beside them. */
function backlog(extra: readonly Partial<Item>[], count = 40): TeamBuilder {
  const builder = team();
  for (const title of NEEDS.slice(0, count)) builder.item({ title });
  for (const values of extra) builder.item(values);
  return builder;
}

const copies = (n: number): Partial<Item>[] => NEEDS.slice(0, n).map((title) => ({ title: `${title}!` }));

describe(RULE, () => {
  it('detects groups of open items that say the same', () => {
    const { outcome } = backlog(copies(3)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 6 / 43, sample: 43 });
    expect(outcome.summary).toContain('in 3 groups');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'item',
      key: 'T-1',
      text: 'says the same as T-41',
    });
  });

  it('is clear where needs appear once, or only a pair twice', () => {
    expect(backlog([]).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 40 });
    expect(backlog(copies(2)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 4 / 42 });
  });

  it('does not look at finished items', () => {
    expect(
      backlog(copies(5).map((values) => ({ ...values, status: 'done' }))).examine(RULE).outcome,
    ).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('counts items marked as duplicates of each other, whatever they are called', () => {
    const marked = [1, 2, 3].map((n): Partial<Item> => ({
      title: `${['Tulips', 'Ladders', 'Whales'][n - 1] as string} are missing`,
      links: [{ kind: 'duplicates', key: `T-${n}`, outside: false, otherDone: null }],
    }));
    expect(backlog(marked).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 6 / 43 });
    const closed = marked.map((values) => ({ ...values, status: 'cancelled' }));
    expect(backlog(closed).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: recurring chores and releases repeat on purpose', () => {
    const chores = [1, 2, 3, 4, 5, 6].map((n): Partial<Item> => ({
      title: `Release version 2.${n} to the stores`,
    }));
    expect(backlog(chores).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: twins for different platforms do not count', () => {
    const twins = NEEDS.slice(0, 3).flatMap((title): Partial<Item>[] => [
      { title: `${title} at once, iOS` },
      { title: `${title} at once, Android` },
    ]);
    expect(backlog(twins).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs 30 open items', () => {
    expect(backlog(copies(4), 25).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 29,
    });
  });

  it('is not observable in an anonymised history', () => {
    const builder = backlog(copies(4));
    builder.header = { unrecorded: { items: ['OPTED_OUT'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['OPTED_OUT'] });
  });
});
