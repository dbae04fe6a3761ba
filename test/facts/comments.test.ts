import { describe, expect, it } from 'vitest';
import { day, team } from '../support/team-builder.ts';

describe('comments', () => {
  it('know whether the item was in a running sprint', () => {
    const build = team();
    build.closedSprints(1);
    build.item().addTo('s1', day(0, 8)).comment('in', day(3)).comment('after', day(13));
    build.item().comment('never', day(4));
    const { comments } = build.facts();
    expect(comments.between(day(0), day(20)).map((one) => [one.text, one.inWork])).toEqual([
      ['in', true],
      ['never', false],
      ['after', false],
    ]);
    expect(comments.between(day(4), day(5)).map((one) => one.text)).toEqual(['never']);
  });

  it('know, in a team without sprints, whether the item was in progress', () => {
    const build = team();
    build.item().comment('before', day(1)).doneBetween(day(2), day(4)).comment('during', day(3));
    expect(
      build
        .facts()
        .comments.between(day(0), day(20))
        .map((one) => one.inWork),
    ).toEqual([false, true]);
  });

  it.each([
    ['@Ana Berg can you say?', ['ana']],
    ['ask @ana.berg, please', ['ana']],
    ['[~accountid:ana] ok?', ['ana']],
    ['see mail to someone@else.example', []],
    ['@[Ana Berg](x) and @dev1', ['ana', 'dev1']],
    ['Ana Berg knows', []],
  ])('%s mentions %j', (text, expected) => {
    const build = team().person('ana', { name: 'Ana Berg', email: 'ana.berg@example.com' });
    expect(build.facts().comments.mentions(text)).toEqual(expected);
  });
});
