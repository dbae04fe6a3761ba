import type { ItemComment, RoleFacts, Vocabulary } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { judged, notObservable } from '../outcome.ts';
import { isWithin, silences } from '../shared/absence.ts';
import { itemNote } from '../shared/evidence.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { median } from '../shared/statistics.ts';
import { count, oneDecimal, percent, workingDays } from '../shared/words.ts';

/** Working days without any act of the Product Owner that are taken for leave, as in declared-role-mismatch. */
const LEAVE_DAYS = 10;

export const absentProductOwner = defineAnalyzer({
  id: 'absent-product-owner',
  code: 'B1',
  group: 'product-owner',
  title: {
    detected: 'Questions on items in work wait long for the Product Owner',
    clear: 'Questions on items in work are answered in time',
    unknown: 'Cannot tell how long questions to the Product Owner wait',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'medianResponseDays',
    threshold: 2,
    unit: 'days',
    direction: '>',
    source: 'design default',
  },
  thresholds: {
    unansweredShare: { default: 0.25, source: 'design default' },
    unansweredAfterDays: { default: 5, source: 'design default' },
  },
  minSample: { n: 10, of: 'questions' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'ROLE_NOT_INFERABLE',
    'PERMISSION_DENIED',
    'NO_CONVERSATION',
  ],
  needs: ['comments', 'changes', 'roles'],
  requires: ['comments', 'changes'],
  observable: {
    jira: 'partial',
    linear: 'partial',
    github: 'partial',
    calendar: 'partial',
    wiki: 'no',
    csv: 'no',
  },
  window: 'weeks',
  what: 'Developers’ questions wait for the Product Owner while the work is going on.',
  why: 'A question that waits stops the item or invites a guess, and both are found only at the end of the sprint.',
  logic:
    'Questions are comments of the team on items in work that mention the Product Owner or end with a question mark and that nobody else answered. The time to the next comment or change by the Product Owner is taken. A median above two days, or a quarter without an answer after five, makes a finding.',
  guards: [
    'Any change to the item by the Product Owner counts as an answer: people talk and then update the item.',
    'Weeks without any trace of the Product Owner are taken for leave, and questions asked then do not count.',
    'Times are working days in the team’s own time zone.',
  ],
  coaching: {
    question: 'Where do questions to the Product Owner go, and how long can the sprint wait?',
    next: 'Agree on a fixed daily time for questions, and name a deputy for clarifications.',
    whenFine: 'What makes it easy to get an answer in this team?',
  },
  references: [
    'Wolpers, Scrum.org: “Absent PO … not available to answer questions of the Developers”',
    'Product Manager HQ: Scrum Master vs Product Owner: “maintain fluid communication”',
  ],
  analyze({ comments, changes, roles, window, clock, asOf, agreements, words }, limits) {
    const unknown = unknownHolder(roles.productOwner);
    if (unknown.length > 0) return notObservable(unknown, 'It is not known who the Product Owner is.');
    const { from, to } = window;
    const all = from === null || to === null ? [] : comments.between(from, Math.max(to, from));
    const own = new Set([...roles.productOwner.people, ...(agreements.delegates['product-owner'] ?? [])]);
    const away = silences(
      changes.between(from ?? 0, to ?? 0).filter((change) => change.by !== null && own.has(change.by)),
      all.filter((comment) => comment.by !== null && own.has(comment.by)),
      { from: from ?? 0, to: to ?? 0, clock, leaveDays: LEAVE_DAYS },
    );
    const waits = all
      .filter(
        (comment) => isQuestion(comment, comments.mentions, roles, words) && !isWithin(comment.at, away),
      )
      .map((comment) => waitOf(comment, roles, clock, asOf))
      .filter((wait) => wait.answered || wait.days >= limits.unansweredAfterDays);
    if (waits.length < 10)
      return notObservable(
        ['NO_CONVERSATION'],
        `${count(waits.length, 'question')} to the Product Owner can be seen on items in work; the conversation takes place elsewhere.`,
      );
    const middle = median(waits.map((wait) => wait.days));
    const late = waits.filter((wait) => wait.days >= limits.unansweredAfterDays);
    const lateShare = late.length / waits.length;
    return judged(middle > limits.medianResponseDays || lateShare >= limits.unansweredShare, {
      value: middle,
      sample: waits.length,
      roleConfidence: roleConfidence(roles.productOwner),
      summary: `${count(waits.length, 'question')} on items in work waited a median of ${workingDays(middle)}; ${lateShare === 0 ? 'none waited more than' : `${percent(lateShare)} had no answer after`} ${workingDays(limits.unansweredAfterDays)}. The limits are ${workingDays(limits.medianResponseDays)} and ${percent(limits.unansweredShare)}.`,
      evidence: [...waits]
        .sort((a, b) => b.days - a.days || a.at - b.at)
        .map((wait) =>
          itemNote(
            wait.item,
            wait.answered
              ? `a question waited ${oneDecimal(wait.days)} working days`
              : `a question has waited ${oneDecimal(wait.days)} working days without an answer`,
            wait.at,
          ),
        ),
    });
  },
});

interface Wait {
  readonly item: Item;
  readonly at: Instant;
  readonly answered: boolean;
  /** Working days to the answer, or until now. */
  readonly days: number;
}

/** Of the team, to the Product Owner by name, or open to anyone and answered by nobody else. */
function isQuestion(
  comment: ItemComment,
  mentions: (text: string) => readonly string[],
  roles: RoleFacts,
  words: Vocabulary,
): boolean {
  const { item, at, by, text } = comment;
  if (!comment.inWork || by === null || text === null || roles.isProductOwner(by)) return false;
  if (words.roleOf(by) === 'outside') return false;
  const named = mentions(text);
  if (named.some((person) => roles.isProductOwner(person))) return true;
  if (named.length > 0 || !/\?\s*$/.test(text)) return false;
  const next = item.comments.find((other) => other.at > at && other.by !== by);
  return next === undefined || roles.isProductOwner(next.by);
}

function waitOf({ item, at }: ItemComment, roles: RoleFacts, clock: WorkingTime, asOf: Instant): Wait {
  const answers = [...item.comments, ...item.changes]
    .filter((act) => act.at > at && roles.isProductOwner(act.by))
    .map((act) => act.at);
  const answer = answers.length === 0 ? null : Math.min(...answers);
  return { item, at, answered: answer !== null, days: clock.days(at, answer ?? asOf) };
}
