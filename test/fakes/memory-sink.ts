import type { CollectContext, HistoryHeader, Page, Progress, Sink } from '../../src/connectors/connector.ts';
import type { Item, ItemKey, TeamHistory } from '../../src/history/team-history.ts';

/** A store in memory: what a run of a connector leaves. */
export class MemorySink implements Sink {
  readonly items = new Map<ItemKey, Item>();
  header: Partial<HistoryHeader> = {};
  cursor: unknown = null;
  pages = 0;
  /** Throws on this page, as a killed process would; null: never. */
  breakAt: number | null = null;

  async put(page: Page): Promise<void> {
    this.pages += 1;
    if (this.breakAt === this.pages) throw new Error('interrupted');
    for (const item of page.items ?? []) this.items.set(item.key, item);
    for (const key of page.removed ?? []) this.items.delete(key);
    this.header = { ...this.header, ...page.header };
    // A cursor is stored as JSON: what does not survive that is a bug.
    this.cursor = JSON.parse(JSON.stringify(page.cursor)) as unknown;
  }

  async keys(): Promise<ReadonlySet<ItemKey>> {
    return new Set(this.items.keys());
  }

  async item(key: ItemKey): Promise<Item | null> {
    return this.items.get(key) ?? null;
  }

  history(): TeamHistory {
    return {
      schemaVersion: 1,
      ...(this.header as HistoryHeader),
      eventSources: this.header.eventSources ?? [],
      snapshots: this.header.snapshots ?? [],
      items: [...this.items.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
    };
  }
}

export class QuietProgress implements Progress {
  readonly warnings: string[] = [];
  step(): void {}
  warn(text: string): void {
    this.warnings.push(text);
  }
}

export function collectContext(
  sink: MemorySink,
  now: number,
  progress: Progress = new QuietProgress(),
): CollectContext {
  return { cursor: sink.cursor, sink, signal: new AbortController().signal, progress, now };
}
