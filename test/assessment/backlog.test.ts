import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/analyzers/analyzer.ts';
import { areaUnderCurve } from '../../src/assessment/backlog-calibration.ts';
import { bestEdits } from '../../src/assessment/backlog-edits.ts';
import {
  leanPart,
  partsOf,
  readyPart,
  valuePart,
  type BacklogState,
} from '../../src/assessment/backlog-parts.ts';
import { bandOf, scoreBacklog, scoreOf } from '../../src/assessment/backlog.ts';
import { PER_SPRINT, goodStory, nearTeam, times } from '../support/near-items.ts';
import { HOUR } from '../../src/history/working-time.ts';
import { day, team, type TeamBuilder } from '../support/team-builder.ts';

const UNSEEN: Outcome = { state: 'not-observable', reasons: ['NO_RANK'] } as unknown as Outcome;
const started = (value: number): Outcome => ({ state: 'clear', value }) as unknown as Outcome;
const scored = (builder: TeamBuilder, outcome: Outcome = started(0.2)) =>
  scoreBacklog(builder.facts(), () => outcome).report;

/** Stories that are ready, each with criteria of its own. */
const readyStory = (index: number) => ({
  ...goodStory(index),
  title: `As a shopper, I want ${WISHES[index % WISHES.length] ?? ''} ${index}, so that I save a call`,
  description: `${goodStory(index).description ?? ''} Number ${index} ${WISHES[(index * 5) % WISHES.length] ?? ''} ${WISHES[(index * 3 + 1) % WISHES.length] ?? ''}.`,
  acceptanceCriteria: `- The ${WISHES[(index * 7) % WISHES.length] ?? ''} shows ${index} entries\n- At most ${index + 3} of ${WISHES[(index + 2) % WISHES.length] ?? ''}`,
});
const WISHES = [
  'to pay by voucher',
  'a map of lockers',
  'my old receipts',
  'a slot at night',
  'a gift wrap',
  'to move my order',
  'prices without tax',
  'a list of favourites',
  'photos of damage',
  'an alarm at the door',
  'to share a basket',
];

describe('the five parts, by hand', () => {
  const state = { perSprint: 8, withheld: false, items: [{}] } as unknown as BacklogState;

  it('ready: one sprint of ready items is 1, more gains nothing', () => {
    expect(readyPart(state, 4, 0)).toBe(0.5);
    expect(readyPart(state, 8, 0.3)).toBe(1);
    expect(readyPart(state, 16, 0.3)).toBe(1);
  });

  it('ready: detail far down takes off half of what is above 0.3', () => {
    expect(readyPart(state, 8, 0.7)).toBeCloseTo(0.8);
    expect(readyPart(state, 8, 1)).toBeCloseTo(0.65);
  });

  it('ready: unknown without throughput, texts or items', () => {
    expect(readyPart({ ...state, perSprint: null }, 4, 0)).toBeNull();
    expect(readyPart({ ...state, withheld: true }, 4, 0)).toBeNull();
    expect(readyPart({ ...state, items: [] }, 4, 0)).toBeNull();
  });

  it('value: the mean', () => {
    expect(valuePart([1, 0.5, 0])).toBe(0.5);
    expect(valuePart([])).toBeNull();
  });

  it('lean: 0.5 size, 0.3 fresh, 0.2 unique', () => {
    // 0.5 × 64/128 + 0.3 × (1 − 32/128) + 0.2 × (1 − 64/128)
    expect(leanPart({ open: 128, room: 64, stale: 32, duplicates: 64 })).toBeCloseTo(0.575);
    expect(leanPart({ open: 10, room: 64, stale: 0, duplicates: 0 })).toBeCloseTo(1);
    // without size: (0.3 × 0.75 + 0.2 × 0.5) / 0.5
    expect(leanPart({ open: 128, room: null, stale: 32, duplicates: 64 })).toBeCloseTo(0.65);
    expect(leanPart({ open: 128, room: null, stale: null, duplicates: 0 })).toBeNull();
    expect(leanPart({ open: 0, room: 64, stale: 0, duplicates: 0 })).toBeNull();
  });

  it('order: one minus the share of starts out of order; dropped where it cannot be seen', () => {
    const builder = nearTeam(times(20, readyStory));
    expect(scored(builder, started(0.25)).parts.order).toBe(0.75);
    expect(scored(builder, UNSEEN)).toMatchObject({ coverage: 0.85, parts: { order: null } });
  });

  it('alive: days with ordering or refinement in the last three sprints, of three each', () => {
    const builder = nearTeam(times(20, readyStory));
    const before = scored(builder).parts.alive ?? 0;
    const item = builder.items.at(-1)?.set({ created: day(10) });
    for (const on of [44, 45, 46, 58, 59, 60, 72, 73, 74])
      item?.change('description', `Shoppers ask for it, ${on} times by now.`, day(on), 'po');
    expect(scored(builder).parts.alive).toBe(1);
    expect(before).toBeLessThan(1);
  });
});

