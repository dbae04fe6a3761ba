import type { Instant } from '../history/team-history.ts';
import { lowerBound } from './changes.ts';
import type { Context } from './context.ts';
import type { CommentFacts, ItemComment } from './facts.ts';
import { lazy } from './lazy.ts';

/** Comments by humans; those of bots are taken out before any slice is made. */
export function commentFacts(context: Context): CommentFacts {
  const all = lazy((): readonly ItemComment[] =>
    context.facts.items.pbis
      .flatMap((item) => item.comments.map((comment) => ({ item, ...comment })))
      .sort((a, b) => a.at - b.at),
  );
  return {
    unseen: context.unrecorded('comments'),
    of: (item) => item.comments,
    between: (from: Instant, to: Instant) =>
      all().slice(lowerBound(all(), from), Math.max(lowerBound(all(), from), lowerBound(all(), to))),
  };
}
