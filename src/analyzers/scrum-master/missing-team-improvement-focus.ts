import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable, reaches } from '../outcome.ts';
import { count } from '../shared/words.ts';

export const missingTeamImprovementFocus = defineAnalyzer({
  id: 'missing-team-improvement-focus',
  code: 'C7',
  group: 'scrum-master',
  title: {
    detected: 'No item or page addresses how the team works',
    clear: 'The team works on how it works',
    unknown: 'Cannot tell whether the team works on how it works',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'improvementItems',
    threshold: 1,
    unit: 'items',
    direction: '<',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['improvementItems', 'wiki', 'statusHistory', 'sprints'],
  requires: ['statusHistory'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'For several sprints no item, page or experiment is about how the team works.',
  why: 'A team that changes nothing about how it works keeps its troubles, however often it talks about them.',
  logic:
    'Improvement items and recorded actions that were started in the sprints of the window. None makes a finding.',
  guards: [
    'Improvements made without an item or a page cannot be seen; the team can accept the finding until a date of its choice.',
    'Product enhancements are not taken for improvements of how the team works.',
  ],
  coaching: {
    question: 'What do we do differently than three months ago?',
    next: 'Take one improvement item into each sprint.',
  },
  references: [
    'The Scrum Guide 2020: the most impactful improvements are addressed as soon as possible',
    'Verwijs, Russo: A theory of Scrum team effectiveness (arXiv 2105.12439): continuous improvement',
  ],
  analyze({ improvementItems, wiki, window }, limits) {
    if (improvementItems.unseen.length > 0 && wiki.unseen.length > 0)
      return notObservable(
        [...improvementItems.unseen, ...wiki.unseen],
        'No label, type or page for improvements was ever used.',
      );
    const { from, to, sprints } = window;
    const started = improvementItems.all.filter(
      (one) =>
        one.started !== null && from !== null && to !== null && one.started >= from && one.started <= to,
    );
    if (sprints.length < 4)
      return insufficientSample(
        started.length,
        sprints.length,
        `${count(sprints.length, 'closed sprint')} could be judged, 4 are needed.`,
      );
    return judged(reaches(started.length, '<', limits.improvementItems), {
      value: started.length,
      sample: sprints.length,
      summary: `${started.length === 0 ? 'No improvement' : count(started.length, 'improvement')} ${started.length <= 1 ? 'was' : 'were'} started in the last ${sprints.length} sprints; ${improvementItems.all.length} ${improvementItems.all.length === 1 ? 'is' : 'are'} known in all.`,
      evidence: [
        {
          kind: 'metric',
          text: `no improvement started in ${sprints.length} sprints`,
          key: null,
          at: sprints.at(-1)?.completed ?? null,
        },
      ],
    });
  },
});
