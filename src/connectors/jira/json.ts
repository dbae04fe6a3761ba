import type { Instant } from '../../history/team-history.ts';

/** Reading of JSON that a server or an export wrote: anything may be missing or of another type. */
export type Json = Record<string, unknown>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function recordOf(value: unknown): Json {
  return isRecord(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function recordsOf(value: unknown): Json[] {
  return listOf(value).filter(isRecord);
}

/** A string or number as text; null for anything else and for ''. `toString` as a key must be the object's own. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

export function ownText(record: Json, key: string): string | null {
  return Object.hasOwn(record, key) ? textOf(record[key]) : null;
}

export function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/**
 * A time in any of the forms Jira uses: ISO 8601 (also `+0000` without a colon), a date alone (its first moment in UTC),
 * epoch seconds or milliseconds (the bulk changelog), a `Date` (jira.js). Null when it is none.
 */
export function instantOf(value: unknown): Instant | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.getTime();
  if (typeof value === 'number')
    return Number.isFinite(value) && value > 0 ? Math.round(value < 1e11 ? value * 1000 : value) : null;
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return null;
  const at = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? null : at;
}
