import type { ClosedSprint, ScopeChange, SprintScope, Vocabulary } from '../../facts/facts.ts';
import type { Instant, Item } from '../../history/team-history.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { kthHighest } from '../shared/statistics.ts';
import { count, listing, percent } from '../shared/words.ts';

export const sprintScopeCreep = defineAnalyzer({
  id: 'sprint-scope-creep',
  code: 'E8',
  group: 'sprint-planning',
  title: {
    detected: "Much of the sprint's work is added or removed after the start",
    clear: 'Sprint scope holds',
    unknown: 'Cannot tell whether sprint scope holds',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'scopeChange',
    threshold: 0.25,
    unit: 'ratio',
    inPercent: true,
    direction: '>=',
    source: 'practice threshold of vendors (scope change above 25 %)',
  },
  thresholds: {
    sprints: { default: 3, source: 'design default' },
    lastSprints: { default: 5, source: 'design default' },
    minItems: { default: 8, source: 'design default' },
    stuffingDone: { default: 0.9, source: 'design default' },
    stuffingTimeLeft: { default: 0.2, source: 'design default' },
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
  needs: ['sprints', 'sprintHistory', 'links', 'types'],
  requires: ['sprints', 'sprintHistory'],
  observable: { jira: 'full', linear: 'full', github: 'no', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'sprints',
  what: 'Much of the sprint’s work is added after it started.',
  why: 'When much of the work arrives after the start, planning loses its meaning and the Sprint Goal is endangered without anybody deciding so.',
  logic:
    'For each sprint with eight or more items committed to, the items added after the first day or removed before the close are counted against the commitment. Three of the last five such sprints with a change of 25 % or more make a finding.',
  guards: [
    'Items that Developers split off from work of the sprint, or add below its items, do not count.',
    'Items pulled in after everything committed to was Done do not count.',
  ],
  coaching: {
    question: 'Which additions served the Sprint Goal?',
    next: 'Try a swap rule: what comes in takes something out, agreed with the Product Owner.',
  },
  references: [
    'The Scrum Guide 2020: during the Sprint no changes are made that would endanger the Sprint Goal',
    'Wolpers: The Scrum Anti-Patterns Guide: sprint stuffing',
  ],
  baseRate:
    'Adding something is normal: items were added to 56 % of the sprints. Of the 569 sprints with eight or more items, 70 % had changed by 25 % or more when 80 % of their time was over, the median by 56 %; in 2,986 public sprints of Apache, JIRA and MongoDB teams (data of Choetkiertikul et al.: Predicting Delivery Capability in Iterative Software Development, IEEE Transactions on Software Engineering 44, 2018; measured on 2026-11-25).',
  analyze({ window, sprintHistory, words }, limits) {
    const large = window.sprints
      .filter((sprint) => sprintHistory.scope(sprint).committed.length >= limits.minItems)
      .slice(-limits.lastSprints)
      .map((sprint) => creepOf(sprintHistory.scope(sprint), sprint, words, limits));
    const changes = large.map((creep) => creep.ratio);
    if (large.length < 3) {
      const value = large.length === 0 ? null : Math.max(...changes);
      return insufficientSample(
        value,
        large.length,
        `${count(large.length, 'closed sprint')} had ${limits.minItems} or more items committed to, 3 are needed.`,
      );
    }
    const value = kthHighest(changes, limits.sprints);
    const reached = Number.isNaN(value) ? Math.min(...changes) : value;
    const hit = !Number.isNaN(value) && reached >= limits.scopeChange;
    const over = large.filter((creep) => creep.ratio >= limits.scopeChange);
    const alone =
      hit || over.length === 0
        ? ''
        : `; over it: ${listing(over.map((creep) => `${creep.sprint.name} with ${percent(creep.ratio)}`))}`;
    return judged(hit, {
      value: reached,
      sample: large.length,
      summary: `${changeWords(changes, reached, limits)}${alone}.`,
      evidence: [...over].reverse().flatMap((creep) => [sprintNote(creep), ...stuffingNotes(creep)]),
    });
  },
});

interface Creep {
  readonly sprint: ClosedSprint;
  readonly committed: number;
  readonly added: readonly ScopeChange[];
  readonly removed: readonly ScopeChange[];
  readonly ratio: number;
  /** Who added, as accountabilities, and what. */
  readonly split: string;
  /** Additions when almost everything was Done and much time was left. */
  readonly stuffed: readonly ScopeChange[];
}

function creepOf(
  scope: SprintScope,
  sprint: ClosedSprint,
  words: Vocabulary,
  limits: Record<'stuffingDone' | 'stuffingTimeLeft', number>,
): Creep {
  const inSprint = new Set(scope.items.map((item) => item.key));
  const doneShareAt = (at: Instant): number =>
    scope.committed.filter((item) => isDoneAt(item, at, words)).length / Math.max(1, scope.committed.length);
  const added = scope.added.filter((change) => !isSplit(change.item, inSprint) && doneShareAt(change.at) < 1);
  const length = sprint.end - sprint.start;
  const stuffed = added.filter(
    (change) =>
      doneShareAt(change.at) >= limits.stuffingDone &&
      (sprint.end - change.at) / length > limits.stuffingTimeLeft,
  );
  return {
    sprint,
    committed: scope.committed.length,
    added,
    removed: scope.removed,
    ratio: (added.length + scope.removed.length) / scope.committed.length,
    split: splitOf(added, words),
    stuffed,
  };
}

/** Split off from an item of the sprint, or added below one: the Developers adapting their plan. */
function isSplit(item: Item, inSprint: ReadonlySet<string>): boolean {
  if (item.parent !== null && inSprint.has(item.parent)) return true;
  return item.links.some(
    (link) => (link.kind === 'split-from' || link.kind === 'split-to') && inSprint.has(link.key),
  );
}

function isDoneAt(item: Item, at: Instant, words: Vocabulary): boolean {
  let status = item.status;
  for (let index = item.changes.length - 1; index >= 0; index--) {
    const change = item.changes[index];
    if (change === undefined || change.field !== 'status') continue;
    if (change.at <= at) return words.categoryOf(change.to ?? status) === 'done';
    status = change.from ?? status;
  }
  return words.categoryOf(status) === 'done';
}

const ROLE_WORDS = {
  'product-owner': 'the Product Owner',
  'scrum-master': 'the Scrum Master',
  developer: 'Developers',
  outside: 'people outside the team',
  unknown: 'unknown',
} as const;

function splitOf(added: readonly ScopeChange[], words: Vocabulary): string {
  const byRole = new Map<string, number>();
  for (const change of added) {
    const role = ROLE_WORDS[words.roleOf(change.by)];
    byRole.set(role, (byRole.get(role) ?? 0) + 1);
  }
  const who = [...byRole]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .filter(([role]) => role !== 'unknown')
    .map(([role, n]) => `${n} by ${role}`);
  const bugs = added.filter((change) => words.kindOf(change.item) === 'bug').length;
  const urgent = added.filter((change) => words.isExpedite(change.item)).length;
  const what = [bugs > 0 ? count(bugs, 'bug') : '', urgent > 0 ? `${urgent} urgent` : ''].filter(
    (part) => part !== '',
  );
  return [...who, ...what].join(', ');
}

function sprintNote(creep: Creep): EvidenceNote {
  const split = creep.split === '' ? '' : ` (${creep.split})`;
  return {
    kind: 'sprint',
    text: `${creep.committed} items committed to, ${creep.added.length} added${split}, ${creep.removed.length} removed`,
    key: creep.sprint.name,
    at: creep.sprint.start,
  };
}

function stuffingNotes(creep: Creep): EvidenceNote[] {
  return creep.stuffed.map((change) => ({
    kind: 'item',
    text: `${creep.sprint.name}: added when nearly everything was Done and much time was left`,
    key: change.item.key,
    at: change.at,
  }));
}

function changeWords(
  changes: readonly number[],
  reached: number,
  limits: { readonly sprints: number; readonly scopeChange: number },
): string {
  const last = `the last ${changes.length} sprints`;
  const limit = percent(limits.scopeChange);
  if (reached > 0)
    return `The scope change that ${limits.sprints} of ${last} reached is ${percent(reached)} of the commitment, the limit is ${limit}`;
  const some = changes.filter((change) => change > 0).length;
  return `${some === 0 ? 'None' : `Only ${some}`} of ${last} changed in scope after planning; the limit is ${limit} of the commitment in ${limits.sprints} sprints`;
}
