import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readCalendar, type CalendarRequest } from '../../../src/connectors/calendar/index.ts';

const at = (text: string): number => Date.parse(text);
const iso = (time: number): string => new Date(time).toISOString().slice(0, 16);
const signal = new AbortController().signal;

const event = (...lines: string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');

async function readText(text: string | Uint8Array, more: Partial<CalendarRequest> = {}) {
  const path = join(await mkdtemp(join(tmpdir(), 'hatcheck-ics-')), 'team.ics');
  await writeFile(path, text);
  return readCalendar({
    location: path,
    complete: false,
    from: at('2026-01-01T00:00Z'),
    to: at('2026-12-31T00:00Z'),
    timezone: 'Europe/Berlin',
    signal,
    ...more,
  });
}

describe('recurrence', () => {
  it('keeps the wall clock over a change of daylight saving', async () => {
    const { events } = await readText(
      calendar(
        event(
          'UID:a',
          'SUMMARY:Sprint Planning',
          'DTSTART;TZID=Europe/Berlin:20260323T100000',
          'DTEND;TZID=Europe/Berlin:20260323T120000',
          'RRULE:FREQ=WEEKLY;COUNT=2',
        ),
      ),
    );
    expect(events.map((one) => iso(one.start))).toEqual(['2026-03-23T09:00', '2026-03-30T08:00']);
    expect(events.map((one) => (one.end ?? 0) - one.start)).toEqual([7_200_000, 7_200_000]);
  });

  it('leaves excluded occurrences as cancelled, and single cancelled ones', async () => {
    const { events } = await readText(
      calendar(
        event(
          'UID:a',
          'SUMMARY:Retro',
          'DTSTART:20260105T100000Z',
          'DURATION:PT1H',
          'RRULE:FREQ=WEEKLY;UNTIL=20260126T100000Z',
          'EXDATE:20260112T100000Z',
        ),
        event(
          'UID:a',
          'SUMMARY:Retro',
          'RECURRENCE-ID:20260119T100000Z',
          'DTSTART:20260119T100000Z',
          'DURATION:PT1H',
          'STATUS:CANCELLED',
        ),
      ),
    );
    expect(events.map((one) => [iso(one.start), one.cancelled])).toEqual([
      ['2026-01-05T10:00', false],
      ['2026-01-12T10:00', true],
      ['2026-01-19T10:00', true],
      ['2026-01-26T10:00', false],
    ]);
  });

  it('moves a replaced occurrence and remembers that the planned day was without', async () => {
    const { events } = await readText(
      calendar(
        event('UID:a', 'SUMMARY:Retro', 'DTSTART:20260105T100000Z', 'RRULE:FREQ=WEEKLY;COUNT=2'),
        event('UID:a', 'SUMMARY:Retro', 'RECURRENCE-ID:20260112T100000Z', 'DTSTART:20260114T150000Z'),
      ),
    );
    expect(events.map((one) => [iso(one.start), one.cancelled])).toEqual([
      ['2026-01-05T10:00', false],
      ['2026-01-12T10:00', true],
      ['2026-01-14T15:00', false],
    ]);
  });

  it('applies "this and all later ones"', async () => {
    const { events } = await readText(
      calendar(
        event(
          'UID:a',
          'SUMMARY:Daily',
          'DTSTART:20260105T090000Z',
          'DURATION:PT15M',
          'RRULE:FREQ=DAILY;COUNT=3',
        ),
        event(
          'UID:a',
          'SUMMARY:Daily',
          'RECURRENCE-ID;RANGE=THISANDFUTURE:20260106T090000Z',
          'DTSTART:20260106T093000Z',
          'DURATION:PT30M',
        ),
      ),
    );
    expect(events.map((one) => [iso(one.start), ((one.end ?? 0) - one.start) / 60_000])).toEqual([
      ['2026-01-05T09:00', 15],
      ['2026-01-06T09:30', 30],
      ['2026-01-07T09:30', 30],
    ]);
  });

  it('takes an entry that stands twice once, in its latest version', async () => {
    const { events } = await readText(
      calendar(
        event('UID:a', 'SEQUENCE:2', 'SUMMARY:Sprint Review', 'DTSTART:20260106T100000Z'),
        event('UID:a', 'SEQUENCE:1', 'SUMMARY:Sprint Review', 'DTSTART:20260105T100000Z'),
      ),
    );
    expect(events.map((one) => iso(one.start))).toEqual(['2026-01-06T10:00']);
  });

  it('ends an endless series at the range, and refuses one that repeats by the second', async () => {
    const endless = await readText(
      calendar(
        event('UID:a', 'SUMMARY:Daily', 'DTSTART:19900101T090000Z', 'RRULE:FREQ=DAILY'),
        event('UID:b', 'SUMMARY:Daily', 'DTSTART:19700101T090000Z', 'RRULE:FREQ=SECONDLY'),
        event(
          'UID:c',
          'SUMMARY:Daily',
          'DTSTART:20260101T090000Z',
          'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
        ),
      ),
      { from: at('2026-01-01T00:00Z'), to: at('2026-01-10T23:00Z') },
    );
    expect(endless.events.filter((one) => one.id.startsWith('calendar/a/'))).toHaveLength(10);
    expect(endless.gaps.map((gap) => gap.why).join()).toContain('more often than daily');
  });
});

describe('what is read', () => {
  it('reads matching titles only; private, hidden and all-day entries never', async () => {
    const { events } = await readText(
      calendar(
        event('UID:a', 'SUMMARY:Retro', 'CLASS:PRIVATE', 'DTSTART:20260105T100000Z'),
        event('UID:b', 'SUMMARY:Busy', 'DTSTART:20260105T100000Z'),
        event('UID:c', 'SUMMARY:Retro', 'DTSTART;VALUE=DATE:20260105'),
        event('UID:d', 'SUMMARY:Dentist', 'DTSTART:20260105T100000Z'),
        event(
          'UID:e',
          'SUMMARY:Sprint\\, the Retro',
          'DTSTART:20260105T100000Z',
          'BEGIN:VALARM',
          'SUMMARY:Review',
          'TRIGGER:-PT5M',
          'END:VALARM',
        ),
      ),
    );
    expect(events.map((one) => [one.title, one.kind])).toEqual([['Sprint, the Retro', 'retrospective']]);
  });

  it('shares a combined meeting between its events', async () => {
    const { events } = await readText(
      calendar(
        event('UID:a', 'SUMMARY:Sprint Review + Retro', 'DTSTART:20260105T100000Z', 'DTEND:20260105T120000Z'),
      ),
    );
    expect(events.map((one) => [one.kind, iso(one.start), iso(one.end ?? 0)])).toEqual([
      ['review', '2026-01-05T10:00', '2026-01-05T11:00'],
      ['retrospective', '2026-01-05T11:00', '2026-01-05T12:00'],
    ]);
  });

  it('reads attendees with their answers, no rooms, and says where there are none', async () => {
    const { events } = await readText(
      calendar(
        event(
          'UID:a',
          'SUMMARY:Sprint Review',
          'DTSTART:20260105T100000Z',
          'ORGANIZER;CN=Ana:mailto:Ana@Example.com',
          'ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED:mailto:ben@example.com',
          'ATTENDEE;PARTSTAT=NEEDS-ACTION;CN="Doe: Jo":mailto:jo@customer.test',
          'ATTENDEE;CUTYPE=GROUP:mailto:all@example.com',
          'ATTENDEE;CUTYPE=ROOM:mailto:room4@example.com',
          'ATTENDEE;PARTSTAT=DECLINED:MAILTO:kim@example.com',
        ),
        event('UID:b', 'SUMMARY:Retro', 'DTSTART:20260106T100000Z'),
      ),
    );
    expect(events[0]?.organiser).toBe('ana@example.com');
    expect(events[0]?.attendees).toEqual([
      { who: 'ben@example.com', group: false, answer: 'accepted' },
      { who: 'jo@customer.test', group: false, answer: 'unknown' },
      { who: 'all@example.com', group: true, answer: 'unknown' },
      { who: 'kim@example.com', group: false, answer: 'declined' },
    ]);
    expect(events[1]?.attendees).toBeNull();
  });

  it('reads Windows zones, own zones and, with a remark, times without a zone', async () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Customized 1',
      'BEGIN:STANDARD',
      'DTSTART:16010101T000000',
      'TZOFFSETFROM:+0300',
      'TZOFFSETTO:+0300',
      'END:STANDARD',
      'END:VTIMEZONE',
    ].join('\r\n');
    const { events, gaps } = await readText(
      calendar(
        zone,
        event('UID:a', 'SUMMARY:Retro', 'DTSTART;TZID="Eastern Standard Time":20260105T100000'),
        event('UID:b', 'SUMMARY:Retro', 'DTSTART;TZID=Customized 1:20260105T100000'),
        event('UID:c', 'SUMMARY:Retro', 'DTSTART:20260105T100000'),
        event('UID:d', 'SUMMARY:Retro', 'DTSTART;TZID="(UTC-05:00) Somewhere":20260106T100000'),
        event('UID:e', 'SUMMARY:Retro', 'DTSTART;TZID=Nonsense:20260107T100000'),
      ),
    );
    const starts = Object.fromEntries(events.map((one) => [one.id.split('/')[1], iso(one.start)]));
    expect(starts).toEqual({
      a: '2026-01-05T15:00',
      b: '2026-01-05T07:00',
      c: '2026-01-05T09:00',
      d: '2026-01-06T15:00',
      e: '2026-01-07T09:00',
    });
    expect(gaps.map((gap) => gap.why)).toEqual([
      'some times carry no zone and were read in Europe/Berlin',
      'times in an unknown zone were read in Europe/Berlin',
    ]);
  });

  it('leaves one broken entry out and says so', async () => {
    const { events, gaps } = await readText(
      calendar(
        event('UID:a', 'SUMMARY:Retro', 'DTSTART:garbage'),
        event('UID:b', 'SUMMARY:Retro', 'DTSTART:20260105T100000Z'),
      ),
    );
    expect(events).toHaveLength(1);
    expect(gaps).toEqual([{ what: 'calendar team.ics', why: 'one entry was left out: malformed' }]);
  });

  it('reads UTF-16 and Latin-1', async () => {
    const text = calendar(event('UID:a', 'SUMMARY:Sprint-Rückblick', 'DTSTART:20260105T100000Z'));
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect((await readText(utf16)).events).toHaveLength(1);
    expect((await readText(Buffer.from(text, 'latin1'))).events[0]?.title).toBe('Sprint-Rückblick');
  });
});

