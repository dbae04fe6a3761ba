import type { ClosedSprint, SprintHistoryFacts } from '../../facts/facts.ts';
import type { Change, Instant, Item, Sprint } from '../../history/team-history.ts';
import { DAY, HOUR } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { kthHighest } from '../shared/statistics.ts';
import { count, partOf, percent, sentence } from '../shared/words.ts';

export const automaticSpillover = defineAnalyzer({
  id: 'automatic-spillover',
  code: 'E7',
  group: 'sprint-planning',
  title: {
    detected: 'Unfinished work rolls into the next sprint unexamined',
    clear: 'Unfinished work is looked at before it is planned again',
    unknown: 'Cannot tell what happens to unfinished work',
  },
  severity: 'medium',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'carriedShare',
    threshold: 0.2,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    untouchedShare: { default: 0.8, source: 'design default' },
    untouchedHours: { default: 24, source: 'design default' },
    foreverSprints: { default: 3, source: 'design default' },
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
  ],
  needs: ['sprints', 'sprintHistory', 'changes'],
  requires: ['sprints', 'sprintHistory', 'changes'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Unfinished work rolls to the next sprint unexamined, some items forever.',
  why: 'Work that rolls on by itself is never chosen again: items that lost their value keep taking the place of better ones.',
  logic:
    'In three of the last five sprints at least 20 % of the commitment was carried over, and at least 80 % of everything carried over went straight into the next sprint without any edit, comment or new size around the close.',
  guards: [
    'Where the tracker carries work over by itself, three days without an edit are needed.',
    'Items finished within a day after the close are not carried over.',
  ],
  coaching: {
    question: 'Would we choose this item again today?',
    next: 'Return unfinished items to the Product Backlog when the sprint closes, and choose again.',
  },
  references: [
    'The Scrum Guide 2020: undone work returns to the Product Backlog for future consideration',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Unfinished Work in a Closed Iteration',
    'Matthies et al.: ScrumLint, arXiv:1809.00634: Forgotten Ones and Never-ending Story',
  ],
  analyze({ window, sprints, sprintHistory, words }, limits) {
    const isDone = (status: string): boolean => words.categoryOf(status) === 'done';
    const recent = window.sprints
      .filter((sprint) => sprintHistory.scope(sprint).committed.length > 0)
      .slice(-limits.lastSprints);
    const rolls = recent.map((sprint) =>
      rolledOver(
        sprint,
        sprintHistory,
        nextOf(sprint, sprints.all),
        sprints.automatic ? AUTOMATIC_HOURS : limits.untouchedHours,
        isDone,
      ),
    );
    const shares = rolls.map((roll) => roll.share);
    if (recent.length < 3) {
      return insufficientSample(
        recent.length === 0 ? null : Math.max(...shares),
        recent.length,
        `${count(recent.length, 'closed sprint')} could be judged, 3 are needed.`,
      );
    }
    const reached = kthHighest(shares, limits.sprints);
    const value = Number.isNaN(reached) ? Math.min(...shares) : reached;
    const carried = rolls.reduce((sum, roll) => sum + roll.carried.length, 0);
    const untouched = rolls.flatMap((roll) => roll.untouched);
    const untouchedShare = carried === 0 ? 0 : untouched.length / carried;
    const forever = untouched.filter((item) => item.sprints.length >= limits.foreverSprints);
    const hit =
      !Number.isNaN(reached) &&
      value >= limits.carriedShare &&
      carried > 0 &&
      untouchedShare >= limits.untouchedShare;
    return judged(hit, {
      value,
      sample: recent.length,
      summary:
        carried === 0
          ? `Nothing was carried over in the last ${recent.length} sprints.`
          : `${carriedWords(shares, value, limits)} ${sentence(partOf(untouched.length, carried, 'carried item'))} went straight into the next sprint without an edit.`,
      evidence: [
        ...[...new Set(forever)].map((item) => ({
          kind: 'item' as const,
          text: `has been in ${item.sprints.length} sprints`,
          key: item.key,
        })),
        ...[...rolls]
          .reverse()
          .filter((roll) => roll.untouched.length > 0)
          .map((roll) => ({
            kind: 'sprint' as const,
            text: `${roll.carried.length} items carried over, ${roll.untouched.length} without an edit`,
            key: roll.sprint.name,
            at: roll.sprint.completed,
          })),
      ],
    });
  },
});

