import type { Assignment } from '../../facts/facts.ts';
import { collapseSessions } from '../../history/sessions.ts';
import type { Item, PersonId } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { decidedAssignments, givenBy, receivers } from '../shared/assignments.ts';
import { changeNote, itemNote } from '../shared/evidence.ts';
import { around, stretchAt } from '../shared/meetings.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { count, partOf, percent, portion, sentence } from '../shared/words.ts';

/** Items taken from one person in one session from which on it is a hand-over for leave. */
const HAND_OVER_ITEMS = 2;

export const scrumMasterTaskAssignment = defineAnalyzer({
  id: 'scrum-master-task-assignment',
  code: 'C1',
  group: 'scrum-master',
  title: {
    detected: 'The Scrum Master assigns work to Developers',
    clear: 'The Scrum Master leaves the assignment of work to the team',
    unknown: 'Cannot tell whether the Scrum Master assigns work',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'assignedByScrumMasterShare',
    threshold: 0.2,
    unit: 'share of assignments',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignees: { default: 3, source: 'design default' },
    subtaskShare: { default: 0.3, source: 'design default' },
    minSubtasks: { default: 15, source: 'design default' },
    clericalWeight: { default: 0.25, source: 'design default' },
    clericalMinutes: { default: 30, source: 'design default' },
    usedShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 20, of: 'assignments' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'OUTSIDE_SCOPE',
  ],
  needs: ['roles', 'assigneeHistory', 'hierarchy', 'events'],
  requires: ['assigneeHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Scrum Master distributes the work like a project manager.',
  why: 'A team that is given its work stops deciding, and the Scrum Master becomes the person without whom nothing moves.',
  logic:
    'Of all assignments in the window, those that the Scrum Master made to somebody else. A fifth of them or more, to at least three people, makes a finding; so does a Scrum Master who writes 30 % or more of the sub-tasks that are given to others.',
  guards: [
    'Typing for the team around a planning or Daily Scrum, with three people or more in one session, counts a quarter.',
    'Several items taken from one person at once are a hand-over for leave and do not count.',
    'Default assignees and other automation do not count.',
    'An assignment within ten minutes after that person offered to take the item does not count.',
  ],
  coaching: {
    question: 'What stops the team from pulling?',
    next: 'The Scrum Master steps away from the board for one sprint; Developers pull in the Daily Scrum.',
    whenFine: 'What do you do so that the team pulls by itself?',
  },
  references: [
    'The Scrum Guide 2020: Scrum Teams are self-managing, meaning they internally decide who does what, when, and how',
    '“Scrum Master as boss – assigning tasks and giving orders”',
    'Wolpers: “scrum masters assigning tasks to disempowered teams”',
    'Fragile (Leanpub): “ScrumMasterAssigningTasks”',
    'Product Manager HQ: Scrum Master vs Product Owner: “respecting the importance of self-organization”',
  ],
  analyze({ roles, assigneeHistory, hierarchy, window, words }, limits) {
    const unknown = unknownHolder(roles.scrumMaster);
    if (unknown.length > 0) return notObservable(unknown, 'It is not known who the Scrum Master is.');
    if (roles.scrumMaster.people.some((person) => roles.productOwner.people.includes(person)))
      return notObservable(
        ['OUTSIDE_SCOPE'],
        'One person holds both roles, so in which of them work is assigned cannot be told apart.',
      );
    if (assigneeHistory.usedShare < limits.usedShare)
      return notObservable(['NO_ASSIGNEES'], 'The team hardly uses the assignee of items.');
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const isMaster = (person: PersonId | null): boolean => roles.isScrumMaster(person);
    const decided = decidedAssignments(assigneeHistory, roles, from, to);
    const handedOver = handOvers(givenBy(decided, isMaster));
    const all = decided.filter((one) => !handedOver.has(one));
    const given = givenBy(all, isMaster);
    const typed = clerical(
      given,
      around(words, ['planning', 'daily'], limits.clericalMinutes, from, to),
      limits.assignees,
    );
    const weight = given.length - typed.size * (1 - limits.clericalWeight);
    const share = all.length === 0 ? 0 : weight / all.length;
    const people = receivers(given);
    const subs = hierarchy.subs.filter(
      (sub) =>
        sub.created >= from && sub.created < to && sub.assignee !== null && sub.assignee !== sub.creator,
    );
    const written = subs.filter((sub) => isMaster(sub.creator));
    const distributes =
      subs.length >= limits.minSubtasks && written.length / subs.length >= limits.subtaskShare;
    const clericalWords =
      typed.size === 0
        ? ''
        : `, ${typed.size} of them around a planning or Daily Scrum, which count ${limits.clericalWeight} each`;
    const subWords =
      subs.length < limits.minSubtasks
        ? ''
        : ` ${sentence(portion(written.length, subs.length, 'sub-task given to others', 'sub-tasks given to others'))} were written by the Scrum Master.`;
    const seen = {
      summary: `${sentence(partOf(given.length, all.length, 'assignment'))} were made by the Scrum Master${given.length === 0 ? '' : ` to ${count(people, 'other person', 'other people')}${clericalWords}: ${percent(share)}`}; the limits are ${percent(limits.assignedByScrumMasterShare)} and ${limits.assignees} people.${subWords}`,
      roleConfidence: roleConfidence(roles.scrumMaster),
      evidence: [
        ...[...given]
          .filter((one) => !typed.has(one))
          .reverse()
          .map((one) => changeNote(one.item, 'assigned to somebody by the Scrum Master', one.at)),
        ...(distributes ? written.map(subNote) : []),
      ],
    };
    const outcome = judgeShare({
      hits: weight,
      n: all.length,
      threshold: limits.assignedByScrumMasterShare,
      minimum: 20,
      thing: 'assignment',
      alsoMet: people >= limits.assignees,
      ...seen,
    });
    // Joined by "or": the sub-tasks alone are enough, where there are assignments to judge at all.
    return distributes && all.length >= 20
      ? { state: 'detected', value: share, sample: all.length, ...seen }
      : outcome;
  },
});

function subNote(sub: Item): ReturnType<typeof itemNote> {
  return itemNote(sub, 'sub-task written by the Scrum Master for somebody else', sub.created);
}

/** Several items taken from the same person in one session. */
function handOvers(given: readonly Assignment[]): ReadonlySet<Assignment> {
  const found = new Set<Assignment>();
  for (const session of collapseSessions(given.map((one) => ({ at: one.at, by: one.by, what: one })))) {
    const byFormer = new Map<PersonId, Assignment[]>();
    for (const one of session.events)
      if (one.from !== null) byFormer.set(one.from, [...(byFormer.get(one.from) ?? []), one]);
    for (const group of byFormer.values())
      if (group.length >= HAND_OVER_ITEMS) for (const one of group) found.add(one);
  }
  return found;
}

/** Assignments typed for the team: around a meeting, to several people in one session. */
function clerical(
  given: readonly Assignment[],
  meetings: ReturnType<typeof around>,
  people: number,
): ReadonlySet<Assignment> {
  const sessions = collapseSessions(given.map((one) => ({ at: one.at, by: one.by, what: one })));
  return new Set(
    sessions
      .filter(
        ({ events }) =>
          receivers(events) >= people && events.some((one) => stretchAt(meetings, one.at) !== null),
      )
      .flatMap(({ events }) => events),
  );
}
