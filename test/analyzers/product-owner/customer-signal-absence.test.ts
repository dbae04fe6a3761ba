import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'customer-signal-absence';

/** `n` items created in the last weeks, the first `signalled` with a request of a customer. */
function created(n: number, signalled: number, age = 30): TeamBuilder {
  const built = team(day(200)).agree({ feedbackTool: 'none' });
  for (let index = 0; index < n; index++)
    built.item({ created: day(200 - age + (index % 5)), customerSignals: index < signalled ? 1 : 0 });
  return built;
}

describe(RULE, () => {
  it('detects a backlog without a trace of customers', () => {
    const { outcome } = created(40, 1).examine(RULE, { [RULE]: { on: true } });
    expect(outcome).toMatchObject({ state: 'detected', value: 1 / 40, sample: 40 });
    expect(outcome.summary).toContain('1 of 40 items created in the last 90 days');
  });

  it('is clear with a twentieth', () => {
    expect(created(40, 2).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.05 });
  });

  it('sees votes, labels, and texts that report research', () => {
    const built = created(40, 0);
    built.items[0]!.set({ labels: ['customer-feedback'] });
    built.items[1]!.set({ description: 'Three customer interviews asked for this.' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.05 });
  });

  it('guard: people of other teams are customers of a platform team', () => {
    const built = created(40, 0).person('neighbour');
    for (const item of built.items.slice(0, 2)) item.set({ creator: 'neighbour' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.05 });
  });

  it('leaves out older items and ideas not yet accepted', () => {
    expect(created(40, 0, 120).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
      value: null,
    });
    const built = created(40, 0).status({
      id: 'idea',
      name: 'Triage',
      category: 'todo',
      position: -1,
      idea: true,
      dropped: false,
    });
    for (const item of built.items.slice(0, 11)) item.set({ status: 'idea' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 29 });
  });

  it('is not observable where feedback is kept in another tool', () => {
    const named = created(40, 0).agree({ feedbackTool: 'Productboard' });
    expect(named.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
    const unsaid = created(40, 0).agree({ feedbackTool: null });
    expect(unsaid.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
  });
});
