import { TrackerError } from '../../errors.ts';

/** One page of a list and where the next one is; null ends the list. */
export interface PageOf<T, C> {
  readonly values: readonly T[];
  readonly next: C | null;
}

/**
 * Pages of a list, one after the other. A short page is no end (servers trim pages): only `next: null` is.
 * A server that hands out the same place twice would never end: `TrackerError`.
 */
export async function* pagesOf<T, C extends string | number>(
  first: C | null,
  fetchPage: (at: C | null) => Promise<PageOf<T, C>>,
): AsyncGenerator<readonly T[]> {
  const seen = new Set<C>();
  let at: C | null = first;
  do {
    const page: PageOf<T, C> = await fetchPage(at);
    yield page.values;
    if (page.next !== null && seen.has(page.next)) throw pagingLoop(page.next);
    if (page.next !== null) seen.add(page.next);
    at = page.next;
  } while (at !== null);
}

/** The error for a list that would never end. */
export function pagingLoop(at: string | number): TrackerError {
  return new TrackerError({
    code: 'PAGING_LOOP',
    message: `The tracker handed out the same page twice (at ${at}).`,
    next: 'Run hatcheck again; if it happens again, report it with the output of --verbose.',
  });
}

/** All values of all pages. */
export async function allOf<T, C extends string | number>(
  first: C | null,
  fetchPage: (at: C | null) => Promise<PageOf<T, C>>,
): Promise<T[]> {
  const all: T[] = [];
  for await (const values of pagesOf(first, fetchPage)) for (const value of values) all.push(value);
  return all;
}

/** Results in the order of the inputs, at most `limit` at work at once; the first failure stops the rest. */
export async function mapBounded<A, B>(
  inputs: readonly A[],
  limit: number,
  work: (input: A, index: number) => Promise<B>,
): Promise<B[]> {
  const results = new Array<B>(inputs.length);
  let next = 0;
  let failed = false;
  const worker = async (): Promise<void> => {
    while (next < inputs.length && !failed) {
      const index = next;
      next += 1;
      try {
        results[index] = await work(inputs[index] as A, index);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, inputs.length) }, worker));
  return results;
}

/** `values` in groups of at most `size`. */
export function inBatches<T>(values: readonly T[], size: number): T[][] {
  const batches: T[][] = [];
  for (let start = 0; start < values.length; start += size) batches.push(values.slice(start, start + size));
  return batches;
}
