import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'title-only-item';

describe(RULE, () => {
  const bare = (index: number) => ({ title: `Basket page ${index}`, description: null });

  it('is detected when a fifth of the next items say little more than their title', () => {
    const { outcome } = nearTeam([...times(2, bare), ...times(16, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'high', sample: 6, confidenceSample: 18 });
    expect(outcome).toHaveProperty('value', 2 / 6);
    expect(outcome).toHaveProperty('evidence.0.key', 'T-37');
    expect(outcome.summary).toContain('2 of 6 items for the next sprint (33 %)');
  });

  it('is one severity lower when only the two sprints after it are thin', () => {
    const { outcome } = nearTeam([...times(6, goodStory), ...times(12, bare)]).examine(RULE);
    expect(outcome).toMatchObject({
      state: 'detected',
      severity: 'medium',
      sample: 12,
      value: 1,
      confidenceSample: 18,
    });
  });

  it('is clear when the items say what they are, and gives the figures', () => {
    const { outcome } = nearTeam(times(18, goodStory)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0, sample: 6 });
    expect(outcome.summary).toContain('None of 6 items for the next sprint and none of 12 items');
  });

  it('does not look at what lies further down', () => {
    expect(nearTeam([...times(18, goodStory), ...times(30, bare)]).examine(RULE).outcome.state).toBe('clear');
  });

  it('needs ten items near the top', () => {
    expect(nearTeam(times(9, bare)).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 9,
    });
  });

  it('cannot tell when descriptions are links to another place', () => {
    const linked = (index: number) => ({
      title: `Basket page ${index}`,
      description: 'https://wiki.example/x/1',
    });
    expect(nearTeam(times(12, linked)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
  });

  it('cannot tell in a history without texts', () => {
    const builder = nearTeam(times(12, bare));
    builder.header = { unrecorded: { descriptionHistory: ['OPTED_OUT'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['OPTED_OUT'] });
  });

  it('counts an unfilled template as nothing', () => {
    const template = (index: number) => ({
      title: `Basket page ${index}`,
      description:
        '## Description\n<!-- what and why -->\nTBD\n\n## Acceptance criteria\n- [ ] criterion 1\n- [ ] ...\n\n## Notes\nn/a',
    });
    expect(nearTeam([...times(6, template), ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
    });
  });

  it('lets small chores, attachments and design links explain themselves', () => {
    const guarded = [
      { ...bare(1), type: 'Task', estimate: 1 },
      { ...bare(2), attachments: 1 },
      { ...bare(3), description: 'https://www.figma.com/file/abc' },
    ];
    expect(nearTeam([...guarded, ...times(15, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });
});
