import { distance } from 'fastest-levenshtein';

/** The known name that was most likely meant, without regard to case; null when nothing is near. */
export function nearest(name: string, known: Iterable<string>): string | null {
  const wanted = name.toLowerCase();
  let best: string | null = null;
  let least = Infinity;
  let closest = Infinity;
  for (const candidate of known) {
    const lower = candidate.toLowerCase();
    const letters = distance(wanted, lower);
    // A beginning is near whatever follows; of several names that begin so, the one with least left to type.
    const far = lower.startsWith(wanted) && wanted.length >= 3 ? Math.min(1, letters) : letters;
    if (far < least || (far === least && letters < closest)) {
      least = far;
      closest = letters;
      best = candidate;
    }
  }
  return best !== null && least <= Math.max(2, Math.floor(Math.max(wanted.length, best.length) / 3))
    ? best
    : null;
}

const MOST = 3;

/**
 * "Did you mean x?": the nearest name, or up to three that hold what was typed, those that begin with it first, short ones first; null when
 * nothing is near.
 */
export function didYouMean(name: string, known: readonly string[]): string | null {
  const wanted = name.trim().toLowerCase();
  const holding = wanted.length < 3 ? [] : known.filter((each) => each.toLowerCase().includes(wanted));
  const rank = (each: string): number => (each.toLowerCase().startsWith(wanted) ? 0 : 1);
  const near = nearest(name, known);
  const several = holding.sort((a, b) => rank(a) - rank(b) || a.length - b.length).slice(0, MOST);
  const names = (several.length > 1 ? several : [near ?? several[0]]).filter((each) => each != null);
  if (names.length === 0) return null;
  const quoted = names.map((each) => `"${each}"`);
  const last = quoted.pop();
  return `Did you mean ${quoted.length === 0 ? '' : `${quoted.join(', ')} or `}${last}?`;
}

/** "Did you mean x?" or, when nothing is near, the names there are. */
export function proposal(name: string, known: readonly string[]): string {
  const near = didYouMean(name, known);
  if (near !== null) return near;
  if (known.length === 0) return 'There is none.';
  return known.length > 12
    ? `There are ${known.length}, for example ${known.slice(0, MOST).join(', ')}.`
    : `There are: ${known.join(', ')}.`;
}

/** Proposal for a rule's id; a list of all is a command away. */
export function ruleProposal(id: string, known: readonly string[]): string {
  return didYouMean(id, known) ?? `"hatcheck rules" lists all ${known.length}.`;
}
