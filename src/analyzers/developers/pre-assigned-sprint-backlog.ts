import type { AssigneeFacts } from '../../facts/facts.ts';
import type { Instant, Item, PersonId } from '../../history/team-history.ts';
import { changesOf } from '../../history/timeline.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, notObservable } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const preAssignedSprintBacklog = defineAnalyzer({
  id: 'pre-assigned-sprint-backlog',
  code: 'D1',
  group: 'developers',
  title: {
    detected: 'The sprint backlog is divided among people when the sprint starts',
    clear: 'Developers take items as the sprint goes on',
    unknown: 'Cannot tell when and by whom items are assigned',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'assignedAtStartShare',
    threshold: 0.8,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignedByOthersShare: { default: 0.6, source: 'design default' },
    automationShare: { default: 0.5, source: 'design default' },
    minSprints: { default: 3, source: 'design default' },
  },
  minSample: { n: 15, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_ASSIGNEES',
    'AUTOMATED',
  ],
  needs: ['assigneeHistory', 'sprints', 'sprintHistory'],
  requires: ['assigneeHistory', 'sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'The sprint backlog is carved up per person before or at sprint start.',
  why: 'When every item has a name on it from the first day, people look after their own items, and nobody asks what the Sprint Goal needs next.',
  logic:
    'For each sprint of the window the items committed to are read as they stood after the first day. 80 % of them assigned by then, and 60 % of those assigned by somebody other than the assignee, make a finding.',
  guards: [
    'Items carried over from an earlier sprint keep their assignee and do not count.',
    'Taking an item oneself in planning is how it should be: only items assigned by somebody else count against the team.',
    'Where a default assignee or a rule assigns most of the items, nothing is said.',
  ],
  coaching: {
    question: 'What would we work on together if names were removed?',
    next: 'Start the next sprint with only the first items assigned.',
    whenFine: 'How do you decide who takes the next item?',
  },
  references: [
    'The Scrum Guide 2020: Scrum Teams internally decide who does what, when, and how',
    'Wolpers: The Scrum Anti-Patterns Guide: task assignments',
    'FourWeekMBA: pre-assigned tickets, making individuals work in isolation',
    'Product Manager HQ: Scrum Master vs Product Owner: respecting the importance of self-organization',
  ],
  analyze({ window, assigneeHistory, sprintHistory }, limits) {
    const starts: Start[] = [];
    let judged = 0;
    for (const sprint of window.sprints) {
      const { committed, graceEnd } = sprintHistory.scope(sprint);
      const fresh = committed.filter((item) => !sprintHistory.wasCarriedOver(item, sprint));
      if (fresh.length > 0) judged++;
      for (const item of fresh)
        starts.push({
          item,
          sprint: sprint.name,
          at: sprint.start,
          ...assignmentAt(item, graceEnd, assigneeHistory),
        });
    }
    const assigned = starts.filter((start) => start.to !== null);
    const byRule = automaticCount(assigned);
    if (assigned.length > 0 && byRule / assigned.length > limits.automationShare) {
      return notObservable(
        ['AUTOMATED'],
        `${byRule} of ${count(assigned.length, 'assigned item')} got their assignee by default or by a rule, so nothing is known about who decides.`,
      );
    }
    const share = starts.length === 0 ? 0 : assigned.length / starts.length;
    if (judged < limits.minSprints)
      return insufficientSample(
        starts.length === 0 ? null : share,
        starts.length,
        `${count(judged, 'closed sprint')} could be judged, ${limits.minSprints} are needed.`,
      );
    const byOthers = assigned.filter(({ by, to, automated }) => !automated && by !== null && by !== to);
    const othersShare = assigned.length === 0 ? 0 : byOthers.length / assigned.length;
    const others =
      assigned.length === 0
        ? ''
        : `, ${byOthers.length === 0 ? 'none of them' : `${byOthers.length} of them (${percent(othersShare)})`} by somebody else`;
    return judgeShare({
      hits: assigned.length,
      n: starts.length,
      threshold: limits.assignedAtStartShare,
      minimum: 15,
      thing: 'sprint item',
      alsoMet: othersShare >= limits.assignedByOthersShare,
      summary: `${sentence(portion(assigned.length, starts.length, 'sprint item'))} had an assignee when the sprint had started${others}; the limits are ${percent(limits.assignedAtStartShare)} and ${percent(limits.assignedByOthersShare)}.`,
      evidence: [...byOthers]
        .reverse()
        .map(({ item, sprint, at }) =>
          itemNote(item, `${sprint}: assigned by somebody else before the work began`, at),
        ),
    });
  },
});

interface Assigned {
  readonly to: PersonId | null;
  readonly by: PersonId | null;
  readonly automated: boolean;
  /** The item was created with this assignee. */
  readonly atCreation: boolean;
}

interface Start extends Assigned {
  readonly item: Item;
  readonly sprint: string;
  readonly at: Instant;
}

/** Who had the item at that time and who had given it to them; an assignee never changed was chosen by the creator. */
function assignmentAt(item: Item, at: Instant, assignees: AssigneeFacts): Assigned {
  const to = assignees.assigneeAt(item, at);
  const last = changesOf(item, 'assignee')
    .filter((change) => change.at <= at)
    .at(-1);
  return last === undefined
    ? { to, by: item.creator, automated: false, atCreation: true }
    : { to, by: last.by, automated: last.automated === true, atCreation: false };
}

/** Assignments by automation, and those at creation to the one person who gets most of them: a default assignee. */
function automaticCount(assigned: readonly Assigned[]): number {
  const atCreation = new Map<string, number>();
  for (const { to, by, atCreation: early } of assigned)
    if (early && to !== null && to !== by) atCreation.set(to, (atCreation.get(to) ?? 0) + 1);
  return assigned.filter(({ automated }) => automated).length + Math.max(0, ...atCreation.values());
}
