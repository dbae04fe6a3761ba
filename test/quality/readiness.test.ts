import { describe, expect, it } from 'vitest';
import type { CriterionId, Zone } from '../../src/facts/facts.ts';
import type { Item } from '../../src/history/team-history.ts';
import { weighted } from '../../src/quality/quality.ts';
import { changedCharacters, lastSubstantiveTouch } from '../../src/quality/touches.ts';
import { CRITERIA, WEIGHTS } from '../../src/quality/weights.ts';
import { CRITERIA as BULLETS, PER_SPRINT, goodStory, nearTeam, times } from '../support/near-items.ts';
import { day, type TeamBuilder } from '../support/team-builder.ts';

const READY_ITEM: Partial<Item> = { ...goodStory(1), estimate: 3 };

function judged(builder: TeamBuilder, position = 0, zone?: Zone) {
  const facts = builder.facts();
  const item = facts.order.backlog[position] as Item;
  const readiness = facts.quality.readiness(item, zone ?? facts.order.zoneOf(item));
  return { ...readiness, of: (id: CriterionId) => readiness.criteria.find((one) => one.id === id) };
}

describe('weights', () => {
  it.each(['now', 'next', 'later'] as const)('of the zone %s sum up to a hundred', (zone) => {
    expect(CRITERIA.reduce((sum, id) => sum + WEIGHTS[id][zone], 0)).toBe(100);
  });

  it('readiness is the weighted mean of what applies', () => {
    const criteria = [
      { id: 'testable' as const, value: 0.5 as const, why: '' },
      { id: 'small' as const, value: 1 as const, why: '' },
      { id: 'sized' as const, value: null, why: '' },
    ];
    // (25 × 0.5 + 20 × 1) / 45
    expect(weighted(criteria, 'now', [])).toBeCloseTo(32.5 / 45);
    expect(weighted(criteria, 'now', [0.7, 0.5])).toBe(0.5);
    expect(weighted(criteria, 'later', [])).toBeNull();
  });
});

describe('zones', () => {
  it('one sprint of work is now, the next two are next, the rest is later', () => {
    const facts = nearTeam(times(PER_SPRINT * 4, () => READY_ITEM)).facts();
    const zones = facts.order.backlog.map((item) => facts.order.zoneOf(item));
    expect(zones.map((zone) => zone[0]).join('')).toBe('n'.repeat(PER_SPRINT * 3) + 'l'.repeat(PER_SPRINT));
    expect(zones.filter((zone) => zone === 'now')).toHaveLength(PER_SPRINT);
  });

  it('further down, detail counts for nothing', () => {
    const bare = { ...READY_ITEM, acceptanceCriteria: null };
    const values = (item: Partial<Item>) => judged(nearTeam([item]), 0, 'later').value;
    expect(values(bare)).toBe(values(READY_ITEM));
    expect(judged(nearTeam([bare]), 0, 'now').value).toBeLessThan(
      judged(nearTeam([READY_ITEM]), 0, 'now').value ?? 0,
    );
  });
});

describe('caps at the top', () => {
  it('an item that is its title: 0.2', () => {
    expect(
      judged(nearTeam([{ title: 'Shoppers cancel orders, so that they get their money back' }])).value,
    ).toBe(0.2);
  });

  it('no acceptance criteria: 0.5, and not so further down', () => {
    const item = { ...READY_ITEM, acceptanceCriteria: null };
    expect(judged(nearTeam([item]), 0, 'now').value).toBe(0.5);
    expect(judged(nearTeam([item]), 0, 'next').value).toBeGreaterThan(0.5);
  });

  it('bigger than a sprint: 0.5', () => {
    const many = times(9, (index) => ({ title: `- Rule ${index} shows ${index} entries` })).map(
      ({ title }) => title,
    );
    const found = judged(nearTeam([{ ...READY_ITEM, acceptanceCriteria: many.join('\n') }]));
    expect(found.value).toBeLessThanOrEqual(0.5);
    expect(found.of('small')).toMatchObject({
      value: 0,
      why: 'Looks too big for one sprint: it has 9 acceptance criteria, more than 8.',
    });
  });

  it('blocked by open work outside its sprint: 0.7', () => {
    const builder = nearTeam([
      {
        ...READY_ITEM,
        links: [{ kind: 'blocked-by', key: 'X-1', otherDone: false }] as unknown as unknown as Item['links'],
      },
    ]);
    const found = judged(builder);
    expect(found.value).toBeLessThanOrEqual(0.7);
    expect(found.of('independent')).toMatchObject({ value: 0, why: 'Waits for X-1, which is not Done.' });
  });

  it('a bug that says neither steps nor expectation: 0.5', () => {
    const bug = {
      type: 'Bug',
      title: 'Refund mail is sent twice',
      description: `Many customers complain. ${'The mail of the shop is strange and long. '.repeat(4)}`,
    };
    expect(judged(nearTeam([bug])).value).toBeLessThanOrEqual(0.5);
  });
});

