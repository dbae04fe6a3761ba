import type { BlockEpisode, BoardStateFacts } from '../../facts/facts.ts';
import type { Instant } from '../../history/team-history.ts';
import { changesOf } from '../../history/timeline.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { itemNote } from '../shared/evidence.ts';
import { median, quantile } from '../shared/statistics.ts';
import { count, oneDecimal, workingDays } from '../shared/words.ts';

/** Steps forward on the board while marked as blocked from which on the mark was forgotten. */
const FORGOTTEN_STEPS = 2;
/** Ended episodes below which their durations say nothing. */
const MIN_EPISODES = 8;

export const impedimentAgeing = defineAnalyzer({
  id: 'impediment-ageing',
  code: 'C2',
  group: 'scrum-master',
  title: {
    detected: 'Blocked work stays blocked',
    clear: 'Blocked work is unblocked soon',
    unknown: 'Cannot tell how long work stays blocked',
  },
  severity: 'high',
  tier: 'core',
  coachingOwner: 'scrum-master',
  recurrenceGated: false,
  primary: { name: 'blockedDaysP50', threshold: 2, unit: 'days', direction: '>', source: 'design default' },
  thresholds: {
    blockedDaysP85: { default: 5, source: 'design default' },
    openDays: { default: 10, source: 'design default' },
  },
  minSample: { n: 8, of: 'episodes' },
  shareTest: false,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_BLOCK_CONVENTION', 'PERMISSION_DENIED'],
  needs: ['links', 'changes', 'boardStates'],
  requires: ['links'],
  observable: { jira: 'full', linear: 'partial', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Blocked work stays blocked.',
  why: 'Every day an item is blocked, the sprint loses what it was to bring, and the team learns that raising an impediment changes nothing.',
  logic:
    'The time from marking an item as blocked to clearing it is taken for items in a running sprint. A median above two days, one episode in seven above five days, or a mark that has stood for more than ten days makes a finding.',
  guards: [
    'Items outside a sprint do not count.',
    'A link to a blocker that is Done counts as cleared.',
    'A mark left on an item that moved on by two states was forgotten and does not count.',
  ],
  coaching: {
    question: 'Which blocker is outside our control, and who owns the conversation?',
    next: 'Give every impediment an owner and a next date, and take it further after five days.',
    whenFine: 'What clears blockers quickly in this team?',
  },
  references: [
    'Product Manager HQ: Scrum Master vs Product Owner: removing obstacles to sprint progress',
    'The Scrum Guide 2020: the Scrum Master serves by causing the removal of impediments to the Scrum Team’s progress',
    'The Kanban Guide for Scrum Teams: responding quickly to blocked work items',
  ],
  analyze({ links, boardStates, window, clock, asOf, words }, limits) {
    const [from, to] = [window.from ?? 0, window.to ?? 0];
    const inWork = links.episodesSince(from).filter((episode) => episode.inWork);
    const known = inWork.filter((episode) => !isForgotten(episode, boardStates, asOf));
    const forgotten = inWork.length - known.length;
    const ended = known.flatMap((episode) =>
      episode.to !== null && episode.to >= from && episode.to <= to
        ? [{ episode, days: clock.days(episode.from, episode.to) }]
        : [],
    );
    const open = known.flatMap((episode) =>
      episode.to === null && words.categoryOf(episode.item.status) !== 'done'
        ? [{ episode, days: clock.days(episode.from, asOf) }]
        : [],
    );
    const standing = open.filter(({ days }) => days > limits.openDays);
    const durations = ended.map(({ days }) => days);
    const isJudged = ended.length >= MIN_EPISODES;
    const middle = durations.length === 0 ? null : median(durations);
    if (!isJudged && standing.length === 0)
      return insufficientSample(
        middle,
        ended.length,
        `${count(ended.length, 'ended block')} could be judged, ${MIN_EPISODES} are needed.`,
      );
    const late = isJudged ? quantile(durations, 0.85) : 0;
    const isSlow = isJudged && ((middle ?? 0) > limits.blockedDaysP50 || late > limits.blockedDaysP85);
    const note =
      forgotten === 0
        ? ''
        : ` ${count(forgotten, 'mark')} stayed on items that had moved on, and ${forgotten === 1 ? 'does' : 'do'} not count.`;
    const past = isJudged
      ? `${count(ended.length, 'block')} lasted a median of ${workingDays(middle ?? 0)}, 85 % of them up to ${workingDays(late)}; the limits are ${workingDays(limits.blockedDaysP50)} and ${workingDays(limits.blockedDaysP85)}.`
      : `${count(ended.length, 'block')} ended, too few for a median.`;
    const present = ` ${standing.length === 0 ? 'No item is' : count(standing.length, 'item is', 'items are')} marked as blocked for more than ${workingDays(limits.openDays)}.`;
    return judged(isSlow || standing.length > 0, {
      value: middle ?? 0,
      sample: ended.length,
      ...(isJudged ? {} : { confidenceSample: MIN_EPISODES }),
      summary: `${past}${present}${note}`,
      evidence: [
        ...[...standing]
          .sort((a, b) => b.days - a.days)
          .map(({ episode, days }) =>
            itemNote(episode.item, `blocked for ${oneDecimal(days)} working days and still is`, episode.from),
          ),
        ...(isSlow
          ? [...ended]
              .sort((a, b) => b.days - a.days)
              .map(({ episode, days }) =>
                itemNote(episode.item, `was blocked for ${oneDecimal(days)} working days`, episode.from),
              )
          : []),
      ],
    });
  },
});

/** The item moved forward by two states or more while it was marked, and not by the state that marks it. */
function isForgotten(
  { item, from, to, via }: BlockEpisode,
  boardStates: BoardStateFacts,
  asOf: Instant,
): boolean {
  if (via === 'state') return false;
  const end = to ?? asOf;
  const steps = changesOf(item, 'status').filter((change) => {
    if (change.at <= from || change.at > end) return false;
    const before = change.from === null ? null : boardStates.get(change.from);
    const after = change.to === null ? null : boardStates.get(change.to);
    return before !== null && after !== null && after.position > before.position;
  });
  return steps.length >= FORGOTTEN_STEPS;
}
