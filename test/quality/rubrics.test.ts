import { describe, expect, it } from 'vitest';
import type { ItemKind } from '../../src/facts/facts.ts';
import { analyse, type Analysis, type ItemTexts } from '../../src/quality/analysis.ts';
import {
  atomic,
  negotiable,
  testable as testableOf,
  testableSpike,
  timeboxDays,
  valueOf,
  whoWhat,
} from '../../src/quality/rubrics.ts';

const texts = (values: Partial<ItemTexts>): ItemTexts => ({
  title: 'Cancel an order',
  description: null,
  acceptanceCriteria: null,
  checklist: [],
  attachments: 0,
  labels: [],
  ...values,
});
const of = (values: Partial<ItemTexts>): Analysis => analyse(texts(values), 'en');
const GERMAN = {
  title: 'Als Kunde möchte ich meine Bestellung stornieren, damit ich mein Geld zurück bekomme',
  acceptanceCriteria: '- Eine Mail geht an den Kunden\n- Der Bestand steigt um 1',
};
const NO_LINKS = { serves: false, signal: false, priority: null };

describe('who and what', () => {
  const judge = (title: string, kind: ItemKind, description: string | null = null) =>
    whoWhat(of({ title, description }), title, kind);

  it.each<[number | null, string, ItemKind, string | null]>([
    [1, 'As a shopper, I want to cancel an order', 'story', null],
    [0.5, 'As a developer, I want to cancel an order', 'story', null],
    [1, 'When I run late, I want to move my slot', 'story', null],
    [1, 'Shoppers cancel orders themselves', 'story', null],
    [0.5, 'Cancel an unpaid order', 'story', null],
    [0, 'Cancelling', 'story', null],
    [1, 'Refund mail is sent twice', 'bug', null],
    [0.5, 'Refunds', 'bug', 'The refund mail is sent twice when the order was paid by voucher'],
    [0, 'Refunds', 'bug', null],
    [1, 'Remove the old mail client', 'task', null],
    [1, 'Remove the old mail client', 'debt', null],
    [1, 'Compare two mail providers', 'spike', null],
  ])('%s for %j (%s)', (value, title, kind, description) => {
    expect(judge(title, kind, description).value).toBe(value);
  });

  it('points into the text', () => {
    expect(judge('As a shopper, I want to cancel an order', 'story').why).toBe(
      'Names “shopper” and what is wanted: “cancel an order”.',
    );
  });

  it('does not apply in another language or to a text without words', () => {
    expect(whoWhat(of(GERMAN), GERMAN.title, 'story')).toMatchObject({
      value: null,
      why: /English only/,
    });
    expect(whoWhat(of({ title: '🎉' }), '🎉', 'story').value).toBeNull();
    expect(whoWhat(of({ title: '' }), '', 'story').why).toMatch(/too short/);
  });
});

describe('value', () => {
  it.each<[number | null, ItemKind, Partial<ItemTexts>, Partial<typeof NO_LINKS> | { priority: string }]>([
    [1, 'story', { title: 'As a shopper, I want to cancel, so that I get my money back' }, {}],
    [1, 'story', { description: '## Why\nShoppers call the service desk today' }, {}],
    [1, 'story', {}, { signal: true }],
    [0.5, 'story', {}, { serves: true }],
    [0, 'story', {}, {}],
    [1, 'bug', { title: 'Refund mail twice', description: 'All customers of voucher orders get it.' }, {}],
    [0.5, 'bug', { title: 'Refund mail is sent twice' }, { priority: 'High' }],
    [0, 'bug', { title: 'Refund mail is sent twice' }, {}],
    [1, 'debt', { title: 'Remove the old client', description: 'Otherwise the contract renews in May.' }, {}],
    [0, 'task', { title: 'Remove the old client' }, {}],
  ])('%s for a %s', (value, kind, values, links) => {
    expect(valueOf(of(values), kind, { ...NO_LINKS, ...links }).value).toBe(value);
  });

  it('in another language only links count', () => {
    expect(valueOf(of(GERMAN), 'story', NO_LINKS).value).toBeNull();
    expect(valueOf(of(GERMAN), 'story', { ...NO_LINKS, serves: true }).value).toBe(0.5);
  });
});

