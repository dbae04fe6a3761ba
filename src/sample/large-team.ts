import type { Change, Item, TeamHistory } from '../history/team-history.ts';
import { seededRandom } from '../history/random.ts';
import { MINUTE } from './hours.ts';
import { sampleTeam } from './sample-team.ts';

/** Items that one squad leaves in a Sprint, sub-tasks included. */
const ITEMS_PER_SPRINT = 21;
/** Ten years of fortnights. */
const MOST_SPRINTS = 260;
const FEWEST_SPRINTS = 48;
/** What trackers record of an item beside the practices: time, attachments, fields of the site. */
const OTHER_FIELDS = ['other:timespent', 'other:Attachment', 'other:Team notes', 'other:Rank group'] as const;

/**
 * A project that many people share for years, for benches: squads of sample teams on one board with one set of Sprints,
 * about as many items as asked for (within a few in a hundred) with about `changes` changes each. Deterministic. Texts of
 * different squads differ in most of their longer words, as those of different products do.
 */
export function largeTeam(items: number, changes = 15): TeamHistory {
  const sprints = Math.min(
    MOST_SPRINTS,
    Math.max(FEWEST_SPRINTS, Math.round((FEWEST_SPRINTS * Math.sqrt(items / 1000)) / 2) * 2),
  );
  const squads = Math.max(1, Math.round(items / (sprints * ITEMS_PER_SPRINT)));
  const teams = Array.from({ length: squads }, (_, squad) => squadOf(squad, sprints, changes));
  const [first] = teams as [TeamHistory, ...TeamHistory[]];
  return {
    ...first,
    people: teams.flatMap(({ people }) => people),
    items: teams.flatMap((team) => team.items),
    events: teams.flatMap(({ events }) => events).sort((a, b) => a.start - b.start),
    pullRequests: teams.flatMap(({ pullRequests }) => pullRequests),
    roadmap: teams.flatMap(({ roadmap }) => roadmap),
  };
}

function squadOf(squad: number, sprints: number, changes: number): TeamHistory {
  const start = Date.UTC(2026, 4, 25) - sprints * 14 * 86_400_000;
  const { history } = sampleTeam({ seed: squad + 1, sprints, start, project: `S${squad}` });
  const words = otherWords(history, squad);
  const random = seededRandom(`large team ${squad}`);
  const people = history.people.map((person) => ({ ...person, name: `${person.name} ${squad + 1}` }));
  const items = history.items.map((item) => padded(reworded(item, words), people, changes, random));
  const pullRequests = history.pullRequests.map((pull) => ({ ...pull, id: `s${squad}-${pull.id}` }));
  const prefix = new Map(history.pullRequests.map(({ id }) => [id, `s${squad}-${id}`]));
  return {
    ...history,
    people,
    pullRequests,
    items: items.map((item) => ({
      ...item,
      pullRequests: item.pullRequests.map((id) => prefix.get(id) ?? id),
    })),
  };
}

/** For the longer words of the squad's texts other ones out of the same vocabulary, another choice in each squad. */
function otherWords(history: TeamHistory, squad: number): (text: string | null) => string | null {
  if (squad === 0) return (text) => text;
  const vocabulary = [
    ...new Set(history.items.flatMap(({ title }) => title.toLowerCase().match(/[a-z]{5,}/g) ?? [])),
  ].sort();
  const shift = (squad * 7919) % vocabulary.length;
  const other = new Map(
    vocabulary.map((word, index) => [word, vocabulary[(index * 31 + shift) % vocabulary.length] as string]),
  );
  return (text) => (text === null ? null : text.replace(/\b[a-z]{5,}\b/g, (word) => other.get(word) ?? word));
}

function reworded(item: Item, words: (text: string | null) => string | null): Item {
  return {
    ...item,
    title: words(item.title) as string,
    description: words(item.description),
    acceptanceCriteria: words(item.acceptanceCriteria),
    changes: item.changes.map((change) =>
      ['title', 'description', 'acceptanceCriteria'].includes(change.field)
        ? { ...change, from: words(change.from), to: words(change.to) }
        : change,
    ),
  };
}

/** Adds changes of other fields and labels until the item has as many as asked for, give or take a third. */
function padded(item: Item, people: TeamHistory['people'], wanted: number, random: () => number): Item {
  const missing = Math.round(wanted * (0.7 + 0.6 * random())) - item.changes.length;
  if (missing <= 0) return item;
  const span = Math.max(MINUTE, item.updated - item.created);
  const extra = Array.from({ length: missing }, (_, index): Change => {
    const by = people[Math.floor(random() * people.length)]?.id ?? null;
    const field = OTHER_FIELDS[index % OTHER_FIELDS.length] as (typeof OTHER_FIELDS)[number];
    const at = Math.round((item.created + random() * span) / 1000) * 1000;
    return { at, by, field, from: String(index), to: String(index + 1) };
  });
  return { ...item, changes: [...item.changes, ...extra].sort((a, b) => a.at - b.at) };
}
