import type { ChecklistFacts, HierarchyFacts, StatusFacts } from '../../facts/facts.ts';
import type { Instant, Item, PullRequest } from '../../history/team-history.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { itemNote, metricNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { count, listing, percent, portion } from '../shared/words.ts';

export const definitionOfDoneBypass = defineAnalyzer({
  id: 'definition-of-done-bypass',
  code: 'D4',
  group: 'developers',
  title: {
    detected: 'Items are Done although their own conditions are not met',
    clear: 'Done items meet their own conditions',
    unknown: 'Cannot tell whether Done items meet their conditions',
  },
  severity: 'high',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'bypassShare',
    threshold: 0.2,
    unit: 'share of done items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    unreviewedShare: { default: 0.3, source: 'design default' },
    quickMergeMinutes: { default: 30, source: 'design default' },
    boxesUsedShare: { default: 0.1, source: 'design default' },
    minPullRequests: { default: 20, source: 'design default' },
  },
  minSample: { n: 20, of: 'items' },
  shareTest: true,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED', 'NO_HIERARCHY', 'NO_CHECKLISTS'],
  needs: ['checklists', 'hierarchy', 'pullRequests', 'statusHistory'],
  requires: [],
  observable: {
    jira: 'full',
    linear: 'full',
    github: 'full',
    calendar: 'no',
    wiki: 'partial',
    csv: 'partial',
  },
  window: 'weeks',
  what: 'Items are Done although their own completion conditions are not met.',
  why: 'An item that is Done only by name comes back later, and the Increment is less than it seems.',
  logic:
    'The Done items of the window are read as they stood when they became Done. An item counts when a sub-item was still open, a box of its checklist is not ticked, or code that belongs to it was not merged or its checks had failed. 20 % of the Done items make a finding. Code merged without a review is named beside it.',
  guards: [
    'Sub-items that were cancelled count as resolved.',
    'Checklists of a team that ticks fewer than 10 % of its boxes are not looked at.',
    'Code written by a pair counts as reviewed.',
    'Sub-items and code that follow within ten minutes count as finished together with the item.',
  ],
  coaching: {
    question: 'Could we release this item tonight without talking to anyone?',
    next: 'Write the Definition of Done as five checks, and make two of them automatic.',
    whenFine: 'Which of your checks catches most?',
  },
  references: [
    'The Scrum Guide 2020: the Definition of Done; an item that does not meet it cannot be released or presented at the Sprint Review',
    'Wolpers: The Scrum Anti-Patterns Guide: undone is the new done',
    'Theil: Missing Definition of Done',
    'Matthies et al.: ScrumLint, arXiv:1809.00634: Need for Speed',
  ],
  analyze({ window, checklists, hierarchy, pullRequests, statusHistory }, limits) {
    const { from, to } = window;
    const between = from === null || to === null ? null : { from, to };
    const done = between === null ? [] : statusHistory.finishedBetween(between.from, between.to);
    const linkedCode = pullRequests.all.some((request) => request.items.length > 0);
    const boxes = done.flatMap((item) => checklists.of(item));
    const boxesUsed =
      boxes.length > 0 && boxes.filter((box) => box.done).length / boxes.length >= limits.boxesUsedShare;
    const subItems = hierarchy.decomposedShare > 0;
    if (done.length > 0 && !boxesUsed && !subItems && !linkedCode) {
      return notObservable(
        ['NO_CHECKLISTS', 'NO_HIERARCHY', 'NO_PR_LINK'],
        'No Done item has a checklist that is used, a sub-item or code, so its conditions cannot be seen.',
      );
    }
    const misses = done.flatMap((item) => {
      const finish = statusHistory.finishOf(item) as Instant;
      const open = [
        subItemsOpen(item, finish, hierarchy, statusHistory),
        boxesUsed ? boxesOpen(item, checklists) : '',
        codeOpen(pullRequests.naming(item.key), finish),
      ].filter((text) => text !== '');
      return open.length === 0 ? [] : [{ item, finish, text: `Done with ${listing(open)}` }];
    });
    const reviews =
      between === null ? null : unreviewed(pullRequests.mergedBetween(between.from, between.to), limits);
    return judgeShare({
      hits: misses.length,
      n: done.length,
      threshold: limits.bypassShare,
      minimum: 20,
      thing: 'Done item',
      // Without changes of state the sub-items are known as they stand now, not as they stood then.
      strength: statusHistory.unseen.length === 0 ? 1 : 0.5,
      summary: `${misses.length === 0 ? `All ${done.length} Done items met` : `${portion(misses.length, done.length, 'Done item')} did not meet`} their own conditions; the limit is ${percent(limits.bypassShare)}.${definitionNote(done)}`,
      evidence: [
        ...(reviews === null ? [] : [reviews]),
        ...misses.reverse().map(({ item, finish, text }) => itemNote(item, text, finish)),
      ],
    });
  },
});

