import { describe, expect, it } from 'vitest';
import { isSelfReferential, parseStory } from '../../src/text/story.ts';

describe('parts of a story', () => {
  it.each([
    [
      'As a shopper, I want to cancel an order, so that I get my money back',
      'shopper',
      'cancel an order',
      'I get my money back',
    ],
    ['As a shopper I want to be able to cancel an order', 'shopper', 'cancel an order', null],
    [
      'As an editor, I can lock a page in order to avoid conflicts',
      'editor',
      'lock a page',
      'avoid conflicts',
    ],
    ['In order to save time, as a clerk I want to copy an order', 'clerk', 'copy an order', 'save time'],
    ['As campus admin, I want to see all rooms.', 'campus admin', 'see all rooms', null],
    [
      '**As a** clerk\n**I want** to copy an order\n**so that** I save time',
      'clerk',
      'copy an order',
      'I save time',
    ],
    ['As a shopper, we need receipts because taxes are due', 'shopper', 'receipts', 'taxes are due'],
    ['As a clerk, I want to copy an order. So that I save time.', 'clerk', 'copy an order', 'I save time'],
  ])('%s', (text, role, means, ends) => {
    expect(parseStory(text)).toMatchObject({ form: 'user-story', role, means, ends });
  });

  it('job stories have a situation instead of a role', () => {
    expect(parseStory('When I run late, I want to move my slot, so that I meet the driver')).toMatchObject({
      form: 'job-story',
      role: null,
      means: 'move my slot',
      ends: 'I meet the driver',
    });
  });

  it('further stories in the same text are counted', () => {
    expect(parseStory('As a clerk, I want to see orders. As a manager, I want to see totals.')?.further).toBe(
      1,
    );
  });

  it('a comparison is no second story', () => {
    expect(parseStory('As a clerk, I want to use the list as a filter, so that I save time')?.further).toBe(
      0,
    );
  });

  it('a role alone has no wish', () => {
    expect(parseStory('As a clerk, orders')).toMatchObject({ role: 'clerk', means: null });
  });

  it('abbreviations do not end the story', () => {
    expect(parseStory('As a clerk, I want filters, e.g. Dates, so that I save time')?.ends).toBe(
      'I save time',
    );
  });

  it.each(['', '🎉', 'Refund mail is sent twice', 'Same as the other list', 'שלום עולם'])(
    '%j is none',
    (text) => {
      expect(parseStory(text)).toBeNull();
    },
  );
});

describe('roles of those who build', () => {
  it.each(['developer', 'Senior Java developer', 'product owner', 'system', 'QA'])('%s', (role) => {
    expect(isSelfReferential(role)).toBe(true);
  });
  it.each(['property developer of the city', 'shopper', 'team lead of the call centre'])('not %s', (role) => {
    expect(isSelfReferential(role)).toBe(false);
  });
});
