import type { TeamFacts } from '../facts/build.ts';
import { changedCharacters } from '../quality/touches.ts';
import type { ClosedSprint, SprintScope } from '../facts/facts.ts';
import type { Item } from '../history/team-history.ts';
import type { BacklogCalibration } from '../reports/report.ts';
import { READY } from './backlog-parts.ts';

/** Below this an item was unready when its sprint began (card E5). */
const UNREADY = 0.5;
/** Ready and unready items together that a comparison needs (rules §5.4). */
const MIN_ITEMS = 40;
/** Of each kind at least this many, so that one item does not decide. */
const MIN_EACH = 5;
/** Changed characters from which on an edit inside the sprint changes the requirement. */
const REQUIREMENT_EDIT = 20;

interface Followed {
  readonly readiness: number;
  /** Done in its sprint, its text unchanged after the start, never reopened. */
  readonly wentWell: boolean;
}

/**
 * Whether ready items did better than unready ones (rules §5.4): each item committed to is read as it stood when its
 * sprint began and followed to the sprint's end. Null where sprints or their history are unknown.
 */
export function calibrate(facts: TeamFacts): BacklogCalibration | null {
  const { window, sprintHistory, statusHistory, quality } = facts;
  if (
    sprintHistory.unseen.length > 0 ||
    statusHistory.unseen.length > 0 ||
    quality.unseenTexts.length > 0 ||
    window.lookBack.length === 0
  )
    return null;
  const followed = window.lookBack.flatMap((sprint) => {
    const scope = sprintHistory.scope(sprint);
    return scope.committed.flatMap((item): Followed[] => {
      const readiness = quality.readiness(item, 'now', scope.graceEnd).value;
      return readiness === null ? [] : [{ readiness, wentWell: wentWell(facts, item, scope, sprint) }];
    });
  });
  const ready = followed.filter(({ readiness }) => readiness >= READY);
  const unready = followed.filter(({ readiness }) => readiness < UNREADY);
  const enough =
    ready.length + unready.length >= MIN_ITEMS && ready.length >= MIN_EACH && unready.length >= MIN_EACH;
  const rates = { ready: rate(ready), unready: rate(unready) };
  return {
    items: followed.length,
    ready: { items: ready.length, wentWell: rounded(rates.ready) },
    unready: { items: unready.length, wentWell: rounded(rates.unready) },
    auc: rounded(areaUnderCurve(followed)),
    predictive: enough && rates.ready !== null && rates.unready !== null ? rates.ready > rates.unready : null,
  };
}

function wentWell(facts: TeamFacts, item: Item, scope: SprintScope, sprint: ClosedSprint): boolean {
  if (!scope.done.includes(item)) return false;
  const edited = facts.descriptionHistory
    .edits(item)
    .some(
      ({ at, from, to }) =>
        at > scope.graceEnd &&
        at <= sprint.completed &&
        (from !== null || to !== null) &&
        changedCharacters(from ?? '', to ?? '') >= REQUIREMENT_EDIT,
    );
  const reopened = facts.statusHistory
    .transitions(item)
    .some(({ at, from, to }) => at > sprint.start && from.category === 'done' && to.category !== 'done');
  return !edited && !reopened;
}

function rate(items: readonly Followed[]): number | null {
  return items.length === 0 ? null : items.filter((item) => item.wentWell).length / items.length;
}

/** Probability that an item that went well was readier than one that did not; ties count half. Null without both. */
export function areaUnderCurve(items: readonly Followed[]): number | null {
  const sorted = [...items].sort((a, b) => a.readiness - b.readiness);
  const good = sorted.filter((item) => item.wentWell).length;
  const bad = sorted.length - good;
  if (good === 0 || bad === 0) return null;
  let badBelow = 0;
  let wins = 0;
  for (let index = 0; index < sorted.length;) {
    let end = index;
    let goodHere = 0;
    while (end < sorted.length && sorted[end]?.readiness === sorted[index]?.readiness)
      if (sorted[end++]?.wentWell) goodHere++;
    const badHere = end - index - goodHere;
    wins += goodHere * (badBelow + badHere / 2);
    badBelow += badHere;
    index = end;
  }
  return wins / (good * bad);
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 100) / 100;
}
