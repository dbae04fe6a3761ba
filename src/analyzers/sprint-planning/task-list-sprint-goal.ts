import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';

export const taskListSprintGoal = defineAnalyzer({
  id: 'task-list-sprint-goal',
  code: 'E2',
  group: 'sprint-planning',
  title: {
    detected: 'Sprint Goals are lists of tasks or slogans',
    clear: 'Sprint Goals state one objective',
    unknown: 'Cannot tell what the Sprint Goals say',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: true,
  primary: {
    name: 'taskListGoals',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    keys: { default: 2, source: 'design default' },
    parts: { default: 3, source: 'design default' },
    similarity: { default: 0.9, source: 'design default' },
    similarInARow: { default: 3, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_GOAL_FIELD',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_LANGUAGE',
    'NO_GOAL_LOCATION',
    'OPTED_OUT',
  ],
  needs: ['sprints', 'sprintGoals'],
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
  what: 'The “goal” is a list of tickets or a slogan.',
  why: '',
  logic:
    'per sprint with a goal, any of: ≥2 issue keys/URLs; ≥3 bullets or “and/&/,”-joined verbs; matches generic list (“finish tickets”, “complete sprint”, “bug fixing”, “as many as possible”, “continue …”, “TBD”); ≥0.9 trigram similarity to the goals of the 2 sprints before. Language-aware; LLM optional and advisory; recurrence gated.',
  guards: ['Main sentence + bullets of evidence is fine – test first sentence only.'],
  coaching: {
    question: 'Could we reach it and drop two of these items?',
    next: 'Rewrite as outcome + measure.',
  },
  references: ['Guide “single objective”', 'Wolpers “random assortment of tasks, providing no cohesion”.'],
  analyze() {
    return notObservable([], 'SCAFFOLD');
  },
});
