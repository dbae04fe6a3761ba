/** How far two judges agree on yes and no. */
export interface Agreement {
  readonly n: number;
  /** Both say yes. */
  readonly both: number;
  readonly onlyTool: number;
  readonly onlyPeople: number;
  readonly neither: number;
}

export function agreement(pairs: Iterable<readonly [tool: boolean, people: boolean]>): Agreement {
  let [both, onlyTool, onlyPeople, neither] = [0, 0, 0, 0];
  for (const [tool, people] of pairs) {
    if (tool && people) both++;
    else if (tool) onlyTool++;
    else if (people) onlyPeople++;
    else neither++;
  }
  return { n: both + onlyTool + onlyPeople + neither, both, onlyTool, onlyPeople, neither };
}

/** Share of the tool's yes that people share; NaN without any. */
export function precision({ both, onlyTool }: Agreement): number {
  return both / (both + onlyTool);
}

/** Share of people's yes that the tool finds; NaN without any. */
export function recall({ both, onlyPeople }: Agreement): number {
  return both / (both + onlyPeople);
}

/** Cohen's kappa: agreement beyond chance, 1 perfect, 0 chance; NaN where one judge always says the same. */
export function kappa({ n, both, onlyTool, onlyPeople, neither }: Agreement): number {
  const observed = (both + neither) / n;
  const chance =
    ((both + onlyTool) * (both + onlyPeople) + (neither + onlyPeople) * (neither + onlyTool)) / (n * n);
  return chance === 1 ? Number.NaN : (observed - chance) / (1 - chance);
}

/** The same pairs, asked the other way round. */
export function inverted({ n, both, onlyTool, onlyPeople, neither }: Agreement): Agreement {
  return { n, both: neither, onlyTool: onlyPeople, onlyPeople: onlyTool, neither: both };
}
