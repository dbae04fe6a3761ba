import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/history/working-time.ts';
import { day, team, type ItemBuilder, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'review-as-acceptance-gate';
type Accept = (item: ItemBuilder, close: number, n: number) => void;

/** Sprints of five items; the first `late` of each are accepted by `accept`, the others by the Product Owner on day 5. */
function sprintsWith(
  late: number,
  accept: Accept,
  options: { sprints?: number; perSprint?: number } = {},
): TeamBuilder {
  const builder = team();
  builder.status({
    id: 'accept',
    name: 'Acceptance',
    category: 'doing',
    position: 5,
    idea: false,
    dropped: false,
  });
  for (const [n, sprint] of builder.closedSprints(options.sprints ?? 6).entries()) {
    const [start, close] = [sprint.start as number, sprint.completed as number];
    for (let index = 0; index < (options.perSprint ?? 5); index++) {
      const item = builder
        .item({ created: start - 5 * DAY })
        .addTo(sprint.id, start - DAY)
        .move('doing', start + HOUR)
        .move('accept', start + 3 * DAY, 'dev1');
      if (index < late) accept(item, close - index * 11 * 60_000, n);
      else item.move('done', start + 4 * DAY + index * HOUR, 'po');
    }
  }
  return builder;
}

const atTheEnd: Accept = (item, close) => item.move('done', close - HOUR, 'po');

describe(RULE, () => {
  it('detects items accepted by the Product Owner in the last hours of the sprint', () => {
    const { outcome } = sprintsWith(3, atTheEnd).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.6, sample: 30, roleConfidence: 1 });
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(18);
    expect(JSON.stringify(outcome)).not.toContain('Name');
  });

  it('detects items accepted around the review, where its time is known', () => {
    // Before the last four hours of the sprint, and within two hours of the review.
    const before: Accept = (item, close) => item.move('done', close - 5.5 * HOUR, 'po');
    const unknown = sprintsWith(3, before);
    expect(unknown.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    const known = sprintsWith(3, before);
    for (let n = 0; n < 6; n++) known.event('review', day(n * 14 + 11, 10));
    expect(known.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 0.6 });
  });

  it('is clear where items are accepted as they are finished', () => {
    expect(sprintsWith(0, atTheEnd).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 0,
      sample: 30,
    });
    expect(sprintsWith(1, atTheEnd).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0.2 });
  });

  it('guard: only the Product Owner, and only moves out of acceptance', () => {
    const byDeveloper: Accept = (item, close) => item.move('done', close - HOUR, 'dev2');
    expect(sprintsWith(3, byDeveloper).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    const tidying: Accept = (item, close) =>
      item.move('doing', close - 6 * HOUR).move('done', close - HOUR, 'po');
    expect(sprintsWith(3, tidying).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: says nothing where Done is set in bulk when the sprint is closed', () => {
    const inBulk: Accept = (item, _, n) => item.move('done', day(n * 14 + 11, 17), 'po');
    expect(sprintsWith(4, inBulk).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['AUTOMATED'],
    });
    const byRule: Accept = (item, close) =>
      item.change('status', 'done', close - HOUR, null, undefined, true);
    expect(sprintsWith(4, byRule).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['AUTOMATED'],
    });
  });

  it('needs eight Done items in three sprints, and more than the bare threshold in few', () => {
    expect(sprintsWith(3, atTheEnd, { sprints: 2 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 10,
    });
    expect(sprintsWith(2, atTheEnd, { sprints: 3, perSprint: 2 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 6,
    });
    expect(sprintsWith(2, atTheEnd, { sprints: 3 }).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      value: 0.4,
      sample: 15,
    });
  });

  it('is not observable without a state for acceptance or a Product Owner', () => {
    const bare = team();
    for (const sprint of bare.closedSprints(6))
      for (let index = 0; index < 5; index++)
        bare
          .item()
          .addTo(sprint.id, sprint.start as number)
          .doneBetween((sprint.start as number) + DAY, (sprint.start as number) + 2 * DAY + index);
    expect(bare.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ACCEPT_STATE'],
    });
    const none = sprintsWith(3, atTheEnd).agree({ roles: {}, members: null });
    for (const item of none.items)
      item.set({ changes: item.draft.changes.map((change) => ({ ...change, by: null })), creator: null });
    expect(none.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
  });

  it('is not observable without changes or sprints', () => {
    const flat = sprintsWith(3, atTheEnd);
    flat.header = { unrecorded: { changes: ['NO_CHANGELOG'] } };
    const { outcome } = flat.examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons).toContain('NO_CHANGELOG');
    const none = sprintsWith(3, atTheEnd, { sprints: 0 }).examine(RULE).outcome;
    expect(none.state === 'not-observable' && none.reasons).toContain('NOT_SCRUM');
  });
});
