import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { evaluateEvents } from '../../src/eval/events.ts';
import { classifyRecord, type Written } from '../../src/events/records.ts';

const item = (title: string, more: Partial<Written> = {}): Written => ({
  title,
  labels: [],
  type: null,
  text: null,
  done: true,
  ...more,
});

describe('an item about an event is not the event', () => {
  it.each([
    ['Sprint 14 Retrospective', {}, 'retrospective', 'record'],
    ['Retro', {}, 'retrospective', 'record'],
    ['Sprint Planning: 05-18 Oct', {}, 'planning', 'record'],
    ['Sprint 3 Review notes', {}, 'review', 'record'],
    ['Sprint 3 Review', { done: false }, 'review', 'unclear'],
    ['Add a retrospective board to the product', {}, 'retrospective', 'about'],
    ['Retrospective page crashes when the owner leaves', {}, 'retrospective', 'about'],
    ['As a coach I want a retrospective form', {}, 'retrospective', 'about'],
    ['Schedule sprint retrospectives', {}, 'retrospective', 'about'],
    ['Fix flaky tests', { labels: ['retro-action'] }, 'retrospective', 'action-item'],
    ['Pair on reviews', { labels: ['💡 Retrospective actions'] }, 'retrospective', 'action-item'],
    ['Sprint 14 Retro', { labels: ['retro'] }, 'retrospective', 'record'],
    ['Limit work in progress', { type: 'Improvement' }, 'retrospective', 'action-item'],
  ] as const)('%s %j', (title, more, kind, as) =>
    expect(classifyRecord(item(title, more))).toEqual({ kind, as }),
  );

  it.each(['Checkout shows a wrong total', 'Export retrofit report', 'Plan the trip'])(
    '%s has nothing to do with one',
    (title) => expect(classifyRecord(item(title))).toBeNull(),
  );
});

const DATA = new URL('../../../shared/data/events/events.jsonl', import.meta.url);

describe.runIf(existsSync(DATA))('20 public issues labelled by people', () => {
  it('takes no lookalike for a held event and finds most records', () => {
    const table = evaluateEvents(readFileSync(DATA, 'utf8'));
    const count = (kind: string, as: string): number => table.get(kind)?.get(as) ?? 0;
    expect(count('lookalike', 'record')).toBe(0);
    expect(count('preparation', 'record')).toBe(0);
    expect(count('record', 'record')).toBeGreaterThanOrEqual(5);
  });
});
