import { describe, expect, it } from 'vitest';
import type { Attendee, EventKind } from '../../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'event-attendance-gap';
const TEAM = ['po', 'sm', 'dev1', 'dev2', 'dev3', 'dev4'];

function person(id: string, answer: Attendee['answer'] = 'unknown'): Attendee {
  return { person: id, address: `${id}@example.com`, group: false, answer };
}

const everybody = (): Attendee[] => TEAM.map((id) => person(id));
const without = (...absent: string[]): Attendee[] =>
  everybody().filter((one) => !absent.includes(one.person as string));
const GROUP: Attendee = { person: null, address: 'squad@example.com', group: true, answer: 'unknown' };

/** Six sprints with planning, review and retrospective; who is invited to each. */
function events(invited: (kind: EventKind, n: number) => Attendee[] | null, sprints = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(sprints)) builder.item({ sprints: [sprint.id] });
  for (let n = 0; n < sprints; n++) {
    builder.event('planning', day(n * 14, 9), { attendees: invited('planning', n) });
    builder.event('review', day(n * 14 + 11, 10), { attendees: invited('review', n) });
    builder.event('retrospective', day(n * 14 + 11, 14), { attendees: invited('retrospective', n) });
  }
  return builder;
}

describe(RULE, () => {
  it('detects that the Product Owner is not invited to half of the retrospectives', () => {
    const { outcome } = events((kind, n) =>
      kind === 'retrospective' && n % 2 === 0 ? without('po') : everybody(),
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6, strength: 0.8 });
    expect(outcome.summary).toContain('The Product Owner was not part of 3 of 6 retrospectives (50 %)');
    expect(JSON.stringify(outcome)).not.toMatch(/Name|example\.com/);
  });

  it('counts a refusal, of the Scrum Master too', () => {
    const { outcome } = events((kind) =>
      kind === 'review' ? [...without('sm'), person('sm', 'declined')] : everybody(),
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 1 });
    expect(outcome.summary).toContain('The Scrum Master was not part of 6 of 6 Sprint Reviews');
  });

  it('detects events that few of the invited Developers accept', () => {
    const { outcome } = events((kind) =>
      kind === 'planning'
        ? [
            person('po'),
            person('sm'),
            person('dev1', 'accepted'),
            person('dev2', 'declined'),
            person('dev3', 'declined'),
          ]
        : everybody(),
    ).examine(RULE);
    expect(outcome.state).toBe('detected');
    expect(outcome.summary).toContain(
      'on average 33 % of the invited Developers with a known answer accepted the Sprint Plannings',
    );
  });

  it('is clear where everybody is invited, and where one event in three misses somebody', () => {
    expect(events(everybody).examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
    expect(events((_, n) => (n < 2 ? without('po') : everybody())).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2 / 6,
    });
  });

  it('guard: no answer is unknown, not absent', () => {
    const silent = (): Attendee[] => [
      person('po'),
      person('sm'),
      person('dev1', 'accepted'),
      person('dev2'),
      person('dev3'),
    ];
    expect(events(silent).examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: an invitation to a group says nothing about who is not named', () => {
    const { outcome } = events((kind) =>
      kind === 'retrospective' ? [...without('po'), GROUP] : everybody(),
    ).examine(RULE);
    expect(outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a delegate counts for the role', () => {
    const builder = events(() => without('po')).agree({ delegates: { 'product-owner': ['dev1'] } });
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('needs four occurrences of a kind', () => {
    expect(events(() => without('po'), 3).examine(RULE).outcome).toMatchObject({
      state: 'insufficient-sample',
      sample: 3,
    });
  });

  it('is not observable without a calendar or without attendees', () => {
    const none = team();
    for (const sprint of none.closedSprints(6)) none.item({ sprints: [sprint.id] });
    const { outcome } = none.examine(RULE);
    expect(outcome.state === 'not-observable' && outcome.reasons[0]).toBe('NO_CALENDAR');
    expect(events(() => null).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ATTENDEES'],
    });
  });

  it('is not observable where no member can be matched, or no role is known', () => {
    const strangers = events(() => [
      { person: null, address: 'a@elsewhere.example', group: false, answer: 'unknown' },
    ]);
    expect(strangers.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ROSTER'],
    });
    const roles = events(() => without('po')).agree({ roles: {} });
    expect(roles.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['ROLE_NOT_INFERABLE'],
    });
  });
});
