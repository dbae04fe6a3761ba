import type { Person, PersonId } from '../../history/team-history.ts';
import { isRecord, ownText, textOf } from './json.ts';
import type { Json } from './json.ts';

interface Known {
  id: PersonId;
  name: string | null;
  email: string | null;
  handles: Set<string>;
  bot: boolean;
  active: boolean;
}

/**
 * The people that appear in a project. Cloud names them by account id, Data Center by user key or login, changelogs by either:
 * every handle leads to the same person.
 */
export class People {
  private readonly known = new Map<PersonId, Known>();
  private readonly byHandle = new Map<string, PersonId>();

  /** The people of an earlier run. */
  static restored(saved: readonly Person[]): People {
    const people = new People();
    for (const { id, name, email, handles, bot, active } of saved) {
      const person: Known = {
        id,
        name: name === id ? null : name,
        email,
        handles: new Set([id, ...handles]),
        bot,
        active,
      };
      people.known.set(id, person);
      for (const handle of person.handles) if (!people.byHandle.has(handle)) people.byHandle.set(handle, id);
    }
    return people;
  }

  isBot(id: PersonId | null): boolean {
    return id !== null && (this.known.get(id)?.bot ?? false);
  }

  /** Notes a user object; null when it names nobody. */
  note(user: unknown): PersonId | null {
    if (!isRecord(user)) return null;
    const id = accountOf(user);
    if (id === null || id === UNKNOWN) return null;
    const person = this.of(id);
    const name = ownText(user, 'displayName');
    if (name !== null) this.rename(person, name);
    person.email ??= ownText(user, 'emailAddress');
    for (const handle of [ownText(user, 'key'), ownText(user, 'name')])
      if (handle !== null) this.alias(person, handle);
    if (user.accountType === 'app' || isBotName(name)) person.bot = true;
    if (user.active === false) person.active = false;
    return person.id;
  }

  /** Notes somebody whom a changelog names only by id and display name. */
  mention(id: string | null, name: string | null): PersonId | null {
    if (id === null) return null;
    const person = this.of(id);
    if (name !== null) this.rename(person, name);
    if (isBotName(name)) person.bot = true;
    return person.id;
  }

  /** Every id in `used`, in order of id. Ids that nobody described keep their id as their name. */
  list(used: ReadonlySet<PersonId>): Person[] {
    return [...used].sort().map((id) => {
      const person = this.of(id);
      const handles = [...person.handles].filter((handle) => handle !== person.name).sort();
      return {
        id,
        name: person.name ?? id,
        email: person.email,
        handles,
        bot: person.bot,
        active: person.active,
      };
    });
  }

  private of(idOrHandle: string): Known {
    const id = this.byHandle.get(idOrHandle) ?? idOrHandle;
    const known = this.known.get(id) ?? {
      id,
      name: null,
      email: null,
      handles: new Set([id]),
      bot: false,
      active: true,
    };
    this.known.set(id, known);
    this.byHandle.set(idOrHandle, id);
    return known;
  }

  private alias(person: Known, handle: string): void {
    person.handles.add(handle);
    if (!this.byHandle.has(handle)) this.byHandle.set(handle, person.id);
  }

  /** The first name stays; others under which the person appears become handles, so that they are hidden too. */
  private rename(person: Known, name: string): void {
    person.name ??= name;
    if (person.name !== name) person.handles.add(name);
  }
}

/** Cloud: account id (some exports keep it in `self` only); Data Center: user key, else login. */
function accountOf(user: Json): string | null {
  const id =
    ownText(user, 'accountId') ??
    accountInAddress(user.self) ??
    ownText(user, 'key') ??
    ownText(user, 'name');
  return id ?? ownText(user, 'displayName');
}

function accountInAddress(self: unknown): string | null {
  const match = /[?&](?:accountId|key|username)=([^&]+)/.exec(textOf(self) ?? '');
  return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
}

/** What Cloud writes for accounts that were deleted, all of them alike. */
const UNKNOWN = 'unknown';

/** Whether a user object stands for an account that was deleted since. */
export function isNobody(user: unknown): boolean {
  return isRecord(user) && (accountOf(user) === UNKNOWN || ownText(user, 'displayName') === 'Former user');
}

function isBotName(name: string | null): boolean {
  return name !== null && (/\[bot\]$/i.test(name) || name === 'Automation for Jira');
}
