import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../src/analyzers/finding.ts';
import type { Item } from '../../../src/history/team-history.ts';
import { repeated, sprintsOf } from '../../support/sprints.ts';
import { day, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-team-improvement-focus';

/** Closed sprints, and one improvement item begun on the given day (null: never begun). */
function improvement(
  started: number | null,
  values: Partial<Item> = { labels: ['retro'] },
  sprints = 6,
): TeamBuilder {
  const builder = sprintsOf(repeated(sprints, { committed: 4 }));
  const item = builder.item({ created: day(-100), ...values });
  if (started !== null) item.move('doing', day(started));
  return builder;
}

/** A retrospective page in the wiki with an action written down on the given day. */
function page(builder: TeamBuilder, created: number): TeamBuilder {
  builder.event('retrospective', day(created), {
    source: 'wiki',
    actions: [
      { text: 'Pair more', owner: null, created: day(created), done: null, due: null, dropped: false },
    ],
  });
  builder.header = { eventSources: [{ kind: 'wiki', name: 'wiki', complete: false }] };
  return builder;
}

describe(RULE, () => {
  it('detects that no improvement was started in the window', () => {
    const { outcome } = improvement(-50).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0, sample: 6 });
    expect(outcome.summary).toBe('No improvement was started in the last 6 sprints; 1 is known in all.');
    expect(improvement(null).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it.each([
    ['a label', { labels: ['Retro Action'] }],
    ['a type', { type: 'Kaizen' }],
    ['a sub-item', { labels: ['retro'], level: 'sub' as const }],
  ])('is clear where one was started, known by %s', (_, values) => {
    expect(improvement(20, values).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('counts actions on pages from the day they were written down', () => {
    expect(page(improvement(-50), 20).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(page(improvement(-50), -20).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it('guard: product enhancements are not taken for improvements of how the team works', () => {
    const builder = improvement(-50);
    for (let index = 0; index < 12; index++)
      builder.item({ created: day(0), labels: ['improvement'] }).move('doing', day(20 + index));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0 });
  });

  it('guard: improvements made without an item cannot be seen, so the team can accept the finding', () => {
    const finding = findingOf(improvement(-50).examine(RULE), {
      setting: undefined,
      suppressed: { until: '2026-12-31', because: 'done without items' },
      urlOf: () => null,
    });
    expect(finding.state).toBe('suppressed');
    expect(finding.summary).toContain('Accepted until 2026-12-31: done without items.');
  });

  it('needs four sprints', () => {
    expect(improvement(-50, undefined, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable where no label, type or page was ever used', () => {
    const { outcome } = improvement(20, {}).examine(RULE);
    expect(outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'],
    });
  });

  it('is not observable without changes or sprints', () => {
    const flat = improvement(20);
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    const { outcome } = flat.examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons).toContain('NO_CHANGELOG');
    const none = improvement(20, undefined, 0).examine(RULE).outcome;
    expect(none).toMatchObject({ state: 'not-observable', reasons: ['NOT_SCRUM'] });
  });
});
