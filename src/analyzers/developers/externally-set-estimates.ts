import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const externallySetEstimates = defineAnalyzer({
  id: 'externally-set-estimates',
  code: 'D7',
  group: 'developers',
  title: {
    detected: 'Sizes are set by people who do not do the work',
    clear: 'The people who do the work set the sizes',
    unknown: 'Cannot tell who sets the sizes',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'externalShare',
    threshold: 0.5,
    unit: 'share of estimates',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    scrumMasterWeight: { default: 0.25, source: 'design default' },
    burstMinutes: { default: 60, source: 'design default' },
    burstItems: { default: 5, source: 'design default' },
  },
  minSample: { n: 20, of: 'estimates' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_ESTIMATES', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED'],
  needs: ['estimates', 'estimateHistory', 'roles', 'roster'],
  requires: [],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Sizes are set by people who won’t do the work.',
  why: '',
  logic:
    '≥ 50 % of first estimates by non-Developers (PO, manager, outside); the SM counts at weight 0.25 (clerical).',
  guards: [
    'Bursts ≤60 min with ≥5 items around a refinement event = team estimation typed by one person → excluded.',
  ],
  coaching: {
    question: 'Who could have said ‘that’s a 13’?',
    next: 'Blind estimate next five items.',
  },
  references: [
    'Guide: Developers “are responsible for the sizing”',
    'ScrumBut *Work Estimates Given to Teams*',
    'deck “Estimates produced only by PO, architect or single person”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