describe('sizes and people', () => {
  const estimated = (value: number) =>
    nearTeam([{ ...READY_ITEM, estimate: value }], (index) => ({ estimate: [1, 2, 3, 3, 5, 5][index] ?? 3 }));

  it('small: compared with what was finished within a sprint', () => {
    expect(judged(estimated(3)).of('small')?.value).toBe(1);
    expect(judged(estimated(13)).of('small')).toMatchObject({ value: 0 });
    expect(judged(estimated(13)).of('small')?.why).toContain('its estimate of 13 is above 5');
  });

  it('sized: none 0, by whom is not recorded 0.5, by Developers 1, by others 0.5', () => {
    const builder = () => estimated(3);
    expect(judged(nearTeam([READY_ITEM], () => ({ estimate: null }))).of('sized')?.value).toBeNull();
    const none = builder();
    none.items.at(-1)?.set({ estimate: null });
    expect(judged(none).of('sized')?.value).toBe(0);
    expect(judged(builder()).of('sized')?.value).toBe(0.5);
    for (const [by, value] of [
      ['dev1', 1],
      ['po', 0.5],
    ] as const) {
      const set = builder();
      set.items.at(-1)?.estimate(3, day(72), by);
      expect(judged(set).of('sized')?.value).toBe(value);
    }
  });

  it('conversation: one person 0, one side 0.5, two sides 1', () => {
    const talk = (creator: string, by?: string) => {
      const builder = nearTeam([{ ...READY_ITEM, creator }]);
      if (by !== undefined) builder.items.at(-1)?.comment('How is the voucher refunded?', day(72), by);
      return judged(builder).of('conversation')?.value;
    };
    expect(talk('po')).toBe(0);
    expect(talk('dev1', 'dev2')).toBe(0.5);
    expect(talk('po', 'dev1')).toBe(1);
  });

  it('fresh: 56 days near the top, 180 further down, half up to twice that', () => {
    const aged = (days: number, zone: Zone) => {
      const builder = nearTeam([{ ...READY_ITEM, created: day(84 - days, 9) }]);
      return judged(builder, 0, zone).of('fresh')?.value;
    };
    expect([aged(56, 'now'), aged(57, 'now'), aged(112, 'now'), aged(113, 'now')]).toEqual([1, 0.5, 0.5, 0]);
    expect([aged(180, 'later'), aged(181, 'later'), aged(361, 'later')]).toEqual([1, 0.5, 0]);
  });
});

describe('guards against gaming (rules §5.4)', () => {
  it('the same acceptance criteria in three items are a template and score 0', () => {
    const copies = (count: number) =>
      nearTeam(
        times(count, (index) => ({
          ...goodStory(index),
          title: `As a shopper, I want rule number ${index} of the basket`,
        })),
      );
    expect(judged(copies(3)).of('testable')).toMatchObject({
      value: 0,
      why: expect.stringContaining('stand in 3 items'),
    });
    expect(judged(copies(2)).of('testable')?.value).toBe(1);
  });

  it('the title once more is no acceptance criterion', () => {
    const title = 'Shoppers cancel an unpaid order of theirs';
    expect(
      judged(nearTeam([{ ...READY_ITEM, title, acceptanceCriteria: `- ${title}` }])).of('testable'),
    ).toMatchObject({
      value: 0,
      why: 'The acceptance criteria only repeat the title.',
    });
  });

  it('placeholders are stripped', () => {
    expect(
      judged(nearTeam([{ ...READY_ITEM, acceptanceCriteria: '- TBD\n- n/a\n- lorem ipsum dolor\n1.' }])).of(
        'testable',
      )?.value,
    ).toBe(0);
  });

  it('labels, small corrections and machines do not make an item fresh; 20 characters or an order do', () => {
    const touched = (act: (builder: ReturnType<TeamBuilder['item']>) => void) => {
      const builder = nearTeam([{ ...READY_ITEM, created: day(-100) }]);
      const item = builder.items.at(-1) as ReturnType<TeamBuilder['item']>;
      act(item);
      return judged(builder, 0, 'next').of('fresh')?.value;
    };
    const text = String(READY_ITEM.description);
    expect(touched((item) => item.change('labels', 'a', day(80), 'po'))).toBe(0);
    expect(touched((item) => item.change('description', `${text}!`, day(80), 'po'))).toBe(0);
    expect(
      touched((item) =>
        item.change('description', `${text} And more of it here.`, day(80), 'po', text, true),
      ),
    ).toBe(0);
    expect(touched((item) => item.comment('ok', day(80), 'po'))).toBe(0);
    expect(touched((item) => item.change('description', `${text} And more of it here.`, day(80), 'po'))).toBe(
      1,
    );
    expect(touched((item) => item.rank(day(80)))).toBe(1);
  });

  it('changed characters are counted between the common ends', () => {
    expect(changedCharacters('abc', 'abc')).toBe(0);
    expect(changedCharacters('abc', 'abXc')).toBe(1);
    expect(changedCharacters('', 'abcd')).toBe(4);
    expect(changedCharacters('aaaa', 'aa')).toBe(2);
    const item = { created: 5, comments: [], changes: [] } as unknown as Item;
    expect(lastSubstantiveTouch(item, 9)).toBe(5);
  });

  it('an estimate weighs five, and half when others set it', () => {
    expect(WEIGHTS.sized).toEqual({ now: 5, next: 5, later: 0 });
  });

  it('near-duplicates are found, twins for platforms and recurring chores are not', () => {
    const groups = (titles: string[]) =>
      nearTeam(titles.map((title) => ({ title, description: null, acceptanceCriteria: BULLETS }))).facts()
        .quality.duplicates.length;
    expect(groups(['Pay with a gift card at the till', 'Pay with a gift card at the till.'])).toBe(1);
    expect(groups(['Pay with a gift card on iOS', 'Pay with a gift card on Android'])).toBe(0);
    expect(groups(['Monthly release of the shop 1', 'Monthly release of the shop 2'])).toBe(0);
  });
});
