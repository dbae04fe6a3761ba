import { describe, expect, it } from 'vitest';
import { findingOf } from '../../../src/analyzers/finding.ts';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'invisible-technical-debt';

/** Six sprints of twelve Done items, of which `bugs` are bugs and the `index`-th is changed by `values`. */
function finished(
  bugs: number,
  values: (index: number) => Partial<Item> = () => ({}),
  perSprint = 12,
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(6))
    fillSprint(builder, sprint, { committed: perSprint }).forEach((item, index) =>
      item.set({
        type: index < bugs ? 'Bug' : 'Story',
        title: `Shoppers see offer ${index} of the week`,
        ...values(index),
      }),
    );
  return builder;
}

/** One of twelve items of each sprint. */
const last = (values: Partial<Item>) => (index: number) => (index === 11 ? values : {});

describe(RULE, () => {
  it('detects that debt is never ordered while many items are bugs', () => {
    const { outcome } = finished(3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0, sample: 72 });
    expect(outcome.summary).toContain('18 (25 %) are bugs');
  });

  it('is clear where few items are bugs and nothing comes back', () => {
    expect(finished(1).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('detects it where finished work comes back instead of bugs', () => {
    const builder = finished(1);
    builder.items.forEach((item, index) => {
      const done = item.draft.changes.at(-1)?.at as number;
      if (index % 12 < 3) item.move('doing', done + DAY).move('done', done + 2 * DAY);
    });
    expect(builder.examine('reopened-work').outcome.state).toBe('detected');
    const { outcome } = builder.examine(RULE);
    expect(outcome.state).toBe('detected');
    expect(outcome.summary).toContain('finished work often comes back');
  });

  it.each([
    ['a type', { type: 'Technical debt' }],
    ['a label', { labels: ['refactoring'] }],
    ['research', { type: 'Spike' }],
  ] as const)('is clear where debt is named by %s', (_, values) => {
    expect(finished(3, last(values as Partial<Item>)).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 6 / 72,
    });
  });

  it('guard: titles are searched for words of debt before anything is said', () => {
    for (const title of ['Upgrade the payment library', 'Refactor the basket', 'Investigate slow search'])
      expect(finished(3, last({ title })).examine(RULE).outcome).toMatchObject({ state: 'clear' });
  });

  it('looks at the next three sprints of the backlog too', () => {
    const builder = finished(3);
    for (let index = 0; index < 12; index++) builder.item({ labels: ['tech-debt'] });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 12 / 84, sample: 84 });
  });

  it('needs 60 items', () => {
    expect(finished(3, undefined, 9).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 54,
    });
  });

  it('is not observable where no type or label tells kinds of work apart', () => {
    expect(finished(0).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_TYPES'],
    });
  });

  it('guard: a team that pays debt inside its stories can accept the finding', () => {
    const finding = findingOf(finished(3).examine(RULE), {
      setting: undefined,
      suppressed: { until: '2026-12-31', because: 'done without items' },
      urlOf: () => null,
    });
    expect(finding.state).toBe('suppressed');
    expect(finding.summary).toContain('Accepted until 2026-12-31: done without items.');
  });
});
