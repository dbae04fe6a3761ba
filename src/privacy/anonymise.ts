import { createHmac } from 'node:crypto';
import { joinSet, splitSet } from '../history/team-history.ts';
import type { Change, Item, PersonId, ScrumEvent, TeamHistory } from '../history/team-history.ts';
import { pseudonymsFor } from './pseudonyms.ts';

/** Fields whose changes carry texts. */
const TEXT_FIELDS = new Set(['title', 'description', 'acceptanceCriteria', 'checklist', 'serves']);
/** Fields whose values are names that the team gave. */
const NAME_FIELDS = new Set(['areas', 'versions']);

/**
 * The same history without names and texts: people become pseudonyms, texts go (rules that read them answer `OPTED_OUT`),
 * names of sprints, areas, labels of their own and versions become codes. Times, states, order and structure stay, so that
 * everything else can still be judged. Still personal data: whoever has the key or knows the team can tell who is who.
 */
export function anonymise(history: TeamHistory, key: string): TeamHistory {
  const call = pseudonymsFor(
    history.people.map((person) => person.id),
    key,
  );
  const person = (id: PersonId): PersonId => call(id);
  const maybe = (id: PersonId | null): PersonId | null => (id === null ? null : person(id));
  const code = coder(key);
  const context = { person, maybe, code };
  return {
    ...history,
    team: { ...history.team, name: code('team', history.team.name), itemUrlBase: null, project: null },
    gaps: [],
    unrecorded: {
      ...history.unrecorded,
      descriptionHistory: ['OPTED_OUT'],
      acceptanceCriteria: ['OPTED_OUT'],
    },
    people: history.people.map((entry) => ({
      id: person(entry.id),
      name: person(entry.id),
      email: null,
      handles: [],
      bot: entry.bot,
      active: entry.active,
    })),
    items: history.items.map((item) => anonymousItem(item, context)),
    sprints: history.sprints.map((sprint, index) => ({
      ...sprint,
      name: `Sprint ${index + 1}`,
      goal: null,
      board: sprint.board === null ? null : code('board', sprint.board),
    })),
    events: history.events.map((event) => anonymousEvent(event, context)),
    eventSources: history.eventSources.map((source) => ({ ...source, name: source.kind })),
    snapshots: history.snapshots.map((snapshot) => ({ ...snapshot, goals: {} })),
    pullRequests: history.pullRequests.map((request) => ({
      ...request,
      title: '',
      author: maybe(request.author),
      labels: [],
      reviews: request.reviews.map((review) => ({ ...review, by: maybe(review.by) })),
      coAuthors: request.coAuthors.map(person),
    })),
    releases: history.releases.map((release) => ({
      ...release,
      name: code('version', release.name),
      notes: null,
    })),
    roadmap: history.roadmap.map((entry) => ({ ...entry, title: code('roadmap', entry.title) })),
    goals: [],
    updates: history.updates.map((update) => ({ ...update, text: null })),
    declaredRoles: history.declaredRoles.map((role) => ({ ...role, person: person(role.person) })),
    listedMembers: history.listedMembers?.map(person) ?? null,
  };
}

interface Context {
  readonly person: (id: PersonId) => PersonId;
  readonly maybe: (id: PersonId | null) => PersonId | null;
  readonly code: (kind: string, name: string) => string;
}

function anonymousItem(item: Item, context: Context): Item {
  const { maybe, code } = context;
  return {
    ...item,
    title: '',
    description: null,
    acceptanceCriteria: null,
    checklist: item.checklist.map(({ done }) => ({ text: '', done })),
    assignee: maybe(item.assignee),
    creator: maybe(item.creator),
    labels: item.labels.map((label) => code('label', label)),
    areas: item.areas.map((area) => code('area', area)),
    serves: item.serves.map((goal) => code('goal', goal)),
    versions: item.versions.map((version) => code('version', version)),
    teamField: item.teamField === null ? null : code('team', item.teamField),
    comments: item.comments.map((comment) => ({ at: comment.at, by: maybe(comment.by), text: null })),
    changes: item.changes.map((change) => anonymousChange(change, context)),
  };
}

function anonymousChange(change: Change, { maybe, code }: Context): Change {
  const by = maybe(change.by);
  const { field } = change;
  if (field === 'assignee') return { ...change, by, from: maybe(change.from), to: maybe(change.to) };
  if (field === 'labels' || NAME_FIELDS.has(field)) {
    const kind = field === 'labels' ? 'label' : field === 'areas' ? 'area' : 'version';
    const coded = (set: string | null): string | null =>
      joinSet(splitSet(set).map((name) => code(kind, name)));
    return { ...change, by, from: coded(change.from), to: coded(change.to) };
  }
  if (field.startsWith('other:') || TEXT_FIELDS.has(field)) {
    return { ...change, by, field: field.startsWith('other:') ? 'other:field' : field, from: null, to: null };
  }
  return { ...change, by };
}

function anonymousEvent(event: ScrumEvent, { person, maybe, code }: Context): ScrumEvent {
  return {
    ...event,
    id: code('event', event.id),
    title: event.kind,
    organiser: maybe(event.organiser),
    attendees:
      event.attendees?.map((attendee) => ({
        ...attendee,
        person: attendee.person === null ? null : person(attendee.person),
        address: attendee.address === null ? null : code('address', attendee.address),
      })) ?? null,
    actions: event.actions.map((action) => ({ ...action, text: null, owner: maybe(action.owner) })),
    text: null,
  };
}

/** Names as short codes of a keyed hash: equal names stay equal. */
function coder(key: string): (kind: string, name: string) => string {
  const known = new Map<string, string>();
  return (kind, name) => {
    const id = `${kind} ${name}`;
    const found =
      known.get(id) ?? `${kind}-${createHmac('sha256', key).update(id).digest('hex').slice(0, 8)}`;
    known.set(id, found);
    return found;
  };
}
