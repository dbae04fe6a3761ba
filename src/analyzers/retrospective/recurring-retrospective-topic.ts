import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const recurringRetrospectiveTopic = defineAnalyzer({
  id: 'recurring-retrospective-topic',
  code: 'I4',
  group: 'retrospective',
  title: {
    detected: 'The same problem returns in retrospectives',
    clear: 'Retrospectives move on to new topics',
    unknown: 'Cannot tell whether topics return in retrospectives',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'topicRetrospectives',
    threshold: 3,
    unit: 'events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    lastRetrospectives: { default: 5, source: 'design default' },
    similarity: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_WIKI', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_LANGUAGE', 'OPTED_OUT'],
  needs: ['wiki', 'events'],
  requires: [],
  observable: { jira: 'no', linear: 'no', github: 'no', calendar: 'no', wiki: 'partial', csv: 'no' },
  window: 'sprints',
  what: 'The same problem returns retro after retro.',
  why: '',
  logic: 'same cluster in ≥ 3 of the last 5 retros.',
  guards: ['Standing agenda words', 'Template headings stripped.'],
  coaching: {
    question: 'Is this ours to solve? If not, whose door do we knock on?',
    next: 'Escalate as impediment with data.',
  },
  references: ['Theil “Time loop Retrospective”', 'Wolpers.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
