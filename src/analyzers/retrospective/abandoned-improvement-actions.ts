import type { Improvement, Window } from '../../facts/facts.ts';
import type { Instant } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable, reaches } from '../outcome.ts';
import { median } from '../shared/statistics.ts';
import { amount, count, partOf, percent, sentence } from '../shared/words.ts';

export const abandonedImprovementActions = defineAnalyzer({
  id: 'abandoned-improvement-actions',
  code: 'I3',
  group: 'retrospective',
  title: {
    detected: 'Improvement actions have no owner or are never finished',
    clear: 'Improvement actions are finished',
    unknown: 'Cannot tell what becomes of improvement actions',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'completedShare',
    threshold: 0.5,
    unit: 'share of actions',
    direction: '<',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    unownedShare: { default: 0.5, source: 'design default' },
    openSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 6, of: 'actions' },
  shareTest: false,
  reasons: ['NO_WIKI', 'PERMISSION_DENIED', 'NO_IMPROVEMENT_CONVENTION'],
  needs: ['improvementItems', 'wiki', 'statusHistory'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'full', csv: 'partial' },
  window: 'weeks',
  what: 'Improvement actions have no owner or never get done.',
  why: 'Actions that nobody finishes teach the team that its retrospectives do not matter.',
  logic:
    'Actions of the last 12 sprints that are old enough: fewer than half completed within two sprints, or half or more without an owner, or open ones with a median age of more than three sprints make a finding. Without sprints, a sprint is two weeks.',
  guards: [
    'An action dropped on purpose counts as resolved.',
    'Actions for the organisation are named and not counted.',
  ],
  coaching: {
    question: 'Which one would we pay for with sprint capacity?',
    next: 'Close all but one and put it into the sprint.',
  },
  references: ['Wolpers: “What improvement?”, “#NoAccountability”', 'Theil: no completion of action items'],
  analyze({ improvementItems, wiki, window, asOf }, limits) {
    if (improvementItems.unseen.length > 0 && wiki.unseen.length > 0)
      return notObservable(
        [...improvementItems.unseen, ...wiki.unseen],
        'No label, type or page for improvements was ever used.',
      );
    const sprintLength = usualSprint(window);
    const since = firstDay(window, asOf);
    const recent = improvementItems.all.filter((one) => one.created >= since);
    const own = recent.filter((one) => !one.organisational);
    const aged = own.filter((one) => one.created + limits.sprints * sprintLength <= asOf);
    const completed = aged.filter(
      (one) => one.resolved !== null && one.resolved <= one.created + limits.sprints * sprintLength,
    );
    const unowned = aged.filter((one) => !one.owned);
    const open = own.filter((one) => one.resolved === null);
    const openAge = open.length === 0 ? 0 : median(open.map((one) => asOf - one.created)) / sprintLength;
    const share = aged.length === 0 ? 0 : completed.length / aged.length;
    const unownedShare = aged.length === 0 ? 0 : unowned.length / aged.length;
    const forOthers = recent.length - own.length;
    if (aged.length < 6)
      return insufficientSample(
        share,
        aged.length,
        `${count(aged.length, 'improvement action')} could be judged, 6 are needed.`,
      );
    const hit =
      reaches(share, '<', limits.completedShare) ||
      unownedShare >= limits.unownedShare ||
      openAge > limits.openSprints;
    return judged(hit, {
      value: share,
      sample: aged.length,
      summary: `${sentence(partOf(completed.length, aged.length, 'improvement action'))} were completed within ${count(limits.sprints, 'sprint')}${completed.length === 0 ? '' : ` (${percent(share)})`}, ${unowned.length === 0 ? 'all have an owner' : `${unowned.length} ${unowned.length === 1 ? 'has' : 'have'} no owner`}, ${open.length === 0 ? 'none is open' : `${open.length} ${open.length === 1 ? 'is' : 'are'} open for ${amount(openAge, 'sprint')} in the median`}.${forOthers === 0 ? '' : ` ${count(forOthers, 'action')} for the organisation ${forOthers === 1 ? 'is' : 'are'} not counted.`}`,
      evidence: [...aged]
        .reverse()
        .filter((one) => !completed.includes(one))
        .map(noteOf),
    });
  },
});

/** Without sprints. */
const DEFAULT_SPRINT = 14 * DAY;
const LOOK_BACK_WEEKS = 24;

/** From one sprint's start to the next, in the median; a single sprint counts with its own length. */
function usualSprint({ lookBack }: Window): number {
  const first = lookBack[0];
  if (first === undefined) return DEFAULT_SPRINT;
  const gaps = lookBack
    .slice(1)
    .map((sprint, index) => sprint.start - (lookBack[index]?.start ?? sprint.start))
    .filter((gap) => gap > 0);
  return gaps.length === 0 ? first.completed - first.start : median(gaps);
}

function firstDay({ lookBack }: Window, asOf: Instant): Instant {
  return lookBack[0]?.start ?? asOf - LOOK_BACK_WEEKS * 7 * DAY;
}

/** Texts of actions stay where they are: they may come from a retrospective. */
function noteOf(one: Improvement) {
  const state = one.resolved === null ? 'still open' : 'completed late';
  return {
    kind: one.key === null ? ('event' as const) : ('item' as const),
    text: one.owned ? state : `${state}, no owner`,
    key: one.key,
    at: one.created,
  };
}
