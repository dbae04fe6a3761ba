import { describe, expect, it } from 'vitest';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';

const RULE = 'vague-acceptance-criteria';

describe(RULE, () => {
  const vague = (index: number) => ({
    ...goodStory(index),
    acceptanceCriteria: '- The page is fast\n- It is easy to use',
  });

  it('is detected when a quarter of the items cannot be tested', () => {
    const { outcome } = nearTeam([...times(2, vague), ...times(16, goodStory)]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', severity: 'medium', sample: 6 });
    expect(outcome).toHaveProperty(
      'evidence.0.text',
      '2 of 2 criteria are vague: “fast” without number or example',
    );
  });

  it('counts criteria that only repeat the title', () => {
    const restated = (index: number) => ({
      ...goodStory(index),
      title: `Keep the basket for ${index} days`,
      acceptanceCriteria: `- Keep the basket for ${index} days`,
    });
    expect(nearTeam([...times(6, restated), ...times(12, goodStory)]).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
    });
  });

  it('is clear with figures when numbers, conditions or examples stand in them', () => {
    const { outcome } = nearTeam(times(18, goodStory)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('None of 6 items with acceptance criteria');
  });

  it('needs ten items with criteria', () => {
    const without = times(9, (index) => ({ ...goodStory(index), acceptanceCriteria: null }));
    expect(nearTeam([...without, ...times(9, vague)]).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 9,
    });
  });

  it('cannot tell where the team writes none', () => {
    const builder = nearTeam(times(18, vague), () => ({ acceptanceCriteria: null }));
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_AC_CONVENTION'],
    });
  });

  it('cannot tell in another language', () => {
    const german = (index: number) => ({
      title: `Als Kunde möchte ich den Warenkorb ${index} Tage behalten, damit ich ihn wiederfinde`,
      description: 'Kunden füllen den Warenkorb unterwegs und schließen die Bestellung abends am Rechner ab.',
      acceptanceCriteria: '- Die Seite ist schnell und einfach',
    });
    expect(nearTeam(times(12, german)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_LANGUAGE'],
    });
  });

  it('leaves quoted interface text and linked requirements alone', () => {
    const guarded = (index: number) => ({
      ...goodStory(index),
      acceptanceCriteria: '- The button says “Fast checkout”\n- Fast as in NFR-12 https://wiki.example/nfr',
    });
    expect(nearTeam(times(18, guarded)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });
});