describe('a calendar that cannot be read is a gap', () => {
  it.each([
    ['<!DOCTYPE html><html>Sign in</html>', 'login page'],
    ['', 'it is empty'],
    ['hello', 'it is no calendar'],
  ])('%j', async (text, why) => {
    const reading = await readText(text);
    expect(reading.source).toBeNull();
    expect(reading.complete).toBe(false);
    expect(reading.gaps[0]?.why).toContain(why);
  });

  it('refuses a file that is missing, a folder, or too large', async () => {
    const request = { complete: false, from: 0, to: 1, timezone: 'UTC', signal };
    expect((await readCalendar({ ...request, location: '/nowhere/team.ics' })).gaps).toEqual([
      { what: 'calendar team.ics', why: 'the file does not exist' },
    ]);
    expect((await readCalendar({ ...request, location: tmpdir() })).gaps[0]?.why).toBe('it is no file');
    expect((await readText('x'.repeat(2_000_000), { maxBytes: 1_048_576 })).gaps[0]?.why).toBe(
      'it is larger than 1 MB',
    );
  });
});

describe('feeds', () => {
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const feed = (location: string, more: Partial<CalendarRequest> = {}) =>
    readCalendar({
      location,
      complete: true,
      from: at('2026-01-01T00:00Z'),
      to: at('2026-12-31T00:00Z'),
      timezone: 'UTC',
      signal,
      ...more,
    });

  it('follows a redirect on the host and shows nothing of the address but the host', async () => {
    const base = await serve((request, response) => {
      if (request.url === '/secret-token/old.ics') response.writeHead(302, { location: '/new.ics' }).end();
      else response.end(calendar(event('UID:a', 'SUMMARY:Retro', 'DTSTART:20260105T100000Z')));
    });
    const reading = await feed(`${base}/secret-token/old.ics`);
    expect(reading.events).toHaveLength(1);
    expect(reading.source).toEqual({ kind: 'calendar', name: base.slice(7), complete: true });
  });

  it.each([
    [401, {}, 'needs a login'],
    [403, {}, 'needs a login'],
    [404, {}, 'does not know it'],
    [500, {}, 'answered 500'],
    [302, { location: 'ftp://files.example.com/a.ics' }, 'redirects to ftp://'],
    [302, { location: 'file:///etc/passwd' }, 'redirects to file://'],
    [302, { location: 'http://example.com/a.ics' }, 'redirects to http://'],
    [302, { location: '/again' }, 'redirects more than 5 times'],
    [302, {}, 'without saying where'],
    [200, { 'content-length': '99999999' }, 'larger than 50 MB'],
  ])('answers %i %j', async (status, headers, why) => {
    const base = await serve((_, response) => {
      response.writeHead(status, headers);
      if (status === 200) response.write('BEGIN:VCALENDAR');
      else response.end();
    });
    const reading = await feed(`${base}/token.ics`);
    expect(reading.gaps[0]?.why).toContain(why);
    expect(JSON.stringify(reading)).not.toContain('token');
  });

  it('gives up on a host that does not answer, one that sends without end, and one that is not there', async () => {
    const silent = await serve(() => undefined);
    expect((await feed(silent, { timeoutMs: 100 })).gaps[0]?.why).toBe('the host did not answer in time');
    const endless = await serve((_, response) => {
      response.writeHead(200);
      const push = (): void => {
        while (!response.destroyed && response.write('X'.repeat(65_536)));
        if (!response.destroyed) response.once('drain', push);
      };
      push();
    });
    expect((await feed(endless, { maxBytes: 1_048_576 })).gaps[0]?.why).toBe('it is larger than 1 MB');
    expect((await feed('http://127.0.0.1:1/x.ics')).gaps[0]?.why).toContain('could not be reached');
  });

  it('refuses addresses without encryption and of other schemes', async () => {
    expect((await feed('http://example.com/a.ics')).gaps[0]?.why).toContain('must begin with https://');
    expect((await feed('ftp://example.com/a.ics')).gaps[0]?.why).toContain('must begin with https://');
  });
});
