import type { Fact, ReasonCode } from '../../history/reasons.ts';
import type { Gap, ItemKey } from '../../history/team-history.ts';

/** What can be wrong with single items as Jira hands them out; it stays on record until the item is read whole. */
export const FLAWS = ['unreadChanges', 'unreadComments', 'truncated', 'disordered', 'faceless'] as const;
export type Flaw = (typeof FLAWS)[number];

export type SavedFlaws = Readonly<Partial<Record<Flaw, readonly ItemKey[]>>>;

const WORDS: Readonly<Record<Flaw, readonly [what: string, why: string]>> = {
  unreadChanges: ['changes', 'Jira does not let this token read it (403)'],
  unreadComments: ['comments', 'Jira does not let this token read it (403)'],
  truncated: ['changes', 'Jira handed out only a part of their history'],
  disordered: [
    'changes',
    'Jira handed them out in no order of time; they were put in order by their dates, which may be wrong',
  ],
  faceless: ['changes', 'whoever made some of them is no longer known to Jira: the account was deleted'],
};

/** Flaws by item, kept from run to run: a later run does not read the items again that did not change. */
export class Flaws {
  private readonly items: Readonly<Record<Flaw, Set<ItemKey>>>;

  constructor(saved: SavedFlaws = {}) {
    this.items = {
      unreadChanges: new Set(saved.unreadChanges),
      unreadComments: new Set(saved.unreadComments),
      truncated: new Set(saved.truncated),
      disordered: new Set(saved.disordered),
      faceless: new Set(saved.faceless),
    };
  }

  /** What this reading of the item says; earlier flaws of it are forgotten where they are gone. */
  note(key: ItemKey, flaw: Flaw, present: boolean): void {
    if (present) this.items[flaw].add(key);
    else this.items[flaw].delete(key);
  }

  forget(key: ItemKey): void {
    for (const flaw of FLAWS) this.items[flaw].delete(key);
  }

  /** Something that another run may be allowed to read: the next one has to read everything again. */
  get worthAnotherTry(): boolean {
    return this.items.unreadChanges.size > 0 || this.items.unreadComments.size > 0;
  }

  gaps(): Gap[] {
    return FLAWS.filter((flaw) => this.items[flaw].size > 0).map((flaw) => {
      const [what, why] = WORDS[flaw];
      const count = this.items[flaw].size;
      return { what: `${what} of ${count === 1 ? '1 item' : `${count} items`}`, why };
    });
  }

  unrecorded(): Partial<Record<Fact, readonly ReasonCode[]>> {
    const { unreadChanges, unreadComments, truncated } = this.items;
    return {
      ...(truncated.size > 0 ? { changes: ['HISTORY_TRUNCATED'] } : {}),
      ...(unreadChanges.size > 0 ? { changes: ['PERMISSION_DENIED'] } : {}),
      ...(unreadComments.size > 0 ? { comments: ['PERMISSION_DENIED'] } : {}),
    };
  }

  save(): SavedFlaws {
    return Object.fromEntries(FLAWS.map((flaw) => [flaw, [...this.items[flaw]]]));
  }
}
