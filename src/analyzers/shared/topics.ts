import { readLines } from '../../text/markup.ts';
import { contentWords } from '../../text/words.ts';

/** Points of several texts that say the same. */
export interface TopicCluster {
  /** Indexes of the texts, ascending. */
  readonly documents: readonly number[];
}

/** Agenda points and template headings that stand in every retrospective. */
const STANDING =
  /^(?:what (?:went|did|can|could|should|do|will|are)\b.*|(?:start|stop|continue|keep|drop|try|more of|less of)(?: doing)?|action (?:items?|points?)|actions|agenda|attend(?:ees|ance)|participants?|date|facilitator|notes?|check ?in|check ?out|set the stage|gather data|generate insights|decide what to do|close|mad|sad|glad|liked?|learned|lacked|longed for|kudos|shout ?outs?|positives?|negatives?|to improve)\W*$/i;
const MIN_WORDS = 2;

/**
 * Groups the points of texts by cosine similarity of their TF-IDF vectors (Salton and Buckley 1988, smoothed idf);
 * largest number of texts first.
 * @param similarity least cosine of two points of one topic, 0 to 1
 */
export function topicClusters(texts: readonly string[], similarity: number): readonly TopicCluster[] {
  const points = texts.flatMap((text, document) => pointsOf(text).map((words) => ({ document, words })));
  const vectors = weighted(points.map((point) => point.words));
  const group = points.map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (group[root] !== root) root = group[root] as number;
    return root;
  };
  for (let a = 0; a < points.length; a++) {
    for (let b = a + 1; b < points.length; b++) {
      if (cosine(vectors[a] as Vector, vectors[b] as Vector) < similarity) continue;
      const [left, right] = [find(a), find(b)];
      group[Math.max(left, right)] = Math.min(left, right);
    }
  }
  const clusters = new Map<number, Set<number>>();
  points.forEach((point, index) => {
    const root = find(index);
    clusters.set(root, (clusters.get(root) ?? new Set()).add(point.document));
  });
  return [...clusters.values()]
    .map((documents) => ({ documents: [...documents].sort((a, b) => a - b) }))
    .sort((a, b) => b.documents.length - a.documents.length || (a.documents[0] ?? 0) - (b.documents[0] ?? 0));
}

function pointsOf(text: string): readonly (readonly string[])[] {
  return readLines(text)
    .filter((line) => line.kind !== 'heading' && line.kind !== 'code' && !STANDING.test(line.text.trim()))
    .map((line) => contentWords(line.text))
    .filter((words) => words.length >= MIN_WORDS);
}

type Vector = ReadonlyMap<string, number>;

/** Vectors of length 1. */
function weighted(points: readonly (readonly string[])[]): readonly Vector[] {
  const frequency = new Map<string, number>();
  for (const words of points)
    for (const word of new Set(words)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return points.map((words) => {
    const vector = new Map<string, number>();
    for (const word of words) {
      const idf = Math.log((1 + points.length) / (1 + (frequency.get(word) ?? 0))) + 1;
      vector.set(word, (vector.get(word) ?? 0) + idf);
    }
    const length = Math.hypot(...vector.values());
    for (const [word, weight] of vector) vector.set(word, weight / length);
    return vector;
  });
}

function cosine(a: Vector, b: Vector): number {
  let sum = 0;
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0);
  return sum;
}
