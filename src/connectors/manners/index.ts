/**
 * Paging, bounded concurrency, timeouts, retries, budgets and errors, written once for all connectors:
 *
 *     const courier = new Courier({ words, signal });
 *     const body = await courier.json({ method: 'POST', url, headers, body: JSON.stringify(query), idempotent: true });
 */
export { Courier } from './courier.ts';
export type { CourierAnswer, CourierOptions, CourierRequest } from './courier.ts';
export { AnswerError, failureOf, networkFailure, publicUrl, saidBy } from './failures.ts';
export type { FailureWords } from './failures.ts';
export { asFetch } from './fetch.ts';
export { retryAfter, statedLimit, untilReset } from './limits.ts';
export type { Limit, LimitSource } from './limits.ts';
export { allOf, inBatches, mapBounded, pagesOf, pagingLoop } from './pages.ts';
export type { PageOf } from './pages.ts';
export { backoffMs, DEFAULT_BACKOFF, Gate, Pauses, realClock } from './waiting.ts';
export type { Backoff, Clock } from './waiting.ts';
