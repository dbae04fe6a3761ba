import { createHash } from 'node:crypto';
import { TZDate } from '@date-fns/tz';
import { getISOWeek, getISOWeekYear, startOfISOWeek } from 'date-fns';
import { fileNames } from '../reports/view/names.ts';

export interface Week {
  /** `2026-W48`, ISO 8601. */
  readonly name: string;
  /** Its Monday, 00:00 in the zone, as UTC time of the form GitHub takes. */
  readonly start: string;
}

/** The ISO week in which a time lies, in a time zone. */
export function weekOf(time: string, zone: string): Week {
  const date = new TZDate(Date.parse(time), zone);
  const number = String(getISOWeek(date)).padStart(2, '0');
  const start = new Date(startOfISOWeek(date).getTime()).toISOString().replace('.000', '');
  return { name: `${getISOWeekYear(date)}-W${number}`, start };
}

/** A team's name for markers, labels, folders and pages: readable, and its own even where two names read alike. */
export function teamSlug(name: string): string {
  const [readable = 'team'] = fileNames([name]);
  const hash = createHash('sha256').update(name.trim().toLowerCase()).digest('hex').slice(0, 6);
  return `${readable.slice(0, 30)}-${hash}`;
}
