import { describe, expect, it } from 'vitest';
import { day, team } from '../support/team-builder.ts';

describe('improvements', () => {
  it('are items with a well-known or configured label, and actions on retrospective pages', () => {
    const build = team();
    build.item({ labels: ['Retro-Action'], assignee: 'dev1' }).doneBetween(day(2), day(4));
    build.item({ labels: ['kaizen', 'org'], created: day(1) });
    build.item({ labels: ['retro'], created: day(2) }).move('cancelled', day(9));
    build.item();
    build.event('retrospective', day(11), {
      source: 'wiki',
      actions: [
        { text: 'Pair more', owner: null, created: day(11), done: day(20), due: null, dropped: false },
      ],
    });
    const { improvementItems } = build.facts();
    expect(improvementItems.all).toMatchObject([
      { key: 'T-1', started: day(2), resolved: day(4), owned: true, organisational: false },
      { key: 'T-2', started: null, resolved: null, owned: false, organisational: true },
      { key: 'T-3', resolved: day(9) },
      { key: null, text: 'Pair more', created: day(11), resolved: day(20), owned: false },
    ]);
    build.agree({ labels: { improvement: ['better-us'], blocked: [], expedite: [] } });
    expect(build.facts().improvementItems.all.map((one) => one.key)).toEqual([null]);
  });

  it('are not the record of a retrospective itself', () => {
    const build = team();
    const record = build.item({ labels: ['retro'], title: 'Retrospective Sprint 4' });
    build.event('retrospective', day(11), { source: 'tracker', key: record.key });
    const { improvementItems } = build.facts();
    expect(improvementItems.all).toEqual([]);
    expect(improvementItems.unseen).toEqual([]);
  });

  it('leave "improvement" to the product where many items carry it', () => {
    const build = team();
    for (let index = 0; index < 9; index++) build.item(index < 2 ? { type: 'Improvement' } : {});
    expect(build.facts().improvementItems.all).toEqual([]);
    build.item();
    build.item();
    expect(build.facts().improvementItems.all).toHaveLength(2);
  });

  it('have no place where no label, type or page was ever used', () => {
    const build = team();
    build.item();
    build.event('retrospective', day(11));
    expect(build.facts().improvementItems.unseen).toEqual(['NO_IMPROVEMENT_CONVENTION']);
  });
});
