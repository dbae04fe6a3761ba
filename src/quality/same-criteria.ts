import type { Criterion, CriterionId } from '../facts/facts.ts';

/** Different verdicts remembered for each criterion: those that repeat at all come early and are few. */
const REMEMBERED = 1_000;

/**
 * Gives the same object for the same verdict: of the ten verdicts on each item of a large backlog most say what they
 * say of a thousand others ("Nothing blocks it.").
 */
export class SameCriteria {
  private readonly known = new Map<CriterionId, Map<string, Criterion>>();

  one(criterion: Criterion): Criterion {
    const { id, value, why } = criterion;
    let reasons = this.known.get(id);
    if (reasons === undefined) this.known.set(id, (reasons = new Map()));
    // Looking a reason up also makes one string of the pieces that it was put together from.
    const found = reasons.get(why);
    if (found?.value === value) return found;
    if (reasons.size < REMEMBERED) reasons.set(why, criterion);
    return criterion;
  }
}
