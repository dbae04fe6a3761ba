import type { AssigneeFacts, CommentFacts, PullRequestFacts, RosterFacts } from '../../facts/facts.ts';
import { plainName } from '../../facts/names.ts';
import type { Item, PersonId } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, notObservable } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { codeContributors } from '../shared/pull-requests.ts';
import { judgeShare } from '../shared/share.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal, percent, portion, sentence } from '../shared/words.ts';

export const singleItemParallelism = defineAnalyzer({
  id: 'single-item-parallelism',
  code: 'D10',
  group: 'developers',
  title: {
    detected: 'Everyone works alone on their own item',
    clear: 'People work together on items',
    unknown: 'Cannot tell whether people work together on items',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'soloShare',
    threshold: 0.85,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    teamSize: { default: 4, source: 'design default' },
  },
  minSample: { n: 30, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_PR_LINK',
    'PERMISSION_DENIED',
    'NO_ASSIGNEES',
    'OUTSIDE_SCOPE',
  ],
  needs: ['assigneeHistory', 'comments', 'pullRequests', 'roster'],
  requires: ['assigneeHistory', 'pullRequests'],
  observable: { jira: 'full', linear: 'full', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Everyone works alone on their own item; no collaboration on the sprint goal.',
  why: 'A sprint of separate pieces has nobody to help when one of them is stuck, and the Sprint Goal is nobody’s work.',
  logic:
    'For each Done item of the window the people who had it or a sub-item of it, wrote or reviewed its code or commented on it are counted. 85 % of the items with exactly one such person, while the median number of items in progress reaches the size of the team, make a finding.',
  guards: [
    'Co-authors of code count, and items labelled as worked on in a pair or a group are never alone.',
    'Support queues do not count: each request is meant for one person.',
    'Teams of fewer than four people are not judged.',
  ],
  coaching: {
    question: 'Which item would have finished sooner with two of us?',
    next: 'Work together on the first item of the Sprint Goal.',
    whenFine: 'How do you choose what to do together?',
  },
  references: [
    'The Scrum Guide 2020: the Sprint Goal creates coherence and focus, encouraging the Scrum Team to work together rather than on separate initiatives',
  ],
  analyze({ window, assigneeHistory, comments, pullRequests, roster, clock, words }, limits) {
    if (roster.members.length < limits.teamSize)
      return notObservable(
        ['OUTSIDE_SCOPE'],
        `${count(roster.members.length, 'member')} of the team ${roster.members.length === 1 ? 'is' : 'are'} known, ${limits.teamSize} are needed.`,
      );
    const { from, to } = window;
    if (from === null || to === null) return insufficientSample(null, 0, 'There is no period to look at.');
    const done = assigneeHistory.doneBetween(from, to).filter((item) => words.kindOf(item) !== 'support');
    const contributors = contributorsOf(assigneeHistory, comments, pullRequests, roster);
    const solo = done.filter((item) => !isTogether(item) && contributors(item).size === 1);
    const noons = clock.workingDaysBetween(from, to).map((start) => start + DAY / 2);
    const active = median(
      noons.filter((at) => at >= from && at < to).map((at) => assigneeHistory.activeAt(at).length),
    );
    const atOnce = Number.isNaN(active) ? 0 : active;
    return judgeShare({
      hits: solo.length,
      n: done.length,
      threshold: limits.soloShare,
      minimum: 30,
      thing: 'Done item',
      alsoMet: atOnce >= roster.members.length,
      summary: `${sentence(portion(solo.length, done.length, 'Done item'))} had one contributor; the limit is ${percent(limits.soloShare)}. A median of ${oneDecimal(atOnce)} items were in progress at a time, for ${count(roster.members.length, 'member')} of the team.`,
      evidence: [...solo].reverse().map((item) => itemNote(item, '1 contributor')),
    });
  },
});

const TOGETHER =
  /\b(?:mob|mobbing|mobprogramming|mob programming|ensemble|pair|paired|pairing|swarm|swarming)\b/u;

function isTogether(item: Item): boolean {
  return item.labels.some((label) => TOGETHER.test(plainName(label)));
}

/** Members who had the item or part of it or commented on it, and whoever wrote or reviewed its code. */
function contributorsOf(
  assignees: AssigneeFacts,
  comments: CommentFacts,
  pullRequests: PullRequestFacts,
  roster: RosterFacts,
): (item: Item) => ReadonlySet<PersonId> {
  return (item) => {
    const code = codeContributors(pullRequests.naming(item.key));
    const voices = comments
      .of(item)
      .map((comment) => comment.by)
      .filter((person) => roster.isMember(person));
    return new Set(
      [...assignees.assigneesOf(item), ...code, ...voices].filter(
        (person): person is PersonId => person !== null,
      ),
    );
  };
}
