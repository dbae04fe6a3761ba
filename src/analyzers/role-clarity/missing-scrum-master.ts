import type { EventKind } from '../../history/team-history.ts';
import type { ReasonCode } from '../../history/reasons.ts';
import type { BlockEpisode, ClosedSprint, EventFacts } from '../../facts/facts.ts';
import type { WorkingTime } from '../../history/working-time.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { metricNote, sprintNote } from '../shared/evidence.ts';
import { isDeclared } from '../shared/role-holders.ts';
import { median } from '../shared/statistics.ts';
import { count, listing, percent, workingDays } from '../shared/words.ts';

const KINDS: readonly EventKind[] = ['planning', 'review', 'retrospective'];

/** One of the three signs of the card: seen or not, or why it cannot be told. */
interface Sign {
  readonly unseen: readonly ReasonCode[];
  readonly missing: boolean;
  readonly text: string;
  readonly strength: number;
  readonly evidence: readonly EvidenceNote[];
}

export const missingScrumMaster = defineAnalyzer({
  id: 'missing-scrum-master',
  code: 'A3',
  group: 'role-clarity',
  title: {
    detected: 'Events, impediments and improvement have no visible owner',
    clear: "The team's effectiveness has a visible owner",
    unknown: 'Cannot tell whether anyone looks after events, impediments and improvement',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'scrum-team',
  recurrenceGated: false,
  primary: { name: 'missingSigns', threshold: 2, unit: 'signs', direction: '>=', source: 'design default' },
  thresholds: {
    eventsShare: { default: 0.5, source: 'design default' },
    impedimentAgeDays: { default: 5, source: 'design default' },
    improvementItems: { default: 1, source: 'design default' },
  },
  minSample: { n: 4, of: 'closed sprints' },
  shareTest: false,
  reasons: [
    'NO_CHANGELOG',
    'HISTORY_TRUNCATED',
    'NO_SPRINTS',
    'NO_BLOCK_CONVENTION',
    'NO_CALENDAR',
    'NO_WIKI',
    'PERMISSION_DENIED',
    'NOT_SCRUM',
    'NO_IMPROVEMENT_CONVENTION',
  ],
  needs: ['roles', 'events', 'wiki', 'links', 'improvementItems', 'changes'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'no',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'sprints',
  what: 'Nobody looks after how well the team works: events, impediments and improvement have no visible owner.',
  why: 'Without somebody who cares for it, events fade, blockers stay and the same problems return.',
  logic:
    'No Scrum Master is declared, and at least two of three signs are missing: events in most sprints, impediments that go away in time, improvement items. A declared Scrum Master is clear.',
  guards: [
    'Teams that share the duties without one person are clear as long as events take place and improvements are made.',
  ],
  coaching: {
    question: 'Who noticed the last impediment, and who caused it to be removed?',
    next: 'Agree on a named or rotating Scrum Master for three sprints.',
  },
  references: [
    'The Scrum Guide 2020: the Scrum Master is accountable for the Scrum Team’s effectiveness',
    'Verwijs and Russo 2023: A theory of Scrum team effectiveness (arXiv 2105.12439)',
  ],
  analyze({ roles, events, links, improvementItems, changes, window, clock, asOf }, limits) {
    const { sprints } = window;
    const to = window.to ?? asOf;
    const from = window.from ?? asOf;
    const signs = [
      eventsSign(events, sprints, limits.eventsShare),
      impedimentsSign(
        [...links.unseen, ...changes.unseen],
        links.episodesSince(from).filter((one) => one.from < to),
        limits.impedimentAgeDays,
        clock,
        asOf,
      ),
      improvementSign(
        improvementItems.unseen,
        improvementItems.all.filter((one) => one.created >= from && one.created < to).length,
        limits.improvementItems,
      ),
    ];
    const known = signs.filter((sign) => sign.unseen.length === 0);
    if (known.length < 2)
      return notObservable(
        signs.flatMap((sign) => sign.unseen),
        `Only ${known.length} of the three signs (events, impediments, improvements) can be seen.`,
      );
    const missing = known.filter((sign) => sign.missing);
    if (sprints.length < 4)
      return insufficientSample(
        missing.length,
        sprints.length,
        `${count(sprints.length, 'closed sprint')}: too few to judge (4).`,
      );
    const declared = isDeclared(roles.scrumMaster);
    const text = listing(known.map((sign) => sign.text));
    return judged(!declared && missing.length >= limits.missingSigns, {
      value: missing.length,
      sample: sprints.length,
      strength: Math.min(...known.map((sign) => sign.strength)),
      summary: `${declared ? 'A Scrum Master is declared' : 'No Scrum Master is declared'}; ${text}.`,
      evidence: missing.flatMap((sign) => sign.evidence),
    });
  },
});

/** Events of the kinds that some source could show, over the sprints of W. */
function eventsSign(events: EventFacts, sprints: readonly ClosedSprint[], limit: number): Sign {
  const kinds = KINDS.filter((kind) => events.unseenFor(kind).length === 0);
  // Planning also shows as activity; that alone says nothing about the other events.
  if (!kinds.some((kind) => kind !== 'planning'))
    return { unseen: ['NO_CALENDAR', 'NO_WIKI'], missing: false, text: '', strength: 1, evidence: [] };
  const seen = sprints.map((sprint) => ({ sprint, events: kinds.map((kind) => events.of(kind, sprint)) }));
  const isFound = (state: string): boolean => state === 'found-strong' || state === 'found-weak';
  const found = seen.flatMap((one) => one.events.filter((event) => isFound(event.state)));
  const share = found.length / Math.max(1, kinds.length * sprints.length);
  const empty = seen.filter((one) => !one.events.some((event) => isFound(event.state)));
  return {
    unseen: [],
    missing: share < limit,
    text: `${percent(share)} of the Scrum events that could be seen took place`,
    strength: Math.min(1, ...seen.flatMap((one) => one.events.map((event) => event.strength))),
    evidence: empty.map((one) => sprintNote(one.sprint, 'No Scrum event found')),
  };
}

/** Ended episodes with their length, open ones with their age. */
function impedimentsSign(
  unseen: readonly ReasonCode[],
  episodes: readonly BlockEpisode[],
  limit: number,
  clock: WorkingTime,
  asOf: number,
): Sign {
  const ages = episodes.map((episode) => clock.days(episode.from, episode.to ?? asOf));
  const age = ages.length === 0 ? 0 : median(ages);
  const text =
    ages.length === 0 ? 'no impediment was marked' : `impediments lasted a median of ${workingDays(age)}`;
  return {
    unseen,
    missing: age > limit,
    text,
    strength: 1,
    evidence: [metricNote(`${count(ages.length, 'impediment')}, median ${workingDays(age)}`)],
  };
}

function improvementSign(unseen: readonly ReasonCode[], created: number, limit: number): Sign {
  return {
    unseen,
    missing: created < limit,
    text: `${created === 0 ? 'no improvement item' : count(created, 'improvement item')} ${created <= 1 ? 'was' : 'were'} created`,
    strength: 1,
    evidence: [metricNote(`${count(created, 'improvement item')} created in the sprints looked at`)],
  };
}
