import type { Change, Item, Person, PersonId, TeamHistory } from '../history/team-history.ts';

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

/**
 * A history in which each person stands once: accounts that the team declares to be one person are joined first, then accounts
 * with the same e-mail address, then those with exactly the same login or account id. Names never join anybody, and an app is
 * never joined with a person unless that is declared. What is declared is known of the person: other teams find them by it.
 * @param declared sets of handles and e-mails that are one person each
 */
export function joinPeople(history: TeamHistory, declared: readonly (readonly string[])[] = []): TeamHistory {
  const groups = groupsOf(history.people, declared);
  const people = groups.map(({ members, known }) => joined(members, known));
  const idOf = new Map(
    groups.flatMap(({ members }, index) => members.map(({ id }) => [id, (people[index] as Person).id])),
  );
  const sorted = people.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  if (people.length === history.people.length) {
    const changed = declared.length > 0 && groups.some(({ known }) => known.length > 0);
    return changed ? { ...history, people: sorted } : history;
  }
  return { ...withIds(history, (id) => idOf.get(id) ?? id), people: sorted };
}

interface Group {
  readonly members: readonly Person[];
  /** What the team declares of them. */
  readonly known: readonly string[];
}

function groupsOf(people: readonly Person[], declared: readonly (readonly string[])[]): Group[] {
  const parent = people.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] as number;
    return at;
  };
  const join = (a: number, b: number): void => {
    parent[Math.max(root(a), root(b))] = Math.min(root(a), root(b));
  };
  const sets = declared.map((set) => new Set(set.map(key)));
  const setOf = people.map((person) =>
    sets.findIndex((set) => textsOf(person).some((text) => set.has(text))),
  );
  const firstOf = new Map<string, number>();
  const meet = (mark: string, index: number): void => {
    const first = firstOf.get(mark);
    if (first === undefined) firstOf.set(mark, index);
    else join(first, index);
  };
  people.forEach((person, index) => {
    const kind = person.bot ? 'app' : 'person';
    if ((setOf[index] as number) >= 0) meet(`declared ${setOf[index]}`, index);
    // An e-mail address that stands as a login is the same address; what has spaces in it is a former name, no login.
    for (const text of textsOf(person)) if (!/\s/.test(text)) meet(`${kind} ${text}`, index);
  });
  const groups = new Map<number, { members: Person[]; known: string[] }>();
  people.forEach((person, index) => {
    const group = groups.get(root(index)) ?? { members: [], known: [] };
    groups.set(root(index), group);
    group.members.push(person);
    const set = setOf[index] as number;
    if (set >= 0) group.known.push(...(declared[set] as readonly string[]));
  });
  return [...groups.values()];
}

/** Everything that identifies a person: never the name. */
function textsOf({ id, email, handles }: Person): string[] {
  return [email, id, ...handles]
    .filter((text) => text !== null && text.trim() !== '')
    .map((text) => key(text as string));
}

function joined(members: readonly Person[], known: readonly string[]): Person {
  const sorted = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  const [first] = sorted as [Person, ...Person[]];
  if (members.length === 1 && known.length === 0) return first;
  const emails = [...sorted.map(({ email }) => email), ...known.filter((text) => text.includes('@'))];
  const email = emails.find((text) => text !== null) ?? null;
  const others = sorted.flatMap(({ id, handles, email: own }) => [
    id,
    ...handles,
    ...(own === null ? [] : [own]),
  ]);
  return {
    ...first,
    name: sorted.find(({ name, id, handles }) => name !== id && !handles.includes(name))?.name ?? first.name,
    email,
    handles: [...new Set([...others, ...known])].filter((handle) => handle !== email).sort(),
    bot: sorted.every(({ bot }) => bot),
    active: sorted.some(({ active }) => active),
  };
}

/** The same history under other ids of people. */
function withIds(history: TeamHistory, idOf: (id: PersonId) => PersonId): TeamHistory {
  const now = (id: PersonId | null): PersonId | null => (id === null ? null : idOf(id));
  const change = (one: Change): Change =>
    one.field === 'assignee'
      ? { ...one, by: now(one.by), from: now(one.from), to: now(one.to) }
      : { ...one, by: now(one.by) };
  const item = (one: Item): Item => ({
    ...one,
    assignee: now(one.assignee),
    creator: now(one.creator),
    comments: one.comments.map((comment) => ({ ...comment, by: now(comment.by) })),
    // Handing work from one's one account to the other is no hand-over.
    changes: one.changes.map(change).filter(({ field, from, to }) => field !== 'assignee' || from !== to),
  });
  return {
    ...history,
    items: history.items.map(item),
    events: history.events.map((event) => ({
      ...event,
      organiser: now(event.organiser),
      attendees: event.attendees?.map((one) => ({ ...one, person: now(one.person) })) ?? null,
      actions: event.actions.map((action) => ({ ...action, owner: now(action.owner) })),
    })),
    pullRequests: history.pullRequests.map((pull) => ({
      ...pull,
      author: now(pull.author),
      reviews: pull.reviews.map((review) => ({ ...review, by: now(review.by) })),
      coAuthors: [...new Set(pull.coAuthors.map(idOf))].filter((id) => id !== now(pull.author)).sort(),
    })),
    declaredRoles: [
      ...new Map(
        history.declaredRoles.map(({ role, person }) => [
          `${role} ${idOf(person)}`,
          { role, person: idOf(person) },
        ]),
      ).values(),
    ],
    listedMembers:
      history.listedMembers === null ? null : [...new Set(history.listedMembers.map(idOf))].sort(),
  };
}
