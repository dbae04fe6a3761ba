import { describe, expect, it } from 'vitest';
import { DAY } from '../../../src/history/working-time.ts';
import { pullRequest } from '../../support/pull-requests.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'knowledge-silo';

/** Done items of one area in the window, the n-th by `who(n)`. */
function area(
  builder: TeamBuilder,
  name: string,
  count: number,
  who: (index: number) => string | null,
  created = day(0),
): TeamBuilder {
  for (let index = 0; index < count; index++) {
    const finish = day(100 + (index % 60));
    builder
      .item({ created, areas: [name], assignee: who(index) })
      .addTo(builder.sprints[9]?.id as string, finish - 3 * DAY)
      .doneBetween(Math.max(finish - 2 * DAY, created), finish, null);
  }
  return builder;
}

function withSprints(): TeamBuilder {
  const builder = team();
  builder.closedSprints(12);
  for (const sprint of builder.sprints)
    builder
      .item({ assignee: 'dev1', areas: ['Other'] })
      .addTo(sprint.id, (sprint.start as number) - DAY)
      .doneBetween(sprint.start as number, (sprint.start as number) + DAY);
  return builder;
}

const everybody = (index: number): string => `dev${(index % 4) + 1}`;
const one = (): string => 'dev1';

describe(RULE, () => {
  it('detects an area with one contributor, with low severity, and names no person', () => {
    const builder = area(area(withSprints(), 'Billing', 12, one), 'Search', 12, everybody);
    const { outcome } = builder.examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1, sample: 24, severity: 'low' });
    expect(outcome.state === 'detected' && outcome.evidence).toEqual([
      { kind: 'metric', text: 'Billing: 1 contributor to 12 of 12 Done items' },
    ]);
    expect(JSON.stringify(outcome)).not.toMatch(/dev1|Name/);
  });

  it('is medium from two areas on', () => {
    const builder = area(area(withSprints(), 'Billing', 12, one), 'Search', 12, one);
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 2, severity: 'medium' });
  });

  it('is clear where a second person does a tenth of the items', () => {
    const builder = area(withSprints(), 'Billing', 10, (index) => (index === 0 ? 'dev2' : 'dev1'));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0, sample: 10 });
  });

  it('guard: co-authors and reviewers of code are contributors', () => {
    const builder = area(withSprints(), 'Billing', 12, one);
    const items = builder.items.filter(({ draft }) => draft.areas.includes('Billing'));
    builder.header = {
      pullRequests: items.map(({ key }, index) =>
        pullRequest(index, { items: [key], reviews: [], coAuthors: [index % 2 === 0 ? 'dev2' : 'dev3'] }),
      ),
    };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: an area younger than 60 working days does not count', () => {
    const builder = area(withSprints(), 'Billing', 12, one, day(95));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample' });
  });

  it('guard: teams of fewer than four are not judged', () => {
    const builder = area(withSprints(), 'Billing', 12, one).agree({ members: ['dev1'] });
    expect(builder.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['OUTSIDE_SCOPE'],
    });
  });

  it('needs ten Done items in an area', () => {
    expect(area(withSprints(), 'Billing', 9, one).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 9,
    });
  });

  it('is not observable without areas, and without assignees and code', () => {
    const bare = area(withSprints(), 'Billing', 12, one);
    for (const item of bare.items) item.set({ areas: [] });
    expect(bare.examine(RULE).outcome).toMatchObject({ state: 'not-observable', reasons: ['NO_AREAS'] });
    const nobody = area(withSprints(), 'Billing', 30, () => null);
    nobody.header = { unrecorded: { pullRequests: ['NO_PR_LINK'] } };
    expect(nobody.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ASSIGNEES'],
    });
  });
});
