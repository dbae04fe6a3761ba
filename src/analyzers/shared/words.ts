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

/** `2 of 6 sprints`; `none of 6 sprints` where there is none. */
export function partOf(part: number, whole: number, one: string, many = `${one}s`): string {
  return `${part === 0 ? 'none' : part} of ${count(whole, one, many)}`;
}

/** `3 of 12 items (25 %)`; `none of 12 items` where there is none. */
export function portion(part: number, whole: number, one: string, many = `${one}s`): string {
  return `${partOf(part, whole, one, many)}${part === 0 ? '' : ` (${percent(part / whole)})`}`;
}

/** As a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1.5 items`, `1 item`: a figure with one decimal and its thing. */
export function amount(value: number, one: string, many = `${one}s`): string {
  const text = oneDecimal(value);
  return `${text} ${text === '1' ? one : many}`;
}

/** `1.5 days`, `1 day`. */
export function workingDays(days: number): string {
  return amount(days, 'day');
}

/** `a, b and c`. */
export function listing(parts: readonly string[]): string {
  if (parts.length <= 1) return parts[0] ?? '';
  return `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
}
