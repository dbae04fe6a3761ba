/** How names that people give to states, labels, types and accounts are compared. */

/** Lower case, accents kept, every separator a single space: `PO-Review` and `po_review` become `po review`. */
export function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();
}

/** Whether a name is one of the configured ones, in any case and with any separators. */
export function isConfigured(configured: ReadonlySet<string>, name: string): boolean {
  return configured.has(plainName(name));
}

export function plainNames(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(plainName));
}

/** A pattern for whole words of a plain name; JavaScript's `\b` knows ASCII letters only. */
export function wholeWords(alternatives: string): RegExp {
  return new RegExp(`(?:^| )(?:${alternatives})(?: |$)`, 'u');
}

/** Remembers what a name means: few names stand on many items. */
export function nameMemo<T>(compute: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined || known.has(name)) return found as T;
    const value = compute(name);
    known.set(name, value);
    return value;
  };
}
