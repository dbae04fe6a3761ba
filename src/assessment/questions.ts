import type { TeamFacts } from '../facts/build.ts';
import type { Instant, Item } from '../history/team-history.ts';
import type { Part } from './measures.ts';

/** Ends of sentences that ask. */
const ASKS = /\?(?:\s|$)/;

/**
 * Questions on items in work, asked in W by somebody else, that the Product Owner answered within so many working days;
 * any edit by the Product Owner counts as an answer (card B1).
 */
export function answeredShare(facts: TeamFacts, days: number): Part {
  let of = 0;
  let hits = 0;
  for (const item of facts.items.pbis) {
    for (const asked of questionsOn(facts, item)) {
      of++;
      const answer = answerTo(facts, item, asked);
      if (answer !== null && facts.clock.days(asked, answer) <= days) hits++;
    }
  }
  return { hits, of };
}

function questionsOn(facts: TeamFacts, item: Item): readonly Instant[] {
  const { from, to } = facts.window;
  if (from === null || to === null) return [];
  return facts.comments
    .of(item)
    .filter(
      (comment) => comment.at >= from && comment.at <= to && comment.text !== null && ASKS.test(comment.text),
    )
    .filter(
      (comment) =>
        comment.by !== null && !facts.roles.isProductOwner(comment.by) && inWork(facts, item, comment.at),
    )
    .map((comment) => comment.at);
}

function inWork(facts: TeamFacts, item: Item, at: Instant): boolean {
  if (facts.window.sprints.length > 0) return facts.sprintHistory.sprintsAt(item, at).length > 0;
  return facts.statusHistory.categoryAt(item, at) === 'doing';
}

function answerTo(facts: TeamFacts, item: Item, asked: Instant): Instant | null {
  const later = [
    ...facts.comments.of(item).filter((comment) => facts.roles.isProductOwner(comment.by)),
    ...item.changes.filter((change) => change.automated !== true && facts.roles.isProductOwner(change.by)),
  ].filter((one) => one.at > asked);
  return later.length === 0 ? null : Math.min(...later.map((one) => one.at));
}