describe('the score', () => {
  it('weighs the parts that can be seen', () => {
    // 40 × 0.5 + 20 × 1 + 15 × 0.8 + 15 × 0.6 + 10 × 0.4 = 65
    expect(scoreOf({ ready: 0.5, value: 1, order: 0.8, lean: 0.6, alive: 0.4 })).toEqual({
      value: 65,
      coverage: 1,
    });
    // (40 × 0.5 + 20 × 1) / 60
    expect(scoreOf({ ready: 0.5, value: 1, order: null, lean: null, alive: null })).toEqual({
      value: 67,
      coverage: 0.6,
    });
    expect(scoreOf({ ready: null, value: null, order: null, lean: null, alive: null })).toEqual({
      value: null,
      coverage: 0,
    });
  });

  it('bands', () => {
    expect([80, 79, 60, 59, 0].map(bandOf)).toEqual([
      'healthy',
      'workable',
      'workable',
      'needs-attention',
      'needs-attention',
    ]);
  });

  it('none of fewer than twenty items', () => {
    expect(scored(nearTeam(times(19, readyStory)))).toMatchObject({
      score: null,
      band: null,
      scoreReason: 'TOO_FEW_ITEMS',
    });
    expect(scored(nearTeam(times(20, readyStory)))).toMatchObject({ scoreReason: null });
  });

  it('none where less than 0.6 of it can be seen', () => {
    const builder = nearTeam(times(20, readyStory));
    builder.header = { unrecorded: { acceptanceCriteria: ['OPTED_OUT'] } };
    expect(scored(builder, UNSEEN)).toMatchObject({
      score: null,
      scoreReason: 'COVERAGE',
      parts: { ready: null, value: null },
    });
  });

  it('hidden where ready items did not do better', () => {
    const reopened = team(day(6 * 14, 9));
    let made = 0;
    for (const sprint of reopened.closedSprints(6)) {
      const start = (sprint.start ?? 0) + 24 * HOUR;
      for (let index = 0; index < 10; index++, made++) {
        const ready = index % 2 === 0;
        const item = reopened
          .item({
            type: 'Story',
            created: (sprint.start ?? 0) - 9 * 24 * HOUR,
            ...(ready ? readyStory(made) : { title: `Rule ${made}` }),
          })
          .addTo(sprint.id, (sprint.start ?? 0) - HOUR)
          .doneBetween(start, start + 48 * HOUR);
        // The ready ones were reopened: they went worse than the unready ones.
        if (ready) item.move('doing', start + 49 * HOUR).move('done', start + 50 * HOUR);
      }
    }
    for (const values of times(20, (index) => readyStory(index + made)))
      reopened.item({ created: day(70), ...values });
    const { calibration, ...report } = scored(reopened);
    expect((calibration?.ready.items ?? 0) + (calibration?.unready.items ?? 0)).toBeGreaterThanOrEqual(40);
    expect(report).toMatchObject({ score: null, band: null, scoreReason: 'NOT_PREDICTIVE' });
  });
});

describe('guards against gaming', () => {
  it('deleted and re-created items are counted back', () => {
    const plain = nearTeam(times(60, readyStory));
    const again = nearTeam(times(60, readyStory));
    for (const index of [3, 4, 5])
      again.item({ created: day(20), ...readyStory(index), status: 'todo' }).move('cancelled', day(69));
    const before = scored(plain).parts.lean ?? 0;
    expect(scored(again).parts.lean).toBeLessThan(before);
  });

  it('estimates weigh only when Developers set them', () => {
    const by = (who: string) => {
      const builder = nearTeam(times(20, readyStory));
      for (const item of builder.items) item.estimate(3, (item.draft.created ?? 0) + HOUR, who);
      return scored(builder).items.map(
        ({ criteria }) => criteria.find(({ id }) => id === 'sized')?.value ?? null,
      );
    };
    expect(new Set(by('dev1'))).toEqual(new Set([1]));
    expect(new Set(by('po'))).toEqual(new Set([0.5]));
  });

  it('splitting does not pay beyond what a sprint finishes', () => {
    const whole = scored(nearTeam(times(20, readyStory)));
    const split = scored(nearTeam(times(40, readyStory)));
    expect(whole.parts.ready).not.toBeNull();
    expect(split.parts.ready).toBeLessThanOrEqual(whole.parts.ready ?? 0);
    expect(split.items.filter(({ zone }) => zone === 'now')).toHaveLength(PER_SPRINT);
  });
});

