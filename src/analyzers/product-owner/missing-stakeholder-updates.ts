import type { Period, Update } from '../../facts/facts.ts';
import { DAY } from '../../history/working-time.ts';
import { defineAnalyzer } from '../analyzer.ts';
import { insufficientSample, judged, notObservable } from '../outcome.ts';
import { count, percent } from '../shared/words.ts';

export const missingStakeholderUpdates = defineAnalyzer({
  id: 'missing-stakeholder-updates',
  code: 'B10',
  group: 'product-owner',
  title: {
    detected: 'No updates for stakeholders can be seen',
    clear: 'Stakeholders get updates',
    unknown: 'Cannot tell whether stakeholders get updates',
  },
  severity: 'medium',
  tier: 'opt-in',
  coachingOwner: 'product-owner',
  recurrenceGated: false,
  primary: {
    name: 'periodsWithoutUpdate',
    threshold: 0.5,
    unit: 'share of periods',
    direction: '>=',
    source: 'design default',
  },
  thresholds: {
    chars: { default: 40, source: 'design default' },
  },
  minSample: { n: 4, of: 'periods' },
  shareTest: false,
  reasons: ['NO_ATTENDEES', 'NO_WIKI', 'NO_RELEASE_DATA', 'PERMISSION_DENIED', 'NO_ROSTER', 'KEPT_ELSEWHERE'],
  needs: ['updates', 'releases', 'events', 'attendees', 'roster', 'wiki'],
  requires: [],
  observable: {
    jira: 'partial',
    linear: 'full',
    github: 'partial',
    calendar: 'partial',
    wiki: 'partial',
    csv: 'no',
  },
  window: 'weeks',
  what: 'People outside the team get no visible updates.',
  why: 'Stakeholders who hear nothing ask for reports, promise things on their own, or stop caring.',
  logic:
    'Periods without any update: no release with notes, no project update, announcement or page of at least 40 characters, and no review invitation to somebody outside the team. Half of the periods or more make a finding.',
  guards: [
    'Judged only where at least one of these channels has ever held an update; a team that reports by e-mail is never blamed.',
    'For an internal platform team other teams are stakeholders.',
    'An agreed release interval that is longer than a period is given as much time.',
  ],
  coaching: {
    question: 'Who learned last about our last change, and from whom?',
    next: 'Write three sentences after each review, where stakeholders already look.',
  },
  references: [
    'The Scrum Guide 2020: the Product Owner is accountable for developing and explicitly communicating the Product Goal; the Scrum Team presents the results of their work to key stakeholders',
    'Verwijs, Russo: A theory of Scrum team effectiveness (arXiv 2105.12439): stakeholder concern',
    'S18: “providing timely updates to clients and customers”',
  ],
  analyze({ updates, releases, attendees, roster, wiki, window, agreements }, limits) {
    const valid = updates.all.filter(
      (update) => update.channel === 'invitation' || (update.chars ?? 0) >= limits.chars,
    );
    if (valid.length === 0) {
      return notObservable(
        [
          ...updates.unseen,
          'KEPT_ELSEWHERE',
          ...releases.unseen,
          ...attendees.unseen,
          ...roster.unseen,
          ...wiki.unseen,
        ],
        'No release note, project update, announcement, page or invitation was ever seen; updates may go by e-mail or calls.',
      );
    }
    const widen = (agreements.releaseIntervalDays ?? 0) * DAY;
    const periods = window.periods;
    const without = periods.filter((period) => !hasUpdate(period, valid, widen));
    const share = periods.length === 0 ? 0 : without.length / periods.length;
    if (periods.length < 4)
      return insufficientSample(
        share,
        periods.length,
        `${count(periods.length, 'period')} could be judged, 4 are needed.`,
      );
    return judged(share >= limits.periodsWithoutUpdate, {
      value: share,
      sample: periods.length,
      ...(valid.every((update) => update.channel === 'invitation') ? { strength: 0.8 } : {}),
      summary:
        without.length === 0
          ? `Each of ${periods.length} periods had a visible update for people outside the team.`
          : `${without.length} of ${periods.length} periods had no visible update for people outside the team (${percent(share)}).`,
      evidence: [...without].reverse().map((period) => ({
        kind: 'sprint' as const,
        text: 'no visible update',
        key: period.name,
        at: period.to,
      })),
    });
  },
});

/** An update dated in the period, or in the agreed interval before its end where that is longer. */
function hasUpdate(period: Period, updates: readonly Update[], widen: number): boolean {
  const from = Math.min(period.from, period.to - widen);
  return updates.some((update) => update.at >= from && update.at <= period.to);
}
