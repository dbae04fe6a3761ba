/** Computes once, on first use. */
export function lazy<T>(compute: () => T): () => T {
  let value: T;
  let known = false;
  return () => {
    if (!known) {
      value = compute();
      known = true;
    }
    return value;
  };
}

/** Computes once for each key. */
export function memo<K extends object, V>(compute: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as V;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Values grouped by a key, keys in order of first appearance. */
export function groupBy<K, V>(values: Iterable<V>, keyOf: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
