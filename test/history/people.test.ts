import { describe, expect, it } from 'vitest';
import { withoutBots } from '../../src/history/people.ts';
import { day, team } from '../support/team-builder.ts';

describe('bots and imports', () => {
  it('leaves a history without them untouched', () => {
    const history = team().history();
    expect(withoutBots(history)).toBe(history);
  });

  it('keeps a bot’s moves in the timeline without an actor and drops its comments', () => {
    const builder = team();
    builder.person('robot', { bot: true });
    builder
      .item({ creator: 'robot' })
      .move('doing', day(1), 'robot')
      .assign('robot', day(1), 'robot')
      .comment('Deployed', day(2), 'robot')
      .comment('Nice', day(2), 'dev1');
    const [item] = withoutBots(builder.history()).items;
    expect(item?.changes[0]).toMatchObject({ field: 'status', by: null, automated: true });
    expect(item).toMatchObject({ creator: null, assignee: null });
    expect(item?.comments.map((comment) => comment.by)).toEqual(['dev1']);
  });

  it('takes more than 200 items of one creator in one hour as an import', () => {
    const builder = team();
    for (let index = 0; index < 201; index++)
      builder
        .item({ creator: 'po', created: day(0) + index * 1000 })
        .change('priority', 'High', day(0) + index * 1000 + 500, 'po');
    builder.item({ creator: 'po', created: day(3) });
    const { items } = withoutBots(builder.history());
    expect(items.filter((item) => item.creator === null)).toHaveLength(201);
    expect(items[0]?.changes[0]).toMatchObject({ by: null, automated: true });
    expect(items[201]?.creator).toBe('po');
  });

  it('takes exactly 200 as work', () => {
    const builder = team();
    for (let index = 0; index < 200; index++) builder.item({ creator: 'po', created: day(0) + index * 1000 });
    expect(withoutBots(builder.history()).items.every((item) => item.creator === 'po')).toBe(true);
  });
});