describe('calibration', () => {
  it('the chance that what went well was readier, ties count half', () => {
    const one = (readiness: number, wentWell: boolean) => ({ readiness, wentWell });
    expect(areaUnderCurve([one(0.9, true), one(0.2, false)])).toBe(1);
    expect(areaUnderCurve([one(0.2, true), one(0.9, false)])).toBe(0);
    expect(areaUnderCurve([one(0.5, true), one(0.5, false)])).toBe(0.5);
    expect(areaUnderCurve([one(0.9, true), one(0.5, true), one(0.5, false), one(0.1, false)])).toBe(0.875);
    expect(areaUnderCurve([one(0.9, true)])).toBeNull();
  });
});

describe('edits', () => {
  const builder = () =>
    nearTeam(
      times(24, (index) =>
        index < 2 ? { ...readyStory(index), acceptanceCriteria: null } : readyStory(index),
      ),
    );

  it('name the items that become ready, by what is gained', () => {
    const { edits, score } = scored(builder());
    // One of six items, and all detail further down costs a third: 40 / 6 × 0.65 points.
    expect(edits.slice(0, 2)).toMatchObject([
      { gain: 4.3, text: expect.stringContaining('add three acceptance examples, and it is ready') },
      { gain: 4.3 },
    ]);
    expect(edits.length).toBeLessThanOrEqual(5);
    expect(edits.map(({ gain }) => gain)).toEqual([...edits.map(({ gain }) => gain)].sort((a, b) => b - a));
    const [first] = edits;
    const mended = builder();
    const item = mended.items.find(({ key }) => key === first?.keys[0]);
    item?.set({
      acceptanceCriteria: '- A map is shown at 8 am\n- Two doors open at once\n- No more than 7 mails',
    });
    expect((scored(mended).score ?? 0) - (score ?? 0)).toBeCloseTo(first?.gain ?? 0, -0.5);
  });

  it('are points of the whole where too little is seen for a score', () => {
    const facts = builder().facts();
    const full = {
      facts,
      outcome: () => UNSEEN,
      withheld: false,
      perSprint: null,
      items: [],
    } satisfies BacklogState;
    const items = facts.order.backlog.map((item) => {
      const zone = facts.order.zoneOf(item);
      const readiness = facts.quality.readiness(item, zone);
      const criteria = readiness.criteria.map((one) =>
        one.id === 'value' ? { ...one, value: 0 as const } : one,
      );
      return { item, zone, readiness: { ...readiness, criteria } };
    });
    const state = { ...full, items };
    const seen = partsOf(state);
    expect(seen.ready).toBeNull();
    const near = items.filter(({ zone }) => zone !== 'later').length;
    expect(near).toBe(3 * PER_SPRINT);
    // Value weighs 20 of 100: one of 18 items is 20 / 18 points, whatever else is unseen.
    expect(bestEdits(state).find(({ keys }) => keys.length === 1)?.gain).toBeCloseTo(20 / near);
  });
});

describe('a backlog of 20,000 items', () => {
  it('is scored', { timeout: 120_000 }, () => {
    const report = scored(nearTeam(times(20_000, (index) => ({ title: `Shoppers ask for rule ${index}` }))));
    expect(report.items.filter(({ zone }) => zone === 'now')).toHaveLength(PER_SPRINT);
  });

  it('the same text in fifty items is no fifty needs', { timeout: 10_000 }, () => {
    const report = scored(nearTeam(times(50, () => readyStory(1))));
    // 0.5 × 48 / 50 + 0.3 × 1 + 0.2 × 0: room for eight sprints of six, all fresh, none unique.
    expect(report.parts.lean).toBe(0.78);
    expect(
      report.items.every(({ criteria }) => criteria.find(({ id }) => id === 'testable')?.value === 0),
    ).toBe(true);
  });
});
