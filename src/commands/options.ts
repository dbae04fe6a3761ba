import { UsageError } from '../errors.ts';
import type { Severity } from '../reports/report.ts';
import { didYouMean } from '../config/nearest.ts';

/** The options that every command knows, as commander hands them over. */
export interface GlobalOptions {
  readonly config?: string;
  readonly store?: string;
  readonly team?: readonly string[];
  readonly asOf?: string;
  readonly sync?: boolean;
  readonly offline?: boolean;
  readonly strict?: boolean;
  readonly failOn?: string;
  readonly out?: string;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  readonly color?: boolean;
  readonly json?: boolean;
}

export const SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low'];
export const DEFAULT_OUT = 'hatcheck-report';

/** One of a closed list of values; anything else is wrong usage. */
export function oneOf<T extends string>(option: string, value: string, values: readonly T[]): T {
  const found = values.find((each) => each === value.toLowerCase());
  if (found !== undefined) return found;
  const near = didYouMean(value, values);
  throw new UsageError({
    code: 'OPTION_INVALID',
    message: `${option} cannot be "${value}".`,
    next: `${near === null ? '' : `${near} `}It is one of ${values.join(', ')}.`,
  });
}

/** A comma-separated list of them, without repeats. */
export function someOf<T extends string>(option: string, value: string, values: readonly T[]): T[] {
  const parts = value.split(',').map((part) => part.trim());
  return [...new Set(parts.map((part) => oneOf(option, part, values)))];
}
