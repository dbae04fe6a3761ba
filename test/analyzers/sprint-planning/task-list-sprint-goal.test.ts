import { describe, expect, it } from 'vitest';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'task-list-sprint-goal';

function withGoals(goals: readonly (string | null)[]): TeamBuilder {
  const builder = team();
  goals.forEach((goal, index) => fillSprint(builder, builder.sprint(index + 1, { goal }), { committed: 3 }));
  return builder;
}

const GOOD = [
  'Shoppers can pay with a gift card',
  'New customers find their first order in a minute',
  'Support sees why a payment was declined',
  'Returns reach the warehouse on the same day',
];

describe(RULE, () => {
  it.each([
    ['two item keys', 'Finish CHK-12 and CHK-14 for the launch'],
    ['a list of bullets', '- Add export\n- Fix login\n- Update libraries'],
    ['joined tasks', 'Add the export, fix the login and update the libraries'],
    ['a stock phrase', 'Finish all the tickets'],
  ])('detects %s', (_, goal) => {
    const { outcome } = withGoals([goal, goal + ' ', GOOD[0] as string, GOOD[1] as string]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5 });
  });

  it('detects goals that repeat the two before', () => {
    const same = 'Continue to improve the stability of the platform step by step';
    const { outcome } = withGoals([same, same, same, same]).examine(RULE);
    expect(outcome.state).toBe('detected');
  });

  it('is clear for outcomes', () => {
    expect(withGoals(GOOD).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: bullets of detail after one sentence are fine', () => {
    const goal = 'Shoppers can pay with a gift card.\n- add the field\n- check the balance\n- show the rest';
    expect(withGoals([goal, GOOD[1] as string, GOOD[2] as string]).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs three sprints with a goal', () => {
    expect(withGoals([GOOD[0] as string, null, GOOD[1] as string]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 2,
    });
  });

  it('is not observable in a language without word lists', () => {
    const goal = '顧客がギフトカードで支払いできるようにする';
    expect(withGoals([goal, goal + '一', goal + '二']).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_LANGUAGE'],
    });
  });
});
