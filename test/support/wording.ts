/** Wording that praises nothing, or stumbles over its number. */
const AWKWARD: readonly RegExp[] = [
  /(?<![\d.,])0 of\b/,
  /\d of 0\b/,
  /\(0 %\)/,
  /^On 0 %/,
  /\b[Nn]one of [^.;]*\b(?:not|no|cannot|are without)\b/,
  /\b[Nn]obody\b.*(?<![\d.,])0\b/,
  /(?<!median (?:of|was) )(?<![\d.,])0 (?:items?|sprints?|people|other|topics|ties|groups|future|later|crossing|improvement|have|are|had)\b/,
  /(?<![\d.,])1 (?:items|sprints|outsiders|times|days|sessions|topics|stories|periods|are|were|have)\b/,
];

/** What is wrong with the sentence of a clear outcome as good news in plain English; null for nothing. */
export function awkwardIn(summary: string): string | null {
  const found = AWKWARD.find((pattern) => pattern.test(summary));
  return found === undefined ? null : `"${summary}" reads badly: ${found.source}`;
}
