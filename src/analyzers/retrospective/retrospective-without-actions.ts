import type { EventEvidence, ImprovementFacts } from '../../facts/facts.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent } from '../shared/words.ts';

export const retrospectiveWithoutActions = defineAnalyzer({
  id: 'retrospective-without-actions',
  code: 'I2',
  group: 'retrospective',
  title: {
    detected: 'Retrospectives leave no visible improvement',
    clear: 'Retrospectives lead to improvements',
    unknown: 'Cannot tell whether retrospectives lead to improvements',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: {
    name: 'retrospectivesWithoutActions',
    threshold: 0.5,
    unit: 'share of events',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    days: { default: 3, source: 'design default' },
  },
  minSample: { n: 4, of: 'events' },
  shareTest: false,
  reasons: [
    'NO_SPRINTS',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
    'KEPT_ELSEWHERE',
  ],
  needs: ['events', 'wiki', 'improvementItems'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'full',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Retrospectives take place and leave no visible trace of an improvement.',
  why: 'A retrospective without anything to try next relieves and changes nothing; after a while people stop speaking up.',
  logic:
    'Retrospectives without any action: neither on their page nor as an improvement item created within three working days. Half of the retrospectives that were seen, or more, make a finding.',
  guards: [
    'The Scrum Guide asks for helpful changes, not for action items: the finding says “no visible trace” and is medium.',
    'Where neither a page nor a label could hold actions, nothing is said.',
  ],
  coaching: {
    question: 'What will we try before the next one?',
    next: 'Leave with at most one experiment that has an owner, a date and an expected effect.',
  },
  references: [
    'The Scrum Guide 2020: the Scrum Team identifies the most helpful changes to improve its effectiveness',
    'Wolpers: “Extensive whining”, UNSMART items',
    'Multitudes survey 2024: teams seldom use the data they collect in retrospectives',
  ],
  analyze({ events, wiki, improvementItems, window, clock }, limits) {
    const elsewhere = improvementItems.unseen.includes('KEPT_ELSEWHERE');
    if (elsewhere || (wiki.unseen.length > 0 && improvementItems.unseen.length > 0))
      return notObservable(
        [...wiki.unseen, ...improvementItems.unseen],
        'Neither pages nor a label could hold the actions of retrospectives.',
      );
    const held = window.sprints
      .map((sprint) => events.of('retrospective', sprint))
      .filter((evidence) => evidence.state === 'found-strong');
    const without = held.filter((evidence) => !leftActions(evidence, improvementItems, clock, limits.days));
    const share = held.length === 0 ? 0 : without.length / held.length;
    if (held.length < 4)
      return insufficientSample(
        share,
        held.length,
        `${count(held.length, 'retrospective')} could be seen, 4 are needed.`,
      );
    return judged(share >= limits.retrospectivesWithoutActions, {
      value: share,
      sample: held.length,
      atMost: 'medium',
      strength: Math.min(...held.map((evidence) => evidence.strength)),
      summary:
        without.length === 0
          ? `Each of ${held.length} retrospectives left a visible trace of an action.`
          : `${without.length} of ${held.length} retrospectives left no visible trace of an action (${percent(share)}).`,
      evidence: [...without].reverse().map(({ sprint, events: found }) => ({
        kind: 'event' as const,
        text: 'no visible trace of an action',
        key: sprint.name,
        at: found[0]?.start ?? sprint.completed,
      })),
    });
  },
});

/** An action on its page, or an improvement item created from its beginning until some working days after it. */
function leftActions(
  evidence: EventEvidence,
  improvements: ImprovementFacts,
  clock: WorkingTime,
  days: number,
): boolean {
  if (evidence.events.some((event) => event.actions.length > 0)) return true;
  return evidence.events.some((event) => {
    const until = clock.add(event.end ?? event.start, days);
    return improvements.all.some((one) => one.created >= event.start && one.created <= until);
  });
}
