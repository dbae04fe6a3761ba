import type { ClosedSprint } from '../../facts/facts.ts';
import type { Item } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { gateByRecurrence } from '../shared/recurrence.ts';
import { normalisedEntropy } from '../shared/statistics.ts';
import { count, listing, partOf, percent, sentence } from '../shared/words.ts';

export const incoherentSprintScope = defineAnalyzer({
  id: 'incoherent-sprint-scope',
  code: 'E3',
  group: 'sprint-planning',
  title: {
    detected: 'Sprints spread over many unrelated themes',
    clear: 'Sprints concentrate on few themes',
    unknown: 'Cannot tell how coherent the sprints are',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'product-owner',
  recurrenceGated: true,
  primary: {
    name: 'scatteredSprints',
    threshold: 0.5,
    unit: 'share of sprints',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    entropy: { default: 0.8, source: 'design default' },
    parents: { default: 5, source: 'design default' },
    largestShare: { default: 0.3, source: 'design default' },
    parentedShare: { default: 0.6, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    recentHits: { default: 2, source: 'design default' },
    recentSprints: { default: 3, source: 'design default' },
    fullSeveritySprints: { default: 4, source: 'design default' },
  },
  minSample: { n: 3, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_HIERARCHY',
  ],
  needs: ['sprints', 'sprintHistory', 'hierarchy'],
  requires: ['sprints', 'sprintHistory', 'hierarchy'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'no',
    wiki: 'no',
    csv: 'no',
  },
  window: 'sprints',
  what: 'The sprint backlog spreads over many unrelated themes.',
  why: 'When each item serves another theme, people work side by side rather than together, and no single goal can describe the sprint.',
  logic:
    'Sprints with eight or more items are judged by the epics or parents of the items committed to at the start. A sprint counts when five or more parents share the work almost evenly and none holds 30 % of it. Half of the judged sprints (four or more judged), or two of the last three, make a finding.',
  guards: [
    'Bugs are left out: they interrupt any theme.',
    'Maintenance and support teams can switch the rule off.',
  ],
  coaching: {
    question: 'What would a user notice as one change?',
    next: 'Choose at least half of the next sprint from one objective.',
  },
  references: ['The Scrum Guide 2020: the Sprint Goal creates coherence and focus'],
  analyze({ window, sprintHistory, words }, limits) {
    const sprints = window.sprints.map((sprint) =>
      themesOf(
        sprint,
        sprintHistory.scope(sprint).committed.filter((item) => words.kindOf(item) !== 'bug'),
      ),
    );
    const items = sprints.reduce((sum, sprint) => sum + sprint.items, 0);
    const parented = sprints.reduce((sum, sprint) => sum + sprint.parented, 0);
    if (items > 0 && parented / items < limits.parentedShare) {
      return notObservable(
        ['NO_HIERARCHY'],
        `${percent(parented / items)} of ${items} sprint items have a parent, ${percent(limits.parentedShare)} are needed.`,
      );
    }
    const large = sprints.filter((sprint) => sprint.items >= limits.minItems);
    const isScattered = (sprint: Themes): boolean =>
      sprint.parents >= limits.parents &&
      sprint.entropy >= limits.entropy &&
      sprint.largest / sprint.items < limits.largestShare;
    const hits = large.filter(isScattered);
    const share = large.length === 0 ? 0 : hits.length / large.length;
    if (large.length < 3) {
      return insufficientSample(
        share,
        large.length,
        `${count(large.length, 'sprint')} had ${limits.minItems} or more items, 3 are needed.`,
      );
    }
    const gate = gateByRecurrence(large, isScattered, {
      share: limits.scatteredSprints,
      recentHits: limits.recentHits,
      recentSprints: limits.recentSprints,
      fullSeveritySprints: limits.fullSeveritySprints,
    });
    return judged(gate.state === 'detected', {
      value: share,
      sample: large.length,
      ...(gate.atMostMedium ? { atMost: 'medium' as const } : {}),
      summary: `${sentence(partOf(hits.length, large.length, 'sprint'))} spread their items evenly over ${limits.parents} or more themes${gate.state === 'clear' && hits.length > 0 ? `: ${listing(hits.map(({ sprint }) => sprint.name))}` : ''}.`,
      evidence: [...hits].reverse().map((themes) => ({
        kind: 'sprint' as const,
        text: `${themes.items} items from ${themes.parents} parents, the largest holds ${percent(themes.largest / themes.items)}`,
        key: themes.sprint.name,
        at: themes.sprint.start,
      })),
    });
  },
});

interface Themes {
  readonly sprint: ClosedSprint;
  readonly items: number;
  readonly parented: number;
  readonly parents: number;
  readonly largest: number;
  readonly entropy: number;
}

/** How a sprint's items spread over their parents or, without one, the goals they serve. */
function themesOf(sprint: ClosedSprint, items: readonly Item[]): Themes {
  const counts = new Map<string, number>();
  for (const item of items) {
    const theme = item.parent ?? item.serves[0];
    if (theme !== undefined) counts.set(theme, (counts.get(theme) ?? 0) + 1);
  }
  const sizes = [...counts.values()];
  return {
    sprint,
    items: items.length,
    parented: sizes.reduce((sum, size) => sum + size, 0),
    parents: sizes.length,
    largest: Math.max(0, ...sizes),
    entropy: normalisedEntropy(sizes),
  };
}
