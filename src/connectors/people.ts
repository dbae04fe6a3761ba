import type { Person, PersonId } from '../history/team-history.ts';

/** A person as one place of a tracker shows them. */
export interface SeenPerson {
  /** The tracker's own stable id. */
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Logins and account ids; the id itself need not be among them. */
  readonly handles: readonly string[];
  readonly bot: boolean;
  readonly active: boolean;
}

type Known = { -readonly [K in keyof Person]: Person[K] };

/**
 * Makes one person of several handles: by the declared map first, then by e-mail, then by exact login or account id. Similar
 * names never join anybody. People of earlier runs keep their ids.
 */
export class PeopleDirectory {
  private readonly people = new Map<PersonId, Known>();
  private readonly byHandle = new Map<string, PersonId>();
  private readonly byEmail = new Map<string, PersonId>();
  private readonly declaredSet = new Map<string, number>();
  private readonly bySet = new Map<number, PersonId>();

  /**
   * @param declared sets of handles and e-mails that are one person each
   * @param known people of the last run
   */
  constructor(declared: readonly (readonly string[])[] = [], known: readonly Person[] = []) {
    declared.forEach((set, index) => set.forEach((handle) => this.declaredSet.set(key(handle), index)));
    for (const person of known) this.remember({ ...person }, [person.id, ...person.handles]);
  }

  /** Adds what was seen of a person, and gives the id under which the history holds them. */
  add(seen: SeenPerson): PersonId {
    const handles = [...new Set([seen.id, ...seen.handles].filter((handle) => handle !== ''))];
    const id = this.find(seen, handles);
    const known = id === undefined ? undefined : this.people.get(id);
    if (known === undefined) {
      this.remember({ ...seen, handles }, handles);
      return seen.id;
    }
    known.handles = [...new Set([...known.handles, ...handles])];
    known.email ??= seen.email;
    // The newest state of the account counts when it is the same account, any open account when there are several.
    known.active = known.id === seen.id ? seen.active : known.active || seen.active;
    if (known.id === seen.id) known.name = seen.name;
    known.bot = known.bot || seen.bot;
    this.remember(known, handles);
    return known.id;
  }

  /** The person behind a tracker's id or login; null when unknown. */
  idOf(handle: string | null | undefined): PersonId | null {
    return handle === null || handle === undefined ? null : (this.byHandle.get(key(handle)) ?? null);
  }

  isBot(id: PersonId | null): boolean {
    return id !== null && this.people.get(id)?.bot === true;
  }

  /** Everybody, in order of their ids. */
  list(): Person[] {
    return [...this.people.values()]
      .map((person) => ({ ...person, handles: [...person.handles].sort() }))
      .sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }

  private find(seen: SeenPerson, handles: readonly string[]): PersonId | undefined {
    const texts = seen.email === null ? handles : [...handles, seen.email];
    for (const text of texts) {
      const set = this.declaredSet.get(key(text));
      const person = set === undefined ? undefined : this.bySet.get(set);
      if (person !== undefined) return person;
    }
    const same = seen.email === null ? undefined : this.byEmail.get(key(seen.email));
    if (same !== undefined) return same;
    for (const handle of handles) {
      const person = this.byHandle.get(key(handle));
      if (person !== undefined) return person;
    }
    return undefined;
  }

  private remember(person: Known, handles: readonly string[]): void {
    this.people.set(person.id, person);
    for (const handle of handles) this.byHandle.set(key(handle), person.id);
    if (person.email !== null) this.byEmail.set(key(person.email), person.id);
    for (const text of person.email === null ? handles : [...handles, person.email]) {
      const set = this.declaredSet.get(key(text));
      if (set !== undefined && !this.bySet.has(set)) this.bySet.set(set, person.id);
    }
  }
}

function key(handle: string): string {
  return handle.trim().toLowerCase();
}
