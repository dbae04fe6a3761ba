import type { Measure } from '../report.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July'];
const MONTH_NAMES = [...MONTHS, 'August', 'September', 'October', 'November', 'December'];

/** `2026-11-20T09:00:00Z` → `20 November 2026`; written by hand because the runtime's own formats differ by version. */
export function longDay(time: string): string {
  return `${dayOf(time)} ${monthOf(time)} ${time.slice(0, 4)}`;
}

/** `20 Nov`. */
export function shortDay(time: string): string {
  return `${dayOf(time)} ${monthOf(time).slice(0, 3)}`;
}

/** `20 November 2026, 09:00 UTC`. */
export function moment(time: string): string {
  return `${longDay(time)}, ${time.slice(11, 16)} UTC`;
}

/** `27 August – 19 November 2026`, the years on both sides where they differ. */
export function period(from: string, to: string): string {
  const start = from.slice(0, 4) === to.slice(0, 4) ? `${dayOf(from)} ${monthOf(from)}` : longDay(from);
  return `${start} – ${longDay(to)}`;
}

/** Days since 1970-01-01 with fractions, for the charts' time axes. */
export function dayNumber(time: string): number {
  return Math.round((Date.parse(time) / 86_400_000) * 100) / 100;
}

export function dayLabel(day: number): string {
  return shortDay(new Date(Math.floor(day) * 86_400_000).toISOString());
}

/** 0.666 → `67 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** At most one decimal, none where it is .0; thin figures stay readable. */
export function number(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `1 item`, `3 items`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `a, b and c`. */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** `67 % of sprints`, `1.8 days`, `0.18`; with `inPercent` a ratio that is a part of a whole: `36 %`. */
export function amount(value: number, unit: string, inPercent = false): string {
  if (unit.startsWith('share of ')) return `${percent(value)} of ${unit.slice('share of '.length)}`;
  if (inPercent) return percent(value);
  if (unit === 'ratio' || unit === 'score') return String(Math.round(value * 100) / 100);
  return `${number(value)} ${value === 1 ? singular(unit) : unit}`;
}

/** `67 % of sprints; the limit is 50 %; sample 6`. */
export function measureLine(measure: Measure, inPercent = false): string {
  const value = measure.value === null ? 'No value' : amount(measure.value, measure.unit, inPercent);
  const limit = bare(measure.threshold, measure.unit, inPercent);
  return `${value}; the limit is ${limit}; sample ${measure.sample}`;
}

/** The figure without what it counts: `67 %`, `1.8`. */
export function bare(value: number, unit: string, inPercent = false): string {
  const share = inPercent || unit.startsWith('share of ');
  return share ? percent(value) : String(Math.round(value * 100) / 100);
}

/** From where on a rule finds something: `80 % of sprints or more`, `less than 1 sprint`. */
export function limitWords(direction: '>=' | '>' | '<=' | '<', limit: string): string {
  if (direction === '>=') return `${limit} or more`;
  if (direction === '<=') return `${limit} or less`;
  return `${direction === '>' ? 'more' : 'less'} than ${limit}`;
}

/** 1 – 0 in words; the number stands beside it. */
export function confidenceWord(confidence: number): 'high' | 'medium' | 'low' {
  if (confidence >= 0.8) return 'high';
  return confidence >= 0.6 ? 'medium' : 'low';
}

function singular(unit: string): string {
  return unit === 'people' ? 'person' : unit.replace(/s$/, '');
}

function dayOf(time: string): number {
  return Number(time.slice(8, 10));
}

function monthOf(time: string): string {
  return MONTH_NAMES[Number(time.slice(5, 7)) - 1] ?? '';
}
