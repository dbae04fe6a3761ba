import type { Agreements } from '../../facts/agreements.ts';
import { isAcceptanceName, isTestingName } from '../../facts/board-states.ts';
import type { Assignment, Vocabulary } from '../../facts/facts.ts';
import { changesOf, valueAt } from '../../history/timeline.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { decidedAssignments, givenBy, receivers } from '../shared/assignments.ts';
import { changeNote } from '../shared/evidence.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const productOwnerTaskAssignment = defineAnalyzer({
  id: 'product-owner-task-assignment',
  code: 'B4',
  group: 'product-owner',
  title: {
    detected: 'The Product Owner assigns work to Developers',
    clear: 'Developers take their work themselves',
    unknown: 'Cannot tell who assigns the work',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'assignedByProductOwnerShare',
    threshold: 0.25,
    unit: 'share of assignments',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    assignees: { default: 3, source: 'design default' },
    usedShare: { default: 0.5, source: 'design default' },
  },
  minSample: { n: 20, of: 'assignments' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED', 'NO_ASSIGNEES'],
  needs: ['roles', 'assigneeHistory'],
  requires: ['assigneeHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Product Owner assigns work to single Developers.',
  why: 'Who is given work waits to be given the next, and what only the team knows about the work does not count.',
  logic:
    'Of all assignments in the window, those that the Product Owner made to somebody else. A quarter of them or more, to at least three people, makes a finding.',
  guards: [
    'Handing an item on for testing or acceptance, or back to somebody who had it before, does not count.',
    'Default assignees and other automation do not count.',
    'Items of a triage rota do not count.',
    'An assignment within ten minutes after that person offered to take the item does not count.',
  ],
  coaching: {
    question: 'What happens if you leave it unassigned for two days?',
    next: 'Leave items unassigned until somebody pulls them, for one sprint.',
    whenFine: 'What lets Developers know what to take next?',
  },
  references: [
    'The Scrum Guide 2020: Scrum Teams “internally decide who does what, when, and how”; “sole discretion of the Developers”',
    'Product Manager HQ: Scrum Master vs Product Owner: “respecting the importance of self-organization”',
  ],
  analyze({ roles, assigneeHistory, window, words, agreements }, limits) {
    const unknown = unknownHolder(roles.productOwner);
    if (unknown.length > 0) return notObservable(unknown, 'It is not known who the Product Owner is.');
    if (assigneeHistory.usedShare < limits.usedShare)
      return notObservable(['NO_ASSIGNEES'], 'The team hardly uses the assignee of items.');
    const all = decidedAssignments(assigneeHistory, roles, window.from ?? 0, window.to ?? 0).filter(
      (one) => !isBeingChecked(one, words, agreements),
    );
    const given = givenBy(all, (person) => roles.isProductOwner(person));
    const people = receivers(given);
    return judgeShare({
      hits: given.length,
      n: all.length,
      threshold: limits.assignedByProductOwnerShare,
      minimum: 20,
      thing: 'assignment',
      alsoMet: people >= limits.assignees,
      roleConfidence: roleConfidence(roles.productOwner),
      summary: `${sentence(portion(given.length, all.length, 'assignment'))} were made by the Product Owner${given.length === 0 ? '' : ` to ${count(people, 'other person', 'other people')}`}; the limits are ${percent(limits.assignedByProductOwnerShare)} and ${limits.assignees} people.`,
      evidence: [...given]
        .reverse()
        .map((one) => changeNote(one.item, 'assigned to somebody by the Product Owner', one.at)),
    });
  },
});

/** The item was in a state of testing or acceptance: handed to whoever checks it, not given out as work. */
function isBeingChecked({ item, at }: Assignment, words: Vocabulary, agreements: Agreements): boolean {
  const status = valueAt(changesOf(item, 'status'), at, item.status);
  const name = status === null ? '' : words.nameOf(status);
  return isAcceptanceName(name, agreements) || isTestingName(name, agreements);
}
