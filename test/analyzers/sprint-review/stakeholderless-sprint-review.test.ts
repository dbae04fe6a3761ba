import { describe, expect, it } from 'vitest';
import type { Attendee } from '../../../src/history/team-history.ts';
import { day, team, type TeamBuilder } from '../../support/team-builder.ts';

const RULE = 'stakeholderless-sprint-review';

const member = (id: string): Attendee => ({
  person: id,
  address: `${id}@example.com`,
  group: false,
  answer: 'accepted',
});
const OWN = ['po', 'sm', 'dev1', 'dev2'].map(member);
const guest = (answer: Attendee['answer'] = 'unknown'): Attendee => ({
  person: null,
  address: 'buyer@customer.example',
  group: false,
  answer,
});
const GROUP: Attendee = { person: null, address: 'all@example.com', group: true, answer: 'unknown' };

/** A review in the calendar at the end of each sprint, with the given invitations. */
function reviews(invited: (n: number) => Attendee[] | null, sprints = 6): TeamBuilder {
  const builder = team();
  for (const sprint of builder.closedSprints(sprints)) builder.item({ sprints: [sprint.id] });
  for (let n = 0; n < sprints; n++)
    builder.event('review', day(n * 14 + 11, 10), { attendees: invited(n), title: 'Sprint Review' });
  return builder;
}

describe(RULE, () => {
  it('detects reviews to which nobody from outside is invited', () => {
    const { outcome } = reviews((n) => (n < 3 ? OWN : [...OWN, guest()])).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0.5, sample: 6, strength: 0.8 });
    expect(outcome.summary).toContain('Nobody from outside the team was invited to 3 of 6 reviews (50 %)');
    expect(outcome.state === 'detected' && outcome.evidence).toHaveLength(3);
    expect(JSON.stringify(outcome)).not.toMatch(/Name|customer\.example/);
  });

  it('is clear where most reviews have a guest', () => {
    expect(reviews((n) => (n < 2 ? OWN : [...OWN, guest()])).examine(RULE).outcome).toMatchObject({
      state: 'clear',
      value: 2 / 6,
    });
  });

  it('detects guests who do not accept, where answers are known', () => {
    const { outcome } = reviews(() => [...OWN, guest('declined')]).examine(RULE);
    expect(outcome).toMatchObject({ state: 'detected', value: 0 });
    expect(outcome.summary).toContain('0 outsiders accepted on average');
    expect(reviews(() => [...OWN, guest('accepted')]).examine(RULE).outcome.state).toBe('clear');
  });

  it('guard: a colleague who is no member of the team counts as a guest', () => {
    const builder = reviews(() => [...OWN, member('sales')]).person('sales');
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'clear', value: 0 });
  });

  it('guard: a review with a list of many receivers is left out unless a guest is named', () => {
    expect(reviews((n) => (n < 2 ? [...OWN, GROUP] : OWN)).examine(RULE).outcome).toMatchObject({
      state: 'detected',
      value: 1,
      sample: 4,
    });
  });

  it('takes participants of a page as recorded', () => {
    const builder = reviews(() => OWN);
    builder.events.forEach((event, index) => (builder.events[index] = { ...event, source: 'wiki' }));
    builder.header = { eventSources: [{ kind: 'wiki', name: 'wiki', complete: false }] };
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'detected', strength: 1 });
  });

  it('does not count cancelled reviews, and needs four', () => {
    const builder = reviews(() => OWN);
    builder.events
      .slice(0, 3)
      .forEach((event, index) => (builder.events[index] = { ...event, cancelled: true }));
    expect(builder.examine(RULE).outcome).toMatchObject({ state: 'insufficient-sample', sample: 3 });
  });

  it('is not observable without a calendar or without attendees', () => {
    const none = team();
    for (const sprint of none.closedSprints(6)) none.item({ sprints: [sprint.id] });
    expect(none.examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_CALENDAR', 'NO_ATTENDEES'],
    });
    expect(reviews(() => null).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ATTENDEES'],
    });
  });

  it('is not observable where only lists are invited or no member is among the invited', () => {
    expect(reviews(() => [member('po'), GROUP]).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ROSTER'],
    });
    expect(reviews(() => [guest()]).examine(RULE).outcome).toMatchObject({
      state: 'not-observable',
      reasons: ['NO_ROSTER'],
    });
  });
});
