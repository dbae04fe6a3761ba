import type { Vocabulary, Window, ItemFacts } from '../../facts/facts.ts';
import { plainName } from '../../facts/names.ts';
import type { Item, PersonId, PullRequest } from '../../history/team-history.ts';
import { changesOf } from '../../history/timeline.ts';
import { HOUR } from '../../history/working-time.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { shareTest } from '../shared/statistics.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

export const untrackedWork = defineAnalyzer({
  id: 'untracked-work',
  code: 'D3',
  group: 'developers',
  title: {
    detected: 'Work happens that is not in the Product Backlog',
    clear: 'Work can be traced to the Product Backlog',
    unknown: 'Cannot tell whether work bypasses the Product Backlog',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'untrackedShare',
    threshold: 0.25,
    unit: 'share of pull requests',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    changedLines: { default: 10, source: 'design default' },
    sameDayShare: { default: 0.2, source: 'design default' },
    sameDayHours: { default: 24, source: 'design default' },
  },
  minSample: { n: 30, of: 'pull requests' },
  shareTest: true,
  reasons: ['NO_PR_LINK', 'PERMISSION_DENIED'],
  needs: ['pullRequests', 'items', 'links'],
  requires: ['pullRequests'],
  observable: { jira: 'partial', linear: 'partial', github: 'full', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Real work bypasses the Product Backlog.',
  why: 'Work that nobody sees takes time from the Sprint Goal, and the Product Owner cannot weigh it against anything else.',
  logic:
    'The merged pull requests of the window with more than 10 changed lines are read. 25 % of them without an item make a finding; so do 20 % of 30 or more Done items that the same person created and closed within a day.',
  guards: [
    'Pull requests by bots, updates of dependencies, texts and spelling, reverts and releases do not count.',
    'Pull requests whose size is not known do not count.',
  ],
  coaching: {
    question: 'Who asked for the invisible work, and what did it displace?',
    next: 'Keep one item for interruptions in each sprint, or let a check ask every pull request for its item.',
    whenFine: 'How do you keep small work visible?',
  },
  references: [
    'The Scrum Guide 2020: the Product Backlog is the single source of work undertaken by the Scrum Team',
    'Wolpers: The Scrum Anti-Patterns Guide: side gigs',
    'Telemaco, Oliveira, Alencar, Cowan: A Catalogue of Agile Smells for Agility Assessment, IEEE Access 8, 2020: Unplanned Work',
  ],
  analyze({ window, pullRequests, items, words }, limits) {
    const { from, to } = window;
    const merged = from === null || to === null ? [] : pullRequests.mergedBetween(from, to);
    const work = merged.filter((request) => isWork(request, limits.changedLines));
    const untracked = work.filter((request) => request.items.length === 0);
    const share = work.length === 0 ? 0 : untracked.length / work.length;
    const figures = `${untracked.length === 0 ? `All ${count(work.length, 'merged pull request')} belong to` : `${portion(untracked.length, work.length, 'merged pull request')} are without`} an item; the limit is ${percent(limits.untrackedShare)}.`;
    if (work.length < 30)
      return insufficientSample(
        work.length === 0 ? null : share,
        work.length,
        `${count(work.length, 'merged pull request')} could be judged, 30 are needed.`,
      );
    const done = doneIn(window, items);
    const sameDay = done.filter((item) => isSelfServed(item, items, words, limits.sameDayHours));
    const sameDayVerdict =
      done.length < MIN_DONE ? 'under' : shareTest(sameDay.length, done.length, limits.sameDayShare);
    const verdict = shareTest(untracked.length, work.length, limits.untrackedShare);
    const hit = verdict === 'over' || sameDayVerdict === 'over';
    const second =
      done.length < MIN_DONE
        ? ''
        : ` ${sentence(portion(sameDay.length, done.length, 'Done item'))} were created and closed by the same person within ${limits.sameDayHours} hours; the limit is ${percent(limits.sameDayShare)}.`;
    if (!hit && (verdict === 'uncertain' || sameDayVerdict === 'uncertain'))
      return insufficientSample(share, work.length, `${figures}${second} That is too few to be sure.`);
    return judged(hit, {
      value: share,
      sample: work.length,
      summary: figures + second,
      evidence: [
        ...[...untracked].reverse().map(requestNote),
        ...(sameDayVerdict === 'over' ? [...sameDay].reverse() : []).map((item) =>
          itemNote(item, 'created and closed by the same person within a day', item.created),
        ),
      ],
    });
  },
});

/** Done items below which nothing is said about those created and closed by the same person. */
const MIN_DONE = 30;

/** Labels and titles of changes that need no item of their own: dependencies, texts, reverts, releases. */
const UPKEEP_LABEL =
  /\b(?:dependenc(?:y|ies)|deps|dependabot|renovate|docs?|documentation|typos?|reverts?|releases?|version bump)\b/u;
const UPKEEP_TITLE =
  /^(?:(?:build|chore|fix|ci)\((?:deps[\w-]*|release)\)|chore: ?release|docs?(?:\([^)]*\))?!?:|revert\b|(?:prepare |cut )?release\b|v?\d+\.\d+\.\d+|(?:chore: )?(?:bump|update dependenc|upgrade dependenc|lock file maintenance)|(?:fix(?:es|ed)? )?(?:a )?typos?\b|(?:update|fix) (?:the )?(?:readme|changelog|docs|documentation)\b)/iu;

/** A pull request by a person that is more than upkeep and of some size. */
function isWork(request: PullRequest, changedLines: number): boolean {
  return (
    request.author !== null &&
    request.changedLines !== null &&
    request.changedLines > changedLines &&
    !UPKEEP_TITLE.test(request.title.trim()) &&
    !request.labels.some((label) => UPKEEP_LABEL.test(plainName(label)))
  );
}

function doneIn({ from, to }: Window, items: ItemFacts): readonly Item[] {
  if (from === null || to === null) return [];
  return items.done.filter((item) => {
    const finish = items.finishOf(item);
    return finish !== null && finish >= from && finish < to;
  });
}

function isSelfServed(item: Item, items: ItemFacts, words: Vocabulary, hours: number): boolean {
  const finish = items.finishOf(item);
  if (finish === null || item.creator === null || finish - item.created > hours * HOUR) return false;
  return closerOf(item, words) === item.creator;
}

/** Who moved the item to Done the last time; null for automation and where it is not recorded. */
function closerOf(item: Item, words: Vocabulary): PersonId | null {
  const last = changesOf(item, 'status')
    .filter((change) => change.to !== null && words.categoryOf(change.to) === 'done')
    .at(-1);
  return last === undefined || last.automated === true ? null : last.by;
}

function requestNote(request: PullRequest): EvidenceNote {
  return {
    kind: 'metric',
    text: `merged with ${count(request.changedLines ?? 0, 'changed line')} and belongs to no item`,
    key: request.id,
    at: request.merged,
  };
}
