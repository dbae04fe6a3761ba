import { describe, expect, it } from 'vitest';
import type { Item, Snapshot } from '../../../src/history/team-history.ts';
import { fillSprint } from '../../support/sprints.ts';
import { goodStory, nearTeam, times } from '../../support/near-items.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'thin-ready-backlog';

const READY = (index: number): Partial<Item> => ({
  ...goodStory(index),
  // Criteria that stand in many items would say nothing about this one.
  acceptanceCriteria: `- The basket is kept for ${index + 2} days\n- After ${index + 3} days it is empty\n- A basket of ${index + 4} articles shows its total`,
  parent: 'T-1',
  comments: [
    { at: day(78), by: 'dev1', text: 'We talked about this one and agreed on the size of the change.' },
  ],
});
const TITLE = (index: number): Partial<Item> => ({
  title: `Basket ${index}`,
  description: null,
  acceptanceCriteria: null,
});

/** 30 backlog items, the first `ready` of them ready; items that go into sprints are titles alone. */
function backlog(ready: number, done: (index: number) => Partial<Item> = TITLE): TeamBuilder {
  return nearTeam(
    times(30, (index) => (index < ready ? READY(index) : TITLE(index))),
    done,
  );
}

/** Snapshots at the ends of the last two sprints, with the order of the backlog then. */
function snapshotsOf(builder: TeamBuilder, keys: readonly string[]): Snapshot[] {
  return builder.sprints.slice(-2).map((sprint) => ({
    at: sprint.completed as number,
    order: keys,
    scope: {},
    goals: {},
    estimates: {},
  }));
}

describe(RULE, () => {
  it('detects less than one sprint of ready items on top, and says what is missing', () => {
    const { outcome } = backlog(3).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6 });
    expect(outcome.summary).toContain('3 items are missing to one sprint');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(9);
    expect(outcome.state === 'detected' && outcome.evidence?.[0]?.text).toMatch(/^readiness 0/);
  });

  it('is clear with one sprint of ready items or more', () => {
    expect(backlog(6).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 1 });
    expect(backlog(12).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 2 });
  });

  it('asks the snapshots of the last two sprint ends whether it was so before', () => {
    const then = { created: day(40), comments: [] };
    const builder = nearTeam(
      times(30, (index) => ({ ...(index < 3 || index >= 12 ? READY(index) : TITLE(index)), ...then })),
      TITLE,
    );
    const keys = builder.items.slice(-30).map(({ key }) => key);
    const thinNow = builder.examine(RULE).outcome;
    expect(thinNow.state).toBe('detected');
    builder.header = { snapshots: snapshotsOf(builder, keys.slice(12)) };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear' });
    expect(builder.examine(RULE).outcome.summary).toContain(
      'At the ends of the last two sprints it was 2 and 2',
    );
    builder.header = { snapshots: snapshotsOf(builder, keys) };
    expect(builder.examine(RULE).outcome.state).toBe('detected');
  });

  it('guard: refining just in time is fine where items were ready when their sprint began', () => {
    const builder = backlog(3, READY);
    expect(builder.examine('unready-sprint-items').outcome.state).toBe('clear');
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0.5 });
    expect(outcome.summary).toContain('refining just in time works for this team');
  });

  it('needs three periods of finished work', () => {
    const builder = team(day(28));
    for (const sprint of builder.closedSprints(2)) fillSprint(builder, sprint, { committed: 6 });
    times(30, TITLE).forEach((values) => builder.item(values));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 2 });
  });

  it('says nothing where nothing was finished', () => {
    const builder = team(day(84));
    for (const sprint of builder.closedSprints(6)) fillSprint(builder, sprint, { committed: 2, done: 0 });
    times(30, TITLE).forEach((values) => builder.item(values));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 0 });
  });

  it('is not observable without an order', () => {
    const builder = backlog(3);
    for (const item of builder.items) item.set({ rank: null, priority: null });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_ORDER'] });
  });
});
