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

/** "Did you mean x?" or, when nothing is near, the names there are. */
export function proposal(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  if (near !== null) return `Did you mean "${near}"?`;
  if (known.length === 0) return 'There is none.';
  const shown = known.slice(0, 12).join(', ');
  return known.length > 12 ? `There are ${known.length}, for example ${shown}.` : `There are: ${shown}.`;
}
