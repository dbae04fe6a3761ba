import { describe, expect, it } from 'vitest';
import { amount, partOf, portion, sentence } from '../../src/analyzers/shared/words.ts';
import { awkwardIn } from '../support/wording.ts';

describe('figures in words', () => {
  it('says none where nothing was counted, and leaves its percents away', () => {
    expect(partOf(0, 6, 'sprint')).toBe('none of 6 sprints');
    expect(partOf(2, 6, 'sprint')).toBe('2 of 6 sprints');
    expect(portion(0, 12, 'item')).toBe('none of 12 items');
    expect(portion(3, 12, 'item')).toBe('3 of 12 items (25 %)');
    expect(portion(1, 1, 'story', 'stories')).toBe('1 of 1 story (100 %)');
    expect(sentence(portion(0, 12, 'item'))).toBe('None of 12 items');
    expect(sentence('')).toBe('');
  });

  it('takes the singular for one, and for what rounds to it', () => {
    expect(amount(1.04, 'session')).toBe('1 session');
    expect(amount(1.5, 'session')).toBe('1.5 sessions');
    expect(amount(0, 'story', 'stories')).toBe('0 stories');
  });
});

describe('good news', () => {
  it.each([
    '0 of 36 sprint items (0 %) were tied to unfinished work.',
    'In 0 of 6 sprints the board was updated in batches.',
    'Nobody from outside the team was invited to 0 of 6 reviews.',
    '3 of the last 5 sprints spent 0 of 0 items.',
    'None of 10 stories do not say what they are good for.',
    'Where answers are known, 1 outsiders accepted on average.',
    '8 actions were completed, 0 have no owner.',
  ])('is not: %s', (summary) => {
    expect(awkwardIn(summary)).toContain(summary);
  });

  it.each([
    'None of 36 sprint items were tied to unfinished work; the limit is 25 %.',
    'A median of 0 items were in progress at a time.',
    '20 of 80 items (25 %) waited 0.5 days; 10 of 20 had 11 items.',
  ])('may be: %s', (summary) => {
    expect(awkwardIn(summary)).toBeNull();
  });
});