/** What follows within this time belongs to the same act (sessions, rules §0.3). */
const SAME_ACT = 10 * 60_000;

function subItemsOpen(item: Item, finish: Instant, hierarchy: HierarchyFacts, status: StatusFacts): string {
  const open = hierarchy.childrenOf(item).filter((child) => {
    if (child.created > finish || child.resolution === 'dropped' || child.resolution === 'duplicate')
      return false;
    const now = status.spans(child).at(-1)?.status;
    if (now?.dropped === true) return false;
    return status.categoryAt(child, finish + SAME_ACT) !== 'done';
  });
  return open.length === 0 ? '' : count(open.length, 'open sub-item');
}

function boxesOpen(item: Item, checklists: ChecklistFacts): string {
  const open = checklists.of(item).filter((box) => !box.done).length;
  return open === 0 ? '' : count(open, 'unticked box', 'unticked boxes');
}

/** Code that existed when the item became Done: not merged and not given up by then, or with failed checks. */
function codeOpen(requests: readonly PullRequest[], finish: Instant): string {
  const then = requests.filter((request) => request.created <= finish);
  const by = finish + SAME_ACT;
  const unmerged = then.filter(
    ({ merged, closed }) => (merged === null || merged > by) && (closed === null || closed > by),
  ).length;
  const failed = then.filter((request) => request.merged !== null && request.checks === 'failed').length;
  const parts = [
    unmerged === 0 ? '' : count(unmerged, 'unmerged pull request'),
    failed === 0 ? '' : `${count(failed, 'pull request')} whose checks failed`,
  ].filter((part) => part !== '');
  return listing(parts);
}

/** Merges nobody else looked at: no review, no co-author, no comment, merged within minutes. */
function unreviewed(
  merged: readonly PullRequest[],
  limits: Record<'unreviewedShare' | 'quickMergeMinutes' | 'minPullRequests', number>,
): EvidenceNote | null {
  if (merged.length < limits.minPullRequests) return null;
  const quick = merged.filter((request) => {
    const reviewed = request.reviews.some((review) => review.by !== null && review.by !== request.author);
    const minutes = ((request.merged as Instant) - (request.ready ?? request.created)) / 60_000;
    return (
      !reviewed &&
      request.coAuthors.length === 0 &&
      request.comments === 0 &&
      minutes < limits.quickMergeMinutes
    );
  });
  const share = quick.length / merged.length;
  if (share < limits.unreviewedShare) return null;
  return metricNote(
    `${quick.length} of ${merged.length} merged pull requests (${percent(share)}) had no review, no comment and were merged within ${limits.quickMergeMinutes} minutes`,
  );
}

const DEFINITION = /\bdefinition of done\b|\bDoD\b|\bfertig-?definition\b/iu;

/** Only the items are read: a Definition of Done that stands elsewhere is not seen. */
function definitionNote(done: readonly Item[]): string {
  const texts = done.flatMap((item) => item.description ?? []);
  return texts.length === 0 || texts.some((text) => DEFINITION.test(text))
    ? ''
    : ' None of them mentions a Definition of Done; whether one is written elsewhere was not looked at.';
}
