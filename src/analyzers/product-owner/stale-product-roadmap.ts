import type { ChangeFacts, Window } from '../../facts/facts.ts';
import type { Instant, Item, RoadmapEntry, StatusCategory } from '../../history/team-history.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer, type EvidenceNote } from '../analyzer.ts';
import { insufficientSample, judged } from '../outcome.ts';
import { count, percent, portion, sentence } from '../shared/words.ts';

/** Share of the entries of a kind that must be dated before their dates mean something. */
const DATED_SHARE = 0.2;

export const staleProductRoadmap = defineAnalyzer({
  id: 'stale-product-roadmap',
  code: 'B9',
  group: 'product-owner',
  title: {
    detected: 'The roadmap is out of date',
    clear: 'The roadmap is kept up to date',
    unknown: 'Cannot tell whether the roadmap is kept up to date',
  },
  severity: 'low',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'staleShare',
    threshold: 0.5,
    unit: 'share of roadmap entries',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    overdueDays: { default: 14, source: 'design default' },
    untouchedDays: { default: 182, source: 'design default' },
  },
  minSample: { n: 5, of: 'roadmap entries' },
  shareTest: false,
  reasons: ['PERMISSION_DENIED', 'NO_HIERARCHY', 'KEPT_ELSEWHERE'],
  needs: ['roadmap', 'hierarchy', 'changes', 'releases'],
  requires: ['roadmap'],
  observable: { jira: 'full', linear: 'full', github: 'partial', calendar: 'no', wiki: 'no', csv: 'partial' },
  window: 'now',
  what: 'Plans past their date, or untouched for half a year, still stand on the roadmap.',
  why: 'A plan that nobody believes any more makes people doubt the others too.',
  logic:
    'Roadmap entries are open epics, initiatives, projects, unreleased versions and dated milestones. An entry is stale when its date is more than 14 days past, or when neither it nor an item under it was changed by a person for half a year. Half of the entries or more make a finding.',
  guards: [
    'An undated plan with an item that was Done in the window is alive.',
    'Bulk edits and automation are no touch.',
    'A date that a person moved is a touch, but the entry stays stale while the new date is past too.',
    'Dates count only where at least a fifth of the entries of that kind have one.',
  ],
  coaching: {
    question: 'Which of these plans would we still announce today?',
    next: 'Close or re-date the three oldest entries.',
    whenFine: 'How do you decide that a plan is over?',
  },
  references: [
    'Product Manager HQ: Scrum Master vs Product Owner: “drafting up the product strategy in the form of a plan that they plan to translate into a product roadmap”',
    'The Scrum Guide 2020 knows the Product Goal and no roadmap; hence opt-in and worded as a question',
  ],
  analyze({ roadmap, hierarchy, changes, window, words, asOf }, limits) {
    const entries = roadmap.entries.filter((entry) => entry.state === 'open');
    const dated = datedKinds(entries);
    const known = (entry: RoadmapEntry): readonly Item[] =>
      entry.items.flatMap((key) => hierarchy.itemOf(key) ?? []);
    const stale = entries.flatMap((entry) => {
      const due = dated.has(entry.kind) ? entry.due : null;
      if (due !== null && asOf - due > limits.overdueDays * DAY)
        return [{ entry, why: `its date passed ${Math.floor((asOf - due) / DAY)} days ago` }];
      const items = known(entry);
      if (isTouchedSince(entry, items, changes, asOf - limits.untouchedDays * DAY)) return [];
      const touched = lastTouchOf(entry, items, changes);
      const alive = due === null && items.some((item) => isDoneIn(item, window, words.categoryOf));
      return !alive
        ? [{ entry, why: `nobody changed it for ${Math.floor((asOf - touched) / DAY)} days` }]
        : [];
    });
    const share = entries.length === 0 ? null : stale.length / entries.length;
    if (share === null || entries.length < 5)
      return insufficientSample(
        share,
        entries.length,
        `${count(entries.length, 'open roadmap entry', 'open roadmap entries')} could be judged, 5 are needed.`,
      );
    return judged(share >= limits.staleShare, {
      value: share,
      sample: entries.length,
      summary: `${sentence(portion(stale.length, entries.length, 'open roadmap entry', 'open roadmap entries'))} are past their date or untouched for ${limits.untouchedDays} days; the limit is ${percent(limits.staleShare)}.`,
      evidence: [...stale]
        .sort((a, b) => (a.entry.due ?? a.entry.touched) - (b.entry.due ?? b.entry.touched))
        .map(({ entry, why }): EvidenceNote => ({
          kind: 'goal',
          text: `${entry.title}: ${why}`,
          at: entry.due ?? entry.touched,
        })),
    });
  },
});

/** Kinds of entries that the team dates at all. */
function datedKinds(entries: readonly RoadmapEntry[]): ReadonlySet<RoadmapEntry['kind']> {
  const kinds = new Set(entries.map((entry) => entry.kind));
  return new Set(
    [...kinds].filter((kind) => {
      const own = entries.filter((entry) => entry.kind === kind);
      return own.filter((entry) => entry.due !== null).length / own.length >= DATED_SHARE;
    }),
  );
}

function lastTouchOf(entry: RoadmapEntry, items: readonly Item[], changes: ChangeFacts): Instant {
  return items.reduce((last, item) => Math.max(last, changes.lastTouch(item)), entry.touched);
}

function isTouchedSince(
  entry: RoadmapEntry,
  items: readonly Item[],
  changes: ChangeFacts,
  since: Instant,
): boolean {
  return entry.touched > since || items.some((item) => changes.lastTouch(item) > since);
}

function isDoneIn(item: Item, window: Window, categoryOf: (status: string) => StatusCategory): boolean {
  if (categoryOf(item.status) !== 'done' || window.from === null || window.to === null) return false;
  const { from, to } = window;
  return item.changes.some(
    (change) =>
      change.field === 'status' &&
      change.to !== null &&
      categoryOf(change.to) === 'done' &&
      change.at >= from &&
      change.at <= to,
  );
}
