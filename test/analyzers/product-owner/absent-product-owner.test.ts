import { describe, expect, it } from 'vitest';
import { HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'absent-product-owner';

/** A question of a Developer on each of `questions` sprint items (Mondays and Tuesdays); `answer` says what follows. */
function asking(
  questions: number,
  answer: (item: ItemBuilder, asked: number, index: number) => void,
  text = '@po which total is meant?',
): TeamBuilder {
  const built = team(day(84));
  // The Product Owner is there all along: only silence of weeks is taken for leave.
  const presence = built.item();
  for (const sprint of built.closedSprints(6)) {
    presence.rank(sprint.start! + HOUR, 'po').rank(sprint.start! + 96 * HOUR, 'po');
    presence.rank(sprint.start! + 8 * 24 * HOUR, 'po');
  }
  for (let index = 0; index < questions; index++) {
    const start = day((index % 6) * 14, 9);
    const asked = day((index % 6) * 14 + 1, 10);
    const item = built.item({ created: start - HOUR }).addTo(`s${(index % 6) + 1}`, start - HOUR);
    item.move('doing', start + HOUR).comment(text, asked, 'dev1');
    answer(item, asked, index);
  }
  return built;
}

const afterDays = (days: number) => (item: ItemBuilder, asked: number) =>
  void item.comment('The total with tax.', asked + days * 24 * HOUR, 'po');

describe(RULE, () => {
  it('detects questions that wait longer than two days in the median', () => {
    const { outcome } = asking(12, afterDays(3)).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 3, sample: 12 });
    expect(outcome.summary).toContain('12 questions on items in work waited a median of 3 days');
    expect(outcome.state === 'detected' && outcome.evidence?.[0]).toMatchObject({ kind: 'item' });
    expect(JSON.stringify(outcome)).not.toContain('Name ');
  });

  it('detects a quarter without an answer after five days', () => {
    const { outcome } = asking(12, (item, asked, index) => {
      if (index >= 3) afterDays(0.1)(item, asked);
    }).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', sample: 12 });
    expect(outcome.summary).toContain('25 % had no answer after 5 days');
  });

  it('is clear when answers come soon', () => {
    expect(asking(12, afterDays(0.5)).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.5 });
  });

  it('counts questions to nobody that end with a question mark, and leaves out those a colleague answered', () => {
    const open = asking(12, afterDays(3), 'Which total is meant?');
    expect(open.examine(RULE).outcome).toMatchObject({ state: 'detected', sample: 12 });
    const answered = asking(
      12,
      (item, asked) => item.comment('With tax.', asked + HOUR, 'dev2'),
      'Which total is meant?',
    );
    expect(answered.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CONVERSATION'],
    });
  });

  it('guard: any edit of the Product Owner is an answer', () => {
    const { outcome } = asking(12, (item, asked) =>
      item.change('description', 'With tax.', asked + 12 * HOUR, 'po'),
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.5 });
  });

  it('guard: a deputy answers as the Product Owner', () => {
    const built = asking(12, (item, asked) => item.comment('With tax.', asked + 12 * HOUR, 'dev4'));
    built.agree({ delegates: { 'product-owner': ['dev4'] } });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.5 });
  });

  it('guard: questions asked while the Product Owner was away do not count', () => {
    const built = team(day(84));
    for (const sprint of built.closedSprints(6)) built.item().addTo(sprint.id, sprint.start! - HOUR);
    built.item().rank(day(0, 12), 'po').rank(day(70, 12), 'po');
    for (let index = 0; index < 12; index++)
      built
        .item({ created: day(14) })
        .addTo('s2', day(14, 8))
        .move('doing', day(15))
        .comment('@po which total?', day(16), 'dev1')
        .comment('With tax.', day(70, 12), 'po');
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CONVERSATION'],
    });
  });

  it('guard: weekends do not count', () => {
    const built = asking(12, () => undefined);
    built.items.slice(1).forEach(({ draft }, index) => {
      const friday = day((index % 6) * 14 + 4, 16);
      draft.comments.length = 0;
      draft.comments.push({ at: friday, by: 'dev1', text: '@po which total?' });
      draft.comments.push({ at: friday + 72 * HOUR, by: 'po', text: 'With tax.' });
    });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('leaves out questions of people outside the team', () => {
    const built = asking(12, afterDays(3)).person('client');
    for (const { draft } of built.items)
      draft.comments = draft.comments.map((one) => (one.by === 'dev1' ? { ...one, by: 'client' } : one));
    built.agree({ members: ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4'] });
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CONVERSATION'],
    });
  });

  it('is not observable without changes, which may be answers', () => {
    const built = asking(12, afterDays(3));
    built.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: expect.arrayContaining(['NO_CHANGELOG']),
    });
  });

  it('is not observable with fewer than ten questions, and without a known Product Owner', () => {
    expect(asking(9, afterDays(3)).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CONVERSATION'],
    });
    const nobody = asking(12, afterDays(3)).agree({ roles: {} });
    expect(nobody.examine(RULE).outcome).toMatchObject({ state: 'not-observable' });
    expect(nobody.examine(RULE).outcome).toHaveProperty(
      'reasons',
      expect.arrayContaining(['ROLE_NOT_INFERABLE']),
    );
  });
});
