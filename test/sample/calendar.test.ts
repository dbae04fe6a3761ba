import { describe, expect, it } from 'vitest';
import ICAL from 'ical.js';
import { calendarText } from '../../src/sample/calendar.ts';
import { sampleTeam } from '../../src/sample/sample-team.ts';

describe('the calendar of the sample team', () => {
  const { history } = sampleTeam({ seed: 4 });
  const text = calendarText(history);
  const events = new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));

  it('holds every event with its times and attendees', () => {
    expect(events).toHaveLength(history.events.length);
    for (const [index, event] of history.events.entries()) {
      const read = events[index] as ICAL.Event;
      expect(read.summary).toBe(event.title);
      expect(read.startDate.toJSDate().getTime()).toBe(event.start);
      expect(read.endDate.toJSDate().getTime()).toBe(event.end);
      expect(read.attendees).toHaveLength(event.attendees?.length ?? 0);
    }
  });

  it('folds lines at 75 octets and ends them with CR LF', () => {
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replace(/\r\n/g, '')).not.toContain('\n');
  });
});
