import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

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
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Finished work queues for PO acceptance.',
  why: '',
  logic: 'time in acceptance: P50 > 1 d or P85 > 3 d, or ≥ 25 % of item cycle time in the median.',
  guards: ['State used as release queue → map as `release`', 'Weekends removed.'],
  coaching: {
    question: 'What could Developers verify without you?',
    next: 'Accept at the desk within one day; move checks into AC/DoD.',
  },
  references: [
    'Wolpers “Delaying PO: items sit ‘Done’ waiting for PO review for days … artificial queue”',
    'Guide: review is not a gate.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