/** Where the tracker rolls work over by itself, only three days of silence say that nobody looked (card E7). */
const AUTOMATIC_HOURS = 72;
/** Rank changes this close to a sprint change by the same actor only say where the item was dropped. */
const MOVE_TOLERANCE = 60_000;
const EDITS: ReadonlySet<string> = new Set([
  'estimate',
  'rank',
  'title',
  'description',
  'acceptanceCriteria',
  'checklist',
]);

interface Roll {
  readonly sprint: ClosedSprint;
  /** Share of the commitment that was carried over. */
  readonly share: number;
  readonly carried: readonly Item[];
  readonly untouched: readonly Item[];
}

function rolledOver(
  sprint: ClosedSprint,
  history: SprintHistoryFacts,
  next: Sprint | null,
  hours: number,
  isDone: (status: string) => boolean,
): Roll {
  const scope = history.scope(sprint);
  const carried = scope.carriedOver.filter((item) => !finishedSoonAfter(item, sprint.completed, isDone));
  const committed = new Set(scope.committed);
  const untouched = carried.filter(
    (item) => wentStraightOn(item, sprint, next, history) && !isEdited(item, sprint.completed, hours * HOUR),
  );
  return {
    sprint,
    share: carried.filter((item) => committed.has(item)).length / committed.size,
    carried,
    untouched,
  };
}

/** Done within a day after the close: closed late, not carried over. */
function finishedSoonAfter(item: Item, close: Instant, isDone: (status: string) => boolean): boolean {
  return item.changes.some(
    (change) =>
      change.field === 'status' &&
      change.to !== null &&
      isDone(change.to) &&
      change.at > close &&
      change.at <= close + DAY,
  );
}

function nextOf(sprint: ClosedSprint, all: readonly Sprint[]): Sprint | null {
  const later = all.filter(
    (other) => other.start !== null && other.start > sprint.start && other.board === sprint.board,
  );
  return later[0] ?? null;
}

function wentStraightOn(
  item: Item,
  sprint: ClosedSprint,
  next: Sprint | null,
  history: SprintHistoryFacts,
): boolean {
  return (
    next !== null &&
    history.sprintsAt(item, Math.max(sprint.completed, next.start ?? 0) + HOUR).includes(next.id)
  );
}

function isEdited(item: Item, close: Instant, span: number): boolean {
  const near = (at: Instant): boolean => Math.abs(at - close) <= span;
  if (item.comments.some((comment) => comment.by !== null && near(comment.at))) return true;
  return item.changes.some(
    (change) =>
      near(change.at) && change.automated !== true && EDITS.has(change.field) && !isDrop(item, change),
  );
}

function isDrop(item: Item, change: Change): boolean {
  if (change.field !== 'rank') return false;
  return item.changes.some(
    (other) =>
      other.field === 'sprint' && other.by === change.by && Math.abs(other.at - change.at) <= MOVE_TOLERANCE,
  );
}

function carriedWords(
  shares: readonly number[],
  value: number,
  limits: { readonly sprints: number; readonly carriedShare: number },
): string {
  const last = `of the last ${shares.length} sprints`;
  const limit = percent(limits.carriedShare);
  if (value > 0)
    return `The share of the commitment that ${limits.sprints} ${last} carried over is ${percent(value)}, the limit is ${limit}.`;
  const some = shares.filter((share) => share > 0).length;
  return `Only ${some} ${last} carried anything over; the limit is ${limit} of the commitment in ${limits.sprints} of them.`;
}
