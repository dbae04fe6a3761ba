import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { nearTeam, times } from '../../support/near-items.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'unordered-product-backlog';
const MIXED = ['Highest', 'High', 'Medium', 'Low', 'Lowest'];

interface Habits {
  /** Priorities of the backlog from the top; default: a mixture. */
  readonly priority?: (index: number) => string | null;
  /** The order is that of creation. */
  readonly byCreation?: boolean;
  /** Ordering sessions in each sprint. */
  readonly sessions?: number;
  readonly count?: number;
}

/** 40 backlog items; what is not said is well ordered. */
function backlog(habits: Habits): TeamBuilder {
  const builder = nearTeam(
    times(habits.count ?? 40, (index) => ({
      created: day(20) + (habits.byCreation === true ? index : (index * 17) % 41) * HOUR,
      priority: habits.priority === undefined ? (MIXED[index % 5] as string) : habits.priority(index),
    })),
    () => ({ priority: null }),
  );
  const waiting = builder.items.slice(-20);
  for (let n = 2; n < 6; n++)
    for (let session = 0; session < (habits.sessions ?? 1); session++)
      waiting[session]?.rank(day(n * 14 + 2 + session * 2), 'po');
  return builder;
}

const everythingHigh = (): string => 'High';

describe(RULE, () => {
  it('detects one priority for everything and an order nobody works on', () => {
    const { outcome } = backlog({ priority: everythingHigh, sessions: 0 }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2, sample: 40 });
    expect(outcome.summary).toContain('the priority “High” holds 100 % of the items');
    expect(outcome.summary).toContain('the order was not worked on in a usual sprint');
    expect(outcome).not.toHaveProperty('atMost');
  });

  it('detects an order that is the date of creation and that nobody works on', () => {
    const { outcome } = backlog({ byCreation: true, sessions: 0 }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2 });
    expect(outcome.summary).toContain('the order follows the date of creation to 100 %');
  });

  it('takes many items of the highest priority as one sign', () => {
    const { outcome } = backlog({
      priority: (index) => (index % 2 === 0 ? 'Highest' : (MIXED[index % 5] as string)),
      sessions: 0,
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2 });
  });

  it('takes starts from far below the top as one sign', () => {
    const builder = backlog({ sessions: 0 });
    const keys = builder.items.slice(-40).map(({ key }) => key);
    builder.header = {
      snapshots: [{ at: day(60), order: keys, scope: {}, goals: {}, estimates: {} }],
    };
    builder.items.slice(-8).forEach((item, index) => item.move('doing', day(72) + index * HOUR));
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2 });
    expect(outcome.summary).toMatch(/8 of \d+ started items/);
  });

  it('is clear with a single sign and with none', () => {
    expect(backlog({ sessions: 0 }).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(backlog({}).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: an unused priority is no sign where the order itself is worked on', () => {
    const { outcome } = backlog({ priority: everythingHigh, byCreation: true }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(outcome.summary).not.toContain('“High”');
  });

  it('guard: without recorded changes of the order it is at most medium', () => {
    const builder = backlog({ priority: everythingHigh });
    builder.items.slice(-8).forEach((item, index) => item.move('doing', day(72) + index * HOUR));
    for (const item of builder.items.slice(-40, -8)) item.set({ priority: 'Highest' });
    builder.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] } };
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', atMost: 'medium', value: 2 });
  });

  it('needs 30 open items', () => {
    expect(backlog({ priority: everythingHigh, sessions: 0, count: 29 }).examine(RULE).outcome).toMatchObject(
      {
        state: 'insufficient-sample',
        sample: 29,
      },
    );
  });

  it('is not observable where fewer than two signs can be judged', () => {
    const bare = backlog({ priority: () => null });
    for (const item of bare.items) item.set({ priority: null });
    bare.header = { unrecorded: { rankHistory: ['NO_RANK_HISTORY'] } };
    expect(bare.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_RANK_HISTORY', 'NO_ORDER'],
    });
    const flat = backlog({ priority: () => null });
    for (const item of flat.items) item.set({ priority: null, rank: null });
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(flat.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ORDER'] });
  });
});
