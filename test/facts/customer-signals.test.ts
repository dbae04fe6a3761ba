import { describe, expect, it } from 'vitest';
import type { Item } from '../../src/history/team-history.ts';
import { team } from '../support/team-builder.ts';

describe('traces of users and customers', () => {
  it.each<[string, Partial<Item>, boolean]>([
    ['an attached request or vote', { customerSignals: 1 }, true],
    ['an author outside the team', { creator: 'stranger' }, true],
    ['a label', { labels: ['Customer-Request'] }, true],
    ['a reported complaint', { description: 'Three customers complained that the total jumps.' }, true],
    ['research', { description: 'Seen in 4 of 5 user interviews.' }, true],
    ['German feedback', { description: 'Kundenfeedback aus dem Laden' }, true],
    [
      'only the role of the story',
      { title: 'As a customer, I want to pay later', description: 'As a user I want it.' },
      false,
    ],
    ['nothing', {}, false],
  ])('%s', (_, values, expected) => {
    const build = team().person('stranger');
    const item = build.item(values);
    const facts = build.facts();
    expect(facts.customerSignals.hasSignal(facts.items.get(item.key)!)).toBe(expected);
  });

  it('may be kept elsewhere: a declared tool, or no trace ever', () => {
    const build = team();
    build.item();
    expect(build.facts().customerSignals.unseen).toEqual(['KEPT_ELSEWHERE']);
    expect(build.agree({ feedbackTool: 'none' }).facts().customerSignals.unseen).toEqual([]);
    build.item({ customerSignals: 2 });
    expect(build.agree({ feedbackTool: null }).facts().customerSignals.unseen).toEqual([]);
    expect(build.agree({ feedbackTool: '' }).facts().customerSignals.unseen).toEqual([]);
    expect(build.agree({ feedbackTool: 'Productboard' }).facts().customerSignals.unseen).toEqual([
      'KEPT_ELSEWHERE',
    ]);
  });
});
