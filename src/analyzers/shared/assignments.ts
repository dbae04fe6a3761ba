import type { AssigneeFacts, Assignment, RoleFacts } from '../../facts/facts.ts';
import type { Instant, PersonId } from '../../history/team-history.ts';

/** Within this time a comment of the new assignee is an offer to take the item. */
const OFFER_MS = 10 * 60_000;
const OFFER =
  /\b(?:i(?:['’]ll| will| can| could)? (?:take|grab|do|pick|handle)|(?:assign|give) (?:it|this) to me|taking this|mine|on it|let me|ich (?:nehme|übernehme|mache|kann))\b/iu;
/** Labels of a rota, in which somebody hands out what comes in. */
const ROTA = /\b(?:triage|rota|rotation|on-?call|first-?responder|bug-?duty|support-?duty)\b/iu;

/**
 * Assignments by people in [from, to) that can tell who decides about the work. Left out: automation, handing back (for
 * acceptance, or to somebody who had the item before), a triage rota, and what the new assignee had just offered to take.
 */
export function decidedAssignments(
  assignees: AssigneeFacts,
  roles: RoleFacts,
  from: Instant,
  to: Instant,
): readonly Assignment[] {
  return assignees
    .between(from, to)
    .filter(
      (one) =>
        !one.automated &&
        one.by !== null &&
        !roles.isProductOwner(one.to) &&
        !one.item.labels.some((label) => ROTA.test(label)) &&
        !hadItBefore(one) &&
        !offered(one),
    );
}

/** Assignments to others by the people the test names; a person who takes an item decides for themselves. */
export function givenBy(
  assignments: readonly Assignment[],
  isGiver: (person: PersonId | null) => boolean,
): readonly Assignment[] {
  return assignments.filter((one) => one.by !== one.to && isGiver(one.by));
}

/** Different people who were given work. */
export function receivers(assignments: readonly Assignment[]): number {
  return new Set(assignments.map((one) => one.to)).size;
}

function hadItBefore({ item, at, to }: Assignment): boolean {
  return item.changes.some((change) => change.field === 'assignee' && change.at < at && change.to === to);
}

/** Withheld texts are read in favour of the team. */
function offered({ item, at, to }: Assignment): boolean {
  return item.comments.some(
    (comment) =>
      comment.by === to &&
      comment.at <= at &&
      at - comment.at <= OFFER_MS &&
      (comment.text === null || OFFER.test(comment.text)),
  );
}
