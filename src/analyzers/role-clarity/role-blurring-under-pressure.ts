import type { ClosedSprint, ItemChange, RoleFacts, Transition, Vocabulary } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { changesOf, valueAt } from '../../history/timeline.ts';
import { collapseSessions } from '../../history/sessions.ts';
import type { Agreements } from '../../facts/agreements.ts';
import { isAcceptanceName } from '../../facts/board-states.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { changeNote, sprintNote } from '../shared/evidence.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { count, oneDecimal, partOf, percent } from '../shared/words.ts';

/** Labels of the week of a release, in which people help out by agreement. */
const RELEASE_LABEL = /\brelease/iu;
/** A rank change this close to a sprint change by the same person is a drag into the sprint. */
const DRAG = 60_000;

interface Crossing {
  readonly at: Instant;
  readonly item: Item;
}

export const roleBlurringUnderPressure = defineAnalyzer({
  id: 'role-blurring-under-pressure',
  code: 'A8',
  group: 'role-clarity',
  title: {
    detected: "People step into each other's accountabilities when the sprint gets tight",
    clear: 'Accountabilities hold until the end of the sprint',
    unknown: 'Cannot tell whether roles blur towards the end of the sprint',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'rateRatio', threshold: 2, unit: 'ratio', direction: '>=', source: 'design default' },
  thresholds: {
    lastPart: { default: 0.3, source: 'design default' },
    sprintsShare: { default: 0.5, source: 'design default' },
    minSprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 15, of: 'changes' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
  ],
  needs: ['roles', 'changes', 'sprints', 'statusHistory'],
  requires: ['changes', 'statusHistory'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Work that crosses accountabilities rises towards the end of the sprint.',
  why: 'When the sprint gets tight, people decide for each other; what was saved in hours is paid in ownership.',
  logic:
    'Crossing changes are: the Product Owner or Scrum Master assigning or moving other people’s items, Developers ranking the backlog during the sprint, the Scrum Master changing scope. Their number per move of an item in the last part of the sprints is compared with the part before, over all sprints and sprint by sprint.',
  guards: [
    'Helping each other as Developers is healthy; only changes across accountabilities count.',
    'Items labelled for a release are left out.',
    'Accepting an item out of an acceptance state is the Product Owner’s own work.',
  ],
  coaching: {
    question: 'What were we protecting when we stepped in, the goal or the appearance of progress?',
    next: 'Agree in the Retrospective how scope is renegotiated in the middle of a sprint.',
  },
  references: [
    'The Scrum Guide 2020: within a Scrum Team there are three accountabilities; Developers own the Sprint Backlog',
  ],
  analyze({ roles, changes, statusHistory, window, words, agreements }, limits) {
    const unseen = [...unknownHolder(roles.productOwner), ...unknownHolder(roles.scrumMaster)];
    if (unseen.length > 0) return notObservable(unseen, 'It is not known who holds both roles.');
    const perSprint = window.sprints.map((sprint) => {
      const between = changes.between(sprint.start, sprint.completed);
      const crossings = crossingsOf(between, sprint, roles, words, agreements);
      const moves = statusHistory
        .transitionsBetween(sprint.start, sprint.completed)
        .filter((move) => !move.automated);
      return { sprint, crossings, ...split(crossings, moves, sprint, limits.lastPart) };
    });
    const total = perSprint.reduce((sum, one) => sum + one.crossings.length, 0);
    const sum = (pick: (one: (typeof perSprint)[number]) => number): number =>
      perSprint.reduce((all, one) => all + pick(one), 0);
    const ratio = rateRatio(
      sum((one) => one.late),
      sum((one) => one.lateMoves),
      sum((one) => one.early),
      sum((one) => one.earlyMoves),
    );
    if (total < 15 || perSprint.length < limits.minSprints)
      return insufficientSample(
        ratio,
        total,
        `${count(total, 'crossing change')} in ${count(perSprint.length, 'sprint')}: too few to judge (15 in ${limits.minSprints}).`,
      );
    const hit = perSprint.filter(
      (one) => rateRatio(one.late, one.lateMoves, one.early, one.earlyMoves) >= limits.rateRatio,
    );
    return judged(ratio >= limits.rateRatio && hit.length / perSprint.length >= limits.sprintsShare, {
      value: ratio,
      sample: total,
      roleConfidence: roleConfidence(roles.productOwner, roles.scrumMaster),
      summary: `${count(total, 'crossing change')}; in the last ${percent(limits.lastPart)} of the sprints ${oneDecimal(ratio) === '1' ? '' : `${oneDecimal(ratio)} times `}as many per move of an item as before, in ${partOf(hit.length, perSprint.length, 'sprint')} at least ${oneDecimal(limits.rateRatio)} times.`,
      evidence: hit.flatMap((one) => [
        sprintNote(
          one.sprint,
          `${one.late} of ${count(one.crossings.length, 'crossing change')} in the last part`,
        ),
        ...one.crossings
          .filter((crossing) => crossing.at >= one.border)
          .map((crossing) =>
            changeNote(crossing.item, 'Crossing change near the end of the sprint', crossing.at),
          ),
      ]),
    });
  },
});

/** Changes of one sprint that cross accountabilities. */
function crossingsOf(
  changes: readonly ItemChange[],
  sprint: ClosedSprint,
  roles: RoleFacts,
  words: Vocabulary,
  agreements: Agreements,
): readonly Crossing[] {
  const known = changes.filter(
    (change) => change.by !== null && !change.item.labels.some((label) => RELEASE_LABEL.test(label)),
  );
  const steering = known.filter((change) => {
    const isOwner = roles.isProductOwner(change.by);
    const isMaster = roles.isScrumMaster(change.by);
    if (!isOwner && !isMaster) return false;
    if (change.field === 'assignee') return change.to !== null && change.to !== change.by;
    if (change.field === 'status')
      return movesOthersItem(change) && !(isOwner && isAcceptance(change, words, agreements));
    return (
      isMaster &&
      change.field === 'sprint' &&
      change.to?.split('\n').includes(sprint.id) === true &&
      change.at > sprint.start
    );
  });
  const ranking = known.filter(
    (change) =>
      change.field === 'rank' &&
      roles.isDeveloper(change.by) &&
      !roles.isProductOwner(change.by) &&
      isBacklogRank(change, sprint, words),
  );
  const sessions = collapseSessions(
    ranking.map((change) => ({ at: change.at, by: change.by, what: change.item })),
  );
  const ranked = sessions.flatMap((session) => {
    const item = session.events[0];
    return item === undefined ? [] : [{ at: session.from, item }];
  });
  return [...steering, ...ranked].map(({ at, item }) => ({ at, item })).sort((a, b) => a.at - b.at);
}

function movesOthersItem(change: ItemChange): boolean {
  const assignee = valueAt(changesOf(change.item, 'assignee'), change.at, change.item.assignee);
  return assignee !== null && assignee !== change.by;
}

function isAcceptance(change: ItemChange, words: Vocabulary, agreements: Agreements): boolean {
  return change.from !== null && isAcceptanceName(words.nameOf(change.from), agreements);
}

/** A rank change of an item that nobody works on and that is not being dragged into the sprint. */
function isBacklogRank(change: ItemChange, sprint: ClosedSprint, words: Vocabulary): boolean {
  const status = valueAt(changesOf(change.item, 'status'), change.at, change.item.status);
  const sprints = valueAt(changesOf(change.item, 'sprint'), change.at, change.item.sprints.join('\n'));
  const isDragged = changesOf(change.item, 'sprint').some(
    (other) => other.by === change.by && Math.abs(other.at - change.at) <= DRAG,
  );
  return (
    status !== null &&
    words.categoryOf(status) === 'todo' &&
    !isDragged &&
    !(sprints ?? '').split('\n').includes(sprint.id)
  );
}

function split(
  crossings: readonly Crossing[],
  moves: readonly Transition[],
  sprint: ClosedSprint,
  lastPart: number,
) {
  const border = sprint.completed - lastPart * (sprint.completed - sprint.start);
  const late = crossings.filter((one) => one.at >= border).length;
  const lateMoves = moves.filter((move) => move.at >= border).length;
  return { border, late, lateMoves, early: crossings.length - late, earlyMoves: moves.length - lateMoves };
}

/** Crossing changes per move, late over early; without an early one as if there had been one, a lower bound. */
function rateRatio(late: number, lateMoves: number, early: number, earlyMoves: number): number {
  if (late === 0) return 0;
  const lateRate = late / Math.max(1, lateMoves);
  const earlyRate = Math.max(1, early) / Math.max(1, earlyMoves);
  return lateRate / earlyRate;
}
