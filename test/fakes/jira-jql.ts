import type { Item } from '../../src/history/team-history.ts';

/** A query that a JQL text stands for, as far as the fake understands JQL; anything else is refused, as Jira refuses errors. */
export interface Query {
  readonly bounded: boolean;
  matches(item: Item, project: string): boolean;
  readonly compare: (a: Item, b: Item) => number;
}

export class JqlError extends Error {}

const CLAUSE = /^(?:project = "([^"]+)"|updated >= "(\d{4}-\d{2}-\d{2} \d{2}:\d{2})"|key in \(([^)]*)\))$/;

/** @param zone IANA zone of the user: JQL times are in it, to the minute */
export function parseJql(jql: string, zone: string): Query {
  const [where = '', order] = jql.split(/\s*ORDER BY\s+/i);
  const clauses = where.trim() === '' ? [] : where.trim().split(/\s+AND\s+/);
  const tests = clauses.map((clause) => {
    const match = CLAUSE.exec(clause);
    if (match === null) throw new JqlError(`Error in the JQL Query: ${clause}`);
    const [, wanted, since, keys] = match;
    if (wanted !== undefined) return (_: Item, project: string) => project === wanted;
    if (since !== undefined) {
      const from = instantIn(since, zone);
      return (item: Item) => Math.floor(item.updated / 60_000) * 60_000 >= from;
    }
    const list = (keys ?? '').split(',').map((key) => key.trim());
    return (item: Item) => list.includes(item.key);
  });
  return {
    bounded: clauses.length > 0,
    matches: (item, project) => tests.every((test) => test(item, project)),
    compare: orderOf(order),
  };
}

function orderOf(order: string | undefined): (a: Item, b: Item) => number {
  if (order === undefined || order === 'created DESC')
    return (a, b) => b.created - a.created || (a.key < b.key ? 1 : -1);
  if (order !== 'created ASC, key ASC') throw new JqlError(`Error in the JQL Query: ORDER BY ${order}`);
  return (a, b) => a.created - b.created || numberIn(a.key) - numberIn(b.key);
}

function numberIn(key: string): number {
  return Number(key.slice(key.lastIndexOf('-') + 1));
}

/** The first instant that the clocks of the zone showed this time. */
export function instantIn(local: string, zone: string): number {
  const asUtc = Date.parse(`${local.replace(' ', 'T')}:00Z`);
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((at) => offsetAt(at, zone));
  return Math.min(
    ...offsets
      .map((offset) => asUtc - offset)
      .filter((at) => offsetAt(at, zone) === asUtc - at || offsets[0] === offsets[1]),
  );
}

function offsetAt(at: number, zone: string): number {
  const shown = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(at);
  return Date.parse(`${shown.replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
