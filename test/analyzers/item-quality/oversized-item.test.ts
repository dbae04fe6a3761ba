import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'oversized-item';

describe(RULE, () => {
  const sized = (estimate: number) => (index: number) => ({ ...goodStory(index), estimate });

  it('is detected when two items are bigger than what fits into a sprint', () => {
    const backlog = [...times(2, sized(13)), ...times(10, sized(3))];
    const { outcome } = nearTeam(backlog, (index) => ({ estimate: index + 1 })).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2, sample: 6 });
    expect(outcome).toHaveProperty('evidence.0.text', expect.stringContaining('its estimate of 13 is above'));
  });

  it('counts more than eight criteria and long checklists, without estimates', () => {
    const many = {
      ...goodStory(0),
      acceptanceCriteria: times(9, () => ({}))
        .map((_, index) => `- row ${index} is shown`)
        .join('\n'),
    };
    const list = (length: number) =>
      times(length, () => ({})).map((_, index) => ({ text: `Step ${index}`, done: false }));
    const backlog = [
      many,
      { ...goodStory(1), checklist: list(12) },
      ...times(10, (index) => ({ ...goodStory(index), checklist: list(3) })),
    ];
    const { outcome } = nearTeam(backlog).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 2 });
    expect(outcome.summary).toContain('Estimates were not compared');
  });

  it('fires on a share as well as on a number', () => {
    const backlog = [...times(1, sized(13)), ...times(10, sized(3))];
    expect(nearTeam(backlog, () => ({ estimate: 3 })).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
    });
  });

  it('is clear with figures when items fit', () => {
    const { outcome } = nearTeam(times(12, sized(3)), () => ({ estimate: 3 })).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0, sample: 6 });
    expect(outcome.summary).toContain('None of 6 items');
  });

  it('looks at the next sprint only', () => {
    const backlog = [...times(6, sized(3)), ...times(12, sized(21))];
    expect(nearTeam(backlog, () => ({ estimate: 3 })).examine(RULE).outcome.state).toBe('clear');
  });

  it('does not compare estimates below twenty finished items', () => {
    const backlog = [...times(3, sized(13)), ...times(9, sized(3))];
    expect(
      nearTeam(backlog, (index) => ({ estimate: index < 3 ? 3 : null })).examine(RULE).outcome.state,
    ).toBe('clear');
  });

  it('leaves containers and spikes out', () => {
    const guarded = [
      { ...sized(40)(0), type: 'Epic' },
      { ...sized(40)(1), type: 'Spike' },
      ...times(10, sized(3)),
    ];
    expect(nearTeam(guarded, () => ({ estimate: 3 })).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('needs five items', () => {
    expect(nearTeam(times(4, sized(13)), () => ({ estimate: 3 })).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 4,
    });
  });

  it('cannot tell without estimates, criteria and parts', () => {
    const bare = () => ({ acceptanceCriteria: null, description: 'A few words only.' });
    expect(nearTeam(times(12, bare), bare).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ESTIMATES', 'NO_CHECKLISTS'],
    });
  });
});
