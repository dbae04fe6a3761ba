import { describe, expect, it } from 'vitest';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'missing-scrum-master';

/** Four sprints without a Scrum Master; a calendar, blocked items of 8 working days, a retro label used before W. */
function build(sprints = 4): TeamBuilder {
  const built = team(day(sprints * 14 + 4)).agree({ roles: { 'product-owner': ['po'] } });
  for (const sprint of built.closedSprints(sprints)) built.item().addTo(sprint.id, sprint.start! - 1000);
  built.event('planning', day(0, 9));
  built.item().addTo('s1', day(0, 8)).change('flagged', 'true', day(1)).change('flagged', null, day(11));
  built.item({ labels: ['retro'], created: day(-40) });
  return built;
}

describe(RULE, () => {
  it('is detected when events, impediments and improvements are neglected', () => {
    const { outcome } = build().examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 3, sample: 4 });
    expect(outcome.summary).toContain('median of 8 days');
  });

  it('is clear with one missing sign', () => {
    const built = build();
    built.item({ labels: ['retro'], created: day(3) });
    built.items[4]!.draft.changes.length = 0;
    built.items[4]!.draft.flagged = false;
    built.item().change('flagged', 'true', day(1)).change('flagged', null, day(2));
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('is clear with a declared Scrum Master', () => {
    const built = build().agree({ roles: { 'scrum-master': ['sm'] } });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 3 });
  });

  it('guard: events and improvements without a single person are clear', () => {
    const built = build();
    for (let sprint = 0; sprint < 4; sprint++) {
      const start = sprint * 14;
      built
        .event('planning', day(start, 9))
        .event('review', day(start + 11, 14))
        .event('retrospective', day(start + 11, 16));
    }
    built.item({ labels: ['retro'], created: day(20) });
    expect(built.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
  });

  it('is not observable when fewer than two signs can be seen', () => {
    const built = team(day(60)).agree({ roles: {} });
    for (const sprint of built.closedSprints(4)) built.item().addTo(sprint.id, sprint.start! - 1000);
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_BLOCK_CONVENTION', 'NO_CALENDAR', 'NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'],
    });
  });

  it('is not observable without sprints', () => {
    const built = build();
    built.sprints.length = 0;
    expect(built.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: expect.arrayContaining(['NOT_SCRUM']),
    });
  });

  it('needs four closed sprints', () => {
    expect(build(3).examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 3 });
  });
});
