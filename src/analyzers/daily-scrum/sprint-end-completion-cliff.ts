import type { ClosedSprint, StatusFacts } from '../../facts/facts.ts';
import { collapseSessions } from '../../history/sessions.ts';
import { HOUR, type WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { gateByRecurrence } from '../shared/recurrence.ts';
import { count, listing, percent } from '../shared/words.ts';

export const sprintEndCompletionCliff = defineAnalyzer({
  id: 'sprint-end-completion-cliff',
  code: 'F3',
  group: 'daily-scrum',
  title: {
    detected: 'Most items finish in the last hours of the sprint',
    clear: 'Items finish throughout the sprint',
    unknown: 'Cannot tell when items finish in the sprint',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: true,
  primary: {
    name: 'cliffSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lateShare: { default: 0.5, source: 'design default' },
    lastPart: { default: 0.15, source: 'design default' },
    lastDays: { default: 1, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_STATUS_HISTORY',
    'AUTOMATED',
  ],
  needs: ['statusHistory', 'sprints'],
  requires: ['statusHistory', 'sprints'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Most items finish in the last hours of the sprint.',
  why: 'When everything finishes at the end there is no time left to react to what turns out wrong, and the review shows surprises.',
  logic:
    'Sprints with eight or more Done items are judged. A sprint counts when half of them were finished in the last 15 % of the sprint, at least the last working day. Half of the judged sprints (four or more judged), or two of the last three, make a finding.',
  guards: [
    'Items closed in one bulk session at the end of the sprint are left out: nobody can tell when they were finished.',
  ],
  coaching: {
    question: 'What could have been finished by mid-sprint?',
    next: 'Start fewer items, and finish the first one by the third day.',
  },
  references: [
    'The Scrum Guide 2020: the Daily Scrum adapts the Sprint Backlog each day',
    'Matthies et al.: ScrumLint, arXiv:1809.00634: Just-In-Time Development',
  ],
  baseRate:
    'Of the 830 sprints with eight or more items, half had finished a third of them or less when 80 % of their time was over; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25).',
  analyze({ window, statusHistory, clock }, limits) {
    const sprints = window.sprints.map((sprint) => finishesOf(sprint, statusHistory, clock, limits));
    const all = sprints.reduce((sum, entry) => sum + entry.finished + entry.bulk, 0);
    const bulk = sprints.reduce((sum, entry) => sum + entry.bulk, 0);
    if (all > 0 && bulk === all)
      return notObservable(['AUTOMATED'], `All ${all} items were closed in bulk when their sprint ended.`);
    const large = sprints.filter((entry) => entry.finished >= limits.minItems);
    const isCliff = (entry: Finishes): boolean => entry.late / entry.finished >= limits.lateShare;
    const hits = large.filter(isCliff);
    const share = large.length === 0 ? 0 : hits.length / large.length;
    const note =
      bulk === 0
        ? ''
        : ` ${count(bulk, 'item')} closed in bulk at the end of a sprint ${bulk === 1 ? 'is' : 'are'} left out.`;
    if (large.length < 3)
      return insufficientSample(
        share,
        large.length,
        `${count(large.length, 'sprint')} had ${limits.minItems} or more items Done, 3 are needed.${note}`,
      );
    const gate = gateByRecurrence(large, isCliff, {
      share: limits.cliffSprints,
      recentHits: limits.recentHits,
      recentSprints: limits.recentSprints,
      fullSeveritySprints: limits.fullSeveritySprints,
    });
    const named =
      gate.state === 'clear' && hits.length > 0 ? `: ${listing(hits.map((entry) => entry.sprint.name))}` : '';
    return judged(gate.state === 'detected', {
      value: share,
      sample: large.length,
      ...(gate.atMostMedium ? { atMost: 'medium' as const } : {}),
      summary:
        hits.length === 0
          ? `No sprint of ${large.length} had ${percent(limits.lateShare)} or more of its Done items finished in the last ${percent(limits.lastPart)} of the time.${note}`
          : `In ${hits.length} of ${large.length} sprints at least ${percent(limits.lateShare)} of the Done items were finished in the last ${percent(limits.lastPart)} of the time${named}.${note}`,
      evidence: [...hits].reverse().map((entry) => ({
        kind: 'sprint' as const,
        text: `${entry.late} of ${entry.finished} Done items finished at the end`,
        key: entry.sprint.name,
        at: entry.sprint.completed,
      })),
    });
  },
});

/** A session that closes this many items within this time of the sprint's close is housekeeping, not finishing. */
const BULK_ITEMS = 5;
const BULK_NEAR_CLOSE = HOUR;

interface Finishes {
  readonly sprint: ClosedSprint;
  readonly finished: number;
  readonly late: number;
  readonly bulk: number;
}

function finishesOf(
  sprint: ClosedSprint,
  status: StatusFacts,
  clock: WorkingTime,
  limits: Record<'lastPart' | 'lastDays', number>,
): Finishes {
  const moves = status
    .finishedBetween(sprint.start, sprint.completed + 1)
    .filter((item) => item.sprints.includes(sprint.id))
    .flatMap((item) =>
      status
        .transitions(item)
        .filter((move) => move.to.category === 'done' && move.at === status.finishOf(item))
        .slice(-1),
    );
  const sessions = collapseSessions(moves.map((move) => ({ at: move.at, by: move.by, what: move })));
  const bulk = sessions.filter(
    (session) => session.events.length >= BULK_ITEMS && sprint.completed - session.to <= BULK_NEAR_CLOSE,
  );
  const closedInBulk = new Set(bulk.flatMap((session) => session.events));
  const finished = moves.filter((move) => !closedInBulk.has(move));
  const length = clock.days(sprint.start, sprint.completed);
  const lateFrom = clock.add(
    sprint.completed,
    -Math.max(limits.lastPart * length, Math.min(limits.lastDays, length / 2)),
  );
  return {
    sprint,
    finished: finished.length,
    late: finished.filter((move) => move.at >= lateFrom).length,
    bulk: closedInBulk.size,
  };
}
