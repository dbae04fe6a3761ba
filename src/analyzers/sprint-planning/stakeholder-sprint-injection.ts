import type { ClosedSprint, RosterFacts, SprintScope, Vocabulary } from '../../facts/facts.ts';
import type { Change, Item } from '../../history/team-history.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { count, partOf } from '../shared/words.ts';

export const stakeholderSprintInjection = defineAnalyzer({
  id: 'stakeholder-sprint-injection',
  code: 'E9',
  group: 'sprint-planning',
  title: {
    detected: 'People outside the Scrum Team put work into a running sprint',
    clear: 'Only the Scrum Team changes a running sprint',
    unknown: 'Cannot tell who puts work into a running sprint',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: { name: 'injections', threshold: 3, unit: 'items', direction: '>=', source: 'design default' },
  thresholds: {
    sprints: { default: 2, source: 'design default' },
    addedShare: { default: 0.15, source: 'design default' },
    minAdded: { default: 10, source: 'design default' },
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
    'NO_ROSTER',
  ],
  needs: ['sprints', 'sprintHistory', 'roster', 'priorityHistory', 'assigneeHistory'],
  requires: ['sprints', 'sprintHistory', 'roster'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'People outside the Scrum Team put work into a running sprint.',
  why: 'Requests that go around the Product Owner interrupt the Developers and take away the one place where value is weighed.',
  logic:
    'Counted are items that somebody outside the Scrum Team put into a running sprint, raised in priority there, or assigned to a team member. Three such items in two or more sprints, or 15 % of all later additions (of ten or more), make a finding.',
  guards: [
    'An agreed expedite lane is left out, and so is automation.',
    'Creating an item is fine; only putting it into the sprint counts.',
  ],
  coaching: {
    question: 'What did the requester believe would happen if they asked the Product Owner?',
    next: 'Publish one path for requests; the Scrum Master explains it to those who took another.',
  },
  references: [
    'The Scrum Guide 2020: those wanting to change the Product Backlog can do so by trying to convince the Product Owner',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Customer Caused Disruption',
  ],
  analyze({ window, sprintHistory, roster, priorityHistory, assigneeHistory, words }, limits) {
    const sprints = window.sprints.map((sprint) =>
      injectionsOf(sprint, sprintHistory.scope(sprint), roster, words),
    );
    const injected = sprints.flatMap((entry) => entry.injections);
    const hitSprints = sprints.filter((entry) => entry.injections.length > 0).length;
    const added = sprints.reduce((sum, entry) => sum + entry.added, 0);
    const addedByOutsiders = sprints.reduce((sum, entry) => sum + entry.addedByOutsiders, 0);
    if (sprints.length < 3) {
      return insufficientSample(
        injected.length,
        sprints.length,
        `${count(sprints.length, 'closed sprint')} could be judged, 3 are needed.`,
      );
    }
    const often = injected.length >= limits.injections && hitSprints >= limits.sprints;
    const much = added >= limits.minAdded && addedByOutsiders / added >= limits.addedShare;
    const blind =
      priorityHistory.unseen.length > 0 || assigneeHistory.unseen.length > 0
        ? ' Changes of priority or assignee could not all be read.'
        : '';
    return judged(often || much, {
      value: injected.length,
      sample: sprints.length,
      summary: `${injected.length === 0 ? `In ${sprints.length} sprints nothing` : `${count(injected.length, 'item')} in ${hitSprints} of ${sprints.length} sprints`} ${injected.length <= 1 ? 'was' : 'were'} put in or pushed by people outside the Scrum Team${added === 0 ? '' : `; ${partOf(addedByOutsiders, added, 'later addition')} came from them`}.${blind}`,
      evidence: [...injected].reverse(),
    });
  },
});

interface Injections {
  readonly injections: readonly EvidenceNote[];
  readonly added: number;
  readonly addedByOutsiders: number;
}

function injectionsOf(
  sprint: ClosedSprint,
  scope: SprintScope,
  roster: RosterFacts,
  words: Vocabulary,
): Injections {
  const added = scope.added.filter(
    (change) => !change.automated && !words.isExpedite(change.item) && change.at > change.item.created,
  );
  const byOutsiders = added.filter((change) => roster.isOutsider(change.by));
  const notes = new Map<string, EvidenceNote>();
  for (const change of byOutsiders)
    notes.set(change.item.key, note(sprint, change.item, 'added from outside the team', change.at));
  for (const item of scope.items) {
    if (words.isExpedite(item) || notes.has(item.key)) continue;
    const push = item.changes.find((change) => isPush(change, sprint, scope, roster));
    if (push !== undefined)
      notes.set(
        item.key,
        note(
          sprint,
          item,
          push.field === 'priority'
            ? 'priority changed from outside the team'
            : 'assigned from outside the team',
          push.at,
        ),
      );
  }
  return {
    injections: [...notes.values()].sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    added: added.length,
    addedByOutsiders: byOutsiders.length,
  };
}

/** A change of priority, or an assignment to somebody else, by an outsider while the sprint ran. */
function isPush(change: Change, sprint: ClosedSprint, scope: SprintScope, roster: RosterFacts): boolean {
  if (
    change.automated === true ||
    change.at <= scope.graceEnd ||
    change.at > sprint.completed ||
    !roster.isOutsider(change.by)
  )
    return false;
  if (change.field === 'priority') return true;
  return (
    change.field === 'assignee' && change.to !== null && change.to !== change.by && roster.isMember(change.to)
  );
}

function note(sprint: ClosedSprint, item: Item, what: string, at: number): EvidenceNote {
  return { kind: 'item', text: `${sprint.name}: ${what}`, key: item.key, at };
}
