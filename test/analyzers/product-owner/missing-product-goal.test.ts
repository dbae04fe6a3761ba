import { describe, expect, it } from 'vitest';
import type { GoalText } from '../../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-product-goal';
const LONG = 'Every shopper in the city gets groceries within one hour, at no extra price.';

function withGoals(...goals: readonly Partial<GoalText>[]): TeamBuilder {
  const built = team(day(400));
  built.item();
  built.header = {
    goals: goals.map((goal) => ({ where: 'project description', text: LONG, updated: day(390), ...goal })),
  };
  return built;
}

describe(RULE, () => {
  it('detects places that hold no text, a short one or an old one', () => {
    const { outcome } = withGoals({ text: '' }, { text: 'Sell more' }, { updated: day(1) }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0, sample: 3 });
    const evidence = outcome.state === 'detected' ? outcome.evidence?.map(({ text }) => text) : [];
    expect(evidence).toEqual([
      'project description: a text of 9 characters',
      'project description: last changed 13 months ago',
    ]);
  });

  it('shows as evidence how many items serve no epic, where the team uses epics', () => {
    const built = withGoals({ text: '' });
    built.item({ level: 'above', type: 'Epic', key: 'T-E' });
    built.item({ parent: 'T-E' });
    const { outcome } = built.examine(RULE);
    expect(outcome.state === 'detected' && outcome.evidence).toEqual([
      { kind: 'metric', text: '50 % of the items belong to no epic or other parent' },
    ]);
  });

  it('is clear with one current text', () => {
    expect(withGoals({ text: '' }, {}).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 1,
      sample: 2,
    });
  });

  it('reads items of a goal type', () => {
    const built = team(day(100));
    built.item({ type: 'Product Goal', title: LONG });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('guard: a configured link counts as a text', () => {
    const built = withGoals({ text: '' }).agree({ productGoal: 'https://acme.example/goal' });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('is not observable where no place could hold it', () => {
    expect(withGoals().examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_WIKI', 'NO_GOAL_LOCATION'],
    });
  });

  it('is not observable where the other places were refused, unless one text was found', () => {
    const refused = (...goals: readonly Partial<GoalText>[]) => {
      const built = withGoals(...goals);
      built.header = {
        ...built.header,
        eventSources: [{ kind: 'wiki', name: 'CHK', complete: false }],
        unrecorded: { goals: ['PERMISSION_DENIED'] },
      };
      return built.examine(RULE).outcome;
    };
    expect(refused()).toMatchObject({ state: 'not-observable', reasons: ['PERMISSION_DENIED'] });
    expect(refused({})).toMatchObject({ state: 'clear', value: 1 });
  });

  it('a connected wiki without such a page is a place without a text', () => {
    const built = withGoals();
    built.header = { ...built.header, eventSources: [{ kind: 'wiki', name: 'CHK', complete: false }] };
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0, sample: 1 });
  });
});
