import { historyAsOf } from '../../history/as-of.ts';
import { seededRandom } from '../../history/random.ts';
import type { Instant, TeamHistory } from '../../history/team-history.ts';
import type { Finding } from '../../reports/report.ts';
import { freeze, thaw, type Draft } from '../../sample/draft.ts';
import { DAY } from '../../sample/hours.ts';
import { castOf } from '../../sample/people.ts';
import type { Variation, VariedTeam } from '../../sample/problems/variation.ts';
import { Random } from '../../sample/random.ts';
import { sampleTeam } from '../../sample/sample-team.ts';

/** What must not matter to any rule, as changes of a team; and what must not make anything worse. */

/** Everybody has another name, address and id, in an order of its own; texts that name people follow. */
export function renamed(team: VariedTeam, seed: number): VariedTeam {
  const random = seededRandom(`renamed ${seed}`);
  const people = [team.history, ...team.neighbours].flatMap(({ people: own }) => own);
  const numbers = new Map(people.map(({ id }) => [id, `person-${Math.floor(random() * 1e9)}`]));
  const names = new Map(people.map(({ id, name }) => [name, `Somebody ${numbers.get(id)}`]));
  let text = JSON.stringify(team);
  for (const { email, handles } of people)
    for (const handle of [email, ...handles])
      if (handle !== null && handle !== '') text = text.replaceAll(`"${handle}"`, `"${twisted(handle)}"`);
  for (const [name, other] of names) text = text.replaceAll(name, other);
  for (const [id, other] of numbers) text = text.replaceAll(`"${id}"`, `"${other}"`);
  return JSON.parse(text) as VariedTeam;
}

/** Another address of the same domain: who is from outside must still be. */
function twisted(handle: string): string {
  const [local = '', domain] = handle.split('@');
  const other = `u${[...local].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1e9, 7)}`;
  return domain === undefined ? other : `${other}@${domain}`;
}

const TIMES = new Set([
  'at',
  'created',
  'updated',
  'readAt',
  'start',
  'end',
  'completed',
  'due',
  'finished',
  'ready',
  'merged',
  'closed',
  'touched',
  'done',
]);

/** Every moment lies so many weeks later. */
export function shifted(team: VariedTeam, weeks: number): VariedTeam {
  const move = (key: string, value: unknown): unknown =>
    TIMES.has(key) && typeof value === 'number' ? value + weeks * 7 * DAY : value;
  return JSON.parse(JSON.stringify(team, move)) as VariedTeam;
}

/** The rows of the source come in another order. Changes and comments of an item keep theirs: it is their order in time. */
export function reordered(team: VariedTeam, seed: number): VariedTeam {
  const random = new Random(seed, 'reordered');
  const mix = (history: TeamHistory): TeamHistory => ({
    ...history,
    people: random.shuffled(history.people),
    statuses: random.shuffled(history.statuses),
    items: random.shuffled(history.items),
    sprints: random.shuffled(history.sprints),
    events: random.shuffled(history.events),
    snapshots: random.shuffled(history.snapshots),
    pullRequests: random.shuffled(history.pullRequests),
    releases: random.shuffled(history.releases),
    roadmap: random.shuffled(history.roadmap),
    updates: random.shuffled(history.updates),
  });
  return { ...team, history: mix(team.history), neighbours: team.neighbours.map(mix) };
}

/**
 * A team with a problem at the end of its twelfth Sprint, and the same after one healthy Sprint more; null for problems
 * that are made by how the team lives, not by changing its history.
 */
export function beforeAndAfter(
  problem: Variation,
  strength: number,
  seed: number,
): { readonly before: VariedTeam; readonly after: VariedTeam } | null {
  if (problem.history === undefined || problem.options !== undefined || problem.neighbours !== undefined)
    return null;
  const whole = sampleTeam({ seed, sprints: 13, runningDays: 0 });
  const cast = castOf(whole.options);
  const cut = lastClose(whole.history, 12) + 2 * DAY;
  const draft = thaw(historyAsOf(whole.history, cut));
  draft.readAt = cut;
  problem.history(draft, strength, { random: new Random(seed, 'variation'), cast, options: whole.options });
  const agreements = problem.agreements?.(whole.agreements, strength, cast) ?? whole.agreements;
  const before = { history: freeze(draft), agreements, neighbours: [] };
  return { before, after: { ...before, history: continued(before.history, whole.history, cut) } };
}

function lastClose({ sprints }: TeamHistory, count: number): Instant {
  const closes = sprints
    .flatMap(({ completed }) => (completed === null ? [] : [completed]))
    .sort((a, b) => a - b);
  return closes[count - 1] as Instant;
}

/** What happened after the cut in the healthy history is appended to the changed one. */
function continued(changed: TeamHistory, healthy: TeamHistory, cut: Instant): TeamHistory {
  const draft = thaw(changed);
  const own = new Map(draft.items.map((item) => [item.key, item]));
  for (const item of thaw(healthy).items) {
    const known = own.get(item.key);
    if (known === undefined && item.created > cut) draft.items.push(item);
    if (known === undefined) continue;
    known.changes.push(...item.changes.filter(({ at }) => at > cut));
    known.comments.push(...item.comments.filter(({ at }) => at > cut));
    known.pullRequests = item.pullRequests;
  }
  draft.readAt = healthy.readAt;
  draft.sprints = mergedSprints(draft, healthy, cut);
  draft.events.push(...healthy.events.filter(({ start }) => start > cut));
  draft.releases = [...draft.releases, ...healthy.releases.filter(({ at }) => at > cut)];
  draft.pullRequests = mergedBy(draft.pullRequests, healthy.pullRequests, cut);
  return freeze(draft);
}

function mergedSprints(draft: Draft, healthy: TeamHistory, cut: Instant): Draft['sprints'] {
  return healthy.sprints.map((sprint) => {
    const past = draft.sprints.find(({ id }) => id === sprint.id);
    return { ...(past !== undefined && past.completed !== null && past.completed <= cut ? past : sprint) };
  });
}

function mergedBy(
  own: TeamHistory['pullRequests'],
  healthy: TeamHistory['pullRequests'],
  cut: Instant,
): TeamHistory['pullRequests'] {
  const closed = own.filter(({ closed: time }) => time !== null && time <= cut);
  const known = new Set(closed.map(({ id }) => id));
  return [...closed, ...healthy.filter(({ id }) => !known.has(id))];
}

const SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;

/** 0 unless detected; the more severe, the more. */
export function badness({ state, severity }: Finding): number {
  return state === 'detected' ? 1 + SEVERITIES.indexOf(severity) : 0;
}

/** Rules whose finding differs in anything a reader sees beside names and dates. */
export function differences(a: ReadonlyMap<string, Finding>, b: ReadonlyMap<string, Finding>): string[] {
  const seen = ({ state, reasons, severity, confidence, measure, evidenceTotal }: Finding): string =>
    JSON.stringify({ state, reasons, severity, confidence, measure, evidenceTotal });
  return [...a].flatMap(([id, finding]) => {
    const other = b.get(id) as Finding;
    return seen(finding) === seen(other) ? [] : [`${id}: ${seen(finding)} became ${seen(other)}`];
  });
}
