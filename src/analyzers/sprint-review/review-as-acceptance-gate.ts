import type { ClosedSprint, Facts, Frame, Transition } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { HOUR } from '../../history/working-time.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { clear, insufficientSample, judged, notObservable } from '../outcome.ts';
import { shareTest } from '../shared/statistics.ts';
import { partOf, percent, sentence } from '../shared/words.ts';

export const reviewAsAcceptanceGate = defineAnalyzer({
  id: 'review-as-acceptance-gate',
  code: 'H4',
  group: 'sprint-review',
  title: {
    detected: 'Items are accepted in or right before the review',
    clear: 'Items are accepted as they are finished',
    unknown: 'Cannot tell when items are accepted',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'acceptedLateShare',
    threshold: 0.4,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    hoursAroundReview: { default: 2, source: 'design default' },
    lastHours: { default: 4, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 8, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_ACCEPT_STATE',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'AUTOMATED',
  ],
  needs: ['statusHistory', 'boardStates', 'roles', 'sprints', 'events'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'partial', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The Product Owner accepts the sprint’s items in the review or right before it.',
  why: 'Work that waits for the meeting to be accepted cannot be released earlier, and surprises come when nothing can be done about them any more.',
  logic:
    'Items Done in the sprint that one Product Owner moved from acceptance to Done within two hours of the review or in the last four hours of the sprint, as a share of all its Done items. 40 % or more make a finding.',
  guards: [
    'Only moves out of an acceptance state by the Product Owner count; tidying up the board does not.',
    'Where most items are set to Done in bulk when the sprint is closed, nothing is said.',
  ],
  coaching: {
    question: 'What surprises are we saving for the meeting?',
    next: 'Accept items as they are finished and use the review for feedback.',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Review should never be considered a gate to releasing value',
    'Wolpers: “Acceptance” by the Product Owner',
  ],
  analyze(facts, limits) {
    const { boardStates, roles, window } = facts;
    const finished = window.sprints.flatMap((sprint) => finishedIn(facts, sprint));
    const reasons: ReasonCode[] = [...boardStates.unseenAcceptance, ...roles.productOwner.unseen];
    if (finished.length > 0 && finished.filter((one) => isBulk(one)).length >= finished.length / 2)
      reasons.push('AUTOMATED');
    if (reasons.length > 0)
      return notObservable(reasons, 'When the Product Owner accepts items cannot be seen.');
    const late = finished.filter((one) => isLateAcceptance(facts, one, limits));
    const byOne = Math.max(
      0,
      ...roles.productOwner.people.map((person) => late.filter((one) => one.move.by === person).length),
    );
    const share = finished.length === 0 ? 0 : byOne / finished.length;
    const summary = `${sentence(partOf(byOne, finished.length, 'Done item'))} were accepted by the Product Owner around the review or in the last ${limits.lastHours} hours of the sprint${byOne === 0 ? '' : ` (${percent(share)})`}.`;
    if (finished.length < 8 || window.sprints.length < limits.minSprints)
      return insufficientSample(
        share,
        finished.length,
        `${summary} 8 Done items in ${limits.minSprints} sprints are needed.`,
      );
    const verdict = shareTest(byOne, finished.length, limits.acceptedLateShare);
    if (verdict === 'uncertain')
      return insufficientSample(share, finished.length, `${summary} That is too few items to be sure.`);
    const seen = {
      value: share,
      sample: finished.length,
      summary,
      roleConfidence: roles.productOwner.confidence ?? 1,
    };
    if (verdict === 'under') return clear(seen);
    return judged(true, {
      ...seen,
      evidence: [...late].reverse().map(({ item, move }) => ({
        kind: 'item' as const,
        text: 'accepted around the review or at the end of the sprint',
        key: item.key,
        at: move.at,
      })),
    });
  },
});

type Seen = Pick<Facts, 'statusHistory' | 'boardStates' | 'roles' | 'sprints' | 'events'> & Frame;

interface Finished {
  readonly sprint: ClosedSprint;
  readonly item: Item;
  /** Its last entry into Done. */
  readonly move: Transition;
  /** Moves to Done by the same actor within two minutes of the close. */
  readonly together: number;
}

/** Closing a sprint moves what is left within this time. */
const BULK_TOLERANCE = 2 * 60_000;
const BULK_ITEMS = 3;

function finishedIn({ statusHistory, sprints }: Seen, sprint: ClosedSprint): readonly Finished[] {
  const inSprint = new Set(sprints.itemsAt(sprint, sprint.completed - 1));
  const found = statusHistory
    .finishedBetween(sprint.start, sprint.completed + BULK_TOLERANCE)
    .filter((item) => inSprint.has(item))
    .flatMap((item) => {
      const move = statusHistory
        .transitions(item)
        .filter((one) => one.to.category === 'done' && one.from.category !== 'done')
        .at(-1);
      return move === undefined ? [] : [{ sprint, item, move }];
    });
  const atClose = found.filter(({ move }) => Math.abs(move.at - sprint.completed) <= BULK_TOLERANCE);
  return found.map((one) => ({
    ...one,
    together: atClose.filter(
      ({ move }) => atClose.some((own) => own.item === one.item) && move.by === one.move.by,
    ).length,
  }));
}

/** Set to Done by automation, or together with others as the sprint was closed. */
function isBulk({ move, together }: Finished): boolean {
  return move.automated || together >= BULK_ITEMS;
}

function isLateAcceptance(
  { boardStates, roles, events }: Seen,
  { sprint, move }: Finished,
  limits: Record<'hoursAroundReview' | 'lastHours', number>,
): boolean {
  if (!boardStates.isAcceptance(move.from) || !roles.isProductOwner(move.by) || move.automated) return false;
  if (move.at >= sprint.completed - limits.lastHours * HOUR) return true;
  const around = limits.hoursAroundReview * HOUR;
  return events
    .of('review', sprint)
    .events.some(
      (event) =>
        !event.cancelled &&
        event.end !== null &&
        move.at >= event.start - around &&
        move.at <= event.end + around,
    );
}