describe('testable', () => {
  const judge = (acceptanceCriteria: string | null, repeated = 1, kind: ItemKind = 'story') =>
    testableOf(of({ acceptanceCriteria }), kind, { repeated });

  it('0 without acceptance criteria', () => {
    expect(judge(null)).toMatchObject({ value: 0 });
    expect(judge('- TBD\n- n/a')).toMatchObject({ value: 0 });
  });

  it('0.5 when most are vague, 1 when half can be checked, and the vague one is quoted', () => {
    expect(judge('- The page is fast\n- It is easy\n- One mail is sent').value).toBe(0.5);
    const half = judge('- The page is fast\n- One mail is sent');
    expect(half.value).toBe(1);
    expect(half.why).toContain('“The page is fast” cannot be tested: “fast”');
    expect(judge('- Stock goes up by 1\n- One mail is sent').value).toBe(1);
  });

  it('another language is judged by structure: two criteria 1, one without a number 0.5', () => {
    expect(testableOf(of(GERMAN), 'story', { repeated: 1 }).value).toBe(1);
    const single = { ...GERMAN, acceptanceCriteria: 'Eine Mail geht an den Kunden' };
    expect(testableOf(of(single), 'story', { repeated: 1 }).value).toBe(0.5);
  });

  it.each([
    [
      1,
      'Steps to reproduce:\n1. Pay by voucher\n2. Cancel\nExpected: one mail. Actual: two mails. Chrome 120.',
    ],
    [0.5, 'I expected one mail but got two.'],
    [0, 'Mails are strange.'],
    [0, null],
  ])('%s for a bug that says %j', (value, description) => {
    expect(testableOf(of({ title: 'Mail sent twice', description }), 'bug', { repeated: 1 }).value).toBe(
      value,
    );
  });

  it('a bug names what it lacks; acceptance criteria do as well', () => {
    const lacking = testableOf(
      of({ title: 'Mail sent twice', description: 'I expected one mail but got two.' }),
      'bug',
      { repeated: 1 },
    );
    expect(lacking.why).toBe('Lacks steps to see it and where it happens.');
    expect(judge('- One mail is sent\n- Stock goes up by 1', 1, 'bug').value).toBe(1);
  });

  it.each([
    [1, 'Which provider sends faster? Two days at most; result: a recommendation.'],
    [0.5, 'Which provider sends faster?'],
    [0, 'Mail providers.'],
  ])('%s for a spike that says %j', (value, description) => {
    expect(testableSpike(of({ title: 'Mail providers', description }), 'Mail providers').value).toBe(value);
  });

  it("a spike's time limit in working days", () => {
    const days = (description: string) =>
      timeboxDays(of({ title: 'Mail providers', description }), 'Mail providers');
    expect(days('Time-box: 4 hours')).toBe(0.5);
    expect(days('At most two days')).toBe(2);
    expect(days('One week')).toBe(5);
    expect(days('1 week')).toBe(5);
    expect(days('soon')).toBeNull();
  });
});

describe('atomic', () => {
  it.each<[number | null, string, ItemKind]>([
    [1, 'As a shopper, I want to cancel an order', 'story'],
    [0, 'As a shopper, I want to add a product and remove a product', 'story'],
    [0.5, 'Cancel an order (also those of last year)', 'story'],
    [null, 'Add a product and remove a product', 'bug'],
  ])('%s for %j (%s)', (value, title, kind) => {
    expect(atomic(of({ title }), kind).value).toBe(value);
  });

  it('quotes both needs', () => {
    expect(atomic(of({ title: 'Add a product and remove a product' }), 'story').why).toBe(
      'Seems to hold two needs: “add a product” and “remove a product”.',
    );
  });

  it('does not apply in another language', () => {
    expect(atomic(of(GERMAN), 'story').value).toBeNull();
  });
});

describe('negotiable', () => {
  const solution = 'Add a column to the orders table and call the REST endpoint.';
  it.each<[number | null, ItemKind, string]>([
    [1, 'story', 'Shoppers cancel their orders.'],
    [0, 'story', solution],
    [0.5, 'story', `${solution} This saves shoppers a call.`],
    [null, 'task', solution],
  ])('%s for a %s', (value, kind, description) => {
    expect(negotiable(of({ description }), kind).value).toBe(value);
  });
});
