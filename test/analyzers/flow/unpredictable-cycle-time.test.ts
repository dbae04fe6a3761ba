import { describe, expect, it } from 'vitest';
import { finishedItems } from '../../support/flow.ts';

const RULE = 'unpredictable-cycle-time';
const WILD = Array.from({ length: 30 }, (_, index) => (index % 4 === 0 ? 9 : 1));
const TAME = Array.from({ length: 30 }, (_, index) => 1 + (index % 3) * 0.5);

describe(RULE, () => {
  it('detects a spread above 3 with 30 items', () => {
    expect(finishedItems(WILD).examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 30 });
  });

  it('is clear for similar times', () => {
    expect(finishedItems(TAME).examine(RULE).outcome.state).toBe('clear');
  });

  it('asks for more than 4 with fewer items, the longest left out', () => {
    const days = Array.from({ length: 13 }, (_, index) => (index < 10 ? 1 : 3.5));
    expect(finishedItems(days).examine(RULE).outcome).toMatchObject({ state: 'clear', threshold: 4 });
    expect(finishedItems(WILD).examine(RULE).outcome).toMatchObject({ threshold: 3 });
  });

  it('guard: each kind is measured for itself', () => {
    const builder = finishedItems([
      ...Array.from({ length: 16 }, () => 1),
      ...Array.from({ length: 14 }, () => 8),
    ]);
    builder.items.forEach((item, index) => item.set({ type: index < 16 ? 'Bug' : 'Story' }));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', sample: 16 });
  });

  it('needs twelve finished items', () => {
    expect(finishedItems([1, 9, 1]).examine(RULE).outcome.state).toBe('insufficient-sample');
  });

  it('is not observable when items start and end in the same minute', () => {
    expect(
      finishedItems([...TAME, ...Array.from({ length: 10 }, () => 0)]).examine(RULE).outcome,
    ).toMatchObject({ state: 'not-observable', reasons: ['NO_STATUS_HISTORY'] });
  });
});
