import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'missing-acceptance-criteria';

describe(RULE, () => {
  const without = (index: number) => ({ ...goodStory(index), acceptanceCriteria: null });

  it('is detected when three of ten stories have no criteria', () => {
    const { outcome } = nearTeam([...times(2, without), ...times(16, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'high', sample: 6 });
    expect(outcome).toHaveProperty('value', 2 / 6);
    expect(outcome.summary).toContain('2 of 6 stories for the next sprint (33 %)');
  });

  it('is clear when they have, in whatever form', () => {
    const forms = [
      { description: '## Acceptance criteria\n- the list loads in 2 s' },
      { description: 'Akzeptanzkriterien:\n* Die Liste lädt in 2 s' },
      { description: 'h3. Critères d’acceptation\n# La liste se charge en 2 s' },
      { description: 'Given a basket\nWhen I pay\nThen I get a receipt' },
      { description: '- [ ] receipt is sent\n- [ ] stock is lowered' },
      { description: 'It is done when the receipt reaches the shopper within 1 minute.' },
    ].map((values, index) => ({ ...goodStory(index), acceptanceCriteria: null, ...values }));
    expect(nearTeam([...forms, ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 6,
    });
  });

  it('needs ten stories near the top', () => {
    expect(nearTeam(times(9, without)).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 9,
    });
  });

  it('asks once when the team never wrote criteria', () => {
    const { outcome } = nearTeam(times(18, without), () => ({ acceptanceCriteria: null })).examine(RULE);
    expect(outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_AC_CONVENTION'] });
  });

  it('does not ask so while fewer than twenty stories are Done', () => {
    const builder = nearTeam(times(18, without), (index) => ({
      acceptanceCriteria: null,
      type: index < 4 ? 'Task' : 'Story',
    }));
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('cannot tell in a language whose words it does not know', () => {
    const chinese = (index: number) => ({
      title: `作为顾客，我想保存购物车第${index}天，以便再次找到它`,
      description: '顾客在手机上装满购物车，晚上在电脑上完成订单。',
      acceptanceCriteria: null,
    });
    expect(nearTeam(times(12, chinese)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_LANGUAGE'],
    });
  });

  it('leaves bugs and spikes to their own list', () => {
    const others = times(6, (index) => ({ ...without(index), type: index % 2 === 0 ? 'Bug' : 'Spike' }));
    expect(nearTeam([...others, ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      sample: 12,
      confidenceSample: 12,
      summary: 'None of 12 stories for the two sprints after it lack acceptance criteria; the limit is 30 %.',
    });
  });

  it('counts placeholders and comments as nothing', () => {
    const builder = nearTeam(
      times(18, (index) => ({ ...goodStory(index), acceptanceCriteria: '- TBD\n- ...' })),
    );
    for (const item of builder.items.slice(-18))
      item.comment('Acceptance criteria: the list loads in 2 s', 1);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });
});
