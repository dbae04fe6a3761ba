import type { Instant, Person, PersonId } from '../history/team-history.ts';
import type { Context } from './context.ts';
import type { CommentFacts, ItemComment } from './facts.ts';
import { inWorkTest } from './in-work.ts';
import { between } from './in-time.ts';
import { lazy } from './lazy.ts';
import { sinceLookBack } from './window.ts';

/** `@login`, `@First Last`, `[~accountid:x]`, `[~login]`, `@[Name](id)`: what trackers write for a mention. */
const MENTION =
  /\[~(?:accountid:)?([^\]\s]+)\]|@\[([^\]]+)\]|@([\p{L}\p{N}_.:-]+(?:@[\p{L}\p{N}.-]+)?)(?:[ \u00a0]([\p{L}\p{N}_.-]+))?/gu;

/** Comments by humans; those of bots are taken out before any slice is made. */
export function commentFacts(context: Context): CommentFacts {
  const inWork = lazy(() => inWorkTest(context));
  const commentsSince = sinceLookBack(context.window, (since): readonly ItemComment[] =>
    context.facts.items
      .pbisSince(since)
      .flatMap((item) =>
        item.comments.filter((one) => one.at >= since).map((comment) => ({ item, ...comment })),
      )
      .sort((a, b) => a.at - b.at)
      .map((comment) => ({ ...comment, inWork: inWork()(comment.item, comment.at) })),
  );
  const names = lazy(() => nameIndex(context.history.people));
  return {
    unseen: context.unrecorded('comments'),
    of: (item) => item.comments,
    mentions: (text) => mentionsIn(text, names()),
    between: (from: Instant, to: Instant) => between(commentsSince(from), from, to),
  };
}

function nameIndex(people: readonly Person[]): ReadonlyMap<string, PersonId> {
  const index = new Map<string, PersonId>();
  for (const person of people) {
    const names = [
      person.id,
      person.name,
      ...person.handles,
      person.email ?? '',
      person.email?.split('@')[0] ?? '',
    ];
    for (const name of names) if (name !== '') index.set(name.toLowerCase(), person.id);
  }
  return index;
}

function mentionsIn(text: string, names: ReadonlyMap<string, PersonId>): readonly PersonId[] {
  if (!text.includes('@') && !text.includes('[~')) return [];
  const found = new Set<PersonId>();
  for (const [, bracket, named, first, second] of text.matchAll(MENTION)) {
    const single = (bracket ?? named ?? first ?? '').replace(/[.:,-]+$/u, '');
    const whole = second === undefined ? null : `${single} ${second}`;
    const person =
      (whole === null ? undefined : names.get(whole.toLowerCase())) ?? names.get(single.toLowerCase());
    if (person !== undefined) found.add(person);
  }
  return [...found].sort();
}
