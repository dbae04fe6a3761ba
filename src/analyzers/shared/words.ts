/** Figures as the summaries write them. */

/** `34 %`: whole percents. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** One decimal without a trailing zero: `3.4`, `12`. */
export function oneDecimal(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** `1 item`, `4 items`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** `1.5 days`, `1 day`. */
export function workingDays(days: number): string {
  const text = oneDecimal(days);
  return `${text} ${text === '1' ? 'day' : 'days'}`;
}

/** `a, b and c`. */
export function listing(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
