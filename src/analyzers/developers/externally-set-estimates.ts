import type { EstimateSetting, RoleFacts, RosterFacts, Vocabulary } from '../../facts/facts.ts';
import type { Instant } from '../../history/team-history.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { notObservable } from '../outcome.ts';
import { changeNote } from '../shared/evidence.ts';
import { around, stretchAt } from '../shared/meetings.ts';
import { roleConfidence, unknownHolder } from '../shared/role-holders.ts';
import { judgeShare } from '../shared/share.ts';
import { partOf, percent, sentence } from '../shared/words.ts';

export const externallySetEstimates = defineAnalyzer({
  id: 'externally-set-estimates',
  code: 'D7',
  group: 'developers',
  title: {
    detected: 'Sizes are set by people who do not do the work',
    clear: 'The people who do the work set the sizes',
    unknown: 'Cannot tell who sets the sizes',
  },
  severity: 'medium',
  tier: 'std',
  coachingOwner: 'developers',
  recurrenceGated: false,
  primary: {
    name: 'externalShare',
    threshold: 0.5,
    unit: 'share of estimates',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    scrumMasterWeight: { default: 0.25, source: 'design default' },
    burstMinutes: { default: 60, source: 'design default' },
    burstItems: { default: 5, source: 'design default' },
  },
  minSample: { n: 20, of: 'estimates' },
  shareTest: true,
  reasons: ['NO_CHANGELOG', 'HISTORY_TRUNCATED', 'NO_ESTIMATES', 'ROLE_NOT_INFERABLE', 'PERMISSION_DENIED'],
  needs: ['estimates', 'estimateHistory', 'roles', 'roster'],
  requires: ['estimates', 'estimateHistory'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'no' },
  window: 'weeks',
  what: 'Sizes are set by people who won’t do the work.',
  why: 'A size set by somebody else is a promise made on behalf of the people who have to keep it, and what they know about the work is lost.',
  logic:
    'The first estimates of the window are read with who set them. 50 % of them by people who are not Developers make a finding; those by the Scrum Master, who often types for others, count a quarter.',
  guards: [
    'Five or more estimates typed by one person within an hour around a refinement are the team’s estimates and do not count; where no refinement is known, any such burst is left out.',
    'Product Owner and Scrum Master count as Developers for items they do themselves.',
    'Estimates without a known author do not count.',
  ],
  coaching: {
    question: 'Who could have said “that is a 13”?',
    next: 'Estimate the next five items without showing each other the numbers first.',
    whenFine: 'Who speaks first when you size an item?',
  },
  references: [
    'The Scrum Guide 2020: the Developers who will be doing the work are responsible for the sizing',
    'Eloranta, Koskimies, Mikkonen: Exploring ScrumBut, Information and Software Technology 74, 2016: Work Estimates Given to Teams',
    'Estimates produced only by Product Owner, architect or single person',
  ],
  analyze({ window, estimateHistory, roles, roster, words }, limits) {
    const unknown = [...unknownHolder(roles.productOwner), ...roster.unseen];
    if (unknown.length > 0)
      return notObservable(['ROLE_NOT_INFERABLE'], 'It is not known who the Developers are.');
    const { from, to } = window;
    const all = from === null || to === null ? [] : estimateHistory.firstEstimates(from, to);
    const typed = burstSettings(all, words, limits, from ?? 0, to ?? 0);
    const known = all.filter((one) => !typed.has(one) && isKnown(one, roles, roster));
    const external = known.filter((one) => !roles.isDeveloper(one.by, one.item));
    const byScrumMaster = external.filter(
      (one) => roles.isScrumMaster(one.by) && !roles.isProductOwner(one.by),
    );
    const weight = external.length - byScrumMaster.length * (1 - limits.scrumMasterWeight);
    const share = known.length === 0 ? 0 : weight / known.length;
    const clerical =
      byScrumMaster.length === 0
        ? ''
        : `, ${byScrumMaster.length} of them by the Scrum Master, which count ${limits.scrumMasterWeight} each`;
    return judgeShare({
      hits: weight,
      n: known.length,
      threshold: limits.externalShare,
      minimum: 20,
      thing: 'estimate',
      roleConfidence: roleConfidence(roles.productOwner, roles.scrumMaster),
      summary: `${sentence(partOf(external.length, known.length, 'first estimate'))} were set by people other than Developers${external.length === 0 ? '' : `${clerical}: ${percent(share)}`}; the limit is ${percent(limits.externalShare)}.`,
      evidence: external
        .filter((one) => !byScrumMaster.includes(one))
        .reverse()
        .map((one) =>
          changeNote(one.item, `first estimate ${one.value} set by ${whoOf(one, roles)}`, one.at),
        ),
    });
  },
});

type BurstLimits = Record<'burstMinutes' | 'burstItems', number>;

/** A person of the history, in or outside the team. */
function isKnown(one: EstimateSetting, roles: RoleFacts, roster: RosterFacts): boolean {
  return one.by !== null && !roles.isShared(one.by) && (roster.isMember(one.by) || roster.isOutsider(one.by));
}

function whoOf(one: EstimateSetting, roles: RoleFacts): string {
  return roles.isProductOwner(one.by) ? 'the Product Owner' : 'somebody outside the Developers';
}

/** Estimates that one person typed together: the team's, around a refinement, or where no refinement is known. */
function burstSettings(
  all: readonly EstimateSetting[],
  words: Vocabulary,
  limits: BurstLimits,
  from: Instant,
  to: Instant,
): ReadonlySet<EstimateSetting> {
  const meetings = around(words, ['refinement'], limits.burstMinutes, from, to);
  const span = limits.burstMinutes * 60_000;
  const byActor = new Map<string, EstimateSetting[]>();
  for (const one of all) {
    if (one.by === null) continue;
    const list = byActor.get(one.by);
    if (list === undefined) byActor.set(one.by, [one]);
    else list.push(one);
  }
  const typed = new Set<EstimateSetting>();
  for (const list of byActor.values()) {
    for (let index = 0; index + limits.burstItems <= list.length; index++) {
      const group = list.slice(index, index + limits.burstItems);
      const [first, last] = [group[0] as EstimateSetting, group.at(-1) as EstimateSetting];
      const together = last.at - first.at <= span;
      const near = meetings.length === 0 || group.some((one) => stretchAt(meetings, one.at) !== null);
      if (together && near) for (const one of group) typed.add(one);
    }
  }
  return typed;
}
