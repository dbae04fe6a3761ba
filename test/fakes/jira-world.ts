import type { Item, ItemKey, TeamHistory } from '../../src/history/team-history.ts';
import { JiraShapes } from './jira-shapes.ts';
import type { Json } from './jira-shapes.ts';

export interface WorldOptions {
  readonly site: string;
  readonly dataCenter: boolean;
  /** Boards that show the project; the first one is the sprints'. */
  readonly boards: readonly { readonly id: number; readonly type: 'scrum' | 'kanban' | 'simple' }[];
}

/** What the fake Jira holds: a team's history that tests change as a team would. */
export class JiraWorld {
  shapes: JiraShapes;
  history: TeamHistory;
  /** Issues that were deleted. */
  readonly deleted = new Set<ItemKey>();
  /** Issues that now stand under another key, in another project. */
  readonly moved = new Map<ItemKey, ItemKey>();
  /** Issues that the account of the token may not browse. */
  readonly hidden = new Set<ItemKey>();
  /** Statuses that Jira itself puts into no category. */
  readonly uncategorised = new Set<string>();
  /** Which issues a board's filter shows. */
  onBoard: (item: Item, board: number) => boolean = () => true;

  constructor(
    history: TeamHistory,
    readonly options: WorldOptions,
  ) {
    this.history = history;
    this.shapes = this.shaped();
  }

  get project(): string {
    return this.history.team.project as string;
  }

  /** Replaces or adds items, as edits in Jira would: the caller says what `updated` is. */
  edit(...items: readonly Item[]): void {
    const kept = this.history.items.map((old) => items.find(({ key }) => key === old.key) ?? old);
    const known = new Set(kept.map(({ key }) => key));
    this.become({ ...this.history, items: [...kept, ...items.filter(({ key }) => !known.has(key))] });
  }

  become(history: TeamHistory): void {
    this.history = history;
    this.shapes = this.shaped();
  }

  item(key: ItemKey): Item {
    const found = this.history.items.find((item) => item.key === key);
    if (found === undefined) throw new Error(`The fake knows no ${key}.`);
    return found;
  }

  /** Issues that the project shows to the token. */
  listed(): Item[] {
    return this.history.items.filter(({ key }) => this.isSeen(key) && !this.moved.has(key));
  }

  /** The issue of a key or id, as a request for it answers; null when there is none to be seen. */
  byIdOrKey(idOrKey: string): Json | null {
    const item = this.found(idOrKey);
    if (item === undefined || !this.isSeen(item.key)) return null;
    const issue = this.shapes.issue(item);
    const key = this.moved.get(item.key);
    return key === undefined ? issue : { ...issue, key };
  }

  private found(idOrKey: string): Item | undefined {
    // The shapes number issues from 10000 on, in their order.
    if (/^\d+$/.test(idOrKey)) return this.history.items[Number(idOrKey) - 10_000];
    return this.history.items.find(({ key }) => key === idOrKey);
  }

  private isSeen(key: ItemKey): boolean {
    return !this.deleted.has(key) && !this.hidden.has(key);
  }

  private shaped(): JiraShapes {
    return new JiraShapes(this.history, this.options.site, this.options.dataCenter, this.uncategorised);
  }
}
