import type { ClosedSprint, EventFacts, Facts, Frame, ItemChange, OrderingFacts } from '../../facts/facts.ts';
import { collapseSessions } from '../../history/sessions.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { amount, count, percent } from '../shared/words.ts';

export const reviewWithoutAdaptation = defineAnalyzer({
  id: 'review-without-adaptation',
  code: 'H3',
  group: 'sprint-review',
  title: {
    detected: 'Nothing in the Product Backlog changes after the review',
    clear: 'The Product Backlog changes after reviews',
    unknown: 'Cannot tell whether reviews change the Product Backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'unadaptedSprints',
    threshold: 0.8,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hours: { default: 48, source: 'design default' },
    planningHours: { default: 4, source: 'design default' },
  },
  minSample: { n: 5, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_RANK_HISTORY',
    'NO_SPRINTS',
    'NO_CALENDAR',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['changes', 'rankHistory', 'priorityHistory', 'items', 'sprints', 'events'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Nothing in the Product Backlog changes after the review.',
  why: 'A review that changes nothing is a presentation: what the stakeholders said has no way into the next sprints.',
  logic:
    'A sprint counts when, within 48 working hours after its review (or its end, where the time of the review is unknown), the backlog was ordered, rewritten or thinned out no more often than usual and no item was created. 80 % of the sprints or more make a finding.',
  guards: [
    'The Scrum Guide says that the backlog may be adjusted: the finding is never more than medium.',
    'Putting items into a sprint is planning and does not count as a change.',
    'A sprint whose review time is unknown and whose successor begins within four hours is left out: planning and review cannot be told apart.',
    'Nights count, weekends and holidays do not.',
  ],
  coaching: {
    question: 'What did we learn that should move something up or out?',
    next: 'Use the last 15 minutes of the review to put the top ten in order together.',
  },
  references: [
    'The Scrum Guide 2020: the Product Backlog may also be adjusted to meet new opportunities',
    'S13: “analyzing and prioritizing product features using sprint reviews”',
  ],
  analyze(facts, limits) {
    const { rankHistory, priorityHistory, window } = facts;
    if (rankHistory.unseen.length > 0 && priorityHistory.unseen.length > 0)
      return notObservable(
        [...rankHistory.unseen, ...priorityHistory.unseen, 'NO_RANK_HISTORY'],
        'Changes of the order and of priorities are not recorded.',
      );
    const times = window.sprints.map((sprint) => ({
      sprint,
      at: reviewTime(facts, sprint, limits.planningHours),
    }));
    const known = times.filter((one): one is { sprint: ClosedSprint; at: Instant } => one.at !== null);
    const acts = adaptations(facts);
    const span = limits.hours / 24;
    const usual = usualRate(facts, acts, span);
    const after = known.map(({ sprint, at }) => ({
      sprint,
      ...changesIn(facts, acts, at, facts.clock.add(at, span)),
    }));
    const unadapted = after.filter((one) => one.created === 0 && one.sessions <= usual);
    const share = after.length === 0 ? 0 : unadapted.length / after.length;
    if (after.length < MINIMUM && times.length >= MINIMUM)
      return notObservable(
        ['NO_CALENDAR'],
        `For ${count(times.length - after.length, 'sprint')} the time of the review is unknown and the next sprint follows at once.`,
      );
    if (after.length < MINIMUM)
      return insufficientSample(
        share,
        after.length,
        `${count(after.length, 'closed sprint')} could be judged, ${MINIMUM} are needed.`,
      );
    const often = `; ${usual === 1 ? 'usual is' : 'usual are'} ${amount(usual, 'session')}`;
    return judged(share >= limits.unadaptedSprints, {
      value: share,
      sample: after.length,
      atMost: 'medium',
      strength: known.some(({ sprint }) => hasCalendarReview(facts.events, sprint)) ? 0.8 : 1,
      summary:
        unadapted.length === 0
          ? `After each of ${after.length} sprints something was created, or the backlog was changed more often than usual, within ${limits.hours} working hours${often}.`
          : `After ${unadapted.length} of ${after.length} sprints nothing was created and the backlog was changed no more often than usual within ${limits.hours} working hours (${percent(share)})${often}.`,
      evidence: [...unadapted].reverse().map(({ sprint, sessions }) => ({
        kind: 'sprint' as const,
        text: `${count(sessions, 'session')} of changes and no new item after the review`,
        key: sprint.name,
        at: sprint.completed,
      })),
    });
  },
});

/** The card's minimum. */
const MINIMUM = 5;

type Seen = Pick<Facts, 'changes' | 'rankHistory' | 'priorityHistory' | 'items' | 'sprints' | 'events'> &
  Frame;

/** End of the review, else of the sprint; null where it is unknown and the next sprint begins within the given hours. */
function reviewTime(
  { events, sprints, clock }: Seen,
  sprint: ClosedSprint,
  planningHours: number,
): Instant | null {
  const review = events.of('review', sprint);
  const held =
    review.state === 'found-strong'
      ? review.events.filter((event) => event.source === 'calendar')[0]
      : undefined;
  if (held !== undefined) return held.end ?? held.start;
  const follows = sprints.all.some(
    (other) =>
      other.id !== sprint.id &&
      other.start !== null &&
      other.start >= sprint.completed - HOUR &&
      clock.days(sprint.completed, other.start) * 24 <= planningHours,
  );
  return follows ? null : sprint.completed;
}

function hasCalendarReview(events: EventFacts, sprint: ClosedSprint): boolean {
  return events.of('review', sprint).events.some((event) => event.source === 'calendar');
}

/** Starts of sessions in which somebody ordered, rewrote or dropped items that were not started. */
function adaptations(facts: Seen): readonly Instant[] {
  const { from, to } = facts.window;
  if (from === null || to === null) return [];
  const end = facts.clock.add(to, 7);
  const ordering = (history: OrderingFacts): readonly Instant[] =>
    history.unseen.length > 0 ? [] : history.sessions(from, end).map((session) => session.from);
  const edits = facts.changes
    .between(from, end)
    .filter((change) => change.item.level === 'base' && !change.automated && isAdaptation(facts, change));
  const sessions = collapseSessions(
    edits.map((change) => ({ at: change.at, by: change.by, what: change })),
  ).map((session) => session.from);
  return [...ordering(facts.rankHistory), ...ordering(facts.priorityHistory), ...sessions];
}

const TEXTS = new Set(['title', 'description', 'acceptanceCriteria']);

function isAdaptation({ items }: Seen, change: ItemChange): boolean {
  const dropped = change.item.resolution === 'dropped' || change.item.resolution === 'duplicate';
  const discards = dropped && (change.field === 'resolution' || change.field === 'status');
  if (!TEXTS.has(change.field) && !discards) return false;
  return items.backlog.includes(change.item) || isUntouched(change.item, change.at);
}

/** Its status had not changed before: work had not begun. */
function isUntouched(item: Item, at: Instant): boolean {
  return !item.changes.some((change) => change.field === 'status' && change.at < at);
}

function changesIn(
  { items }: Seen,
  acts: readonly Instant[],
  from: Instant,
  to: Instant,
): { readonly sessions: number; readonly created: number } {
  return {
    sessions: acts.filter((at) => at >= from && at <= to).length,
    created: items.pbisSince(from).filter((item) => item.created >= from && item.created <= to).length,
  };
}

/** Median number of sessions in stretches of the same working time over W. */
function usualRate(facts: Seen, acts: readonly Instant[], span: number): number {
  const { from, to } = facts.window;
  if (from === null || to === null) return 0;
  const rates: number[] = [];
  for (let start = from; start < to;) {
    const end = facts.clock.add(start, span);
    if (end <= start) break;
    rates.push(acts.filter((at) => at >= start && at < end).length);
    start = end;
  }
  return rates.length === 0 ? 0 : median(rates);
}
