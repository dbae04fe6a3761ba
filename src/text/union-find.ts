/** Which of a number of things belong together, found by joining pairs. */
export class UnionFind {
  private readonly parent: Int32Array;

  constructor(private readonly size: number) {
    this.parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  find(index: number): number {
    let root = index;
    while (this.parent[root] !== root) root = this.parent[root] as number;
    for (let at = index; at !== root;) {
      const next = this.parent[at] as number;
      this.parent[at] = root;
      at = next;
    }
    return root;
  }

  join(a: number, b: number): void {
    const [left, right] = [this.find(a), this.find(b)];
    if (left !== right) this.parent[Math.max(left, right)] = Math.min(left, right);
  }

  /** Groups of two or more, each ascending, in order of their first member. */
  groups(): number[][] {
    const members = new Map<number, number[]>();
    for (let index = 0; index < this.size; index++) {
      const root = this.find(index);
      if (root === index) continue;
      const group = members.get(root);
      if (group) group.push(index);
      else members.set(root, [root, index]);
    }
    return [...members.values()].sort((a, b) => (a[0] as number) - (b[0] as number));
  }
}
