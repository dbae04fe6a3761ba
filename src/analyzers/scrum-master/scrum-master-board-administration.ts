import { isAcceptanceName } from '../../facts/board-states.ts';
import type { Transition } from '../../facts/facts.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { changeNote } from '../shared/evidence.ts';
import { around, stretchAt } from '../shared/meetings.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

/** Share of moves by automation from which on the board says nothing about people. */
const AUTOMATION = 0.5;
/** Minutes around a Daily Scrum in which one person moves the cards for everybody. */
const DAILY_MINUTES = 20;

export const scrumMasterBoardAdministration = defineAnalyzer({
  id: 'scrum-master-board-administration',
  code: 'C4',
  group: 'scrum-master',
  title: {
    detected: 'The board is kept by the Scrum Master or Product Owner instead of the Developers',
    clear: 'Developers keep their own board',
    unknown: 'Cannot tell who keeps the board',
  },
  severity: 'low',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'movedByOthersShare',
    threshold: 0.4,
    unit: 'share of transitions',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {},
  minSample: { n: 40, of: 'transitions' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'AUTOMATED',
  ],
  needs: ['roles', 'statusHistory', 'assigneeHistory'],
  requires: ['statusHistory', 'assigneeHistory'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'The Scrum Master or the Product Owner moves other people’s cards; the board is a report instead of the team’s plan.',
  why: 'A board that others keep shows what was reported, not what is going on, and the Developers stop steering by it.',
  logic:
    'Of the moves of items between states, those that the Scrum Master or the Product Owner made on items of somebody else. 40 % or more make a finding.',
  guards: [
    'Moves by automation, such as a merge rule, do not count.',
    'Accepting an item or sending it back, and closing it, are the Product Owner’s to do and do not count.',
    'Moves within 20 minutes of a Daily Scrum do not count: one person often moves the cards for everybody.',
  ],
  coaching: {
    question: 'For whom is this board?',
    next: 'Developers update the board during the Daily Scrum.',
    whenFine: 'When do you look at the board, and what for?',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Backlog is “a plan by and for the Developers”',
    'Wolpers: The Scrum Anti-Patterns Guide: patterns of the agile manager',
  ],
  analyze({ roles, statusHistory, assigneeHistory, window, words, agreements }, limits) {
    const unknown = [...unknownHolder(roles.productOwner), ...unknownHolder(roles.scrumMaster)];
    if (roles.productOwner.people.length === 0 && roles.scrumMaster.people.length === 0)
      return notObservable(unknown, 'It is known of neither role who holds it.');
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const moves = statusHistory.transitionsBetween(from, to);
    const automated = moves.filter((move) => move.automated).length;
    if (moves.length > 0 && automated / moves.length >= AUTOMATION)
      return notObservable(
        ['AUTOMATED'],
        `${automated} of ${count(moves.length, 'move')} were made by automation, so the board says nothing about who keeps it.`,
      );
    const isAcceptance = (move: Transition): boolean =>
      move.to.category === 'done' || isAcceptanceName(move.from.name, agreements);
    const dailies = around(words, ['daily'], DAILY_MINUTES, from, to);
    const counted = moves.filter(
      (move) =>
        !move.automated &&
        move.by !== null &&
        stretchAt(dailies, move.at) === null &&
        !(roles.isProductOwner(move.by) && isAcceptance(move)),
    );
    const isForOthers = (move: Transition): boolean => {
      const assignee = assigneeHistory.assigneeAt(move.item, move.at);
      return (
        assignee !== null &&
        assignee !== move.by &&
        (roles.isScrumMaster(move.by) || roles.isProductOwner(move.by))
      );
    };
    const byOthers = counted.filter(isForOthers);
    return judgeShare({
      hits: byOthers.length,
      n: counted.length,
      threshold: limits.movedByOthersShare,
      minimum: 40,
      thing: 'move',
      roleConfidence: roleConfidence(roles.productOwner, roles.scrumMaster),
      summary: `${sentence(portion(byOthers.length, counted.length, 'move between states', 'moves between states'))} were made by the Scrum Master or the Product Owner on items of somebody else; the limit is ${percent(limits.movedByOthersShare)}.`,
      evidence: [...byOthers]
        .reverse()
        .map((move) => changeNote(move.item, `moved to ${move.to.name} for somebody else`, move.at)),
    });
  },
});
