import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const missingSprintGoal = defineAnalyzer({
  id: 'missing-sprint-goal',
  code: 'E1',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints run without a Sprint Goal',
    clear: 'Sprints have a Sprint Goal',
    unknown: 'Cannot tell whether sprints have a goal',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-team',
  recurrenceGated: true,
  primary: {
    name: 'sprintsWithoutGoal',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    chars: { default: 15, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: ['NO_SPRINTS', 'NO_GOAL_FIELD', 'PERMISSION_DENIED', 'NOT_SCRUM', 'NO_GOAL_LOCATION'],
  needs: ['sprints', 'sprintGoals', 'wiki'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Sprints run without a Sprint Goal.',
  why: '',
  logic:
    'per sprint: goal text < 15 chars after trimming, or equal to the sprint’s name or number; recurrence gated.',
  guards: ['Goal in wiki linked from sprint counts.'],
  coaching: {
    question: 'If only one thing could be true by the review, what is it?',
    next: 'PO proposes a why-sentence; team edits it.',
  },
  references: [
    'Guide Sprint Goal is the Sprint Backlog’s commitment, finalised before planning ends',
    'Telemaco AS04: check dedicated field, *Min Length* parameter',
    'Scrum.org “Not having a Sprint Goal”',
    'survey: frequent.',
  ],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
