import { describe, expect, it } from 'vitest';
import type { ScrumEvent } from '../../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'retrospective-without-actions';
const AT = (n: number): number => day(n * 14 + 11, 14);
const action = (n: number): ScrumEvent['actions'] => [
  { text: 'Pair more', owner: 'dev1', created: AT(n), done: null, due: null, dropped: false },
];

/** A retrospective page for each sprint; those of `withAction` carry an action. */
function pages(
  withAction: (n: number) => boolean,
  sprints = 6,
  source: ScrumEvent['source'] = 'wiki',
): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(sprints)) builder.item({ sprints: [sprint.id] });
  for (let n = 0; n < sprints; n++)
    builder.event('retrospective', AT(n), { source, actions: withAction(n) ? action(n) : [] });
  if (source === 'wiki') builder.header = { eventSources: [{ kind: 'wiki', name: 'wiki', complete: false }] };
  return builder;
}

describe(RULE, () => {
  it('detects that half of the retrospectives leave no action, at most as medium', () => {
    const { outcome } = pages((n) => n % 2 === 0).examine(RULE);
    expect(outcome).toMatchObject({
      state: 'detected',
      value: 0.5,
      sample: 6,
      strength: 1,
      atMost: 'medium',
    });
    expect(outcome.summary).toBe('3 of 6 retrospectives left no visible trace of an action (50 %).');
    expect(JSON.stringify(outcome)).not.toMatch(/Pair|Name/);
  });

  it('is clear where most of them do', () => {
    expect(pages((n) => n > 1).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 2 / 6 });
  });

  it('counts improvement items created within three working days', () => {
    const soon = pages(() => false);
    // Friday afternoon plus three working days ends on Wednesday afternoon.
    for (let n = 0; n < 6; n++) soon.item({ labels: ['retro-action'], created: day(n * 14 + 16, 12) });
    expect(soon.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    const late = pages(() => false);
    for (let n = 0; n < 6; n++) late.item({ labels: ['retro-action'], created: day(n * 14 + 17, 12) });
    expect(late.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1 });
  });

  it('judges retrospectives of a calendar where a label holds the actions', () => {
    const builder = pages(() => false, 6, 'calendar');
    builder.item({ labels: ['retro-action'], created: day(-50) });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', value: 1, strength: 0.8 });
  });

  it('guard: the Guide asks for changes, not for action items: the words say “no visible trace”', () => {
    const { outcome, rule } = pages(() => false).examine(RULE);
    expect(outcome.summary).toContain('no visible trace');
    expect(rule.title.detected).toBe('Retrospectives leave no visible improvement');
  });

  it('needs four retrospectives', () => {
    expect(pages(() => false, 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('guard: is not observable where neither a page nor a label could hold actions', () => {
    expect(pages(() => false, 6, 'calendar').examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_WIKI', 'NO_IMPROVEMENT_CONVENTION'],
    });
  });

  it('is not observable where actions are kept in a tool that is not connected, and without sprints', () => {
    const elsewhere = pages(() => false);
    elsewhere.header = { ...elsewhere.header, unrecorded: { improvementItems: ['KEPT_ELSEWHERE'] } };
    expect(elsewhere.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['KEPT_ELSEWHERE'],
    });
    const { outcome } = pages(() => false, 0).examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons).toContain('NOT_SCRUM');
  });
});
