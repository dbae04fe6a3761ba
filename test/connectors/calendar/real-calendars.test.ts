import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCalendar } from '../../../src/connectors/calendar/index.ts';

const FOLDER = new URL('../../../../shared/data/ics/', import.meta.url);

/** Calendars of Google, Exchange, Apple and Zimbra with every odd recurrence; every title counts as an event here. */
describe.runIf(existsSync(FOLDER))('real calendars', () => {
  const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.ics')) : [];
  const refused = new Map<string, string>();
  it.each(files)('%s is read, or refused with a reason', async (file) => {
    const reading = await readCalendar({
      location: fileURLToPath(new URL(file, FOLDER)),
      complete: false,
      titles: { planning: ['/^/'] },
      from: Date.parse('1990-01-01T00:00:00Z'),
      to: Date.parse('2030-01-01T00:00:00Z'),
      timezone: 'Europe/Berlin',
      signal: AbortSignal.timeout(20_000),
    });
    for (const event of reading.events) {
      expect(Number.isFinite(event.start)).toBe(true);
      expect(event.end === null || event.end >= event.start).toBe(true);
    }
    if (reading.source === null) refused.set(file, reading.gaps[0]?.why ?? '');
    console.log(`${file}: ${reading.events.length} events; ${reading.gaps.map((gap) => gap.why).join('; ')}`);
    expect(reading.source !== null || reading.gaps.length > 0).toBe(true);
  });
});
