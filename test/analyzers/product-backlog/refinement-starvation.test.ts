import { describe, expect, it } from 'vitest';
import type { Item } from '../../../src/history/team-history.ts';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { fillSprint } from '../../support/sprints.ts';
import { team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'refinement-starvation';

/** Sprints of six items written weeks before; `refine` acts on each, with the start of its sprint. */
function sprintsWith(
  refine: (item: ItemBuilder, start: number, index: number) => void,
  sprints = 6,
  values: Partial<Item> = {},
  committed = 6,
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(sprints))
    fillSprint(builder, sprint, { committed, values, finishDay: () => 5 }).forEach((item, index) =>
      refine(item, sprint.start as number, index),
    );
  return builder;
}

const edit = (hours: number) => (item: ItemBuilder, start: number, index: number) =>
  void item.change('description', `Text ${index}`, start + hours * HOUR, 'po');

describe(RULE, () => {
  it('detects items that are refined only when their sprint begins', () => {
    const { outcome } = sprintsWith(edit(-2)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 36 });
    expect(outcome.summary).toContain('no refinement meeting was found');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(36);
  });

  it('counts refinement in the sprint before work began, and not after it', () => {
    expect(sprintsWith(edit(24)).examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(sprintsWith(edit(6 * 24)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it.each([
    ['a change of the text', edit(-48)],
    ['an estimate', (item: ItemBuilder, start: number) => item.estimate(3, start - 2 * DAY)],
    ['a comment', (item: ItemBuilder, start: number) => item.comment('Which tax?', start - 2 * DAY)],
    ['nothing since it was written weeks ago', () => undefined],
  ])('is clear where the last refinement was earlier: %s', (_, refine) => {
    expect(sprintsWith((...args) => void refine(...args)).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
    });
  });

  it('is clear where a refinement meeting was found', () => {
    const builder = sprintsWith(edit(-2));
    builder.event('refinement', (builder.sprints[2]?.start as number) + 4 * DAY);
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(outcome.summary).toContain('1 refinement meeting was found');
  });

  it.each([
    ['bugs', { type: 'Bug' }],
    ['very small items', { estimate: 1 }],
    ['urgent work', { labels: ['expedite'] }],
  ] as const)('guard: %s need no refinement', (_, values) => {
    expect(sprintsWith(edit(-2), 6, values as Partial<Item>).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 0,
    });
  });

  it('needs 20 items in four sprints, and more than the bare threshold in few', () => {
    expect(sprintsWith(edit(-2), 3, {}, 10).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 30,
    });
    expect(sprintsWith(edit(-2), 4, {}, 4).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 16,
    });
    const few = sprintsWith((item, start, index) => index < 2 && edit(-2)(item, start, index), 4, {}, 5);
    expect(few.examine(RULE, { [RULE]: { threshold: 0.4 } }).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: 0.4,
      sample: 20,
    });
  });

  it('is not observable where neither edits of texts nor estimates are recorded', () => {
    const builder = sprintsWith(edit(-2));
    builder.header = { unrecorded: { descriptionHistory: ['NO_DESCRIPTION_HISTORY'] } };
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ESTIMATES', 'NO_DESCRIPTION_HISTORY'],
    });
    const estimating = sprintsWith((item, start) => item.estimate(3, start - 2 * HOUR));
    estimating.header = { unrecorded: { descriptionHistory: ['NO_DESCRIPTION_HISTORY'] } };
    expect(estimating.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('is not observable without membership or sprints', () => {
    const builder = sprintsWith(edit(-2));
    builder.header = { unrecorded: { sprintHistory: ['NO_ITERATION_HISTORY'] } };
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ITERATION_HISTORY'] });
    const none = team().examine(RULE).outcome;
    expect(none.state === 'not-observable' && none.reasons).toContain('NOT_SCRUM');
  });
});
