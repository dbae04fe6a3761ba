import type { Instant, Item } from '../history/team-history.ts';

/** Fewer changed characters are a correction, not a second thought (rules §5.4). */
const MIN_CHANGED = 20;
const TEXT_FIELDS: ReadonlySet<string> = new Set(['title', 'description', 'acceptanceCriteria', 'checklist']);

/**
 * When a human last thought about the item: 20 or more changed characters of its texts or comments, or a change of its
 * order; its creation without one. Estimates, labels and touches do not count.
 * @param lastTouch bound from above: what is no touch at all (bulk edits) is no substantive one either
 */
export function lastSubstantiveTouch(item: Item, lastTouch: Instant): Instant {
  let last = item.created;
  for (const comment of item.comments) {
    if (
      comment.by !== null &&
      comment.at > last &&
      (comment.text === null || comment.text.length >= MIN_CHANGED)
    )
      last = comment.at;
  }
  for (const change of item.changes) {
    if (change.at <= last || change.automated === true) continue;
    const counts =
      change.field === 'rank' ||
      (TEXT_FIELDS.has(change.field) &&
        ((change.from === null && change.to === null) ||
          changedCharacters(change.from ?? '', change.to ?? '') >= MIN_CHANGED));
    if (counts) last = change.at;
  }
  return Math.min(last, Math.max(lastTouch, item.created));
}

/** Characters between the common beginning and end of two texts, the longer side. */
export function changedCharacters(from: string, to: string): number {
  const shorter = Math.min(from.length, to.length);
  let start = 0;
  while (start < shorter && from.charCodeAt(start) === to.charCodeAt(start)) start++;
  let end = 0;
  while (
    end < shorter - start &&
    from.charCodeAt(from.length - 1 - end) === to.charCodeAt(to.length - 1 - end)
  )
    end++;
  return Math.max(from.length, to.length) - start - end;
}
