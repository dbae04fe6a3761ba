import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const hiddenImpediments = defineAnalyzer({
  id: 'hidden-impediments',
  code: 'C3',
  group: 'scrum-master',
  title: {
    detected: 'Work stalls and nothing is marked blocked',
    clear: 'Stalled work is marked',
    unknown: 'Cannot tell whether stalled work is marked',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'stallShare',
    threshold: 0.2,
    unit: 'share of items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    stallDays: { default: 5, source: 'design default' },
    markedShare: { default: 0.05, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'PERMISSION_DENIED', 'NO_STATUS_HISTORY'],
  needs: ['statusHistory', 'changes', 'links', 'pullRequests'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Work visibly stalls but nothing is ever marked blocked.',
  why: '',
  logic: '≥ 20 % of started items had a stall and < 5 % of stalls were marked.',
  guards: [
    'Activity in linked PR/commits counts as movement',
    'Holidays',
    'While F2 is detected a stall cannot be told from a stale board → clear, with a note.',
  ],
  coaching: {
    question: 'What was happening in the five silent days?',
    next: 'Agree one visible blocked marker.',
  },
  references: ['S7 “note any obstacles”', 'Guide transparency', '“Hidden Impediment” smell.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
