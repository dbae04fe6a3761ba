import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'mid-sprint-requirement-change';
const BEFORE = '- The total shows tax\n- An empty basket shows zero';
const AFTER = '- The total shows tax and shipping\n- An empty basket is hidden';

/** 24 items over six sprints; `edit` acts on the n-th after it was started. */
function sprintsWith(edit: (item: ItemBuilder, index: number, started: number) => void): TeamBuilder {
  const built = team(day(84));
  for (const sprint of built.closedSprints(6)) {
    const start = sprint.start!;
    for (let n = 0; n < 4; n++) {
      const index = built.items.length;
      const item = built
        .item({
          created: start - 9 * DAY,
          acceptanceCriteria: BEFORE,
          description: 'Shoppers see what they pay before they pay it.',
        })
        .addTo(sprint.id, start - DAY);
      item.move('doing', start + DAY, 'dev1');
      edit(item, index, start + DAY);
      item.move('done', start + 8 * DAY, 'dev1');
    }
  }
  return built;
}

const criteria =
  (by: string, until = 24) =>
  (item: ItemBuilder, index: number, started: number) =>
    void (index < until && item.change('acceptanceCriteria', AFTER, started + DAY, by));

describe(RULE, () => {
  it('detects acceptance criteria that the Product Owner changes after the start', () => {
    const { outcome } = sprintsWith(criteria('po', 12)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 24 });
    expect(outcome.summary).toContain('12 of 24 sprint items (50 %)');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({
      kind: 'change',
      text: expect.stringContaining('acceptance criteria changed after the start'),
    });
  });

  it('is clear when requirements hold', () => {
    expect(sprintsWith(() => undefined).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 24,
    });
  });

  it('counts a fifth of the words of a description, and less not', () => {
    const text = 'Shoppers see what they pay before they pay it.';
    const rewritten = sprintsWith((item, _, started) =>
      item.change(
        'description',
        'Shoppers see the price of shipping too, and may pick another carrier.',
        started + DAY,
        'po',
      ),
    );
    expect(rewritten.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
    const touched = sprintsWith((item, _, started) =>
      item.change('description', `${text} Really`, started + DAY, 'po'),
    );
    expect(touched.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a change within 48 hours after a Developer asked is a clarification', () => {
    const { outcome } = sprintsWith((item, index, started) => {
      item.comment('Is shipping part of the total?', started + HOUR, 'dev2');
      criteria('po')(item, index, started);
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(outcome.summary).toContain('In 24 more items the text was clarified after a question');
  });

  it('guard: ticking boxes is no change', () => {
    const { outcome } = sprintsWith((item, _, started) =>
      item.change('checklist', '[x] total\n[x] basket', started + DAY, 'po', '[ ] total\n[ ] basket'),
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear' });
  });

  it('guard: edits by Developers are theirs to make', () => {
    expect(sprintsWith(criteria('dev2')).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: where only the fact of an edit is known, the finding is at most medium', () => {
    const built = sprintsWith((item, _, started) =>
      item.change('description', null, started + DAY, 'po', null),
    );
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'detected', atMost: 'medium' });
  });

  it('says that a share just over the limit may be chance, and needs 15 items', () => {
    expect(sprintsWith(criteria('po', 5)).examine(RULE).outcome.state).toBe('insufficient-sample');
    const few = team(day(84));
    for (const sprint of few.closedSprints(6)) few.item().addTo(sprint.id, sprint.start! - HOUR);
    expect(few.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 6 });
  });

  it('is not observable where items are mere links', () => {
    const linked = (n: number) => {
      const built = sprintsWith(criteria('po'));
      for (const item of built.items.slice(0, n))
        item.set({ description: 'https://docs.example/spec/7', acceptanceCriteria: null });
      return built.examine(RULE).outcome;
    };
    expect(linked(12)).toMatchObject({ state: 'not-observable', reasons: ['KEPT_ELSEWHERE'] });
    expect(linked(11)).toMatchObject({ state: 'detected' });
  });

  it('is not observable without histories of texts or known roles', () => {
    const blind = sprintsWith(criteria('po'));
    blind.header = { unrecorded: { descriptionHistory: ['NO_DESCRIPTION_HISTORY'] } };
    expect(blind.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_DESCRIPTION_HISTORY'],
    });
    const nobody = sprintsWith(criteria('po')).agree({ roles: {} });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
  });
});
