import type { StatusSpan } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { median, quantile } from '../shared/statistics.ts';
import { count, oneDecimal, percent, workingDays } from '../shared/words.ts';

export const delayedAcceptance = defineAnalyzer({
  id: 'delayed-acceptance',
  code: 'B6',
  group: 'product-owner',
  title: {
    detected: 'Finished work waits for acceptance',
    clear: 'Finished work is accepted soon',
    unknown: 'Cannot tell how long finished work waits for acceptance',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: { name: 'waitDaysP50', threshold: 1, unit: 'days', direction: '>', source: 'design default' },
  thresholds: {
    waitDaysP85: { default: 3, source: 'design default' },
    cycleShare: { default: 0.25, source: 'design default' },
  },
  minSample: { n: 12, of: 'items' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_ACCEPT_STATE', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'boardStates'],
  requires: ['statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Finished work waits for acceptance by the Product Owner.',
  why: 'While work waits to be accepted, its makers have started something else, and what has to be mended comes back late.',
  logic:
    'For the items that left an acceptance state in the window, the time they spent in it is taken. A median above one day, one item in seven above three days, or a quarter of the whole time in the median makes a finding.',
  guards: [
    'A state that is a queue for the release can be named as such in the configuration.',
    'Weekends and holidays are left out.',
  ],
  coaching: {
    question: 'What could Developers verify without you?',
    next: 'Accept at the desk within one day, and move checks into the acceptance criteria and the Definition of Done.',
    whenFine: 'What makes acceptance quick in this team?',
  },
  references: [
    'Wolpers: “Delaying PO: items sit ‘Done’ waiting for PO review for days … artificial queue”',
    'The Scrum Guide 2020: the Sprint Review should never be considered a gate to releasing value',
  ],
  analyze({ statusHistory, boardStates, window, clock }, limits) {
    if (boardStates.unseenAcceptance.length > 0)
      return notObservable(
        boardStates.unseenAcceptance,
        'The board has no state in which work waits for acceptance, which is no problem in itself.',
      );
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const isAcceptance = (span: StatusSpan): boolean => boardStates.isAcceptance(span.status);
    const waits = leavers().map((item) => {
      const spans = statusHistory.spans(item).filter((span) => isAcceptance(span) && span.from < to);
      const days = spans.reduce((sum, span) => sum + clock.days(span.from, Math.min(span.to, to)), 0);
      const cycle = statusHistory.cycleDays(item);
      return { item, days, share: cycle === null || cycle <= 0 ? null : Math.min(1, days / cycle) };
    });
    if (waits.length < 12)
      return insufficientSample(
        waits.length === 0 ? null : median(waits.map((wait) => wait.days)),
        waits.length,
        `${count(waits.length, 'item')} left an acceptance state, 12 are needed.`,
      );
    const days = waits.map((wait) => wait.days);
    const [middle, late] = [median(days), quantile(days, 0.85)];
    const shares = waits.flatMap((wait) => (wait.share === null ? [] : [wait.share]));
    const cycleShare = shares.length === 0 ? 0 : median(shares);
    const hit = middle > limits.waitDaysP50 || late > limits.waitDaysP85 || cycleShare >= limits.cycleShare;
    return judged(hit, {
      value: middle,
      sample: waits.length,
      summary: `${count(waits.length, 'item')} waited a median of ${workingDays(middle)} for acceptance, 85 % of them up to ${workingDays(late)}, a median of ${percent(cycleShare)} of their whole time; the limits are ${workingDays(limits.waitDaysP50)}, ${workingDays(limits.waitDaysP85)} and ${percent(limits.cycleShare)}.`,
      evidence: [...waits]
        .sort((a, b) => b.days - a.days || (a.item.key < b.item.key ? -1 : 1))
        .map(({ item, days: waited }) =>
          itemNote(item, `waited ${oneDecimal(waited)} working days for acceptance`),
        ),
    });

    /** Items that left an acceptance state in the window, oldest first. */
    function leavers(): readonly Item[] {
      const moves = statusHistory
        .transitionsBetween(from, to)
        .filter((move) => boardStates.isAcceptance(move.from) && !boardStates.isAcceptance(move.to));
      return [...new Set(moves.map((move) => move.item))];
    }
  },
});
