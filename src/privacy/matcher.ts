/**
 * Finds any of thousands of phrases in a text in one pass (Aho and Corasick 1975): time grows with the text, not with the
 * number of phrases. Case is ignored, any run of white space counts as one space.
 */
export interface Hit<T> {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly value: T;
}

interface Node<T> {
  readonly next: Map<number, number>;
  fail: number;
  /** Phrase that ends here. */
  own: { readonly length: number; readonly value: T } | null;
  /** Nearest shorter phrase that ends here too. */
  shorter: number;
}

const SPACE = 32;

export class PhraseMatcher<T> {
  private readonly nodes: Node<T>[] = [newNode()];
  private ready = false;

  /** Adds a phrase; one that was added before keeps its first value. */
  add(phrase: string, value: T): void {
    const units = unitsOf(phrase.trim());
    if (units.length === 0) return;
    this.ready = false;
    let at = 0;
    for (const unit of units) {
      let next = this.node(at).next.get(unit);
      if (next === undefined) {
        next = this.nodes.push(newNode()) - 1;
        this.node(at).next.set(unit, next);
      }
      at = next;
    }
    this.node(at).own ??= { length: units.length, value };
  }

  /** All phrases in the text, overlapping ones too. */
  *hits(text: string): Generator<Hit<T>> {
    if (!this.ready) this.link();
    const positions: number[] = [];
    let state = 0;
    let space = false;
    for (let index = 0; index < text.length; index++) {
      const unit = unitAt(text, index);
      if (unit === SPACE && space) continue;
      space = unit === SPACE;
      positions.push(index);
      state = this.step(state, unit);
      for (
        let at = this.node(state).own === null ? this.node(state).shorter : state;
        at !== 0;
        at = this.node(at).shorter
      ) {
        const { length, value } = this.node(at).own as { length: number; value: T };
        yield { start: positions[positions.length - length] as number, end: index + 1, value };
      }
    }
  }

  private step(state: number, unit: number): number {
    for (let at = state; ; at = this.node(at).fail) {
      const next = this.node(at).next.get(unit);
      if (next !== undefined) return next;
      if (at === 0) return 0;
    }
  }

  /** Breadth first: the failure link of a node is its longest proper suffix in the tree. */
  private link(): void {
    const queue = [...this.node(0).next.values()];
    for (const first of queue) this.node(first).fail = 0;
    for (let head = 0; head < queue.length; head++) {
      const at = queue[head] as number;
      for (const [unit, child] of this.node(at).next) {
        this.node(child).fail = this.step(this.node(at).fail, unit);
        queue.push(child);
      }
      const { fail } = this.node(at);
      this.node(at).shorter = this.node(fail).own === null ? this.node(fail).shorter : fail;
    }
    this.ready = true;
  }

  private node(index: number): Node<T> {
    return this.nodes[index] as Node<T>;
  }
}

function newNode<T>(): Node<T> {
  return { next: new Map(), fail: 0, own: null, shorter: 0 };
}

function unitsOf(phrase: string): number[] {
  const units: number[] = [];
  for (let index = 0; index < phrase.length; index++) {
    const unit = unitAt(phrase, index);
    if (unit !== SPACE || units[units.length - 1] !== SPACE) units.push(unit);
  }
  return units;
}

/** Lower case where that keeps the length, one space for every white space. */
function unitAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit < 128) {
    if (unit >= 65 && unit <= 90) return unit + 32;
    return unit >= 9 && unit <= 13 ? SPACE : unit;
  }
  if (unit === 0xa0 || unit === 0x202f || unit === 0x3000 || (unit >= 0x2000 && unit <= 0x200a)) return SPACE;
  const lower = String.fromCharCode(unit).toLowerCase();
  return lower.length === 1 ? lower.charCodeAt(0) : unit;
}
