import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'upfront-detailed-backlog';

const DETAILED = (index: number): Partial<Item> => ({
  ...goodStory(index),
  // Criteria that stand in many items would say nothing about this one.
  acceptanceCriteria: `- The basket is kept for ${index + 2} days\n- After ${index + 3} days it is empty\n- A basket of ${index + 4} articles shows its total`,
  parent: 'T-1',
  comments: [
    { at: day(78), by: 'dev1', text: 'We talked about this one and agreed on the size of the change.' },
  ],
});
const SHORT = (index: number): Partial<Item> => ({ title: `Basket ${index}`, description: null });

/** 18 items of the next three sprints and `beyond` after them, the first `detailed` of those specified in full. */
function backlog(detailed: number, beyond = 40, rest: (index: number) => Partial<Item> = SHORT): TeamBuilder {
  return nearTeam(
    times(18 + beyond, (index) => (index >= 18 && index < 18 + detailed ? DETAILED(index) : rest(index))),
  );
}

/** `count` future sprints with `held` open items each, taken from beyond the horizon. */
function ahead(builder: TeamBuilder, count: number, held: number): TeamBuilder {
  for (let n = 0; n < count; n++) {
    const sprint = builder.sprint(20 + n, { state: 'future', completed: null });
    builder.items
      .slice(-40 + n * held, -40 + (n + 1) * held)
      .forEach((item) => item.addTo(sprint.id, day(80)));
  }
  return builder;
}

describe(RULE, () => {
  it('detects many items beyond three sprints that are specified in full', () => {
    const { outcome } = backlog(12).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.3, sample: 40 });
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(12);
  });

  it('is clear below, and does not look at what is near', () => {
    expect(backlog(8).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.2 });
    const near = nearTeam(times(58, (index) => (index < 18 ? DETAILED(index) : SHORT(index))));
    expect(near.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('detects future sprints that are filled in advance', () => {
    const { outcome } = ahead(backlog(0), 3, 3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0 });
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toContain('Sprint 21 (3 items)');
    expect(ahead(backlog(0), 2, 3).examine(RULE).outcome.state).toBe('clear');
    expect(ahead(backlog(0), 3, 2).examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: length is no detail, so that templates do not count', () => {
    const template = (): Partial<Item> => ({
      title: 'Basket',
      description: `## Background\n\n## Acceptance criteria\n\n## Notes\n\n${'Please fill in this section. '.repeat(40)}`,
    });
    expect(backlog(0, 40, template).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs 30 items beyond the horizon', () => {
    expect(backlog(20, 29).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 29 });
  });

  it('is not observable without an order and future sprints, or without texts', () => {
    const unordered = backlog(12);
    for (const item of unordered.items) item.set({ rank: null, priority: null });
    expect(unordered.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ORDER'] });
    const withheld = backlog(12);
    for (const item of withheld.items) item.set({ title: '', description: null, acceptanceCriteria: null });
    withheld.header = { unrecorded: { descriptionHistory: ['OPTED_OUT'] } };
    expect(withheld.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['OPTED_OUT'] });
  });
});
