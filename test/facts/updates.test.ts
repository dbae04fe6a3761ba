import { describe, expect, it } from 'vitest';
import type { Attendee } from '../../src/history/team-history.ts';
import { day, team } from '../support/team-builder.ts';

const attendee = (values: Partial<Attendee>): Attendee => ({
  person: null,
  address: null,
  group: false,
  answer: 'unknown',
  ...values,
});

describe('updates for people outside the team', () => {
  it('are releases with notes, written updates and reviews with somebody from outside', () => {
    const build = team().person('guest');
    build.header = {
      releases: [
        { name: '1.0', at: day(1), notes: 'Pay later' },
        { name: '1.1', at: day(2), notes: null },
        { name: '1.2', at: day(3), notes: 'Same as its update' },
      ],
      updates: [
        { at: day(3), channel: 'release', text: 'Same' },
        { at: day(4), channel: 'wiki', text: '  Four  ' },
      ],
    };
    build.event('review', day(5), {
      attendees: [attendee({ person: 'dev1' }), attendee({ address: 'all@example.com', group: true })],
    });
    build.event('review', day(6), { attendees: [attendee({ person: 'guest' })] });
    build.event('review', day(7), { attendees: [attendee({ address: 'client@other.example' })] });
    build.event('review', day(8), {
      attendees: [attendee({ address: 'client@other.example' })],
      cancelled: true,
    });
    build.event('retrospective', day(9), { attendees: [attendee({ person: 'guest' })] });
    expect(build.facts().updates.all).toEqual([
      { at: day(1), channel: 'release', chars: 9 },
      { at: day(3), channel: 'release', chars: 4 },
      { at: day(4), channel: 'wiki', chars: 4 },
      { at: day(6), channel: 'invitation', chars: null },
      { at: day(7), channel: 'invitation', chars: null },
    ]);
  });

  it('are kept elsewhere where no channel ever held one', () => {
    expect(team().facts().updates.unseen).toEqual(['KEPT_ELSEWHERE']);
  });
});
