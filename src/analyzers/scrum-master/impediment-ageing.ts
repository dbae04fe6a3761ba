import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const impedimentAgeing = defineAnalyzer({
  id: 'impediment-ageing',
  code: 'C2',
  group: 'scrum-master',
  title: {
    detected: 'Blocked work stays blocked',
    clear: 'Blocked work is unblocked soon',
    unknown: 'Cannot tell how long work stays blocked',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: { name: 'blockedDaysP50', threshold: 2, unit: 'days', direction: '>', source: 'design default' },
  thresholds: {
    blockedDaysP85: { default: 5, source: 'design default' },
    openDays: { default: 10, source: 'design default' },
  },
  minSample: { n: 8, of: 'episodes' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_BLOCK_CONVENTION', 'PERMISSION_DENIED'],
  needs: ['links', 'changes', 'boardStates'],
  requires: [],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Blocked work stays blocked.',
  why: '',
  logic:
    'duration of ended block episodes P50 > 2 d or P85 > 5 d (from 8 episodes on); or, whatever the number of episodes, any open episode > 10 d on a sprint item (without sprints: a started item).',
  guards: [
    'Items not in sprint ignored',
    'Link to a *Done* blocker counts as cleared',
    'Forgotten flag (item progressed two states while flagged) → not counted, with a note.',
  ],
  coaching: {
    question: 'Which blocker is outside our control and who owns the conversation?',
    next: 'Impediment owner + next date on each; escalate >5 d.',
  },
  references: [
    'S6',
    'Guide “causing the removal of impediments”',
    'Kanban Guide for Scrum Teams “responding quickly to blocked … items”.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
