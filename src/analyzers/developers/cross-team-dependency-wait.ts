import type { StatusFacts, Vocabulary } from '../../facts/facts.ts';
import { plainName } from '../../facts/names.ts';
import type { Item } from '../../history/team-history.ts';
import { changesOf } from '../../history/timeline.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { judgeShare } from '../shared/share.ts';
import { median } from '../shared/statistics.ts';
import { oneDecimal, percent, portion, sentence, workingDays } from '../shared/words.ts';

export const crossTeamDependencyWait = defineAnalyzer({
  id: 'cross-team-dependency-wait',
  code: 'D9',
  group: 'developers',
  title: {
    detected: 'Items routinely need another team',
    clear: 'The team can finish most items on its own',
    unknown: 'Cannot tell how far items depend on other teams',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: {
    name: 'dependentShare',
    threshold: 0.25,
    unit: 'share of sprint items',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    cycleTimeRatio: { default: 1.5, source: 'design default' },
  },
  minSample: { n: 8, of: 'items' },
  shareTest: true,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_ITERATION_HISTORY',
    'NO_SPRINTS',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_STATUS_HISTORY',
    'OUTSIDE_SCOPE',
  ],
  needs: ['links', 'sprints', 'sprintHistory', 'statusHistory'],
  requires: ['sprints', 'sprintHistory', 'statusHistory'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Items routinely need another team before they can be Done.',
  why: 'Work that needs another team waits for priorities that this team cannot set, and the Sprint Goal waits with it.',
  logic:
    'The items committed to in the sprints of the window are read. An item depends on another team when a link says that something outside blocks it, when it stood in a state of waiting for somebody outside, or when it was given to somebody outside and came back. 25 % of the items, and a median cycle time of eight or more such items of 1.5 times that of the others, make a finding.',
  guards: [
    'Links that only inform (“relates to”) do not count.',
    'Approvals by a vendor that are labelled as such do not count.',
  ],
  coaching: {
    question: 'Which missing skill or permission costs us most days?',
    next: 'Acquire it, or negotiate a way for the team to help itself.',
    whenFine: 'How did you come to need so few others?',
  },
  references: [
    'The Scrum Guide 2020: cross-functional, all the skills necessary to create value each Sprint',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Semi-functional Teams',
    'Theil: group quarantine and handoffs',
  ],
  analyze({ window, sprintHistory, statusHistory, words }, limits) {
    const items = [...new Set(window.sprints.flatMap((sprint) => sprintHistory.scope(sprint).committed))];
    const dependent = items.flatMap((item) => {
      const why = isVendorApproval(item) ? null : outsideOf(item, statusHistory, words);
      return why === null ? [] : [{ item, why, days: statusHistory.cycleDays(item) }];
    });
    if (items.length > 0 && dependent.length === 0 && items.every((item) => item.links.length === 0)) {
      return notObservable(
        ['OUTSIDE_SCOPE'],
        'No item has a link and no state points outside, so what other teams are needed for cannot be seen.',
      );
    }
    const usual = usualDays(
      items,
      dependent.map(({ item }) => item),
      statusHistory,
    );
    const waits = dependent.flatMap(({ days }) => days ?? []);
    const slow = median(waits);
    const ratio = usual > 0 ? slow / usual : Number.NaN;
    const time =
      waits.length < MIN_FINISHED || Number.isNaN(ratio)
        ? `${waits.length === 0 ? 'None' : waits.length} of them ${waits.length === 1 ? 'was' : 'were'} finished, ${MIN_FINISHED} are needed to compare how long they take.`
        : `They take a median of ${workingDays(slow)}, ${oneDecimal(ratio) === '1' ? '' : `${oneDecimal(ratio)} times `}the usual ${workingDays(usual)}; the limit is ${limits.cycleTimeRatio} times.`;
    return judgeShare({
      hits: dependent.length,
      n: items.length,
      threshold: limits.dependentShare,
      minimum: 8,
      thing: 'sprint item',
      alsoMet: waits.length >= MIN_FINISHED && ratio >= limits.cycleTimeRatio,
      summary: `${sentence(portion(dependent.length, items.length, 'sprint item'))} needed somebody outside the team; the limit is ${percent(limits.dependentShare)}.${dependent.length === 0 ? '' : ` ${time}`}`,
      evidence: [...dependent]
        .sort((a, b) => (b.days ?? 0) - (a.days ?? 0) || (a.item.key < b.item.key ? -1 : 1))
        .map(({ item, why, days }) =>
          itemNote(item, days === null ? why : `${why}, took ${workingDays(days)}`),
        ),
    });
  },
});

/** Finished dependent items below which their cycle time is not compared. */
const MIN_FINISHED = 8;
const VENDOR_LABEL = /\b(?:vendors?|suppliers?|third party|lieferanten?|hersteller)\b/u;
const APPROVAL = /\b(?:approvals?|sign ?off|freigabe|genehmigung|certification)\b/u;
/** States that name somebody outside. */
const OUTSIDE_STATE =
  /\b(?:external|externally|extern|third party|(?:other|another) teams?|anderes team|partners?|suppliers?|vendors?|lieferanten?|dependency|dependencies)\b/u;
/** “Waiting for X”; X is read against what a team waits for from itself and its users. */
const WAITING_FOR = /\b(?:waiting|waits?|wartet|blocked|pending) (?:for|on|by|auf) (.+)$/u;
const INSIDE =
  /\b(?:reviews?|reviewers?|code|qa|qs|tests?|testing|testers?|releases?|deploy\w*|merge|builds?|acceptance|accept|po|product owner|scrum master|developers?|dev|development|feedback|customers?|users?|clients?|reporters?|info\w*|input|answers?|reply|response|support|approval|sprint|planning|refinement|start|team|abnahme|rückmeldung|kunden?)\b/u;

/**
 * Median cycle time of the items that needed nobody, so that many dependent ones do not set the measure themselves; of
 * all where fewer than eight of the others were finished.
 */
function usualDays(items: readonly Item[], dependent: readonly Item[], status: StatusFacts): number {
  const daysOf = (some: readonly Item[]): number[] => some.flatMap((item) => status.cycleDays(item) ?? []);
  const outside = new Set(dependent);
  const own = daysOf(items.filter((item) => !outside.has(item)));
  return median(own.length < MIN_FINISHED ? daysOf(items) : own);
}

/** A vendor's approval that the team labelled as one. */
function isVendorApproval(item: Item): boolean {
  const labels = item.labels.map(plainName);
  return labels.some(
    (label) => VENDOR_LABEL.test(label) || (/\bexternal\b/u.test(label) && APPROVAL.test(label)),
  );
}

/** How the item depended on somebody outside, in a few words; null when it did not. */
function outsideOf(item: Item, status: StatusFacts, words: Vocabulary): string | null {
  if (item.links.some((link) => link.outside && link.kind === 'blocked-by'))
    return 'blocked by work of another team';
  const state = status.spans(item).find((span) => isOutsideState(span.status.name));
  if (state !== undefined) return `stood in “${state.status.name}”`;
  return cameBack(item, words) ? 'was given to somebody outside and came back' : null;
}

function isOutsideState(name: string): boolean {
  const plain = plainName(name);
  const waited = WAITING_FOR.exec(plain)?.[1];
  if (OUTSIDE_STATE.test(plain)) return true;
  return waited !== undefined && !INSIDE.test(waited);
}

/** Given to somebody outside the team and later to somebody in it. */
function cameBack(item: Item, words: Vocabulary): boolean {
  const changes = changesOf(item, 'assignee');
  const out = changes.findIndex((change) => words.roleOf(change.to) === 'outside');
  return (
    out >= 0 &&
    changes
      .slice(out + 1)
      .some((change) => change.to !== null && !['outside', 'unknown'].includes(words.roleOf(change.to)))
  );
}
